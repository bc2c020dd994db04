//! The operations: few, each with one row in every table of [`rules`](crate::rules).
//!
//! A value belongs to one sample; an operation knows no flow concept. *Elementwise* operations take a scalar beside a larger shape.

use std::fmt;
use std::rc::Rc;

use super::build::Value;
use crate::shape::{Contraction, Copies, Index};

/// A number compared by its bits, so that equal expressions are one value.
#[derive(Clone, Copy, Debug)]
pub struct Number(pub f64);

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.0.to_bits() == other.0.to_bits()
    }
}
impl Eq for Number {}
impl std::hash::Hash for Number {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

/// Elementwise functions of one argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unary {
    /// `−a`
    Neg,
    /// `eᵃ`
    Exp,
    /// `ln a`: NaN below zero, as the inverse of `exp` must be outside its codomain
    Log,
    /// `ln |a|`: of log-determinants, where the sign does not matter
    LogAbs,
    /// `ln(1 + a)`
    Log1p,
    /// `eᵃ − 1`
    Expm1,
    /// `tanh a`
    Tanh,
    /// `1 − tanh² a`, without cancellation
    Sech2,
    /// The inverse of `tanh`
    Atanh,
    /// `sinh a`
    Sinh,
    /// `cosh a`
    Cosh,
    /// The inverse of `sinh`
    Asinh,
    /// The inverse of `cosh`: NaN below 1
    Acosh,
    /// `1 / (1 + e⁻ᵃ)`
    Sigmoid,
    /// `ln(1 + eᵃ)`
    Softplus,
    /// `max(a, 0)`
    Relu,
    /// `|a|`
    Abs,
    /// The largest whole number that is at most `a`
    Floor,
    /// `√a`
    Sqrt,
    /// `a²`
    Square,
    /// `sin a`
    Sin,
    /// `cos a`
    Cos,
}

/// Elementwise functions of two arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Binary {
    /// `a + b`
    Add,
    /// `a − b`
    Sub,
    /// `a · b`
    Mul,
    /// `a / b`
    Div,
    /// 1 where `a < b`, else 0: the condition of a `select`
    Less,
}

/// The value that a leaf of a graph stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Leaf {
    /// A value that differs per sample: `x`, `z`, `context`, a cotangent.
    Varying(String),
    /// A value that all samples share and that is not itself a parameter: a cotangent of a uniform value.
    Uniform(String),
    /// A learned parameter, by its number in the layer's parameter table.
    Parameter(usize, String),
}

/// The equation that a root solves for `own`: `value(own, captured…) = right`. All of it is a scalar graph of its own leaves.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Equation {
    /// The leaf of the unknown.
    pub own: Value,
    /// The leaves of what else the equation reads.
    pub captured: Vec<Value>,
    /// The left side.
    pub value: Value,
    /// Its derivative in the unknown, which has one sign.
    pub slope: Value,
    /// True if that sign is positive.
    pub increasing: bool,
}

/// An increasing map of one number whose derivative and inverse are stated beside its formula, since neither follows from it by the
/// rules. All three are graphs of one element, of the same leaves; who states them says why, and a test compares them with what is
/// derived.
///
/// A leaf that is captured is one number of the element, or a line of numbers, `[times]`, such as the knots of a spline; the argument
/// for a line has the lines of all elements, `[elements, times]`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Stated {
    /// Its name in text forms.
    pub name: String,
    /// The leaf of the argument; in the inverse, of the value.
    pub own: Value,
    /// The leaves of what else is read.
    pub captured: Vec<Value>,
    /// The value.
    pub value: Value,
    /// Its derivative in the argument, which is positive.
    pub slope: Value,
    /// The argument, given the value.
    pub inverse: Value,
    /// The derivative at the argument that has a given value, where that is less work than both after each other.
    pub slope_at_value: Option<Value>,
    /// True if the derivative may jump.
    pub kinked: bool,
}

/// One of the maps of a [`Stated`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The value.
    Value,
    /// Its derivative.
    Slope,
    /// The argument, given the value.
    Inverse,
    /// The derivative at that argument.
    SlopeAtValue,
}

impl Stated {
    /// The leaves, in the order of the operation's arguments.
    pub fn leaves(&self) -> impl Iterator<Item = Value> + '_ {
        [self.own].into_iter().chain(self.captured.iter().copied())
    }

    /// The graph of a part.
    ///
    /// # Panics
    /// For the slope at a value where none is stated, of which no operation is made.
    pub fn part(&self, part: Part) -> Value {
        match part {
            Part::Value => self.value,
            Part::Slope => self.slope,
            Part::Inverse => self.inverse,
            Part::SlopeAtValue => self.slope_at_value.expect("a slope at a value is stated where it is used"),
        }
    }
}

/// States that are computed step by step: at each step from those of earlier steps, and from what it reads besides. It is the
/// equation `unknown = value(unknown, captured…)`, whose solution is unique because a step reads earlier ones alone; before the first
/// one reads zeros. All of it is a graph of its own leaves.
///
/// The elements of an unknown and of a value lie step by step.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Recurrence {
    /// The leaves of the states.
    pub unknowns: Vec<Value>,
    /// The leaves of what else the equations read, in the order of the operation's arguments.
    pub captured: Vec<Value>,
    /// The right side of each state's equation.
    pub values: Vec<Value>,
    /// How many steps there are.
    pub steps: usize,
    /// How many rows of a grid the steps lie in, equally many in each; a sequence is one row.
    pub rows: usize,
    /// True if the last step comes first.
    pub backwards: bool,
}

impl Recurrence {
    /// The place in the order of steps of a slab of elements, where these are numbered in their own order.
    pub fn turn(&self, slab: usize) -> usize {
        if self.backwards { self.steps - 1 - slab } else { slab }
    }
}

/// Functions of all elements along an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Along {
    /// `ln Σ eᵃ`, one number in place of the axis.
    LogSumExp,
    /// The sum of an element and of those before it.
    CumulativeSum,
}

impl Along {
    /// The operation's name in every text form and in the runtime.
    pub fn name(self) -> &'static str {
        match self {
            Along::LogSumExp => "log_sum_exp",
            Along::CumulativeSum => "cumulative_sum",
        }
    }
}

/// One operation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Op {
    /// A leaf.
    Leaf(Leaf),
    /// A number.
    Const(Number),
    /// An elementwise function of one argument.
    Unary(Unary),
    /// An elementwise function of two arguments.
    Binary(Binary),
    /// `c ? a : b`, elementwise.
    Select,
    /// The solution of an equation whose right side is the first argument and whose captured leaves are the others, elementwise.
    Root(Equation),
    /// A part of a stated map of the first argument, which captures the others, elementwise. Derivation needs it whole; it is then
    /// [inlined](crate::ir::Graph::inlined).
    Stated(Rc<Stated>, Part),
    /// `out[i] = a[index(i)]`
    Gather(Index),
    /// `out[index_k(i)] = a_k[i]` for each argument `a_k`; zero where no argument writes. Concatenation, merging, and the adjoint
    /// of a gather are all this. The indices are disjoint.
    Assemble {
        /// How many elements the result has.
        len: usize,
        /// Where each argument goes.
        parts: Vec<Index>,
    },
    /// Copies of a value along an axis.
    Repeat(Copies),
    /// The sum of such copies: the adjoint of repeating.
    Fold(Copies),
    /// A function of all elements along the axis of copies.
    Along(Along, Copies),
    /// A state of a recurrence that captures the arguments, by its number; all steps.
    Recur(Rc<Recurrence>, usize),
    /// The sum of all elements.
    Sum,
    /// The Euclidean norm `√Σa²`, whose derivative is `a / ‖a‖`, and 0 at 0. Derivation needs it whole; it is then
    /// [inlined](crate::ir::Graph::inlined).
    Norm,
    /// `w · a` for a matrix `w` and a vector `a`, or `wᵀ · a`.
    Product {
        /// How the matrix lies.
        of: Contraction,
        /// True if the matrix is transposed.
        transposed: bool,
    },
    /// `(diag(d) + w)⁻¹ a` for a strictly triangular matrix `w`, its diagonal `d` and a vector `a`, or `(diag(d) + wᵀ)⁻¹ a`. Matrix and
    /// diagonal are the same for all samples. Of a matrix, so is the vector; a window of one tap solves for the channels of each
    /// position, and these may differ per sample: a plan multiplies them by the inverse matrix.
    TriangularSolve {
        /// True if the matrix is transposed.
        transposed: bool,
        /// How the matrix lies, and which of its entries are masked: strictly, so that row i reads entries before i.
        of: Contraction,
    },
    /// `a bᵀ`: the cotangent of the matrix of a product, zero where that is masked.
    Outer {
        /// How the matrix lies.
        of: Contraction,
    },
}

impl Unary {
    /// The operation's name in every text form and in the runtime.
    pub fn name(self) -> &'static str {
        match self {
            Unary::Neg => "neg",
            Unary::Exp => "exp",
            Unary::Log => "log",
            Unary::LogAbs => "log_abs",
            Unary::Log1p => "log1p",
            Unary::Expm1 => "expm1",
            Unary::Tanh => "tanh",
            Unary::Sech2 => "sech2",
            Unary::Atanh => "atanh",
            Unary::Sinh => "sinh",
            Unary::Cosh => "cosh",
            Unary::Asinh => "asinh",
            Unary::Acosh => "acosh",
            Unary::Sigmoid => "sigmoid",
            Unary::Softplus => "softplus",
            Unary::Relu => "relu",
            Unary::Abs => "abs",
            Unary::Floor => "floor",
            Unary::Sqrt => "sqrt",
            Unary::Square => "square",
            Unary::Sin => "sin",
            Unary::Cos => "cos",
        }
    }

    /// True if computing it again costs more than reading it back.
    pub fn is_costly(self) -> bool {
        !matches!(self, Unary::Neg | Unary::Relu | Unary::Abs | Unary::Floor | Unary::Square)
    }
}

impl Binary {
    /// The operation's sign in text forms.
    pub fn symbol(self) -> &'static str {
        match self {
            Binary::Add => "+",
            Binary::Sub => "-",
            Binary::Mul => "*",
            Binary::Div => "/",
            Binary::Less => "<",
        }
    }
}

impl Op {
    /// True if every element of the value needs only the same element of its arguments, or a line of its own of them.
    pub fn is_elementwise(&self) -> bool {
        matches!(self, Op::Unary(_) | Op::Binary(_) | Op::Select | Op::Root(_) | Op::Stated(..))
    }
}

impl fmt::Display for Op {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Op::Leaf(Leaf::Varying(name)) => write!(f, "varying {name}"),
            Op::Leaf(Leaf::Uniform(name)) => write!(f, "uniform {name}"),
            Op::Leaf(Leaf::Parameter(_, name)) => write!(f, "parameter {name}"),
            Op::Const(n) => write!(f, "{:?}", n.0),
            Op::Unary(op) => write!(f, "{}", op.name()),
            Op::Binary(op) => write!(f, "{}", op.symbol()),
            Op::Select => write!(f, "select"),
            Op::Root(equation) => write!(f, "root of %%{}", equation.value.0),
            Op::Stated(stated, Part::Value) => write!(f, "{}", stated.name),
            Op::Stated(stated, Part::Slope) => write!(f, "{}_slope", stated.name),
            Op::Stated(stated, Part::Inverse) => write!(f, "{}_inverse", stated.name),
            Op::Stated(stated, Part::SlopeAtValue) => write!(f, "{}_slope_at_value", stated.name),
            Op::Gather(index) => write!(f, "gather{}", ShowIndex(index)),
            Op::Assemble { len, parts } => {
                write!(f, "assemble {len}")?;
                parts.iter().try_for_each(|p| write!(f, "{}", ShowIndex(p)))
            }
            Op::Repeat(copies) => write!(f, "repeat × {}", copies.times),
            Op::Fold(copies) => write!(f, "fold × {}", copies.times),
            Op::Along(along, copies) => write!(f, "{} × {}", along.name(), copies.times),
            Op::Recur(recurrence, k) => write!(f, "state {k} of {} steps", recurrence.steps),
            Op::Sum => write!(f, "sum"),
            Op::Norm => write!(f, "norm"),
            Op::Product { of: Contraction::Matrix(stairs), transposed } => {
                let masked = if stairs.is_some() { "masked_" } else { "" };
                write!(f, "{masked}matmul{}", if *transposed { "_transposed" } else { "" })
            }
            Op::TriangularSolve { transposed, .. } => {
                write!(f, "triangular_solve{}", if *transposed { "_transposed" } else { "" })
            }
            Op::Product { of: Contraction::Window(_), transposed } => {
                write!(f, "convolution{}", if *transposed { "_transposed" } else { "" })
            }
            Op::Outer { of: Contraction::Window(_) } => write!(f, "convolution_outer"),
            Op::Outer { of: Contraction::Matrix(stairs) } => {
                write!(f, "{}outer", if stairs.is_some() { "masked_" } else { "" })
            }
        }
    }
}

/// The text form of an index.
pub(crate) struct ShowIndex<'a>(pub &'a Index);

impl fmt::Display for ShowIndex<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.0 {
            Index::Range { start, step: 1, len } => write!(f, "[{start}..{}]", start + len),
            Index::Range { start, step, len } => write!(f, "[{start} step {step} × {len}]"),
            Index::Blocks { start, stride, width, len } => {
                write!(f, "[{start} blocks of {width} step {stride} × {len}]")
            }
            Index::Loops { start, loops } => {
                write!(f, "[{start}")?;
                loops.iter().try_for_each(|(extent, stride)| write!(f, " step {stride} × {extent}"))?;
                write!(f, "]")
            }
            Index::Table { id, len, .. } => write!(f, "[table {} × {len}]", id.0),
        }
    }
}

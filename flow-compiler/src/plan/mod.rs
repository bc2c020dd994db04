//! Plans: functions turned into buffers and steps. Everything is decided here, so that emission decides nothing.
//!
//! ```text
//! levels   a direction that goes level by level, as a loop over slabs
//! layer    the plans of one kind of layer: prepare, both directions, each with tape and cotangents, and the reductions
//! schedule one function ─▶ fused loops and products, in stages
//! tape     what the first phase keeps for the second
//! invert   what need not be kept, since the next layer keeps what came of it
//! gate     choices by a rectifier as the end of the product before them
//! twins    functions that do the same work
//! slots    scratch buffers that share memory when their lives do not overlap
//! verify   what must hold of a plan        print   the text form
//! cost     what a sample costs
//! ```
//! A *stage* is a set of loops, all independent of each other, followed by products that read what the loops stored. Values of one
//! stage and one number of rows share a loop; values are stored only where something outside their loop reads them.

pub mod cost;
mod gate;
pub mod invert;
pub mod layer;
pub mod levels;
pub mod print;
pub mod schedule;
pub mod slots;
pub mod tape;
mod twins;
pub mod verify;

use crate::ir::{Binary, Unary};
use crate::shape::{Degrees, Index, Stairs};

pub use cost::{Cost, Costs};
pub use layer::{DirectionPlan, KindPlan, Reduction, Target, plan_kind};

/// A buffer of a plan, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BufferId(pub usize);

/// Where a buffer lies.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// What the function is applied to.
    Input,
    /// What it results in.
    Output,
    /// One number a sample: the log-determinant so far, or its cotangent.
    Ladj,
    /// What came of the layer: the argument of the next one, on that one's tape.
    Result,
    /// The conditioning input.
    Context,
    /// Its cotangent, to which every layer adds.
    ContextCotangent,
    /// Memory of this call.
    Scratch(usize),
    /// Memory between the two phases of the backward pass, from this row on.
    Tape(usize),
    /// Numbers shared by all samples: the layer's parameters, from this element on.
    Parameters(usize),
    /// Numbers shared by all samples: what was prepared from the parameters, from this element on.
    Prepared(usize),
    /// Cotangents of uniform values, from this element on.
    UniformCotangent(usize),
    /// Cotangents of parameters, from this element on.
    ParameterCotangent(usize),
}

impl Place {
    /// Whether each sample has its own numbers there.
    pub fn is_per_lane(&self) -> bool {
        matches!(
            self,
            Place::Input
                | Place::Output
                | Place::Ladj
                | Place::Result
                | Place::Context
                | Place::ContextCotangent
                | Place::Scratch(_)
                | Place::Tape(_)
        )
    }
}

/// Rows of numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Buffer {
    /// Its name in emitted code, distinct within the plan.
    pub name: String,
    /// How many rows, of one number a lane; of uniform values, how many numbers.
    pub rows: usize,
    /// Where it lies.
    pub place: Place,
}

/// One function as steps.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The function's name.
    pub name: String,
    /// One line with its formula.
    pub doc: String,
    /// Whether it works on samples; else on uniform values alone.
    pub per_lane: bool,
    /// Its buffers.
    pub buffers: Vec<Buffer>,
    /// Rows of each scratch slot.
    pub slots: Vec<usize>,
    /// Rows of each region of the tape, in order.
    pub tape: Vec<usize>,
    /// What it does.
    pub steps: Vec<Step>,
}

/// One step.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// `out = activation(w · input + bias)`, or 0 where a gate is not positive.
    Product(Product),
    /// Fused elementwise work, row by row.
    Loop(Loop),
    /// Zeros.
    Clear(BufferId),
    /// The rows of a masked product that one level makes computable.
    Slab(Slab),
    /// Steps once for each level.
    Levels {
        /// How many levels.
        count: usize,
        /// Whether the last level comes first.
        backwards: bool,
        /// What a level does.
        body: Vec<Step>,
    },
    /// What a dropout multiplies by, or ones outside of training.
    Dropout {
        /// Where it goes.
        out: BufferId,
        /// Its first unit among those of the layer.
        first: usize,
        /// The probability of 0.
        rate: f64,
    },
    /// A matrix with rows and columns exchanged.
    Transpose {
        /// The matrix, row by row.
        from: BufferId,
        /// Where the other goes.
        to: BufferId,
        /// Its rows.
        rows: usize,
        /// Its columns.
        columns: usize,
    },
    /// `out = (diag(diagonal) + matrix)⁻¹ right`, or with the transposed matrix.
    TriangularSolve {
        /// Where the result goes.
        out: BufferId,
        /// The strictly triangular matrix, row by row.
        matrix: BufferId,
        /// The diagonal.
        diagonal: BufferId,
        /// The right side.
        right: BufferId,
        /// Whether the matrix is transposed.
        transposed: bool,
        /// Which entries are masked.
        stairs: Stairs,
    },
    /// `out += a bᵀ`, row by row.
    AddOuter {
        /// Where the matrix is.
        out: BufferId,
        /// Its rows' factor.
        a: BufferId,
        /// Its columns' factor.
        b: BufferId,
        /// Which entries are masked.
        stairs: Option<Stairs>,
    },
    /// A matrix in panels.
    Pack {
        /// The matrix, row by row.
        from: BufferId,
        /// Where the panels go.
        to: BufferId,
        /// Its rows.
        rows: usize,
        /// Its columns.
        columns: usize,
        /// Whether the panels hold the transposed matrix.
        transposed: bool,
        /// Which entries of the matrix are masked.
        stairs: Option<Stairs>,
    },
}

/// A product of a packed matrix with rows of a buffer.
#[derive(Clone, Debug, PartialEq)]
pub struct Product {
    /// Where the result goes.
    pub out: BufferId,
    /// The packed matrix.
    pub panels: BufferId,
    /// What is added to each row.
    pub bias: Option<BufferId>,
    /// What is multiplied.
    pub input: BufferId,
    /// Its first row.
    pub input_row: usize,
    /// Rows of the result.
    pub rows: usize,
    /// Rows of the input.
    pub columns: usize,
    /// What is applied to the result.
    pub activation: Option<Unary>,
    /// What must be positive in the same place, or else the result is 0 there.
    pub gate: Option<BufferId>,
    /// Whether the panels hold the transposed matrix.
    pub transposed: bool,
    /// Which entries of the matrix are masked.
    pub stairs: Option<Stairs>,
}

/// Which rows of an ascending order of degrees a level works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Degree {
    /// Those of degree 0, which no level has.
    Zero,
    /// Those whose degree is the level's number.
    Level,
    /// Those whose degree is one more: the level's own element, and what reads it first.
    Above,
}

/// The rows of a masked product that one level makes computable: each unmasked weight is read once in all levels together.
#[derive(Clone, Debug, PartialEq)]
pub struct Slab {
    /// Which rows; of a transposed product, the columns of the matrix.
    pub degree: Degree,
    /// Whether the product is that of the transposed matrix, which then lies transposed.
    pub transposed: bool,
    /// Where the rows go.
    pub out: BufferId,
    /// The matrix, row by row.
    pub matrix: BufferId,
    /// What is added to each row.
    pub bias: Option<BufferId>,
    /// What is multiplied.
    pub input: BufferId,
    /// What is applied to the result.
    pub activation: Option<Unary>,
    /// Which entries of the matrix are masked.
    pub stairs: Stairs,
}

/// Elementwise work on `rows` rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loop {
    /// How many rows.
    pub rows: usize,
    /// The rows of the present level, where it does not work on all.
    pub span: Option<(Degrees, Degree)>,
    /// Values in order, each computed once per row and lane.
    pub lines: Vec<Line>,
    /// What is kept of them.
    pub stores: Vec<Store>,
}

/// A named value of a loop.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its name, distinct within the loop.
    pub name: String,
    /// How it is computed.
    pub formula: Formula,
}

/// How a value of a loop is computed.
#[derive(Clone, Debug, PartialEq)]
pub enum Formula {
    /// Read a row of a buffer; without an index, its only row.
    Read(BufferId, Option<Index>),
    /// An elementwise function.
    Unary(Unary, Operand),
    /// An elementwise function of two.
    Binary(Binary, Operand, Operand),
    /// `c ? a : b`
    Select(Operand, Operand, Operand),
    /// The solution of an equation with this right side.
    Root(Operand, Box<Equation>),
}

/// What a root solves: `value(unknown) = right`, with its slope; the lines may read lines of the loop around it.
#[derive(Clone, Debug, PartialEq)]
pub struct Equation {
    /// Values in order. The first is the unknown itself.
    pub lines: Vec<Line>,
    /// Lines of the loop around it that the equation reads, by the number of the equation's line that stands for each.
    pub captured: Vec<(usize, Operand)>,
    /// The left side.
    pub value: Operand,
    /// Its slope.
    pub slope: Operand,
    /// Whether the slope is positive.
    pub increasing: bool,
}

/// An operand of a formula.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Operand {
    /// An earlier line of the loop, or of the equation where it stands in one.
    Line(usize),
    /// A number.
    Number(f64),
}

/// A value that leaves a loop.
#[derive(Clone, Debug, PartialEq)]
pub struct Store {
    /// What.
    pub value: Operand,
    /// Where to.
    pub buffer: BufferId,
    /// Which row of it.
    pub index: Index,
    /// How.
    pub mode: Mode,
}

/// How a value is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It replaces what was there.
    Write,
    /// It is added to what is there.
    Add,
    /// All rows are added to the buffer's only row.
    Reduce,
}

impl Plan {
    /// A buffer.
    pub fn buffer(&self, id: BufferId) -> &Buffer {
        &self.buffers[id.0]
    }

    /// Rows of scratch that a call needs.
    pub fn scratch_rows(&self) -> usize {
        self.slots.iter().sum()
    }

    /// Multiply-adds of its products, per sample.
    pub fn multiply_adds(&self) -> usize {
        cost::Cost::of(self).multiply_adds
    }
}

//! The data of a plan: buffers and steps. A plan is all that emission prints and that an engine
//! runs.

use std::collections::BTreeMap;

use crate::ir::{self, Binary, Unary};
use crate::shape::{Contraction, Copies, Degrees, Index, Stairs};

/// A buffer of a plan, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BufferId(pub usize);

/// Where a buffer lies.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// The argument of the function.
    Input,
    /// The result of the function.
    Output,
    /// One number a sample: the log-determinant so far, or its cotangent.
    Ladj,
    /// The layer's result as the next layer keeps it: its argument, on its tape.
    Result,
    /// The conditioning input.
    Context,
    /// Its cotangent, to which every layer adds.
    ContextCotangent,
    /// Memory of this call, not yet at a place.
    Unassigned,
    /// Memory of this call, in this slot.
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
    /// True if each sample has its own numbers there.
    pub fn is_per_lane(&self) -> bool {
        matches!(
            self,
            Place::Input
                | Place::Output
                | Place::Ladj
                | Place::Result
                | Place::Context
                | Place::ContextCotangent
                | Place::Unassigned
                | Place::Scratch(_)
                | Place::Tape(_)
        )
    }

    /// True for memory of this call.
    pub fn is_scratch(&self) -> bool {
        matches!(self, Place::Unassigned | Place::Scratch(_))
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
    /// True if it works on samples; else on uniform values alone.
    pub per_lane: bool,
    /// Its buffers.
    pub buffers: Vec<Buffer>,
    /// Rows of each scratch slot.
    pub slots: Vec<usize>,
    /// Rows of each region of the tape, in order.
    pub tape: Vec<usize>,
    /// Its steps, in order.
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
    /// The part of a window's product that a level computes: equally many positions each, or of a position a group of channels.
    WindowLevel {
        /// The product.
        product: Product,
        /// How many levels there are.
        levels: usize,
    },
    /// A function of all rows along an axis.
    Along(Along),
    /// Steps once for each level.
    Levels {
        /// How many levels.
        count: usize,
        /// True if the last level comes first.
        backwards: bool,
        /// True where these are levels of the present level only: `count` of them from `count` times its number on.
        within: bool,
        /// The steps of a level.
        body: Vec<Step>,
    },
    /// Steps for a row of a grid once all of its levels have been: before the levels that follow it. Their level is the row's number.
    RowEnd {
        /// How many levels a row has.
        levels: usize,
        /// The steps.
        body: Vec<Step>,
    },
    /// Steps that write nothing but the result of the function, which not every caller wants.
    Wanted {
        /// The steps.
        body: Vec<Step>,
    },
    /// The factors of a dropout, or ones outside of training.
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
    /// `out = (diag(diagonal) + matrix)⁻¹`, row by row; zero where that is zero for every such matrix.
    TriangularInverse {
        /// Where the result goes.
        out: BufferId,
        /// The strictly triangular matrix, row by row.
        matrix: BufferId,
        /// The diagonal; without one, of ones.
        diagonal: Option<BufferId>,
        /// Which entries are masked.
        stairs: Stairs,
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
        /// True if the matrix is transposed.
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
        /// How the matrix lies.
        of: Contraction,
    },
    /// Rows that follow one another, moved to rows that do.
    Copy {
        /// Where they are.
        from: BufferId,
        /// The first of them.
        from_row: usize,
        /// Where they go.
        to: BufferId,
        /// The first of these.
        to_row: usize,
        /// How many.
        rows: usize,
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
        /// True if the panels hold the transposed matrix.
        transposed: bool,
        /// How the matrix lies.
        of: Contraction,
    },
}

/// A product of a packed matrix with rows of a buffer.
#[derive(Clone, Debug, PartialEq)]
pub struct Product {
    /// Where the result goes.
    pub out: BufferId,
    /// The packed matrix.
    pub panels: BufferId,
    /// The number that is added to each row.
    pub bias: Option<BufferId>,
    /// The vector that is multiplied.
    pub input: BufferId,
    /// Its first row.
    pub input_row: usize,
    /// Rows of the result.
    pub rows: usize,
    /// Rows of the input.
    pub columns: usize,
    /// The activation of the result.
    pub activation: Option<Unary>,
    /// A number that must be positive in the same place, or else the result is 0 there.
    pub gate: Option<BufferId>,
    /// True if the panels hold the transposed matrix.
    pub transposed: bool,
    /// How the matrix lies.
    pub of: Contraction,
}

impl Product {
    /// How many numbers the bias has: a convolution adds the same to a channel at every position.
    pub fn biases(&self) -> usize {
        match self.of.window() {
            Some(window) if self.transposed => window.inputs,
            Some(window) => window.outputs,
            None => self.rows,
        }
    }
}

/// Which rows of an ascending order of degrees a level works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Degree {
    /// The rows of degree 0, which no level has.
    Zero,
    /// The rows whose degree is the level's number.
    Level,
    /// The rows whose degree is one more: the level's own element, and what reads it first.
    Above,
}

/// The rows of a masked product that one level makes computable: each unmasked weight is read once
/// in all levels together.
#[derive(Clone, Debug, PartialEq)]
pub struct Slab {
    /// Which rows; of a transposed product, the columns of the matrix.
    pub degree: Degree,
    /// True if the product is that of the transposed matrix, which then lies transposed.
    pub transposed: bool,
    /// Where the rows go.
    pub out: BufferId,
    /// The matrix, row by row.
    pub matrix: BufferId,
    /// The number that is added to each row.
    pub bias: Option<BufferId>,
    /// The vector that is multiplied.
    pub input: BufferId,
    /// The activation of the result.
    pub activation: Option<Unary>,
    /// Which entries of the matrix are masked.
    pub stairs: Stairs,
}

/// A function along an axis of rows, for each of the other axes' places: a *line*.
#[derive(Clone, Debug, PartialEq)]
pub struct Along {
    /// Which one.
    pub op: ir::Along,
    /// Where the result goes.
    pub out: BufferId,
    /// The buffer that it reads.
    pub input: BufferId,
    /// The first row of that.
    pub input_row: usize,
    /// The axis.
    pub copies: Copies,
    /// The lines of the present level, where it does not work on all.
    pub span: Option<(Degrees, Degree)>,
}

impl Along {
    /// Rows of the result.
    pub fn rows(&self) -> usize {
        match self.op {
            ir::Along::LogSumExp => self.copies.size(),
            ir::Along::CumulativeSum => self.copies.spread(),
        }
    }
}

/// Elementwise work on `rows` rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loop {
    /// How many rows.
    pub rows: usize,
    /// The rows of the present level, where it does not work on all.
    pub span: Option<(Degrees, Degree)>,
    /// True where the present level has one row, and each level its own (`passes/own_rows`).
    pub own_row: bool,
    /// Values in order, each computed once per row and lane.
    pub lines: Vec<Line>,
    /// The values that are kept.
    pub stores: Vec<Store>,
}

/// A named value of a loop.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its name, distinct within the loop.
    pub name: String,
    /// True where the declaration gives it the name, and not its place in the loop.
    pub labelled: bool,
    /// How it is computed.
    pub formula: Formula,
}

/// How a value of a loop is computed.
#[derive(Clone, Debug, PartialEq)]
pub enum Formula {
    /// Nothing: the line stands for the unknown of an equation, or for what it captures.
    Leaf,
    /// Read a row of a buffer; without an index, its only row.
    Read(BufferId, Option<Index>),
    /// An elementwise function.
    Unary(Unary, Operand),
    /// An elementwise function of two.
    Binary(Binary, Operand, Operand),
    /// `a · b + c`, or `a · b − c`, rounded once where the machine can (`passes/multiply_add`).
    MultiplyAdd {
        /// The numbers that are multiplied.
        factors: [Operand; 2],
        /// The number that is added, or taken away.
        addend: Operand,
        /// True if it is taken away.
        subtracted: bool,
    },
    /// `tanh a`, made together with its slope, which is the next line (`passes/tanh_sech2`).
    TanhSech2(Operand),
    /// The slope that the line before has made.
    SlopeOfTanh,
    /// `c ? a : b`
    Select(Operand, Operand, Operand),
    /// The solution of an equation with this right side.
    Root(Operand, Box<Equation>),
}

/// The equation that a root solves: `value(unknown) = right`, with its slope. Its lines may read
/// lines of the loop around it.
#[derive(Clone, Debug, PartialEq)]
pub struct Equation {
    /// Values in order. The first is the unknown itself.
    pub lines: Vec<Line>,
    /// Lines of the loop around it that the equation reads, by the number of the equation's line
    /// that stands for each.
    pub captured: Vec<(usize, Operand)>,
    /// The left side.
    pub value: Operand,
    /// Its slope.
    pub slope: Operand,
    /// True if the slope is positive.
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
    /// The value.
    pub value: Operand,
    /// A factor that it is multiplied by as it is added, rounded once with the sum.
    pub times: Option<Operand>,
    /// The buffer that it goes to.
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

impl Store {
    /// A value that replaces a row.
    pub fn write(value: Operand, buffer: BufferId, index: Index) -> Self {
        Store { value, times: None, buffer, index, mode: Mode::Write }
    }

    /// The operands that it reads.
    pub fn operands(&self) -> impl Iterator<Item = Operand> {
        [self.value].into_iter().chain(self.times)
    }
}

impl Formula {
    /// The operands that it reads; of a root, also the values that its equation captures.
    pub fn operands(&self) -> Vec<Operand> {
        match self {
            Formula::Leaf | Formula::Read(..) | Formula::SlopeOfTanh => vec![],
            Formula::Unary(_, a) | Formula::TanhSech2(a) => vec![*a],
            Formula::Binary(_, a, b) => vec![*a, *b],
            Formula::MultiplyAdd { factors: [a, b], addend, .. } => vec![*a, *b, *addend],
            Formula::Select(c, a, b) => vec![*c, *a, *b],
            Formula::Root(right, equation) => {
                [*right].into_iter().chain(equation.captured.iter().map(|(_, outer)| *outer)).collect()
            }
        }
    }

    /// The same operands, to be changed.
    fn operands_mut(&mut self) -> Vec<&mut Operand> {
        match self {
            Formula::Leaf | Formula::Read(..) | Formula::SlopeOfTanh => vec![],
            Formula::Unary(_, a) | Formula::TanhSech2(a) => vec![a],
            Formula::Binary(_, a, b) => vec![a, b],
            Formula::MultiplyAdd { factors: [a, b], addend, .. } => vec![a, b, addend],
            Formula::Select(c, a, b) => vec![c, a, b],
            Formula::Root(right, equation) => {
                [right].into_iter().chain(equation.captured.iter_mut().map(|(_, outer)| outer)).collect()
            }
        }
    }
}

/// Puts lines into another order, or leaves some out that nothing reads; gives the place of each
/// line that stays.
pub(super) fn reorder(lines: &mut Vec<Line>, order: &[usize]) -> BTreeMap<usize, usize> {
    let places: BTreeMap<usize, usize> = order.iter().enumerate().map(|(new, old)| (*old, new)).collect();
    *lines = order.iter().map(|old| lines[*old].clone()).collect();
    for operand in lines.iter_mut().flat_map(|line| line.formula.operands_mut()) {
        operand.follow(&places);
    }
    places
}

impl Operand {
    /// The same line at its new place.
    fn follow(&mut self, places: &BTreeMap<usize, usize>) {
        if let Operand::Line(k) = self {
            *k = places[k];
        }
    }
}

impl Loop {
    /// True where the work on a row calls an operation of the instruction set.
    pub fn calls_isa(&self) -> bool {
        let calls = |formula: &Formula| match formula {
            Formula::Leaf | Formula::Read(..) | Formula::Binary(..) | Formula::Select(..) => false,
            Formula::Unary(op, _) => !matches!(op, Unary::Neg | Unary::Square),
            Formula::MultiplyAdd { .. } | Formula::TanhSech2(_) | Formula::SlopeOfTanh | Formula::Root(..) => true,
        };
        self.lines.iter().any(|line| calls(&line.formula)) || self.stores.iter().any(|store| store.times.is_some())
    }

    /// Puts its lines into another order, or leaves some out that nothing reads.
    pub(super) fn reorder(&mut self, order: &[usize]) {
        let places = reorder(&mut self.lines, order);
        for store in &mut self.stores {
            store.value.follow(&places);
            store.times.iter_mut().for_each(|times| times.follow(&places));
        }
    }
}

impl Equation {
    /// Puts its lines into another order; the first ones, which stand for what it reads, stay.
    pub(super) fn reorder(&mut self, order: &[usize]) {
        let places = reorder(&mut self.lines, order);
        self.captured.iter_mut().for_each(|(line, _)| *line = places[line]);
        [&mut self.value, &mut self.slope].into_iter().for_each(|operand| operand.follow(&places));
    }
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
}

/// The buffers that a step reads or writes.
pub fn touches(step: &Step) -> Vec<BufferId> {
    match step {
        Step::Product(p) | Step::WindowLevel { product: p, .. } => {
            [p.out, p.panels, p.input].into_iter().chain(p.bias).chain(p.gate).collect()
        }
        Step::Loop(l) => {
            let reads = l.lines.iter().filter_map(|line| match &line.formula {
                Formula::Read(buffer, _) => Some(*buffer),
                _ => None,
            });
            reads.chain(l.stores.iter().map(|s| s.buffer)).collect()
        }
        Step::Clear(buffer) | Step::Dropout { out: buffer, .. } => vec![*buffer],
        Step::Slab(s) => [s.out, s.matrix, s.input].into_iter().chain(s.bias).collect(),
        Step::Levels { body, .. } | Step::RowEnd { body, .. } | Step::Wanted { body, .. } => {
            body.iter().flat_map(touches).collect()
        }
        Step::Along(a) => vec![a.out, a.input],
        Step::TriangularSolve { out, matrix, diagonal, right, .. } => vec![*out, *matrix, *diagonal, *right],
        Step::TriangularInverse { out, matrix, diagonal, .. } => [*out, *matrix].into_iter().chain(*diagonal).collect(),
        Step::AddOuter { out, a, b, .. } => vec![*out, *a, *b],
        Step::Pack { from, to, .. } | Step::Transpose { from, to, .. } | Step::Copy { from, to, .. } => {
            vec![*from, *to]
        }
    }
}

/// Calls `change` with every loop of a plan, also with those inside a loop over levels.
pub(super) fn each_loop(steps: &mut [Step], change: &mut dyn FnMut(&mut Loop)) {
    for step in steps {
        match step {
            Step::Loop(body) => change(body),
            Step::Levels { body, .. } | Step::RowEnd { body, .. } | Step::Wanted { body, .. } => {
                each_loop(body, change)
            }
            _ => {}
        }
    }
}

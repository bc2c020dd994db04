//! A loop as blocks of numbers: its values in registers, each of which holds a block.

use flow_compiler::ir::{Binary, Unary};
use flow_compiler::plan::Degree;
use flow_runtime::__private::Degrees;

use super::place::Place;

/// The first registers, whose values may be elsewhere: where they are kept, or where they are read.
pub const MOST_ELSEWHERE: usize = 24;

/// The stores of a loop, from the first on, that may be done by its lines.
pub const MOST_STORES: usize = u64::BITS as usize;

/// The most where equations are solved, each lane of which has a search of its own.
pub const MOST_SEARCHES: usize = 64;

/// A value that a line reads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Operand {
    /// Numbers of working memory.
    Register(usize),
    /// A row of a buffer, by its number among [`Block::reads`].
    Row(usize),
    /// One number for all lanes.
    Scalar(usize),
}

/// Where the value of a line goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// To a register.
    Register(usize),
    /// To a number for all lanes.
    Scalar(usize),
}

/// An operation on blocks.
#[derive(Debug)]
pub enum Op {
    /// The value as it is.
    Move(Operand),
    /// A function of one value.
    Unary(Unary, Operand),
    /// A function of two.
    Binary(Binary, [Operand; 2]),
    /// `a · b + c`, or `a · b − c`.
    MultiplyAdd {
        /// a, b, c
        of: [Operand; 3],
        /// True where c is taken away.
        subtracted: bool,
    },
    /// `tanh a`, and its slope in another place.
    TanhSech2(Operand, Value),
    /// `c ? a : b`
    Select([Operand; 3]),
    /// The solution of an equation.
    Solve(Box<Solve>),
}

/// One value.
#[derive(Debug)]
pub struct Lines {
    /// How it is computed.
    pub op: Op,
    /// Where it goes.
    pub out: Value,
    /// The store that keeps it, by its number, where it may be computed in its place: nothing else of
    /// the loop reads there or writes those rows. A block whose rows do not follow one another there goes by way
    /// of the register.
    pub kept_by: Option<usize>,
    /// True for a row that lines alone read: where its rows follow one another, they read it where it
    /// lies, and it need not be gathered.
    pub stays: bool,
}

/// An equation in an unknown, which is solved for a block at once.
#[derive(Debug)]
pub struct Solve {
    /// The right side.
    pub right: Operand,
    /// The register of the unknown.
    pub unknown: usize,
    /// The values of the left side.
    pub lines: Vec<Lines>,
    /// The left side and its slope.
    pub left: [Operand; 2],
    /// True if the slope is positive.
    pub increasing: bool,
}

/// Which row of a buffer belongs to a row of a loop.
#[derive(Clone, Debug, PartialEq)]
pub enum RowRule {
    /// `start + step · row`
    Affine(usize, isize),
    /// `start + stride · ⌊row / width⌋ + row mod width`
    Blocks(usize, usize, usize),
    /// `start + Σ stride · digit`: of each digit of the row's number how many rows it goes on for, its
    /// extent, and its stride.
    Loops(usize, Vec<[isize; 3]>),
    /// The number that stands at this place and `row` behind it among the layer's tables, which holds
    /// the order of each part of so many rows.
    Table(usize, usize),
    /// The number that stands here.
    Listed(Vec<usize>),
}

/// How the rows of a buffer lie that belong to neighbouring rows of a loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    /// One after another.
    Following,
    /// They are one.
    Same,
}

impl RowRule {
    /// The row of the buffer.
    #[inline]
    pub fn at(&self, row: usize, tables: &[u32]) -> usize {
        match self {
            RowRule::Affine(start, step) => (*start as isize + step * row as isize) as usize,
            RowRule::Blocks(start, stride, width) => start + stride * (row / width) + row % width,
            RowRule::Loops(start, loops) => {
                let row = row as isize;
                let place = |at: isize, [below, extent, stride]: &[isize; 3]| at + row / below % extent * stride;
                loops.iter().fold(*start as isize, place) as usize
            }
            RowRule::Table(at, period) => tables[at + row % period] as usize + row - row % period,
            RowRule::Listed(numbers) => numbers[row],
        }
    }

    /// From a row on, how many rows of the loop at least have rows of the buffer that follow one another, or are all
    /// the same one.
    #[inline]
    pub fn run(&self, row: usize) -> (usize, Run) {
        match self {
            RowRule::Affine(_, 1) => (usize::MAX, Run::Following),
            RowRule::Affine(_, 0) => (usize::MAX, Run::Same),
            RowRule::Blocks(_, _, width) => (width - row % width, Run::Following),
            RowRule::Loops(_, loops) => match loops.last() {
                Some([1, extent, 1]) => (*extent as usize - row % *extent as usize, Run::Following),
                Some([1, extent, 0]) => (*extent as usize - row % *extent as usize, Run::Same),
                _ => (1, Run::Following),
            },
            RowRule::Affine(..) | RowRule::Table(..) | RowRule::Listed(_) => (1, Run::Following),
        }
    }

    /// True where all rows follow one another.
    pub fn follows(&self) -> bool {
        matches!(self, RowRule::Affine(_, 1))
    }
}

/// A row of a buffer that belongs to a row of a loop.
#[derive(Clone, Debug)]
pub struct Row {
    /// The buffer.
    pub place: Place,
    /// Which row.
    pub rule: RowRule,
}

/// A value that leaves a loop.
#[derive(Debug)]
pub struct BlockStore {
    /// The value.
    pub value: Operand,
    /// A factor that it is multiplied by as it is added.
    pub times: Option<Operand>,
    /// Where it goes.
    pub to: Row,
    /// True where it is added to what is there.
    pub adds: bool,
    /// True where all rows are added to one.
    pub reduces: bool,
}

/// A loop.
#[derive(Debug)]
pub struct Block {
    /// How many rows.
    pub rows: usize,
    /// The rows of the present level, where it does not work on all.
    pub span: Option<(Degrees, Degree)>,
    /// True where the row is the level's number.
    pub own_row: bool,
    /// Blocks of one row each, or of several where all rows of every buffer follow one another.
    pub code: Code,
    /// Blocks of several rows that are gathered from where they lie; for loops of more than one row
    /// which do not write what a later row reads.
    pub gathered: Option<Code>,
    /// True where these hold numbers that all lanes of a row share, which are spread over them.
    pub spreads: bool,
}

/// The work on a block.
#[derive(Debug)]
pub struct Code {
    /// True where all rows of every buffer follow one another, so that blocks may hold several.
    pub flat: bool,
    /// True where rows are gathered.
    pub gathers: bool,
    /// True where equations are solved.
    pub solves: bool,
    /// Numbers of a register: in f32, and in f64.
    pub widths: [usize; 2],
    /// The numbers that stand in formulas: the first scalars.
    pub numbers: Vec<f64>,
    /// Numbers that all lanes share: the scalars behind them.
    pub shared: Vec<Row>,
    /// The rows that are read.
    pub reads: Vec<Row>,
    /// Values that all lanes share, computed once a row.
    pub alike: Vec<Lines>,
    /// The values of each lane.
    pub lines: Vec<Lines>,
    /// Values that are kept.
    pub stores: Vec<BlockStore>,
    /// How many scalars there are.
    pub scalars: usize,
    /// How many registers.
    pub registers: usize,
}

impl Code {
    /// Numbers of a register, in a type of so many bytes.
    #[inline(always)]
    pub fn width(&self, bytes: usize) -> usize {
        self.widths[usize::from(bytes == 8)]
    }

    /// Numbers of working memory, in the smallest type, which has the most.
    fn work(&self) -> usize {
        self.scalars + self.registers * self.widths[0]
    }
}

impl Block {
    /// Numbers of working memory.
    pub fn work(&self) -> usize {
        self.code.work().max(self.gathered.as_ref().map_or(0, Code::work))
    }

    /// Numbers of working memory for one sample, where there is one row.
    pub fn work_of_one(&self) -> Option<usize> {
        let is_one = self.rows == 1 && self.span.is_none() && !self.code.solves;
        is_one.then_some(self.code.scalars + self.code.registers)
    }
}

//! One step of a plan with its places.

use flow_compiler::ir::{Along, Unary};
use flow_compiler::plan::{self, BufferId, Degree, Plan};
use flow_compiler::shape::Copies;
use flow_runtime::__private::{Activation, Contraction, Degrees, Stairs, Window};

use super::block::Block;
use super::masks::{contraction, degrees, stairs};
use super::place::Place;
use super::tables::Tables;
use super::translation;

/// The number that is added to each row of a product.
pub type Bias = Option<Place>;

/// A product of a packed matrix with rows.
#[derive(Debug)]
pub struct Product {
    /// Where the result goes.
    pub out: Place,
    /// The packed matrix.
    pub panels: Place,
    /// The bias, where one is added.
    pub bias: Bias,
    /// The vector that is multiplied.
    pub input: Place,
    /// Rows of the result.
    pub rows: usize,
    /// Rows of what is multiplied.
    pub columns: usize,
    /// The activation of the result.
    pub activation: Activation,
    /// A number that must be positive in the same place.
    pub gate: Option<Place>,
    /// True if the panels hold the transposed matrix.
    pub transposed: bool,
    /// How the matrix lies.
    pub of: Contraction,
}

/// A step.
#[derive(Debug)]
pub enum Step {
    /// `out = activation(w · x + bias)`, or 0 where the gate is not positive.
    Product(Product),
    /// Elementwise work.
    Loop(Box<Block>),
    /// Zeros.
    Clear(Place),
    /// The rows of a masked product that a level makes computable.
    Level { out: Place, matrix: Place, bias: Bias, input: Place, activation: Activation, stairs: Stairs },
    /// The same of the transposed matrix.
    LevelTransposed { out: Place, matrix: Place, input: Place, degree: Degree, stairs: Stairs },
    /// The part of a window's product that a level computes, of so many.
    WindowLevel { product: Product, window: Window, levels: usize },
    /// A function along an axis; without a span, of all lines.
    Along { op: Along, out: Place, input: Place, copies: Copies, span: Option<(Degrees, Degree)> },
    /// Steps once for each level.
    Levels { count: usize, backwards: bool, within: bool, body: Vec<Step> },
    /// Steps for a row of a grid once its levels have been, so many.
    RowEnd { levels: usize, body: Vec<Step> },
    /// Steps for where the caller wants the result.
    Wanted { body: Vec<Step> },
    /// The factors of a dropout.
    Dropout { out: Place, first: usize, rate: f64 },
    /// A matrix with rows and columns exchanged.
    Transpose { from: Place, to: Place, rows: usize, columns: usize },
    /// `out = (diag(diagonal) + matrix)⁻¹ right`.
    TriangularSolve { out: Place, matrix: Place, diagonal: Place, right: Place, transposed: bool, stairs: Stairs },
    /// `out = (diag(diagonal) + matrix)⁻¹`.
    TriangularInverse { out: Place, matrix: Place, diagonal: Option<Place>, stairs: Stairs },
    /// `out += a bᵀ`.
    AddOuter { out: Place, a: Place, b: Place, stairs: Option<Stairs> },
    /// Rows that are moved.
    Copy { from: Place, to: Place },
    /// A matrix in panels.
    Pack { from: Place, to: Place, rows: usize, columns: usize, transposed: bool, of: Contraction },
}

impl Step {
    /// Numbers of working memory that it needs.
    pub fn work(&self) -> usize {
        match self {
            Step::Loop(block) => block.work(),
            Step::Levels { body, .. } | Step::RowEnd { body, .. } | Step::Wanted { body, .. } => {
                body.iter().map(Step::work).max().unwrap_or(0)
            }
            _ => 0,
        }
    }
}

impl Step {
    /// Numbers of working memory that it needs for one sample; nothing where it has loops of several
    /// rows, which are computed side by side.
    pub fn work_of_one(&self) -> Option<usize> {
        match self {
            Step::Loop(block) => block.work_of_one(),
            Step::Levels { .. } | Step::RowEnd { .. } | Step::Wanted { .. } => None,
            _ => Some(0),
        }
    }
}

/// The steps of a plan.
pub fn steps(plan: &Plan, steps: &[plan::Step], tables: &Tables) -> Vec<Step> {
    steps.iter().map(|step| self::step(plan, step, tables)).collect()
}

fn step(plan: &Plan, step: &plan::Step, tables: &Tables) -> Step {
    let at = |buffer: &BufferId| Place::of(plan, *buffer);
    match step {
        plan::Step::Product(p) => Step::Product(product(plan, p)),
        plan::Step::Loop(body) => Step::Loop(Box::new(translation::block(plan, body, tables))),
        plan::Step::Clear(buffer) => Step::Clear(at(buffer)),
        plan::Step::Slab(s) if s.transposed => Step::LevelTransposed {
            out: at(&s.out),
            matrix: at(&s.matrix),
            input: at(&s.input),
            degree: s.degree,
            stairs: stairs(&s.stairs),
        },
        plan::Step::Slab(s) => Step::Level {
            out: at(&s.out),
            matrix: at(&s.matrix),
            bias: s.bias.as_ref().map(at),
            input: at(&s.input),
            activation: activation(s.activation),
            stairs: stairs(&s.stairs),
        },
        plan::Step::WindowLevel { product: p, levels } => match contraction(&p.of) {
            Contraction::Window(window) => Step::WindowLevel { product: product(plan, p), window, levels: *levels },
            Contraction::Matrix(_) => panic!("a matrix does not slide"),
        },
        plan::Step::Along(a) => Step::Along {
            op: a.op,
            out: at(&a.out),
            input: at(&a.input).part(a.input_row, a.copies.spread()),
            copies: a.copies,
            span: a.span.map(|(rule, at)| (degrees(&rule), at)),
        },
        plan::Step::Levels { count, backwards, within, body } => {
            let body = steps(plan, body, tables);
            Step::Levels { count: *count, backwards: *backwards, within: *within, body }
        }
        plan::Step::RowEnd { levels, body } => Step::RowEnd { levels: *levels, body: steps(plan, body, tables) },
        plan::Step::Wanted { body } => Step::Wanted { body: steps(plan, body, tables) },
        plan::Step::Dropout { out, first, rate } => Step::Dropout { out: at(out), first: *first, rate: *rate },
        plan::Step::Transpose { from, to, rows, columns } => {
            Step::Transpose { from: at(from), to: at(to), rows: *rows, columns: *columns }
        }
        plan::Step::TriangularInverse { out, matrix, diagonal, stairs: s } => Step::TriangularInverse {
            out: at(out),
            matrix: at(matrix),
            diagonal: diagonal.as_ref().map(at),
            stairs: stairs(s),
        },
        plan::Step::TriangularSolve { out, matrix, diagonal, right, transposed, stairs: s } => Step::TriangularSolve {
            out: at(out),
            matrix: at(matrix),
            diagonal: at(diagonal),
            right: at(right),
            transposed: *transposed,
            stairs: stairs(s),
        },
        plan::Step::AddOuter { out, a, b, of } => {
            Step::AddOuter { out: at(out), a: at(a), b: at(b), stairs: of.stairs().map(|s| stairs(&s)) }
        }
        plan::Step::Copy { from, from_row, to, to_row, rows } => {
            Step::Copy { from: at(from).part(*from_row, *rows), to: at(to).part(*to_row, *rows) }
        }
        plan::Step::Pack { from, to, rows, columns, transposed, of } => Step::Pack {
            from: at(from),
            to: at(to),
            rows: *rows,
            columns: *columns,
            transposed: *transposed,
            of: contraction(of),
        },
    }
}

fn product(plan: &Plan, p: &plan::Product) -> Product {
    let at = |buffer: &BufferId| Place::of(plan, *buffer);
    Product {
        out: at(&p.out),
        panels: at(&p.panels),
        bias: p.bias.as_ref().map(at),
        input: at(&p.input).part(p.input_row, p.columns),
        rows: p.rows,
        columns: p.columns,
        activation: activation(p.activation),
        gate: p.gate.as_ref().map(at),
        transposed: p.transposed,
        of: contraction(&p.of),
    }
}

fn activation(op: Option<Unary>) -> Activation {
    match op {
        None => Activation::Identity,
        Some(Unary::Relu) => Activation::Relu,
        Some(Unary::Tanh) => Activation::Tanh,
        Some(Unary::Sigmoid) => Activation::Sigmoid,
        Some(Unary::Softplus) => Activation::Softplus,
        Some(other) => panic!("the runtime has no product that ends with {}", other.name()),
    }
}

//! The work of a plan for one sample, counted: the numbers of a roofline.

use std::ops::{Add, Mul};

use super::kind::{DirectionPlan, KindPlan, Reduction, ReversePlan};
use super::step::{Degree, Formula, Loop, Mode, Place, Plan, Step};
use crate::ir::{self, Unary};

/// The cost of one sample.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Multiply-adds of products with matrices; masked entries are none.
    pub multiply_adds: usize,
    /// Sums, products, quotients, roots, comparisons and choices of single numbers.
    pub operations: usize,
    /// Elementary functions; tanh with its slope is two, though one exponential makes both.
    pub functions: usize,
    /// Numbers of the sample that go to memory beyond the first cache, or come from it: the tape.
    pub moved: usize,
    /// Numbers that a whole tile reads once: weights.
    pub shared: usize,
}

/// Operations that an elementary function is counted as: about those of its polynomial, of degree 6
/// to 12, with what goes before and after.
pub const OF_A_FUNCTION: usize = 20;

/// Operations a second of the core that estimates are for: 32 multiply-adds of `f32` a cycle, 2.5
/// GHz.
pub const OPERATIONS: f64 = 160e9;

/// Bytes a second that it moves from and to its second cache and beyond.
pub const BYTES: f64 = 20e9;

/// Steps that a root is counted as, each with all operations of its equation. Most take fewer.
const OF_A_ROOT: usize = 10;

impl Add for Cost {
    type Output = Cost;

    fn add(self, other: Cost) -> Cost {
        Cost {
            multiply_adds: self.multiply_adds + other.multiply_adds,
            operations: self.operations + other.operations,
            functions: self.functions + other.functions,
            moved: self.moved + other.moved,
            shared: self.shared + other.shared,
        }
    }
}

impl Mul<usize> for Cost {
    type Output = Cost;

    fn mul(self, times: usize) -> Cost {
        Cost {
            multiply_adds: times * self.multiply_adds,
            operations: times * self.operations,
            functions: times * self.functions,
            moved: times * self.moved,
            shared: times * self.shared,
        }
    }
}

impl Cost {
    /// Floating-point operations: a multiply-add is two, a function [`OF_A_FUNCTION`].
    pub fn flops(self) -> usize {
        2 * self.multiply_adds + self.operations + OF_A_FUNCTION * self.functions
    }

    /// The cost of one function.
    pub fn of(plan: &Plan) -> Self {
        plan.steps.iter().map(of_step).fold(Cost::default(), Cost::add)
    }

    /// A direction as training computes it, with its cotangents and the sums over samples.
    pub fn of_reverse(plan: &ReversePlan) -> Self {
        let sums = plan.reductions.iter().map(|reduction| match *reduction {
            Reduction::Outer { rows, columns, of, bias, .. } => Cost {
                multiply_adds: of.entries(rows, columns),
                operations: if bias.is_some() { rows } else { 0 },
                ..Cost::default()
            },
            Reduction::Sum { rows, .. } => Cost { operations: rows, ..Cost::default() },
        });
        // A kept number is written once and read once by the cotangents, or by the sums.
        // One that the next layer keeps is read from its part.
        let result = plan.vjp.buffers.iter().find(|b| b.place == Place::Result).map_or(0, |b| b.rows);
        let kept = Cost { moved: 2 * plan.tape_rows() + result, ..Cost::default() };
        sums.fold(Cost::of(&plan.tape) + Cost::of(&plan.vjp) + kept, Cost::add)
    }

    /// The same of a direction; nothing where it has no reverse mode.
    pub fn of_training(direction: &DirectionPlan) -> Self {
        direction.reverse.as_ref().map(Cost::of_reverse).unwrap_or_default()
    }
}

impl Plan {
    /// Multiply-adds of its products, per sample.
    pub fn multiply_adds(&self) -> usize {
        Cost::of(self).multiply_adds
    }
}

/// The costs of a flow's samples in each of its uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Costs {
    /// A log-density.
    pub density: Cost,
    /// A draw; that of its numbers from the base is not counted.
    pub sampling: Cost,
    /// A row of a training step on data: its log-density with the gradient. What is done once a
    /// step is not counted.
    pub training: Cost,
}

impl Costs {
    /// The costs of one layer.
    pub fn of(plan: &KindPlan) -> Self {
        let sampling = plan.sampling.as_ref().map(|s| Cost::of(&s.apply)).unwrap_or_default();
        Costs { density: Cost::of(&plan.density.apply), sampling, training: Cost::of_training(&plan.density) }
    }
}

impl Add for Costs {
    type Output = Costs;

    fn add(self, other: Costs) -> Costs {
        Costs {
            density: self.density + other.density,
            sampling: self.sampling + other.sampling,
            training: self.training + other.training,
        }
    }
}

impl Mul<usize> for Costs {
    type Output = Costs;

    fn mul(self, times: usize) -> Costs {
        Costs { density: self.density * times, sampling: self.sampling * times, training: self.training * times }
    }
}

/// A step; all levels together have each row once.
fn of_step(step: &Step) -> Cost {
    match step {
        Step::Levels { body, .. } | Step::RowEnd { body, .. } | Step::Wanted { body, .. } => {
            body.iter().map(of_step).fold(Cost::default(), Cost::add)
        }
        // The rows of degree 0 are some of a slab or loop that works on all degrees.
        Step::Slab(s) if s.degree == Degree::Zero => Cost::default(),
        Step::Loop(body) if matches!(body.span, Some((_, Degree::Zero))) => Cost::default(),
        Step::Slab(s) => {
            let entries = s.stairs.entries();
            with_activation(entries, entries, s.stairs.rows.total(), s.activation)
        }
        Step::Product(p) | Step::WindowLevel { product: p, .. } => {
            // A gate compares and chooses.
            let gate = Cost { operations: if p.gate.is_some() { 2 * p.rows } else { 0 }, ..Cost::default() };
            let (entries, weights) = (p.of.entries(p.rows, p.columns), p.of.weights(p.rows, p.columns));
            gate + with_activation(entries, weights, p.rows, p.activation)
        }
        Step::Loop(body) => of_loop(body) * body.rows,
        Step::Along(a) => match a.op {
            ir::Along::LogSumExp => Cost {
                operations: 3 * a.copies.spread(),
                functions: a.copies.spread() + a.copies.size(),
                ..Cost::default()
            },
            ir::Along::CumulativeSum => Cost { operations: a.copies.spread(), ..Cost::default() },
        },
        Step::Clear(_)
        | Step::Copy { .. }
        | Step::Dropout { .. }
        | Step::Transpose { .. }
        | Step::TriangularSolve { .. }
        | Step::TriangularInverse { .. }
        | Step::AddOuter { .. }
        | Step::Pack { .. } => Cost::default(),
    }
}

fn with_activation(entries: usize, weights: usize, rows: usize, activation: Option<Unary>) -> Cost {
    let product = Cost { multiply_adds: entries, shared: weights, ..Cost::default() };
    product + activation.map(|op| of_unary(op) * rows).unwrap_or_default()
}

fn of_unary(op: Unary) -> Cost {
    match op {
        Unary::Neg | Unary::Abs | Unary::Floor | Unary::Relu | Unary::Square | Unary::Sqrt => {
            Cost { operations: 1, ..Cost::default() }
        }
        _ => Cost { functions: 1, ..Cost::default() },
    }
}

/// One row of a loop.
fn of_loop(body: &Loop) -> Cost {
    let lines = body.lines.iter().map(|line| of_formula(&line.formula));
    let products = body.stores.iter().filter(|s| s.times.is_some()).count();
    let added = products + body.stores.iter().filter(|s| s.mode != Mode::Write).count();
    lines.fold(Cost { operations: added, ..Cost::default() }, Cost::add)
}

fn of_formula(formula: &Formula) -> Cost {
    match formula {
        Formula::Leaf | Formula::Read(..) => Cost::default(),
        Formula::MultiplyAdd { .. } => Cost { operations: 2, ..Cost::default() },
        Formula::TanhSech2(_) => of_unary(Unary::Tanh),
        Formula::SlopeOfTanh => of_unary(Unary::Sech2),
        Formula::Unary(op, _) => of_unary(*op),
        Formula::Binary(..) | Formula::Select(..) => Cost { operations: 1, ..Cost::default() },
        Formula::Root(_, equation) => {
            let lines = equation.lines.iter();
            lines.map(|line| of_formula(&line.formula)).fold(Cost::default(), Cost::add) * OF_A_ROOT
        }
    }
}

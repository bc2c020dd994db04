//! The plans of one kind of layer.

use super::step::Plan;
use crate::shape::Contraction;
use crate::vocabulary::Direction;

/// Where a sum over samples goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// To the cotangents of the layer's parameters, from this element on.
    Parameters(usize),
    /// To the cotangents of its uniform values, from this element on.
    Uniform(usize),
}

impl Destination {
    /// The destination `n` elements further on.
    pub(super) fn after(self, n: usize) -> Self {
        match self {
            Destination::Parameters(at) => Destination::Parameters(at + n),
            Destination::Uniform(at) => Destination::Uniform(at + n),
        }
    }
}

/// A sum over samples of what the tape holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reduction {
    /// `Σ a bᵀ`, row by row, and beside it `Σ a` where a bias has the same cotangent.
    Outer {
        /// Where the matrix goes.
        matrix: Destination,
        /// Where the sum of the cotangent goes.
        bias: Option<Destination>,
        /// First row of `a`.
        a: usize,
        /// First row of `b`.
        b: usize,
        /// Rows of `a`.
        rows: usize,
        /// Rows of `b`.
        columns: usize,
        /// How the matrix lies; masked entries stay zero.
        of: Contraction,
        /// True if something was already written there.
        add: bool,
    },
    /// `Σ v`
    Sum {
        /// Where it goes.
        target: Destination,
        /// First row.
        at: usize,
        /// Rows.
        rows: usize,
        /// True if something was already written there.
        add: bool,
    },
}

/// The plans of one direction.
#[derive(Clone, Debug)]
pub struct DirectionPlan {
    /// Result and log-determinant.
    pub apply: Plan,
    /// Its reverse mode, where it has one.
    pub reverse: Option<ReversePlan>,
}

/// The plans of a direction's reverse mode.
#[derive(Clone, Debug)]
pub struct ReversePlan {
    /// Result and log-determinant, keeping what the cotangents need.
    pub tape: Plan,
    /// Cotangents.
    pub vjp: Plan,
    /// The sums over samples that follow.
    pub reductions: Vec<Reduction>,
    /// True if the argument is kept, in the first rows of the tape.
    pub keeps_argument: bool,
    /// The same without the argument, for places where the next layer keeps what comes out, and
    /// cheaper there.
    pub recomputed: Option<Box<ReversePlan>>,
}

impl ReversePlan {
    /// Rows of tape.
    pub fn tape_rows(&self) -> usize {
        self.tape.tape.iter().sum()
    }
}

impl DirectionPlan {
    /// Its plans, with their phases.
    pub fn plans(&self) -> impl Iterator<Item = (Phase, &Plan)> {
        let reverse = self.reverse.iter().flat_map(|r| [(Phase::Tape, &r.tape), (Phase::Vjp, &r.vjp)]);
        [(Phase::Apply, &self.apply)].into_iter().chain(reverse)
    }

    pub(super) fn plans_mut(&mut self) -> impl Iterator<Item = &mut Plan> {
        let reverse = self.reverse.iter_mut().flat_map(|r| [&mut r.tape, &mut r.vjp]);
        [&mut self.apply].into_iter().chain(reverse)
    }

    /// Rows of tape.
    pub fn tape_rows(&self) -> usize {
        self.reverse.as_ref().map_or(0, ReversePlan::tape_rows)
    }
}

/// One of the functions of a direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Phase {
    /// Result and log-determinant.
    Apply,
    /// The same, keeping what cotangents need.
    Tape,
    /// Cotangents.
    Vjp,
}

/// A function of samples of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FunctionId {
    /// Its direction; that of a base, a target and an embedding is the density one.
    pub direction: Direction,
    /// Its phase.
    pub phase: Phase,
}

/// The functions of a kind that do the same work, of which the first is printed for all.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared {
    /// The name of the printed function.
    pub name: String,
    /// The functions, in the order of [`KindPlan::of_samples`].
    pub functions: Vec<FunctionId>,
}

/// Everything emitted for one kind of layer.
#[derive(Clone, Debug)]
pub struct KindPlan {
    /// Its name.
    pub name: String,
    /// Number of parameters.
    pub parameters: usize,
    /// Length of the prepared numbers.
    pub prepared: usize,
    /// Length of the cotangents of uniform values.
    pub uniforms: usize,
    /// Units that training may switch off.
    pub dropouts: usize,
    /// From parameters to prepared numbers.
    pub prepare: Plan,
    /// The density direction.
    pub density: DirectionPlan,
    /// The sampling direction.
    pub sampling: Option<DirectionPlan>,
    /// From cotangents of uniform values to those of parameters.
    pub uniform_vjp: Plan,
    /// Its functions on samples, each once (`passes/share`).
    pub shared: Vec<Shared>,
}

impl KindPlan {
    /// A direction's plans.
    pub fn direction(&self, direction: Direction) -> Option<&DirectionPlan> {
        match direction {
            Direction::Inverse => Some(&self.density),
            Direction::Forward => self.sampling.as_ref(),
        }
    }

    /// The functions on samples.
    pub fn functions(&self) -> Vec<(FunctionId, &Plan)> {
        let directions = [Direction::Inverse, Direction::Forward];
        let of = |direction| self.direction(direction).into_iter().flat_map(DirectionPlan::plans);
        let named = |direction| of(direction).map(move |(phase, plan)| (FunctionId { direction, phase }, plan));
        directions.into_iter().flat_map(named).collect()
    }

    /// The plans of these functions.
    pub fn of_samples(&self) -> impl Iterator<Item = &Plan> {
        [&self.density].into_iter().chain(&self.sampling).flat_map(DirectionPlan::plans).map(|(_, plan)| plan)
    }

    /// The plan of a function.
    pub fn plan(&self, id: FunctionId) -> Option<&Plan> {
        self.functions().into_iter().find(|(found, _)| *found == id).map(|(_, plan)| plan)
    }

    /// The name of the function that is printed for this one.
    pub fn printed(&self, id: FunctionId) -> Option<&str> {
        self.shared.iter().find(|s| s.functions.contains(&id)).map(|s| s.name.as_str())
    }
}

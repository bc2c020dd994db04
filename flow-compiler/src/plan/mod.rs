//! Plans: functions turned into buffers and steps. Every decision is taken here, so that emission
//! and an engine decide nothing.
//!
//! ```text
//! step        the data of a plan                    kind        the plans of one kind of layer
//! planner     all plans of one kind                 layout      where shared numbers lie
//! prepare     parameters to prepared numbers        tape        numbers kept for the cotangents
//! schedule    one function to loops and products    sequential  a direction level by level
//! recurrence  states step by step
//! direction   one direction, its tape, cotangents   reductions  sums over samples
//! passes      one decision over plans each          cost        the work of a sample
//! verify      the invariants of a plan              print       its text form
//! ```
//! A *stage* is a set of loops, all independent of each other, followed by products that read what
//! the loops stored. Values of one stage and one number of rows share a loop; values are stored
//! only where something outside their loop reads them.

pub mod cost;
mod direction;
pub mod kind;
mod layout;
pub mod passes;
mod planner;
mod prepare;
pub mod print;
mod recurrence;
mod reductions;
mod schedule;
mod sequential;
pub mod step;
mod tape;
pub mod verify;
mod waits;

use crate::lower::{Kind, Placed, Program};

pub use cost::{Cost, Costs};
pub use kind::{Destination, DirectionPlan, FunctionId, KindPlan, Phase, Reduction, ReversePlan};
pub use layout::PANEL_ROWS;
pub use planner::plan_kind;
pub use step::{
    Along, Buffer, BufferId, Degree, Equation, Formula, Line, Loop, Mode, Operand, Place, Plan, Product, Slab, Step,
    Store, touches,
};

/// A program with its plans: all that emission reads.
pub struct ProgramPlan<'p> {
    /// The program.
    pub program: &'p Program,
    /// The plans of its kinds.
    pub kinds: Vec<KindPlan>,
    /// The plan of the density that it is fitted to, where there are no data.
    pub target: Option<KindPlan>,
}

impl<'p> ProgramPlan<'p> {
    /// Plans every kind of a program, with regard to its neighbours.
    pub fn new(program: &'p Program) -> Self {
        ProgramPlan::of(program, program.kinds.iter().map(planner::planned).collect())
    }

    /// The same without what differentiates draws, which a fit to data has no use for.
    pub fn without_gradients_of_draws(program: &'p Program) -> Self {
        let mut kinds: Vec<KindPlan> = program.kinds.iter().map(planner::planned).collect();
        kinds.iter_mut().flat_map(|kind| &mut kind.sampling).for_each(|sampling| sampling.reverse = None);
        ProgramPlan::of(program, kinds)
    }

    fn of(program: &'p Program, mut kinds: Vec<KindPlan>) -> Self {
        passes::recompute::apply(program, &mut kinds);
        let mut target = program.target.as_ref().map(planner::planned);
        let embedding = program.flow().embedding.as_ref().map(|placed| placed.kind);
        kinds.iter_mut().enumerate().for_each(|(k, kind)| passes::finish(kind, embedding == Some(k)));
        target.iter_mut().for_each(|kind| passes::finish(kind, false));
        ProgramPlan { program, kinds, target }
    }

    /// All that has parameters: the declared layers in the order of the chain, the embedding of the
    /// context, the base.
    pub fn placed(&self) -> Vec<&'p Placed> {
        self.program.flow().placed_in_order()
    }

    /// The plan of the base.
    pub fn base(&self) -> &KindPlan {
        &self.kinds[self.program.flow().base.kind]
    }

    /// Rows of working memory that any function needs.
    pub fn scratch_rows(&self) -> usize {
        let plans = self.kinds.iter().chain(&self.target).flat_map(KindPlan::of_samples);
        plans.map(Plan::scratch_rows).max().unwrap_or(0)
    }
}

/// The table offsets of a kind: tables of one layer lie one after another.
pub fn table_offsets(kind: &Kind) -> Vec<usize> {
    let mut at = 0;
    let mut out = Vec::new();
    for table in kind.graph.tables() {
        out.push(at);
        at += table.values.len();
    }
    out
}

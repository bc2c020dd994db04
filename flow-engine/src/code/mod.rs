//! A plan as an engine runs it: every buffer has its place, every value of a loop its register.
//!
//! ```text
//! place    where a buffer lies among the arguments of a function
//! step     one step        block    a loop: its lines, their registers, its stores
//! masks    as the kernels take them      tables   orders of elements
//! translation  of a loop to blocks
//! ```

mod block;
mod masks;
mod place;
mod step;
mod tables;
mod translation;

use flow_compiler::plan::{DirectionPlan, KindPlan, Plan, ReversePlan};

pub use block::{
    Block, BlockStore, Code, Lines, MOST_ELSEWHERE, MOST_SEARCHES, MOST_STORES, Op, Operand, Row, RowRule, Run, Solve,
    Value,
};
pub use masks::contraction;
pub use place::read::COUNT as READ;
pub use place::write::COUNT as WRITE;
pub use place::{Argument, Place};
pub use step::{Product, Step};
pub use tables::Tables;

/// One function.
#[derive(Debug)]
pub struct Function {
    /// Its steps, in order.
    pub steps: Vec<Step>,
    /// Numbers of working memory that its loops need, beside what the caller lends.
    pub work: usize,
    /// The same for one sample, where each loop has one row.
    pub work_of_one: Option<usize>,
    /// Rows of scratch memory.
    pub scratch: usize,
}

/// The functions of one kind of layer.
#[derive(Debug)]
pub struct Functions {
    /// From parameters to prepared numbers.
    pub prepare: Function,
    /// From cotangents of uniform values to those of parameters.
    pub uniform_vjp: Function,
    /// `x → z`.
    pub density: Way,
    /// `z → x`, where it is there.
    pub sampling: Option<Way>,
}

/// The functions of one direction.
#[derive(Debug)]
pub struct Way {
    /// Result and log-determinant.
    pub apply: Function,
    /// The same with a tape, and the cotangents; where they are there.
    pub reverse: Option<[Function; 2]>,
}

impl Functions {
    /// The functions of a kind; `tables` says where each of its element orders begins, and holds
    /// those that functions of what all samples share read.
    pub fn new(plan: &KindPlan, tables: &Tables) -> Self {
        Functions {
            prepare: function(&plan.prepare, tables),
            uniform_vjp: function(&plan.uniform_vjp, tables),
            density: way(&plan.density, tables),
            sampling: plan.sampling.as_ref().map(|plan| way(plan, tables)),
        }
    }
}

fn way(plan: &DirectionPlan, tables: &Tables) -> Way {
    let reverse = |reverse: &ReversePlan| [function(&reverse.tape, tables), function(&reverse.vjp, tables)];
    Way { apply: function(&plan.apply, tables), reverse: plan.reverse.as_ref().map(reverse) }
}

fn function(plan: &Plan, tables: &Tables) -> Function {
    let steps = step::steps(plan, &plan.steps, tables);
    let work = steps.iter().map(Step::work).max().unwrap_or(0);
    let work_of_one = steps.iter().map(Step::work_of_one).try_fold(0, |most, work| Some(most.max(work?)));
    Function { steps, work, work_of_one, scratch: plan.scratch_rows() }
}

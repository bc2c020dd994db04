//! Plans to tokens. Emission decides nothing: every loop, buffer and number stands in a plan.
//!
//! ```text
//! paths     the names of the runtime, the only place that knows them
//! func      one plan ─▶ one function
//! loops     its elementwise work        fuse  sums of products as one operation        pair  tanh with its slope
//! describe  the flow as static data                   masks   each staircase once, by name
//! model     the type that a user sees
//! package   a whole crate around it, with its `train` section as a value      layout  its lines, as long as ours
//! ```
//! No text of a declaration reaches the tokens but through identifiers from a small alphabet and string literals.

mod describe;
mod func;
mod fuse;
#[cfg(feature = "yaml")]
mod layout;
mod loops;
mod masks;
mod model;
#[cfg(feature = "yaml")]
mod package;
mod pair;
mod paths;
#[cfg(feature = "yaml")]
mod train;

pub use model::{Emitted, emit};
#[cfg(feature = "yaml")]
pub use package::{Dependencies, Types, crate_files, kebab};

use crate::lower::{Kind, Placed, Program, Stage};
use crate::plan::invert::invert;
use crate::plan::{KindPlan, plan_kind};

/// A program with its plans: all that emission reads.
pub struct Planned<'p> {
    /// The program.
    pub program: &'p Program,
    /// The plans of its kinds.
    pub kinds: Vec<KindPlan>,
    /// The plan of the density that it is fitted to, where there are no data.
    pub target: Option<KindPlan>,
}

impl<'p> Planned<'p> {
    /// Plans every kind of a program, with regard to its neighbours.
    pub fn new(program: &'p Program) -> Self {
        let mut kinds: Vec<KindPlan> = program.kinds.iter().map(plan_kind).collect();
        invert(program, &mut kinds);
        Planned { program, kinds, target: program.target.as_ref().map(plan_kind) }
    }

    /// The declared layers in the order of the chain.
    pub fn declared(&self) -> Vec<&'p Placed> {
        fn collect<'p>(stages: &'p [Stage], out: &mut Vec<&'p Placed>) {
            for stage in stages {
                match stage {
                    Stage::Layer(placed) => out.push(placed),
                    Stage::Repeat(_, stages) => collect(stages, out),
                }
            }
        }
        let mut out = Vec::new();
        collect(&self.program.chain, &mut out);
        out
    }

    /// The declared layers, and behind them the embedding of the context and the base: all that has parameters.
    pub fn placed(&self) -> Vec<&'p Placed> {
        self.declared().into_iter().chain(&self.program.embedding).chain([&self.program.base]).collect()
    }

    /// The plan of the base.
    pub fn base(&self) -> &KindPlan {
        &self.kinds[self.program.base.kind]
    }

    /// Rows of working memory that any function needs.
    pub fn scratch_rows(&self) -> usize {
        let of = |k: &KindPlan| {
            let directions = [Some(&k.density), k.sampling.as_ref()];
            directions.into_iter().flatten().flat_map(|d| d.plans()).map(|p| p.scratch_rows()).max()
        };
        self.kinds.iter().chain(&self.target).filter_map(of).max().unwrap_or(0)
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
}

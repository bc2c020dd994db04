//! The functions of a declaration, and where each layer stands.

use super::kind::Kind;
use crate::shape::Table;
use crate::vocabulary::{Parameter, Support};

/// A layer at its place.
#[derive(Clone, Default)]
pub struct Placed {
    /// The number of its kind.
    pub kind: usize,
    /// Its path in the declaration: `layers.0._.1`.
    pub path: String,
    /// How many numbers it maps: the first of those of the event.
    pub rows: usize,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// Its tables.
    pub tables: Vec<Table>,
}

/// A part of the chain, from base to data.
#[derive(Clone)]
pub enum Stage {
    /// One layer.
    Layer(Placed),
    /// Stages several times.
    Repeat(usize, Vec<Stage>),
}

/// One density of a declaration: a base under a chain of layers, given a context.
pub struct Member {
    /// Elements of x.
    pub size: usize,
    /// Elements of the context as layers read it.
    pub context: usize,
    /// The network that makes it of the given one; its parameters lie behind those of the chain.
    pub embedding: Option<Placed>,
    /// The values that x can have.
    pub support: Support,
    /// The layers from base to data.
    pub chain: Vec<Stage>,
    /// The base; its parameters lie behind all others.
    pub base: Placed,
}

/// The functions of a declaration.
pub struct Program {
    /// The kinds of layers, that of the base last.
    pub kinds: Vec<Kind>,
    /// Its densities: one, the flow.
    pub members: Vec<Member>,
    /// The density that the flow is fitted to where there are no data, like a base.
    pub target: Option<Kind>,
}

impl Program {
    /// The flow.
    pub fn flow(&self) -> &Member {
        &self.members[0]
    }

    /// The functions of the flow's base.
    pub fn base_kind(&self) -> &Kind {
        &self.kinds[self.flow().base.kind]
    }
}

impl Member {
    /// The layer at a path of the declaration.
    pub(super) fn placed(&self, path: &str) -> Option<&Placed> {
        fn find<'p>(stages: &'p [Stage], path: &str) -> Option<&'p Placed> {
            stages.iter().find_map(|stage| match stage {
                Stage::Layer(placed) => Some(placed).filter(|p| p.path == path),
                Stage::Repeat(_, stages) => find(stages, path),
            })
        }
        find(&self.chain, path)
    }

    /// The declared layers in the order of the chain.
    pub fn declared(&self) -> Vec<&Placed> {
        fn collect<'p>(stages: &'p [Stage], out: &mut Vec<&'p Placed>) {
            for stage in stages {
                match stage {
                    Stage::Layer(placed) => out.push(placed),
                    Stage::Repeat(_, stages) => collect(stages, out),
                }
            }
        }
        let mut out = Vec::new();
        collect(&self.chain, &mut out);
        out
    }

    /// The embedding of the context and the base, whose parameters lie behind those of the chain.
    pub fn behind(&self) -> impl Iterator<Item = &Placed> {
        self.embedding.iter().chain([&self.base])
    }

    /// All that has parameters, in the order of the flat store.
    pub fn placed_in_order(&self) -> Vec<&Placed> {
        self.declared().into_iter().chain(self.behind()).collect()
    }
}

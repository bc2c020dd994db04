//! From the checked flow to functions: each bijector's graph, the directions and log-determinants
//! derived from it, and their cotangents.
//!
//! ```text
//! layer      one bijector: its graph, both directions, their cotangents
//! one_way    base, target and embedding, which have one direction
//! uniform    values that all samples share            role        the purpose of leaves and outputs
//! kind       the functions of a layer                 structure   their equality
//! parameters the table of parameters, its budget      refuse      objectives that a flow does not fit
//! ```
//! Layers with the same functions are one [`Kind`], whatever their numbers: a chain of equal layers
//! costs one kind, and a `repeat` is a loop over it.

pub mod kind;
pub mod layer;
mod one_way;
pub mod parameters;
mod refuse;
pub mod role;
mod structure;
pub mod uniform;

use crate::check::{Flow, Instance, Layer, span_of};
use crate::diag::Diagnostics;
use crate::shape::Table;
use crate::vocabulary::{AnyWord, Parameter, Support};

pub use kind::{Directional, Kind, Reverse};
pub use layer::declare;
use parameters::Budget;
pub use role::{Func, Output, Role};

/// A layer at its place.
#[derive(Clone, Default)]
pub struct Placed {
    /// The number of its kind.
    pub kind: usize,
    /// Its path in the declaration: `layers.0._.1`.
    pub path: String,
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

/// Lowers a flow; a bijector whose other direction cannot be derived is reported at its layer.
///
/// # Errors
/// One for each layer that is refused, and for parameters beyond the budget.
pub fn lower(flow: &Flow) -> Result<Program, Diagnostics> {
    let mut lowering = Lowering {
        size: flow.event.size(),
        context: flow.read_context(),
        kinds: Vec::new(),
        budget: Budget::default(),
        errors: Diagnostics::new(),
    };
    let chain = lowering.stages(flow.dist.layers(), 1);
    let embedding = flow.embedding.as_ref().map(|network| {
        let (kind, parameters) = one_way::embedding(network, flow.context);
        let placed = lowering.enter(kind, "context.embedding", parameters);
        lowering.budget.spend(&network.chosen, &placed.parameters, 1, &mut lowering.errors);
        placed
    });
    let (kind, parameters) = one_way::base(flow);
    let base = lowering.enter(kind, "base", parameters);
    lowering.budget.spend(flow.dist.base(), &base.parameters, 1, &mut lowering.errors);
    let Lowering { size, context, kinds, mut errors, .. } = lowering;
    let member = Member { size, context, embedding, support: flow.support, chain, base };
    if let Some(objective) = flow.train.chosen("objective").filter(|_| flow.train.target.is_some()) {
        refuse::measured(flow.dist.layers(), &member, objective, &mut errors);
        refuse::unmoved(flow.dist.base(), &member, objective, &mut errors);
    }
    let target = flow.train.target.as_ref().map(one_way::target);
    errors.into_result(Program { kinds, members: vec![member], target })
}

/// A member while it is lowered.
struct Lowering {
    size: usize,
    context: usize,
    kinds: Vec<Kind>,
    budget: Budget,
    errors: Diagnostics,
}

impl Lowering {
    /// The layers of a list that stands `times` times.
    fn stages(&mut self, layers: &[Layer], times: usize) -> Vec<Stage> {
        let mut out = Vec::new();
        for layer in layers {
            match layer {
                Layer::Bijector(instance) => {
                    let placed = self.place(instance);
                    if let Some(placed) = &placed {
                        self.budget.spend(&instance.chosen, &placed.parameters, times, &mut self.errors);
                    }
                    out.extend(placed.map(Stage::Layer));
                }
                Layer::Group(layers) => out.extend(self.stages(layers, times)),
                Layer::Repeat { times: n, layers } => {
                    out.push(Stage::Repeat(*n, self.stages(layers, times * n)));
                }
            }
        }
        out
    }

    fn place(&mut self, instance: &Instance) -> Option<Placed> {
        let (kind, parameters) = match declare(instance, self.context) {
            Ok(declared) => declared,
            Err(refusal) => {
                let name = instance.chosen.word.name();
                let message = format!("`{name}` at {}: {}", instance.path, refusal.reason);
                let error = self.errors.error(span_of(instance), message);
                if matches!(instance.chosen.word, AnyWord::User(_)) {
                    error.help("if it is invertible anyway, add `inverse: |x| …`, or `invertible: assumed`");
                }
                return None;
            }
        };
        Some(self.enter(kind, &instance.path, parameters))
    }

    /// A kind at its place: the one that is known already, where one of the same functions is.
    fn enter(&mut self, kind: Kind, path: &str, parameters: Vec<Parameter>) -> Placed {
        let tables = kind.graph.tables();
        let known = self.kinds.iter().position(|k| k.structured == kind.structured);
        let number = known.unwrap_or_else(|| {
            let name = self.unused_name(&kind.name);
            self.kinds.push(Kind { name, ..kind });
            self.kinds.len() - 1
        });
        Placed { kind: number, path: path.into(), parameters, tables }
    }

    /// The word itself for its first kind, then the word with a number.
    fn unused_name(&self, word: &str) -> String {
        let numbered = (2..).map(|n| format!("{word}_kind_{n}"));
        let mut names = [word.to_string()].into_iter().chain(numbered);
        names.find(|name| self.kinds.iter().all(|k| k.name != *name)).unwrap_or_default()
    }
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
    fn placed(&self, path: &str) -> Option<&Placed> {
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

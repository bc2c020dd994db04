//! From the checked flow to functions: each bijector's graph, the directions and log-determinants
//! derived from it, and their cotangents.
//!
//! ```text
//! layer      one bijector: its graph, both directions, their cotangents
//! one_way    base, target and embedding, which have one direction
//! uniform    values that all samples share            role        the purpose of leaves and outputs
//! kind       the functions of a layer                 structure   their equality
//! program    the functions of a declaration, and where each layer stands
//! parameters the table of parameters, its budget      refuse      objectives that a flow does not fit
//! ```
//! Layers with the same functions are one [`Kind`], whatever their numbers: a chain of equal layers
//! costs one kind, and a `repeat` is a loop over it.

pub mod kind;
pub mod layer;
mod one_way;
pub mod parameters;
mod program;
mod refuse;
pub mod role;
mod structure;
pub mod uniform;

use crate::check::latent::LatentMember;
use crate::check::{Flow, Instance, Layer, span_of};
use crate::diag::Diagnostics;
use crate::vocabulary::{AnyWord, Parameter};

pub use kind::{Directional, Kind, Reverse};
pub use layer::declare;
use parameters::Budget;
pub use program::{Member, Placed, Program, Stage};
pub use role::{Func, Output, Role};

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
        let placed = lowering.enter(kind, "context.embedding", flow.context, parameters);
        lowering.budget.spend(&network.chosen, &placed.parameters, 1, &mut lowering.errors);
        placed
    });
    let (kind, parameters) = one_way::base(flow);
    let base = lowering.enter(kind, "base", flow.event.size(), parameters);
    lowering.budget.spend(flow.dist.base(), &base.parameters, 1, &mut lowering.errors);
    let Lowering { size, context, kinds, mut errors, .. } = lowering;
    let member = Member { size, context, embedding, support: flow.support, chain, base };
    if let Some(objective) = flow.train.chosen("objective").filter(|_| flow.train.target.is_some()) {
        let objective = objective.word.name();
        refuse::measured(flow.dist.layers(), &member, &format!("and `{objective}` has none"), &mut errors);
        refuse::unmoved(flow.dist.base(), &member, objective, &mut errors);
        let base = flow.dist.base();
        if !base.base().is_layer(base.settings()) {
            refuse::one_way(flow.dist.layers(), (&member, &kinds), objective, &mut errors);
        }
    }
    let target = flow.train.target.as_ref().map(one_way::target);
    errors.into_result(Program { kinds, members: vec![member], target })
}

/// Lowers a member of a latent variable model.
///
/// # Errors
/// As for [`lower`], and for layers and bases that do not fit.
pub fn lower_member(flow: &Flow, role: LatentMember) -> Result<Program, Diagnostics> {
    let program = lower(flow)?;
    let (member, mut errors) = (program.flow(), Diagnostics::new());
    let base = flow.dist.base();
    refuse::measured(flow.dist.layers(), member, "and a latent variable model measures none", &mut errors);
    match role {
        LatentMember::Likelihood => {
            if !program.kinds.iter().any(Kind::reads_context) {
                let message = "nothing in the likelihood reads z, so that x would not depend on it";
                errors
                    .error(base.span, message)
                    .help("give the base a conditioner: `likelihood: independent(conditioner = mlp)`");
            }
        }
        LatentMember::Posterior => {
            refuse::unmoved(base, member, "elbo", &mut errors);
            if !base.base().is_layer(base.settings()) {
                refuse::one_way(flow.dist.layers(), (member, &program.kinds), "elbo", &mut errors);
            }
        }
        LatentMember::Prior => {}
    }
    errors.into_result(program)
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
                // A user's formula is at fault wherever it is used.
                let user = match &instance.chosen.word {
                    AnyWord::User(user) => Some(user.place()),
                    _ => None,
                };
                let error = self.errors.error(user.unwrap_or_else(|| span_of(instance)), message);
                if user.is_some() {
                    error.help("if it is invertible anyway, add `inverse: |x| …`, or `invertible: assumed`");
                }
                return None;
            }
        };
        Some(self.enter(kind, &instance.path, instance.event.size(), parameters))
    }

    /// A kind at its place: the one that is known already, where one of the same functions is.
    fn enter(&mut self, kind: Kind, path: &str, rows: usize, parameters: Vec<Parameter>) -> Placed {
        let tables = kind.graph.tables();
        let known = self.kinds.iter().position(|k| k.structured == kind.structured);
        let number = known.unwrap_or_else(|| {
            let name = self.unused_name(&kind.name);
            self.kinds.push(Kind { name, ..kind });
            self.kinds.len() - 1
        });
        Placed { kind: number, path: path.into(), rows, parameters, tables }
    }

    /// The word itself for its first kind, then the word with a number.
    fn unused_name(&self, word: &str) -> String {
        let numbered = (2..).map(|n| format!("{word}_kind_{n}"));
        let mut names = [word.to_string()].into_iter().chain(numbered);
        names.find(|name| self.kinds.iter().all(|k| k.name != *name)).unwrap_or_default()
    }
}

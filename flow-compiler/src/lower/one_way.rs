//! Functions that go one way only: the base, the target and the embedding.

use std::collections::BTreeMap;

use super::kind::{Directional, Kind, Parts, Reverse, finish};
use super::layer::Declared;
use super::role::{Func, Output, Role};
use super::uniform::uniform_roots;
use crate::catalog::conditioners::activated;
use crate::catalog::train::target::Target;
use crate::check::{Embedding, Flow};
use crate::derive::reverse;
use crate::event::Event;
use crate::ir::unroll::Unroll;
use crate::ir::{Expr, Graph, Value};
use crate::shape::{Index, Shape};
use crate::vocabulary::{Init, Inputs, Parameter, Site};

/// The network that makes what layers read of the given context, in the place of a density
/// direction.
pub(super) fn embedding(network: &Embedding, given: usize) -> (Kind, Vec<Parameter>) {
    let (graph, read) = (Graph::new(), network.given.clone());
    let (parts, mut parameters) = {
        let argument = graph.varying("x", Shape::vector(given));
        let site = Site::of_network(&graph, &read);
        let chosen = &network.chosen;
        let inputs = Inputs { grid: read.grid(), ..Inputs::row(positions_first(argument, &read), None) };
        let outputs = chosen.conditioner().build(&site, inputs, network.outputs, chosen.settings());
        let activation = network.activation.as_deref().and_then(|name| activated(outputs, name));
        let outputs = activation.unwrap_or(outputs);
        let of = Declared::new(&graph, None, site.dropouts());
        let nothing = graph.number(0.0);
        let density = of.directional(("embed", "given → context", "context"), (argument, outputs, nothing), None);
        let (roles, dropouts) = of.into_parts();
        (Parts::of_density(density, roles, dropouts), site.into_parameters())
    };
    for p in &mut parameters {
        // What layers read should not start near 0, as a transformer's parameters do.
        if let (Init::Uniform(bound), [_, inputs]) = (&mut p.init, p.shape.extents()) {
            *bound = 1.0 / (*inputs as f64).sqrt();
        }
    }
    (finish("embedding".into(), graph, &parameters, parts), parameters)
}

/// A grid as networks read it: the channels of a position side by side.
fn positions_first<'g>(given: Expr<'g>, event: &Event) -> Expr<'g> {
    match event.grid() {
        Some(grid) if grid.channels > 1 && grid.positions() > 1 => {
            let loops = vec![(grid.positions(), 1), (grid.channels, grid.positions() as isize)];
            given.gather(Index::Loops { start: 0, loops })
        }
        _ => given,
    }
}

/// The log-density of the base.
pub(super) fn base(flow: &Flow) -> (Kind, Vec<Parameter>) {
    let chosen = flow.dist.base();
    let graph = Graph::new();
    let ((density, roles), parameters) = {
        let site = Site::new(&graph, &flow.event, None);
        let z = graph.varying("z", Shape::vector(flow.event.size()));
        let log_prob = chosen.base().log_prob(&site, z, chosen.settings());
        (log_density(z, log_prob, "z → log p(z)"), site.into_parameters())
    };
    let parts = Parts::of_density(density, roles, Vec::new());
    (finish(chosen.word.name().into(), graph, &parameters, parts), parameters)
}

/// The density that the flow is fitted to.
pub(super) fn target(target: &Target) -> Kind {
    let graph = Graph::new();
    let (argument, log_prob) = (target.argument(&graph), target.log_prob(&graph));
    let (density, mut roles) = log_density(argument, log_prob, "x → log p(x), up to a constant");
    roles.extend(target.context(&graph).map(|leaf| (leaf.value, Role::Context)));
    finish("target".into(), graph, &[], Parts::of_density(density, roles, Vec::new()))
}

/// A log-density and its gradient, in the place of a direction.
fn log_density<'g>(argument: Expr<'g>, log_prob: Expr<'g>, doc: &str) -> (Directional, BTreeMap<Value, Role>) {
    let graph = argument.graph;
    let log_prob = Unroll::of(graph, &[log_prob], None).map_or(log_prob, |mut unroll| unroll.value(log_prob));
    let apply = Func::new("log_prob", doc, vec![Output::new("ladj", Role::Ladj, log_prob.value)]);
    let role = Role::Ladj.cotangent();
    let cotangent = graph.varying(&role.to_string(), Shape::scalar());
    let roots = uniform_roots(graph, &apply);
    let wrt: Vec<Expr> = [argument].into_iter().chain(roots.iter().map(|v| graph.at(*v))).collect();
    let mut cotangents = reverse::vjp(&[(log_prob, cotangent)], &wrt).into_iter();
    let score = cotangents.next().flatten().unwrap_or(graph.filled(0.0, argument.shape())).spread(&argument.shape());
    let mut outputs = vec![Output::new("argument", Role::Argument.cotangent(), score.value)];
    for (root, cotangent) in roots.iter().zip(cotangents) {
        let role = Role::Uniform(*root);
        outputs.extend(cotangent.map(|c| Output::new(role.to_string(), role.cotangent(), c.value)));
    }
    let vjp = Func::new("log_prob_vjp", "the score times the cotangent", outputs);
    let roles = BTreeMap::from([(argument.value, Role::Argument), (cotangent.value, role)]);
    let reverse = Some(Reverse { taped: apply.clone(), taped_solve: None, vjp, vjp_solve: None });
    (Directional { argument: argument.value, apply, solve: None, reverse }, roles)
}

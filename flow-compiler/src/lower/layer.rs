//! One bijector: its graph, both directions with their log-determinants, and their cotangents.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::kind::{Directional, Kind, Parts, Reverse, finish};
use super::role::{Func, Output, Role};
use super::uniform::uniform_roots;
use crate::check::Instance;
use crate::derive::{self, Implicit, Solve, Structure, implicit, reverse};
use crate::event::Event;
use crate::ir::collect::collected;
use crate::ir::unroll::Unroll;
use crate::ir::{Expr, Graph, Op, Value, print};
use crate::shape::{Contraction, Shape};
use crate::vocabulary::{Checked, Direction, Drawn, Dropout, Layer, Parameter, Site, dropout_leaf};

/// Declares one bijector and derives all that follows.
///
/// # Errors
/// The reason where its other direction or log-determinant cannot be derived.
pub fn declare(instance: &Instance, context: usize) -> Result<(Kind, Vec<Parameter>), derive::Refusal> {
    let graph = Graph::new();
    let (layer, settings, size) = (instance.layer(), instance.settings(), instance.event.size());
    let stated = layer.explicit(settings);
    let explicit = if instance.inverted { stated.other() } else { stated };
    let (from, to) = if explicit == Direction::Forward { ("z", "x") } else { ("x", "z") };
    let (parts, parameters) = {
        let argument = graph.varying(from, Shape::vector(size));
        let result = graph.varying(to, Shape::vector(size));
        let context = (context > 0).then(|| graph.varying("context", Shape::vector(context)));
        let site = Site::new(&graph, &instance.event, context);
        site.start_last_maps(instance.last_maps);
        if let Some(parts) = drawn(layer, &site, [result, argument], &instance.event, settings) {
            let parameters = site.into_parameters();
            let name = instance.chosen.word.name().to_string();
            return Ok((finish(name, graph, &parameters, parts), parameters));
        }
        let y = layer.declare(&site, argument, settings)?;
        let claims = layer.claims(&site, result, settings);
        let derived = derive::derive(&graph, argument, y, result, &layer.levels(&instance.event, settings), claims)?;
        let declared = (argument, y, graph.at(derived.ladj));
        let other = (result, graph.at(derived.inverse), graph.at(derived.inverse_ladj));
        let forward = explicit == Direction::Forward;
        let (density, sampling) = if forward { (other, declared) } else { (declared, other) };
        let solved = derived.implicit;
        let (density_solve, sampling_solve) = if forward { (solved, None) } else { (None, solved) };
        let of = Declared::new(&graph, context, site.dropouts());
        let density = of.directional(("inverse", "x → z", "z"), density, density_solve);
        let sampling = of.directional(("forward", "z → x", "x"), sampling, sampling_solve);
        if density.reverse.is_none() {
            let reason = "its density direction would go position by position of a grid, and has no cotangents by which it \
                          could be fitted: leave its directions as they are";
            return Err(derive::Refusal { reason: reason.into() });
        }
        let (structure, kinked) = (Some(derived.structure), derived.kinked);
        let (roles, dropouts) = of.into_parts();
        let parts = Parts { roles, density, sampling: Some(sampling), structure, dropouts, explicit, kinked };
        (parts, site.into_parameters())
    };
    let name = instance.chosen.word.name().to_string();
    Ok((finish(name, graph, &parameters, parts), parameters))
}

/// A layer whose values are drawn states both directions; the sampling one goes level by level, and has
/// no cotangents, since a draw jumps.
fn drawn<'g>(
    layer: &dyn Layer,
    site: &Site<'g>,
    [x, z]: [Expr<'g>; 2],
    event: &Event,
    settings: Checked,
) -> Option<Parts> {
    let graph = site.graph;
    let Drawn { position, log_prob, value } = layer.drawn(site, x, z, settings)?;
    let of = Declared { is_drawn: true, ..Declared::new(graph, site.context, site.dropouts()) };
    let density = of.directional(("inverse", "x → z", "z"), (x, position, log_prob), None);
    let (value, names) = (of.evaluated(value), ("forward", "z → x", "x"));
    let (sampling, structure) = if value.needs(x) {
        let step = layer.levels(event, settings);
        let solve = Solve { unknown: x.value, value: value.value, step, backwards: false };
        let sampling = of.one_way(names, (z, x, -log_prob), Some(solve));
        (sampling, Structure::Triangular { levels: event.size() })
    } else {
        let ladj = graph.substitute(-log_prob, &[(x, value)]);
        (of.one_way(names, (z, value, ladj), None), Structure::Elementwise)
    };
    let structure = Some(structure);
    let (roles, dropouts) = of.into_parts();
    let (explicit, kinked) = (Direction::Inverse, false);
    Some(Parts { roles, density, sampling: Some(sampling), structure, dropouts, explicit, kinked })
}

/// A declared bijector while its functions are made.
pub(super) struct Declared<'g> {
    graph: &'g Graph,
    context: Option<Expr<'g>>,
    dropouts: Vec<Dropout>,
    /// True where values are drawn: no cotangent of the result arrives, and none of the argument leaves.
    is_drawn: bool,
    roles: RefCell<BTreeMap<Value, Role>>,
}

/// A direction's argument, result and log-determinant.
type Map<'g> = (Expr<'g>, Expr<'g>, Expr<'g>);

impl<'g> Declared<'g> {
    pub(super) fn new(graph: &'g Graph, context: Option<Expr<'g>>, dropouts: Vec<Dropout>) -> Self {
        let of = Declared { graph, context, dropouts, is_drawn: false, roles: RefCell::default() };
        context.into_iter().for_each(|leaf| of.enter(leaf, Role::Context));
        for k in 0..of.dropouts.len() {
            of.enter(of.dropout(k), Role::Dropout(k));
        }
        of
    }

    /// The purposes of its leaves, and what training switches off.
    pub(super) fn into_parts(self) -> (BTreeMap<Value, Role>, Vec<Dropout>) {
        (self.roles.into_inner(), self.dropouts)
    }

    fn enter(&self, leaf: Expr<'g>, role: Role) {
        self.roles.borrow_mut().insert(leaf.value, role);
    }

    /// The leaf of a dropout's factors.
    fn dropout(&self, k: usize) -> Expr<'g> {
        self.graph.varying(&dropout_leaf(k), Shape::vector(self.dropouts[k].units))
    }

    /// One direction with its cotangents; `names` are those of the function, of the arrow in its
    /// doc, and of its result.
    pub(super) fn directional(
        &self,
        (name, arrow, result_name): (&str, &str, &str),
        (argument, result, ladj): Map<'g>,
        implicit: Option<Implicit>,
    ) -> Directional {
        let graph = self.graph;
        let [text, of_ladj] = [result, ladj].map(|e| print::formula(graph, self.evaluated(e).value));
        let doc = format!("{arrow}: {result_name} = {text}, ladj = {of_ladj}");
        let (result, ladj, implicit) = self.written_out(result, ladj, implicit);
        let func = |result: Expr<'g>, ladj: Expr<'g>| {
            let outputs = [(result_name, Role::Result, result), ("ladj", Role::Ladj, ladj)];
            let output = |(name, role, e): (&str, Role, Expr<'g>)| Output::new(name, role, graph.inlined(e).value);
            Func::new(name, &doc, outputs.into_iter().map(output).collect())
        };
        let solve = |of: &dyn Fn(Expr<'g>) -> Expr<'g>| {
            implicit.as_ref().map(|i| {
                let value = graph.inlined(of(graph.at(i.solve.value))).value;
                Solve { value, ..i.solve.clone() }
            })
        };
        let (apply, apply_solve) = (func(self.evaluated(result), self.evaluated(ladj)), solve(&|e| self.evaluated(e)));
        // The density of uniform numbers does not ask where they are.
        let trained = if self.is_drawn { graph.filled(0.5, result.shape()) } else { result };
        let (taped, taped_solve) = (func(trained, ladj), solve(&|e| e));
        self.enter(argument, Role::Argument);
        implicit.iter().for_each(|i| self.enter(graph.at(i.solve.unknown), Role::Unknown));
        // What a window of a sequence reads is not walked back position by position.
        if implicit.as_ref().is_some_and(|i| slides(graph, &i.solve)) {
            return Directional { argument: argument.value, apply, solve: apply_solve, reverse: None };
        }
        let mut direction = Directional {
            argument: argument.value,
            apply,
            solve: apply_solve,
            reverse: Some(Reverse {
                vjp: Func::new(&format!("{name}_vjp"), &format!("cotangents of {arrow}"), Vec::new()),
                taped,
                taped_solve,
                vjp_solve: None,
            }),
        };
        let read: BTreeSet<Value> = direction.funcs().iter().flat_map(|f| uniform_roots(graph, f)).collect();
        let map = (argument, graph.inlined(result), graph.inlined(ladj));
        let (outputs, vjp_solve) = self.cotangents(map, implicit.as_ref(), read);
        if let Some(reverse) = &mut direction.reverse {
            reverse.vjp.doc.push_str(&formulas(graph, &outputs));
            (reverse.vjp.outputs, reverse.vjp_solve) = (outputs, vjp_solve);
        }
        direction
    }

    /// A direction that has no cotangents, and may be solved level by level.
    fn one_way(
        &self,
        (name, arrow, result_name): (&str, &str, &str),
        (argument, result, ladj): Map<'g>,
        solve: Option<Solve>,
    ) -> Directional {
        let graph = self.graph;
        let text = print::formula(graph, solve.as_ref().map_or(result.value, |solve| solve.value));
        let doc = format!("{arrow}: {result_name} = {text}, ladj = {}", print::formula(graph, ladj.value));
        let outputs = [(result_name, Role::Result, result), ("ladj", Role::Ladj, self.evaluated(ladj))];
        let output = |(name, role, e): (&str, Role, Expr<'g>)| Output::new(name, role, graph.inlined(e).value);
        let apply = Func::new(name, &doc, outputs.into_iter().map(output).collect());
        self.enter(argument, Role::Argument);
        solve.iter().for_each(|solve| self.enter(graph.at(solve.unknown), Role::Unknown));
        Directional { argument: argument.value, apply, solve, reverse: None }
    }

    /// The cotangents of a direction's argument, of the context and of the uniform values that it
    /// reads, and the equation of their multiplier.
    fn cotangents(
        &self,
        (argument, result, ladj): Map<'g>,
        implicit: Option<&Implicit>,
        read: BTreeSet<Value>,
    ) -> (Vec<Output>, Option<Solve>) {
        let graph = self.graph;
        let leaf = |of: Role, shape: Shape| {
            let role = of.cotangent();
            let leaf = graph.varying(&role.to_string(), shape);
            self.enter(leaf, role);
            leaf
        };
        let result_cotangent = leaf(Role::Result, result.shape());
        let ladj_cotangent = leaf(Role::Ladj, Shape::scalar());
        let argument_role = (Role::Argument, argument);
        let context = self.context.map(|context| (Role::Context, context));
        let uniforms = read.into_iter().map(|v| (Role::Uniform(v), graph.at(v)));
        let wrt: Vec<(Role, Expr)> = [argument_role].into_iter().chain(context).chain(uniforms).collect();
        let leaves: Vec<Expr> = wrt.iter().map(|(_, e)| *e).collect();
        let (cotangents, solve) = match implicit {
            None if self.is_drawn => {
                let mut cotangents = reverse::vjp(&[(ladj, ladj_cotangent)], &leaves[1..]);
                cotangents.insert(0, None);
                (cotangents, None)
            }
            None => (reverse::vjp(&[(result, result_cotangent), (ladj, ladj_cotangent)], &leaves), None),
            Some(implicit) => {
                let (cotangents, solve) =
                    implicit::vjp(graph, implicit, (result, result_cotangent), ladj_cotangent, &leaves);
                self.enter(graph.at(solve.unknown), Role::Multiplier);
                (cotangents, Some(solve))
            }
        };
        let mut outputs = Vec::new();
        for ((role, value), cotangent) in wrt.into_iter().zip(cotangents) {
            // Where only zeros arrive, there is nothing to keep and to sum.
            let cotangent = cotangent.filter(|c| !c.is(0.0));
            let silent = (role == Role::Argument).then(|| graph.filled(0.0, value.shape()));
            if let Some(cotangent) = cotangent.or(silent) {
                outputs.push(Output::new(role.to_string(), role.cotangent(), cotangent.value));
            }
        }
        (outputs, solve)
    }

    /// Result and log-determinant of a few elements one by one, where that is worth it: an equation
    /// is then solved on the way, and sums are collected.
    fn written_out(
        &self,
        result: Expr<'g>,
        ladj: Expr<'g>,
        implicit: Option<Implicit>,
    ) -> (Expr<'g>, Expr<'g>, Option<Implicit>) {
        let graph = self.graph;
        let [whole, whole_ladj] = [result, ladj].map(|e| graph.inlined(e));
        let solved = implicit.as_ref().map(|i| (i.solve.unknown, graph.inlined(graph.at(i.solve.value)).value));
        let unroll = Unroll::of(graph, &[whole, whole_ladj], solved).filter(|_| self.dropouts.is_empty());
        match unroll {
            Some(mut unroll) => {
                let [result, ladj] = collected(graph, [unroll.value(whole), unroll.value(whole_ladj)]);
                (result, ladj, None)
            }
            None => (result, ladj, implicit),
        }
    }

    /// A value as it is outside of training: nothing is switched off.
    fn evaluated(&self, e: Expr<'g>) -> Expr<'g> {
        let ones = (0..self.dropouts.len()).map(|k| {
            let leaf = self.dropout(k);
            (leaf, self.graph.filled(1.0, leaf.shape()))
        });
        self.graph.substitute(e, &ones.collect::<Vec<_>>())
    }
}

/// True where a window slides over the unknown of an equation, or states are computed from it.
fn slides(graph: &Graph, solve: &Solve) -> bool {
    let unknown = graph.at(solve.unknown);
    let values = graph.order(&[solve.value]).into_iter().map(|v| graph.at(v));
    values.filter(|e| e.needs(unknown)).any(|e| match e.op() {
        Op::Product { of: Contraction::Window(window), .. } => window.taps() > 1,
        Op::Recur(..) => true,
        _ => false,
    })
}

/// A line for each cotangent with its formula, for documentation.
fn formulas(graph: &Graph, outputs: &[Output]) -> String {
    /// The longest formula that fits a line of source beside its name.
    const LONGEST: usize = 80;
    let line = |output: &Output| {
        let of = match &output.role {
            Role::Cotangent(of) => match **of {
                Role::Uniform(value) => print::formula_within(graph, value, LONGEST / 4),
                _ => of.to_string(),
            },
            other => other.to_string(),
        };
        format!("\nof {of}: {}", print::formula_within(graph, output.value, LONGEST))
    };
    outputs.iter().map(line).collect()
}

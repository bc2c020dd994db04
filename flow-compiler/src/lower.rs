//! From the checked flow to functions: each bijector's graph, the directions and log-determinants derived from it, and their
//! cotangents.
//!
//! Layers with the same functions are one [`Kind`], whatever their numbers: a chain of equal layers costs one kind, and a `repeat`
//! is a loop over it.

use std::collections::BTreeSet;

use crate::catalog::train::target::Target;
use crate::check::{Embedding, Flow, Instance, Layer, span_of};
use crate::derive::{self, Implicit, Solve, Structure, implicit, reverse};
use crate::diag::Diagnostics;
use crate::ir::collect::collected;
use crate::ir::func::Output;
use crate::ir::unroll::Unroll;
use crate::ir::verify::verify;
use crate::ir::{Binary, Expr, Func, Graph, Leaf, Op, Value, print};
use crate::shape::{Shape, Table};
use crate::vocabulary::{AnyWord, Chosen, Direction, Dropout, Init, Parameter, Site, Support, dropout_leaf};

/// What a layer computes: everything that is planned and emitted for it.
pub struct Kind {
    /// Its name in emitted code: the catalog's word, with a number where several kinds share it.
    pub name: String,
    /// The values of all its functions.
    pub graph: Graph,
    /// Shapes of its parameters, in order.
    pub parameters: Vec<Shape>,
    /// Uniform values that varying ones read, in the order in which they are prepared.
    pub uniforms: Vec<Value>,
    /// The density direction, `x → z`; for a base, `z → log p(z)`.
    pub density: Directional,
    /// The sampling direction, `z → x`; a base has none.
    pub sampling: Option<Directional>,
    /// `ū → θ̄` for the uniform values that are computed from parameters.
    pub uniform_vjp: Func,
    /// How the Jacobian lies.
    pub structure: Option<Structure>,
    /// What training switches off at random.
    pub dropouts: Vec<Dropout>,
    /// Which direction was declared.
    pub explicit: Direction,
    /// Whether the slope, and with it the density, jumps.
    pub kinked: bool,
    /// The text of all its functions: equal for layers that differ in numbers alone.
    pub text: String,
}

/// One direction with its reverse mode.
pub struct Directional {
    /// The argument's leaf.
    pub argument: Value,
    /// Outputs `z` or `x`, and `ladj`; for a base `ladj` is the log-density.
    pub apply: Func,
    /// The equation that gives the result, where the direction goes level by level: the outputs then read its unknown.
    pub solve: Option<Solve>,
    /// The same as training computes it, with units switched off.
    pub taped: Func,
    /// Its equation.
    pub taped_solve: Option<Solve>,
    /// Outputs the argument's cotangent, the context's, and one for each uniform value that the direction reads, as
    /// `uniform <value>`.
    pub vjp: Func,
    /// The equation of the multiplier that the cotangents then read.
    pub vjp_solve: Option<Solve>,
}

/// The names of the leaves that stand for cotangents.
pub const RESULT_COTANGENT: &str = "result_cotangent";
/// The cotangent of the log-determinant.
pub const LADJ_COTANGENT: &str = "ladj_cotangent";

/// A layer at its place.
#[derive(Clone, Default)]
pub struct Placed {
    /// Which kind.
    pub kind: usize,
    /// Where it stands: `layers.0._.1`.
    pub path: String,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// Its tables.
    pub tables: Vec<Table>,
}

/// The chain, from base to data.
#[derive(Clone)]
pub enum Stage {
    /// One layer.
    Layer(Placed),
    /// Stages several times.
    Repeat(usize, Vec<Stage>),
}

/// The functions of a flow.
pub struct Program {
    /// Elements of x.
    pub size: usize,
    /// Elements of the context as layers read it.
    pub context: usize,
    /// The network that makes it of the given one; its parameters lie behind those of the chain.
    pub embedding: Option<Placed>,
    /// What x can be.
    pub support: Support,
    /// The kinds of layers, that of the base last.
    pub kinds: Vec<Kind>,
    /// The base; its parameters lie behind all others.
    pub base: Placed,
    /// The density that the flow is fitted to where there are no data, like a base.
    pub target: Option<Kind>,
    /// The layers from base to data.
    pub chain: Vec<Stage>,
}

/// The most parameters of a flow: 8 GiB of `f32`, and numbers that index arithmetic of 64 bits never overflows.
const MOST_PARAMETERS: u64 = 1 << 31;

/// Lowers a flow; what cannot be derived is reported at the layer.
pub fn lower(flow: &Flow) -> Result<Program, Diagnostics> {
    let mut errors = Diagnostics::new();
    let mut program = Program {
        size: flow.event.size(),
        context: flow.read_context(),
        embedding: None,
        support: flow.support,
        kinds: Vec::new(),
        base: Placed::default(),
        target: flow.train.target.as_ref().map(target),
        chain: Vec::new(),
    };
    let mut budget = MOST_PARAMETERS;
    program.chain = stages(flow.dist.layers(), 1, &mut budget, &mut program, &mut errors);
    program.embedding = flow.embedding.as_ref().map(|network| {
        let (kind, parameters) = embedding(network, flow.context);
        let placed = enter(kind, "context.embedding", parameters, &mut program);
        spend(&network.chosen, &placed.parameters, 1, &mut budget, &mut errors);
        placed
    });
    let (kind, parameters) = base(flow);
    program.base = enter(kind, "base", parameters, &mut program);
    spend(flow.dist.base(), &program.base.parameters, 1, &mut budget, &mut errors);
    if let Some(objective) = flow.train.chosen("objective").filter(|_| flow.train.target.is_some()) {
        refuse_measured(flow.dist.layers(), &program, objective, &mut errors);
        refuse_unmoved(flow.dist.base(), &program, objective, &mut errors);
    }
    errors.into_result(program)
}

fn stages(
    layers: &[Layer],
    times: usize,
    budget: &mut u64,
    program: &mut Program,
    errors: &mut Diagnostics,
) -> Vec<Stage> {
    let mut out = Vec::new();
    for layer in layers {
        match layer {
            Layer::Bijector(instance) => {
                let placed = place(instance, program, errors);
                placed.iter().for_each(|p| spend(&instance.chosen, &p.parameters, times, budget, errors));
                out.extend(placed.map(Stage::Layer));
            }
            Layer::Group(layers) => out.extend(stages(layers, times, budget, program, errors)),
            Layer::Repeat { times: n, layers } => {
                out.push(Stage::Repeat(*n, stages(layers, times * n, budget, program, errors)));
            }
        }
    }
    out
}

/// Takes a layer's parameters from what is left; the first layer that goes beyond is reported.
fn spend(of: &Chosen, parameters: &[Parameter], times: usize, budget: &mut u64, errors: &mut Diagnostics) {
    let each: u64 = parameters.iter().map(|p| p.shape.size() as u64).sum();
    let all = u128::from(each) * times as u128;
    match u64::try_from(all).ok().and_then(|all| budget.checked_sub(all)) {
        Some(rest) => *budget = rest,
        None => {
            let name = of.word.name();
            let count = if times == 1 { format!("{all}") } else { format!("{times} × {each} = {all}") };
            errors.error(of.span, format!("`{name}` has {count} parameters, expected at most {budget}")).help(format!(
                "a flow has at most {MOST_PARAMETERS} in all: make it narrower, or repeat it fewer times"
            ));
        }
    }
}

fn place(instance: &Instance, program: &mut Program, errors: &mut Diagnostics) -> Option<Placed> {
    let (kind, parameters) = match declare(instance, program.size, program.context) {
        Ok(declared) => declared,
        Err(refusal) => {
            let name = instance.chosen.word.name();
            let error = errors.error(span_of(instance), format!("`{name}` at {}: {}", instance.path, refusal.reason));
            if matches!(instance.chosen.word, AnyWord::User(_)) {
                error.help(
                    "a bijector that is invertible all the same states `inverse: |x| …`, or `invertible: assumed`",
                );
            }
            return None;
        }
    };
    Some(enter(kind, &instance.path, parameters, program))
}

/// A kind at its place: the one that is known already, where one of the same functions is.
fn enter(kind: Kind, path: &str, parameters: Vec<Parameter>, program: &mut Program) -> Placed {
    let tables = kind.graph.tables();
    let number = program.kinds.iter().position(|k| k.text == kind.text).unwrap_or_else(|| {
        let same = program.kinds.iter().filter(|k| k.name.split("_kind_").next() == Some(&kind.name)).count();
        let name = if same == 0 { kind.name.clone() } else { format!("{}_kind_{}", kind.name, same + 1) };
        program.kinds.push(Kind { name, ..kind });
        program.kinds.len() - 1
    });
    Placed { kind: number, path: path.into(), parameters, tables }
}

/// Declares one bijector and derives all that follows.
pub fn declare(instance: &Instance, size: usize, context: usize) -> Result<(Kind, Vec<Parameter>), derive::Refusal> {
    let graph = Graph::new();
    let settings = &instance.chosen.filled;
    let layer = instance.chosen.word.layer().ok_or(derive::Refusal { reason: "it is not a layer".into() })?;
    let stated = layer.explicit(settings);
    let explicit = if instance.inverted { stated.other() } else { stated };
    let (from, to) = if explicit == Direction::Forward { ("z", "x") } else { ("x", "z") };
    let (kind, parameters) = {
        let argument = graph.varying(from, Shape::vector(size));
        let result = graph.varying(to, Shape::vector(size));
        let context = (context > 0).then(|| graph.varying("context", Shape::vector(context)));
        let site = Site::new(&graph, context);
        let y = layer.declare(&site, argument, settings)?;
        let claims = layer.claims(&site, result, settings);
        let derived = derive::derive(&graph, argument, y, result, &layer.levels(size, settings), claims)?;
        let declared = (argument, y, graph.at(derived.ladj));
        let other = (result, graph.at(derived.inverse), graph.at(derived.inverse_ladj));
        let forward = explicit == Direction::Forward;
        let (density, sampling) = if forward { (other, declared) } else { (declared, other) };
        let solved = derived.implicit;
        let (density_solve, sampling_solve) = if forward { (solved, None) } else { (None, solved) };
        let dropouts = site.dropouts();
        let of = Declared { graph: &graph, context, dropouts: &dropouts };
        let density = of.directional("inverse", "x → z", "z", density, density_solve);
        let sampling = of.directional("forward", "z → x", "x", sampling, sampling_solve);
        let parts = Parts {
            density,
            sampling: Some(sampling),
            structure: Some(derived.structure),
            dropouts,
            explicit,
            kinked: derived.kinked,
        };
        (parts, site.into_parameters())
    };
    let name = instance.chosen.word.name().to_string();
    Ok((finish(name, graph, &parameters, kind), parameters))
}

/// The network that makes what layers read of the given context, in the place of a density direction.
fn embedding(network: &Embedding, given: usize) -> (Kind, Vec<Parameter>) {
    let graph = Graph::new();
    let (parts, mut parameters) = {
        let argument = graph.varying("x", Shape::vector(given));
        let site = Site::new(&graph, None);
        let outputs = match network.chosen.word.conditioner() {
            Some(word) => word.build(&site, argument, network.outputs, &network.chosen.filled),
            None => argument,
        };
        let dropouts = site.dropouts();
        let of = Declared { graph: &graph, context: None, dropouts: &dropouts };
        let nothing = graph.number(0.0);
        let density = of.directional("embed", "given → context", "context", (argument, outputs, nothing), None);
        (Parts::of_density(density, dropouts), site.into_parameters())
    };
    for p in &mut parameters {
        p.name = p.name.trim_start_matches("conditioner.").into();
        // What layers read should not start near 0, as a transformer's parameters do.
        if let (Init::Uniform(bound), [_, inputs]) = (&mut p.init, p.shape.extents()) {
            *bound = 1.0 / (*inputs as f64).sqrt();
        }
    }
    (finish("embedding".into(), graph, &parameters, parts), parameters)
}

fn base(flow: &Flow) -> (Kind, Vec<Parameter>) {
    let chosen = flow.dist.base();
    let graph = Graph::new();
    let (density, parameters) = {
        let site = Site::new(&graph, None);
        let z = graph.varying("z", Shape::vector(flow.event.size()));
        let log_prob = match chosen.word.base() {
            Some(base) => base.log_prob(&site, z, &chosen.filled),
            None => graph.number(0.0),
        };
        (log_density(z, log_prob, "z → log p(z)"), site.into_parameters())
    };
    let parts = Parts::of_density(density, Vec::new());
    (finish(chosen.word.name().into(), graph, &parameters, parts), parameters)
}

/// The density that the flow is fitted to.
fn target(target: &Target) -> Kind {
    let graph = Graph::new();
    let density = log_density(target.argument(&graph), target.log_prob(&graph), "x → log p(x), up to a constant");
    finish("target".into(), graph, &[], Parts::of_density(density, Vec::new()))
}

/// A log-density and its gradient, in the place of a direction.
fn log_density<'g>(argument: Expr<'g>, log_prob: Expr<'g>, doc: &str) -> Directional {
    let graph = argument.graph;
    let log_prob = Unroll::of(graph, &[log_prob], None).map_or(log_prob, |mut unroll| unroll.value(log_prob));
    let apply = Func::new("log_prob", doc, &[("ladj", log_prob.value)]);
    let cotangent = graph.varying(LADJ_COTANGENT, Shape::scalar());
    let roots = uniform_roots(graph, &apply);
    let wrt: Vec<Expr> = [argument].into_iter().chain(roots.iter().map(|v| graph.at(*v))).collect();
    let mut cotangents = reverse::vjp(&[(log_prob, cotangent)], &wrt).into_iter();
    let score = cotangents.next().flatten().unwrap_or(graph.filled(0.0, argument.shape())).spread(&argument.shape());
    let mut vjp = Func::new("log_prob_vjp", "the score times the cotangent", &[("argument", score.value)]);
    for (root, cotangent) in roots.iter().zip(cotangents) {
        let named = |c: Expr| Output { name: uniform_output(*root), value: c.value };
        vjp.outputs.extend(cotangent.map(named));
    }
    Directional {
        argument: argument.value,
        taped: apply.clone(),
        taped_solve: None,
        apply,
        vjp,
        solve: None,
        vjp_solve: None,
    }
}

/// The name of the output that is the cotangent of a uniform value.
fn uniform_output(value: Value) -> String {
    format!("uniform {}", value.0)
}

/// Layers that measure data where there are none.
fn refuse_measured(layers: &[Layer], program: &Program, objective: &Chosen, errors: &mut Diagnostics) {
    for layer in layers {
        match layer {
            Layer::Bijector(instance) => {
                let placed = program.placed(&instance.path);
                let inits = placed.into_iter().flat_map(|p| &p.parameters).map(|p| p.init);
                let measures = inits.filter(|init| init.is_measured()).count() > 0;
                if measures {
                    let (name, objective) = (instance.chosen.word.name(), objective.word.name());
                    errors
                        .error(
                            span_of(instance),
                            format!("`{name}` measures batches of data, and `{objective}` has none"),
                        )
                        .help("`affine` has a shift and a scale of each element, and starts as the identity");
                }
            }
            Layer::Group(layers) | Layer::Repeat { layers, .. } => {
                refuse_measured(layers, program, objective, errors);
            }
        }
    }
}

/// A base whose draws do not move with its parameters, where the gradient goes through draws.
fn refuse_unmoved(base: &Chosen, program: &Program, objective: &Chosen, errors: &mut Diagnostics) {
    if !program.base.parameters.is_empty() {
        let (name, objective) = (base.word.name(), objective.word.name());
        let message =
            format!("draws of `{name}` do not move with its parameters, and `{objective}` differentiates them");
        errors.error(base.span, message).help("`normal` has draws that move with its mean and covariance");
    }
}

/// What a kind is made of.
struct Parts {
    density: Directional,
    sampling: Option<Directional>,
    structure: Option<Structure>,
    dropouts: Vec<Dropout>,
    explicit: Direction,
    kinked: bool,
}

impl Parts {
    /// Of what goes one way only.
    fn of_density(density: Directional, dropouts: Vec<Dropout>) -> Self {
        Parts { density, sampling: None, structure: None, dropouts, explicit: Direction::Inverse, kinked: false }
    }
}

/// Collects the uniform values, derives their cotangents, and verifies every function.
fn finish(name: String, graph: Graph, parameters: &[Parameter], parts: Parts) -> Kind {
    let Parts { density, sampling, structure, dropouts, explicit, kinked } = parts;
    let mut uniforms: Vec<Value> = Vec::new();
    let directions = [Some(&density), sampling.as_ref()];
    for direction in directions.into_iter().flatten() {
        uniforms.extend(direction.funcs().iter().flat_map(|f| uniform_roots(&graph, f)));
    }
    uniforms.sort_unstable();
    uniforms.dedup();
    let uniform_vjp = uniform_vjp(&graph, &density, sampling.as_ref(), parameters.len());
    let shapes = parameters.iter().map(|p| p.shape.clone()).collect();
    let kind = Kind {
        name,
        graph,
        parameters: shapes,
        uniforms,
        density,
        sampling,
        uniform_vjp,
        structure,
        dropouts,
        explicit,
        kinked,
        text: String::new(),
    };
    let kind = Kind { text: kind.written(), ..kind };
    kind.funcs().iter().for_each(|f| verify(&kind.graph, f, "lower"));
    kind
}

/// A declared bijector.
struct Declared<'g> {
    graph: &'g Graph,
    context: Option<Expr<'g>>,
    dropouts: &'g [Dropout],
}

impl<'g> Declared<'g> {
    fn directional(
        &self,
        name: &str,
        arrow: &str,
        result_name: &str,
        (argument, result, ladj): (Expr<'g>, Expr<'g>, Expr<'g>),
        implicit: Option<Implicit>,
    ) -> Directional {
        let (graph, context) = (self.graph, self.context);
        let [text, of_ladj] = [result, ladj].map(|e| print::formula(graph, self.evaluated(e).value));
        let doc = format!("{arrow}: {result_name} = {text}, ladj = {of_ladj}");
        let (result, ladj, implicit) = self.written_out(result, ladj, implicit);
        let (plain_result, plain_ladj) = (self.evaluated(result), self.evaluated(ladj));
        let func = |result: Expr<'g>, ladj: Expr<'g>| {
            let (result, ladj) = (graph.inlined(result), graph.inlined(ladj));
            Func::new(name, &doc, &[(result_name, result.value), ("ladj", ladj.value)])
        };
        let solve = |of: &dyn Fn(Expr<'g>) -> Expr<'g>| {
            implicit.as_ref().map(|i| {
                let value = graph.inlined(of(graph.at(i.solve.value))).value;
                Solve { value, ..i.solve.clone() }
            })
        };
        let mut direction = Directional {
            argument: argument.value,
            apply: func(plain_result, plain_ladj),
            solve: solve(&|e| self.evaluated(e)),
            taped: func(result, ladj),
            taped_solve: solve(&|e| e),
            vjp: Func::new(&format!("{name}_vjp"), &format!("cotangents of {arrow}"), &[]),
            vjp_solve: None,
        };
        let (result, ladj) = (graph.inlined(result), graph.inlined(ladj));
        let result_cotangent = graph.varying(RESULT_COTANGENT, result.shape());
        let ladj_cotangent = graph.varying(LADJ_COTANGENT, Shape::scalar());
        let read: BTreeSet<Value> = direction.funcs().iter().flat_map(|f| uniform_roots(graph, f)).collect();
        let roots: Vec<Expr> = read.into_iter().map(|v| graph.at(v)).collect();
        let wrt: Vec<Expr> = [argument].into_iter().chain(context).chain(roots).collect();
        let cotangents = match &implicit {
            None => reverse::vjp(&[(result, result_cotangent), (ladj, ladj_cotangent)], &wrt),
            Some(implicit) => {
                let (cotangents, solve) =
                    implicit::vjp(graph, implicit, (result, result_cotangent), ladj_cotangent, &wrt);
                direction.vjp_solve = Some(solve);
                cotangents
            }
        };
        for (value, cotangent) in wrt.iter().zip(cotangents) {
            let name = if value.value == argument.value {
                "argument".to_string()
            } else if Some(value.value) == context.map(|c| c.value) {
                "context".to_string()
            } else {
                uniform_output(value.value)
            };
            // Where only zeros arrive, there is nothing to keep and to sum.
            let cotangent = cotangent.filter(|c| !c.is(0.0));
            let silent = (name == "argument").then(|| graph.filled(0.0, value.shape()));
            if let Some(cotangent) = cotangent.or(silent) {
                direction.vjp.outputs.push(Output { name, value: cotangent.value });
            }
        }
        direction
    }

    /// Result and log-determinant of a few elements one by one, where that is worth it: an equation is then solved on the way, and sums
    /// are collected.
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

    /// As it is outside of training: nothing is switched off.
    fn evaluated(&self, e: Expr<'g>) -> Expr<'g> {
        let leaves = self.dropouts.iter().enumerate();
        let ones = leaves.map(|(k, d)| {
            let shape = Shape::vector(d.units);
            (self.graph.varying(&dropout_leaf(k), shape.clone()), self.graph.filled(1.0, shape))
        });
        self.graph.substitute(e, &ones.collect::<Vec<_>>())
    }
}

/// The uniform values, other than constants, that a function's varying values read or that it returns.
pub fn uniform_roots(graph: &Graph, func: &Func) -> Vec<Value> {
    let mut roots = Vec::new();
    let is_root = |v: &Value| !graph.node(*v).varying && graph.at(*v).constant().is_none();
    // A condition is no number that could be prepared: what it compares is.
    let compared = |v: Value| {
        let condition = graph.at(v).op() == Op::Binary(Binary::Less) && !graph.node(v).varying;
        if condition { graph.node(v).args.clone() } else { vec![v] }
    };
    for value in func.order(graph) {
        let node = graph.node(value);
        if node.varying {
            roots.extend(node.args.iter().copied().flat_map(compared).filter(is_root));
        }
    }
    roots.extend(func.values().into_iter().filter(is_root));
    roots.sort_unstable();
    roots.dedup();
    roots
}

/// The leaf that stands for the cotangent of a uniform value.
pub fn uniform_cotangent<'g>(graph: &'g Graph, value: Value) -> Expr<'g> {
    graph.uniform(&format!("uniform {} cotangent", value.0), graph.node(value).shape.clone())
}

fn uniform_vjp(graph: &Graph, density: &Directional, sampling: Option<&Directional>, parameters: usize) -> Func {
    let directions = [Some(density), sampling];
    let mut roots: Vec<Value> =
        directions.into_iter().flatten().flat_map(|d| d.funcs()).flat_map(|f| uniform_roots(graph, &f)).collect();
    roots.sort_unstable();
    roots.dedup();
    let computed: Vec<(Expr, Expr)> = roots
        .into_iter()
        .map(|v| graph.at(v))
        .filter(|e| !matches!(e.op(), Op::Leaf(_)))
        .map(|e| (e, uniform_cotangent(graph, e.value)))
        .collect();
    let order = graph.order(&computed.iter().map(|(e, _)| e.value).collect::<Vec<_>>());
    let mut leaves: Vec<Option<Expr>> = vec![None; parameters];
    for value in order {
        if let Op::Leaf(Leaf::Parameter(number, _)) = graph.node(value).op {
            leaves[number] = Some(graph.at(value));
        }
    }
    let wrt: Vec<(usize, Expr)> = leaves.into_iter().enumerate().filter_map(|(i, l)| l.map(|l| (i, l))).collect();
    let cotangents = reverse::vjp(&computed, &wrt.iter().map(|w| w.1).collect::<Vec<_>>());
    let named: Vec<(String, Value)> = wrt
        .iter()
        .zip(cotangents)
        .filter_map(|((number, _), c)| c.map(|c| (format!("parameter {number}"), c.value)))
        .collect();
    let outputs: Vec<(&str, Value)> = named.iter().map(|(n, v)| (n.as_str(), *v)).collect();
    Func::new("uniform_vjp", "from cotangents of uniform values to those of parameters", &outputs)
}

impl Program {
    /// The base's functions.
    pub fn base_kind(&self) -> &Kind {
        &self.kinds[self.base.kind]
    }

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
}

impl Directional {
    /// The equation's value as a function, where there is one.
    pub fn solution(&self) -> Option<Func> {
        let solve = self.solve.as_ref()?;
        let name = format!("{}_level", self.apply.name);
        Some(Func::new(&name, "each level from lower ones", &[("solution", solve.value)]))
    }

    /// The multiplier's value as a function, where there is one.
    pub fn multiplier(&self) -> Option<Func> {
        let solve = self.vjp_solve.as_ref()?;
        let name = format!("{}_multiplier", self.apply.name);
        Some(Func::new(&name, "each level's multiplier from those of higher ones", &[("multiplier", solve.value)]))
    }

    /// All its functions.
    pub fn funcs(&self) -> Vec<Func> {
        let mut out: Vec<Func> = self.solution().into_iter().chain([self.apply.clone()]).collect();
        if self.taped.values() != self.apply.values() {
            let solution = self.taped_solve.as_ref().map(|s| ("solution", s.value));
            let training = Func { name: format!("{}_training", self.apply.name), ..self.taped.clone() };
            let name = format!("{}_training_level", self.apply.name);
            out.extend(solution.map(|s| Func::new(&name, "each level from lower ones", &[s])));
            out.push(training);
        }
        out.extend(self.multiplier());
        out.push(self.vjp.clone());
        out
    }
}

impl Kind {
    /// All its functions.
    pub fn funcs(&self) -> Vec<Func> {
        let directions = [Some(&self.density), self.sampling.as_ref()];
        let mut out: Vec<Func> = directions.into_iter().flatten().flat_map(Directional::funcs).collect();
        out.push(self.uniform_vjp.clone());
        out
    }

    /// Whether a function of it reads the context.
    pub fn reads_context(&self) -> bool {
        let is_context = |v: &Value| self.graph.node(*v).op == Op::Leaf(Leaf::Varying("context".into()));
        let funcs = self.funcs();
        funcs.iter().any(|f| f.order(&self.graph).iter().any(is_context))
    }

    /// The text of all its functions.
    fn written(&self) -> String {
        let mut text = self.name.clone();
        self.parameters.iter().for_each(|p| text.push_str(&format!(" {p}")));
        text.push('\n');
        self.funcs().iter().for_each(|f| text.push_str(&print::func(&self.graph, f)));
        text
    }
}

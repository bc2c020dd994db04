//! A whole flow through the f64 interpreter: the oracle of everything that is emitted.
//!
//! It walks the chain as declared and evaluates each layer's functions with
//! [`eval`](crate::ir::eval); it knows no plan, no panel and no tape.

use crate::derive::Solve;
use crate::ir::eval::{Bindings, eval};
use crate::ir::{Graph, Leaf, Op, Value};
use crate::lower::parameters::{Occurrence, tables_at};
use crate::lower::uniform::uniform_cotangent;
use crate::lower::{Directional, Kind, Placed, Program, Reverse, Role};

impl Program {
    fn bind(&self, o: &Occurrence, parameters: &[f64], context: &[f64]) -> Bindings {
        let mut at = o.first;
        let mut values = Vec::new();
        for p in &o.placed.parameters {
            values.push(parameters[at..at + p.shape.size()].to_vec());
            at += p.shape.size();
        }
        Bindings { parameters: values, tables: Some(o.tables.clone()), ..Bindings::default() }.with("context", context)
    }

    /// The numbers that layers read of a given context.
    pub fn embed(&self, parameters: &[f64], given: &[f64]) -> Vec<f64> {
        let Some(placed) = &self.flow().embedding else { return given.to_vec() };
        let count: usize = self.flow().behind().map(Placed::parameter_count).sum();
        let first = parameters.len() - count;
        let network = Occurrence { placed, iterations: Vec::new(), first, tables: Vec::new() };
        let kind = &self.kinds[placed.kind];
        self.apply(kind, &kind.density, "x", self.bind(&network, parameters, &[]), (given.to_vec(), 0.0)).0
    }

    /// `(z, ladj)` of the density direction.
    pub fn inverse(&self, parameters: &[f64], x: &[f64], given: &[f64]) -> (Vec<f64>, f64) {
        let context = &self.embed(parameters, given);
        let mut at = (x.to_vec(), 0.0);
        for o in self.flow().occurrences().iter().rev() {
            let kind = &self.kinds[o.placed.kind];
            at = self.map(o, &kind.density, "x", self.bind(o, parameters, context), at);
        }
        at
    }

    /// `(x, ladj)` of the sampling direction.
    pub fn forward(&self, parameters: &[f64], z: &[f64], given: &[f64]) -> (Vec<f64>, f64) {
        let context = &self.embed(parameters, given);
        let mut at = (z.to_vec(), 0.0);
        for o in &self.flow().occurrences() {
            let kind = &self.kinds[o.placed.kind];
            if let Some(sampling) = &kind.sampling {
                at = self.map(o, sampling, "z", self.bind(o, parameters, context), at);
            }
        }
        at
    }

    /// A layer maps the first numbers of a value; the others stay.
    fn map(
        &self,
        o: &Occurrence,
        direction: &Directional,
        argument: &str,
        bindings: Bindings,
        (value, ladj): (Vec<f64>, f64),
    ) -> (Vec<f64>, f64) {
        let (first, behind) = value.split_at(o.placed.rows);
        let kind = &self.kinds[o.placed.kind];
        let (mut mapped, ladj) = self.apply(kind, direction, argument, bindings, (first.to_vec(), ladj));
        mapped.extend_from_slice(behind);
        (mapped, ladj)
    }

    fn apply(
        &self,
        kind: &Kind,
        direction: &Directional,
        argument: &str,
        bindings: Bindings,
        (value, ladj): (Vec<f64>, f64),
    ) -> (Vec<f64>, f64) {
        let out = run(&kind.graph, direction, &bindings.with(argument, &value));
        (out[0].clone(), ladj + out[1][0])
    }

    /// `log p(x)`; −∞ outside the support.
    pub fn log_prob(&self, parameters: &[f64], x: &[f64], context: &[f64]) -> f64 {
        if x.iter().any(|v| !v.is_nan() && !self.flow().support.contains(*v)) {
            return f64::NEG_INFINITY;
        }
        let (z, ladj) = self.inverse(parameters, x, context);
        ladj + self.base_log_prob(parameters, &z)
    }

    /// `log p(z)` of the base.
    pub fn base_log_prob(&self, parameters: &[f64], z: &[f64]) -> f64 {
        let base = self.base_kind();
        eval(&base.graph, &base.density.apply.values(), &self.bind_base(parameters).with("z", z))[0][0]
    }

    /// The base's parameters, which are the last.
    pub fn bind_base(&self, parameters: &[f64]) -> Bindings {
        let placed = &self.flow().base;
        let base = Occurrence {
            placed,
            iterations: Vec::new(),
            first: parameters.len() - placed.parameter_count(),
            tables: tables_at(&placed.tables, 0),
        };
        self.bind(&base, parameters, &[])
    }

    /// Cotangents of a layer's argument and parameters in one direction, for the law tests.
    pub fn vjp(
        kind: &Kind,
        direction: &Directional,
        bindings: &Bindings,
        result_cotangent: &[f64],
        ladj_cotangent: f64,
    ) -> (Vec<f64>, Vec<Vec<f64>>) {
        let graph = &kind.graph;
        let Some(Reverse { vjp, taped_solve, vjp_solve, .. }) = &direction.reverse else {
            panic!("{} has no cotangents", direction.apply.name);
        };
        let mut bindings = bindings.clone();
        for (leaf, role) in &kind.roles {
            let size = graph.node(*leaf).shape.size();
            let numbers = match role {
                Role::Cotangent(of) if **of == Role::Result => result_cotangent.to_vec(),
                Role::Cotangent(of) if **of == Role::Ladj => vec![ladj_cotangent],
                Role::Dropout(_) if !bindings.named.contains_key(&leaf_name(graph, *leaf)) => vec![1.0; size],
                _ => continue,
            };
            bindings = bindings.with(&leaf_name(graph, *leaf), &numbers);
        }
        for solve in taped_solve.iter().chain(vjp_solve) {
            bindings = solved(graph, solve, bindings);
        }
        let outputs = eval(graph, &vjp.values(), &bindings);
        let mut parameters: Vec<Vec<f64>> = kind.parameters.iter().map(|s| vec![0.0; s.size()]).collect();
        let mut uniform = bindings;
        for (leaf, _) in kind.roles.iter().filter(|(_, role)| of_uniform(role).is_some()) {
            uniform = uniform.with(&leaf_name(graph, *leaf), &vec![0.0; graph.node(*leaf).shape.size()]);
        }
        let mut argument = Vec::new();
        for (output, numbers) in vjp.outputs.iter().zip(outputs) {
            match of_uniform(&output.role) {
                Some(value) => match graph.node(value).op {
                    Op::Leaf(Leaf::Parameter(p, _)) => add(&mut parameters[p], &numbers),
                    _ => {
                        let leaf = uniform_cotangent(graph, value).value;
                        uniform = uniform.with(&leaf_name(graph, leaf), &numbers);
                    }
                },
                None if output.role == Role::Argument.cotangent() => argument = numbers,
                None => {}
            }
        }
        let sums = eval(graph, &kind.uniform_vjp.values(), &uniform);
        for (output, numbers) in kind.uniform_vjp.outputs.iter().zip(sums) {
            if let Role::Cotangent(of) = &output.role
                && let Role::Parameter(number) = **of
            {
                add(&mut parameters[number], &numbers);
            }
        }
        (argument, parameters)
    }
}

/// The uniform value of which a role is the cotangent.
fn of_uniform(role: &Role) -> Option<Value> {
    match role {
        Role::Cotangent(of) => match **of {
            Role::Uniform(value) => Some(value),
            _ => None,
        },
        _ => None,
    }
}

/// The name by which a leaf of samples or of uniform cotangents is bound.
fn leaf_name(graph: &Graph, leaf: Value) -> String {
    match &graph.node(leaf).op {
        Op::Leaf(Leaf::Varying(name) | Leaf::Uniform(name)) => name.clone(),
        other => panic!("{other} is no such leaf"),
    }
}

/// The outputs of a direction: where it goes level by level, the whole equation once a level, which
/// settles one level each time.
pub fn run(graph: &Graph, direction: &Directional, bindings: &Bindings) -> Vec<Vec<f64>> {
    let mut bindings = bindings.clone();
    if let Some(solve) = &direction.solve {
        bindings = solved(graph, solve, bindings);
    }
    eval(graph, &direction.apply.values(), &bindings)
}

/// The outputs of a direction as training computes it; what its dropouts multiply by is bound too.
pub fn run_taped(graph: &Graph, direction: &Directional, bindings: &Bindings) -> Vec<Vec<f64>> {
    let mut bindings = bindings.clone();
    let Some(Reverse { taped, taped_solve, .. }) = &direction.reverse else {
        panic!("{} is not trained through", direction.apply.name);
    };
    if let Some(solve) = taped_solve {
        bindings = solved(graph, solve, bindings);
    }
    eval(graph, &taped.values(), &bindings)
}

/// With the solution of an equation.
fn solved(graph: &Graph, solve: &Solve, bindings: Bindings) -> Bindings {
    let name = leaf_name(graph, solve.unknown);
    let steps = solve.step.iter().max().map_or(0, |s| s + 1);
    let mut bindings = bindings.with(&name, &vec![0.0; solve.step.len()]);
    for _ in 0..steps {
        let next = eval(graph, &[solve.value], &bindings)[0].clone();
        bindings = bindings.with(&name, &next);
    }
    bindings
}

fn add(sum: &mut [f64], term: &[f64]) {
    sum.iter_mut().zip(term).for_each(|(a, b)| *a += b);
}

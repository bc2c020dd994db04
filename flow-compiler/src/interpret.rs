//! A whole flow through the f64 interpreter: the oracle of everything that is emitted.
//!
//! It walks the chain as declared and evaluates each layer's functions with [`eval`](crate::ir::eval); it knows no plan, no panel
//! and no tape.

use crate::derive::Solve;
use crate::ir::eval::{Bindings, eval};
use crate::ir::{Graph, Leaf, Op, Value};
use crate::lower::{Directional, LADJ_COTANGENT, Placed, Program, RESULT_COTANGENT, Stage};
use crate::permutation::permutation;
use crate::shape::{Table, TableId, TableRule, inverse_permutation};
use crate::vocabulary::{Init, dropout_leaf};

/// A layer in one iteration of every `repeat` around it.
pub struct Occurrence<'p> {
    /// The layer.
    pub placed: &'p Placed,
    /// The iterations, outermost first.
    pub iterations: Vec<usize>,
    /// Where its parameters begin in the flat store.
    pub first: usize,
    /// Its tables.
    pub tables: Vec<Vec<usize>>,
}

/// Every layer in every iteration, from base to data.
pub fn occurrences(program: &Program) -> Vec<Occurrence<'_>> {
    let mut out = Vec::new();
    walk(&program.chain, &mut Vec::new(), 0, &mut 0, &mut out);
    out
}

fn walk<'p>(
    stages: &'p [Stage],
    iterations: &mut Vec<usize>,
    flat: u64,
    first: &mut usize,
    out: &mut Vec<Occurrence<'p>>,
) {
    for stage in stages {
        match stage {
            Stage::Layer(placed) => {
                let tables = tables_at(&placed.tables, flat);
                out.push(Occurrence { placed, iterations: iterations.clone(), first: *first, tables });
                *first += placed.parameters.iter().map(|p| p.shape.size()).sum::<usize>();
            }
            Stage::Repeat(times, stages) => {
                for i in 0..*times {
                    iterations.push(i);
                    walk(stages, iterations, flat * *times as u64 + i as u64, first, out);
                    iterations.pop();
                }
            }
        }
    }
}

/// The numbers of a layer's tables in an iteration: drawn orders add the iteration's number to their seed.
pub fn tables_at(tables: &[Table], iteration: u64) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = Vec::new();
    for table in tables {
        out.push(match table.rule {
            TableRule::Given => table.values.clone(),
            TableRule::Seeded(seed) => permutation(seed.wrapping_add(iteration), table.values.len()),
            TableRule::InverseOf(TableId(of)) => inverse_permutation(&out[of]),
        });
    }
    out
}

impl Program {
    /// Number of parameters.
    pub fn parameter_count(&self) -> usize {
        fn count(chain: &[Stage]) -> usize {
            let of = |stage: &Stage| match stage {
                Stage::Layer(placed) => placed.parameters.iter().map(|p| p.shape.size()).sum(),
                Stage::Repeat(times, stages) => times * count(stages),
            };
            chain.iter().map(of).sum()
        }
        count(&self.chain) + self.behind().flat_map(|placed| &placed.parameters).map(|p| p.shape.size()).sum::<usize>()
    }

    /// Names, shapes and starts of all parameters, in the order of the flat store.
    pub fn parameter_table(&self) -> Vec<(String, crate::shape::Shape, Init)> {
        let mut out = Vec::new();
        for o in occurrences(self) {
            let mut iterations = o.iterations.iter();
            let fill = |part: &str| match part {
                "_" => iterations.next().map_or("_".into(), usize::to_string),
                other => other.to_string(),
            };
            let path: Vec<String> = o.placed.path.split('.').map(fill).collect();
            let path = path.join(".");
            out.extend(o.placed.parameters.iter().map(|p| (format!("{path}.{}", p.name), p.shape.clone(), p.init)));
        }
        for placed in self.behind() {
            let named =
                |p: &crate::vocabulary::Parameter| (format!("{}.{}", placed.path, p.name), p.shape.clone(), p.init);
            out.extend(placed.parameters.iter().map(named));
        }
        out
    }

    /// What has parameters behind those of the chain.
    fn behind(&self) -> impl Iterator<Item = &Placed> {
        self.embedding.iter().chain([&self.base])
    }

    fn bind(&self, o: &Occurrence, parameters: &[f64], context: &[f64]) -> Bindings {
        let mut at = o.first;
        let mut values = Vec::new();
        for p in &o.placed.parameters {
            values.push(parameters[at..at + p.shape.size()].to_vec());
            at += p.shape.size();
        }
        Bindings { parameters: values, tables: Some(o.tables.clone()), ..Bindings::default() }.with("context", context)
    }

    /// What layers read of a given context.
    pub fn embed(&self, parameters: &[f64], given: &[f64]) -> Vec<f64> {
        let Some(placed) = &self.embedding else { return given.to_vec() };
        let count: usize = self.behind().flat_map(|placed| &placed.parameters).map(|p| p.shape.size()).sum();
        let first = parameters.len() - count;
        let network = Occurrence { placed, iterations: Vec::new(), first, tables: Vec::new() };
        let kind = &self.kinds[placed.kind];
        self.apply(kind, &kind.density, "x", self.bind(&network, parameters, &[]), (given.to_vec(), 0.0)).0
    }

    /// `(z, ladj)` of the density direction.
    pub fn inverse(&self, parameters: &[f64], x: &[f64], given: &[f64]) -> (Vec<f64>, f64) {
        let context = &self.embed(parameters, given);
        let mut at = (x.to_vec(), 0.0);
        for o in occurrences(self).iter().rev() {
            let kind = &self.kinds[o.placed.kind];
            at = self.apply(kind, &kind.density, "x", self.bind(o, parameters, context), at);
        }
        at
    }

    /// `(x, ladj)` of the sampling direction.
    pub fn forward(&self, parameters: &[f64], z: &[f64], given: &[f64]) -> (Vec<f64>, f64) {
        let context = &self.embed(parameters, given);
        let mut at = (z.to_vec(), 0.0);
        for o in &occurrences(self) {
            let kind = &self.kinds[o.placed.kind];
            if let Some(sampling) = &kind.sampling {
                at = self.apply(kind, sampling, "z", self.bind(o, parameters, context), at);
            }
        }
        at
    }

    fn apply(
        &self,
        kind: &crate::lower::Kind,
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
        if x.iter().any(|v| !v.is_nan() && !self.support.contains(*v)) {
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
        let count: usize = self.base.parameters.iter().map(|p| p.shape.size()).sum();
        let base = Occurrence {
            placed: &self.base,
            iterations: Vec::new(),
            first: parameters.len() - count,
            tables: tables_at(&self.base.tables, 0),
        };
        self.bind(&base, parameters, &[])
    }

    /// Cotangents of a layer's argument and parameters in one direction, for the law tests.
    pub fn vjp(
        kind: &crate::lower::Kind,
        direction: &Directional,
        bindings: &Bindings,
        result_cotangent: &[f64],
        ladj_cotangent: f64,
    ) -> (Vec<f64>, Vec<Vec<f64>>) {
        let graph = &kind.graph;
        let vjp = &direction.vjp;
        let mut bindings =
            bindings.clone().with(RESULT_COTANGENT, result_cotangent).with(LADJ_COTANGENT, &[ladj_cotangent]);
        for (k, dropout) in kind.dropouts.iter().enumerate() {
            let name = dropout_leaf(k);
            if !bindings.named.contains_key(&name) {
                bindings = bindings.with(&name, &vec![1.0; dropout.units]);
            }
        }
        for solve in direction.taped_solve.iter().chain(&direction.vjp_solve) {
            bindings = solved(graph, solve, bindings);
        }
        let outputs = eval(graph, &vjp.values(), &bindings);
        let mut parameters: Vec<Vec<f64>> = kind.parameters.iter().map(|s| vec![0.0; s.size()]).collect();
        let mut uniform = bindings;
        for value in &kind.uniforms {
            let name = format!("uniform {} cotangent", value.0);
            uniform = uniform.with(&name, &vec![0.0; graph.node(*value).shape.size()]);
        }
        let mut argument = Vec::new();
        for (output, numbers) in vjp.outputs.iter().zip(outputs) {
            match output.name.strip_prefix("uniform ") {
                Some(number) => {
                    let value = Value(number.parse().unwrap_or_default());
                    match graph.node(value).op {
                        crate::ir::Op::Leaf(crate::ir::Leaf::Parameter(p, _)) => add(&mut parameters[p], &numbers),
                        _ => uniform = uniform.with(&format!("uniform {} cotangent", value.0), &numbers),
                    }
                }
                None if output.name == "argument" => argument = numbers,
                None => {}
            }
        }
        for (output, numbers) in kind.uniform_vjp.outputs.iter().zip(eval(graph, &kind.uniform_vjp.values(), &uniform))
        {
            let number: usize = output.name.trim_start_matches("parameter ").parse().unwrap_or_default();
            add(&mut parameters[number], &numbers);
        }
        (argument, parameters)
    }
}

/// The outputs of a direction: where it goes level by level, the whole equation once a level, which settles one level each time.
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
    if let Some(solve) = &direction.taped_solve {
        bindings = solved(graph, solve, bindings);
    }
    eval(graph, &direction.taped.values(), &bindings)
}

/// With the solution of an equation.
fn solved(graph: &Graph, solve: &Solve, bindings: Bindings) -> Bindings {
    let Op::Leaf(Leaf::Varying(name)) = graph.node(solve.unknown).op.clone() else { return bindings };
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

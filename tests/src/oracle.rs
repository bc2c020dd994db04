//! A whole flow and its gradient through the interpreter, layer by layer.

use flow_compiler::Compiled;
use flow_compiler::interpret::run;
use flow_compiler::ir::eval::Bindings;
use flow_compiler::lower::Program;

/// A declaration in YAML, compiled.
///
/// # Panics
/// Where it has a mistake.
pub fn compiled(yaml: &str) -> Compiled {
    let spec = flow_compiler::front::yaml::parse(yaml).unwrap_or_else(|e| panic!("{}", e.render("spec", yaml)));
    flow_compiler::compile(&spec).unwrap_or_else(|e| panic!("{}", e.render("spec", yaml)))
}

/// The gradient of `log p(x)` in x and in all parameters: reverse mode of each layer, from base to data.
pub fn gradient(program: &Program, parameters: &[f64], x: &[f64], context: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let places = program.flow().occurrences();
    let bind = |at: usize| {
        let o = &places[at];
        let mut first = o.first;
        let mut values = Vec::new();
        for p in &o.placed.parameters {
            values.push(parameters[first..first + p.shape.size()].to_vec());
            first += p.shape.size();
        }
        Bindings { parameters: values, tables: Some(o.tables.clone()), ..Bindings::default() }.with("context", context)
    };
    // What enters each layer on the way from data to base.
    let mut entering = vec![Vec::new(); places.len()];
    let mut value = x.to_vec();
    for at in (0..places.len()).rev() {
        let placed = places[at].placed;
        entering[at] = value[..placed.rows].to_vec();
        let kind = &program.kinds[placed.kind];
        // What layers nearer the data have factored out stays behind the numbers that are mapped.
        let mapped = run(&kind.graph, &kind.density, &bind(at).with("x", &entering[at]))[0].clone();
        value[..placed.rows].copy_from_slice(&mapped);
    }
    let base = program.base_kind();
    let bindings = program.bind_base(parameters).with("z", &value);
    let (mut cotangent, of_base) = Program::vjp(base, &base.density, &bindings, &[], 1.0);
    let mut of_parameters = vec![0.0; parameters.len()];
    let of_base = of_base.concat();
    let behind = parameters.len() - of_base.len();
    of_parameters[behind..].copy_from_slice(&of_base);
    for (at, o) in places.iter().enumerate() {
        let kind = &program.kinds[o.placed.kind];
        let bindings = bind(at).with("x", &entering[at]);
        let rows = o.placed.rows;
        let (argument, layer) = Program::vjp(kind, &kind.density, &bindings, &cotangent[..rows], 1.0);
        cotangent[..rows].copy_from_slice(&argument);
        let mut first = o.first;
        for part in layer {
            of_parameters[first..first + part.len()].copy_from_slice(&part);
            first += part.len();
        }
    }
    (cotangent, of_parameters)
}

//! Values that all samples share, and their cotangents.

use super::role::{Func, Output, Role};
use crate::derive::reverse;
use crate::ir::{Binary, Expr, Graph, Leaf, Op, Value};

/// The uniform values, other than constants, that a function's varying values read or that it
/// returns.
pub fn uniform_roots(graph: &Graph, func: &Func) -> Vec<Value> {
    let mut roots = Vec::new();
    let is_root = |v: &Value| !graph.node(*v).varying && graph.at(*v).constant().is_none();
    // A condition is no number that could be prepared: what it compares is. Copies are read where the
    // number lies that they repeat.
    let compared = |v: Value| match graph.at(v).op() {
        Op::Binary(Binary::Less) | Op::Repeat(_) if !graph.node(v).varying => graph.node(v).args.clone(),
        _ => vec![v],
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
    let name = Role::Uniform(value).cotangent().to_string();
    graph.uniform(&name, graph.node(value).shape.clone())
}

/// From the cotangents of the uniform values to those of the parameters.
pub(super) fn uniform_vjp(graph: &Graph, uniforms: &[Value], parameters: usize) -> Func {
    let computed: Vec<(Expr, Expr)> = uniforms
        .iter()
        .map(|v| graph.at(*v))
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
    let output = |number: usize, cotangent: Expr| {
        let role = Role::Parameter(number);
        Output::new(role.to_string(), role.cotangent(), cotangent.value)
    };
    let outputs = wrt.iter().zip(cotangents).filter_map(|((number, _), c)| c.map(|c| output(*number, c)));
    Func::new("uniform_vjp", "from cotangents of uniform values to those of parameters", outputs.collect())
}

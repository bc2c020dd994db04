//! Reverse mode over a graph: from cotangents of outputs to cotangents of leaves, as further expressions of the same graph.

use std::collections::{BTreeSet, HashMap};

use crate::ir::{Expr, Leaf, Op, Value};
use crate::rules::vjp;

/// The cotangents of `wrt`, given cotangents of outputs. A value that is in `wrt` is not passed through; one that needs none of
/// `wrt` receives nothing. `None` where nothing arrives.
pub fn vjp<'g>(outputs: &[(Expr<'g>, Expr<'g>)], wrt: &[Expr<'g>]) -> Vec<Option<Expr<'g>>> {
    let Some((first, _)) = outputs.first() else { return vec![None; wrt.len()] };
    let graph = first.graph;
    let mut cotangent: HashMap<Value, Expr<'g>> = HashMap::new();
    for (output, g) in outputs {
        add(&mut cotangent, *output, *g);
    }
    let arriving: BTreeSet<Value> = outputs.iter().flat_map(|(_, g)| g.node().leaves.to_vec()).collect();
    let wanted: Vec<Value> = wrt.iter().map(|w| w.value).collect();
    let order = graph.order(&outputs.iter().map(|(o, _)| o.value).collect::<Vec<_>>());
    let mut reaches: HashMap<Value, bool> = HashMap::new();
    for value in &order {
        let through = graph.node(*value).args.iter().any(|a| reaches[a]);
        reaches.insert(*value, through || wanted.contains(value));
    }
    for value in order.into_iter().rev() {
        let Some(g) = cotangent.get(&value).copied() else { continue };
        let y = graph.at(value);
        name(y, g, &arriving);
        if wanted.contains(&value) || !reaches[&value] {
            continue;
        }
        for (a, g) in y.args().into_iter().zip(vjp::cotangents(y, g)) {
            if let Some(g) = g
                && reaches[&a.value]
            {
                add(&mut cotangent, a, g);
            }
        }
    }
    wanted.iter().map(|w| cotangent.get(w).copied()).collect()
}

/// Names the cotangent of a value that has a name. One that is no value of its own, such as a
/// constant or the cotangent that was given, keeps what it is called.
fn name(y: Expr, g: Expr, arriving: &BTreeSet<Value>) {
    let graph = y.graph;
    let of = graph.label(y.value).or_else(|| match y.op() {
        Op::Leaf(Leaf::Varying(name) | Leaf::Parameter(_, name)) => Some(name),
        _ => None,
    });
    let is_computed = !matches!(g.op(), Op::Leaf(_)) && g.node().leaves.iter().any(|leaf| arriving.contains(leaf));
    if let Some(of) = of.filter(|_| is_computed) {
        g.named(&format!("{of}_cotangent"));
    }
}

fn add<'g>(cotangent: &mut HashMap<Value, Expr<'g>>, value: Expr<'g>, g: Expr<'g>) {
    let sum = match cotangent.get(&value.value) {
        Some(present) => *present + g,
        None => g,
    };
    cotangent.insert(value.value, sum);
}

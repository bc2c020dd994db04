//! The selected derivative: `∂n[elements[i]] / ∂x[selected[i]]` for every `i`, as one value.
//!
//! One walk over the graph, which returns zero wherever the dependence lacks the selected element. For a triangular map these are
//! the diagonal of the Jacobian, and nothing else of it is ever derived.

use super::Refusal;
use super::dependence::Levels;
use crate::ir::print::formula;
use crate::ir::{Expr, Op};
use crate::rules::jvp;
use crate::shape::{Shape, positions};

/// The derivatives, a vector as long as `elements`.
pub fn selected<'g>(
    n: Expr<'g>,
    elements: &[usize],
    selected_of_x: &[usize],
    dependence: &Levels<'g>,
) -> Result<Expr<'g>, Refusal> {
    let graph = n.graph;
    let shape = Shape::vector(elements.len());
    let hit = elements.iter().zip(selected_of_x).any(|(e, s)| dependence.hit(n, *e, *s));
    if !hit {
        return Ok(graph.filled(0.0, shape));
    }
    if n.value == dependence.x.value {
        let same = elements.iter().zip(selected_of_x).all(|(e, s)| e == s);
        return if same { Ok(graph.filled(1.0, shape)) } else { Err(tangled(n)) };
    }
    match n.op() {
        Op::Unary(_) | Op::Binary(_) | Op::Root(_) | Op::Stated(..) => {
            let mut out = graph.filled(0.0, shape.clone());
            let hit =
                |a: Expr<'g>| places(a, elements).iter().zip(selected_of_x).any(|(e, s)| dependence.hit(a, *e, *s));
            for (a, partial) in n.args().into_iter().zip(jvp::partials_in(n, &hit)) {
                if let Some(partial) = partial {
                    let inner = selected(a, &places(a, elements), selected_of_x, dependence)?;
                    out = out + partial.pick(elements) * inner;
                }
            }
            Ok(out.spread(&shape))
        }
        Op::Select => {
            let arm = |k: usize| selected(n.arg(k), &places(n.arg(k), elements), selected_of_x, dependence);
            Ok(n.arg(0).pick(elements).select(arm(1)?, arm(2)?).spread(&shape))
        }
        Op::Gather(index) => {
            let from = graph.elements(&index);
            let inner: Vec<usize> = elements.iter().map(|e| from[*e]).collect();
            selected(n.arg(0), &inner, selected_of_x, dependence)
        }
        Op::Assemble { parts, .. } => {
            let mut values = Vec::new();
            let mut indices = Vec::new();
            for (k, part) in parts.iter().enumerate() {
                let places = positions(&graph.elements(part));
                let here: Vec<(usize, usize)> =
                    elements.iter().enumerate().filter_map(|(i, e)| places.get(e).map(|inner| (i, *inner))).collect();
                if here.is_empty() {
                    continue;
                }
                let inner: Vec<usize> = here.iter().map(|h| h.1).collect();
                let chosen: Vec<usize> = here.iter().map(|h| selected_of_x[h.0]).collect();
                values.push(selected(n.arg(k), &inner, &chosen, dependence)?.spread(&Shape::vector(here.len())));
                indices.push(graph.index(&here.iter().map(|h| h.0).collect::<Vec<_>>()));
            }
            Ok(graph.make(Op::Assemble { len: elements.len(), parts: indices }, &values))
        }
        Op::Sum
        | Op::Norm
        | Op::Product { .. }
        | Op::TriangularSolve { .. }
        | Op::Outer { .. }
        | Op::Leaf(_)
        | Op::Const(_) => Err(tangled(n)),
    }
}

/// A scalar argument is read at its only element.
fn places(a: Expr, elements: &[usize]) -> Vec<usize> {
    if a.is_scalar() { vec![0; elements.len()] } else { elements.to_vec() }
}

fn tangled(n: Expr) -> Refusal {
    Refusal::new(format!("`{}` mixes an element with others of its own level", formula(n.graph, n.value)))
}

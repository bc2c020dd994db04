//! The selected derivative: `∂n[elements[i]] / ∂x[selected[i]]` for every `i`, as one value.
//!
//! One walk over the graph, which returns zero wherever the dependence lacks the selected element. For a triangular map these are
//! the diagonal of the Jacobian, and nothing else of it is ever derived.

use std::collections::HashMap;
use std::rc::Rc;

use super::Refusal;
use super::dependence::Levels;
use crate::ir::print::shown;
use crate::ir::{Expr, Op, Value};
use crate::rules::jvp;
use crate::shape::{Index, Shape, positions};

/// The derivatives, a vector as long as `elements`.
pub fn selected<'g>(
    n: Expr<'g>,
    elements: &[usize],
    selected_of_x: &[usize],
    dependence: &Levels<'g>,
) -> Result<Expr<'g>, Refusal> {
    Walk { dependence, known: HashMap::new() }.of(n, elements, selected_of_x)
}

/// A value, elements of it, and the elements of x in which they are differentiated.
type Key = (Value, Rc<[usize]>, Rc<[usize]>);

/// The walk over a graph, in which each derivative is derived once however many values read it.
struct Walk<'d, 'g> {
    dependence: &'d Levels<'g>,
    known: HashMap<Key, Expr<'g>>,
}

impl<'g> Walk<'_, 'g> {
    fn of(&mut self, n: Expr<'g>, elements: &[usize], selected_of_x: &[usize]) -> Result<Expr<'g>, Refusal> {
        let (graph, shape) = (n.graph, Shape::vector(elements.len()));
        if !self.hits(n, elements, selected_of_x) {
            return Ok(graph.filled(0.0, shape));
        }
        if n.value == self.dependence.x.value {
            let same = elements.iter().zip(selected_of_x).all(|(e, s)| e == s);
            return if same { Ok(graph.filled(1.0, shape)) } else { Err(tangled(n)) };
        }
        let key = (n.value, elements.into(), selected_of_x.into());
        if let Some(known) = self.known.get(&key) {
            return Ok(*known);
        }
        let made = self.made(n, elements, selected_of_x)?;
        self.known.insert(key, made);
        Ok(made)
    }

    /// True if some element depends on the element of x that is selected for it.
    fn hits(&self, n: Expr<'g>, elements: &[usize], selected_of_x: &[usize]) -> bool {
        elements.iter().zip(selected_of_x).any(|(e, s)| self.dependence.hit(n, *e, *s))
    }

    fn made(&mut self, n: Expr<'g>, elements: &[usize], selected_of_x: &[usize]) -> Result<Expr<'g>, Refusal> {
        let (graph, shape) = (n.graph, Shape::vector(elements.len()));
        match n.op() {
            Op::Unary(_) | Op::Binary(_) | Op::Root(_) | Op::Stated(..) => {
                let mut out = graph.filled(0.0, shape.clone());
                let mut lines = Vec::new();
                for (k, a) in n.args().into_iter().enumerate() {
                    let Some(times) = n.line_of(k) else { continue };
                    let selected: Vec<usize> = selected_of_x.iter().flat_map(|s| vec![*s; times]).collect();
                    if self.hits(a, &n.read_by(k, elements), &selected) {
                        return Err(tangled(n));
                    }
                    lines.push(a.value);
                }
                let is_hit =
                    |a: Expr<'g>| !lines.contains(&a.value) && self.hits(a, &places(a, elements), selected_of_x);
                let partials = jvp::partials_in(n, &is_hit);
                for (a, partial) in n.args().into_iter().zip(partials) {
                    if let Some(partial) = partial {
                        let inner = self.of(a, &places(a, elements), selected_of_x)?;
                        out = out + partial.pick(elements) * inner;
                    }
                }
                Ok(out.spread(&shape))
            }
            Op::Select => {
                let condition = n.arg(0).pick(elements);
                let mut arm = |k: usize| self.of(n.arg(k), &places(n.arg(k), elements), selected_of_x);
                Ok(condition.select(arm(1)?, arm(2)?).spread(&shape))
            }
            Op::Gather(index) => {
                let from = graph.elements(&index);
                let inner: Vec<usize> = elements.iter().map(|e| from[*e]).collect();
                self.of(n.arg(0), &inner, selected_of_x)
            }
            Op::Repeat(copies) => {
                let from = graph.elements(&copies.index());
                let inner: Vec<usize> = elements.iter().map(|e| from[*e]).collect();
                self.of(n.arg(0), &inner, selected_of_x)
            }
            Op::Assemble { parts, .. } => self.assembled(n, &parts, elements, selected_of_x),
            Op::Fold(_)
            | Op::Along(..)
            | Op::Recur(..)
            | Op::Sum
            | Op::Norm
            | Op::Product { .. }
            | Op::TriangularSolve { .. }
            | Op::Outer { .. }
            | Op::Leaf(_)
            | Op::Const(_) => Err(tangled(n)),
        }
    }

    /// Part by part.
    fn assembled(
        &mut self,
        n: Expr<'g>,
        parts: &[Index],
        elements: &[usize],
        selected_of_x: &[usize],
    ) -> Result<Expr<'g>, Refusal> {
        let graph = n.graph;
        let (mut values, mut indices) = (Vec::new(), Vec::new());
        for (k, part) in parts.iter().enumerate() {
            let places = positions(&graph.elements(part));
            let here: Vec<(usize, usize)> =
                elements.iter().enumerate().filter_map(|(i, e)| places.get(e).map(|inner| (i, *inner))).collect();
            if here.is_empty() {
                continue;
            }
            let inner: Vec<usize> = here.iter().map(|h| h.1).collect();
            let chosen: Vec<usize> = here.iter().map(|h| selected_of_x[h.0]).collect();
            values.push(self.of(n.arg(k), &inner, &chosen)?.spread(&Shape::vector(here.len())));
            indices.push(graph.index(&here.iter().map(|h| h.0).collect::<Vec<_>>()));
        }
        Ok(graph.make(Op::Assemble { len: elements.len(), parts: indices }, &values))
    }
}

/// A scalar argument is read at its only element.
fn places(a: Expr, elements: &[usize]) -> Vec<usize> {
    if a.is_scalar() { vec![0; elements.len()] } else { elements.to_vec() }
}

fn tangled(n: Expr) -> Refusal {
    Refusal::new(format!("`{}` mixes an element with others of its own level", shown(n.graph, n.value)))
}

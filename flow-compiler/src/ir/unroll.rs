//! Few elements one by one: values of a handful of elements as that many values of one element each.
//!
//! Where values have two elements, a loop over them takes longer to begin than to run, and each loop leaves its numbers in memory for the
//! next. Written out, all work of a function is one loop over samples, with every value in a register.

use std::collections::HashMap;

use super::op::{Binary, Leaf, Op};
use super::{Expr, Graph, Value};
use crate::shape::{Contraction, Index, Shape};

/// The most elements of a value that is written out.
pub const MOST_ELEMENTS: usize = 4;

/// The most operations that a function may have afterwards.
const MOST_OPERATIONS: usize = 400;

/// Writes out values that depend on a sample.
pub struct Unroll<'g> {
    graph: &'g Graph,
    /// An unknown and what it equals, where elements read those of earlier steps.
    solved: Option<(Value, Value)>,
    known: HashMap<(Value, usize), Expr<'g>>,
}

impl<'g> Unroll<'g> {
    /// Prepares to write out these roots; where `solved` has an unknown, its elements are solved in turn. `None` if the roots have too many
    /// elements, read tables (whose numbers are not known here), or move elements and do nothing else.
    pub fn of(graph: &'g Graph, roots: &[Expr<'g>], solved: Option<(Value, Value)>) -> Option<Self> {
        let values = roots.iter().map(|e| e.value).chain(solved.map(|s| s.1)).collect::<Vec<_>>();
        let order = graph.order(&values);
        let leaves = order.iter().map(|v| graph.node(*v)).filter(|n| n.varying && matches!(n.op, Op::Leaf(_)));
        // What is wider than the widest leaf stays whole, and has the kernels of products.
        let most = leaves.map(|n| n.shape.size()).max().filter(|size| *size <= MOST_ELEMENTS)?;
        let (mut operations, mut works) = (0, false);
        for value in order {
            let node = graph.node(value);
            if !node.varying {
                continue;
            }
            let entries = match &node.op {
                Op::Stated(..) | Op::Norm | Op::Outer { .. } | Op::TriangularSolve { .. } | Op::Recur(..) => {
                    return None;
                }
                Op::Product { of: Contraction::Window(_), .. } | Op::Repeat(_) | Op::Fold(_) | Op::Along(..) => {
                    return None;
                }
                Op::Product { .. } => graph.node(node.args[0]).shape.size(),
                Op::Gather(Index::Table { .. }) => return None,
                Op::Assemble { parts, .. } if parts.iter().any(|p| matches!(p, Index::Table { .. })) => return None,
                Op::Sum => graph.node(node.args[0]).shape.size(),
                _ => node.shape.size(),
            };
            if node.shape.size() > most || entries > most * most {
                return None;
            }
            let moves = matches!(node.op, Op::Leaf(_) | Op::Gather(_) | Op::Assemble { .. });
            operations += if moves { 0 } else { entries };
            works |= !moves;
        }
        (works && operations <= MOST_OPERATIONS).then(|| Unroll { graph, solved, known: HashMap::new() })
    }

    /// The value of elements that are computed one by one.
    pub fn value(&mut self, e: Expr<'g>) -> Expr<'g> {
        if !e.node().varying {
            return e;
        }
        let elements: Vec<Expr> = (0..e.size()).map(|i| self.element(e, i)).collect();
        if e.is_scalar() { elements[0].sum() } else { self.graph.concat(&elements) }
    }

    /// An element, as a vector of one.
    fn element(&mut self, e: Expr<'g>, i: usize) -> Expr<'g> {
        if let Some(known) = self.known.get(&(e.value, i)) {
            return *known;
        }
        let made = self.made(e, i);
        if let (Some(label), true) = (self.graph.label(e.value), e.node().varying) {
            made.named(&if e.size() > 1 { format!("{label}_{i}") } else { label });
        }
        self.known.insert((e.value, i), made);
        made
    }

    fn made(&mut self, e: Expr<'g>, i: usize) -> Expr<'g> {
        let (graph, one) = (self.graph, Shape::vector(1));
        if let Some(number) = e.constant() {
            return graph.filled(number, one);
        }
        // A condition is no number that could be picked: what it compares is.
        if !e.node().varying && e.op() != Op::Binary(Binary::Less) {
            return picked(e, i);
        }
        if let Some((_, value)) = self.solved.filter(|(unknown, _)| *unknown == e.value) {
            return self.element(graph.at(value), i);
        }
        match e.op() {
            // What all samples share is turned over once for all of them.
            Op::Binary(Binary::Div) if !e.arg(1).node().varying => {
                let [a, b] = [0, 1].map(|k| self.of_argument(e.arg(k), i));
                a * (1.0 / b)
            }
            Op::Gather(index) => {
                let element = graph.elements(&index)[i];
                self.element(e.arg(0), element)
            }
            Op::Assemble { parts, .. } => {
                let place = |part: &Index| graph.elements(part).iter().position(|element| *element == i);
                match parts.iter().enumerate().find_map(|(k, part)| Some((k, place(part)?))) {
                    Some((k, at)) => self.element(e.arg(k), at),
                    None => graph.filled(0.0, one),
                }
            }
            Op::Sum => {
                let terms: Vec<Expr> = (0..e.arg(0).size()).map(|k| self.element(e.arg(0), k)).collect();
                added(graph, terms)
            }
            Op::Product { of: Contraction::Matrix(stairs), transposed } => {
                let (matrix, vector) = (e.arg(0), e.arg(1));
                let columns = matrix.shape().extents()[1];
                let place = |k: usize| if transposed { (k, i) } else { (i, k) };
                let read = |(row, column): (usize, usize)| stairs.is_none_or(|s| column < s.reach(row));
                let kept: Vec<usize> = (0..vector.size()).filter(|k| read(place(*k))).collect();
                let terms = kept.into_iter().map(|k| {
                    let (row, column) = place(k);
                    picked(matrix, row * columns + column) * self.element(vector, k)
                });
                let terms: Vec<Expr> = terms.collect();
                added(graph, terms)
            }
            Op::Leaf(_) => picked(e, i),
            op => {
                let args: Vec<Expr> = e.args().into_iter().map(|a| self.of_argument(a, i)).collect();
                graph.make(op, &args)
            }
        }
    }

    /// The element of an argument that is read for element i: the only one of a scalar.
    fn of_argument(&mut self, a: Expr<'g>, i: usize) -> Expr<'g> {
        self.element(a, if a.is_scalar() { 0 } else { i })
    }
}

/// An element of what stays whole.
fn picked(e: Expr, i: usize) -> Expr {
    if e.is_scalar() {
        return e.spread(&Shape::vector(1));
    }
    let element = e.gather(Index::range(i, 1));
    let leaf = match e.op() {
        Op::Leaf(Leaf::Parameter(_, name)) => Some(name),
        _ => None,
    };
    match e.graph.label(e.value).or(leaf) {
        Some(name) => element.named(&format!("{name}_{i}")),
        None => element,
    }
}

fn added<'g>(graph: &'g Graph, terms: Vec<Expr<'g>>) -> Expr<'g> {
    terms.into_iter().reduce(|a, b| a + b).unwrap_or(graph.filled(0.0, Shape::vector(1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::eval;
    use crate::ir::print::formula;
    use crate::shape::{Degrees, Stairs};

    fn unrolled<'g>(e: Expr<'g>) -> Option<Expr<'g>> {
        Unroll::of(e.graph, &[e], None).map(|mut u| u.value(e))
    }

    #[test]
    fn every_element_has_a_formula_of_its_own() {
        let g = Graph::new();
        let x = g.varying("x", Shape::vector(2));
        let scale = g.parameter(0, "scale", Shape::vector(2));
        let e = unrolled(x / scale).unwrap();
        assert_eq!(formula(&g, e.value), "[x[0..1]*1/scale_0; x[1..2]*1/scale_1]");
        let s = unrolled((x * scale).sum()).unwrap();
        assert_eq!(formula(&g, s.value), "sum(x[0..1]*scale_0 + x[1..2]*scale_1)");
    }

    #[test]
    fn values_stay_what_they_were() {
        let g = Graph::new();
        let x = g.varying("x", Shape::vector(3));
        let w = g.parameter(0, "w", Shape::matrix(3, 3));
        let b = g.parameter(1, "b", Shape::scalar());
        let degrees = Degrees { always: 0, first: 1, groups: 3, size: 3 };
        let stairs = Some(Stairs { rows: degrees, columns: degrees, strict: true });
        let values = [
            w.matmul(x).tanh() + b,
            w.masked_matmul(x, stairs) - x.gather(Index::reversal(3)) / b,
            w.matmul_transposed(x.exp(), stairs) * (x * x).sum(),
            g.concat(&[x.gather(Index::range(1, 2)), x.gather(Index::range(0, 1)) * 2.0]),
            x.less(0.5).select(x * b, x.square().sum() / b),
        ];
        let mut bindings = eval::Bindings::default().with("x", &[0.3, -0.7, 1.1]);
        bindings.parameters = vec![vec![0.1, -0.4, 0.8, 1.2, 0.5, -0.3, 0.9, 0.2, -1.5], vec![0.6]];
        for whole in values.into_iter().flat_map(|v| [v, v.sum()]) {
            let single = unrolled(whole).unwrap();
            assert_eq!(single.shape(), whole.shape());
            let found = eval::eval(&g, &[whole.value, single.value], &bindings);
            let near = found[0].iter().zip(&found[1]).all(|(a, b)| (a - b).abs() <= 1e-15 * (1.0 + a.abs()));
            assert!(near, "{}: {found:?}", formula(&g, whole.value));
            let in_one = |v: &Value| g.node(*v).shape.size() == 1 || !g.node(*v).varying;
            let order = g.order(&[single.value]);
            let of_more: Vec<_> = order.iter().filter(|v| !in_one(v)).map(|v| g.node(*v).op.clone()).collect();
            let whole = |op: &Op| matches!(op, Op::Leaf(Leaf::Varying(_)) | Op::Assemble { .. });
            assert!(of_more.iter().all(whole), "{of_more:?}");
        }
    }

    #[test]
    fn the_only_entry_of_a_matrix_is_a_vector_of_one() {
        let g = Graph::new();
        let x = g.varying("x", Shape::vector(1));
        let product = unrolled(g.parameter(0, "w", Shape::matrix(1, 1)).matmul(x).tanh()).unwrap();
        crate::ir::verify::verify(
            &g,
            &crate::ir::Func::new("f", "", vec![crate::ir::func::Output::new("y", (), product.value)]),
            "unroll",
        );
        assert_eq!(formula(&g, product.value), "tanh(x*w_0)");
    }

    #[test]
    fn an_unknown_is_solved_element_by_element() {
        let g = Graph::new();
        let (x, unknown) = (g.varying("x", Shape::vector(2)), g.varying("unknown", Shape::vector(2)));
        let w = g.parameter(0, "w", Shape::matrix(2, 2));
        let degrees = Degrees { always: 0, first: 1, groups: 2, size: 2 };
        let value = x - w.masked_matmul(unknown, Some(Stairs { rows: degrees, columns: degrees, strict: true }));
        let mut unroll = Unroll::of(&g, &[unknown], Some((unknown.value, value.value))).unwrap();
        let solved = unroll.value(unknown);
        assert_eq!(formula(&g, solved.value), "[x[0..1]; x[1..2] - x[0..1]*w_2]");
    }

    #[test]
    fn what_is_large_or_only_moves_stays_whole() {
        let g = Graph::new();
        let (x, y) = (g.varying("x", Shape::vector(5)), g.varying("y", Shape::vector(3)));
        let seeded = g.table(vec![1, 2, 0], crate::shape::TableRule::Seeded(3));
        let wide = g.parameter(0, "w", Shape::matrix(4, 3)).matmul(y);
        for e in [x.exp(), y.gather(Index::reversal(3)), y.gather(seeded).exp(), wide.tanh()] {
            assert!(unrolled(e).is_none(), "{}", formula(&g, e.value));
        }
    }
}

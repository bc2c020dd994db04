//! Segments of a map. It is cut at values of x's size through which every path from `x` to `y` runs: the log-determinant is the sum
//! over the segments, and the inverse undoes the last segment first.
//!
//! Elementwise chains are not cut: their slopes simplify better as one expression.

use super::dependence::{Levels, Needs};
use crate::ir::print::shown;
use crate::ir::{Expr, Op};

/// The part of a map between two cuts, with a leaf of its own for what enters it.
pub struct Segment<'g> {
    /// The leaf that stands for the value at its beginning.
    pub x: Expr<'g>,
    /// That value itself, as a function of the map's argument.
    pub before: Expr<'g>,
    /// Its end, as a function of `x`.
    pub y: Expr<'g>,
}

/// The segments from `x` to `y`, first to last.
pub fn segments<'g>(x: Expr<'g>, y: Expr<'g>) -> Vec<Segment<'g>> {
    let graph = x.graph;
    let mut ends: Vec<Expr> = cuts(x, y);
    ends.push(y);
    let mut before = x;
    let mut out = Vec::new();
    for (i, end) in ends.into_iter().enumerate() {
        let (leaf, inside) = if i == 0 {
            (x, end)
        } else {
            let leaf = graph.varying(&format!("cut {i}"), x.shape());
            leaf.called(&graph.word(before.value).unwrap_or_else(|| shown(graph, x.value)));
            (leaf, graph.substitute(end, &[(before, leaf)]))
        };
        out.push(Segment { x: leaf, before, y: inside });
        before = end;
    }
    out
}

/// The values of x's size, other than elementwise ones, that every path crosses.
fn cuts<'g>(x: Expr<'g>, y: Expr<'g>) -> Vec<Expr<'g>> {
    let graph = x.graph;
    let between = graph.order(&[y.value]);
    let candidate = |e: &Expr<'g>| {
        e.value != x.value && e.value != y.value && e.needs(x) && e.shape() == x.shape() && !e.op().is_elementwise()
    };
    between.into_iter().map(|v| graph.at(v)).filter(candidate).filter(|c| !avoids(*c, x, y)).collect()
}

/// True if some path from `y` down to `x` misses `c`.
fn avoids<'g>(c: Expr<'g>, x: Expr<'g>, y: Expr<'g>) -> bool {
    let mut seen = std::collections::HashSet::new();
    let mut todo = vec![y.value];
    while let Some(value) = todo.pop() {
        if value == x.value {
            return true;
        }
        if value != c.value && seen.insert(value) {
            todo.extend(&x.graph.node(value).args);
        }
    }
    false
}

/// The levels of a segment's elements: the declared order crosses a cut through the matching of the segment before it.
pub fn levels_at<'g>(segment: &Segment<'g>, x: Expr<'g>, level: &[usize]) -> Vec<usize> {
    if segment.before.value == x.value {
        return level.to_vec();
    }
    let dependence = Levels::new(x, level);
    let of = |needs: &Needs| needs.own.map_or(0, |o| level[o]);
    let crossed: Vec<usize> = dependence.of(segment.before).iter().map(of).collect();
    debug_assert_eq!(crossed.len(), level.len(), "{}", matches!(segment.before.op(), Op::Leaf(_)));
    crossed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Graph;
    use crate::shape::{Index, Shape};

    #[test]
    fn a_value_that_every_path_crosses_splits_the_map() {
        let g = Graph::new();
        let x = g.varying("x", Shape::vector(2));
        let part = |v: Expr<'_>, k: usize| g.at(v.gather(Index::range(k, 1)).value);
        let swapped = x.gather(Index::reversal(2));
        // Both outputs read the reversed vector element by element: it can be read through, and is no value of its own.
        let coupled = g.concat(&[part(swapped, 0), part(swapped, 1) + part(swapped, 0).tanh()]);
        assert_eq!(segments(x, coupled).len(), 1);
        let after = coupled.gather(Index::reversal(2));
        let both = (after + 1.0).tanh();
        let found = segments(x, both);
        let before: Vec<_> = found.iter().map(|s| s.before.value).collect();
        assert_eq!(before, [x.value, coupled.value, after.value]);
        // Every path crosses a value of another size: there is nothing to split at.
        let wide = g.concat(&[x, part(x, 0)]).exp();
        assert_eq!(segments(x, wide.gather(Index::range(0, 2))).len(), 1);
    }
}

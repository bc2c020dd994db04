//! How long the rows of a value wait: a number for each row, or one for all rows of a position where these are the same. A
//! sequence of thousands of positions with dozens of channels then takes as many numbers as it has positions.

use crate::derive::dependence::{Reads, reads};
use crate::ir::{Expr, Op};
use crate::shape::Degrees;

/// A number for each row of a value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Waits {
    /// How many rows have each of the numbers.
    each: usize,
    of: Vec<usize>,
}

impl Waits {
    /// Those of all rows, of a value whose rows belong to so many positions, where their number is a multiple of it.
    pub fn of(rows: Vec<usize>, positions: usize) -> Self {
        let each = if rows.len().is_multiple_of(positions) { rows.len() / positions } else { 1 };
        match each > 1 && rows.chunks(each).all(|position| position.iter().all(|wait| *wait == position[0])) {
            true => Waits { each, of: rows.into_iter().step_by(each).collect() },
            false => Waits { each: 1, of: rows },
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.of.len() * self.each
    }

    /// The number of each row.
    pub fn rows(&self) -> impl Iterator<Item = usize> {
        self.of.iter().flat_map(|wait| std::iter::repeat_n(*wait, self.each))
    }

    /// The same rows with other numbers.
    pub fn map(&self, other: impl Fn(usize) -> usize) -> Self {
        Waits { each: self.each, of: self.of.iter().map(|wait| other(*wait)).collect() }
    }

    /// True where every row has the number that `of` makes of its degree, which does not fall from row to row.
    pub fn follow(&self, rule: &Degrees, of: impl Fn(usize, usize) -> bool) -> bool {
        let rows_of = |k: usize| [k * self.each, (k + 1) * self.each - 1];
        let fits = |(k, wait): (usize, &usize)| rows_of(k).into_iter().all(|row| of(*wait, rule.degree(row)));
        rule.total() == self.len() && self.of.iter().enumerate().all(fits)
    }

    /// What the rows of a value wait for that reads these arguments, by their numbers.
    pub fn of_reader(e: Expr, arguments: &[(usize, &Waits)], positions: usize) -> Self {
        if let Some(of) = by_position(e, arguments, positions) {
            return Waits { each: e.size() / positions, of };
        }
        let mut rows = vec![0; e.size()];
        for (k, waits) in arguments {
            wait(&mut rows, &reads(e, *k), &waits.rows().collect::<Vec<_>>());
        }
        Self::of(rows, positions)
    }
}

/// The same by positions, where all arguments have one number for each and the value reads positions whole.
fn by_position(e: Expr, arguments: &[(usize, &Waits)], positions: usize) -> Option<Vec<usize>> {
    if !e.size().is_multiple_of(positions) || arguments.iter().any(|(_, waits)| waits.of.len() != positions) {
        return None;
    }
    let mut of = vec![0; positions];
    for (k, waits) in arguments {
        let around = match reads_own_position(e, *k, waits, positions) {
            true => None,
            false => match (e.op(), reads(e, *k)) {
                (Op::Product { .. }, Reads::Around(around)) => Some(around.of_positions(&waits.of, 0, usize::max)?),
                _ => return None,
            },
        };
        let longest = around.as_ref().unwrap_or(&waits.of);
        if longest.len() != positions {
            return None;
        }
        of.iter_mut().zip(longest).for_each(|(wait, longest)| *wait = (*wait).max(*longest));
    }
    Some(of)
}

/// True where every row of a value reads rows of its own position of an argument, and no others.
fn reads_own_position(e: Expr, k: usize, waits: &Waits, positions: usize) -> bool {
    let of_value = e.size() / positions;
    match e.op() {
        op if op.is_elementwise() => e.line_of(k).is_none() && waits.len() == e.size(),
        Op::Repeat(copies) | Op::Fold(copies) | Op::Along(_, copies) => copies.outer.is_multiple_of(positions),
        Op::Gather(index) => {
            let from = e.graph.elements(&index);
            from.iter().enumerate().all(|(row, from)| from / waits.each == row / of_value)
        }
        // Rows that nothing is written to wait for nothing.
        Op::Assemble { parts, .. } if e.args().len() == 1 && waits.len() == e.size() => {
            let to = e.graph.elements(&parts[k]);
            to.iter().enumerate().all(|(row, to)| to / of_value == row / waits.each)
        }
        _ => false,
    }
}

/// Lets each row wait for what it reads of a value.
pub(super) fn wait(depth: &mut [usize], reads: &Reads, of: &[usize]) {
    let most = |of: &[usize]| of.iter().copied().max().unwrap_or(0);
    match reads {
        Reads::Same => {
            depth.iter_mut().enumerate().for_each(|(row, d)| *d = (*d).max(of[if of.len() == 1 { 0 } else { row }]))
        }
        Reads::Map(map) => {
            depth.iter_mut().zip(map).for_each(|(d, at)| *d = (*d).max(at.map_or(0, |at| of[at])));
        }
        Reads::Prefix(reach) => {
            // A longer prefix waits for what the shorter one waits for, and for the rest.
            let (mut longest, mut at) = (0, 0);
            for (d, reach) in depth.iter_mut().zip(reach) {
                longest = longest.max(most(&of[at..*reach]));
                at = *reach;
                *d = (*d).max(longest);
            }
        }
        Reads::Suffix(first) => {
            let (mut longest, mut at) = (0, of.len());
            for (d, first) in depth.iter_mut().zip(first).rev() {
                longest = longest.max(most(&of[*first..at]));
                at = *first;
                *d = (*d).max(longest);
            }
        }
        Reads::Around(around) => {
            let longest = around.fold(of, 0, usize::max);
            depth.iter_mut().zip(longest).for_each(|(d, longest)| *d = (*d).max(longest));
        }
        Reads::Copies(copies) => {
            let longest = |element: usize| copies.of_element(element).map(|copy| of[copy]).max().unwrap_or(0);
            depth.iter_mut().enumerate().for_each(|(row, d)| *d = (*d).max(longest(row)));
        }
        Reads::Axis(copies) => {
            let axis = |k: usize| copies.of_element(k).map(|copy| of[copy]).max().unwrap_or(0);
            let axes: Vec<usize> = (0..copies.size()).map(axis).collect();
            depth.iter_mut().enumerate().for_each(|(row, d)| *d = (*d).max(axes[copies.element_of(row)]));
        }
        Reads::All => {
            let longest = most(of);
            depth.iter_mut().for_each(|d| *d = (*d).max(longest));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{Along, Graph, Value};
    use crate::shape::{Axis, Causal, Copies, Shape, Window};
    use std::collections::HashMap;

    const POSITIONS: usize = 6;

    /// A small network over a sequence, in which values read whole positions, and some of their channels.
    fn values(graph: &Graph) -> Vec<Expr<'_>> {
        let axis = Axis { before: 2, ..Axis::same(POSITIONS, 2, 2) };
        let window = |groups: usize, strict: bool, inputs: usize, outputs: usize| Window {
            causal: Some(Causal { groups, strict }),
            ..Window::new(Axis::same(1, 1, 1), axis, inputs, outputs)
        };
        let product = |number: usize, of: Window, a| graph.parameter(number, "w", of.weight()).convolve(a, of);
        let x = graph.varying("x", Shape::vector(POSITIONS));
        let first = product(0, window(1, true, 1, 4), x);
        let second = product(1, window(1, false, 4, 4), first.tanh());
        let halves = [0, 2].map(|start| {
            second.pick(&(0..POSITIONS).flat_map(|p| [4 * p + start, 4 * p + start + 1]).collect::<Vec<_>>())
        });
        let gated = halves[0].tanh() * halves[1].sigmoid();
        let copies = Copies { outer: POSITIONS, times: 3, inner: 2 };
        let sums = gated.repeat(copies).cumulative_sum(copies).fold(copies);
        let turned = graph.make(Op::Along(Along::LogSumExp, copies), &[gated.repeat(copies)]);
        let rows = 2 * POSITIONS;
        // Copies of all positions one after another, and other positions, are none of their own.
        let whole = Copies::of(2, rows);
        let apart = (0..rows).map(|k| (k + 2) % rows).collect::<Vec<_>>();
        let mixed = sums + turned.repeat(whole).fold(whole) + gated.repeat(whole).pick(&apart) + gated.pick(&apart);
        let grouped = product(2, window(2, false, 2, 2), mixed) + product(3, window(2, true, 2, 2), mixed);
        let shifted = grouped.pick(&apart);
        let moved = graph.concat(&[shifted.pick(&[0, 1, 2]), shifted.pick(&(3..2 * POSITIONS).collect::<Vec<_>>())]);
        graph.order(&[(moved + grouped).value]).into_iter().map(|v| graph.at(v)).filter(|e| e.needs(x)).collect()
    }

    /// By positions or row by row, a value waits for the same.
    #[test]
    fn positions_wait_as_their_rows_do() {
        let graph = Graph::new();
        let (mut known, mut rows): (HashMap<Value, Waits>, HashMap<Value, Vec<usize>>) = Default::default();
        let mut by_positions = 0;
        for e in values(&graph) {
            if e.args().is_empty() {
                rows.insert(e.value, (1..=POSITIONS).collect());
                known.insert(e.value, Waits::of((1..=POSITIONS).collect(), POSITIONS));
                continue;
            }
            let arguments = e.args().into_iter().enumerate();
            let arguments: Vec<(usize, &Waits)> =
                arguments.filter_map(|(k, a)| Some((k, known.get(&a.value)?))).collect();
            by_positions += usize::from(by_position(e, &arguments, POSITIONS).is_some());
            let found = Waits::of_reader(e, &arguments, POSITIONS);
            let mut expected = vec![0; e.size()];
            for (k, a) in e.args().iter().enumerate() {
                if let Some(of) = rows.get(&a.value) {
                    wait(&mut expected, &reads(e, k), of);
                }
            }
            assert_eq!(found.rows().collect::<Vec<_>>(), expected, "{}", e.op());
            assert_eq!(found.len(), e.size());
            rows.insert(e.value, expected);
            known.insert(e.value, found);
        }
        assert!(by_positions >= 10 && by_positions < known.len() - 2, "{by_positions} of {}", known.len());
    }

    #[test]
    fn rows_follow_a_rule_of_degrees() {
        let rule = Degrees { always: 0, first: 1, groups: 3, size: 6 };
        let is_degree = |wait: usize, degree: usize| wait == degree;
        assert!(Waits::of(vec![1, 1, 2, 2, 3, 3], 3).follow(&rule, is_degree));
        assert!(!Waits::of(vec![1, 1, 2, 2, 3, 3], 2).map(|wait| wait + 1).follow(&rule, is_degree));
        assert!(!Waits::of(vec![1, 2, 2, 2, 3, 3], 3).follow(&rule, is_degree));
        assert!(!Waits::of(vec![1, 2, 3], 3).follow(&rule, is_degree));
    }
}

//! The order of a formula's elements where none is declared: exact sets of the elements of x that an output needs, and from them
//! the matching and the levels under which the Jacobian is triangular.
//!
//! ```text
//! output 0 needs {0, 1}            output 0 needs {0}: it determines input 0, which depends on level 0
//! output 1 needs {1}     ──peel──▶
//!                                  level[1] = 0, level[0] = 1, pi = [0, 1]
//! ```
//! Outputs that cannot be peeled are refused: there are more of them than inputs that they read, or they read each other's
//! inputs in a circle.

use std::collections::HashMap;

use super::Refusal;
use super::dependence::{Reads, reads};
use crate::ir::{Expr, Value};

/// The most elements that sets are kept for.
pub const MOST: usize = 256;

/// A set of elements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Set([u64; MOST / 64]);

impl Set {
    fn one(i: usize) -> Self {
        let mut set = Set::default();
        set.0[i / 64] |= 1 << (i % 64);
        set
    }

    fn or(self, other: Self) -> Self {
        Set(std::array::from_fn(|k| self.0[k] | other.0[k]))
    }

    fn without(self, other: Self) -> Self {
        Set(std::array::from_fn(|k| self.0[k] & !other.0[k]))
    }

    fn has(self, i: usize) -> bool {
        self.0[i / 64] >> (i % 64) & 1 == 1
    }

    fn elements(self) -> Vec<usize> {
        (0..MOST).filter(|i| self.has(*i)).collect()
    }
}

/// An order in which every output needs, beside an input of its own, inputs of lower levels alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// `pi[i]`: the element of x that output `i` determines.
    pub pi: Vec<usize>,
    /// The level of each element of x.
    pub level: Vec<usize>,
}

/// The order of `y = f(x)`.
pub fn find<'g>(x: Expr<'g>, y: Expr<'g>) -> Result<Order, Refusal> {
    if x.size() > MOST {
        return Err(Refusal::new(format!(
            "the order of {} elements is not looked for, expected at most {MOST}",
            x.size()
        )));
    }
    peel(&needs(x, y))
}

/// The elements of x that each element of y needs.
fn needs<'g>(x: Expr<'g>, y: Expr<'g>) -> Vec<Set> {
    let mut known: HashMap<Value, Vec<Set>> = HashMap::new();
    for value in x.graph.order(&[y.value]) {
        let e = x.graph.at(value);
        let sets = match value == x.value {
            true => (0..x.size()).map(Set::one).collect(),
            false => row(e, &known),
        };
        known.insert(value, sets);
    }
    known.remove(&y.value).unwrap_or_default()
}

fn row(e: Expr, known: &HashMap<Value, Vec<Set>>) -> Vec<Set> {
    let node = e.node();
    let args: Vec<(Reads, &Vec<Set>)> = node.args.iter().enumerate().map(|(k, a)| (reads(e, k), &known[a])).collect();
    let around: Vec<Vec<Set>> = args
        .iter()
        .map(|(reads, sets)| match reads {
            Reads::Around(around) => around.fold(sets, Set::default(), Set::or),
            _ => Vec::new(),
        })
        .collect();
    let all = |sets: &[Set]| sets.iter().copied().fold(Set::default(), Set::or);
    let element = |i: usize| {
        let of = |(k, (reads, sets)): (usize, &(Reads, &Vec<Set>))| match reads {
            Reads::Same => sets[if sets.len() == 1 { 0 } else { i }],
            Reads::Map(map) => map[i].map_or(Set::default(), |j| sets[j]),
            Reads::Prefix(reach) => all(&sets[..reach[i]]),
            Reads::Suffix(first) => all(&sets[first[i]..]),
            Reads::Around(_) => around[k][i],
            Reads::Copies(copies) => copies.of_element(i).map(|copy| sets[copy]).fold(Set::default(), Set::or),
            Reads::Axis(copies) => {
                let axis = copies.of_element(copies.element_of(i));
                axis.map(|copy| sets[copy]).fold(Set::default(), Set::or)
            }
            Reads::All => all(sets),
        };
        args.iter().enumerate().map(of).fold(Set::default(), Set::or)
    };
    (0..e.size()).map(element).collect()
}

/// Repeatedly takes the outputs that need one input that is not determined yet.
fn peel(needs: &[Set]) -> Result<Order, Refusal> {
    let mut pi: Vec<Option<usize>> = vec![None; needs.len()];
    let (mut level, mut determined) = (vec![0; needs.len()], Set::default());
    loop {
        let left: Vec<usize> = (0..needs.len()).filter(|i| pi[*i].is_none()).collect();
        if left.is_empty() {
            return Ok(Order { pi: pi.into_iter().flatten().collect(), level });
        }
        if let Some(empty) = left.iter().find(|i| needs[**i].without(determined) == Set::default()) {
            return Err(idle(*empty, needs, &pi));
        }
        let mut taken: HashMap<usize, usize> = HashMap::new();
        for &output in &left {
            let [input] = needs[output].without(determined).elements()[..] else { continue };
            if let Some(other) = taken.insert(input, output) {
                return Err(Refusal::new(format!(
                    "outputs {other} and {output} both determine input {input} alone: the map is singular"
                )));
            }
            let lower = needs[output].without(Set::one(input)).elements();
            level[input] = lower.into_iter().map(|i| level[i] + 1).max().unwrap_or(0);
            pi[output] = Some(input);
        }
        if taken.is_empty() {
            return Err(tangled(&left, |output| needs[output].without(determined)));
        }
        determined = taken.keys().fold(determined, |set, input| set.or(Set::one(*input)));
    }
}

/// The refusal of an output that determines nothing.
fn idle(output: usize, needs: &[Set], pi: &[Option<usize>]) -> Refusal {
    let inputs = needs[output].elements();
    if inputs.is_empty() {
        return Refusal::new(format!("output {output} needs no input: the map is singular"));
    }
    let takers: Vec<usize> = (0..pi.len()).filter(|i| pi[*i].is_some_and(|p| inputs.contains(&p))).collect();
    Refusal::new(format!(
        "output {output} needs {} alone, determined by {} already: the map is singular",
        listed("input", &inputs),
        listed("output", &takers)
    ))
}

/// The refusal of outputs each of which needs several inputs that are not determined.
fn tangled(outputs: &[usize], rest: impl Fn(usize) -> Set) -> Refusal {
    let mut taker: HashMap<usize, usize> = HashMap::new();
    for &output in outputs {
        let mut seen = Set::default();
        if !matched(output, &rest, &mut taker, &mut seen) {
            // Every input seen has a taker, and these read nothing else: one output is too many.
            let mut several: Vec<usize> = seen.elements().iter().map(|i| taker[i]).chain([output]).collect();
            several.sort_unstable();
            return Refusal::new(format!(
                "{} need {} alone: the map is singular",
                listed("output", &several),
                listed("input", &seen.elements())
            ));
        }
    }
    // With a taker for every input, outputs that reach each other through the inputs that they need are tangled.
    let own: HashMap<usize, usize> = taker.iter().map(|(input, output)| (*output, *input)).collect();
    let mut reach: HashMap<usize, Set> = outputs.iter().map(|o| (*o, rest(*o))).collect();
    for middle in outputs {
        let beyond = reach[middle];
        let through = own[middle];
        reach.values_mut().filter(|set| set.has(through)).for_each(|set| *set = set.or(beyond));
    }
    let circle = |a: usize| -> Vec<usize> {
        outputs.iter().copied().filter(|b| *b == a || (reach[&a].has(own[b]) && reach[b].has(own[&a]))).collect()
    };
    let circles = outputs.iter().map(|o| circle(*o));
    let circle = circles.into_iter().find(|c| c.len() > 1).unwrap_or_else(|| outputs.to_vec());
    let mut inputs: Vec<usize> = circle.iter().map(|o| own[o]).collect();
    inputs.sort_unstable();
    Refusal::new(format!(
        "{} need {} in a circle: the Jacobian is triangular in no order",
        listed("output", &circle),
        listed("input", &inputs)
    ))
}

/// Finds an input for an output, moving takers to other inputs where that frees one. (Kuhn 1955)
fn matched(output: usize, rest: &impl Fn(usize) -> Set, taker: &mut HashMap<usize, usize>, seen: &mut Set) -> bool {
    for input in rest(output).elements() {
        if seen.has(input) {
            continue;
        }
        *seen = seen.or(Set::one(input));
        let free = match taker.get(&input).copied() {
            Some(other) => matched(other, rest, taker, seen),
            None => true,
        };
        if free {
            taker.insert(input, output);
            return true;
        }
    }
    false
}

/// `input 3`, `inputs 0, 1 and 2`
fn listed(what: &str, numbers: &[usize]) -> String {
    match numbers {
        [one] => format!("{what} {one}"),
        [most @ .., last] => {
            let most: Vec<String> = most.iter().map(usize::to_string).collect();
            format!("{what}s {} and {last}", most.join(", "))
        }
        [] => format!("no {what}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Graph;
    use crate::shape::{Index, Shape};

    /// The inputs of each output.
    type Lists<'a> = &'a [&'a [usize]];

    fn sets(lists: Lists) -> Vec<Set> {
        lists.iter().map(|l| l.iter().fold(Set::default(), |set, i| set.or(Set::one(*i)))).collect()
    }

    #[test]
    fn an_order_puts_every_input_above_those_that_its_output_needs_too() {
        let rows: [(Lists, &[usize], &[usize]); 5] = [
            (&[&[0], &[1]], &[0, 1], &[0, 0]),
            (&[&[0], &[0, 1]], &[0, 1], &[0, 1]),
            (&[&[0, 1], &[0]], &[1, 0], &[0, 1]),
            (&[&[0, 1, 2], &[2], &[1, 2]], &[0, 2, 1], &[2, 1, 0]),
            (&[&[200, 3], &[3]], &[200, 3], &[]),
        ];
        for (lists, pi, level) in rows {
            let order = peel(&padded(lists)).unwrap();
            assert_eq!(order.pi[..pi.len()], *pi, "{lists:?}");
            assert_eq!(order.level[..level.len()], *level, "{lists:?}");
        }
    }

    /// The sets, and further outputs for the inputs that none of them determines.
    fn padded(lists: Lists) -> Vec<Set> {
        let top = lists.iter().flat_map(|l| l.iter()).max().map_or(0, |m| m + 1);
        let spare: Vec<usize> = (0..top).filter(|i| !lists.iter().any(|l| l.contains(i))).collect();
        sets(lists).into_iter().chain(spare.into_iter().map(Set::one)).collect()
    }

    #[test]
    fn what_has_no_order_is_refused_with_the_elements_that_are_the_reason() {
        let rows: [(Lists, &str); 7] = [
            (&[&[0], &[0]], "outputs 0 and 1 both determine input 0 alone: the map is singular"),
            (
                &[&[0], &[1], &[0, 1]],
                "output 2 needs inputs 0 and 1 alone, determined by outputs 0 and 1 already: the map is singular",
            ),
            (&[&[1], &[]], "output 1 needs no input: the map is singular"),
            (
                &[&[0, 1], &[0, 1]],
                "outputs 0 and 1 need inputs 0 and 1 in a circle: the Jacobian is triangular in no order",
            ),
            (&[&[0, 1], &[0, 1], &[0, 1]], "outputs 0, 1 and 2 need inputs 0 and 1 alone: the map is singular"),
            // Output 3 reads the tangle and is not of it; output 2 is peeled before.
            (
                &[&[0, 1, 2], &[1, 0], &[2], &[3, 0, 1], &[4, 3]],
                "outputs 0 and 1 need inputs 0 and 1 in a circle: the Jacobian is triangular in no order",
            ),
            (
                &[&[1, 2], &[2, 0], &[0, 1]],
                "outputs 0, 1 and 2 need inputs 0, 1 and 2 in a circle: the Jacobian is triangular in no order",
            ),
        ];
        for (lists, reason) in rows {
            assert_eq!(peel(&sets(lists)).unwrap_err().reason, reason, "{lists:?}");
        }
    }

    #[test]
    fn sets_are_those_of_the_formula() {
        let g = Graph::new();
        let x = g.varying("x", Shape::vector(3));
        let part = |k: usize| x.gather(Index::range(k, 1));
        let scale = g.parameter(0, "scale", Shape::scalar());
        let y = g.concat(&[part(2) * scale, part(0) * part(2).exp(), part(1) + part(0).tanh()]);
        let found: Vec<Vec<usize>> = needs(x, y).into_iter().map(Set::elements).collect();
        assert_eq!(found, [vec![2], vec![0, 2], vec![0, 1]]);
        assert_eq!(find(x, y), Ok(Order { pi: vec![2, 0, 1], level: vec![1, 2, 0] }));
        // A sum needs them all.
        let sum = g.concat(&[x.sum().spread(&Shape::vector(1)), part(1), part(2)]);
        assert_eq!(find(x, sum), Ok(Order { pi: vec![0, 1, 2], level: vec![1, 0, 0] }));
    }

    #[test]
    fn sets_are_kept_for_a_bounded_number_of_elements() {
        let g = Graph::new();
        let x = g.varying("x", Shape::vector(MOST + 1));
        assert_eq!(
            find(x, x.exp()).unwrap_err().reason,
            "the order of 257 elements is not looked for, expected at most 256"
        );
    }
}

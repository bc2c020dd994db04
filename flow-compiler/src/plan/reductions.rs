//! Sums over samples of what the tape holds, and how they are joined.

use super::kind::{Destination, Reduction};
use super::tape::Tape;
use crate::ir::{Binary, Expr, Op};
use crate::shape::Contraction;

/// The terms of a sum.
pub(super) fn terms(e: Expr<'_>) -> Vec<Expr<'_>> {
    terms_down_to(e, &|_| false)
}

/// The terms of a sum of which some are not taken apart.
pub(super) fn terms_down_to<'g>(e: Expr<'g>, whole: &dyn Fn(Expr<'g>) -> bool) -> Vec<Expr<'g>> {
    let of = |e: Expr<'g>| terms_down_to(e, whole);
    match e.op() {
        _ if e.is(0.0) => vec![],
        _ if whole(e) => vec![e],
        Op::Binary(Binary::Add) if !e.arg(1).is(0.0) && e.arg(0).shape() == e.arg(1).shape() => {
            [of(e.arg(0)), of(e.arg(1))].concat()
        }
        // What was prepared is read as it is: its negative was not.
        Op::Binary(Binary::Sub) if whole(e.arg(1)) && e.arg(1).constant().is_none() => vec![e],
        Op::Binary(Binary::Sub) if e.arg(0).shape() == e.arg(1).shape() => [of(e.arg(0)), of(-e.arg(1))].concat(),
        _ => vec![e],
    }
}

/// The first row of a value that lies on the tape as neighbouring rows; it is put there where it
/// does not.
pub(super) fn contiguous_row(e: Expr, tape: &mut Tape) -> usize {
    if let (Op::Gather(index), false) = (e.op(), tape.rows.contains_key(&e.value))
        && let Some(start) = index.contiguous()
        && tape.rows.contains_key(&e.arg(0).value)
    {
        return contiguous_row(e.arg(0), tape) + start;
    }
    tape.keep(e)
}

/// A bias whose cotangent is an operand of an outer product is summed beside it.
pub(super) fn pair_biases(mut reductions: Vec<Reduction>) -> Vec<Reduction> {
    let sums: Vec<Reduction> = reductions.clone();
    for sum in sums {
        let Reduction::Sum { target, at, rows, add: false } = sum else { continue };
        let partner = reductions.iter_mut().find_map(|r| match r {
            // The weight of a window is summed over positions, for which no kernel sums a bias beside it.
            Reduction::Outer { of: Contraction::Window(_), .. } => None,
            Reduction::Outer { bias: bias @ None, a, rows: n, add: false, .. } if (*a, *n) == (at, rows) => Some(bias),
            _ => None,
        });
        if let Some(bias) = partner {
            *bias = Some(target);
            reductions.retain(|r| *r != sum);
        }
    }
    reductions
}

/// Sums of neighbouring rows to neighbouring places are one sum.
pub(super) fn joined(reductions: Vec<Reduction>) -> Vec<Reduction> {
    let added = |t: Destination| {
        reductions.iter().any(|r| {
            matches!(r, Reduction::Outer { matrix, add: true, .. } if *matrix == t)
                || matches!(r, Reduction::Sum { target, add: true, .. } if *target == t)
        })
    };
    let mut out: Vec<Reduction> = Vec::new();
    for reduction in &reductions {
        let follows = |before: &&mut Reduction| match (&**before, reduction) {
            (
                Reduction::Sum { target: t, at: a, rows: n, add: false },
                Reduction::Sum { target, at, add: false, .. },
            ) => t.after(*n) == *target && a + n == *at && !added(*t) && !added(*target),
            _ => false,
        };
        match (out.iter_mut().find(follows), reduction) {
            (Some(Reduction::Sum { rows, .. }), Reduction::Sum { rows: more, .. }) => *rows += more,
            _ => out.push(*reduction),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(target: Destination, at: usize, rows: usize, add: bool) -> Reduction {
        Reduction::Sum { target, at, rows, add }
    }

    #[test]
    fn neighbouring_sums_are_one_where_nothing_is_added_to_them() {
        use Destination::{Parameters, Uniform};
        let three = [sum(Uniform(0), 4, 1, false), sum(Uniform(1), 5, 2, false), sum(Uniform(3), 7, 1, false)];
        assert_eq!(joined(three.to_vec()), [sum(Uniform(0), 4, 4, false)]);
        let apart = [sum(Uniform(0), 4, 1, false), sum(Parameters(1), 5, 1, false), sum(Uniform(2), 6, 1, false)];
        assert_eq!(joined(apart.to_vec()), apart);
        let gap = [sum(Uniform(0), 4, 1, false), sum(Uniform(1), 6, 1, false)];
        assert_eq!(joined(gap.to_vec()), gap);
        let added = [sum(Uniform(0), 4, 1, false), sum(Uniform(1), 5, 1, false), sum(Uniform(1), 8, 1, true)];
        assert_eq!(joined(added.to_vec()), added);
    }
}

//! One level of a sequential direction: the rows of a masked product that become computable when the elements below it are known.

use super::product::Activation;
use super::slab::product_slab;
use super::stairs::Stairs;
use crate::real::Real;
use std::ops::Range;

impl Stairs {
    /// The rows that read all elements below `level` and none from it on.
    pub const fn slab(self, level: usize) -> Range<usize> {
        let highest = level + self.strict as usize;
        let start = if highest == 0 { 0 } else { self.rows.up_to(highest - 1) };
        start..self.rows.up_to(highest)
    }
}

/// `out[r] = activation(bias[r] + Σₖ w[r][k]·x[k])` for the rows of one level; over all levels each unmasked weight is read once.
///
/// Shapes as in [`product_slab`]: `out` [rows, lanes], `w` [rows, cols] row-major, `x` [cols, lanes].
#[inline]
pub fn product_level<T: Real>(
    out: &mut [T],
    w: &[T],
    bias: Option<&[T]>,
    x: &[T],
    level: usize,
    lanes: usize,
    activation: Activation,
    stairs: Stairs,
) {
    let (slab, reach) = (stairs.slab(level), stairs.columns.up_to(level));
    if !slab.is_empty() {
        product_slab(out, w, bias, x, slab, reach, stairs.columns.len(), lanes, activation);
    }
}

#[cfg(test)]
mod tests {
    use super::super::stairs::{Degrees, Stairs};

    /// The layers of a masked network as the compiler declares them: hidden units see the context from degree 0 on.
    fn made(size: usize, context: usize, hidden: usize) -> [Stairs; 3] {
        let (first, groups) = if context > 0 { (0, size) } else { (1, size - 1) };
        let x = Degrees { always: context, first: 1, groups: size, size };
        let units = Degrees { always: 0, first, groups, size: hidden };
        let parameters = Degrees { always: 0, first: 1, groups: size, size: 2 * size };
        [(units, x, false), (units, units, false), (parameters, units, true)].map(|(rows, columns, strict)| Stairs {
            rows,
            columns,
            strict,
        })
    }

    #[test]
    fn the_slabs_of_all_levels_are_all_rows_and_read_what_their_level_knows() {
        for (size, context, hidden) in [(1, 2, 5), (2, 0, 3), (5, 0, 11), (5, 3, 7), (8, 0, 100)] {
            for stairs in made(size, context, hidden) {
                let mut next = 0;
                for level in 0..size {
                    let slab = stairs.slab(level);
                    assert_eq!(slab.start, next, "{stairs:?} level {level}");
                    assert!(
                        slab.clone().all(|r| stairs.reach(r) == stairs.columns.up_to(level)),
                        "{stairs:?} level {level}"
                    );
                    next = slab.end;
                }
                assert_eq!(next, stairs.rows.len(), "{stairs:?}");
            }
        }
    }
}

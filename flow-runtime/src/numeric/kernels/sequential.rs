//! One level of a sequential direction: the rows of a masked product that become computable when
//! the elements below it are known.

use super::mask::{Degrees, Stairs};
use super::product::Activation;
use super::slab::product_slab;
use super::transpose::Turn;
use crate::numeric::Real;
use std::ops::Range;

impl Stairs {
    /// The rows that read all elements below `level` and none from it on.
    pub const fn slab(self, level: usize) -> Range<usize> {
        let highest = level + self.strict as usize;
        let start = if highest == 0 { 0 } else { self.rows.up_to(highest - 1) };
        start..self.rows.up_to(highest)
    }

    /// The first row that reads the columns of a degree.
    pub const fn readers(self, degree: usize) -> usize {
        if self.strict {
            self.rows.up_to(degree)
        } else if degree == 0 {
            0
        } else {
            self.rows.up_to(degree - 1)
        }
    }
}

/// `out[r] = activation(bias[r] + Σₖ w[r][k]·x[k])` for the rows of one level; over all levels each
/// unmasked weight is read once.
///
/// Shapes as in [`product_slab`]: `out` [rows, lanes], `w` [rows, cols] row-major, `x` [cols,
/// lanes].
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
        product_slab(out, w, bias, x, slab, 0..reach, stairs.columns.len(), lanes, activation);
    }
}

/// `out[k] = Σᵢ w[i][k]·g[i]` for the columns k of one degree, over the rows that read them; over
/// all degrees each unmasked weight is read once. This is the way back: the rows that read a column
/// are of its degree or above.
///
/// Shapes: `w` [cols, rows] row-major, the matrix with rows and columns exchanged ([`transpose`]);
/// `g` [rows, lanes]; `out` [cols, lanes].
#[inline]
pub fn product_level_transposed<T: Real>(out: &mut [T], w: &[T], g: &[T], degree: usize, lanes: usize, stairs: Stairs) {
    let (slab, rows) = (stairs.columns.rows_of(degree), stairs.rows.len());
    if !slab.is_empty() {
        let readers = stairs.readers(degree)..rows;
        product_slab(out, w, None, g, slab, readers, rows, lanes, Activation::Identity);
    }
}

/// The units of one degree.
pub const fn rows_of(degrees: Degrees, degree: usize) -> Range<usize> {
    degrees.rows_of(degree)
}

/// A matrix with rows and columns exchanged: `to[k][i] = from[i][k]`, both row-major; `from` is
/// [rows, cols].
pub fn transpose<T: Real>(to: &mut [T], from: &[T], rows: usize, cols: usize) {
    assert_eq!((to.len(), from.len()), (rows * cols, rows * cols), "lengths of a [{rows}, {cols}] matrix");
    T::turn(Turn { to, stride: rows, from, cols, read: cols });
}

#[cfg(test)]
mod tests {
    use super::super::product::tests::{bits, numbers};
    use super::super::{pack_stairs_transposed, packed_len, product_stairs_transposed};
    use super::*;

    #[test]
    fn all_degrees_together_are_the_transposed_product() {
        for lanes in [1, 5, 64] {
            for (size, context, hidden) in
                [(1, 2, 5), (2, 0, 3), (5, 3, 7), (8, 0, 100), (2, 1, 1), (7, 0, 1), (9, 2, 4)]
            {
                for stairs in made(size, context, hidden) {
                    let (rows, cols) = (stairs.rows.len(), stairs.columns.len());
                    let (mut w, g) = (numbers::<f32>(rows * cols, 5), numbers(rows * lanes, 7));
                    // Masked entries are zero where they are added, and left out where the mask is
                    // known.
                    let (mut panels, mut exchanged) = (vec![0.0; packed_len(cols, rows)], vec![0.0; rows * cols]);
                    for (i, row) in w.chunks_mut(cols).enumerate() {
                        row[stairs.reach(i)..].fill(0.0);
                    }
                    pack_stairs_transposed(&mut panels, &w, rows, cols, stairs);
                    transpose(&mut exchanged, &w, rows, cols);
                    let (mut whole, mut out) = (vec![1.0; cols * lanes], vec![2.0; cols * lanes]);
                    product_stairs_transposed(&mut whole, &panels, &g, cols, rows, lanes, stairs);
                    for degree in 0..=size {
                        product_level_transposed(&mut out, &exchanged, &g, degree, lanes, stairs);
                    }
                    assert_eq!(bits(&out), bits(&whole), "{stairs:?}, {lanes} lanes");
                }
            }
        }
    }

    /// The layers of a masked network as the compiler declares them: hidden units see the context
    /// from degree 0 on.
    fn made(size: usize, context: usize, hidden: usize) -> [Stairs; 3] {
        let (first, groups) = if context > 0 { (0, size) } else { (1, size - 1) };
        let x = Degrees::new(context, 1, size, size);
        let units = Degrees::new(0, first, groups, hidden);
        let parameters = Degrees::new(0, 1, size, 2 * size);
        [(units, x, false), (units, units, false), (parameters, units, true)].map(|(rows, columns, strict)| Stairs {
            rows,
            columns,
            strict,
        })
    }

    #[test]
    fn the_slabs_of_all_levels_are_all_rows_and_read_what_their_level_knows() {
        for (size, context, hidden) in
            [(1, 2, 5), (2, 0, 3), (5, 0, 11), (5, 3, 7), (8, 0, 100), (2, 1, 1), (7, 0, 1), (9, 2, 4)]
        {
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

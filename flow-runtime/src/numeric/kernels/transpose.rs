//! Turning numbers that lie feature by feature into vectors that lie sample by sample, in
//! registers.
//!
//! A square has as many rows as a vector has numbers. One round takes the numbers of rows i and i +
//! half in turn, for each i: of the bits of an element's place, row before column, the first one
//! goes to the end. After as many rounds as a row number has bits, rows and columns have changed
//! places.

use super::pack::PANEL;
use super::vector::{Vector, VectorOf, read, width, write};
use crate::numeric::Real;
use crate::numeric::isa::{Isa, Segment};

/// The rows of a square; those beyond the width of a vector are not used.
pub(super) type Square<T, I> = [VectorOf<T, I>; PANEL];

/// Reads a square whose column j is the `j`-th row of `from`, for at most a vector's width of rows
/// of at least `count` numbers each, `stride` apart. Row s of the result holds number s of each
/// row, zeros for rows and numbers that are missing.
#[inline(always)]
pub(super) fn turned<T: Real, I: Isa>(isa: I, from: &[T], rows: usize, stride: usize, count: usize) -> Square<T, I> {
    let width = width::<T, I>();
    let mut square = [T::splat(isa, T::ZERO); PANEL];
    if rows >= width && count >= width {
        // One check for all rows.
        let from = &from[..(width - 1) * stride + width];
        for r in 0..width {
            [square[r]] = read(isa, &from[r * stride..][..width]);
        }
    } else {
        // An array of its own: the other one is only read and written at places that are known, and
        // so stays in registers.
        let mut part = [T::splat(isa, T::ZERO); PANEL];
        for (row, from) in part.iter_mut().zip(from.chunks(stride)).take(rows.min(width)) {
            *row = T::load(isa, &from[..count.min(width)]);
        }
        square = part;
    }
    turn::<T, I>(isa, &mut square);
    square
}

/// Exchanges rows and columns.
#[inline(always)]
fn turn<T: Vector, I: Isa>(isa: I, square: &mut Square<T, I>) {
    let width = width::<T, I>();
    let mut left = width;
    while left > 1 {
        let old = *square;
        for i in 0..width / 2 {
            [square[2 * i], square[2 * i + 1]] = T::in_turn(isa, old[i], old[i + width / 2]);
        }
        left /= 2;
    }
}

/// Rows as columns, as the instruction set receives it: `to[k·stride + r] = from[r·cols + k]` for
/// the first `read` columns k of `from`, which is [rows, cols]. Of the stride, what exceeds the
/// rows becomes 0.
#[doc(hidden)]
pub struct Turn<'a, T> {
    pub(super) to: &'a mut [T],
    pub(super) stride: usize,
    pub(super) from: &'a [T],
    pub(super) cols: usize,
    pub(super) read: usize,
}

impl<T: Real> Segment for Turn<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let Self { to, stride, from, cols, read } = self;
        let width = width::<T, I>();
        for k in (0..read).step_by(width) {
            let count = width.min(read - k);
            for r in (0..stride).step_by(width) {
                let from = from.get(r * cols + k..).unwrap_or(&[]);
                let rows = from.len().div_ceil(cols).min(width);
                let square = turned::<T, I>(isa, from, rows, cols, count);
                let to = &mut to[k * stride + r..];
                let len = width.min(stride - r);
                for j in 0..width {
                    if j < count {
                        write(isa, &mut to[j * stride..][..len], [square[j]]);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::isa::InstructionSet;

    struct Turned<'a, T> {
        from: &'a [T],
        rows: usize,
        stride: usize,
        count: usize,
    }

    impl<T: Real> Segment for Turned<'_, T> {
        type Output = Vec<Vec<f64>>;

        #[inline(always)]
        fn run<I: Isa>(self, isa: I) -> Vec<Vec<f64>> {
            let width = width::<T, I>();
            let square = turned::<T, I>(isa, self.from, self.rows, self.stride, self.count);
            let mut out = Vec::new();
            for row in square.into_iter().take(width) {
                let mut numbers = vec![T::ZERO; width];
                T::store(isa, &mut numbers, row);
                out.push(numbers.iter().map(|x| x.to_f64()).collect());
            }
            out
        }
    }

    fn agrees<T: Real>() {
        for (rows, stride, count) in [(16, 16, 16), (16, 40, 16), (3, 19, 16), (16, 21, 5), (1, 1, 1), (7, 9, 9)] {
            let from: Vec<T> = (1..=rows * stride).map(|i| T::from_f64(i as f64)).collect();
            for set in InstructionSet::available() {
                let square = set.run(Turned { from: &from, rows, stride, count });
                for (s, row) in square.iter().enumerate() {
                    for (r, value) in row.iter().enumerate() {
                        let inside = r < rows && s < count;
                        let expected = if inside { (r * stride + s + 1) as f64 } else { 0.0 };
                        assert_eq!(
                            *value,
                            expected,
                            "{} {} row {r} of {rows}, number {s} of {count}",
                            T::NAME,
                            set.name()
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn rows_become_columns() {
        agrees::<f32>();
        agrees::<f64>();
    }

    #[test]
    fn matrices_are_turned_whole() {
        for (rows, cols, stride) in [(1, 1, 1), (5, 3, 5), (16, 40, 16), (7, 21, 16), (33, 17, 33), (100, 69, 100)] {
            let from: Vec<f32> = (1..=rows * cols).map(|i| i as f32).collect();
            for (set, read) in InstructionSet::available().into_iter().flat_map(|set| [(set, cols), (set, cols / 2)]) {
                let mut to = vec![-1.0; stride * cols];
                set.run(Turn { to: &mut to, stride, from: &from, cols, read });
                for (i, value) in to.iter().enumerate() {
                    let (k, r) = (i / stride, i % stride);
                    let expected = if k >= read {
                        -1.0
                    } else if r < rows {
                        from[r * cols + k]
                    } else {
                        0.0
                    };
                    assert_eq!(*value, expected, "{rows}x{cols} to {stride}, {read}, {}", set.name());
                }
            }
        }
    }
}

//! A few rows of a product, over a prefix of its columns: the inner step of the sequential
//! direction.
//!
//! Sampling an autoregressive flow computes one element after the other, and for each only the
//! hidden units that have just become computable. These are neighbouring rows of one reach. The
//! weights are read where the parameters lie, row by row: each is used once per tile, so packing
//! them would cost as much as it saves, and the mask is the reach.
//!
//! With many lanes a block of rows by vectors of lanes stays in registers, as in a product. With
//! one lane the chains are scalars, several rows side by side: a vector over the rows would have to
//! be gathered, one along k would change the order.

use super::product::{Activation, activate, finish};
use super::register_blocks::{Blocks, Extent, even_part};
use super::vector::{read, write};
use crate::numeric::Real;
use crate::numeric::isa::{Isa, Segment};
use std::ops::Range;

/// `out[r] = activation(bias[r] + Σₖ w[r][k]·x[k])` for the rows r in `slab` and the columns k in
/// `reach`.
///
/// Shapes: `out` [rows, lanes], of which only the slab is written; `w` [rows, cols] row-major,
/// unpacked; `bias` of `rows`, or absent for 0; `x` of `cols × lanes`, of which only the rows of `reach`
/// are read. The bits are those of [`product_stairs`](super::product_stairs) for rows of this
/// reach.
#[inline]
pub fn product_slab<T: Real>(
    out: &mut [T],
    w: &[T],
    bias: Option<&[T]>,
    x: &[T],
    slab: Range<usize>,
    reach: Range<usize>,
    cols: usize,
    lanes: usize,
    activation: Activation,
) {
    T::product_slab(Slab { out, w, bias, x, slab, reach, cols, lanes, activation });
}

/// One slab, as the instruction set receives it.
#[doc(hidden)]
pub struct Slab<'a, T> {
    out: &'a mut [T],
    w: &'a [T],
    bias: Option<&'a [T]>,
    x: &'a [T],
    slab: Range<usize>,
    reach: Range<usize>,
    cols: usize,
    lanes: usize,
    activation: Activation,
}

impl<T: Real> Segment for Slab<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let Self { out, w, bias, x, slab, reach, cols, lanes, activation } = self;
        assert_eq!(w.len() * lanes, out.len() * cols, "rows of w by {cols} against rows of out by {lanes}");
        assert_eq!(x.len(), cols * lanes, "length of x as [{cols}, {lanes}]");
        assert!(reach.end <= cols, "a reach of {reach:?} in {cols} columns");
        let count = slab.len();
        let out = &mut out[slab.start * lanes..slab.end * lanes];
        let w = &w[slab.start * cols..slab.end * cols];
        let bias = bias.map(|bias| &bias[slab]);
        let x = &x[reach.start * lanes..reach.end * lanes];
        let mut rows = Rows { out, w, bias, x, first: reach.start, reach: reach.len(), cols, lanes, activation };
        if lanes == 1 {
            rows.scalars(isa, count);
        } else {
            rows.cover(isa, count);
        }
        activate(rows.out, activation);
    }
}

/// The part of everything that belongs to the slab; row 0 is its first.
struct Rows<'a, T> {
    out: &'a mut [T],
    w: &'a [T],
    bias: Option<&'a [T]>,
    x: &'a [T],
    first: usize,
    reach: usize,
    cols: usize,
    lanes: usize,
    activation: Activation,
}

impl<T: Real> Rows<'_, T> {
    #[inline(always)]
    fn bias(&self, row: usize) -> T {
        self.bias.map_or(T::ZERO, |bias| bias[row])
    }

    /// The weights that a row reads.
    #[inline(always)]
    fn weights(&self, row: usize) -> &[T] {
        &self.w[row * self.cols + self.first..][..self.reach]
    }

    /// One lane: up to eight rows at a time, as many as there are registers for their addresses.
    #[inline(always)]
    fn scalars<I: Isa>(&mut self, isa: I, rows: usize) {
        let mut row = 0;
        while row < rows {
            let count = even_part(rows - row, 8);
            match count {
                1..=4 => self.chains::<I, 4>(isa, row, count),
                5 | 6 => self.chains::<I, 6>(isa, row, count),
                _ => self.chains::<I, 8>(isa, row, count),
            }
            row += count;
        }
    }

    /// R scalar chains for `count` rows. Those to spare repeat the last row: they run in the time
    /// for which the others wait for their own last step.
    #[inline(always)]
    fn chains<I: Isa, const R: usize>(&mut self, isa: I, row: usize, count: usize) {
        let reach = self.reach;
        let weights: [&[T]; R] = std::array::from_fn(|r| self.weights(row + r.min(count - 1)));
        let mut sums = [T::ZERO; R];
        for (sum, r) in sums.iter_mut().zip(row..row + count) {
            *sum = self.bias(r);
        }
        for (k, &x) in self.x.iter().take(reach).enumerate() {
            for (sum, w) in sums.iter_mut().zip(weights) {
                *sum = isa.mul_add(w[k], x, *sum);
            }
        }
        for (out, sum) in self.out[row..][..count].iter_mut().zip(sums) {
            *out = if self.activation == Activation::Relu { isa.relu(sum) } else { sum };
        }
    }
}

impl<T: Real, I: Isa> Blocks<T, I> for Rows<'_, T> {
    #[inline(always)]
    fn extent(&self, _: Range<usize>) -> Extent {
        Extent { steps: 0..self.reach, len: self.lanes }
    }

    #[inline(always)]
    fn block<const R: usize, const V: usize>(
        &mut self,
        isa: I,
        row: usize,
        at: usize,
        count: usize,
        steps: Range<usize>,
    ) {
        let mut sums = [[T::splat(isa, T::ZERO); V]; R];
        for (r, sums) in sums.iter_mut().enumerate() {
            *sums = [T::splat(isa, self.bias(row + r)); V];
        }
        let weights: [&[T]; R] = std::array::from_fn(|r| self.weights(row + r));
        let x = self.x.get(at..).unwrap_or(&[]).chunks(self.lanes);
        for (k, x) in steps.zip(x) {
            let x = read::<T, I, V>(isa, &x[..count]);
            for (sums, w) in sums.iter_mut().zip(weights) {
                let w = T::splat(isa, w[k]);
                for (sum, x) in sums.iter_mut().zip(x) {
                    *sum = T::multiply_add(isa, w, x, *sum);
                }
            }
        }
        for (r, sums) in sums.iter_mut().enumerate() {
            for sum in sums.iter_mut() {
                *sum = finish::<T, I>(isa, *sum, self.activation);
            }
            write(isa, &mut self.out[(row + r) * self.lanes + at..][..count], *sums);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::mask::tests::made;
    use super::super::product::tests::{bits, masked_chains, numbers};
    use super::super::{pack_stairs, packed_len, product_stairs};
    use super::*;
    use crate::numeric::isa::{Baseline, InstructionSet};

    const ROWS: usize = 40;
    const COLS: usize = 23;

    /// One slab of a [`ROWS`, `COLS`] product; what lies beyond the reach is NaN, which would show.
    fn agrees<T: Real>(slab: Range<usize>, reach: Range<usize>, lanes: usize) {
        let (mut w, mut x) = (numbers::<T>(ROWS * COLS, 1), numbers::<T>(COLS * lanes, 2));
        let nan = T::from_f64(f64::NAN);
        w.iter_mut().enumerate().filter(|(i, _)| !reach.contains(&(i % COLS))).for_each(|(_, w)| *w = nan);
        x.iter_mut().enumerate().filter(|(i, _)| !reach.contains(&(i / lanes))).for_each(|(_, x)| *x = nan);
        let mask: Vec<bool> = (0..ROWS * COLS).map(|i| reach.contains(&(i % COLS))).collect();
        let (bias, old) = (numbers::<T>(ROWS, 3), numbers::<T>(ROWS * lanes, 4));
        for set in InstructionSet::available() {
            for (bias, activation) in [(Some(&bias), Activation::Identity), (None, Activation::Relu)] {
                let starts = bias.cloned().unwrap_or_else(|| vec![T::ZERO; ROWS]);
                let chains = masked_chains(&w, &mask, &starts, &x, COLS, lanes, set.fused());
                let mut expected = old.clone();
                for i in slab.start * lanes..slab.end * lanes {
                    expected[i] = if activation == Activation::Relu { Baseline.relu(chains[i]) } else { chains[i] };
                }
                let (mut out, bias, slab) = (old.clone(), bias.map(|bias| &bias[..]), slab.clone());
                let place = format!("{} rows {slab:?} of {reach:?}, {lanes} lanes, {}", T::NAME, set.name());
                let (out_, w, x, reach) = (&mut out, &w, &x, reach.clone());
                set.run(Slab { out: out_, w, bias, x, slab, reach, cols: COLS, lanes, activation });
                assert_eq!(bits(&out), bits(&expected), "{place}");
            }
        }
    }

    #[test]
    fn a_slab_is_its_chains_and_nothing_else_is_touched() {
        for lanes in [1, 2, 5, 19, 64, 256] {
            for count in 0..=ROWS {
                let (start, end) = ((count * 7) % (ROWS + 1 - count), count * 5 % (COLS + 1));
                let reach = end / 2 * (count % 2)..end;
                agrees::<f32>(start..start + count, reach.clone(), lanes);
                agrees::<f64>(start..start + count, reach, lanes);
            }
        }
    }

    #[test]
    fn all_slabs_together_are_the_masked_product() {
        for lanes in [1, 5, 64] {
            for stairs in (1..10).flat_map(|d| made(d, d % 2 * 3, 53)) {
                let (rows, cols) = (stairs.rows.len(), stairs.columns.len());
                let (w, bias, x) = (numbers::<f32>(rows * cols, 5), numbers(rows, 6), numbers(cols * lanes, 7));
                let (mut panels, mut whole) = (vec![0.0; packed_len(rows, cols)], vec![1.0; rows * lanes]);
                pack_stairs(&mut panels, &w, rows, cols, stairs);
                let tanh = Activation::Tanh;
                product_stairs(&mut whole, &panels, Some(&bias), &x, rows, cols, lanes, tanh, stairs);
                let (mut out, mut start) = (vec![2.0; rows * lanes], 0);
                while start < rows {
                    let end = stairs.rows.up_to(stairs.rows.degree(start));
                    let reach = 0..stairs.reach(start);
                    product_slab(&mut out, &w, Some(&bias), &x, start..end, reach, cols, lanes, tanh);
                    start = end;
                }
                assert_eq!(bits(&out), bits(&whole), "{stairs:?}, {lanes} lanes");
            }
        }
    }
}

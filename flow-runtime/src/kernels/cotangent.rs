//! Sums over the batch: the second phase of the backward pass.
//!
//! The first phase leaves on the tape, tile by tile, the inputs x of each product and the cotangents g of its outputs. The
//! cotangent of the weights is then `dw[o][i] = Σₛ g[o][s]·x[i][s]` over all samples s. Each element is one chain of
//! multiply-adds over ascending samples, whoever computes it, so threads may share the rows out in any way.
//!
//! Vectors run along i. That needs x sample by sample, the tape has it feature by feature, so each tile's x is transposed
//! first; then R rows of g are broadcast against V vectors of x, as in a product.

use super::aligned::{aligned_start, spare};
use super::blocks::{Blocks, Extent};
use super::stairs::{Pattern, Stairs};
use super::vector::{read, write};
use crate::isa::{Isa, Segment};
use crate::real::Real;
use std::ops::Range;

/// What the forward and backward passes kept of a batch.
#[derive(Clone, Copy, Debug)]
pub struct Tape<'a, T> {
    /// All tiles, one after the other.
    pub data: &'a [T],
    /// Elements of one tile.
    pub tile: usize,
    /// Samples of one tile; feature row f of tile t is `data[t·tile + f·lanes..][..lanes]`.
    pub lanes: usize,
    /// Samples of the batch: sample s is lane `s % lanes` of tile `s / lanes`. Lanes beyond them are never read.
    pub samples: usize,
}

impl<'a, T> Tape<'a, T> {
    /// The tiles, each with the number of samples in it.
    #[inline(always)]
    fn tiles(self) -> impl Iterator<Item = (&'a [T], usize)> {
        let starts = (0..self.samples).step_by(self.lanes);
        starts.map(move |s| (&self.data[s / self.lanes * self.tile..][..self.tile], self.lanes.min(self.samples - s)))
    }
}

/// `dw[o][i] = Σₛ g[o][s]·x[i][s]` for the rows o in `rows`, and `db[o] = Σₛ g[o][s]` where wanted. Both are overwritten.
///
/// Shapes: `dw` [rows.len(), cols] row-major, `db` [rows.len()]. g begins at feature row `g_at` of each tile and x at `x_at`;
/// `rows` counts within g. `scratch` is working memory, grown as needed and kept for the next call.
#[inline]
pub fn weight_cotangent<T: Real>(
    dw: &mut [T],
    db: Option<&mut [T]>,
    tape: Tape<'_, T>,
    g_at: usize,
    x_at: usize,
    rows: Range<usize>,
    cols: usize,
    scratch: &mut Vec<T>,
) {
    let pattern = Pattern::Dense;
    T::weight_cotangent(WeightCotangent { dw, tape, g_at, x_at, rows: rows.clone(), cols, scratch, pattern });
    if let Some(db) = db {
        row_sum(db, tape, g_at + rows.start, rows.len());
    }
}

/// As [`weight_cotangent`] for a weight that `stairs` masks: the cotangents of masked entries are exactly 0.
///
/// `rows` counts within g and within the stairs.
#[inline]
pub fn weight_cotangent_stairs<T: Real>(
    dw: &mut [T],
    db: Option<&mut [T]>,
    tape: Tape<'_, T>,
    g_at: usize,
    x_at: usize,
    rows: Range<usize>,
    cols: usize,
    scratch: &mut Vec<T>,
    stairs: Stairs,
) {
    stairs.check(stairs.rows.len().max(rows.end), cols);
    let pattern = Pattern::Stairs(stairs);
    T::weight_cotangent(WeightCotangent { dw, tape, g_at, x_at, rows: rows.clone(), cols, scratch, pattern });
    if let Some(db) = db {
        row_sum(db, tape, g_at + rows.start, rows.len());
    }
}

/// `out[r] = Σₛ v[r][s]` over ascending samples, where v begins at feature row `at` and has `rows` rows.
#[inline]
pub fn row_sum<T: Real>(out: &mut [T], tape: Tape<'_, T>, at: usize, rows: usize) {
    T::row_sum(RowSum { out, tape, at, rows });
}

/// One sum of outer products, as the instruction set receives it.
#[doc(hidden)]
pub struct WeightCotangent<'a, T> {
    dw: &'a mut [T],
    tape: Tape<'a, T>,
    g_at: usize,
    x_at: usize,
    rows: Range<usize>,
    cols: usize,
    scratch: &'a mut Vec<T>,
    pattern: Pattern,
}

impl<T: Real> Segment for WeightCotangent<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let Self { dw, tape, g_at, x_at, rows, cols, scratch, pattern } = self;
        let count = rows.len();
        assert_eq!(dw.len(), count * cols, "length of dw as [{count}, {cols}]");
        dw.fill(T::ZERO);
        if count == 0 || cols == 0 {
            return;
        }
        let read = pattern.span(rows.clone(), cols).end;
        let stride = cols.next_multiple_of(LINE_ELEMENTS);
        let len = stride * tape.lanes;
        if scratch.len() < len + spare::<T>() {
            scratch.resize(len + spare::<T>(), T::ZERO);
        }
        let start = aligned_start(scratch);
        let x = &mut scratch[start..start + len];
        for (tile, samples) in tape.tiles() {
            transpose(x, stride, &tile[x_at * tape.lanes..][..read * tape.lanes], tape.lanes, samples);
            let g = &tile[(g_at + rows.start) * tape.lanes..][..count * tape.lanes];
            let first = rows.start;
            Outer { dw, g, lanes: tape.lanes, x, stride, samples, cols, pattern, first }.cover(isa, count);
        }
        // Blocks along the edge of the stairs have computed some masked entries.
        for (row, r) in dw.chunks_exact_mut(cols).zip(rows) {
            row[pattern.span(r..r + 1, cols).end..].fill(T::ZERO);
        }
    }
}

/// Rows of the transposed x begin on cache lines, for both types.
const LINE_ELEMENTS: usize = 16;

/// Edge of the square blocks in which a tile is transposed: read and written in short whole rows, turned in between.
const EDGE: usize = 8;

/// `to[s·stride + i] = from[i·lanes + s]` for the first `samples` lanes of each feature i.
#[inline(always)]
fn transpose<T: Real>(to: &mut [T], stride: usize, from: &[T], lanes: usize, samples: usize) {
    let blocks = from.chunks_exact(EDGE * lanes);
    let rest = blocks.remainder();
    let first_left = from.len() / lanes / EDGE * EDGE;
    for (b, block) in blocks.enumerate() {
        let mut s = 0;
        while s + EDGE <= samples {
            let mut square = [[T::ZERO; EDGE]; EDGE];
            for (i, row) in block.chunks_exact(lanes).enumerate() {
                for (j, &value) in row[s..s + EDGE].iter().enumerate() {
                    square[j][i] = value;
                }
            }
            for (j, row) in square.iter().enumerate() {
                to[(s + j) * stride + b * EDGE..][..EDGE].copy_from_slice(row);
            }
            s += EDGE;
        }
        scatter(to, stride, block, lanes, b * EDGE, s..samples);
    }
    scatter(to, stride, rest, lanes, first_left, 0..samples);
}

/// The same element by element, for the features from `first` on and the given samples.
#[inline(always)]
fn scatter<T: Real>(to: &mut [T], stride: usize, from: &[T], lanes: usize, first: usize, samples: Range<usize>) {
    for (i, row) in from.chunks_exact(lanes).enumerate() {
        for s in samples.clone() {
            to[s * stride + first + i] = row[s];
        }
    }
}

/// One tile's contribution.
struct Outer<'a, T> {
    dw: &'a mut [T],
    g: &'a [T],
    lanes: usize,
    x: &'a [T],
    stride: usize,
    samples: usize,
    cols: usize,
    pattern: Pattern,
    /// The row of the pattern that is row 0 here.
    first: usize,
}

impl<T: Real> Blocks<T> for Outer<'_, T> {
    #[inline(always)]
    fn extent(&self, rows: Range<usize>) -> Extent {
        let rows = self.first + rows.start..self.first + rows.end;
        Extent { steps: 0..self.samples, len: self.pattern.span(rows, self.cols).end }
    }

    #[inline(always)]
    fn block<I: Isa, const R: usize, const V: usize>(
        &mut self,
        isa: I,
        row: usize,
        at: usize,
        count: usize,
        steps: Range<usize>,
    ) {
        let mut sums = [[T::splat(isa, T::ZERO); V]; R];
        for (r, sums) in sums.iter_mut().enumerate() {
            *sums = read(isa, &self.dw[(row + r) * self.cols + at..][..count]);
        }
        let samples = steps.len();
        let g: [&[T]; R] = std::array::from_fn(|r| &self.g[(row + r) * self.lanes..][..samples]);
        for (s, x) in self.x[at..].chunks(self.stride).take(samples).enumerate() {
            let Some(x) = T::whole::<I>(x).first_chunk::<V>() else { break };
            for (sums, g) in sums.iter_mut().zip(g) {
                let g = T::splat(isa, g[s]);
                for (sum, &x) in sums.iter_mut().zip(x) {
                    *sum = T::multiply_add(isa, g, x, *sum);
                }
            }
        }
        for (r, sums) in sums.into_iter().enumerate() {
            write(isa, &mut self.dw[(row + r) * self.cols + at..][..count], sums);
        }
    }
}

/// One sum over the batch, as the instruction set receives it.
#[doc(hidden)]
pub struct RowSum<'a, T> {
    out: &'a mut [T],
    tape: Tape<'a, T>,
    at: usize,
    rows: usize,
}

impl<T: Real> Segment for RowSum<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let Self { out, tape, at, rows } = self;
        assert_eq!(out.len(), rows, "length of the sums");
        out.fill(T::ZERO);
        for (tile, samples) in tape.tiles() {
            let values = &tile[at * tape.lanes..][..rows * tape.lanes];
            // A chain of additions waits for itself; eight at once keep the adders busy.
            for (out, rows) in out.chunks_mut(8).zip(values.chunks(8 * tape.lanes)) {
                match out.first_chunk_mut::<8>() {
                    Some(out) => chains(out, rows, tape.lanes, samples),
                    None => {
                        for (out, row) in out.iter_mut().zip(rows.chunks_exact(tape.lanes)) {
                            chains(std::array::from_mut(out), row, tape.lanes, samples);
                        }
                    }
                }
            }
        }
    }
}

/// Adds the first `samples` lanes of each of R rows to its sum.
#[inline(always)]
fn chains<T: Real, const R: usize>(sums: &mut [T; R], rows: &[T], lanes: usize, samples: usize) {
    let rows: [&[T]; R] = std::array::from_fn(|r| &rows[r * lanes..][..samples]);
    let mut now = *sums;
    for s in 0..samples {
        for (sum, row) in now.iter_mut().zip(rows) {
            *sum += row[s];
        }
    }
    *sums = now;
}

#[cfg(test)]
mod tests {
    use super::super::product::tests::bits;
    use super::super::stairs::tests::{made, mask};
    use super::*;
    use crate::isa::InstructionSet;

    const G_AT: usize = 2;

    /// A tape whose pad lanes are NaN: reading one would show.
    fn tape<T: Real>(features: usize, lanes: usize, samples: usize) -> Vec<T> {
        let value = |i: usize| {
            let (s, f) = (i / (features * lanes) * lanes + i % lanes, i / lanes % features);
            if s < samples { (f as f64 * 12.9898 + s as f64 * 78.233).sin() } else { f64::NAN }
        };
        (0..samples.div_ceil(lanes) * features * lanes).map(|i| T::from_f64(value(i))).collect()
    }

    /// The definition: one chain per weight.
    fn naive<T: Real>(tape: Tape<'_, T>, o: usize, i: Option<usize>, fused: bool) -> T {
        let at = |f: usize, s: usize| tape.data[s / tape.lanes * tape.tile + f * tape.lanes + s % tape.lanes];
        (0..tape.samples).fold(T::ZERO, |sum, s| match i {
            Some(i) if fused => at(o, s).fused_mul_add(at(i, s), sum),
            Some(i) => at(o, s) * at(i, s) + sum,
            None => sum + at(o, s),
        })
    }

    fn agrees<T: Real>(rows: usize, cols: usize, lanes: usize, samples: usize) {
        let features = G_AT + rows + cols + 1;
        let data = tape::<T>(features, lanes, samples);
        let tape = Tape { data: &data, tile: features * lanes, lanes, samples };
        let x_at = G_AT + rows + 1;
        let mut scratch = Vec::new();
        for set in InstructionSet::available() {
            let element = |i: usize| naive(tape, G_AT + i / cols, Some(x_at + i % cols), set.fused());
            let expected: Vec<T> = (0..rows * cols).map(element).collect();
            let mut dw = vec![T::ONE; rows * cols];
            let (found, scratch, all, pattern) = (&mut dw, &mut scratch, 0..rows, Pattern::Dense);
            set.run(WeightCotangent { dw: found, tape, g_at: G_AT, x_at, rows: all, cols, scratch, pattern });
            assert_eq!(dw, expected, "{} {rows}x{cols}, {samples} in {lanes} lanes, {}", T::NAME, set.name());
        }
        let mut sums = vec![T::ONE; rows];
        row_sum(&mut sums, tape, G_AT, rows);
        assert_eq!(sums, (0..rows).map(|r| naive(tape, G_AT + r, None, true)).collect::<Vec<_>>());
    }

    #[test]
    fn every_weight_is_one_chain_over_the_samples() {
        for (lanes, samples) in [(1, 3), (5, 12), (16, 16), (16, 39), (64, 130)] {
            for rows in 1..20 {
                let cols = rows * 11 % 20 + 1;
                agrees::<f32>(rows, cols, lanes, samples);
                agrees::<f64>(rows, cols, lanes, samples);
            }
            agrees::<f32>(100, 69, lanes, samples);
            agrees::<f64>(33, 130, lanes, samples);
        }
    }

    #[test]
    fn masked_entries_are_zero_and_the_others_as_if_nothing_were_masked() {
        for (d, lanes) in (1..10).flat_map(|d| [(d, 1), (d, 5), (d, 64)]) {
            for stairs in made(d, d % 2 * 3, 37) {
                let (rows, cols, mask) = (stairs.rows.len(), stairs.columns.len(), mask(stairs));
                let features = rows + cols;
                let data = tape::<f64>(features, lanes, 70);
                let tape = Tape { data: &data, tile: features * lanes, lanes, samples: 70 };
                let mut scratch = vec![f64::NAN; 9];
                let (mut dense, mut dense_sums) = (vec![1.0; rows * cols], vec![1.0; rows]);
                weight_cotangent(&mut dense, Some(&mut dense_sums), tape, 0, rows, 0..rows, cols, &mut scratch);
                let expected = dense.iter().zip(&mask).map(|(&dw, &kept)| if kept { dw } else { 0.0 });
                let expected: Vec<f64> = expected.collect();
                let (mut dw, mut db) = (vec![1.0; rows * cols], vec![1.0; rows]);
                for part in [0..rows / 3, rows / 3..rows] {
                    let dw = &mut dw[part.start * cols..part.end * cols];
                    let db = Some(&mut db[part.clone()]);
                    weight_cotangent_stairs(dw, db, tape, 0, rows, part, cols, &mut scratch, stairs);
                }
                assert_eq!((bits(&dw), &db), (bits(&expected), &dense_sums), "{stairs:?}, {lanes} lanes");
            }
        }
    }

    #[test]
    fn any_division_of_the_rows_gives_the_same_bits() {
        let (rows, cols, lanes) = (23, 10, 16);
        let data = tape::<f32>(40, lanes, 50);
        let tape = Tape { data: &data, tile: 40 * lanes, lanes, samples: 50 };
        let mut scratch = Vec::new();
        let (mut whole, mut sums) = (vec![0.0; rows * cols], vec![0.0; rows]);
        weight_cotangent(&mut whole, Some(&mut sums), tape, 1, 25, 0..rows, cols, &mut scratch);
        for cut in [1, 7, 16, 22] {
            let (mut dw, mut db) = (vec![0.0; rows * cols], vec![0.0; rows]);
            for part in [0..cut, cut..rows] {
                let dw = &mut dw[part.start * cols..part.end * cols];
                let db = Some(&mut db[part.clone()]);
                weight_cotangent(dw, db, tape, 1, 25, part, cols, &mut scratch);
            }
            assert_eq!((&dw, &db), (&whole, &sums));
        }
    }
}

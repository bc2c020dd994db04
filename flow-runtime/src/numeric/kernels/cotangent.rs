//! Sums over the batch: the second phase of the backward pass.
//!
//! The first phase leaves on the tape, tile by tile, the inputs x of each product and the
//! cotangents g of its outputs. The cotangent of the weights is then `dw[o][i] = Σₛ
//! g[o][s]·x[i][s]` over all samples s. Each element is one chain of multiply-adds over ascending
//! samples, or where there are few columns, or some more and a mask, a fixed number of them
//! ([`chains`](super::lane_sums)), whoever computes it, so threads may share the rows out in any
//! way.
//!
//! Where there are many, vectors run along i. That needs x sample by sample, the tape has it
//! feature by feature, so each tile's x is turned first, in squares that fit the registers; then R
//! rows of g are broadcast against V vectors of x, as in a product.

use super::aligned::{aligned_start, spare};
use super::lane_sums::{Chained, RowSum};
use super::mask::{Pattern, Stairs};
use super::pack::PANEL;
use super::register_blocks::{Blocks, Extent};
use super::transpose::turned;
use super::vector::{VectorOf, read, width, write};
use crate::numeric::Real;
use crate::numeric::isa::{Isa, Segment};
use std::ops::Range;

/// The numbers that the forward and backward passes kept of a batch.
#[derive(Clone, Copy, Debug)]
pub struct Tape<'a, T> {
    /// All tiles, one after the other.
    pub data: &'a [T],
    /// Elements of one tile.
    pub tile: usize,
    /// Samples of one tile; feature row f of tile t is `data[t·tile + f·lanes..][..lanes]`.
    pub lanes: usize,
    /// Samples of the batch: sample s is lane `s % lanes` of tile `s / lanes`. Lanes beyond them
    /// are never read.
    pub samples: usize,
}

impl<'a, T> Tape<'a, T> {
    /// The tiles, each with the number of samples in it.
    #[inline(always)]
    pub(super) fn tiles(self) -> impl Iterator<Item = (&'a [T], usize)> {
        assert!(self.data.len() >= self.samples.div_ceil(self.lanes) * self.tile, "length of the tape");
        let mut left = self.samples;
        self.data.chunks_exact(self.tile).map_while(move |tile| {
            let samples = left.min(self.lanes);
            left -= samples;
            (samples > 0).then_some((tile, samples))
        })
    }
}

/// `dw[o][i] = Σₛ g[o][s]·x[i][s]` for the rows o in `rows`, and `db[o] = Σₛ g[o][s]` where wanted.
/// Both are overwritten.
///
/// Shapes: `dw` [rows.len(), cols] row-major, `db` [rows.len()]. g begins at feature row `g_at` of
/// each tile and x at `x_at`; `rows` counts within g. `scratch` is working memory of at least
/// [`turned_len`] numbers, of any content.
#[inline]
pub fn weight_cotangent<T: Real>(
    dw: &mut [T],
    db: Option<&mut [T]>,
    tape: Tape<'_, T>,
    g_at: usize,
    x_at: usize,
    rows: Range<usize>,
    cols: usize,
    scratch: &mut [T],
) {
    let pattern = Pattern::Dense;
    T::weight_cotangent(WeightCotangent { dw, tape, g_at, x_at, rows: rows.clone(), cols, scratch, pattern });
    if let Some(db) = db {
        row_sum(db, tape, g_at + rows.start, rows.len());
    }
}

/// As [`weight_cotangent`] for a weight that `stairs` masks: the cotangents of masked entries are
/// exactly 0.
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
    scratch: &mut [T],
    stairs: Stairs,
) {
    stairs.check(stairs.rows.len().max(rows.end), cols);
    let pattern = Pattern::Stairs(stairs);
    T::weight_cotangent(WeightCotangent { dw, tape, g_at, x_at, rows: rows.clone(), cols, scratch, pattern });
    if let Some(db) = db {
        row_sum(db, tape, g_at + rows.start, rows.len());
    }
}

/// `out[r] = Σₛ v[r][s]`, where v begins at feature row `at` and has `rows` rows.
#[inline]
pub fn row_sum<T: Real>(out: &mut [T], tape: Tape<'_, T>, at: usize, rows: usize) {
    assert_eq!(out.len(), rows, "length of the sums");
    T::row_sum(RowSum { out, tape, at });
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
    scratch: &'a mut [T],
    pattern: Pattern,
}

impl<T: Real> Segment for WeightCotangent<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let Self { dw, tape, g_at, x_at, rows, cols, scratch, pattern } = self;
        let count = rows.len();
        assert_eq!(dw.len(), count * cols, "length of dw as [{count}, {cols}]");
        if count == 0 || cols == 0 {
            return;
        }
        let g_at = g_at + rows.start;
        if is_chained(cols, !matches!(pattern, Pattern::Dense)) {
            let (x_at, first) = (Some(x_at), rows.start);
            Chained { out: dw, cols, tape, g_at, x_at, rows: count, pattern, first }.run(isa);
        } else {
            let read = pattern.span(rows.clone(), cols).end;
            let tall = tape.lanes.next_multiple_of(PANEL);
            let len = read.next_multiple_of(PANEL) * tall;
            assert!(scratch.len() >= turned_len::<T>(cols, tape.lanes), "length of the working memory");
            let start = aligned_start(scratch);
            let x = &mut scratch[start..start + len];
            if tape.samples == 0 {
                dw.fill(T::ZERO);
            }
            for (k, (tile, samples)) in tape.tiles().enumerate() {
                let from = &tile[x_at * tape.lanes..][..read * tape.lanes];
                turn_all(isa, x, tall, from, tape.lanes, samples);
                let g = &tile[g_at * tape.lanes..][..count * tape.lanes];
                let (x, first, begins, lanes) = (T::whole::<I>(x), rows.start, k == 0, tape.lanes);
                Outer::<T, I> { dw, g, lanes, x, tall, samples, cols, pattern, first, begins }.cover(isa, count);
            }
        }
        // Blocks along the edge of the stairs have computed some masked entries.
        if let Pattern::Stairs(stairs) = pattern {
            for (alike, reach) in stairs.treads(rows.clone()) {
                for row in dw[(alike.start - rows.start) * cols..][..alike.len() * cols].chunks_exact_mut(cols) {
                    row[reach..].fill(T::ZERO);
                }
            }
        }
    }
}

/// Writes the features of a tile as columns of vectors: vector s of column c, at `to[(c·tall +
/// s)·width..]`, holds sample s of the features from `c·width` on. So the samples of a few features
/// follow one another.
#[inline(always)]
fn turn_all<T: Real, I: Isa>(isa: I, to: &mut [T], tall: usize, from: &[T], lanes: usize, samples: usize) {
    let width = width::<T, I>();
    for (column, features) in from.chunks(width * lanes).enumerate() {
        let rows = features.len() / lanes;
        for s in (0..samples).step_by(width) {
            let square = turned::<T, I>(isa, &features[s..], rows, lanes, samples - s);
            let to = &mut to[(column * tall + s) * width..][..width * width];
            for (to, row) in T::whole_mut::<I>(to).iter_mut().zip(&square[..width]) {
                *to = *row;
            }
        }
    }
}

/// Steps of a sum that are written out: their places in the slices need no check.
const STEPS: usize = 4;

/// One tile's contribution.
struct Outer<'a, T: Real, I: Isa> {
    dw: &'a mut [T],
    g: &'a [T],
    lanes: usize,
    /// Columns of `tall` vectors, see [`turn_all`].
    x: &'a [VectorOf<T, I>],
    tall: usize,
    samples: usize,
    cols: usize,
    pattern: Pattern,
    /// The row of the pattern that is row 0 here.
    first: usize,
    /// True for the first tile, with which the sums begin.
    begins: bool,
}

impl<T: Real, I: Isa> Blocks<T, I> for Outer<'_, T, I> {
    #[inline(always)]
    fn extent(&self, rows: Range<usize>) -> Extent {
        let rows = self.first + rows.start..self.first + rows.end;
        Extent { steps: 0..self.samples, len: self.pattern.span(rows, self.cols).end }
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
        if !self.begins {
            for (r, sums) in sums.iter_mut().enumerate() {
                *sums = read(isa, &self.dw[(row + r) * self.cols + at..][..count]);
            }
        }
        let samples = steps.len();
        let column = at / width::<T, I>();
        let g: [&[T]; R] = std::array::from_fn(|r| &self.g[(row + r) * self.lanes..][..samples]);
        let x: [&[VectorOf<T, I>]; V] = std::array::from_fn(|v| &self.x[(column + v) * self.tall..][..samples]);
        let groups = samples / STEPS;
        let g_groups: [&[[T; STEPS]]; R] = std::array::from_fn(|r| &g[r].as_chunks().0[..groups]);
        let x_groups: [&[[VectorOf<T, I>; STEPS]]; V] = std::array::from_fn(|v| &x[v].as_chunks().0[..groups]);
        for group in 0..groups {
            for step in 0..STEPS {
                let mut now = [T::splat(isa, T::ZERO); V];
                for (now, x) in now.iter_mut().zip(x_groups) {
                    *now = x[group][step];
                }
                for (sums, g) in sums.iter_mut().zip(g_groups) {
                    let g = T::splat(isa, g[group][step]);
                    for (sum, x) in sums.iter_mut().zip(now) {
                        *sum = T::multiply_add(isa, g, x, *sum);
                    }
                }
            }
        }
        for s in groups * STEPS..samples {
            for (sums, g) in sums.iter_mut().zip(g) {
                let g = T::splat(isa, g[s]);
                for (sum, x) in sums.iter_mut().zip(x) {
                    *sum = T::multiply_add(isa, g, x[s], *sum);
                }
            }
        }
        for (r, sums) in sums.into_iter().enumerate() {
            write(isa, &mut self.dw[(row + r) * self.cols + at..][..count], sums);
        }
    }
}

/// Numbers of working memory that the cotangent of a matrix of so many columns needs.
pub const fn turned_len<T>(cols: usize, lanes: usize) -> usize {
    cols.next_multiple_of(PANEL) * lanes.next_multiple_of(PANEL) + spare::<T>()
}

/// Says if vectors run along the samples: of few columns the last vector would be mostly empty, as
/// would the last one of each row of a mask, and turning them takes longer than their sums. A
/// question of the whole matrix, since the answer changes bits. Where the answer is yes, rows share
/// nothing.
pub(crate) const fn is_chained(cols: usize, masked: bool) -> bool {
    cols <= if masked { 128 } else { 47 }
}

#[cfg(test)]
mod tests {
    use super::super::lane_sums::chains;
    use super::super::mask::tests::{made, mask};
    use super::super::product::tests::bits;
    use super::*;
    use crate::numeric::isa::InstructionSet;

    const G_AT: usize = 2;

    /// A tape whose pad lanes are NaN: reading one would show.
    fn tape<T: Real>(features: usize, lanes: usize, samples: usize) -> Vec<T> {
        let value = |i: usize| {
            let (s, f) = (i / (features * lanes) * lanes + i % lanes, i / lanes % features);
            if s < samples { (f as f64 * 12.9898 + s as f64 * 78.233).sin() } else { f64::NAN }
        };
        (0..samples.div_ceil(lanes) * features * lanes).map(|i| T::from_f64(value(i))).collect()
    }

    /// The definition: so many chains per weight, added in pairs.
    fn naive<T: Real>(tape: Tape<'_, T>, o: usize, i: Option<usize>, fused: bool, chains: usize) -> T {
        let at = |f: usize, s: usize| tape.data[s / tape.lanes * tape.tile + f * tape.lanes + s % tape.lanes];
        let chain = |k: usize| {
            let samples = (0..tape.samples).filter(|s| s % tape.lanes % chains == k);
            samples.fold(T::ZERO, |sum, s| match i {
                Some(i) if fused => at(o, s).fused_mul_add(at(i, s), sum),
                Some(i) => at(o, s) * at(i, s) + sum,
                None => sum + at(o, s),
            })
        };
        let mut sums: Vec<T> = (0..chains).map(chain).collect();
        while sums.len() > 1 {
            let high = sums.split_off(sums.len() / 2);
            sums.iter_mut().zip(high).for_each(|(low, high)| *low += high);
        }
        sums[0]
    }

    fn agrees<T: Real>(rows: usize, cols: usize, lanes: usize, samples: usize) {
        let features = G_AT + rows + cols + 1;
        let data = tape::<T>(features, lanes, samples);
        let tape = Tape { data: &data, tile: features * lanes, lanes, samples };
        let x_at = G_AT + rows + 1;
        let mut scratch = vec![T::from_f64(f64::NAN); turned_len::<T>(cols, lanes)];
        for set in InstructionSet::available() {
            let count = if is_chained(cols, false) { chains::<T>() } else { 1 };
            let element = |i: usize| naive(tape, G_AT + i / cols, Some(x_at + i % cols), set.fused(), count);
            let expected: Vec<T> = (0..rows * cols).map(element).collect();
            let mut dw = vec![T::ONE; rows * cols];
            let (found, scratch, all, pattern) = (&mut dw, &mut scratch, 0..rows, Pattern::Dense);
            set.run(WeightCotangent { dw: found, tape, g_at: G_AT, x_at, rows: all, cols, scratch, pattern });
            assert_eq!(dw, expected, "{} {rows}x{cols}, {samples} in {lanes} lanes, {}", T::NAME, set.name());
        }
        let mut sums = vec![T::ONE; rows];
        row_sum(&mut sums, tape, G_AT, rows);
        assert_eq!(sums, (0..rows).map(|r| naive(tape, G_AT + r, None, true, chains::<T>())).collect::<Vec<_>>());
    }

    #[test]
    fn every_weight_is_so_many_chains_over_the_samples() {
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

    fn agrees_masked<T: Real>(stairs: Stairs, lanes: usize) {
        let (rows, cols, mask) = (stairs.rows.len(), stairs.columns.len(), mask(stairs));
        let features = rows + cols;
        let data = tape::<T>(features, lanes, 70);
        let tape = Tape { data: &data, tile: features * lanes, lanes, samples: 70 };
        let count = if is_chained(cols, true) { chains::<T>() } else { 1 };
        for set in InstructionSet::available() {
            let element = |i: usize| match mask[i] {
                true => naive(tape, i / cols, Some(rows + i % cols), set.fused(), count),
                false => T::ZERO,
            };
            let expected: Vec<T> = (0..rows * cols).map(element).collect();
            let mut scratch = vec![T::from_f64(f64::NAN); turned_len::<T>(cols, lanes)];
            let mut dw = vec![T::ONE; rows * cols];
            for rows in [0..rows / 3, rows / 3..rows] {
                let (dw, scratch) = (&mut dw[rows.start * cols..rows.end * cols], &mut scratch[..]);
                let (g_at, x_at, pattern) = (0, stairs.rows.len(), Pattern::Stairs(stairs));
                set.run(WeightCotangent { dw, tape, g_at, x_at, rows, cols, scratch, pattern });
            }
            assert_eq!(bits(&dw), bits(&expected), "{} {stairs:?}, {lanes} lanes, {}", T::NAME, set.name());
        }
    }

    #[test]
    fn masked_entries_are_zero_and_the_others_as_many_chains() {
        let narrow = (1..10).flat_map(|d| [(d, 37, 1), (d, 37, 5), (d, 37, 64)]);
        for (d, hidden, lanes) in narrow.chain([(3, 131, 5), (9, 140, 64)]) {
            for stairs in made(d, d % 2 * 3, hidden) {
                agrees_masked::<f32>(stairs, lanes);
                agrees_masked::<f64>(stairs, lanes);
            }
        }
    }

    #[test]
    fn the_public_function_of_masks_sums_the_bias_too() {
        let [stairs, ..] = made(4, 1, 21);
        let (rows, cols, lanes) = (stairs.rows.len(), stairs.columns.len(), 16);
        let data = tape::<f64>(rows + cols, lanes, 40);
        let tape = Tape { data: &data, tile: (rows + cols) * lanes, lanes, samples: 40 };
        let mut scratch = vec![0.0; turned_len::<f64>(cols, lanes)];
        let (mut dw, mut db, mut sums) = (vec![1.0; rows * cols], vec![1.0; rows], vec![2.0; rows]);
        weight_cotangent_stairs(&mut dw, Some(&mut db), tape, 0, rows, 0..rows, cols, &mut scratch, stairs);
        row_sum(&mut sums, tape, 0, rows);
        assert_eq!(db, sums);
        assert!(dw.iter().zip(mask(stairs)).all(|(dw, kept)| (*dw != 0.0) == kept));
    }

    #[test]
    #[should_panic = "length of the tape"]
    fn a_tape_that_is_too_short_is_refused() {
        let tape = Tape { data: &[0.0; 16][..], tile: 16, lanes: 16, samples: 32 };
        row_sum(&mut [0.0], tape, 0, 1);
    }

    #[test]
    fn any_division_of_the_rows_gives_the_same_bits() {
        let (rows, cols, lanes) = (23, 10, 16);
        let data = tape::<f32>(40, lanes, 50);
        let tape = Tape { data: &data, tile: 40 * lanes, lanes, samples: 50 };
        let mut scratch = vec![f32::NAN; turned_len::<f32>(cols, lanes)];
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

//! A convolution and its transposed map by patches.

use super::super::convolve::{Convolve, Direct};
use super::super::pack::{PANEL, packed_len};
use super::super::product::{Activation, finish};
use super::super::vector::{VectorOf, read, width, write};
use super::super::window::{Axis, View, Window};
use super::{ALL, Grid, POINTS, Strip, points_len, region, strip_len, two};
use crate::numeric::Real;
use crate::numeric::isa::{Isa, Segment};

/// Working memory of a convolution by patches: the biases of all lanes, and a strip of patches.
pub fn work_len(view: View, lanes: usize) -> usize {
    let [rows, _] = view.matrix();
    let [read, made] = [view.channels() * lanes, rows * lanes];
    let count = strip_len(view.extents()[1].div_ceil(2), read + made);
    made + points_len(count * read) + points_len(count * made)
}

/// The weight at each point, `G w Gᵀ`: as many packed matrices.
pub fn pack_points<T: Real>(out: &mut [T], w: &[T], view: View) {
    let Window { inputs, outputs, .. } = view.window;
    let ([rows, _], channels) = (view.matrix(), view.channels());
    let each = packed_len(rows, channels);
    assert_eq!(out.len(), POINTS * each, "packed length of {POINTS} [{rows}, {channels}] matrices");
    assert_eq!(w.len(), view.window.weight_len(), "length of the weight");
    out.fill(T::ZERO);
    let half = T::from_f64(0.5);
    let spread = |a: T, b: T, c: T| [a, half * (a + b + c), half * (a - b + c), c];
    for ((o, c), taps) in (0..outputs).flat_map(|o| (0..inputs).map(move |c| (o, c))).zip(w.as_chunks::<9>().0) {
        // The transposed map has its taps turned round.
        let tap = |i: usize| taps[if view.transposed { 8 - i } else { i }];
        let columns: [[T; 4]; 3] = std::array::from_fn(|x| spread(tap(x), tap(3 + x), tap(6 + x)));
        let (row, column) = if view.transposed { (c, o) } else { (o, c) };
        let at = (row / PANEL * channels + column) * PANEL + row % PANEL;
        for y in 0..4 {
            let line = spread(columns[0][y], columns[1][y], columns[2][y]);
            for (x, number) in line.into_iter().enumerate() {
                out[(4 * y + x) * each + at] = number;
            }
        }
    }
}

/// A convolution by patches, with its working memory.
pub struct ByPatches<'w, 'a, T> {
    pub convolve: &'w mut Convolve<'a, T>,
}

impl<T: Real> Segment for ByPatches<'_, '_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let Convolve { out, panels, bias, x, lanes, activation, gate, view, work } = self.convolve;
        let (view, lanes, activation) = (*view, *lanes, *activation);
        let ([rows, _], channels) = (view.matrix(), view.channels());
        let ([height, width], [read_height, read_width]) = (view.extents(), view.read_extents());
        let (read, made) = (channels * lanes, rows * lanes);
        let patches = width.div_ceil(2);
        let most = strip_len(patches, read + made);
        let (biases, work) = work.split_at_mut(made);
        let (ours, theirs) = work.split_at_mut(points_len(most * read));
        for (row, biases) in biases.chunks_exact_mut(lanes).enumerate() {
            biases.fill(bias.map_or(T::ZERO, |bias| bias[row]));
        }
        let before = [view.window.height, view.window.width]
            .map(|axis| if view.transposed { axis.kernel - 1 - axis.before } else { axis.before });
        let grid = Grid { numbers: x, height: read_height, width: read_width, before, rows: ALL };
        for row in 0..height.div_ceil(2) {
            let mut first = 0;
            while first < patches {
                let count = most.min(patches - first);
                let strip = Strip { row, first, count, each: read };
                grid.transform(isa, ours, strip);
                let line = Axis::new(count, count, 1, 1, 1, 0);
                let window = Window::new(Axis::new(1, 1, 1, 1, 1, 0), line, channels, rows);
                let view = View { window, transposed: false };
                let made = Strip { each: made, ..strip };
                for (point, panels) in panels.chunks_exact(packed_len(rows, channels)).enumerate() {
                    let (out, x) = (&mut theirs[region(point, made.len())], &ours[region(point, strip.len())]);
                    let (bias, activation, gate) = (None, Activation::Identity, None);
                    let work = &mut [];
                    let convolve = &mut Convolve { out, panels, bias, x, lanes, activation, gate, view, work };
                    isa.enter(Direct { convolve });
                }
                let close = Close { points: theirs, biases, gate: *gate, activation, extents: [height, width] };
                close.run(isa, out, made);
                first += count;
            }
        }
    }
}

/// The end of a convolution: `Aᵀ m A` of a strip's points, with what is applied to it.
struct Close<'a, T> {
    points: &'a [T],
    biases: &'a [T],
    gate: Option<&'a [T]>,
    activation: Activation,
    /// Those of the grid that is made.
    extents: [usize; 2],
}

impl<T: Real> Close<'_, T> {
    #[inline(always)]
    fn run<I: Isa>(&self, isa: I, out: &mut [T], strip: Strip) {
        for patch in 0..strip.count {
            let (mut at, vector) = (0, width::<T, I>());
            while at + vector <= strip.each {
                self.part(isa, out, strip, patch, at, vector);
                at += vector;
            }
            if at < strip.each {
                self.part(isa, out, strip, patch, at, strip.each - at);
            }
        }
    }

    #[inline(always)]
    fn part<I: Isa>(&self, isa: I, out: &mut [T], strip: Strip, patch: usize, at: usize, count: usize) {
        let zero = T::splat(isa, T::ZERO);
        let mut lines = [[zero; 4]; 2];
        for x in 0..4 {
            let mut column = [zero; 4];
            for (y, number) in column.iter_mut().enumerate() {
                let from = region(4 * y + x, strip.len()).start + patch * strip.each + at;
                *number = read::<T, I, 1>(isa, &self.points[from..][..count])[0];
            }
            let [above, below] = two::<T, I>(isa, column);
            lines[0][x] = above;
            lines[1][x] = below;
        }
        let bias = read::<T, I, 1>(isa, &self.biases[at..][..count])[0];
        for (y, line) in lines.iter().enumerate() {
            let pair = two::<T, I>(isa, *line);
            for (x, number) in pair.iter().enumerate() {
                let (y, x) = (2 * strip.row + y, 2 * (strip.first + patch) + x);
                if y < self.extents[0] && x < self.extents[1] {
                    let from = (y * self.extents[1] + x) * strip.each + at;
                    self.put(isa, &mut out[from..][..count], from, T::plus(isa, *number, bias));
                }
            }
        }
    }

    #[inline(always)]
    fn put<I: Isa>(&self, isa: I, out: &mut [T], from: usize, number: VectorOf<T, I>) {
        write(isa, out, [finish::<T, I>(isa, number, self.activation)]);
        if let Some(gate) = self.gate {
            for (out, gate) in out.iter_mut().zip(&gate[from..]) {
                *out = if T::ZERO < *gate { *out } else { T::ZERO };
            }
        }
    }
}

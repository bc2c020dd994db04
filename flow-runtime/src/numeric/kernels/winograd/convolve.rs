//! A convolution and its transposed map by patches.
//!
//! Vectors of lanes go patch by patch, all of it near: the transforms of the inputs, then column by
//! column of the 4 × 4 points the products, four points at once, which are added to the outputs. Of one
//! lane the vectors run along the channels, and a point's products of several patches follow one
//! another.

use super::super::convolve::Convolve;
use super::super::pack::{PANEL, packed_len};
use super::super::product::{Activation, finish};
use super::super::vector::{VectorOf, read, width, write};
use super::super::window::{View, Window};
use super::{ALL, Grid, POINTS, Strip, four, points_len, region, strip_len, two};
use crate::numeric::Real;
use crate::numeric::isa::{Isa, Segment};
use pulp::Simd;

/// Working memory of a convolution by patches: where lanes are vectors, a patch's points and outputs for
/// the widest of them; of one lane a strip of patches.
pub fn work_len(view: View, lanes: usize) -> usize {
    let ([rows, _], channels) = (view.matrix(), view.channels());
    if lanes > 1 {
        return (POINTS * channels + 4 * rows) * PANEL;
    }
    let count = strip_len(view.extents()[1].div_ceil(2), rows + channels);
    points_len(count * channels) + points_len(count * rows)
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
        if self.convolve.lanes > 1 {
            by_lanes(isa, self.convolve);
        } else {
            by_channels(isa, self.convolve);
        }
    }
}

/// The grid that a convolution reads.
fn grid<'a, T>(x: &'a [T], view: View) -> Grid<'a, T> {
    let before = [view.window.height, view.window.width]
        .map(|axis| if view.transposed { axis.kernel - 1 - axis.before } else { axis.before });
    let [height, width] = view.read_extents();
    Grid { numbers: x, height, width, before, rows: ALL }
}

#[inline(always)]
fn by_lanes<T: Real, I: Isa>(isa: I, convolve: &mut Convolve<'_, T>) {
    let [height, width] = convolve.view.extents();
    let vector = super::width::<T, I>();
    for (y, x) in (0..height).step_by(2).flat_map(|y| (0..width).step_by(2).map(move |x| (y, x))) {
        let mut at = 0;
        while at + vector <= convolve.lanes {
            Patch { y, x, at, count: vector }.run(isa, convolve);
            at += vector;
        }
        if at < convolve.lanes {
            Patch { y, x, at, count: convolve.lanes - at }.run(isa, convolve);
        }
    }
}

/// `count` lanes, from `at` on, of the patch whose first output is at y, x.
#[derive(Clone, Copy)]
struct Patch {
    y: usize,
    x: usize,
    at: usize,
    count: usize,
}

impl Patch {
    #[inline(always)]
    fn run<T: Real, I: Isa>(self, isa: I, convolve: &mut Convolve<'_, T>) {
        let Convolve { out, panels, bias, x, lanes, activation, gate, view, work, .. } = convolve;
        let ([rows, _], channels) = (view.matrix(), view.channels());
        let work = T::whole_mut::<I>(work);
        let (points, work) = work.split_at_mut(POINTS * channels);
        let made = &mut work[..4 * rows];
        self.transform(isa, points, grid(x, *view), channels, *lanes);
        for (column, points) in points.chunks_exact(4 * channels).enumerate() {
            let points: [&[VectorOf<T, I>]; 4] = std::array::from_fn(|i| &points[i * channels..][..channels]);
            products::<T, I>(isa, made, (panels, column), points, rows);
        }
        let [height, width] = view.extents();
        for (row, made) in made.chunks_exact(4).enumerate() {
            let bias = T::splat(isa, bias.map_or(T::ZERO, |bias| bias[row]));
            for (k, &number) in made.iter().enumerate() {
                let (y, x) = (self.y + k / 2, self.x + k % 2);
                if y < height && x < width {
                    let from = ((y * width + x) * rows + row) * *lanes + self.at;
                    let number = finish::<T, I>(isa, T::plus(isa, number, bias), *activation);
                    put(isa, &mut out[from..][..self.count], gate.map(|gate| &gate[from..]), number);
                }
            }
        }
    }

    /// `Bᵀ d B`, `[column of points, row of points, channel]`.
    #[inline(always)]
    fn transform<T: Real, I: Isa>(
        self,
        isa: I,
        points: &mut [VectorOf<T, I>],
        grid: Grid<'_, T>,
        channels: usize,
        lanes: usize,
    ) {
        for channel in 0..channels {
            let at = channel * lanes + self.at;
            let mut columns = [[T::splat(isa, T::ZERO); 4]; 4];
            for (x, column) in columns.iter_mut().enumerate() {
                let mut d = [T::splat(isa, T::ZERO); 4];
                for (y, d) in d.iter_mut().enumerate() {
                    *d = grid.at(isa, [self.y + y, self.x + x], channels * lanes, at, self.count);
                }
                *column = four::<T, I>(isa, d);
            }
            for y in 0..4 {
                let line = four::<T, I>(isa, [columns[0][y], columns[1][y], columns[2][y], columns[3][y]]);
                for (x, number) in line.into_iter().enumerate() {
                    points[(4 * x + y) * channels + channel] = number;
                }
            }
        }
    }
}

/// The products at a column of points, added to the outputs `[row, 2, 2]`.
#[inline(always)]
fn products<T: Real, I: Isa>(
    isa: I,
    made: &mut [VectorOf<T, I>],
    weights: (&[T], usize),
    points: [&[VectorOf<T, I>]; 4],
    rows: usize,
) {
    let many = <I::Simd as Simd>::REGISTER_COUNT >= 32;
    let mut row = 0;
    while row < rows {
        let left = (rows - row).min(PANEL - row % PANEL);
        let count = match left {
            4.. if many => 4,
            2.. => 2,
            _ => 1,
        };
        match count {
            4 => products_of::<T, I, 4>(isa, made, weights, points, [rows, row]),
            2 => products_of::<T, I, 2>(isa, made, weights, points, [rows, row]),
            _ => products_of::<T, I, 1>(isa, made, weights, points, [rows, row]),
        }
        row += count;
    }
}

#[inline(always)]
fn products_of<T: Real, I: Isa, const R: usize>(
    isa: I,
    made: &mut [VectorOf<T, I>],
    (panels, column): (&[T], usize),
    points: [&[VectorOf<T, I>]; 4],
    [rows, row]: [usize; 2],
) {
    let channels = points[0].len();
    let each = packed_len(rows, channels) / PANEL;
    let panels = &panels.as_chunks::<PANEL>().0[row / PANEL * channels..];
    let weights: [&[[T; PANEL]]; 4] = std::array::from_fn(|i| &panels[(4 * i + column) * each..][..channels]);
    let sums = steps::<T, I, R>(isa, weights, row % PANEL, points);
    for r in 0..R {
        let [above, below] = two::<T, I>(isa, [sums[0][r], sums[1][r], sums[2][r], sums[3][r]]);
        let made = &mut made[4 * (row + r)..][..4];
        for (line, t) in [(0, above), (2, below)] {
            // `Aᵀ` along a row of points, one by one.
            match column {
                0 => made[line] = t,
                1 => {
                    made[line] = T::plus(isa, made[line], t);
                    made[line + 1] = t;
                }
                2 => {
                    made[line] = T::plus(isa, made[line], t);
                    made[line + 1] = T::minus(isa, made[line + 1], t);
                }
                _ => made[line + 1] = T::plus(isa, made[line + 1], t),
            }
        }
    }
}

/// Four points' sums over the channels, of R rows. A function of values: a loop inside of others would
/// keep its accumulators in memory.
#[inline(always)]
fn steps<T: Real, I: Isa, const R: usize>(
    isa: I,
    weights: [&[[T; PANEL]]; 4],
    offset: usize,
    points: [&[VectorOf<T, I>]; 4],
) -> [[VectorOf<T, I>; R]; 4] {
    let mut sums = [[T::splat(isa, T::ZERO); R]; 4];
    let channels = points[0].len();
    let points = points.map(|point| &point[..channels]);
    let weights = weights.map(|weights| &weights[..channels]);
    for channel in 0..channels {
        for (sums, (weights, point)) in sums.iter_mut().zip(weights.iter().zip(points)) {
            for (sum, &w) in sums.iter_mut().zip(&weights[channel][offset..][..R]) {
                *sum = T::multiply_add(isa, T::splat(isa, w), point[channel], *sum);
            }
        }
    }
    sums
}

#[inline(always)]
fn by_channels<T: Real, I: Isa>(isa: I, convolve: &mut Convolve<'_, T>) {
    let Convolve { out, panels, bias, x, activation, gate, view, work, .. } = convolve;
    let ([rows, _], channels) = (view.matrix(), view.channels());
    let [height, width] = view.extents();
    let patches = width.div_ceil(2);
    let most = strip_len(patches, rows + channels);
    let (ours, theirs) = work.split_at_mut(points_len(most * channels));
    let grid = grid(x, *view);
    for (row, first) in (0..height.div_ceil(2)).flat_map(|row| (0..patches).step_by(most).map(move |p| (row, p))) {
        let strip = Strip { row, first, count: most.min(patches - first), each: channels };
        let made = Strip { each: rows, ..strip };
        grid.transform(isa, ours, strip);
        let view = View { window: Window::pointwise(strip.count, channels, rows), transposed: false };
        for (point, panels) in panels.chunks_exact(packed_len(rows, channels)).enumerate() {
            let (out, x) = (&mut theirs[region(point, made.len())], &ours[region(point, strip.len())]);
            let (bias, activation, gate, work) = (None, Activation::Identity, None, &mut [][..]);
            Convolve { out, panels, bias, x, lanes: 1, activation, gate, view, level: None, work }.columns(
                isa,
                (0, 0..strip.count),
                0..rows,
            );
        }
        let close =
            Close { points: theirs, bias: *bias, gate: *gate, activation: *activation, extents: [height, width] };
        close.run(isa, out, made);
    }
}

/// Writes a vector of outputs.
#[inline(always)]
fn put<T: Real, I: Isa>(isa: I, out: &mut [T], gate: Option<&[T]>, number: VectorOf<T, I>) {
    write(isa, out, [number]);
    if let Some(gate) = gate {
        for (out, gate) in out.iter_mut().zip(gate) {
            *out = if T::ZERO < *gate { *out } else { T::ZERO };
        }
    }
}

/// The end of a convolution of one lane: `Aᵀ m A` of a strip's points, with what is applied to it.
struct Close<'a, T> {
    points: &'a [T],
    bias: Option<&'a [T]>,
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
        let mut columns = [[zero; 2]; 4];
        for (x, column) in columns.iter_mut().enumerate() {
            let mut points = [zero; 4];
            for (y, number) in points.iter_mut().enumerate() {
                let from = region(4 * y + x, strip.len()).start + patch * strip.each + at;
                *number = read::<T, I, 1>(isa, &self.points[from..][..count])[0];
            }
            *column = two::<T, I>(isa, points);
        }
        let [a, b, c, d] = columns;
        let bias = match self.bias {
            Some(bias) => T::load(isa, &bias[at..][..count]),
            None => zero,
        };
        for y in 0..2 {
            let pair = two::<T, I>(isa, [a[y], b[y], c[y], d[y]]);
            for (x, number) in pair.iter().enumerate() {
                let (y, x) = (2 * strip.row + y, 2 * (strip.first + patch) + x);
                if y < self.extents[0] && x < self.extents[1] {
                    let from = (y * self.extents[1] + x) * strip.each + at;
                    let number = finish::<T, I>(isa, T::plus(isa, *number, bias), self.activation);
                    put(isa, &mut out[from..][..count], self.gate.map(|gate| &gate[from..]), number);
                }
            }
        }
    }
}

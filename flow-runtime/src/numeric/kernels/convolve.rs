//! A window times tile: at every position of a grid, `out[o] = act(bias[o] + Σ w[o][tap, c]·x[place
//! of the tap][c])`.
//!
//! A convolution is a product whose matrix slides. The panels of the weight hold its columns in the
//! order in which a window lies in the grid, taps row by row and channels innermost, so a row of taps
//! is one run of neighbouring rows of x and neighbouring columns of the panel, and nothing is copied.
//! At an edge a run is shorter. Each output is one chain from its bias over the taps in this order.

use super::assert_convolutions;
use super::by_taps::{SHORT, by_taps};
use super::pack::{PANEL, packed_len};
use super::pointwise::pointwise;
use super::product::{Activation, activate, finish};
use super::register_blocks::even_part;
use super::vector::{VectorOf, read, width, write};
use super::window::{Taps, View, Window};
use super::winograd::{self, ByPatches, pack_points};
use crate::numeric::Real;
use crate::numeric::isa::{Isa, Segment};
use crate::numeric::workspace::with_workspace;
use pulp::Simd;
use std::ops::Range;

/// `out[p, o] = activation(bias[o] + Σ w[o, c, tap]·x[place of the tap at p, c])` for a tile.
///
/// Shapes: `out` [positions · outputs, lanes], `panels` a weight packed by `pack_window`, `x`
/// [positions · inputs, lanes]; `bias` has a number for each output channel, or is absent for 0.
#[inline]
pub fn convolve<T: Real>(
    out: &mut [T],
    panels: &[T],
    bias: Option<&[T]>,
    x: &[T],
    lanes: usize,
    activation: Activation,
    window: Window,
) {
    run(out, panels, bias, x, None, lanes, activation, View { window, transposed: false });
}

/// `out[i, c] = Σ w[o, c, tap]·x[p, o]` over the positions p whose tap reads i: the transposed map,
/// with panels by `pack_window_transposed`; where there is a `gate`, of the shape of `out`, the result
/// is 0 where that is not positive.
#[inline]
pub fn convolve_transposed<T: Real>(
    out: &mut [T],
    panels: &[T],
    bias: Option<&[T]>,
    x: &[T],
    gate: Option<&[T]>,
    lanes: usize,
    activation: Activation,
    window: Window,
) {
    run(out, panels, bias, x, gate, lanes, activation, View { window, transposed: true });
}

/// The part of [`convolve`] that a level computes, of so many: equally many positions, or of one position a group of channels. All levels
/// together are the whole, to its bits; a causal window, and one that reads what comes before a position, do not read what later levels
/// compute.
#[inline]
pub fn convolve_level<T: Real>(
    out: &mut [T],
    panels: &[T],
    bias: Option<&[T]>,
    x: &[T],
    (level, levels): (usize, usize),
    lanes: usize,
    activation: Activation,
    window: Window,
) {
    assert_convolutions::<T>();
    let (view, level) = (View { window, transposed: false }, Some((level, levels)));
    T::convolve(Convolve { out, panels, bias, x, lanes, activation, gate: None, view, level, work: &mut [] });
}

/// The part of [`convolve_transposed`] that a level computes, of so many, where the last one comes first.
#[inline]
pub fn convolve_level_transposed<T: Real>(
    out: &mut [T],
    panels: &[T],
    x: &[T],
    (level, levels): (usize, usize),
    lanes: usize,
    window: Window,
) {
    assert_convolutions::<T>();
    let (view, level, activation) = (View { window, transposed: true }, Some((level, levels)), Activation::Identity);
    T::convolve(Convolve { out, panels, bias: None, x, lanes, activation, gate: None, view, level, work: &mut [] });
}

fn run<T: Real>(
    out: &mut [T],
    panels: &[T],
    bias: Option<&[T]>,
    x: &[T],
    gate: Option<&[T]>,
    lanes: usize,
    activation: Activation,
    view: View,
) {
    assert_convolutions::<T>();
    with_workspace(work_len(view, lanes), |work| {
        T::convolve(Convolve { out, panels, bias, x, lanes, activation, gate, view, level: None, work });
    });
}

/// The working memory of a convolution.
fn work_len(view: View, lanes: usize) -> usize {
    if view.window.is_by_patches() { winograd::work_len(view, lanes) } else { 0 }
}

/// One convolution, as the instruction set receives it.
#[doc(hidden)]
pub struct Convolve<'a, T> {
    pub(super) out: &'a mut [T],
    pub(super) panels: &'a [T],
    pub(super) bias: Option<&'a [T]>,
    pub(super) x: &'a [T],
    pub(super) lanes: usize,
    pub(super) activation: Activation,
    pub(super) gate: Option<&'a [T]>,
    pub(super) view: View,
    /// The level that is computed, and how many there are, where it is not the whole.
    pub(super) level: Option<(usize, usize)>,
    /// Working memory.
    pub(super) work: &'a mut [T],
}

impl<T: Real> Segment for Convolve<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(mut self, isa: I) {
        let ([rows, _], lanes) = (self.view.matrix(), self.lanes);
        let [height, width] = self.view.extents();
        let [read_height, read_width] = self.view.read_extents();
        assert_eq!(self.panels.len(), self.view.packed_len(), "packed length of {:?}", self.view.window);
        assert_eq!(self.x.len(), read_height * read_width * self.view.channels() * lanes, "length of x");
        assert_eq!(self.out.len(), height * width * rows * lanes, "length of out");
        if let Some(bias) = self.bias {
            assert_eq!(bias.len(), rows, "length of the bias");
        }
        if let Some(gate) = self.gate {
            assert_eq!(gate.len(), self.out.len(), "length of the gate");
        }
        if let Some((level, levels)) = self.level {
            let (positions, channels) = self.view.of_level(level, levels);
            isa.enter(Level { convolve: &mut self, positions: positions.clone(), channels: channels.clone() });
            let out = (positions.start * rows + channels.start)..((positions.end - 1) * rows + channels.end);
            let out = &mut self.out[out.start * lanes..out.end * lanes];
            return activate(out, self.activation);
        }
        if self.view.window.is_by_patches() {
            isa.enter(ByPatches { convolve: &mut self });
        } else {
            isa.enter(Direct { convolve: &mut self });
        }
        activate(self.out, self.activation);
    }
}

/// A convolution by its taps and not by patches, without the activations that [`finish`] does not apply.
pub(super) struct Direct<'c, 'a, T> {
    pub convolve: &'c mut Convolve<'a, T>,
}

impl<T: Real> Segment for Direct<'_, '_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let [height, width] = self.convolve.view.extents();
        let rows = self.convolve.view.matrix()[0];
        match (self.convolve.view.is_pointwise(), self.convolve.lanes == 1) {
            (true, false) => pointwise(isa, self.convolve),
            (true, true) => {
                // All positions are one row, whatever the grid.
                let (view, places) = (self.convolve.view, height * width);
                self.convolve.view.window = Window::pointwise(places, view.window.inputs, view.window.outputs);
                self.convolve.columns(isa, (0, 0..places), 0..rows);
                self.convolve.view = view;
            }
            // Loops, not closures: these would be functions of their own, without the instruction set.
            (false, true) if width <= SHORT => by_taps(isa, self.convolve),
            (false, true) => {
                for y in 0..height {
                    self.convolve.columns(isa, (y, 0..width), 0..rows);
                }
            }
            (false, false) => {
                for y in 0..height {
                    self.convolve.row(isa, (y, 0..width), 0..rows);
                }
            }
        }
    }
}

/// Some channels of positions that follow one another; of several positions, all channels.
struct Level<'c, 'a, T> {
    convolve: &'c mut Convolve<'a, T>,
    positions: Range<usize>,
    channels: Range<usize>,
}

impl<T: Real> Segment for Level<'_, '_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let width = self.convolve.view.extents()[1];
        let mut next = self.positions.start;
        while next < self.positions.end {
            let (y, x) = (next / width, next % width);
            let end = width.min(x + self.positions.end - next);
            if self.convolve.lanes == 1 {
                self.convolve.columns(isa, (y, x..end), self.channels.clone());
            } else {
                self.convolve.row(isa, (y, x..end), self.channels.clone());
            }
            next += end - x;
        }
    }
}

impl<T: Real> Convolve<'_, T> {
    /// Some channels of positions of a row, of a tile. The panel's rows go outermost: they stay near
    /// while positions pass.
    #[inline(always)]
    fn row<I: Isa>(&mut self, isa: I, (y, places): (usize, Range<usize>), channels: Range<usize>) {
        let many = <I::Simd as Simd>::REGISTER_COUNT >= 32;
        let single = self.lanes <= width::<T, I>();
        let mut row = channels.start;
        while row < channels.end {
            let left = (channels.end - row).min(PANEL - row % PANEL);
            // One vector of lanes takes a whole panel at once, or else blocks of 8 as several do.
            let limit = if many && single && left == PANEL {
                PANEL
            } else if many {
                8
            } else {
                6
            };
            let count = even_part(left, limit);
            match count {
                1 => self.strip::<I, 1, 4>(isa, (y, places.clone()), row),
                2 => self.strip::<I, 2, 4>(isa, (y, places.clone()), row),
                3 if many => self.strip::<I, 3, 4>(isa, (y, places.clone()), row),
                4 if many => self.strip::<I, 4, 4>(isa, (y, places.clone()), row),
                3 => self.strip::<I, 3, 2>(isa, (y, places.clone()), row),
                4 => self.strip::<I, 4, 2>(isa, (y, places.clone()), row),
                5 => self.strip::<I, 5, 2>(isa, (y, places.clone()), row),
                6 => self.strip::<I, 6, 2>(isa, (y, places.clone()), row),
                7 => self.strip::<I, 7, 2>(isa, (y, places.clone()), row),
                8 => self.strip::<I, 8, 2>(isa, (y, places.clone()), row),
                PANEL => self.strip::<I, PANEL, 1>(isa, (y, places.clone()), row),
                _ => unreachable!(),
            }
            row += count;
        }
    }

    #[inline(always)]
    fn strip<I: Isa, const R: usize, const V: usize>(
        &mut self,
        isa: I,
        (y, places): (usize, Range<usize>),
        row: usize,
    ) {
        let span = self.view.span(row..row + R);
        let above = self.view.taps(self.view.window.height, y);
        for x in places {
            let taps = [above, self.view.taps(self.view.window.width, x)];
            let whole = V * width::<T, I>();
            let mut at = 0;
            while at + whole <= self.lanes {
                self.block::<I, R, V>(isa, ([y, x], taps), (row, &span), at, whole);
                at += whole;
            }
            while at < self.lanes {
                let count = width::<T, I>().min(self.lanes - at);
                self.block::<I, R, 1>(isa, ([y, x], taps), (row, &span), at, count);
                at += count;
            }
        }
    }

    /// R channels of a position by `count` lanes; `span` are the columns that they read.
    #[inline(always)]
    fn block<I: Isa, const R: usize, const V: usize>(
        &mut self,
        isa: I,
        ([y, x], [above, along]): ([usize; 2], [Taps; 2]),
        (row, span): (usize, &Range<usize>),
        at: usize,
        count: usize,
    ) {
        let (view, lanes) = (self.view, self.lanes);
        let [rows, cols] = view.matrix();
        let (channels, taps) = (view.channels(), view.window.width.kernel);
        let mut sums = [[T::splat(isa, T::ZERO); V]; R];
        if let Some(bias) = self.bias {
            for (sums, bias) in sums.iter_mut().zip(&bias[row..][..R]) {
                *sums = [T::splat(isa, *bias); V];
            }
        }
        let panel = &self.panels.as_chunks::<PANEL>().0[row / PANEL * cols..][..cols];
        let offset = row % PANEL;
        for (tap, read_y) in above.each() {
            for run in along.runs() {
                let first = (tap * taps + run.tap) * channels;
                let columns = first.max(span.start)..(first + run.len * channels).min(span.end);
                if columns.is_empty() {
                    continue;
                }
                let panel = &panel[columns.clone()];
                let from = (read_y * view.read_extents()[1] + run.place) * channels + columns.start - first;
                let x = &self.x[from * lanes..][..columns.len() * lanes];
                sums = steps::<T, I, R, V>(isa, sums, (panel, offset), (x, lanes), at, count);
            }
        }
        let first = (y * view.extents()[1] + x) * rows + row;
        for (r, sums) in sums.iter_mut().enumerate() {
            for sum in sums.iter_mut() {
                *sum = finish::<T, I>(isa, *sum, self.activation);
            }
            let range = (first + r) * lanes + at..(first + r) * lanes + at + count;
            let out = &mut self.out[range.clone()];
            write(isa, out, *sums);
            if let Some(gate) = self.gate {
                for (out, gate) in out.iter_mut().zip(&gate[range]) {
                    *out = if T::ZERO < *gate { *out } else { T::ZERO };
                }
            }
        }
    }

    /// One lane: panels of channels at positions of a row side by side, as many as the registers hold
    /// accumulators for. Of the channels these are stored.
    #[inline(always)]
    pub(super) fn columns<I: Isa>(&mut self, isa: I, places: (usize, Range<usize>), stored: Range<usize>) {
        // The number of vectors in a panel's column is a constant here: no register is kept for more.
        match PANEL / width::<T, I>() {
            1 => self.columns_of::<I, 1>(isa, places, stored),
            2 => self.columns_of::<I, 2>(isa, places, stored),
            4 => self.columns_of::<I, 4>(isa, places, stored),
            8 => self.columns_of::<I, 8>(isa, places, stored),
            _ => unreachable!("a vector has at least 128 bits"),
        }
    }

    /// [`Convolve::columns`], where a panel's column is V vectors.
    #[inline(always)]
    fn columns_of<I: Isa, const V: usize>(&mut self, isa: I, (y, places): (usize, Range<usize>), stored: Range<usize>) {
        let many = <I::Simd as Simd>::REGISTER_COUNT >= 32;
        let most = (if many { 16 } else { 8 } / V).min(8);
        let pairs = many && V == 1;
        let above = self.view.taps(self.view.window.height, y);
        let mut x = places.start;
        while x < places.end {
            // A multiple of eight positions, or fewer.
            let near = (NEAR / self.view.channels().max(1) / 8 * 8).max(8);
            let alike = self.view.alike(x, places.end).min(near);
            let count = if alike < 8 { alike } else { alike / 8 * 8 };
            let taps = [above, self.view.taps(self.view.window.width, x)];
            let mut panel = stored.start / PANEL;
            while panel * PANEL < stored.end {
                let two = pairs && count >= 8 && (panel + 1) * PANEL < stored.end;
                let mut at = 0;
                while at < count {
                    let (to, of) = ([y, x + at, at], (taps, panel, &stored));
                    at += match most.min(count - at) {
                        8.. if two => self.group::<I, 8, 2, V>(isa, to, of),
                        8.. => self.group::<I, 8, 1, V>(isa, to, of),
                        4.. => self.group::<I, 4, 1, V>(isa, to, of),
                        2.. => self.group::<I, 2, 1, V>(isa, to, of),
                        _ => self.group::<I, 1, 1, V>(isa, to, of),
                    };
                }
                panel += if two { 2 } else { 1 };
            }
            x += count;
        }
    }

    /// Computes P panels of channels at G neighbouring positions of one lane, and returns G. The taps are
    /// those of the place `behind` places before; all up to here have the same ones, shifted.
    #[inline(always)]
    fn group<I: Isa, const G: usize, const P: usize, const V: usize>(
        &mut self,
        isa: I,
        [y, x, behind]: [usize; 3],
        ([above, along], panel, stored): ([Taps; 2], usize, &Range<usize>),
    ) -> usize {
        let (view, first) = (self.view, panel * PANEL);
        let [rows, cols] = view.matrix();
        let (channels, taps) = (view.channels(), view.window.width.kernel);
        let step = channels * if view.transposed { 1 } else { view.window.width.stride };
        let mut sums = [self.biases::<I, P, V>(isa, first); G];
        let panels = &self.panels.as_chunks::<PANEL>().0[panel * cols..][..P * cols];
        let span = view.span(stored.start.max(first)..stored.end.min(first + P * PANEL));
        for (tap, read_y) in above.each() {
            for run in along.runs() {
                let first_column = (tap * taps + run.tap) * channels;
                let columns = first_column.max(span.start)..(first_column + run.len * channels).min(span.end);
                if columns.is_empty() {
                    continue;
                }
                let place = read_y * view.read_extents()[1] + run.place;
                let from = place * channels + behind * step + columns.start - first_column;
                let len = columns.len();
                let mut w = [&panels[columns.start..][..len]; P];
                for (p, w) in w.iter_mut().enumerate() {
                    *w = &panels[p * cols + columns.start..][..len];
                }
                let mut x = [&self.x[from..][..len]; G];
                for (g, x) in x.iter_mut().enumerate() {
                    *x = &self.x[from + g * step..][..len];
                }
                sums = panel_columns::<T, I, G, P, V>(isa, sums, w, x);
            }
        }
        for (g, sums) in sums.iter().enumerate() {
            let position = (y * view.extents()[1] + x + g) * rows;
            for (p, sums) in sums.iter().enumerate() {
                self.store(isa, sums, position, first + p * PANEL, stored);
            }
        }
        G
    }

    /// The sums of P panels of channels begin with their biases.
    #[inline(always)]
    pub(super) fn biases<I: Isa, const P: usize, const V: usize>(
        &self,
        isa: I,
        first: usize,
    ) -> [[VectorOf<T, I>; V]; P] {
        let mut start = [[T::splat(isa, T::ZERO); V]; P];
        if let Some(bias) = self.bias {
            for (p, start) in start.iter_mut().enumerate() {
                let bias = bias.get(first + p * PANEL..).unwrap_or(&[]);
                for (v, start) in start.iter_mut().enumerate() {
                    let from = bias.get(v * width::<T, I>()..).unwrap_or(&[]);
                    [*start] = read(isa, &from[..from.len().min(width::<T, I>())]);
                }
            }
        }
        start
    }

    /// Writes those channels of a panel that `stored` contains. The panel begins with channel `first`, and
    /// the numbers of its position at `out[position]`.
    #[inline(always)]
    pub(super) fn store<I: Isa, const V: usize>(
        &mut self,
        isa: I,
        sums: &[VectorOf<T, I>; V],
        position: usize,
        first: usize,
        stored: &Range<usize>,
    ) {
        let range = stored.start.max(first)..stored.end.min(first + PANEL);
        let out = &mut self.out[position + range.start..position + range.end];
        if let Ok(out) = <&mut [T; PANEL]>::try_from(&mut *out) {
            for (out, &sum) in T::whole_mut::<I>(out).iter_mut().zip(sums) {
                *out = finish::<T, I>(isa, sum, self.activation);
            }
        } else {
            let mut numbers = [T::ZERO; PANEL];
            for (to, &sum) in T::whole_mut::<I>(&mut numbers).iter_mut().zip(sums) {
                *to = finish::<T, I>(isa, sum, self.activation);
            }
            out.copy_from_slice(&numbers[range.start - first..range.end - first]);
        }
        if let Some(gate) = self.gate {
            for (out, gate) in out.iter_mut().zip(&gate[position + range.start..position + range.end]) {
                *out = if T::ZERO < *gate { *out } else { T::ZERO };
            }
        }
    }
}

/// The steps of a run at positions of one lane: columns of P panels, and a number of each position for
/// each. A function of values, for the reason of [`steps`].
#[inline(always)]
pub(super) fn panel_columns<T: Real, I: Isa, const G: usize, const P: usize, const V: usize>(
    isa: I,
    sums: [[[VectorOf<T, I>; V]; P]; G],
    panels: [&[[T; PANEL]]; P],
    x: [&[T]; G],
) -> [[[VectorOf<T, I>; V]; P]; G] {
    let mut sums = sums;
    for (k, column) in panels[0].iter().enumerate() {
        let mut w = [column; P];
        for p in 1..P {
            w[p] = &panels[p][k];
        }
        for g in 0..G {
            let x = T::splat(isa, x[g][k]);
            for p in 0..P {
                for (sum, &w) in sums[g][p].iter_mut().zip(T::whole::<I>(w[p])) {
                    *sum = T::multiply_add(isa, w, x, *sum);
                }
            }
        }
    }
    sums
}

/// The steps of a run: columns of a panel, from row `offset` of each on, and rows of `lanes` numbers,
/// from number `at` of each on. A function of values: a loop inside of others would keep its
/// accumulators in memory.
#[inline(always)]
pub(super) fn steps<T: Real, I: Isa, const R: usize, const V: usize>(
    isa: I,
    sums: [[VectorOf<T, I>; V]; R],
    (panel, offset): (&[[T; PANEL]], usize),
    (x, lanes): (&[T], usize),
    at: usize,
    count: usize,
) -> [[VectorOf<T, I>; V]; R] {
    let mut sums = sums;
    for (column, x) in panel.iter().zip(x.chunks_exact(lanes)) {
        let x = read::<T, I, V>(isa, &x[at..][..count]);
        for (sums, &w) in sums.iter_mut().zip(&column[offset..][..R]) {
            let w = T::splat(isa, w);
            for (sum, x) in sums.iter_mut().zip(x) {
                *sum = T::multiply_add(isa, w, x, *sum);
            }
        }
    }
    sums
}

/// About how many inputs of a row stay in the first cache while all panels pass.
const NEAR: usize = 4096;

/// The column of a weight's panels that holds tap `[dy, dx]` and channel `channel` of `channels`.
fn column(window: Window, [dy, dx]: [usize; 2], channels: usize, channel: usize) -> usize {
    (dy * window.width.kernel + dx) * channels + channel
}

/// Packs a weight `[outputs, inputs, kernel height, kernel width]` for [`convolve`].
pub fn pack_window<T: Real>(out: &mut [T], w: &[T], window: Window) {
    fill(out, w, window, false);
}

/// Packs the same weight for [`convolve_transposed`].
pub fn pack_window_transposed<T: Real>(out: &mut [T], w: &[T], window: Window) {
    fill(out, w, window, true);
}

fn fill<T: Real>(out: &mut [T], w: &[T], window: Window, transposed: bool) {
    let view = View { window, transposed };
    if window.is_by_patches() {
        return pack_points(out, w, view);
    }
    let [rows, cols] = view.matrix();
    assert_eq!(out.len(), packed_len(rows, cols), "packed length of a [{rows}, {cols}] weight");
    assert_eq!(w.len(), window.weight_len(), "length of the weight");
    let (height, width) = (window.height.kernel, window.width.kernel);
    if rows % PANEL != 0 || window.causal.is_some() {
        out.fill(T::ZERO);
    }
    let panels = out.as_chunks_mut::<PANEL>().0;
    let mut numbers = w.iter();
    for o in 0..window.outputs {
        for c in 0..window.inputs {
            for dy in 0..height {
                for dx in 0..width {
                    let (row, column) = match transposed {
                        false => (o, column(window, [dy, dx], window.inputs, c)),
                        true => (c, column(window, [height - 1 - dy, width - 1 - dx], window.outputs, o)),
                    };
                    let is_read = (dy * width + dx) * window.inputs + c < window.reach(o);
                    if let Some(number) = numbers.next().filter(|_| is_read) {
                        panels[row / PANEL * cols + column][row % PANEL] = *number;
                    }
                }
            }
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::product::tests::numbers;
    use super::super::window::Axis;
    use super::*;
    use crate::numeric::isa::InstructionSet;

    /// Windows of one and two axes, with strides, dilations, one-sided padding and edges that no tap
    /// fits into, of rows short and long.
    pub fn windows() -> Vec<Window> {
        let same = |places: usize, kernel: usize| Axis::new(places, places, kernel, 1, 1, kernel / 2);
        let line = Axis::new(1, 1, 1, 1, 1, 0);
        let mut out = Vec::new();
        for (inputs, outputs) in [(1, 1), (2, 5), (5, 3), (3, 17), (16, 9), (7, 20)] {
            for (height, width) in [
                (same(3, 3), same(4, 3)),
                (same(2, 1), same(3, 1)),
                (same(4, 3), same(2, 5)),
                (line, same(6, 3)),
                (line, Axis::new(7, 7, 2, 1, 3, 3)),
                (Axis::new(5, 3, 3, 2, 1, 1), Axis::new(6, 3, 2, 2, 1, 0)),
                (Axis::new(4, 4, 3, 1, 2, 2), Axis::new(5, 2, 3, 3, 2, 2)),
                (same(5, 1), same(5, 1)),
                // Rows longer than those that are computed by taps.
                (same(2, 3), same(21, 3)),
                (line, Axis::new(25, 13, 3, 2, 1, 1)),
            ] {
                out.push(Window::new(height, width, inputs, outputs));
            }
            // Causal ones: what an element is read by comes after it, and its own position by groups.
            for (groups, strict) in [(1, true), (1, false), (3, true), (2, false)] {
                for (height, width) in [
                    (same(3, 3), same(4, 3)),
                    (same(4, 1), same(3, 1)),
                    (same(4, 5), same(3, 3)),
                    (line, Axis::new(7, 7, 2, 1, 3, 3)),
                    (line, Axis::new(19, 19, 2, 1, 9, 9)),
                    (Axis::new(4, 4, 3, 1, 2, 4), Axis::new(5, 5, 3, 1, 2, 2)),
                ] {
                    out.push(Window::new(height, width, inputs, outputs).causal(groups, strict));
                }
            }
        }
        out
    }

    /// Every number of a weight with the elements of input and output that it joins: the definition.
    pub fn taps(window: Window) -> Vec<[usize; 3]> {
        let Window { height, width, inputs, outputs, .. } = window;
        let is_read = |own: usize, read: usize, o: usize, c: usize| {
            window.own_channels().is_none_or(|stairs| {
                let own_degree = stairs.rows.degree(o);
                let allowed = stairs.columns.degree(c) + usize::from(stairs.strict) <= own_degree;
                read < own || read == own && allowed
            })
        };
        let place = |axis: Axis, p: usize, t: usize| {
            let at = (p * axis.stride + t * axis.dilation) as isize - axis.before as isize;
            (0..axis.input as isize).contains(&at).then_some(at as usize)
        };
        let mut out = Vec::new();
        for (y, x) in (0..height.output).flat_map(|y| (0..width.output).map(move |x| (y, x))) {
            for (dy, dx) in (0..height.kernel).flat_map(|dy| (0..width.kernel).map(move |dx| (dy, dx))) {
                let (Some(row), Some(column)) = (place(height, y, dy), place(width, x, dx)) else { continue };
                for (c, o) in (0..inputs).flat_map(|c| (0..outputs).map(move |o| (c, o))) {
                    if !is_read(y * width.output + x, row * width.input + column, o, c) {
                        continue;
                    }
                    let weight = ((o * inputs + c) * height.kernel + dy) * width.kernel + dx;
                    out.push([weight, (row * width.input + column) * inputs + c, (y * width.output + x) * outputs + o]);
                }
            }
        }
        out
    }

    /// One chain an output in the order of the taps; of the transposed map, in the order of the places
    /// that are read.
    fn naive<T: Real>(
        window: Window,
        transposed: bool,
        w: &[T],
        bias: &[T],
        x: &[T],
        lanes: usize,
        fused: bool,
    ) -> Vec<T> {
        let view = View { window, transposed };
        let (rows, len) = (view.matrix()[0], if transposed { window.input_len() } else { window.output_len() });
        let mut terms: Vec<Vec<(usize, usize)>> = vec![Vec::new(); len];
        for [weight, input, output] in taps(window) {
            let (from, to) = if transposed { (output, input) } else { (input, output) };
            terms[to].push((from, weight));
        }
        let mut out = Vec::new();
        for (element, mut terms) in terms.into_iter().enumerate() {
            terms.sort_unstable();
            for lane in 0..lanes {
                out.push(terms.iter().fold(bias[element % rows], |sum, (from, weight)| {
                    let (w, x) = (w[*weight], x[from * lanes + lane]);
                    if fused { w.fused_mul_add(x, sum) } else { w * x + sum }
                }));
            }
        }
        out
    }

    fn agrees<T: Real>(window: Window, transposed: bool, lanes: usize) {
        let view = View { window, transposed };
        let [rows, cols] = view.matrix();
        let (read, made) = match transposed {
            true => (window.output_len(), window.input_len()),
            false => (window.input_len(), window.output_len()),
        };
        let (w, bias) = (numbers::<T>(window.weight_len(), 3), numbers::<T>(rows, 5));
        let (x, gate) = (numbers::<T>(read * lanes, 7), numbers::<T>(made * lanes, 11));
        let mut panels = vec![T::from_f64(f64::NAN); packed_len(rows, cols)];
        fill(&mut panels, &w, window, transposed);
        for set in InstructionSet::available() {
            let mut expected = naive(window, transposed, &w, &bias, &x, lanes, set.fused());
            let mut out = vec![T::from_f64(f64::NAN); made * lanes];
            let mut run = |gate| {
                let (out, bias, activation) = (&mut out[..], Some(&bias[..]), Activation::Identity);
                let (panels, x, work) = (&panels[..], &x[..], &mut [][..]);
                set.run(Convolve { out, panels, bias, x, lanes, activation, gate, view, level: None, work });
                out.to_vec()
            };
            assert_eq!(run(None), expected, "{} {window:?}, {transposed}, {lanes} lanes, {}", T::NAME, set.name());
            expected.iter_mut().zip(&gate).filter(|(_, gate)| **gate <= T::ZERO).for_each(|(out, _)| *out = T::ZERO);
            assert_eq!(run(Some(&gate)), expected, "{} {window:?} with a gate, {lanes} lanes, {}", T::NAME, set.name());
        }
    }

    #[test]
    fn every_output_is_one_chain_over_its_taps() {
        for window in windows() {
            for lanes in [1, 5, 16, 37] {
                for transposed in [false, true] {
                    agrees::<f32>(window, transposed, lanes);
                    agrees::<f64>(window, transposed, lanes);
                }
            }
        }
    }

    /// More channels than stay near, so that positions pass eight at a time.
    #[test]
    fn positions_of_many_channels_pass_in_parts() {
        for (inputs, outputs) in [(4097, 1), (1, 4097)] {
            for transposed in [false, true] {
                agrees::<f32>(Window::pointwise(17, inputs, outputs), transposed, 1);
            }
        }
    }

    /// The inputs that later levels give are NaN when a level is computed, which would show.
    fn levels_agree<T: Real>(window: Window, levels: usize, lanes: usize) {
        let [rows, cols] = View { window, transposed: false }.matrix();
        let (w, bias) = (numbers::<T>(window.weight_len(), 3), numbers::<T>(rows, 5));
        let x = numbers::<T>(window.input_len() * lanes, 7);
        let mut panels = vec![T::ZERO; packed_len(rows, cols)];
        pack_window(&mut panels, &w, window);
        for activation in [Activation::Identity, Activation::Relu, Activation::Tanh] {
            let mut whole = vec![T::ZERO; window.output_len() * lanes];
            convolve(&mut whole, &panels, Some(&bias), &x, lanes, activation, window);
            let nan = T::from_f64(f64::NAN);
            let (mut out, mut known) = (vec![nan; whole.len()], vec![nan; x.len()]);
            let is_known_first = window.causal.is_some_and(|causal| !causal.strict);
            for level in 0..levels {
                let of_inputs = View { window: Window { outputs: window.inputs, ..window }, transposed: false };
                let (positions, channels) = of_inputs.of_level(level, levels);
                let first = positions.start * window.inputs + channels.start;
                let end = (positions.end - 1) * window.inputs + channels.end;
                let given = first * lanes..end * lanes;
                if is_known_first {
                    known[given.clone()].copy_from_slice(&x[given.clone()]);
                }
                let of = (level, levels);
                convolve_level(&mut out, &panels, Some(&bias), &known, of, lanes, activation, window);
                known[given.clone()].copy_from_slice(&x[given]);
            }
            assert_eq!(out, whole, "{} {window:?}, {lanes} lanes", T::NAME);
        }
    }

    #[test]
    fn all_levels_together_are_the_whole() {
        for window in windows() {
            let Some(causal) = window.causal else { continue };
            let levels = window.output_len() / window.outputs * causal.groups;
            for lanes in [1, 5, 16, 37] {
                levels_agree::<f32>(window, levels, lanes);
                levels_agree::<f64>(window, levels, lanes);
            }
        }
    }

    /// Windows that read the row above, or the position before; levels of rows, of positions, and of groups of channels.
    fn windows_of_earlier_places() -> Vec<Window> {
        let (height, width) = (4, 5);
        let same = |places: usize| Axis::new(places, places, 1, 1, 1, 0);
        let earlier = |places: usize| Axis::new(places, places, 1, 1, 1, 1);
        let three = Axis::new(width, width, 3, 1, 1, 1);
        let axes = [(earlier(height), three), (earlier(height), same(width)), (same(height), earlier(width))];
        axes.map(|(height, width)| Window::new(height, width, 6, 20)).into()
    }

    #[test]
    fn levels_of_rows_and_positions_are_the_whole() {
        for (k, window) in windows_of_earlier_places().into_iter().enumerate() {
            for levels in [4, 20, 40].into_iter().filter(|levels| *levels > 4 || k < 2) {
                for lanes in [1, 5, 16] {
                    levels_agree::<f32>(window, levels, lanes);
                    levels_agree::<f64>(window, levels, lanes);
                }
            }
        }
    }

    /// From the last level back, what earlier levels give is NaN when a level is computed.
    #[test]
    fn levels_of_the_transposed_map_are_the_whole() {
        for (k, window) in windows_of_earlier_places().into_iter().enumerate() {
            for (levels, lanes) in [(4, 16), (20, 1), (20, 5), (20, 16)].into_iter().filter(|(l, _)| *l > 4 || k < 2) {
                let view = View { window, transposed: true };
                let (w, x) = (numbers::<f32>(window.weight_len(), 3), numbers::<f32>(window.output_len() * lanes, 7));
                let mut panels = vec![0.0; view.packed_len()];
                pack_window_transposed(&mut panels, &w, window);
                let mut whole = vec![0.0; window.input_len() * lanes];
                convolve_transposed(&mut whole, &panels, None, &x, None, lanes, Activation::Identity, window);
                let (mut out, mut known) = (vec![f32::NAN; whole.len()], vec![f32::NAN; x.len()]);
                let each = x.len() / levels;
                for level in (0..levels).rev() {
                    convolve_level_transposed(&mut out, &panels, &known, (level, levels), lanes, window);
                    let given = level * each..(level + 1) * each;
                    known[given.clone()].copy_from_slice(&x[given]);
                }
                assert_eq!(out, whole, "{window:?}, {lanes} lanes");
            }
        }
    }

    #[test]
    fn the_transposed_map_is_the_adjoint() {
        for window in windows() {
            let w = numbers::<f64>(window.weight_len(), 1);
            let (x, g) = (numbers::<f64>(window.input_len(), 2), numbers::<f64>(window.output_len(), 3));
            let [panels, across] = [false, true].map(|transposed| {
                let [rows, cols] = View { window, transposed }.matrix();
                let mut panels = vec![0.0; packed_len(rows, cols)];
                fill(&mut panels, &w, window, transposed);
                panels
            });
            let (mut y, mut back) = (vec![0.0; g.len()], vec![0.0; x.len()]);
            convolve(&mut y, &panels, None, &x, 1, Activation::Identity, window);
            convolve_transposed(&mut back, &across, None, &g, None, 1, Activation::Identity, window);
            let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
            assert!((dot(&y, &g) - dot(&x, &back)).abs() < 1e-12 * (1.0 + dot(&y, &y)), "{window:?}");
        }
    }

    #[test]
    fn activations_end_a_convolution() {
        for (window, lanes) in [(windows()[1], 16), (windows()[1], 1), (Window::pointwise(9, 3, 20), 1)] {
            let (w, x) = (numbers::<f64>(window.weight_len(), 3), numbers::<f64>(window.input_len() * lanes, 7));
            let [rows, cols] = View { window, transposed: false }.matrix();
            let mut panels = vec![0.0; packed_len(rows, cols)];
            pack_window(&mut panels, &w, window);
            let run = |activation| {
                let mut out = vec![0.0; window.output_len() * lanes];
                convolve(&mut out, &panels, None, &x, lanes, activation, window);
                out
            };
            let plain = run(Activation::Identity);
            assert!(plain.iter().any(|y| *y < 0.0), "what a rectifier changes");
            let rectified = |y: f64| y.max(0.0);
            for (activation, of) in [(Activation::Relu, rectified as fn(f64) -> f64), (Activation::Tanh, f64::tanh)] {
                assert!(run(activation).iter().zip(&plain).all(|(a, y)| (a - of(*y)).abs() < 1e-14));
            }
        }
    }
}

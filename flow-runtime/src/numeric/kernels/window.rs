//! The shape of a convolution: which positions of a grid a window reads.
//!
//! A grid lies position by position, row by row of the grid, the channels of a position side by
//! side. Along an axis, tap t of the window at output place p reads the input place `p · stride + t ·
//! dilation − before`, where there is one; beyond the edges the grid is 0. The transposed map reads
//! the outputs of a window's taps: input place i adds up every output place whose tap reads it.
//!
//! A causal window reads only what comes before a position, row by row, and of the position itself the
//! channels that stairs allow. With taps row by row and channels innermost, an output channel then reads
//! a prefix of the weight's columns, as in a masked matrix.

use super::mask::{Degrees, Stairs};
use super::pack::packed_len;
use super::winograd::POINTS;
use std::ops::Range;

/// One axis of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    /// Places of the input.
    pub input: usize,
    /// Places of the output.
    pub output: usize,
    /// Taps.
    pub kernel: usize,
    /// The distance between the windows of neighbouring outputs.
    pub stride: usize,
    /// The distance between neighbouring taps.
    pub dilation: usize,
    /// Zeros before the first place.
    pub before: usize,
}

impl Axis {
    /// An axis, by its extents in the order of the fields.
    #[inline]
    pub const fn new(
        input: usize,
        output: usize,
        kernel: usize,
        stride: usize,
        dilation: usize,
        before: usize,
    ) -> Self {
        Axis { input, output, kernel, stride, dilation, before }
    }

    /// The input place that tap `tap` of output place `place` reads.
    #[inline]
    pub const fn read(self, place: usize, tap: usize) -> Option<usize> {
        match (place * self.stride + tap * self.dilation).checked_sub(self.before) {
            Some(at) if at < self.input => Some(at),
            _ => None,
        }
    }

    /// The output place whose tap `tap` reads input place `place`.
    #[inline]
    pub const fn reader(self, place: usize, tap: usize) -> Option<usize> {
        match (place + self.before).checked_sub(tap * self.dilation) {
            // Without a division, which takes longer than all else here.
            Some(at) if self.stride == 1 => {
                if at < self.output {
                    Some(at)
                } else {
                    None
                }
            }
            Some(at) if at % self.stride == 0 && at / self.stride < self.output => Some(at / self.stride),
            _ => None,
        }
    }
}

/// A convolution, or where it is read backwards a transposed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The axis of rows.
    pub height: Axis,
    /// The axis within a row.
    pub width: Axis,
    /// Channels of the input.
    pub inputs: usize,
    /// Channels of the output.
    pub outputs: usize,
    /// The channels that it reads of its own position, where it is causal.
    pub causal: Option<Causal>,
}

/// A window that reads all channels of the positions before its own, row by row, none of those behind
/// it, and of its own position the channels of lower groups; where it is not strict, of its own group
/// too. Channels are shared out over groups as units are over degrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Causal {
    /// Groups of channels.
    pub groups: usize,
    /// True where a group does not read itself.
    pub strict: bool,
}

impl Window {
    /// A window, by its axes and channels.
    #[inline]
    pub const fn new(height: Axis, width: Axis, inputs: usize, outputs: usize) -> Self {
        Window { height, width, inputs, outputs, causal: None }
    }

    /// A window of one tap over so many places of a row.
    #[inline]
    pub const fn pointwise(places: usize, inputs: usize, outputs: usize) -> Self {
        let [single, row] = [Axis::new(1, 1, 1, 1, 1, 0), Axis::new(places, places, 1, 1, 1, 0)];
        Window::new(single, row, inputs, outputs)
    }

    /// The same window, causal. Both axes have stride 1 and as many places as they read.
    #[inline]
    pub const fn causal(self, groups: usize, strict: bool) -> Self {
        Window { causal: Some(Causal { groups, strict }), ..self }
    }

    /// The mask of the channels of a causal window's own position.
    #[inline]
    pub const fn own_channels(self) -> Option<Stairs> {
        match self.causal {
            Some(Causal { groups, strict }) => {
                let rows = Degrees::new(0, 1, groups, self.outputs);
                Some(Stairs::new(rows, Degrees::new(0, 1, groups, self.inputs), strict))
            }
            None => None,
        }
    }

    /// The tap that reads an output's own position.
    #[inline]
    pub const fn own_tap(self) -> usize {
        self.height.before / self.height.dilation * self.width.kernel + self.width.before / self.width.dilation
    }

    /// How many columns of the weight an output channel reads, taps row by row and channels innermost.
    #[inline]
    pub const fn reach(self, output: usize) -> usize {
        match self.own_channels() {
            Some(stairs) => self.own_tap() * self.inputs + stairs.reach(output),
            None => self.taps() * self.inputs,
        }
    }

    /// Taps of the window.
    #[inline]
    pub const fn taps(self) -> usize {
        self.height.kernel * self.width.kernel
    }

    /// Numbers of the input.
    #[inline]
    pub const fn input_len(self) -> usize {
        self.height.input * self.width.input * self.inputs
    }

    /// Numbers of the output.
    #[inline]
    pub const fn output_len(self) -> usize {
        self.height.output * self.width.output * self.outputs
    }

    /// Numbers of a weight that `pack_window` or, if `transposed`, `pack_window_transposed` makes.
    pub fn packed_len(self, transposed: bool) -> usize {
        View { window: self, transposed }.packed_len()
    }

    /// Numbers of the weight, `[outputs, inputs, kernel height, kernel width]`.
    #[inline]
    pub const fn weight_len(self) -> usize {
        self.outputs * self.inputs * self.taps()
    }
}

/// A window as a product reads it: from output to input, or transposed.
#[derive(Clone, Copy)]
pub(super) struct View {
    pub window: Window,
    pub transposed: bool,
}

/// The taps of an axis that lie inside at a place, in the order of the panels: equally far from one
/// another, and so are the places that they read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Taps {
    first: usize,
    place: usize,
    count: usize,
    tap_step: usize,
    place_step: usize,
}

/// Taps of an axis that follow one another, as do the places that they read.
#[derive(Clone, Copy)]
pub(super) struct Run {
    /// The first tap, in the order of the panels.
    pub tap: usize,
    /// The first place that is read.
    pub place: usize,
    /// How many.
    pub len: usize,
}

impl Taps {
    /// Each tap with the place that it reads.
    #[inline(always)]
    pub fn each(self) -> impl Iterator<Item = (usize, usize)> {
        let Taps { first, place, count, tap_step, place_step } = self;
        (0..count).map(move |k| (first + k * tap_step, place + k * place_step))
    }

    /// The same taps in as few runs as there are: one where neighbours read neighbours.
    #[inline(always)]
    pub fn runs(self) -> impl Iterator<Item = Run> {
        let is_joined = self.tap_step == 1 && self.place_step == 1;
        let (runs, len) = if is_joined { (self.count.min(1), self.count) } else { (self.count, 1) };
        self.each().take(runs).map(move |(tap, place)| Run { tap, place, len })
    }
}

impl View {
    /// Rows and columns of the packed matrix: channels that are computed, and channels that are read
    /// times taps.
    pub fn matrix(self) -> [usize; 2] {
        let Window { inputs, outputs, .. } = self.window;
        let taps = self.window.taps();
        if self.transposed { [inputs, outputs * taps] } else { [outputs, inputs * taps] }
    }

    /// Numbers of a weight that is packed for this.
    pub fn packed_len(self) -> usize {
        let [rows, cols] = self.matrix();
        match self.window.is_by_patches() {
            true => POINTS * packed_len(rows, self.channels()),
            false => packed_len(rows, cols),
        }
    }

    /// The columns beyond which all of the given rows, at least one, are zero.
    #[inline(always)]
    pub fn span(self, rows: Range<usize>) -> Range<usize> {
        let outputs = self.window.outputs;
        match (self.transposed, self.window.own_channels()) {
            (false, Some(_)) => 0..self.window.reach(rows.end - 1),
            (true, Some(stairs)) => {
                let behind = self.window.taps() - 1 - self.window.own_tap();
                behind * outputs + stairs.first_row(rows.start)..self.matrix()[1]
            }
            (_, None) => 0..self.matrix()[1],
        }
    }

    /// The positions and the channels that a level computes, of so many: equally many positions, or of one position a group of channels,
    /// which are shared out over the levels of a position as units are over degrees.
    pub fn of_level(self, level: usize, levels: usize) -> (Range<usize>, Range<usize>) {
        let (rows, positions) = (self.matrix()[0], self.extents().iter().product::<usize>());
        if levels < positions {
            return (level * positions / levels..(level + 1) * positions / levels, 0..rows);
        }
        let groups = levels / positions;
        let (position, channels) = (level / groups, Degrees::new(0, 1, groups, rows));
        (position..position + 1, channels.rows_of(level % groups + 1))
    }

    /// Channels that are read at a position.
    pub fn channels(self) -> usize {
        if self.transposed { self.window.outputs } else { self.window.inputs }
    }

    /// Height and width of what is computed.
    pub fn extents(self) -> [usize; 2] {
        [self.window.height, self.window.width].map(|axis| if self.transposed { axis.input } else { axis.output })
    }

    /// Height and width of what is read.
    pub fn read_extents(self) -> [usize; 2] {
        View { transposed: !self.transposed, ..self }.extents()
    }

    /// The place that a tap reads along an axis. Taps of the transposed map count from the last one,
    /// so that places ascend.
    #[inline(always)]
    pub fn read(self, axis: Axis, place: usize, tap: usize) -> Option<usize> {
        if self.transposed { axis.reader(place, axis.kernel - 1 - tap) } else { axis.read(place, tap) }
    }

    /// The taps that lie inside at a place of an axis.
    #[inline(always)]
    pub fn taps(self, axis: Axis, place: usize) -> Taps {
        let mut taps = Taps { first: 0, place: 0, count: 0, tap_step: 1, place_step: 1 };
        for tap in 0..axis.kernel {
            let Some(at) = self.read(axis, place, tap) else { continue };
            match taps.count {
                0 => (taps.first, taps.place) = (tap, at),
                1 => (taps.tap_step, taps.place_step) = (tap - taps.first, at - taps.place),
                _ => {}
            }
            taps.count += 1;
        }
        taps
    }

    /// How many neighbouring places of a row from `place` on, before `end`, have the same taps inside, each as
    /// far from its place: their taps are those of the first one, shifted.
    #[inline(always)]
    pub fn alike(self, place: usize, end: usize) -> usize {
        let axis = self.window.width;
        // A transposed window with strides reads every so many places; its neighbours count as unlike.
        if self.transposed && axis.stride > 1 {
            return 1;
        }
        let mut next = end;
        for tap in 0..axis.kernel {
            // A tap lies inside from one place up to another.
            let (before, far, limit) = match self.transposed {
                true => ((axis.kernel - 1 - tap) * axis.dilation, axis.before, axis.output),
                false => (axis.before, tap * axis.dilation, axis.input),
            };
            for inside in [before.saturating_sub(far), (limit + before).saturating_sub(far)] {
                let edge = inside.div_ceil(axis.stride);
                if edge > place {
                    next = next.min(edge);
                }
            }
        }
        next - place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The taps of a place are those that read, and places alike are counted as far as all taps agree.
    #[test]
    fn taps_lie_inside_where_they_read() {
        let line = Axis::new(1, 1, 1, 1, 1, 0);
        for (kernel, stride, dilation, before, input, output) in
            [(1, 1, 1, 0, 6, 6), (3, 1, 1, 1, 6, 6), (2, 2, 1, 0, 7, 3), (3, 2, 3, 4, 6, 5), (2, 1, 4, 4, 9, 9)]
                .into_iter()
                .chain([(5, 1, 2, 4, 3, 3), (3, 1, 2, 6, 2, 9), (4, 3, 1, 2, 8, 5), (1, 1, 1, 1, 4, 6)])
                .chain([(5, 2, 2, 4, 9, 7), (7, 2, 1, 3, 12, 7)])
        {
            let axis = Axis::new(input, output, kernel, stride, dilation, before);
            for transposed in [false, true] {
                let view = View { window: Window::new(line, axis, 1, 1), transposed };
                let places = view.extents()[1];
                let read = |place: usize| -> Vec<(usize, usize)> {
                    (0..kernel).filter_map(|tap| Some((tap, view.read(axis, place, tap)?))).collect()
                };
                for place in 0..places {
                    let taps = view.taps(axis, place);
                    assert_eq!(taps.each().collect::<Vec<_>>(), read(place), "{axis:?}, {transposed}, {place}");
                    let joined = taps.runs().flat_map(|run| (0..run.len).map(move |k| (run.tap + k, run.place + k)));
                    assert_eq!(joined.collect::<Vec<_>>(), read(place), "{axis:?}, {transposed}, {place}");
                    let step = if transposed { 1 } else { stride };
                    let shifted = |k| read(place).into_iter().map(|(t, at)| (t, at + k * step)).collect::<Vec<_>>();
                    let alike = (1..places - place).find(|k| read(place + k) != shifted(*k)).unwrap_or(places - place);
                    let expected = if transposed && stride > 1 { 1 } else { alike };
                    for end in place + 1..=places {
                        let expected = expected.min(end - place);
                        assert_eq!(view.alike(place, end), expected, "{axis:?}, {transposed}, {place} to {end}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_tap_reads_what_it_is_read_by() {
        for input in 1..7 {
            for (kernel, stride, dilation, before) in
                [(1, 1, 1, 0), (3, 1, 1, 1), (2, 2, 1, 0), (3, 2, 3, 4), (2, 1, 4, 4)]
            {
                let axis = Axis::new(input, 5, kernel, stride, dilation, before);
                for (place, tap) in (0..5).flat_map(|p| (0..kernel).map(move |t| (p, t))) {
                    for at in 0..input {
                        let reads = place * stride + tap * dilation == at + before;
                        assert_eq!(axis.read(place, tap) == Some(at), reads, "{axis:?}");
                        assert_eq!(axis.reader(at, tap) == Some(place), reads, "{axis:?}");
                    }
                }
            }
        }
    }
}

//! How the matrix of a product lies: whole, masked by a staircase, or sliding over a grid.

use super::Shape;

/// Degrees of the rows or columns of a masked matrix, ascending: a rule of four numbers.
///
/// `always` leading elements have degree 0. The others are shared out over `groups` groups of
/// degree `first`, `first + 1`, …: with `q = size / groups` and `r = size mod groups`, the first
/// `r` groups have `q + 1` elements and the others `q`. Where elements are fewer than groups, they
/// lie at even distances: element `i` is in group `⌊i · groups / size⌋`, and some groups have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Degrees {
    /// Leading elements of degree 0.
    pub always: usize,
    /// The lowest degree of the others.
    pub first: usize,
    /// How many degrees they have.
    pub groups: usize,
    /// How many they are.
    pub size: usize,
}

impl Degrees {
    /// How many elements there are.
    pub fn total(&self) -> usize {
        self.always + self.size
    }

    /// The degree of an element.
    pub fn degree(&self, i: usize) -> usize {
        let (q, r) = (self.size / self.groups, self.size % self.groups);
        match i.checked_sub(self.always) {
            None => 0,
            Some(i) if q == 0 => self.first + i * self.groups / self.size,
            Some(i) if i < r * (q + 1) => self.first + i / (q + 1),
            Some(i) => self.first + r + (i - r * (q + 1)) / q,
        }
    }

    /// How many elements have at most this degree.
    pub fn up_to(&self, degree: usize) -> usize {
        let (q, r) = (self.size / self.groups, self.size % self.groups);
        let g = (degree + 1).saturating_sub(self.first).min(self.groups);
        self.always + if q == 0 { (g * self.size).div_ceil(self.groups) } else { g * q + g.min(r) }
    }
}

/// A masked matrix whose rows read a growing number of leading columns: entry `(i, k)` may differ
/// from zero where the degree of column `k` is at most that of row `i`, or less where `strict`.
/// (Germain et al. 2015)
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Stairs {
    /// Degrees of the rows.
    pub rows: Degrees,
    /// Degrees of the columns.
    pub columns: Degrees,
    /// True if equal degrees are masked.
    pub strict: bool,
}

impl Stairs {
    /// How many leading columns row `i` reads.
    pub fn reach(&self, i: usize) -> usize {
        match self.rows.degree(i).checked_sub(usize::from(self.strict)) {
            Some(degree) => self.columns.up_to(degree),
            None => 0,
        }
    }

    /// The first row that reads column `k`; the number of rows where none does.
    pub fn first_reader(&self, k: usize) -> usize {
        match (self.columns.degree(k), self.strict) {
            (degree, true) => self.rows.up_to(degree),
            (0, false) => 0,
            (degree, false) => self.rows.up_to(degree - 1),
        }
    }

    /// How many entries may differ from zero.
    pub fn entries(&self) -> usize {
        (0..self.rows.total()).map(|i| self.reach(i)).sum()
    }
}

/// One axis of a window: tap t at output place p reads the input place `p · stride + t · dilation −
/// before`, where there is one. Beyond the edges the input is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
    /// An odd number of taps around each of so many places.
    pub fn same(places: usize, kernel: usize, dilation: usize) -> Self {
        Axis { input: places, output: places, kernel, stride: 1, dilation, before: dilation * (kernel / 2) }
    }

    /// The input place that a tap of an output place reads.
    pub fn read(&self, place: usize, tap: usize) -> Option<usize> {
        let at = (place * self.stride + tap * self.dilation).checked_sub(self.before)?;
        (at < self.input).then_some(at)
    }

    /// How many places read inside of the input with a tap.
    fn readers(&self, tap: usize) -> usize {
        (0..self.output).filter(|place| self.read(*place, tap).is_some()).count()
    }

    /// Taps of all places that read inside of the input.
    fn reads(&self) -> usize {
        (0..self.kernel).map(|tap| self.readers(tap)).sum()
    }
}

/// A matrix that slides over a grid: a convolution. The input lies position by position, its
/// channels side by side; so does the output. The weight is `[outputs, inputs, height, width]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Window {
    /// The axis of rows.
    pub height: Axis,
    /// The axis within a row.
    pub width: Axis,
    /// Channels of the input.
    pub inputs: usize,
    /// Channels of the output.
    pub outputs: usize,
    /// The channels that it reads of its own position, where it is causal. Both axes then have
    /// stride 1 and as many places as they read.
    pub causal: Option<Causal>,
}

/// A window that reads all channels of the positions before its own, row by row, none of those behind
/// it, and of its own position the channels of lower groups; where it is not strict, of its own group
/// too. Channels are shared out over groups as units are over degrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Causal {
    /// Groups of channels.
    pub groups: usize,
    /// True where a group does not read itself.
    pub strict: bool,
}

impl Window {
    /// A window that is not causal.
    pub fn new(height: Axis, width: Axis, inputs: usize, outputs: usize) -> Self {
        Window { height, width, inputs, outputs, causal: None }
    }

    /// A triangular matrix of the channels of each position: channel i reads those before it, and where
    /// it is not strict itself.
    pub fn triangular([height, width]: [usize; 2], channels: usize, strict: bool) -> Self {
        let causal = Some(Causal { groups: channels, strict });
        Window { causal, ..Window::new(Axis::same(height, 1, 1), Axis::same(width, 1, 1), channels, channels) }
    }

    /// The same window, where channels of a group read their group too.
    #[must_use]
    pub fn with_own_group(self) -> Self {
        Window { causal: self.causal.map(|causal| Causal { strict: false, ..causal }), ..self }
    }

    /// The mask of the channels of a causal window's own position.
    pub fn own_channels(&self) -> Option<Stairs> {
        self.causal.map(|Causal { groups, strict }| {
            let degrees = |size: usize| Degrees { always: 0, first: 1, groups, size };
            Stairs { rows: degrees(self.outputs), columns: degrees(self.inputs), strict }
        })
    }

    /// How many levels a causal window is computed in: a group of channels at a position each.
    pub fn levels(&self) -> usize {
        self.height.output * self.width.output * self.causal.map_or(1, |causal| causal.groups)
    }

    /// Taps of the window.
    pub fn taps(&self) -> usize {
        self.height.kernel * self.width.kernel
    }

    /// The tap that reads an output's own position.
    pub fn own_tap(&self) -> usize {
        self.height.before / self.height.dilation * self.width.kernel + self.width.before / self.width.dilation
    }

    /// How many numbers of its weight an output channel reads, taps row by row and channels innermost:
    /// a causal window reads a prefix.
    pub fn reach(&self, output: usize) -> usize {
        match self.own_channels() {
            Some(stairs) => self.own_tap() * self.inputs + stairs.reach(output),
            None => self.taps() * self.inputs,
        }
    }

    /// The places that a tap joins: of the output, and of the input that it reads.
    pub fn joined(&self, tap: usize) -> impl Iterator<Item = (usize, usize)> {
        let Window { height, width, .. } = *self;
        let (dy, dx) = (tap / width.kernel, tap % width.kernel);
        let rows = (0..height.output).filter_map(move |y| height.read(y, dy).map(|read| (y, read)));
        rows.flat_map(move |(y, row)| {
            let columns = (0..width.output).filter_map(move |x| width.read(x, dx).map(|read| (x, read)));
            columns.map(move |(x, column)| (y * width.output + x, row * width.input + column))
        })
    }

    /// True where the runtime computes it by patches of 2 × 2 outputs, with 16 matrices in place of its 9
    /// taps (`numeric::kernels::winograd`).
    pub fn is_by_patches(&self) -> bool {
        let fits = |a: Axis| a.kernel == 3 && a.stride == 1 && a.dilation == 1 && a.input.min(a.output) >= 4;
        self.causal.is_none() && self.inputs.min(self.outputs) >= 8 && fits(self.height) && fits(self.width)
    }

    /// Reports what is wrong with the mask, if anything.
    pub fn misfit(&self) -> Option<&'static str> {
        self.causal?;
        let plain = |axis: Axis| axis.stride == 1 && axis.input == axis.output;
        let has_own =
            |axis: Axis| axis.before.is_multiple_of(axis.dilation) && axis.before / axis.dilation < axis.kernel;
        let axes = [self.height, self.width];
        if !axes.into_iter().all(plain) {
            return Some("a causal window computes as many places as it reads, one by one");
        }
        if !axes.into_iter().all(has_own) {
            return Some("a causal window has a tap at its own place");
        }
        None
    }

    /// True where it reads only what comes before a position, row by row, whatever the channels.
    pub fn looks_back(&self) -> bool {
        // The furthest place that is read, as a distance from the position.
        let furthest = |axis: Axis| (axis.kernel - 1) * axis.dilation;
        let plain = |axis: Axis| axis.stride == 1 && axis.input == axis.output;
        let above = furthest(self.height) < self.height.before;
        let beside = furthest(self.height) == self.height.before && furthest(self.width) < self.width.before;
        [self.height, self.width].into_iter().all(plain) && (above || beside && self.height.kernel == 1)
    }

    /// True where dependence goes position by position, and not from all positions to all.
    pub fn is_local(&self) -> bool {
        self.causal.is_some() || self.taps() == 1 || self.looks_back()
    }

    /// The shape of the weight.
    pub fn weight(&self) -> Shape {
        Shape::of(&[self.outputs, self.inputs, self.height.kernel, self.width.kernel])
    }

    /// Numbers of the input.
    pub fn input_len(&self) -> usize {
        self.height.input * self.width.input * self.inputs
    }

    /// Numbers of the output.
    pub fn output_len(&self) -> usize {
        self.height.output * self.width.output * self.outputs
    }

    /// Multiply-adds of all positions, without those beyond the edges.
    pub fn entries(&self) -> usize {
        let positions = |tap: usize| {
            let (dy, dx) = (tap / self.width.kernel, tap % self.width.kernel);
            self.height.readers(dy) * self.width.readers(dx)
        };
        match self.own_channels() {
            None => self.height.reads() * self.width.reads() * self.inputs * self.outputs,
            Some(stairs) => {
                let before: usize = (0..self.own_tap()).map(positions).sum();
                before * self.inputs * self.outputs + positions(self.own_tap()) * stairs.entries()
            }
        }
    }
}

/// How the matrix of a product lies: which of its entries multiply which element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Contraction {
    /// Row by row, as it is stored; where it is masked, with these entries alone.
    Matrix(Option<Stairs>),
    /// It slides over a grid.
    Window(Window),
}

impl Contraction {
    /// The mask of the matrix, where it has one.
    pub fn stairs(&self) -> Option<Stairs> {
        match self {
            Contraction::Matrix(stairs) => *stairs,
            Contraction::Window(_) => None,
        }
    }

    /// The mask of a square matrix: of the whole, or where a window has one tap, of the channels of a
    /// position.
    pub fn square(&self) -> Option<Stairs> {
        let stairs = match self {
            Contraction::Matrix(stairs) => *stairs,
            Contraction::Window(window) => window.own_channels().filter(|_| window.taps() == 1),
        };
        stairs.filter(|stairs| stairs.rows.total() == stairs.columns.total())
    }

    /// The window that slides, where one does.
    pub fn window(&self) -> Option<Window> {
        match self {
            Contraction::Matrix(_) => None,
            Contraction::Window(window) => Some(*window),
        }
    }

    /// The multiply-adds of a product with so many rows and columns.
    pub fn entries(&self, rows: usize, columns: usize) -> usize {
        match self {
            Contraction::Matrix(stairs) => stairs.map_or(rows * columns, |s| s.entries()),
            Contraction::Window(window) => window.entries(),
        }
    }

    /// The numbers of the weight of a product with so many rows and columns that are read.
    pub fn weights(&self, rows: usize, columns: usize) -> usize {
        match self {
            Contraction::Matrix(_) => self.entries(rows, columns),
            Contraction::Window(window) => window.weight().size(),
        }
    }

    /// How many matrices a weight is packed as, and their rows and columns.
    pub fn packed(&self, weight: &Shape, transposed: bool) -> (usize, [usize; 2]) {
        match (self, self.matrix(weight, transposed)) {
            (Contraction::Window(w), [rows, columns]) if w.is_by_patches() => (16, [rows, columns / w.taps()]),
            (_, matrix) => (1, matrix),
        }
    }

    /// Rows and columns of a weight: of a window, the channels that are computed, and the channels that
    /// are read times the taps.
    pub fn matrix(&self, weight: &Shape, transposed: bool) -> [usize; 2] {
        match (self, weight.extents()) {
            (Contraction::Window(w), _) => {
                let taps = w.height.kernel * w.width.kernel;
                if transposed { [w.inputs, w.outputs * taps] } else { [w.outputs, w.inputs * taps] }
            }
            (_, [rows, columns]) if transposed => [*columns, *rows],
            (_, [rows, columns]) => [*rows, *columns],
            (_, other) => panic!("a weight of {} extents", other.len()),
        }
    }
}

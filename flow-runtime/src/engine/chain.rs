//! A tile on its way through the layers.
//!
//! Two buffers take turns: [`Chain::step`] hands the current one to a layer as input and the other
//! as output. A layer maps the first rows of the value; those behind them, which layers nearer the
//! data have factored out, stay as they are, in both buffers.

use std::ops::Range;

use crate::model::description::Direction;
use crate::model::layout::Layout;
use crate::noise::Noise;
use crate::numeric::Real;
use crate::numeric::workspace::with_workspace;

/// A tile between two layers.
pub struct Chain<'a, T> {
    /// Where each layer's numbers lie.
    pub layout: &'a Layout,
    /// The layers that are walked, by their numbers in the chain.
    pub segment: Range<usize>,
    /// Which direction's tape is used.
    pub direction: Direction,
    /// Samples of the tile.
    pub lanes: usize,
    /// All parameters.
    pub parameters: &'a [T],
    /// All that is prepared from them.
    pub prepared: &'a [T],
    /// The context as it was given, `[context, lanes]`; empty where layers read it as it is.
    pub given: &'a [T],
    /// The context that layers read.
    pub context: &'a mut [T],
    /// The value so far, `[size, lanes]`.
    pub current: &'a mut [T],
    /// The buffer that the next layer writes.
    pub other: &'a mut [T],
    /// The first row from which on the two buffers hold the same numbers.
    pub alike: usize,
    /// The log-determinant so far, `[lanes]`; backwards, its cotangent.
    pub ladj: &'a mut [T],
    /// Working memory of one layer.
    pub scratch: &'a mut [T],
    /// The tile's tape; empty where nothing is kept.
    pub tape: &'a mut [T],
    /// The cotangent of the context so far; empty where it is not wanted.
    pub context_cotangent: &'a mut [T],
    /// The cotangent of the given context; empty like it.
    pub given_cotangent: &'a mut [T],
    /// The units that training switches off; none elsewhere.
    pub dropout: Option<Dropout<'a>>,
    /// Where to note the layer after which a number stopped being finite.
    pub probe: Option<&'a mut Probe>,
}

/// Which units a step of training switches off: a function of the step, the row and the unit, and
/// so the same for any batch order, tile and thread. (Srivastava et al. 2014)
#[derive(Clone, Copy, Debug)]
pub struct Dropout<'a> {
    /// All random numbers for it.
    pub noise: &'a Noise,
    /// The step.
    pub step: u64,
    /// The number of each lane's row; lanes beyond them repeat the last.
    pub rows: &'a [usize],
    /// Units of the whole flow.
    pub units: usize,
    /// The first unit of the layer.
    pub first: usize,
}

/// Writes the factors of units, `[units, lanes]`: 0 with probability `rate`, else `1 / (1 − rate)`,
/// whose mean is 1. Ones where there is no training. `first` is the first of these units among
/// those of the layer.
pub fn drop_units<T: Real>(out: &mut [T], dropout: Option<Dropout<'_>>, first: usize, rate: f64, lanes: usize) {
    let Some(dropout) = dropout else { return out.fill(T::ONE) };
    let kept = T::from_f64(1.0 / (1.0 - rate));
    let units = out.len() / lanes;
    with_workspace(units, |uniform: &mut [f64]| {
        for lane in 0..lanes {
            let row = dropout.rows[lane.min(dropout.rows.len() - 1)] as u64;
            dropout.noise.fill_uniform_from(dropout.step, row, dropout.units, dropout.first + first, uniform);
            for (unit, uniform) in uniform.iter().enumerate() {
                out[unit * lanes + lane] = if *uniform < rate { T::ZERO } else { kept };
            }
        }
    });
}

/// Finds the first layer whose result is not finite.
#[derive(Debug, Default)]
pub struct Probe {
    last: Option<usize>,
    /// The number of the layer, once found.
    pub found: Option<usize>,
}

impl Probe {
    /// Looks at the result of the layer before; `None` is the base.
    pub fn look<T: Real>(&mut self, next: Option<usize>, current: &[T], ladj: &[T]) {
        let finite = current.iter().chain(ladj.iter()).all(|v| v.is_finite());
        if !finite && self.found.is_none() {
            self.found = self.last;
        }
        self.last = next;
    }
}

/// The arguments of an emitted function of one layer. Buffers are `[rows, lanes]`.
pub struct Layer<'a, T> {
    /// Samples of the tile.
    pub lanes: usize,
    /// The layer's parameters.
    pub parameters: &'a [T],
    /// The numbers that were prepared from them.
    pub prepared: &'a [T],
    /// Its element orders, one after another.
    pub tables: &'a [u32],
    /// The context.
    pub context: &'a [T],
    /// The value that the function is applied to.
    pub input: &'a [T],
    /// The first rows of the next layer's tape. If that layer stores its argument, they are this
    /// layer's output; valid only after the whole walk.
    pub result: &'a [T],
    /// The value that it results in.
    pub output: &'a mut [T],
    /// The log-determinant, to which it adds; backwards, its cotangent.
    pub ladj: &'a mut [T],
    /// True where the caller wants the value; always, but for the cotangent of a context as it is given.
    pub wanted: bool,
    /// The units that training switches off.
    pub dropout: Option<Dropout<'a>>,
    /// Working memory.
    pub scratch: &'a mut [T],
    /// The layer's part of the tape.
    pub tape: &'a mut [T],
    /// The cotangent of the context, to which it adds.
    pub context_cotangent: &'a mut [T],
}

impl<T: Real> Chain<'_, T> {
    /// The declared layer that stands at a place of the chain.
    #[inline(always)]
    pub fn declared(&self, k: usize) -> usize {
        self.layout.layers[k].declared
    }

    /// Begins a walk from what the current buffer holds.
    #[inline(always)]
    pub fn begin(&mut self) {
        self.alike = self.current.len() / self.lanes;
    }

    /// The next layer, by its number in the chain.
    #[inline(always)]
    pub fn step(&mut self, k: usize) -> Layer<'_, T> {
        if let Some(probe) = &mut self.probe {
            probe.look(Some(k), self.current, self.ladj);
        }
        let placed = &self.layout.layers[k];
        let (rows, next) = (placed.tape(self.direction), self.layout.after(k, self.direction));
        std::mem::swap(&mut self.current, &mut self.other);
        let mapped = placed.rows * self.lanes;
        if placed.rows < self.alike {
            let behind = mapped..self.alike * self.lanes;
            self.current[behind.clone()].copy_from_slice(&self.other[behind]);
        }
        self.alike = placed.rows;
        let (tape, result): (&mut [T], &[T]) = if self.tape.is_empty() {
            (&mut [], &[])
        } else {
            let next = next.start..next.end.min(next.start + placed.rows);
            let [tape, result] = rows_apart(self.tape, [rows, next], self.lanes);
            (tape, result)
        };
        Layer {
            lanes: self.lanes,
            parameters: &self.parameters[placed.parameters.clone()],
            prepared: &self.prepared[placed.prepared.clone()],
            tables: &self.layout.tables[placed.tables.clone()],
            context: self.context,
            input: &self.other[..mapped],
            result,
            output: &mut self.current[..mapped],
            ladj: self.ladj,
            wanted: true,
            dropout: self.dropout.map(|d| Dropout { first: placed.dropouts.start, ..d }),
            scratch: self.scratch,
            tape,
            context_cotangent: self.context_cotangent,
        }
    }

    /// Keeps the current value where the layer that follows the walked ones keeps its argument: the
    /// last of them may read its result there on the way back ([`Layer::result`]), and that layer is
    /// not walked.
    #[inline(always)]
    pub fn keep_current(&mut self) {
        let last = match self.direction {
            Direction::Density => self.segment.start,
            Direction::Sampling => self.segment.end - 1,
        };
        let next = self.layout.after(last, self.direction);
        let len = next.len().min(self.current.len() / self.lanes) * self.lanes;
        self.tape[next.start * self.lanes..][..len].copy_from_slice(&self.current[..len]);
    }

    /// The embedding of the context, if there is one; it stands behind the chain.
    #[inline(always)]
    pub fn embedding(&mut self) -> Option<Layer<'_, T>> {
        self.embedding_of(false, true)
    }

    /// The embedding backwards: the cotangent of the context as it is given where that is wanted.
    #[inline(always)]
    pub fn embedding_vjp(&mut self, wanted: bool) -> Option<Layer<'_, T>> {
        self.embedding_of(true, wanted)
    }

    #[inline(always)]
    fn embedding_of(&mut self, backwards: bool, wanted: bool) -> Option<Layer<'_, T>> {
        let placed = self.layout.embedding()?;
        let rows = placed.tape(self.direction);
        let tape =
            if self.tape.is_empty() { &mut [] } else { &mut self.tape[rows.start * self.lanes..rows.end * self.lanes] };
        let (input, output) = match backwards {
            false => (self.given, &mut *self.context),
            true => (&*self.context_cotangent, &mut *self.given_cotangent),
        };
        Some(Layer {
            lanes: self.lanes,
            parameters: &self.parameters[placed.parameters.clone()],
            prepared: &self.prepared[placed.prepared.clone()],
            tables: &[],
            context: &[],
            input,
            result: &[],
            output,
            ladj: self.ladj,
            wanted,
            dropout: self.dropout.map(|d| Dropout { first: placed.dropouts.start, ..d }),
            scratch: self.scratch,
            tape,
            context_cotangent: &mut [],
        })
    }

    /// The base, which reads the current value, or backwards writes its cotangent.
    #[inline(always)]
    pub fn base(&mut self) -> Layer<'_, T> {
        if let Some(probe) = &mut self.probe {
            probe.look(None, self.current, self.ladj);
        }
        std::mem::swap(&mut self.current, &mut self.other);
        let placed = self.layout.base();
        let rows = placed.density.clone();
        let tape =
            if self.tape.is_empty() { &mut [] } else { &mut self.tape[rows.start * self.lanes..rows.end * self.lanes] };
        Layer {
            lanes: self.lanes,
            parameters: &self.parameters[placed.parameters.clone()],
            prepared: &self.prepared[placed.prepared.clone()],
            tables: &self.layout.tables[placed.tables.clone()],
            context: self.context,
            input: self.other,
            result: &[],
            output: self.current,
            ladj: self.ladj,
            wanted: true,
            dropout: None,
            scratch: self.scratch,
            tape,
            context_cotangent: self.context_cotangent,
        }
    }
}

/// Work on the lanes of rows: the statements for one lane, after the rows that they read and write
/// by their buffers and numbers, and the numbers that all lanes share.
///
/// The statements become a function whose arguments are the rows. LLVM knows of arguments that they
/// do not overlap; for other rows it would compare each pair at run time before it makes vectors of
/// the loop, and where there are many pairs it makes none. Row slices that a function finds itself
/// are no arguments to it when it is inlined.
#[doc(hidden)]
#[macro_export]
macro_rules! each_lane {
    (
        $lane:ident in $lanes:ident $(, $isa:ident: $set:ident)?;
        $(share $($shared:ident = $number:expr),+;)?
        $(read $($read:ident = $from:ident[$at:expr]),+;)?
        write $($write:ident = $to:ident[$out:expr]),+;
        $($work:tt)*
    ) => {{
        #[inline(always)]
        fn work_on_lanes<T: $crate::__private::Real $(, $set: $crate::__private::Isa)?>(
            $($isa: $set,)? $lanes: usize, $($($shared: T,)+)? $($($read: &[T],)+)? $($write: &mut [T],)+
        ) {
            for $lane in 0..$lanes { $($work)* }
        }
        work_on_lanes(
            $($isa,)?
            $lanes,
            $($($number,)+)?
            $($($crate::__private::row_of($from, $at, $lanes),)+)?
            $($crate::__private::row_of_mut($to, $out, $lanes),)+
        );
    }};
}

/// Cuts a buffer into parts of the given rows, in order.
///
/// # Panics
/// Where the buffer is shorter than all parts together.
#[inline(always)]
pub fn carve<T, const N: usize>(mut buffer: &mut [T], lanes: usize, rows: [usize; N]) -> [&mut [T]; N] {
    carve_from(&mut buffer, lanes, rows)
}

/// Cuts parts of the given rows from the front of a buffer, and leaves the rest of it.
///
/// # Panics
/// Where the buffer is shorter than all parts together.
#[inline(always)]
pub fn carve_from<'b, T, const N: usize>(buffer: &mut &'b mut [T], lanes: usize, rows: [usize; N]) -> [&'b mut [T]; N] {
    rows.map(|n| {
        let (part, after) = std::mem::take(buffer).split_at_mut(n * lanes);
        *buffer = after;
        part
    })
}

/// Fills buffers with zeros.
#[inline(always)]
pub fn clear<T: Real, const N: usize>(buffers: [&mut [T]; N]) {
    buffers.into_iter().for_each(|buffer| buffer.fill(T::ZERO));
}

/// Row `r` of a buffer.
#[inline(always)]
pub fn row_of<T>(buffer: &[T], r: usize, lanes: usize) -> &[T] {
    &buffer[r * lanes..][..lanes]
}

/// Row `r` of a buffer, to be written.
#[inline(always)]
pub fn row_of_mut<T>(buffer: &mut [T], r: usize, lanes: usize) -> &mut [T] {
    &mut buffer[r * lanes..][..lanes]
}

/// Several rows of a buffer, to be written.
///
/// # Panics
/// Where two are the same.
#[inline(always)]
pub fn rows_of_mut<T, const N: usize>(buffer: &mut [T], rows: [usize; N], lanes: usize) -> [&mut [T]; N] {
    rows_apart(buffer, rows.map(|r| r..r + 1), lanes)
}

/// Ranges of rows of a buffer, to be written.
///
/// # Panics
/// Where two overlap.
#[inline(always)]
fn rows_apart<T, const N: usize>(buffer: &mut [T], rows: [Range<usize>; N], lanes: usize) -> [&mut [T]; N] {
    let apart = buffer.get_disjoint_mut(rows.map(|r| r.start * lanes..r.end * lanes));
    apart.unwrap_or_else(|_| panic!("rows of a buffer overlap or are beyond its end"))
}

/// A constant of a formula in the flow's number type.
#[inline(always)]
pub fn real<T: Real>(number: f64) -> T {
    T::from_f64(number)
}

//! Matrix times tile: `out[r] = act(bias[r] + Σₖ w[r][k]·x[k])`, each row of x and out being the
//! lanes of one feature.
//!
//! With many lanes a block of R rows by V vectors of lanes stays in registers while k runs: each
//! step loads V vectors of x and broadcasts R weights, for R·V multiply-adds. With one lane the
//! vectors run over the outputs instead: a panel's column times the broadcast x[k]. Several panels
//! go side by side, because a chain waits for its own last step. Either way each output is one
//! chain, starting from its bias, over ascending k.

use super::mask::Pattern;
use super::pack::{PANEL, packed_len};
use super::register_blocks::{Blocks, Extent, even_part};
use super::vector::{VectorOf, read, width, write};
use crate::numeric::Real;
use crate::numeric::isa::{Isa, Segment};
use pulp::Simd;
use std::ops::Range;

/// The function applied to each output of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// y
    Identity,
    /// max(y, 0)
    Relu,
    /// tanh y
    Tanh,
    /// 1 / (1 + e⁻ʸ)
    Sigmoid,
    /// log(1 + eʸ)
    Softplus,
}

/// `out[r] = activation(bias[r] + Σₖ w[r][k]·x[k])` for a tile.
///
/// Shapes: `out` [rows, lanes], `panels` a [rows, cols] matrix packed by `pack`, `x`
/// [cols, lanes]; `bias` has a number for each row, or is absent for 0. Any `lanes ≥ 1` is correct;
/// multiples of 16 and 1 are fast.
#[inline]
pub fn product<T: Real>(
    out: &mut [T],
    panels: &[T],
    bias: Option<&[T]>,
    x: &[T],
    rows: usize,
    cols: usize,
    lanes: usize,
    activation: Activation,
) {
    let start = bias.map_or(Start::Zero, Start::Bias);
    let pattern = Pattern::Dense;
    T::product(Product { out, panels, x, start, rows, cols, lanes, activation, gate: None, pattern });
}

/// `out[r] = gate[r] > 0 ? Σₖ w[r][k]·x[k] : 0`: the cotangent of a rectifier's input, where `gate`
/// is its result. Shapes as in [`product`], and `gate` as `out`.
#[inline]
pub fn product_gated<T: Real>(
    out: &mut [T],
    panels: &[T],
    x: &[T],
    gate: &[T],
    rows: usize,
    cols: usize,
    lanes: usize,
) {
    let (start, activation, gate, pattern) = (Start::Zero, Activation::Identity, Some(gate), Pattern::Dense);
    T::product(Product { out, panels, x, start, rows, cols, lanes, activation, gate, pattern });
}

/// `out[r] += Σₖ w[r][k]·x[k]`, the chains starting from the present `out`. Shapes as in
/// [`product`].
#[inline]
pub fn product_add<T: Real>(out: &mut [T], panels: &[T], x: &[T], rows: usize, cols: usize, lanes: usize) {
    let (start, activation, pattern) = (Start::Out, Activation::Identity, Pattern::Dense);
    T::product(Product { out, panels, x, start, rows, cols, lanes, activation, gate: None, pattern });
}

/// Where the chains start.
#[derive(Clone, Copy)]
pub(super) enum Start<'a, T> {
    Zero,
    Bias(&'a [T]),
    Out,
}

/// One product, as the instruction set receives it.
#[doc(hidden)]
pub struct Product<'a, T> {
    pub(super) out: &'a mut [T],
    pub(super) panels: &'a [T],
    pub(super) x: &'a [T],
    pub(super) start: Start<'a, T>,
    pub(super) rows: usize,
    pub(super) cols: usize,
    pub(super) lanes: usize,
    pub(super) activation: Activation,
    /// Where this is not positive, the result is 0.
    pub(super) gate: Option<&'a [T]>,
    pub(super) pattern: Pattern,
}

impl<T: Real> Segment for Product<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(mut self, isa: I) {
        let (rows, cols, lanes) = (self.rows, self.cols, self.lanes);
        assert_eq!(self.panels.len(), packed_len(rows, cols), "packed length of a [{rows}, {cols}] matrix");
        assert_eq!(self.x.len(), cols * lanes, "length of x as [{cols}, {lanes}]");
        assert_eq!(self.out.len(), rows * lanes, "length of out as [{rows}, {lanes}]");
        if let Start::Bias(bias) = self.start {
            assert_eq!(bias.len(), rows, "length of the bias");
        }
        if let Some(gate) = self.gate {
            assert_eq!(gate.len(), rows * lanes, "length of the gate as [{rows}, {lanes}]");
        }
        if lanes == 1 {
            self.columns(isa);
            self.close(isa, 0..rows);
        } else {
            self.cover(isa, rows);
        }
        activate(self.out, self.activation);
    }
}

/// Applies the activations that [`finish`] does not.
#[inline(always)]
pub(super) fn activate<T: Real>(out: &mut [T], activation: Activation) {
    if !matches!(activation, Activation::Identity | Activation::Relu) {
        T::activate(Activate { out, activation });
    }
}

/// An activation of results that lie in memory, as the instruction set receives it: a kernel of its own, so that it is
/// not compiled into each of the others.
#[doc(hidden)]
pub struct Activate<'a, T> {
    out: &'a mut [T],
    activation: Activation,
}

impl<T: Real> Segment for Activate<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let out = self.out.iter_mut();
        match self.activation {
            Activation::Identity | Activation::Relu => {}
            Activation::Tanh => out.for_each(|y| *y = isa.tanh(*y)),
            Activation::Sigmoid => out.for_each(|y| *y = isa.sigmoid(*y)),
            Activation::Softplus => out.for_each(|y| *y = isa.softplus(*y)),
        }
    }
}

impl<T: Real> Product<'_, T> {
    /// One lane: groups of panels side by side, as many as the registers hold accumulators for.
    #[inline(always)]
    fn columns<I: Isa>(&mut self, isa: I) {
        let vectors = PANEL / width::<T, I>();
        let chains = if <I::Simd as Simd>::REGISTER_COUNT >= 32 { 16 } else { 8 };
        let limit = (chains / vectors).clamp(1, 8);
        let panels = self.rows.div_ceil(PANEL);
        let mut panel = 0;
        while panel < panels {
            let count = even_part(panels - panel, limit);
            match count {
                1 => self.group::<I, 1>(isa, panel),
                2 => self.group::<I, 2>(isa, panel),
                3 => self.group::<I, 3>(isa, panel),
                4 => self.group::<I, 4>(isa, panel),
                5 => self.group::<I, 5>(isa, panel),
                6 => self.group::<I, 6>(isa, panel),
                7 => self.group::<I, 7>(isa, panel),
                _ => self.group::<I, 8>(isa, panel),
            }
            panel += count;
        }
    }

    /// G panels from `first` on.
    #[inline(always)]
    fn group<I: Isa, const G: usize>(&mut self, isa: I, first: usize) {
        let mut sums = [[T::splat(isa, T::ZERO); COLUMN]; G];
        for (g, sums) in sums.iter_mut().enumerate() {
            let row = (first + g) * PANEL;
            match self.start {
                Start::Zero => {}
                Start::Bias(bias) => read_column(isa, sums, &bias[row..]),
                Start::Out => read_column(isa, sums, &self.out[row..]),
            }
        }
        let rows = first * PANEL..self.rows.min((first + G) * PANEL);
        let steps = self.pattern.span(rows, self.cols);
        let x = &self.x[steps.clone()];
        let panels = self.panels.as_chunks::<PANEL>().0;
        let panels: [&[[T; PANEL]]; G] =
            std::array::from_fn(|g| &panels[(first + g) * self.cols + steps.start..][..x.len()]);
        for (k, &x) in x.iter().enumerate() {
            let x = T::splat(isa, x);
            for (sums, panel) in sums.iter_mut().zip(panels) {
                for (sum, &w) in sums.iter_mut().zip(T::whole::<I>(&panel[k])) {
                    *sum = T::multiply_add(isa, w, x, *sum);
                }
            }
        }
        for (g, sums) in sums.iter().enumerate() {
            write_column(isa, &mut self.out[(first + g) * PANEL..], sums, self.activation);
        }
    }
}

impl<T: Real, I: Isa> Blocks<T, I> for Product<'_, T> {
    #[inline(always)]
    fn extent(&self, rows: Range<usize>) -> Extent {
        Extent { steps: self.pattern.span(rows, self.cols), len: self.lanes }
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
            match self.start {
                Start::Zero => {}
                Start::Bias(bias) => *sums = [T::splat(isa, bias[row + r]); V],
                Start::Out => *sums = read(isa, &self.out[(row + r) * self.lanes + at..][..count]),
            }
        }
        let panels = self.panels.as_chunks::<PANEL>().0;
        let panel = &panels[row / PANEL * self.cols..][steps.clone()];
        let offset = row % PANEL;
        let x = self.x[steps.start * self.lanes..steps.end * self.lanes].chunks_exact(self.lanes);
        for (column, x) in panel.iter().zip(x) {
            let x = read::<T, I, V>(isa, &x[at..][..count]);
            for (sums, &w) in sums.iter_mut().zip(&column[offset..][..R]) {
                let w = T::splat(isa, w);
                for (sum, x) in sums.iter_mut().zip(x) {
                    *sum = T::multiply_add(isa, w, x, *sum);
                }
            }
        }
        for (r, sums) in sums.iter_mut().enumerate() {
            // Loops, not `map`: its closure would not be compiled for the instruction set.
            for sum in sums.iter_mut() {
                *sum = finish::<T, I>(isa, *sum, self.activation);
            }
            write(isa, &mut self.out[(row + r) * self.lanes + at..][..count], *sums);
        }
    }

    #[inline(always)]
    fn close(&mut self, _: I, rows: Range<usize>) {
        let range = rows.start * self.lanes..rows.end * self.lanes;
        if let Some(gate) = self.gate {
            for (out, gate) in self.out[range.clone()].iter_mut().zip(&gate[range]) {
                *out = if T::ZERO < *gate { *out } else { T::ZERO };
            }
        }
    }
}

/// The most vectors in a panel column: 64-bit numbers in 128-bit vectors. Fewer are used where
/// vectors are wider.
const COLUMN: usize = 8;

/// Reads a panel's worth of numbers from the start of a slice, zeros where it is shorter.
#[inline(always)]
fn read_column<T: Real, I: Isa>(isa: I, column: &mut [VectorOf<T, I>; COLUMN], from: &[T]) {
    let width = width::<T, I>();
    for (v, vector) in column.iter_mut().take(PANEL / width).enumerate() {
        let from = from.get(v * width..).unwrap_or(&[]);
        *vector = T::load(isa, &from[..from.len().min(width)]);
    }
}

/// Writes a panel's worth of numbers to the start of a slice; what exceeds it is dropped.
#[inline(always)]
fn write_column<T: Real, I: Isa>(isa: I, to: &mut [T], column: &[VectorOf<T, I>; COLUMN], activation: Activation) {
    let width = width::<T, I>();
    for (v, &vector) in column.iter().take(PANEL / width).enumerate() {
        let to = to.get_mut(v * width..).unwrap_or(&mut []);
        let count = to.len().min(width);
        T::store(isa, &mut to[..count], finish::<T, I>(isa, vector, activation));
    }
}

/// The activations that cost one instruction, applied in registers.
#[inline(always)]
pub(super) fn finish<T: Real, I: Isa>(isa: I, sum: VectorOf<T, I>, activation: Activation) -> VectorOf<T, I> {
    if activation == Activation::Relu { T::rectify(isa, sum) } else { sum }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::pack;
    use super::*;
    use crate::numeric::isa::{Baseline, InstructionSet};

    /// Numbers without pattern in [−1, 1), from a linear congruence.
    pub fn numbers<T: Real>(len: usize, seed: u64) -> Vec<T> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            T::from_f64((state >> 40) as f64 / f64::from(1 << 23) - 1.0)
        };
        (0..len).map(|_| next()).collect()
    }

    /// The definition: one chain per output.
    pub fn naive<T: Real>(w: &[T], start: &[T], x: &[T], cols: usize, lanes: usize, fused: bool) -> Vec<T> {
        let mut out = start.to_vec();
        for (i, y) in out.iter_mut().enumerate() {
            for k in 0..cols {
                let (w, x) = (w[i / lanes * cols + k], x[k * lanes + i % lanes]);
                *y = if fused { w.fused_mul_add(x, *y) } else { w * x + *y };
            }
        }
        out
    }

    /// The same for masked weights: only the unmasked ones are in the chain, which starts from the
    /// row's bias.
    pub fn masked_chains<T: Real>(
        w: &[T],
        mask: &[bool],
        bias: &[T],
        x: &[T],
        cols: usize,
        lanes: usize,
        fused: bool,
    ) -> Vec<T> {
        let output = |i: usize| {
            let (r, lane) = (i / lanes, i % lanes);
            (0..cols).filter(|k| mask[r * cols + k]).fold(bias[r], |sum, k| {
                let (w, x) = (w[r * cols + k], x[k * lanes + lane]);
                if fused { w.fused_mul_add(x, sum) } else { w * x + sum }
            })
        };
        (0..bias.len() * lanes).map(output).collect()
    }

    /// The bits of numbers, which tell −0 from 0.
    pub fn bits<T: Real>(values: &[T]) -> Vec<u64> {
        values.iter().map(|value| value.to_f64().to_bits()).collect()
    }

    fn agrees<T: Real>(rows: usize, cols: usize, lanes: usize) {
        let (w, x) = (numbers::<T>(rows * cols, 1), numbers::<T>(cols * lanes, 2));
        let (bias, old) = (numbers::<T>(rows, 3), numbers::<T>(rows * lanes, 4));
        let mut gate = numbers::<T>(rows * lanes, 5);
        gate.iter_mut().step_by(7).for_each(|number| *number = T::ZERO);
        gate.iter_mut().skip(3).step_by(11).for_each(|number| *number = T::from_f64(f64::NAN));
        let spread: Vec<T> = (0..rows * lanes).map(|i| bias[i / lanes]).collect();
        let mut panels = vec![T::ZERO; packed_len(rows, cols)];
        pack(&mut panels, &w, rows, cols);
        let starts = [(Start::Zero, &vec![T::ZERO; rows * lanes]), (Start::Bias(&bias), &spread), (Start::Out, &old)];
        for set in InstructionSet::available() {
            for (start, initial) in starts {
                let expected = naive(&w, initial, &x, cols, lanes, set.fused());
                for (activation, gate) in
                    [(Activation::Identity, None), (Activation::Relu, None), (Activation::Identity, Some(&gate[..]))]
                {
                    let mut out = old.clone();
                    let (x, panels, pattern) = (&x[..], &panels[..], Pattern::Dense);
                    set.run(Product { out: &mut out, panels, x, start, rows, cols, lanes, activation, gate, pattern });
                    let relu = |y: T| if activation == Activation::Relu { Baseline.relu(y) } else { y };
                    let is_open = |i: usize| gate.is_none_or(|gate| gate[i] > T::ZERO);
                    let element = |(i, &y): (usize, &T)| if is_open(i) { relu(y) } else { T::ZERO };
                    let expected: Vec<T> = expected.iter().enumerate().map(element).collect();
                    assert_eq!(out, expected, "{} {rows}x{cols}, {lanes} lanes, {}", T::NAME, set.name());
                }
            }
        }
    }

    #[test]
    fn every_output_is_one_chain_in_order() {
        for lanes in [1, 2, 5, 16, 19, 64] {
            for rows in 1..20 {
                for cols in [0, 1, 2, rows * 7 % 20 + 1] {
                    agrees::<f32>(rows, cols, lanes);
                    agrees::<f64>(rows, cols, lanes);
                }
            }
            for (rows, cols) in [(100, 100), (128, 69), (270, 33), (513, 7)] {
                agrees::<f32>(rows, cols, lanes);
                agrees::<f64>(rows, cols, lanes);
            }
        }
    }

    #[test]
    fn activations_are_the_elementary_functions() {
        type Function = fn(f64) -> f64;
        let cases: [(Activation, Function); 5] = [
            (Activation::Identity, |y| y),
            (Activation::Relu, |y| y.max(0.0)),
            (Activation::Tanh, f64::tanh),
            (Activation::Sigmoid, |y| 1.0 / (1.0 + (-y).exp())),
            (Activation::Softplus, |y| y.exp().ln_1p()),
        ];
        let x = [-3.0, -0.5, 0.0, 0.1, 2.0];
        let mut panels = vec![0.0; packed_len(1, 1)];
        pack(&mut panels, &[1.0], 1, 1);
        for (activation, function) in cases {
            let mut out = [0.0; 5];
            product(&mut out, &panels, Some(&[0.5]), &x, 1, 1, 5, activation);
            for (y, x) in out.iter().zip(x) {
                assert!((y - function(x + 0.5)).abs() < 1e-14, "{activation:?} of {x}: {y}");
            }
        }
    }

    #[test]
    fn nan_passes_through_relu() {
        for lanes in [1, 3, 64] {
            let (mut out, mut panels) = (vec![0.0_f32; lanes], vec![0.0; packed_len(1, 1)]);
            pack(&mut panels, &[1.0], 1, 1);
            product(&mut out, &panels, None, &vec![f32::NAN; lanes], 1, 1, lanes, Activation::Relu);
            assert!(out.iter().all(|y| y.is_nan()));
        }
    }
}

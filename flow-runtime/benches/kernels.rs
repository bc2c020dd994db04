//! Throughput of the kernels as a share of the machine's own peak, one JSON line per shape.
//!
//! `cargo bench --bench kernels`, optionally `-- WORD` for the lines whose name contains the word. The peak is measured in
//! the same run: independent chains of multiply-adds in registers, with the instruction set that the kernels use. Each
//! figure is the best of many short repetitions, which is what the code can do while the machine is quiet. What is no product has
//! other bounds, see [`elements`].

mod elements;
mod peak;

use flow_runtime::__private::numeric::isa::InstructionSet;
use flow_runtime::__private::numeric::kernels::{
    Activation, AlignedVec, Axis, Degrees, Stairs, Tape, Window, convolve, convolve_transposed, pack, pack_stairs,
    pack_stairs_transposed, pack_window, pack_window_transposed, packed_len, product, product_slab, product_stairs,
    product_stairs_transposed, row_sum, turned_len, weight_cotangent, weight_cotangent_stairs, window_cotangent,
    window_cotangent_len,
};
use flow_runtime::Real;
use std::hint::black_box;
use std::time::Instant;

/// Lanes of a tile.
const LANES: usize = 64;
/// Samples of a batch.
const SAMPLES: usize = 256;
/// Time spent on each figure.
const BUDGET_SECONDS: f64 = 0.15;

/// The best time of one call within a time budget, in seconds: calls are timed in groups long enough for the clock.
fn best(budget: f64, mut call: impl FnMut()) -> f64 {
    let start = Instant::now();
    call();
    let group = (2e-5 / start.elapsed().as_secs_f64().max(1e-9)).clamp(1.0, 1e5) as u32;
    let (begin, mut best) = (Instant::now(), f64::INFINITY);
    while begin.elapsed().as_secs_f64() < budget {
        let start = Instant::now();
        for _ in 0..group {
            call();
        }
        best = best.min(start.elapsed().as_secs_f64() / f64::from(group));
    }
    best
}

/// The bound of a time: how many of the operations that the machine does fastest there are to do.
#[derive(Clone, Copy)]
enum Bound {
    /// So many multiply-adds in registers.
    Peak(usize),
    /// So many exponentials.
    Exp(usize),
    /// So many numbers copied.
    Copy(usize),
}

struct Report {
    filter: String,
    /// How many of each bound the machine does a second: multiply-adds, exponentials, copies.
    peak: f64,
    exp: f64,
    copy: f64,
    kind: &'static str,
}

impl Report {
    fn measure<T: Real>(filter: &str) -> Self {
        let budget = 4.0 * BUDGET_SECONDS;
        let (peak, exp, copy) = (peak::peak::<T>(budget), elements::exps::<T>(budget), elements::copies::<T>(budget));
        println!(
            r#"{{"bench":"bounds","type":"{}","gflops":{:.1},"exp_per_ns":{:.2},"copied_per_ns":{:.2}}}"#,
            T::NAME,
            2e-9 * peak,
            1e-9 * exp,
            1e-9 * copy
        );
        Report { filter: filter.to_owned(), peak, exp, copy, kind: T::NAME }
    }

    /// Times `call`, and says which share of its bound it reaches.
    fn line(&self, name: &str, bound: Bound, call: impl FnMut()) {
        if !name.contains(&self.filter) {
            return;
        }
        let seconds = best(BUDGET_SECONDS, call);
        let (word, work, of) = match bound {
            Bound::Peak(work) => ("peak", work, self.peak),
            Bound::Exp(work) => ("exp", work, self.exp),
            Bound::Copy(work) => ("copy", work, self.copy),
        };
        println!(
            r#"{{"bench":"{name}","type":"{}","isa":"{}","ns":{:.1},"of_{word}":{:.3}}}"#,
            self.kind,
            InstructionSet::chosen().name(),
            seconds * 1e9,
            work as f64 / seconds / of
        );
    }
}

fn filled<T: Real>(len: usize) -> AlignedVec<T> {
    let mut v = AlignedVec::zeroed(len);
    for (i, x) in v.iter_mut().enumerate() {
        *x = T::from_f64(((i * 7919) % 1000) as f64 / 1000.0 - 0.5);
    }
    v
}

fn products<T: Real>(report: &Report) {
    let shapes = [(64, 64), (100, 100), (128, 69), (512, 512), (64, 1), (64, 2), (2, 64), (1, 64)];
    for (rows, cols) in shapes {
        let mut panels = AlignedVec::<T>::zeroed(packed_len(rows, cols));
        pack(&mut panels, &filled::<T>(rows * cols), rows, cols);
        let bias = filled::<T>(rows);
        for lanes in [LANES, 1] {
            let (x, mut out) = (filled::<T>(cols * lanes), filled::<T>(rows * lanes));
            report.line(&format!("product {rows}x{cols} lanes {lanes}"), Bound::Peak(rows * cols * lanes), || {
                product(&mut out, &panels, Some(&bias), black_box(&x), rows, cols, lanes, Activation::Relu);
            });
        }
    }
}

/// A product followed by an activation that is a loop of its own.
fn activated<T: Real>(report: &Report) {
    let (mut panels, x) = (AlignedVec::<T>::zeroed(packed_len(64, 64)), filled::<T>(64 * LANES));
    pack(&mut panels, &filled::<T>(64 * 64), 64, 64);
    let mut out = filled::<T>(64 * LANES);
    report.line("product 64x64 with tanh", Bound::Peak(64 * 64 * LANES), || {
        product(&mut out, &panels, None, black_box(&x), 64, 64, LANES, Activation::Tanh);
    });
}

fn cotangents<T: Real>(report: &Report) {
    for (rows, cols) in [(64, 64), (100, 100), (512, 512), (64, 2), (2, 64), (8, 64)] {
        let tile = (rows + cols) * LANES;
        let data = filled::<T>(tile * SAMPLES / LANES);
        let tape = Tape { data: &data, tile, lanes: LANES, samples: SAMPLES };
        let (mut dw, mut scratch) = (filled::<T>(rows * cols), vec![T::ZERO; turned_len::<T>(cols, LANES)]);
        report.line(&format!("weight_cotangent {rows}x{cols}"), Bound::Peak(rows * cols * SAMPLES), || {
            weight_cotangent(&mut dw, None, black_box(tape), 0, rows, 0..rows, cols, &mut scratch);
        });
        let mut sums = filled::<T>(rows);
        report.line(&format!("row_sum {rows}"), Bound::Copy(rows * SAMPLES), || {
            row_sum(&mut sums, black_box(tape), 0, rows);
        });
    }
}

/// The layers of masked networks, by their rows and columns: x, hidden units or the two parameters of each element.
fn masked_shapes() -> [(usize, Stairs); 5] {
    let layer = |d: usize, rows: usize, cols: usize, strict: bool| {
        let degrees = |size| Degrees::new(0, 1, if size == d { d } else { d - 1 }, size);
        let rows = if strict { Degrees::new(0, 1, d, rows) } else { degrees(rows) };
        (d, Stairs { rows, columns: degrees(cols), strict })
    };
    [
        layer(43, 512, 512, false),
        layer(43, 86, 512, true),
        layer(43, 512, 43, false),
        layer(8, 100, 100, false),
        layer(8, 100, 8, false),
    ]
}

/// Masked products and cotangents. Only unmasked multiply-adds count as work.
fn masked<T: Real>(report: &Report) {
    for (d, stairs) in masked_shapes() {
        let (rows, cols) = (stairs.rows.len(), stairs.columns.len());
        let work: usize = (0..rows).map(|r| stairs.reach(r)).sum();
        let (w, bias) = (filled::<T>(rows * cols), filled::<T>(rows));
        let mut panels = AlignedVec::<T>::zeroed(packed_len(rows, cols));
        pack_stairs(&mut panels, &w, rows, cols, stairs);
        let mut across = AlignedVec::<T>::zeroed(packed_len(cols, rows));
        pack_stairs_transposed(&mut across, &w, rows, cols, stairs);
        let shape = format!("{rows}x{cols} of {d}");
        for lanes in [LANES, 1] {
            let (mut x, mut g) = (filled::<T>(cols * lanes), filled::<T>(rows * lanes));
            report.line(&format!("product_stairs {shape} lanes {lanes}"), Bound::Peak(work * lanes), || {
                let (bias, x) = (Some(&bias[..]), black_box(&x));
                product_stairs(&mut g, &panels, bias, x, rows, cols, lanes, Activation::Relu, stairs);
            });
            report.line(&format!("product_stairs_transposed {shape} lanes {lanes}"), Bound::Peak(work * lanes), || {
                product_stairs_transposed(&mut x, &across, black_box(&g), cols, rows, lanes, stairs);
            });
        }
        let tile = (rows + cols) * LANES;
        let data = filled::<T>(tile * SAMPLES / LANES);
        let tape = Tape { data: &data, tile, lanes: LANES, samples: SAMPLES };
        let (mut dw, mut scratch) = (filled::<T>(rows * cols), vec![T::ZERO; turned_len::<T>(cols, LANES)]);
        report.line(&format!("weight_cotangent_stairs {shape}"), Bound::Peak(work * SAMPLES), || {
            weight_cotangent_stairs(&mut dw, None, black_box(tape), 0, rows, 0..rows, cols, &mut scratch, stairs);
        });
        report.line(&format!("pack_stairs {shape}"), Bound::Copy(work), || {
            pack_stairs(&mut panels, black_box(&w), rows, cols, stairs)
        });
        report.line(&format!("pack_stairs_transposed {shape}"), Bound::Copy(work), || {
            pack_stairs_transposed(&mut across, black_box(&w), rows, cols, stairs);
        });
    }
}

/// A layer of the sequential direction: all slabs, one after the other. The dense product of this shape is in [`products`].
fn slabs<T: Real>(report: &Report) {
    for (d, stairs) in masked_shapes() {
        let (rows, cols) = (stairs.rows.len(), stairs.columns.len());
        let work: usize = (0..rows).map(|r| stairs.reach(r)).sum();
        let (w, bias) = (filled::<T>(rows * cols), filled::<T>(rows));
        for lanes in [256, LANES, 1] {
            let (x, mut out) = (filled::<T>(cols * lanes), filled::<T>(rows * lanes));
            report.line(&format!("product_slab {rows}x{cols} of {d} lanes {lanes}"), Bound::Peak(work * lanes), || {
                let mut start = 0;
                while start < rows {
                    let (end, reach) = (stairs.rows.up_to(stairs.rows.degree(start)), stairs.reach(start));
                    let (bias, x) = (Some(&bias[..]), black_box(&x));
                    product_slab(&mut out, &w, bias, x, start..end, 0..reach, cols, lanes, Activation::Relu);
                    start = end;
                }
            });
        }
    }
}

/// The layers of convolutional networks: height and width, channels in and out, kernel.
const WINDOWS: [(usize, usize, usize, usize); 13] = [
    (4, 2, 32, 3),
    (4, 32, 4, 3),
    (2, 4, 32, 3),
    (2, 32, 8, 3),
    (4, 32, 32, 1),
    (28, 32, 32, 3),
    (28, 32, 32, 1),
    (28, 1, 32, 3),
    (28, 32, 2, 3),
    (28, 16, 16, 3),
    (14, 64, 64, 3),
    (14, 64, 64, 1),
    (7, 64, 64, 3),
];

/// Causal ones, and whether they leave the position itself out.
const CAUSAL: [((usize, usize, usize, usize), bool); 3] =
    [((28, 1, 32, 7), true), ((28, 32, 32, 3), false), ((28, 32, 32, 1), false)];

/// Places of a sequence, channels in and out, taps and the distance between them: as in a WaveNet, whose windows
/// of two taps are causal.
const SEQUENCES: [(usize, usize, usize, usize, usize); 4] =
    [(2560, 32, 64, 2, 16), (2560, 32, 96, 1, 1), (256, 32, 64, 2, 16), (256, 32, 96, 1, 1)];

/// Windows with their names.
fn named_windows() -> Vec<(String, Window)> {
    let whole = WINDOWS.into_iter().map(|shape| (shape, None));
    let causal = CAUSAL.into_iter().map(|(shape, strict)| (shape, Some(strict)));
    let images = whole.chain(causal).map(|((side, inputs, outputs, kernel), strict)| {
        let axis = Axis::new(side, side, kernel, 1, 1, kernel / 2);
        let window = Window::new(axis, axis, inputs, outputs);
        let kind = if strict.is_some() { " causal" } else { "" };
        let name = format!("{side}x{side} {kernel}x{kernel}{kind} {inputs} to {outputs}");
        (name, strict.map_or(window, |strict| window.causal(1, strict)))
    });
    let sequences = SEQUENCES.into_iter().map(|(len, inputs, outputs, kernel, dilation)| {
        let axis = Axis::new(len, len, kernel, 1, dilation, (kernel - 1) * dilation);
        let window = Window::new(Axis::new(1, 1, 1, 1, 1, 0), axis, inputs, outputs);
        let window = if kernel > 1 { window.causal(1, false) } else { window };
        (format!("{len} by {kernel} dilated {dilation} {inputs} to {outputs}"), window)
    });
    images.chain(sequences).collect()
}

/// Convolutions and the cotangents of their inputs and weights. Only taps inside of the grid count as work.
fn windows<T: Real>(report: &Report) {
    for (shape, window) in named_windows() {
        let Window { height, width, inputs, outputs, causal } = window;
        let inside = |axis: Axis, tap: usize| (0..axis.output).filter(|at| axis.read(*at, tap).is_some()).count();
        let taps = causal.map_or(window.taps(), |causal| window.own_tap() + usize::from(!causal.strict));
        let along: usize =
            (0..taps).map(|tap| inside(height, tap / width.kernel) * inside(width, tap % width.kernel)).sum();
        let work = along * inputs * outputs;
        let w = filled::<T>(window.weight_len());
        let mut panels = AlignedVec::<T>::zeroed(window.packed_len(false));
        pack_window(&mut panels, &w, window);
        let mut across = AlignedVec::<T>::zeroed(window.packed_len(true));
        pack_window_transposed(&mut across, &w, window);
        let bias = filled::<T>(outputs);
        for lanes in [1, 16, 32, 64] {
            let (mut x, mut out) = (filled::<T>(window.input_len() * lanes), filled::<T>(window.output_len() * lanes));
            report.line(&format!("window {shape} lanes {lanes}"), Bound::Peak(work * lanes), || {
                convolve(&mut out, &panels, Some(&bias), black_box(&x), lanes, Activation::Relu, window);
            });
            report.line(&format!("window_transposed {shape} lanes {lanes}"), Bound::Peak(work * lanes), || {
                let identity = Activation::Identity;
                convolve_transposed(&mut x, &across, None, black_box(&out), None, lanes, identity, window);
            });
            let tile = (window.input_len() + window.output_len()) * lanes;
            let data = filled::<T>(tile * 64usize.div_ceil(lanes));
            let tape = Tape { data: &data, tile, lanes, samples: 64 };
            let (mut dw, mut scratch) =
                (filled::<T>(w.len()), vec![T::ZERO; window_cotangent_len::<T>(outputs, window, lanes)]);
            report.line(&format!("window_cotangent {shape} lanes {lanes}"), Bound::Peak(work * 64), || {
                let rows = 0..outputs;
                window_cotangent(&mut dw, black_box(tape), 0, window.output_len(), rows, &mut scratch, window);
            });
        }
    }
}

macro_rules! all {
    ($type:ident, $filter:expr) => {
        let report = Report::measure::<$type>($filter);
        products::<$type>(&report);
        activated::<$type>(&report);
        cotangents::<$type>(&report);
        masked::<$type>(&report);
        slabs::<$type>(&report);
        windows::<$type>(&report);
        elements::functions::<$type>(&report);
        elements::chains::<$type>(&report);
        elements::moves::<$type>(&report);
    };
}

fn main() {
    let filter = std::env::args().skip(1).find(|arg| !arg.starts_with('-')).unwrap_or_default();
    all!(f32, &filter);
    all!(f64, &filter);
}

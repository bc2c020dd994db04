//! Throughput of the kernels as a share of the machine's own peak, one JSON line per shape.
//!
//! `cargo bench --bench kernels`, optionally `-- WORD` for the lines whose name contains the word. The peak is measured in
//! the same run: independent chains of multiply-adds in registers, with the instruction set that the kernels use. Each
//! figure is the best of many short repetitions, which is what the code can do while the machine is quiet.

mod peak;

use flow_runtime::isa::{InstructionSet, Isa, Segment, dispatch};
use flow_runtime::kernels::{
    Activation, AlignedVec, Degrees, Stairs, Tape, pack, pack_stairs, pack_stairs_transposed, packed_len, product,
    product_slab, product_stairs, product_stairs_transposed, row_sum, weight_cotangent, weight_cotangent_stairs,
};
use flow_runtime::optim::{Optimizer, OptimizerState};
use flow_runtime::real::Real;
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

struct Report {
    filter: String,
    peak: f64,
    kind: &'static str,
}

impl Report {
    /// Times `call`, which does `work` multiply-adds.
    fn line(&self, name: &str, work: usize, call: impl FnMut()) {
        if !name.contains(&self.filter) {
            return;
        }
        let seconds = best(BUDGET_SECONDS, call);
        println!(
            r#"{{"bench":"{name}","type":"{}","isa":"{}","ns":{:.1},"gflops":{:.1},"of_peak":{:.3}}}"#,
            self.kind,
            InstructionSet::chosen().name(),
            seconds * 1e9,
            2e-9 * work as f64 / seconds,
            work as f64 / seconds / self.peak
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
            report.line(&format!("product {rows}x{cols} lanes {lanes}"), rows * cols * lanes, || {
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
    report.line("product 64x64 with tanh", 64 * 64 * LANES, || {
        product(&mut out, &panels, None, black_box(&x), 64, 64, LANES, Activation::Tanh);
    });
}

fn cotangents<T: Real>(report: &Report) {
    for (rows, cols) in [(64, 64), (100, 100), (512, 512), (64, 2), (2, 64), (8, 64)] {
        let tile = (rows + cols) * LANES;
        let data = filled::<T>(tile * SAMPLES / LANES);
        let tape = Tape { data: &data, tile, lanes: LANES, samples: SAMPLES };
        let (mut dw, mut db, mut scratch) = (filled::<T>(rows * cols), filled::<T>(rows), Vec::new());
        report.line(&format!("weight_cotangent {rows}x{cols}"), rows * cols * SAMPLES, || {
            weight_cotangent(&mut dw, None, black_box(tape), 0, rows, 0..rows, cols, &mut scratch);
        });
        report.line(&format!("row_sum {rows}"), rows * SAMPLES, || row_sum(&mut db, black_box(tape), 0, rows));
    }
}

/// The layers of masked networks, by their rows and columns: x, hidden units or the two parameters of each element.
fn masked_shapes() -> [(usize, Stairs); 5] {
    let layer = |d: usize, rows: usize, cols: usize, strict: bool| {
        let x = Degrees { always: 0, first: 1, groups: d, size: d };
        let degrees = |size| if size == d { x } else { Degrees { groups: d - 1, size, ..x } };
        let rows = if strict { Degrees { size: rows, ..x } } else { degrees(rows) };
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
            report.line(&format!("product_stairs {shape} lanes {lanes}"), work * lanes, || {
                let (bias, x) = (Some(&bias[..]), black_box(&x));
                product_stairs(&mut g, &panels, bias, x, rows, cols, lanes, Activation::Relu, stairs);
            });
            report.line(&format!("product_stairs_transposed {shape} lanes {lanes}"), work * lanes, || {
                product_stairs_transposed(&mut x, &across, black_box(&g), cols, rows, lanes, stairs);
            });
        }
        let tile = (rows + cols) * LANES;
        let data = filled::<T>(tile * SAMPLES / LANES);
        let tape = Tape { data: &data, tile, lanes: LANES, samples: SAMPLES };
        let (mut dw, mut scratch) = (filled::<T>(rows * cols), Vec::new());
        report.line(&format!("weight_cotangent_stairs {shape}"), work * SAMPLES, || {
            weight_cotangent_stairs(&mut dw, None, black_box(tape), 0, rows, 0..rows, cols, &mut scratch, stairs);
        });
        report.line(&format!("pack_stairs {shape}"), work, || {
            pack_stairs(&mut panels, black_box(&w), rows, cols, stairs)
        });
        report.line(&format!("pack_stairs_transposed {shape}"), work, || {
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
            report.line(&format!("product_slab {rows}x{cols} of {d} lanes {lanes}"), work * lanes, || {
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

/// One elementary function over a tile-sized buffer in the first cache.
struct Elementwise<'a, T> {
    name: &'static str,
    x: &'a [T],
    y: &'a mut [T],
}

impl<T: Real> Segment for Elementwise<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let pairs = self.x.iter().zip(self.y);
        match self.name {
            "exp" => pairs.for_each(|(&x, y)| *y = isa.exp(x)),
            "log_abs" => pairs.for_each(|(&x, y)| *y = isa.log_abs(x)),
            "tanh" => pairs.for_each(|(&x, y)| *y = isa.tanh(x)),
            "sigmoid" => pairs.for_each(|(&x, y)| *y = isa.sigmoid(x)),
            "softplus" => pairs.for_each(|(&x, y)| *y = isa.softplus(x)),
            _ => pairs.for_each(|(&x, y)| *y = isa.sin(x)),
        }
    }
}

fn elementwise<T: Real>(report: &Report) {
    let (x, mut y) = (filled::<T>(2048), filled::<T>(2048));
    for name in ["exp", "log_abs", "tanh", "sigmoid", "softplus", "sin"] {
        report.line(&format!("elementwise {name} of 2048"), 2048, || {
            dispatch(Elementwise { name, x: black_box(&x), y: &mut y });
        });
    }
    let adam = Optimizer::default();
    let (mut params, grads, mut state) = (filled::<T>(2048), filled::<T>(2048), OptimizerState::new(&adam, 2048));
    report.line("adam of 2048", 2048, || adam.update(&mut params, black_box(&grads), &mut state, 1.0));
}

fn all<T: Real>(filter: &str) {
    let report = Report { filter: filter.to_owned(), peak: peak::peak::<T>(4.0 * BUDGET_SECONDS), kind: T::NAME };
    println!(r#"{{"bench":"peak","type":"{}","gflops":{:.1}}}"#, T::NAME, 2e-9 * report.peak);
    products::<T>(&report);
    activated::<T>(&report);
    cotangents::<T>(&report);
    masked::<T>(&report);
    slabs::<T>(&report);
    elementwise::<T>(&report);
}

fn main() {
    let filter = std::env::args().skip(1).find(|arg| !arg.starts_with('-')).unwrap_or_default();
    all::<f32>(&filter);
    all::<f64>(&filter);
}

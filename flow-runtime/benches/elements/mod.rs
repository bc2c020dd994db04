//! Work that is no product: elementary functions, fused chains of them, splines, turned matrices, sums over samples.
//!
//! Its bound is not the peak. What computes functions is compared with `exp` over a buffer in the first cache, what moves numbers with a
//! plain copy there, both measured in the same run.

#[path = "../../examples/ulp_sweep/functions.rs"]
mod functions;

use super::{Bound, LANES, Report, SAMPLES, filled};
use flow_runtime::__private::Program;
use flow_runtime::__private::engine::batch::{Rows, What, run};
use flow_runtime::__private::numeric::isa::dispatch;
use flow_runtime::__private::numeric::kernels::{Tape, row_sum, transpose};
use flow_runtime::Real;
use flow_runtime::flow;
use flow_runtime::optim::{Optimizer, OptimizerState};
use functions::Map;
use std::hint::black_box;

/// Numbers of a buffer that stays in the first cache.
const NEAR: usize = 2048;

/// Steps after which moments without gradients are far below the numbers of an `f32`.
const FADING: usize = 2000;

/// `exp` of as many numbers a second.
pub fn exps<T: Real>(budget: f64) -> f64 {
    let (x, mut y) = (filled::<T>(NEAR), filled::<T>(NEAR));
    NEAR as f64 / super::best(budget, || dispatch(Map { name: "exp", x: black_box(&x), y: &mut y }))
}

/// As many numbers copied a second.
pub fn copies<T: Real>(budget: f64) -> f64 {
    let (x, mut y) = (filled::<T>(NEAR), filled::<T>(NEAR));
    NEAR as f64 / super::best(budget, || y.copy_from_slice(black_box(&x)))
}

pub fn functions<T: Real>(report: &Report) {
    let (x, mut y) = (filled::<T>(NEAR), filled::<T>(NEAR));
    for name in ["exp", "log_abs", "log1p", "expm1", "tanh", "sigmoid", "softplus", "sin", "cos"] {
        report.line(&format!("elementwise {name} of {NEAR}"), Bound::Exp(NEAR), || {
            dispatch(Map { name, x: black_box(&x), y: &mut y });
        });
    }
    let adam = Optimizer::default();
    let (mut params, grads, mut state) = (filled::<T>(NEAR), filled::<T>(NEAR), OptimizerState::new(&adam, NEAR));
    report.line(&format!("adam of {NEAR}"), Bound::Copy(4 * NEAR), || {
        adam.update(&mut params, black_box(&grads), &mut state, 1.0);
    });
    // Every fourth gradient is 0 from the second step on, so that its moments fade within the steps of one call.
    let mut sparse = filled::<T>(NEAR);
    sparse.iter_mut().step_by(4).for_each(|g| *g = T::ZERO);
    report.line(&format!("adam of {NEAR}, {FADING} steps"), Bound::Copy(4 * NEAR * FADING), || {
        let mut state = OptimizerState::new(&adam, NEAR);
        adam.update(&mut params, black_box(&grads), &mut state, 1.0);
        for _ in 1..FADING {
            adam.update(&mut params, black_box(&sparse), &mut state, 1.0);
        }
    });
}

flow! {
    /// 63 splines a sample, with 23 parameters each.
    pub struct Splines<64> {
        layers: [coupling(
            split = [0],
            transformer = rational_quadratic_spline(bins = 8, bound = 3),
            conditioner = mlp(hidden = [1]),
        )],
    }
}

flow! {
    /// 63 scales and shifts a sample.
    pub struct Affines<64> {
        layers: [coupling(split = [0], transformer = affine, conditioner = mlp(hidden = [1]))],
    }
}

/// Elements of a sample that are transformed by numbers of its own.
const TRANSFORMED: usize = 63;

/// Fused chains as flows have them, by the functions that they cannot do without: a spline's shares are 16 exponentials, an affine scale
/// is one of a tanh. The rest, among it the networks of one unit, is to cost little.
pub fn chains<T: Real>(report: &Report)
where
    Splines<T>: Program<T>,
    Affines<T>: Program<T>,
{
    density(report, "spline", 16, &Splines::<f32>::new(1).cast::<T>());
    density(report, "affine", 2, &Affines::<f32>::new(1).cast::<T>());
}

fn density<T: Real, P: Program<T>>(report: &Report, name: &str, functions: usize, flow: &P) {
    for lanes in [LANES, 1] {
        let (rows, mut number) = (filled::<T>(64 * lanes), filled::<T>(lanes));
        let bound = Bound::Exp(functions * TRANSFORMED * lanes);
        for (what, word) in [(What::LogProb, "density"), (What::ForwardLogProb, "sampling")] {
            report.line(&format!("{name} {word} lanes {lanes}"), bound, || {
                run(flow, what, Rows::standardized(black_box(&rows), &[]), &mut [], &mut number);
            });
        }
    }
}

/// Times the kernels that move numbers: matrices turned, sums over the samples of a batch.
pub fn moves<T: Real>(report: &Report) {
    for (rows, cols) in [(64, 64), (128, 69), (512, 512)] {
        let (from, mut to) = (filled::<T>(rows * cols), filled::<T>(rows * cols));
        report.line(&format!("transpose {rows}x{cols}"), Bound::Copy(rows * cols), || {
            transpose(&mut to, black_box(&from), rows, cols);
        });
    }
    for rows in [8, 64, 512] {
        let tile = rows * LANES;
        let data = filled::<T>(tile * SAMPLES / LANES);
        let (tape, mut sums) = (Tape { data: &data, tile, lanes: LANES, samples: SAMPLES }, filled::<T>(rows));
        report.line(&format!("row_sum {rows}"), Bound::Copy(rows * SAMPLES), || {
            row_sum(&mut sums, black_box(tape), 0, rows);
        });
    }
}

//! The worth of computing a layer's argument again instead of keeping it: `cargo bench -p flow-tests --bench recompute`.
//!
//! Two flows of the same layers. In one `leaky_relu` is declared from z to x, so that training undoes it from what `affine` keeps; in the
//! other from x to z, the direction that training walks, which keeps its argument.

use std::time::Instant;

use flow_runtime::nalgebra::{Const, Dyn, OMatrix};
use flow_runtime::{FitOptions, Flow, flow};

flow! { struct Recomputed<16> { layers: [repeat(times = 24, layers = [affine, leaky_relu(slope = 0.9)]), affine] } }
flow! { struct Kept<16> { layers: [repeat(times = 24, layers = [affine, invert(layer = leaky_relu(slope = 0.9))]), affine] } }

const ROWS: usize = 16_384;
const EPOCHS: usize = 10;

/// Nanoseconds a row and epoch on one thread.
fn time<F: Flow<f32, 16>>(mut flow: F, batch_size: usize) -> f64 {
    let number = |row: usize, column: usize| ((31 * row + 17 * column) % 97) as f32 / 40.0 - 1.2;
    let rows = OMatrix::<f32, Const<16>, Dyn>::from_fn(ROWS, number);
    let options = FitOptions { epochs: EPOCHS, batch_size, threads: Some(1), ..FitOptions::default() };
    let start = Instant::now();
    flow.fit(&rows, &options).expect("a fit of numbers");
    start.elapsed().as_secs_f64() / (EPOCHS * ROWS) as f64 * 1e9
}

fn main() {
    for batch in [256, 8192] {
        let [mut recomputed, mut kept] = [f64::MAX; 2];
        for _ in 0..7 {
            recomputed = recomputed.min(time(Recomputed::new(1), batch));
            kept = kept.min(time(Kept::new(1), batch));
        }
        let ratio = recomputed / kept;
        println!("batches of {batch}: {recomputed:.0} ns a row recomputed, {kept:.0} kept, ratio {ratio:.2}");
    }
}

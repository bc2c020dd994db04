//! A trained density inside a program: `cargo run --release` in this folder.
//!
//! The rows are two interleaved half circles. After the fit the flow answers for single points, draws samples, and survives a round
//! through a file.

use flow_runtime::generators::{Generator, TwoMoons};
use flow_runtime::nalgebra::{Dyn, OMatrix, SVector, U2};
use flow_runtime::{FitOptions, flow};

flow! {
    /// Two interleaved half circles.
    pub struct Moons<2> {
        base: standard_normal,
        layers: [
            repeat(times = 6, layers = [
                coupling(transformer = affine, conditioner = mlp(hidden = [32, 32], activation = relu)),
                reverse,
            ]),
        ],
    }
}

fn main() -> flow_runtime::Result<()> {
    let table = TwoMoons::new(0.1)?.draw(10_000, 1, 0);
    // A column is a sample.
    let rows: OMatrix<f32, U2, Dyn> =
        OMatrix::from_iterator_generic(U2, Dyn(table.rows), table.values.iter().map(|v| *v as f32));

    let mut moons = Moons::new(7);
    let report = moons.fit(&rows, &FitOptions { epochs: 20, ..FitOptions::default() })?;
    println!("{} epochs, best {}", report.epochs.len(), report.best_epoch);

    for (x, y) in [(0.0, 1.0), (1.0, -0.5), (0.5, 0.25)] {
        println!("log p({x}, {y}) = {:.3}", moons.log_prob(&SVector::from([x, y])));
    }
    println!("three samples: {:.2}", moons.sample(3, 1));

    let path = std::env::temp_dir().join("moons.safetensors");
    moons.save(&path)?;
    let again = Moons::load(&path)?;
    assert_eq!(again.log_prob(&SVector::from([0.0, 1.0])), moons.log_prob(&SVector::from([0.0, 1.0])));
    Ok(())
}

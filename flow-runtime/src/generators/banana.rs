//! A bent normal: the target of a tutorial of the field.

use super::{Entropy, Generator};
use crate::data::Table;
use crate::error::{Error, Result, quoted};
use crate::noise::{Noise, Purpose, normal_quantile};
use std::f64::consts::{E, PI};

/// Standard deviation of the second element.
const WIDTH: f64 = 4.0;
/// How the first element follows the square of the second.
const BEND: f64 = 0.25;

/// `x₁ = ¼ x₂² + ε₁` and `x₂ = 4 ε₂` with standard normal ε: a parabola of unit thickness.
///
/// Its entropy is that of the two normals, `ln 2πe + ln 4 = 4.224171` nats, since bending keeps
/// areas.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Banana;

pub(super) fn from_settings(settings: &[(&str, f64)]) -> Result<Box<dyn Generator>> {
    match settings.first() {
        None => Ok(Box::new(Banana)),
        Some((name, _)) => Err(Error::input(format!("found no setting {}: `banana` has none", quoted(name)))),
    }
}

impl Generator for Banana {
    fn name(&self) -> &'static str {
        "banana"
    }

    fn settings(&self) -> Vec<(&'static str, f64)> {
        Vec::new()
    }

    fn columns(&self) -> usize {
        2
    }

    fn draw(&self, rows: usize, seed: u64, epoch: u64) -> Table {
        let mut values = vec![0.0; 2 * rows];
        Noise::new(seed, Purpose::Data).fill_uniform(epoch, 0, 2, &mut values);
        for x in values.chunks_exact_mut(2) {
            let across = WIDTH * normal_quantile(x[1]);
            (x[0], x[1]) = (BEND * across * across + normal_quantile(x[0]), across);
        }
        Table {
            names: Some(vec!["x".into(), "y".into()]),
            rows,
            columns: 2,
            event: vec![2],
            values,
            source: "banana".into(),
            ..Table::default()
        }
    }

    fn log_density(&self, x: &[f64]) -> f64 {
        let (along, across) = (x[0] - BEND * x[1] * x[1], x[1] / WIDTH);
        -0.5 * (along * along + across * across) - (2.0 * PI * WIDTH).ln()
    }

    fn entropy(&self) -> Option<Entropy> {
        Some(Entropy { value: (2.0 * PI * E * WIDTH).ln(), error: 1e-15 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The entropy is the mean of −log p over its own draws, within five standard errors; half of
    /// ‖ε‖² has a variance of 1.
    #[test]
    fn draws_density_and_entropy_belong_together() {
        const ROWS: usize = 100_000;
        let rows = Banana.draw(ROWS, 3, 1);
        let mean = rows.values.chunks_exact(2).map(|x| -Banana.log_density(x)).sum::<f64>() / ROWS as f64;
        let entropy = Banana.entropy().expect("it is known").value;
        assert!((entropy - 4.224171).abs() < 5e-7, "{entropy}");
        assert!((mean - entropy).abs() < 5.0 / (ROWS as f64).sqrt(), "{mean}, expected {entropy}");
        assert_eq!(Banana.draw(10, 3, 1).values, rows.values[..20]);
        assert_ne!(Banana.draw(10, 3, 2).values, rows.values[..20]);
    }
}

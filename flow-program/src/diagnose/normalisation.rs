//! The integral of a density, which has to be 1: by the midpoint rule over a box in up to three dimensions, beyond them by importance
//! sampling from a kernel estimate around the model's own samples. Neither uses the flow's log-determinants but through `log p`.

use std::marker::PhantomData;

use serde_json::{Value, json};

use flow_runtime::Real;
use flow_runtime::fit::{Importance, Standardization};
use flow_runtime::noise::{Noise, Purpose};

use crate::runtime::{Program, Standardize, Units, rows, standardize, unstandardize};

/// Samples that show where the mass is.
const SAMPLES: usize = 4096;
/// Cells along each side of the box, by dimension.
const CELLS: [usize; 3] = [16_384, 512, 96];
/// Kernels, and draws from them.
const KERNELS: usize = 512;
const DRAWS: usize = 20_000;
/// Points evaluated at a time.
const BLOCK: usize = 1 << 15;

/// Integrals that differ from 1 by less are 1 for every purpose.
const CLOSE: f64 = 0.01;

/// The estimate of the integral of the density.
pub struct Integral {
    method: &'static str,
    value: f64,
    /// By halving the cells, or twice the standard error.
    error: f64,
    /// The estimate by importance sampling, where it is one.
    importance: Option<Importance>,
    /// True if it is the density given the first row's context.
    given: bool,
}

impl Integral {
    pub fn as_text(&self) -> String {
        let Integral { method, value, error, .. } = self;
        let given = if self.given { " given the first row's context" } else { "" };
        let worth = self.importance.map_or(String::new(), |found| {
            format!("; k̂ {:.2}, {:.0} effective draws", found.pareto_k, found.effective_draws)
        });
        let verdict = self.verdict();
        format!(
            "normalisation: the integral of the density{given} is {value:.5} ± {error:.1e} ({method}{worth}): {verdict}"
        )
    }

    fn verdict(&self) -> &'static str {
        match (self.value - 1.0).abs() {
            _ if self.importance.is_some_and(|found| !found.is_reliable()) => {
                "the effective draws are too few or too uneven to judge"
            }
            off if off <= self.error.max(CLOSE) => "it is 1, as it has to be",
            off if off <= 2.0 * self.error => "it is 1 within twice its error",
            _ => "it is not 1; the density has features that the integration misses, or its numbers fail",
        }
    }

    pub fn as_json(&self) -> Value {
        json!({
            "method": self.method,
            "integral": self.value,
            "error": self.error,
            "effective_draws": self.importance.map(|found| found.effective_draws),
            "pareto_k": self.importance.map(|found| found.pareto_k),
            "reliable": self.importance.is_none_or(|found| found.is_reliable()),
            "verdict": self.verdict(),
        })
    }
}

/// The integral of `p(x)`, or of `p(x)` given the first context.
pub fn normalise<T: Real, P: Program<T>>(flow: &P, contexts: &[f64]) -> Integral {
    let d = flow.program_description();
    let density = Density { flow, context: &contexts[..d.context], numbers: PhantomData };
    let samples = density.samples(SAMPLES);
    let found = if d.size() <= CELLS.len() { quadrature(&density, &samples) } else { importance(&density, &samples) };
    Integral { given: d.context > 0, ..found }
}

/// A flow's density at one context.
struct Density<'a, T, P> {
    flow: &'a P,
    context: &'a [f64],
    numbers: PhantomData<T>,
}

impl<T: Real, P: Program<T>> Density<'_, T, P> {
    /// Samples in the units of the data.
    fn samples(&self, n: usize) -> Vec<f64> {
        let context: Vec<T> = standardize(self.context, self.flow.program_state().statistics.context.as_ref());
        let contexts = context.repeat(n);
        let (events, _) = rows::sample(self.flow, 0, n, &contexts, Units::Standardized, 0);
        unstandardize(&events, self.flow.program_state().statistics.event.as_ref())
    }

    /// `p` at points in the units of the data.
    fn at(&self, points: &[f64]) -> Vec<f64> {
        self.log_at(points).iter().map(|l| l.exp()).collect()
    }

    /// `log p` at points in the units of the data.
    fn log_at(&self, points: &[f64]) -> Vec<f64> {
        let size = self.flow.program_description().size();
        let contexts = self.context.repeat(points.len() / size);
        rows::log_prob_of_data(self.flow, points, &contexts).iter().map(|l| l.to_f64()).collect()
    }
}

/// The midpoint rule over the samples' box, three times as wide, and again with cells twice as wide.
fn quadrature<T: Real, P: Program<T>>(density: &Density<'_, T, P>, samples: &[f64]) -> Integral {
    let d = density.flow.program_member();
    let size = d.size();
    let sides: Vec<(f64, f64)> = (0..size)
        .map(|k| {
            let column = || samples.chunks_exact(size).map(|row| row[k]).filter(|x| x.is_finite());
            let (low, high) = (column().fold(f64::INFINITY, f64::min), column().fold(f64::NEG_INFINITY, f64::max));
            let (own, kinds) = (d.interval(k), &density.flow.program_state().statistics.columns);
            let declared = kinds.kind(k).interval();
            let (least, most) = (own.low.max(declared.low), own.high.min(declared.high));
            ((2.0 * low - high).max(least), (2.0 * high - low).min(most))
        })
        .collect();
    let (fine, coarse) = (midpoints(density, &sides, CELLS[size - 1]), midpoints(density, &sides, CELLS[size - 1] / 2));
    Integral { method: "quadrature", value: fine, error: (fine - coarse).abs(), importance: None, given: false }
}

fn midpoints<T: Real, P: Program<T>>(density: &Density<'_, T, P>, sides: &[(f64, f64)], cells: usize) -> f64 {
    let size = sides.len();
    let count = cells.pow(size as u32);
    let volume: f64 = sides.iter().map(|(low, high)| (high - low) / cells as f64).product();
    let point = |number: usize| {
        sides.iter().enumerate().map(move |(k, (low, high))| {
            let cell = number / cells.pow(k as u32) % cells;
            low + (high - low) * (cell as f64 + 0.5) / cells as f64
        })
    };
    let block = |first: usize| {
        let points: Vec<f64> = (first..count.min(first + BLOCK)).flat_map(point).collect();
        density.at(&points).iter().sum::<f64>()
    };
    volume * (0..count).step_by(BLOCK).map(block).sum::<f64>()
}

/// The mean of `p / q` over draws from q: normals around samples, as wide as Scott (1992) advises, times 1.2 so that q has the
/// heavier tails.
fn importance<T: Real, P: Program<T>>(density: &Density<'_, T, P>, samples: &[f64]) -> Integral {
    let size = density.flow.program_description().size();
    let width = 1.2 * (KERNELS as f64).powf(-1.0 / (size as f64 + 4.0));
    let scale: Vec<f64> = Standardize::measure(samples, size, &[], Vec::new(), Standardization::Moments)
        .scale
        .iter()
        .map(|s| s * width)
        .collect();
    let centers = &samples[..KERNELS * size];
    let noise = Noise::new(1, Purpose::Data);
    let mut points = vec![0.0; DRAWS * size];
    noise.fill_normal(0, 0, size, &mut points);
    for (row, point) in points.chunks_mut(size).enumerate() {
        let center = &centers[row % KERNELS * size..][..size];
        point.iter_mut().zip(center.iter().zip(&scale)).for_each(|(x, (c, s))| *x = c + s * *x);
    }
    let constant: f64 =
        scale.iter().map(|s| (s * (2.0 * std::f64::consts::PI).sqrt()).ln()).sum::<f64>() + (KERNELS as f64).ln();
    let kernel = |point: &[f64]| {
        let distance = |center: &[f64]| -> f64 {
            point.iter().zip(center.iter().zip(&scale)).map(|(x, (c, s))| ((x - c) / s).powi(2)).sum()
        };
        centers.chunks(size).map(|center| (-0.5 * distance(center)).exp()).sum::<f64>().ln() - constant
    };
    let log_weights: Vec<f64> =
        density.log_at(&points).iter().zip(points.chunks(size)).map(|(l, point)| l - kernel(point)).collect();
    let found = Importance::of(&log_weights);
    let value = found.log_normalizer.exp();
    let error = 2.0 * value * found.standard_error;
    Integral { method: "importance sampling", value, error, importance: Some(found), given: false }
}

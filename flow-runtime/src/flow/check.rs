//! The laws of a flow, checked on the compiled program: what a generated crate's own test calls.

use crate::engine::batch::{Rows, Units, What};
use crate::engine::program::Program;
use crate::engine::rows::{self, Gradients};
use crate::error::{Error, Result};
use crate::noise::{Noise, Purpose};

/// The step of central differences, `ε^⅓` of `f64`, and how far they may be from a derivative,
/// relative to its size or 1.
const STEP: f64 = 6e-6;
const DERIVATIVE: f64 = 1e-5;

/// How far a number may be from what it equals in exact arithmetic, relative to its size or 1.
const EQUAL: f64 = 1e-8;

/// Parameters whose derivatives are checked, spread over the store.
const PARAMETERS: usize = 50;

/// Checks on `n` samples of a seed: both directions undo each other, so do their log-determinants;
/// a sample's log-density is that of its row; gradients by `x` and by parameters agree with central
/// differences.
///
/// # Errors
/// Names the first law that fails, with the numbers.
pub fn check_laws<P: Program<f64>>(flow: &P, n: usize, seed: u64) -> Result<()> {
    let mut contexts = vec![0.0; n * flow.program_member().context];
    Noise::new(seed, Purpose::Data).fill_normal(0, 0, 1, &mut contexts);
    let (x, sampled) = rows::sample(flow, 0, n, &contexts, Units::Data, seed);
    let scored = rows::log_prob(flow, Rows::of_data(&x, &contexts));
    compare("log-densities of samples and of their rows", &sampled, &scored, EQUAL)?;
    let (z, ladj) = rows::apply(flow, What::Inverse, Rows::of_data(&x, &contexts));
    let (again, back) = rows::apply(flow, What::Forward, Rows::of_data(&z, &contexts));
    compare("rows and forward of their inverse", &x, &again, EQUAL)?;
    let negative: Vec<f64> = back.iter().map(|l| -l).collect();
    compare("log-determinants of both directions", &ladj, &negative, EQUAL)?;
    let gradients = rows::log_prob_and_grad(flow, &x, &contexts);
    compare("log-densities with and without gradients", &gradients.log_prob, &scored, EQUAL)?;
    by_rows(flow, &x, &contexts, &gradients)?;
    by_parameters(flow, &x, &contexts, &gradients)
}

fn by_rows<P: Program<f64>>(flow: &P, x: &[f64], contexts: &[f64], gradients: &Gradients<f64>) -> Result<()> {
    let d = flow.program_member();
    let size = d.size();
    let scores = |x: &[f64]| rows::log_prob(flow, Rows::of_data(x, contexts));
    for element in 0..size {
        // Near an end of the support a density changes fast: steps are small against the distance
        // to it.
        let steps: Vec<f64> = x
            .iter()
            .skip(element)
            .step_by(size)
            .map(|x| STEP * (x - d.support.0).min(d.support.1 - x).min(1.0))
            .collect();
        let moved = |sign: f64| {
            let mut x = x.to_vec();
            x.iter_mut().skip(element).step_by(size).zip(&steps).for_each(|(x, step)| *x += sign * step);
            scores(&x)
        };
        let differences = moved(1.0).into_iter().zip(moved(-1.0)).zip(&steps);
        let numeric: Vec<f64> = differences.map(|((a, b), step)| (a - b) / (2.0 * step)).collect();
        let derived: Vec<f64> = gradients.event.iter().skip(element).step_by(size).copied().collect();
        compare(&format!("∂ log p/∂x[{element}] and its central difference"), &derived, &numeric, DERIVATIVE)?;
    }
    Ok(())
}

fn by_parameters<P: Program<f64>>(flow: &P, x: &[f64], contexts: &[f64], gradients: &Gradients<f64>) -> Result<()> {
    let parameters = flow.program_state().parameters().to_vec();
    let mut moved = flow.clone();
    let mut total = |i: usize, by: f64| -> Result<f64> {
        let mut parameters = parameters.clone();
        parameters[i] += by;
        crate::engine::construct::set_parameters(&mut moved, &parameters)?;
        Ok(rows::log_prob(&moved, Rows::of_data(x, contexts)).iter().sum())
    };
    for named in &flow.program_state().layout().named {
        let stride = (parameters.len() / PARAMETERS).clamp(1, named.range.len().max(1));
        for i in named.range.clone().step_by(stride) {
            let numeric = (total(i, STEP)? - total(i, -STEP)?) / (2.0 * STEP);
            let what = format!("∂ log p/∂`{}`[{}] and its central difference", named.name, i - named.range.start);
            // A sum over rows: its rounding grows with their number.
            let scale = gradients.log_prob.len() as f64;
            compare(&what, &[gradients.parameters[i] / scale], &[numeric / scale], DERIVATIVE)?;
        }
    }
    Ok(())
}

fn compare(what: &str, found: &[f64], expected: &[f64], tolerance: f64) -> Result<()> {
    let equal = |(a, b): (&f64, &f64)| (a - b).abs() <= tolerance * a.abs().max(b.abs()).max(1.0);
    match found.iter().zip(expected).position(|pair| !equal(pair)) {
        None => Ok(()),
        Some(i) => Err(Error::bug(format!("{what} differ at {i}: {} and {}", found[i], expected[i]))),
    }
}

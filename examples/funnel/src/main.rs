//! Neal's funnel by the No-U-Turn sampler of nuts-rs, as it is and through a flow: `cargo run --release` in this folder.
//!
//! The funnel has a log-variance `v ~ N(0, 3)` and four numbers `x ~ N(0, e^(v/2))`: no step size suits both its neck and its mouth. The flow
//! is fitted to the same density first, without any draws of it, and the sampler then walks in the flow's latent space, where the
//! density is nearly a standard normal:
//!
//! ```text
//! z ──forward──▶ x, ladj ──▶ log p(x), its gradient ──back──▶ ∂ (log p(x) + ladj)/∂z       one call: forward_with_vjp
//! ```
//! Both samplers are compared by effective draws of `v` per evaluation of the density's gradient. The fit's are counted apart.

mod effective;

use std::collections::HashMap;
use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flow_runtime::fit::{DrawGradient, ReverseKl, Target};
use flow_runtime::nalgebra::SVector;
use flow_runtime::optim::{Adam, Optimizer, Schedule};
use flow_runtime::{FitOptions, Flow, flow};
use nuts_rs::rand::{Rng, SeedableRng, rngs::StdRng};
use nuts_rs::{Chain, CpuLogpFunc, CpuMath, CpuMathError, DiagNutsSettings, HasDims, LogpError, Settings};

/// Numbers of the funnel: v and four others.
const DIM: usize = 5;

flow! {
    /// A flow for the funnel: each number given those before it.
    pub struct Funnel<5> {
        base: standard_normal,
        layers: [
            autoregressive(explicit = forward, conditioner = made(hidden = [32, 32], activation = tanh)),
            affine,
        ],
        train: { objective: reverse_kl(target = "
            { let v = x[0];
              let others = square(x[1]) + square(x[2]) + square(x[3]) + square(x[4]);
              -v * v / 18 - 0.5 * others * exp(-v) - 2 * v }") },
    }
}

/// How long everything takes.
#[derive(Clone, Copy)]
struct Effort {
    steps: usize,
    tune: u64,
    draws: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let effort = Effort { steps: 5000, tune: 1000, draws: 4000 };
    let flow = fitted(effort)?;
    println!(
        "{:<12} {:>9} {:>12} {:>7} {:>6} {:>13} {:>24}",
        "", "gradients", "divergences", "mean v", "sd v", "effective v", "per 1000 gradients"
    );
    for (name, flow) in [("plain", None), ("with a flow", Some(flow))] {
        let found = sampled(flow, effort)?;
        println!(
            "{name:<12} {:>9} {:>12} {:>7.2} {:>6.2} {:>13.0} {:>24.1}",
            found.gradients,
            found.divergences,
            found.mean,
            found.deviation,
            found.effective,
            found.per_thousand()
        );
    }
    println!("{:<12} {:>9} {:>12} {:>7.2} {:>6.2}", "exact", "", "", 0.0, 3.0);
    Ok(())
}

/// A flow that is fitted to the funnel by its density alone.
fn fitted(effort: Effort) -> Result<Funnel<f64>, Box<dyn Error>> {
    let mut flow = Funnel::new(1).cast::<f64>();
    let options = FitOptions {
        steps: Some(effort.steps),
        batch_size: 256,
        optimizer: Optimizer::Adam(Adam { learning_rate: 5e-3, ..Adam::default() }),
        schedule: Schedule::Cosine { final_fraction: 0.0, warm_up: 100 },
        clip_norm: Some(10.0),
        ..FitOptions::default()
    };
    let declared = flow.declared();
    let objective = ReverseKl { gradient: DrawGradient::Path, ..ReverseKl::default() };
    let report = flow.fit_reverse_kl(&declared, &objective, &options)?;
    let found = flow.importance(&declared, 20_000, 1)?;
    // ln ∫ p = ½ ln 18π + 2 ln 2π.
    println!(
        "fit: {} steps of 256 draws; free energy {:.3}, log Z {:.3} ± {:.3} (exact 5.693), {:.0} effective draws of {}, k̂ {:.2}",
        report.steps,
        found.free_energy.mean,
        found.log_normalizer,
        found.standard_error,
        found.effective_draws,
        found.draws,
        found.pareto_k
    );
    Ok(flow)
}

/// The results of a run of the sampler.
struct Found {
    gradients: u64,
    divergences: usize,
    mean: f64,
    deviation: f64,
    effective: f64,
}

impl Found {
    /// Effective draws of v per thousand gradients.
    fn per_thousand(&self) -> f64 {
        1000.0 * self.effective / self.gradients as f64
    }
}

/// Samples the funnel, through the flow where there is one.
fn sampled(flow: Option<Funnel<f64>>, effort: Effort) -> Result<Found, Box<dyn Error>> {
    let gradients = Arc::new(AtomicU64::new(0));
    let density = Density { flow: flow.clone(), gradients: gradients.clone() };
    let settings = DiagNutsSettings { num_tune: effort.tune, ..DiagNutsSettings::default() };
    let mut rng = StdRng::seed_from_u64(42);
    let mut chain = settings.new_chain(0, CpuMath::new(density), &mut rng)?;
    chain.set_position(&[0.1; DIM])?;
    for _ in 0..effort.tune {
        chain.draw()?;
    }
    let before = gradients.load(Ordering::Relaxed);
    let (mut v, mut divergences) = (Vec::new(), 0);
    for _ in 0..effort.draws {
        let (draw, progress) = chain.draw()?;
        let draw = SVector::<f64, DIM>::from_column_slice(&draw);
        v.push(flow.as_ref().map_or(draw, |flow| flow.forward(&draw).0)[0]);
        divergences += usize::from(progress.diverging);
    }
    let mean = v.iter().sum::<f64>() / v.len() as f64;
    let variance = v.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / v.len() as f64;
    Ok(Found {
        gradients: gradients.load(Ordering::Relaxed) - before,
        divergences,
        mean,
        deviation: variance.sqrt(),
        effective: effective::draws(&v),
    })
}

/// The density that the sampler walks on: the funnel, or its image in the latent space of a flow.
struct Density {
    flow: Option<Funnel<f64>>,
    gradients: Arc<AtomicU64>,
}

/// A density that is no number; the sampler calls the step divergent.
#[derive(Debug)]
struct NotFinite;

impl fmt::Display for NotFinite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the log-density is not finite")
    }
}

impl Error for NotFinite {}

impl LogpError for NotFinite {
    fn is_recoverable(&self) -> bool {
        true
    }
}

impl HasDims for Density {
    fn dim_sizes(&self) -> HashMap<String, u64> {
        HashMap::from([("unconstrained_parameter".to_string(), DIM as u64)])
    }
}

impl CpuLogpFunc for Density {
    type LogpError = NotFinite;
    type FlowParameters = ();
    type ExpandedVector = Vec<f64>;

    fn dim(&self) -> usize {
        DIM
    }

    fn logp(&mut self, position: &[f64], gradient: &mut [f64]) -> Result<f64, NotFinite> {
        self.gradients.fetch_add(1, Ordering::Relaxed);
        let position = SVector::<f64, DIM>::from_column_slice(position);
        let funnel = flow_runtime::fit::Declared::of(&Funnel::new(1).cast::<f64>());
        let (log_prob, found) = match &self.flow {
            None => funnel.log_prob_and_grad(&position),
            Some(flow) => {
                let mut log_prob = 0.0;
                let (_, ladj, gradient) = flow.forward_with_vjp(&position, |x, _| {
                    let (value, gradient) = funnel.log_prob_and_grad(x);
                    log_prob = value;
                    (gradient, 1.0)
                });
                (log_prob + ladj, gradient)
            }
        };
        gradient.copy_from_slice(found.as_slice());
        if log_prob.is_finite() && found.iter().all(|g| g.is_finite()) { Ok(log_prob) } else { Err(NotFinite) }
    }

    fn expand_vector<R: Rng + ?Sized>(&mut self, _: &mut R, position: &[f64]) -> Result<Vec<f64>, CpuMathError> {
        Ok(position.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flow_makes_the_funnel_easier() {
        let effort = Effort { steps: 1500, tune: 300, draws: 600 };
        let (plain, eased) = (sampled(None, effort).unwrap(), sampled(Some(fitted(effort).unwrap()), effort).unwrap());
        assert!(
            eased.per_thousand() > 2.0 * plain.per_thousand(),
            "{} and {}",
            eased.per_thousand(),
            plain.per_thousand()
        );
        assert!(eased.mean.abs() < 0.7 && (eased.deviation - 3.0).abs() < 0.6, "{} ± {}", eased.mean, eased.deviation);
    }
}

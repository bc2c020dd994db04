//! Estimates by fresh draws of a flow about the density that it was fitted to: the free energy, and
//! by importance the normaliser.

use super::target::{DensityTile, TileDensity};
use crate::engine::base::Base;
use crate::engine::batch::{LANES, Rows, Summary, What, run_tile};
use crate::engine::chain::carve;
use crate::engine::program::Program;
use crate::engine::tile::load_tile;
use crate::engine::workers::{Parts, Workers};
use crate::noise::{Noise, Purpose};
use crate::numeric::Real;
use crate::numeric::workspace::with_workspace;

/// The least effective draws, and their least part of all, for an estimate to be trusted.
const LEAST_DRAWS: f64 = 100.0;
const LEAST_PART: f64 = 0.01;

/// Fresh draws: which, how many, and what they are given, `[n, context]` in turn, in the units of
/// the data.
#[derive(Clone, Copy)]
pub struct Draws<'a, T> {
    pub purpose: Purpose,
    pub seed: u64,
    pub n: usize,
    pub contexts: &'a [T],
}

/// `log q` and `log p` of each draw.
pub struct Energies {
    pub log_q: Vec<f64>,
    pub log_p: Vec<f64>,
}

impl Energies {
    /// `log p − log q` of each draw, whose mean is the negative free energy.
    pub fn scores(&self) -> Vec<f64> {
        self.log_p.iter().zip(&self.log_q).map(|(p, q)| p - q).collect()
    }
}

/// Draws from the flow and scores the draws by both densities.
pub fn energies<T: Real, P: Program<T>>(
    flow: &P,
    target: &dyn TileDensity<T>,
    draws: Draws<'_, T>,
    workers: &Workers,
) -> Energies {
    let mut log_q = vec![T::ZERO; draws.n];
    let mut log_p = vec![T::ZERO; draws.n];
    let tiles = (Parts::new(&mut log_q[..], LANES), Parts::new(&mut log_p[..], LANES));
    workers.share(tiles, |((tile, log_q), (_, log_p))| {
        one_tile(flow, target, &draws, tile * LANES, log_q, log_p);
    });
    let wide = |numbers: Vec<T>| numbers.iter().map(|v| v.to_f64()).collect();
    Energies { log_q: wide(log_q), log_p: wide(log_p) }
}

fn one_tile<T: Real, P: Program<T>>(
    flow: &P,
    target: &dyn TileDensity<T>,
    draws: &Draws<'_, T>,
    first: usize,
    log_q: &mut [T],
    log_p: &mut [T],
) {
    let d = flow.program_member();
    let (size, context, lanes) = (d.size(), d.context, log_q.len());
    with_workspace((4 * size + 2 * context) * lanes, |work| {
        let [latent, rows, x, gradient, given, given_tile] =
            carve(work, lanes, [size, size, size, size, context, context]);
        Base::of(flow).fill(&Noise::new(draws.seed, draws.purpose), 0, first as u64, latent);
        if let Some(all) = draws.contexts.len().checked_div(context) {
            for (lane, row) in given.chunks_mut(context).enumerate() {
                row.copy_from_slice(&draws.contexts[(first + lane) % all * context..][..context]);
            }
            load_tile(given, context, lanes, None, given_tile);
        }
        run_tile(flow, What::ForwardLogProb, Rows::of_data(latent, given), rows, log_q, None);
        load_tile(rows, size, lanes, None, x);
        target.evaluate(DensityTile { lanes, x, context: given_tile, log_prob: log_p, gradient });
    });
}

/// An estimate about an unnormalised density p by draws of a flow, each weighted by `w = p(x) /
/// q(x)`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Importance {
    /// `log Z = log mean w`, the logarithm of the integral of p.
    pub log_normalizer: f64,
    /// Its standard error, `sd(w) / (mean w · √n)`.
    pub standard_error: f64,
    /// `(Σ w)² / Σ w²`: how many independent draws of p they are worth.
    pub effective_draws: f64,
    /// The number of draws.
    pub draws: usize,
    /// The mean of `log q − log p`, which is at least `−log Z`.
    pub free_energy: Summary,
}

impl Importance {
    /// The estimate by log-weights, one a draw.
    pub fn of(log_weights: &[f64]) -> Self {
        let n = log_weights.len() as f64;
        let largest = log_weights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let weights = || log_weights.iter().map(|l| (l - largest).exp());
        let (sum, squares) = (weights().sum::<f64>(), weights().map(|w| w * w).sum::<f64>());
        let mean = sum / n;
        let variance = weights().map(|w| (w - mean) * (w - mean)).sum::<f64>() / (n - 1.0).max(1.0);
        let energies: Vec<f64> = log_weights.iter().map(|l| -l).collect();
        Importance {
            log_normalizer: largest + mean.ln(),
            standard_error: (variance / n).sqrt() / mean,
            effective_draws: sum * sum / squares,
            draws: log_weights.len(),
            free_energy: Summary::of(&energies),
        }
    }

    /// True where enough draws count for the estimate and its error to mean something: where few
    /// do, those with the largest weights may not have been drawn at all.
    pub fn is_reliable(&self) -> bool {
        self.effective_draws >= LEAST_DRAWS && self.effective_draws >= LEAST_PART * self.draws as f64
    }
}

/// Estimates by `n` draws of the flow, given `contexts` in turn.
pub fn estimate<T: Real, P: Program<T>>(
    flow: &P,
    target: &dyn TileDensity<T>,
    (n, contexts): (usize, &[T]),
    seed: u64,
    workers: &Workers,
) -> Importance {
    let draws = Draws { purpose: Purpose::Importance, seed, n, contexts };
    Importance::of(&energies(flow, target, draws, workers).scores())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn estimates_by_hand() {
        // Weights 1, 2 and 3 times e^700: no exponential of a weight is taken.
        let found = Importance::of(&[700.0, 700.0 + 2f64.ln(), 700.0 + 3f64.ln()]);
        assert!((found.log_normalizer - (700.0 + 2f64.ln())).abs() < 1e-12);
        assert!((found.standard_error - (1.0 / 3.0_f64).sqrt() / 2.0).abs() < 1e-12);
        assert!((found.effective_draws - 36.0 / 14.0).abs() < 1e-12);
        assert!((found.free_energy.mean + 700.0 + 6f64.ln() / 3.0).abs() < 1e-12 && !found.is_reliable());
    }

    #[test]
    fn equal_weights_are_all_effective() {
        let found = Importance::of(&[-1.5; 1000]);
        assert!((found.log_normalizer + 1.5).abs() < 1e-12 && found.standard_error < 1e-12);
        assert!((found.effective_draws - 1000.0).abs() < 1e-9 && found.is_reliable());
    }
}

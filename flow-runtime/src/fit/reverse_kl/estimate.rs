//! Estimates by fresh draws of a flow about the density that it was fitted to: the free energy, and
//! by importance the normaliser.

use super::pareto::{Smoothed, most_k, smooth};
use super::target::{DensityTile, TileDensity};
use crate::engine::base::Base;
use crate::engine::batch::Summary;
use crate::engine::batch::{LANES, Rows, What, run_tile};
use crate::engine::chain::carve;
use crate::engine::program::Program;
use crate::engine::tile::load_tile;
use crate::engine::workers::{Parts, Workers};
use crate::error::{Error, Result, number};
use crate::noise::{Noise, Purpose};
use crate::numeric::Real;
use crate::numeric::workspace::with_workspace;

/// The least effective draws for an estimate to be trusted.
const LEAST_DRAWS: f64 = 100.0;

/// Fresh draws: which, how many, and what they are given, `[n, context]` in turn, in the units of
/// the data.
#[derive(Clone, Copy)]
pub struct Draws<'a, T> {
    pub purpose: Purpose,
    pub seed: u64,
    /// The step that they are drawn for; 0 where they are of none.
    pub step: u64,
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
///
/// # Errors
/// Where a log-density is NaN or +∞, or the flow's own is −∞: names the draw and its point.
pub fn energies<T: Real, P: Program<T>>(
    flow: &P,
    target: &dyn TileDensity<T>,
    draws: Draws<'_, T>,
    workers: &Workers,
) -> Result<Energies> {
    let mut log_q = vec![T::ZERO; draws.n];
    let mut log_p = vec![T::ZERO; draws.n];
    let tiles = (Parts::new(&mut log_q[..], LANES), Parts::new(&mut log_p[..], LANES));
    workers.share(tiles, |((tile, log_q), (_, log_p))| {
        one_tile(flow, target, &draws, tile * LANES, Tile { log_q, log_p, ..Tile::default() });
    });
    let wide = |numbers: Vec<T>| numbers.iter().map(|v| v.to_f64()).collect();
    let found = Energies { log_q: wide(log_q), log_p: wide(log_p) };
    let scored = found.log_q.iter().zip(&found.log_p);
    match scored.enumerate().find(|(_, (q, p))| !q.is_finite() || p.is_nan() || **p == f64::INFINITY) {
        None => Ok(found),
        Some((draw, _)) => Err(Error::numerical(Point::of(flow, target, &draws, draw).failure()).help(TARGET_HELP)),
    }
}

/// The way out where a target has no value.
pub const TARGET_HELP: &str = "a target needs a finite value wherever the flow draws: look at its formula at that point, \
     or end the flow with a layer that maps into its support";

/// One draw again: its point in the units of the data, and what is known there.
pub struct Point {
    /// Its number, from 1.
    number: usize,
    x: Vec<f64>,
    log_q: f64,
    log_p: f64,
    gradient: Vec<f64>,
}

impl Point {
    /// Draws it again.
    pub fn of<T: Real, P: Program<T>>(
        flow: &P,
        target: &dyn TileDensity<T>,
        draws: &Draws<'_, T>,
        draw: usize,
    ) -> Self {
        let size = flow.program_member().size();
        let (mut x, mut gradient) = (vec![T::ZERO; size], vec![T::ZERO; size]);
        let (mut log_q, mut log_p) = ([T::ZERO], [T::ZERO]);
        let tile = Tile { log_q: &mut log_q, log_p: &mut log_p, x: &mut x, gradient: &mut gradient };
        one_tile(flow, target, draws, draw, tile);
        let wide = |numbers: &[T]| numbers.iter().map(|v| v.to_f64()).collect();
        let (log_q, log_p) = (log_q[0].to_f64(), log_p[0].to_f64());
        Point { number: draw + 1, x: wide(&x), log_q, log_p, gradient: wide(&gradient) }
    }

    /// True where all that is known there is finite.
    pub fn is_finite(&self) -> bool {
        self.log_q.is_finite() && self.log_p.is_finite() && self.gradient.iter().all(|g| g.is_finite())
    }

    /// The number that is not finite, with the point.
    pub fn failure(&self) -> String {
        let Point { number: draw, x, log_q, log_p, gradient } = self;
        let shown = |numbers: &[f64]| {
            let first: Vec<String> = numbers.iter().take(MOST_SHOWN).map(|v| number(*v)).collect();
            let more = if numbers.len() > MOST_SHOWN { ", …" } else { "" };
            format!("({}{more})", first.join(", "))
        };
        let at = format!("at x = {}, draw {draw} (counted from 1)", shown(x));
        if !log_q.is_finite() {
            return format!("log q of the flow is {} {at}", number(*log_q));
        }
        match log_p.is_finite() {
            false => format!("log p of the target is {} {at}", number(*log_p)),
            true => format!("the gradient of log p is {} {at}", shown(gradient)),
        }
    }
}

/// Numbers of a point that a message shows.
const MOST_SHOWN: usize = 8;

/// The numbers that one tile of draws fills in; `x` and `gradient`, `[lanes, size]` and
/// `[size, lanes]`, may be empty where they are not wanted.
struct Tile<'a, T> {
    log_q: &'a mut [T],
    log_p: &'a mut [T],
    x: &'a mut [T],
    gradient: &'a mut [T],
}

impl<T> Default for Tile<'_, T> {
    fn default() -> Self {
        Tile { log_q: &mut [], log_p: &mut [], x: &mut [], gradient: &mut [] }
    }
}

fn one_tile<T: Real, P: Program<T>>(
    flow: &P,
    target: &dyn TileDensity<T>,
    draws: &Draws<'_, T>,
    first: usize,
    tile: Tile<'_, T>,
) {
    let d = flow.program_member();
    let (size, context, lanes) = (d.size(), d.context, tile.log_q.len());
    with_workspace((4 * size + 2 * context) * lanes, |work| {
        let [latent, rows, x, gradient, given, given_tile] =
            carve(work, lanes, [size, size, size, size, context, context]);
        Base::of(flow).fill(&Noise::new(draws.seed, draws.purpose), draws.step, first as u64, latent);
        if let Some(all) = draws.contexts.len().checked_div(context) {
            for (lane, row) in given.chunks_mut(context).enumerate() {
                row.copy_from_slice(&draws.contexts[(first + lane) % all * context..][..context]);
            }
            load_tile(given, context, lanes, None, given_tile);
        }
        run_tile(flow, What::ForwardLogProb, Rows::of_data(latent, given), rows, tile.log_q, None);
        load_tile(rows, size, lanes, None, x);
        target.evaluate(DensityTile { lanes, x, context: given_tile, log_prob: tile.log_p, gradient });
        for (wanted, found) in [(tile.x, &*rows), (tile.gradient, &*gradient)] {
            if !wanted.is_empty() {
                wanted.copy_from_slice(found);
            }
        }
    });
}

/// An estimate about an unnormalised density p by draws of a flow, each weighted by `w = p(x) /
/// q(x)`, the tail of the weights being smoothed: Vehtari, Simpson, Gelman, Yao and Gabry (2024),
/// Pareto smoothed importance sampling.
///
/// It knows of p only what the flow draws: a mode in which there are no draws is missing from it,
/// and no number here shows that.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Importance {
    /// `log Z = log mean w`, the logarithm of the integral of p.
    pub log_normalizer: f64,
    /// Its standard error: `sd(w) / (mean w · √n)`, and what weights above all that were drawn are
    /// expected to add, as the fitted tail goes on; the root of the sum of both squares. Without the
    /// latter it would be too small from k̂ = ½ on, where weights have no variance. See
    /// [`two_se`](Self::two_se) for where it holds.
    pub standard_error: f64,
    /// `(Σ w)² / Σ w²`: how many independent draws of p they are worth.
    pub effective_draws: f64,
    /// k̂, the shape of the weights' tail: they have a variance below ½, and a mean below 1. It is −1
    /// where the largest weights are equal to a thousandth, and infinite where there are fewer than
    /// five of them.
    pub pareto_k: f64,
    /// The number of draws.
    pub draws: usize,
    /// The mean of `log q − log p`, which is at least `−log Z`.
    pub free_energy: Summary,
}

impl Importance {
    /// The estimate by log-weights, one a draw: finite, or −∞ for weights of 0.
    pub fn of(log_weights: &[f64]) -> Self {
        let n = log_weights.len() as f64;
        let Smoothed { log_weights: smoothed, beyond, k } = smooth(log_weights);
        let largest = log_weights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let weights = || smoothed.iter().map(|l| (l - largest).exp());
        let (sum, squares) = (weights().sum::<f64>(), weights().map(|w| w * w).sum::<f64>());
        let mean = sum / n;
        let variance = weights().map(|w| (w - mean) * (w - mean)).sum::<f64>() / (n - 1.0).max(1.0);
        let energies: Vec<f64> = log_weights.iter().map(|l| -l).collect();
        Importance {
            log_normalizer: largest + mean.ln(),
            // What lies beyond is told as a part of the largest weight, as the mean is here.
            standard_error: (variance / n + beyond * beyond).sqrt() / mean,
            effective_draws: sum * sum / squares,
            pareto_k: k,
            draws: log_weights.len(),
            free_energy: Summary::of(&energies),
        }
    }

    /// The most that [`pareto_k`](Self::pareto_k) may be: `min(1 − 1 / log₁₀ n, 0.7)` for n draws.
    pub fn most_pareto_k(&self) -> f64 {
        most_k(self.draws)
    }

    /// True where the estimate and its error mean something: k̂ is at most
    /// [its bound](Self::most_pareto_k), and a hundred draws or more count. Otherwise the draws with
    /// the largest weights may not have been drawn at all.
    pub fn is_reliable(&self) -> bool {
        self.pareto_k <= self.most_pareto_k() && self.effective_draws >= LEAST_DRAWS
    }

    /// Twice the standard error of `log Z`, where it holds: the estimate is reliable, and k̂ is at most
    /// ½, so that the weights have a variance. Above, the draws that make up the mean may lie beyond all
    /// that were made, and no error that draws show is large enough.
    pub fn two_se(&self) -> Option<f64> {
        (self.is_reliable() && self.pareto_k <= 0.5).then_some(2.0 * self.standard_error)
    }
}

/// Estimates by `n` draws of the flow, given `contexts` in turn.
///
/// # Errors
/// Where a log-density is NaN or +∞, or the flow's own is −∞: names the draw and its point.
pub fn estimate<T: Real, P: Program<T>>(
    flow: &P,
    target: &dyn TileDensity<T>,
    (n, contexts): (usize, &[T]),
    seed: u64,
    workers: &Workers,
) -> Result<Importance> {
    let draws = Draws { purpose: Purpose::Importance, seed, step: 0, n, contexts };
    Ok(Importance::of(&energies(flow, target, draws, workers)?.scores()))
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

    /// Draws x at even places of a normal with deviation s, weighted for a standard normal: the
    /// weights `s · exp(−x² / 2 + x² / 2s²)` are bounded for s ≥ 1. Below, with `a = 1 − s²`, they are
    /// `s · exp(a t² / 2)` of a standard normal t up to sign of a, whose tail has the shape a: the
    /// probability of `exp(a t² / 2) > w` falls as `w^(−1/a)`.
    #[test]
    fn narrow_proposals_are_told_by_their_shape() {
        let n = 100_000;
        let of_deviation = |s: f64| {
            let place = |i: usize| crate::noise::normal_quantile((i as f64 + 0.5) / n as f64);
            let weight = |t: f64| s.ln() - 0.5 * (s * t).powi(2) + 0.5 * t * t;
            Importance::of(&(0..n).map(|i| weight(place(i))).collect::<Vec<f64>>())
        };
        for (s, reliable) in [(1.3, true), (0.9, true), (0.7, true), (0.3, false), (0.05, false)] {
            let found = of_deviation(s);
            assert_eq!(found.is_reliable(), reliable, "{s}: {found:?}");
            assert!(!reliable || found.log_normalizer.abs() <= 3.0 * found.standard_error, "{s}: {found:?}");
            assert!((found.pareto_k - (1.0 - s * s)).abs() < 0.15 || s > 1.0, "{s}: {found:?}");
        }
    }
}

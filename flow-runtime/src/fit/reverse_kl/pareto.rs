//! Pareto smoothing of importance weights, and k̂, the shape of their tail: Vehtari, Simpson, Gelman,
//! Yao and Gabry (2024), Pareto smoothed importance sampling.
//!
//! ```text
//! weights, sorted:  ▁▁▁▁▂▂▂▂▃▃▃▄▄▅▆ ┊ ▇ █ █ …   the M largest, above the cutoff u: the tail
//!                                  u  └▶ excess over u ~ generalised Pareto (k, σ) ─▶ its quantiles
//! ```
//! Importance weights have as many finite moments as `1 / k`: below ½ a mean has a variance, below 1
//! it exists at all. So k̂ says whether a mean of weights and its error mean anything.

/// The fewest excesses to which a distribution is fitted.
const LEAST_TAIL: usize = 5;

/// The least excess, as a part of the largest weight, that is told from none.
const LEAST_EXCESS: f64 = 1e-290;

/// Where the largest log-weights differ by less than this, their differences are rounding, and the
/// weights are bounded.
const FLAT: f64 = 1e-3;

/// The shape of weights that are bounded and equal: excesses would be uniform.
const BOUNDED: f64 = -1.0;

/// Points of the grid on which the fit looks for θ, beside `√n` more.
const POINTS: usize = 30;

/// Draws that the prior of k counts for, and its mean.
const PRIOR: (f64, f64) = (10.0, 0.5);

/// Weights whose tail was smoothed.
pub struct Smoothed {
    /// The logarithms of the weights, in the order of the draws.
    pub log_weights: Vec<f64>,
    /// The mean over all draws that weights above all of these are expected to add, as the fitted tail
    /// goes on, as a part of the largest weight; 0 where no tail was fitted.
    pub beyond: f64,
    /// k̂; −1 where the largest weights are equal to a thousandth, and infinite where there are fewer
    /// than five of them.
    pub k: f64,
}

/// The most that k̂ may be for `n` draws: `min(1 − 1 / log₁₀ n, 0.7)`. Above it, more draws than
/// these are needed for an error that holds, or more than anyone has.
pub fn most_k(n: usize) -> f64 {
    (1.0 - 1.0 / (n as f64).log10().max(f64::MIN_POSITIVE)).min(0.7)
}

/// Replaces the `min(0.2 n, 3 √n)` largest weights by the quantiles of the generalised Pareto
/// distribution that is fitted to them, none above the largest; the others stay. `log_weights` are
/// finite, or −∞ for weights of 0.
pub fn smooth(log_weights: &[f64]) -> Smoothed {
    let n = log_weights.len();
    let size = (0.2 * n as f64).min(3.0 * (n as f64).sqrt()).ceil() as usize;
    let raw = |k: f64| Smoothed { log_weights: log_weights.to_vec(), beyond: 0.0, k };
    if size < LEAST_TAIL {
        return raw(f64::INFINITY);
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|a, b| log_weights[*b].total_cmp(&log_weights[*a]));
    let (largest, cutoff) = (log_weights[order[0]], log_weights[order[size]]);
    if largest - cutoff < FLAT {
        return raw(BOUNDED);
    }
    let below = (cutoff - largest).exp();
    // Ascending, and without those that equal the cutoff.
    let excess = |row: &usize| (*row, (log_weights[*row] - largest).exp() - below);
    let tail: Vec<(usize, f64)> =
        order[..size].iter().rev().map(excess).filter(|(_, excess)| *excess > LEAST_EXCESS).collect();
    if tail.len() < LEAST_TAIL {
        return raw(f64::INFINITY);
    }
    let excesses: Vec<f64> = tail.iter().map(|(_, excess)| *excess).collect();
    let fitted = Pareto::fit(&excesses, POINTS).with_prior(tail.len());
    let mut smoothed = raw(fitted.k);
    // Of n draws one is expected above the last place, at the weight there and the mean excess over it.
    let last = fitted.quantile(1.0 - 1.0 / tail.len() as f64);
    smoothed.beyond = (below + last + fitted.mean_excess(last)) / n as f64;
    for (place, (row, _)) in tail.iter().enumerate() {
        let quantile = fitted.quantile((place as f64 + 0.5) / tail.len() as f64);
        smoothed.log_weights[*row] = largest + (below + quantile).ln().min(0.0);
    }
    smoothed
}

/// The generalised Pareto distribution of excesses, `P(X > x) = (1 + k x / σ)^(−1/k)`.
#[derive(Clone, Copy, Debug)]
struct Pareto {
    k: f64,
    sigma: f64,
}

impl Pareto {
    /// The fit of Zhang and Stephens (2009), A new and efficient estimation method for the
    /// generalized Pareto distribution, to excesses above 0 in ascending order. With `θ = −k / σ`,
    /// the likelihood of θ alone is `n (ln(−θ / k(θ)) − k(θ) − 1)`, `k(θ) = mean ln(1 − θ x)`; θ is
    /// its mean over a grid of `points + √n`, weighted by the likelihood.
    fn fit(excesses: &[f64], points: usize) -> Self {
        let n = excesses.len() as f64;
        let (largest, quartile) = (excesses[excesses.len() - 1], excesses[(n / 4.0 + 0.5) as usize - 1]);
        let count = (points as f64 + n.sqrt()).floor();
        let theta = |i: usize| 1.0 / largest + (1.0 - (count / (i as f64 + 0.5)).sqrt()) / (3.0 * quartile);
        let grid: Vec<f64> = (0..count as usize).map(theta).collect();
        let shape = |theta: f64| excesses.iter().map(|x| (-theta * x).ln_1p()).sum::<f64>() / n;
        let likelihood = |theta: &f64| {
            let k = shape(*theta);
            n * ((-theta / k).ln() - k - 1.0)
        };
        let likelihoods: Vec<f64> = grid.iter().map(likelihood).collect();
        let most = likelihoods.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let weights: Vec<f64> = likelihoods.iter().map(|l| (l - most).exp()).collect();
        let mean = grid.iter().zip(&weights).map(|(theta, w)| theta * w).sum::<f64>() / weights.iter().sum::<f64>();
        let k = shape(mean);
        Pareto { k, sigma: -k / mean }
    }

    /// The same with k drawn towards ½, as if ten draws more had said that.
    fn with_prior(self, n: usize) -> Self {
        let (n, (draws, mean)) = (n as f64, PRIOR);
        Pareto { k: (n * self.k + draws * mean) / (n + draws), ..self }
    }

    /// `E[X − x | X > x] = (σ + k x) / (1 − k)`, which is infinite from `k = 1` on.
    fn mean_excess(&self, x: f64) -> f64 {
        if self.k < 1.0 { (self.sigma + self.k * x).max(0.0) / (1.0 - self.k) } else { f64::INFINITY }
    }

    /// `σ ((1 − p)^(−k) − 1) / k`
    fn quantile(&self, p: f64) -> f64 {
        let tail = -(-p).ln_1p();
        if self.k == 0.0 { self.sigma * tail } else { self.sigma * (self.k * tail).exp_m1() / self.k }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The hundred numbers of `set.seed(123); rexp(100)` in R, to six digits.
    const EXPONENTIAL: [f64; 100] = [
        0.843457, 0.576610, 1.329055, 0.031577, 0.056211, 0.316501, 0.314227, 0.145267, 2.726236, 0.029153, 1.004830,
        0.480215, 0.281014, 0.377118, 0.188284, 0.849786, 1.563204, 0.478760, 0.590935, 4.041012, 0.843150, 0.965871,
        1.485276, 1.348044, 1.168529, 1.605852, 1.496743, 1.570653, 0.031768, 0.597850, 2.167840, 0.506616, 0.259558,
        2.596892, 1.229026, 0.790682, 0.629280, 1.254641, 0.588685, 1.129290, 0.420365, 7.211008, 0.845722, 0.225542,
        1.100339, 2.248306, 1.363734, 0.576392, 2.725276, 1.312163, 0.090591, 0.306204, 1.067213, 0.313516, 0.974640,
        1.887823, 0.564589, 2.576961, 1.047696, 1.024441, 1.027870, 0.284668, 1.563052, 0.042088, 0.098631, 0.098569,
        0.280385, 0.295787, 0.972430, 0.924027, 1.642405, 1.619913, 2.536146, 1.521550, 0.380014, 0.238513, 0.466487,
        0.042271, 0.319677, 0.643611, 0.572563, 0.216056, 4.498673, 1.857091, 0.685459, 1.439453, 1.731154, 1.244783,
        1.463301, 1.537394, 0.004599, 1.108765, 0.299970, 1.192003, 1.114929, 0.067376, 0.480669, 1.570454, 0.259946,
        1.856922,
    ];

    fn sorted(mut numbers: Vec<f64>) -> Vec<f64> {
        numbers.sort_by(f64::total_cmp);
        numbers
    }

    /// The value that the tests of the R package `loo` hold for these numbers, by a grid of 80 + √n.
    #[test]
    fn the_fit_is_the_published_one() {
        let found = Pareto::fit(&sorted(EXPONENTIAL.to_vec()), 80);
        assert!((found.k - 0.027_403_034_871).abs() < 1e-6 && (found.sigma - 1.018_298_217_127).abs() < 1e-6);
        // (100 k + 5) / 110
        assert!((found.with_prior(100).k - 0.070_366_395).abs() < 1e-6);
    }

    /// Excesses at the quantiles of a distribution that is known.
    fn quantiles(k: f64, sigma: f64, n: usize) -> Vec<f64> {
        let known = Pareto { k, sigma };
        (0..n).map(|i| known.quantile((i as f64 + 0.5) / n as f64)).collect()
    }

    #[test]
    fn known_shapes_are_found_again() {
        for (k, sigma) in [(-0.5, 1.0), (0.0, 2.0), (0.3, 0.5), (0.7, 1.0), (1.0, 3.0), (2.0, 1e-3)] {
            let found = Pareto::fit(&quantiles(k, sigma, 4000), POINTS);
            assert!((found.k - k).abs() < 0.02, "{k}: {found:?}");
            assert!((found.sigma / sigma - 1.0).abs() < 0.02, "{k}: {found:?}");
        }
        // The median: σ (2^k − 1) / k, and σ ln 2 for k = 0.
        let half = |k: f64, sigma: f64| Pareto { k, sigma }.quantile(0.5);
        assert!((half(1.0, 3.0) - 3.0).abs() < 1e-12 && (half(0.0, 2.0) - 2.0 * 2f64.ln()).abs() < 1e-12);
        // Of a Pareto tail with k = ½, σ = 1, the mean is σ / (1 − k) = 2, and beyond 2 it is 4 more.
        let of = |k: f64| Pareto { k, sigma: 1.0 };
        assert!((of(0.5).mean_excess(0.0) - 2.0).abs() < 1e-12 && (of(0.5).mean_excess(2.0) - 4.0).abs() < 1e-12);
        assert!(of(1.0).mean_excess(0.0) == f64::INFINITY && of(-1.0).mean_excess(2.0) == 0.0);
        assert!((half(0.5, 1.0) - 2.0 * (2f64.sqrt() - 1.0)).abs() < 1e-12);
    }

    /// Weights `u^(−k)` at even places u are a Pareto sample, every tail of which has the shape k. The
    /// prior draws k̂ of M excesses to (M k + 5) / (M + 10).
    #[test]
    fn weights_have_the_shape_of_their_tail() {
        let n = 10_000;
        for k in [0.2, 0.5, 0.8, 1.2] {
            let log_weights: Vec<f64> =
                (0..n).map(|i| -k * ((f64::from(i) + 0.5) / f64::from(n)).ln() - 900.0).collect();
            let found = smooth(&log_weights);
            let expected = (300.0 * k + 5.0) / 310.0;
            assert!((found.k - expected).abs() < 0.04, "{k}: {}", found.k);
            // Quantiles take the place of quantiles; the largest weight stays the largest.
            let largest = log_weights[0];
            assert!(found.log_weights.iter().all(|w| *w <= largest));
            let near = |(a, b): (&f64, &f64)| (a - b).abs() < 0.35;
            assert!(found.log_weights.iter().zip(&log_weights).all(near), "{k}");
            assert_eq!(found.log_weights[300..], log_weights[300..], "weights below the tail stay");
        }
    }

    #[test]
    fn tails_that_have_no_shape() {
        assert_eq!(smooth(&[0.25; 1000]).k, BOUNDED);
        assert_eq!(smooth(&[0.0, 1.0, 2.0]).k, f64::INFINITY);
        // One draw beside a thousand that are equal, and one beside a thousand of weight 0.
        for others in [0.0, f64::NEG_INFINITY] {
            let mut log_weights = vec![others; 1000];
            log_weights[17] = 50.0;
            let found = smooth(&log_weights);
            assert_eq!((found.k, found.log_weights), (f64::INFINITY, log_weights));
        }
        let far: Vec<f64> = (0..1000).map(|i| -f64::from(i * i)).collect();
        assert!(smooth(&far).k > 1.0, "each weight is a multiple of the one after it");
        let unbounded: Vec<f64> = (0..1000).map(|i| 1e5 / f64::from(i + 1)).collect();
        assert!(smooth(&unbounded).k > 1.0);
    }

    #[test]
    fn thresholds_depend_on_the_draws() {
        // 1 − 1/2, 1 − 1/3, and 0.7 from 10^(1/0.3) = 2154 draws on.
        assert!((most_k(100) - 0.5).abs() < 1e-12 && (most_k(1000) - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!((most_k(2200), most_k(1_000_000)), (0.7, 0.7));
        assert!(most_k(1) < 0.0);
    }
}

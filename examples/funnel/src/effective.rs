//! How many independent draws a chain is worth.

/// `n / (1 + 2 Σ ρ)`, the sum of autocorrelations cut where a pair of neighbours is no longer positive. (Geyer 1992)
pub fn draws(chain: &[f64]) -> f64 {
    let n = chain.len();
    let mean = chain.iter().sum::<f64>() / n as f64;
    let covariance = |lag: usize| {
        let pairs = chain.iter().zip(&chain[lag..]);
        pairs.map(|(a, b)| (a - mean) * (b - mean)).sum::<f64>() / n as f64
    };
    let variance = covariance(0);
    let pairs = (0..n / 2).map(|k| covariance(2 * k) + covariance(2 * k + 1)).take_while(|pair| *pair > 0.0);
    let time = (2.0 * pairs.sum::<f64>() / variance - 1.0).max(1.0 / n as f64);
    n as f64 / time
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An autoregression `x ← a x + noise` has the correlation time `(1 + a) / (1 − a)`.
    #[test]
    fn an_autoregression_is_worth_what_theory_says() {
        let mut seed = 1u64;
        let mut uniform = || {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (seed >> 11) as f64 / (1u64 << 53) as f64 - 0.5
        };
        let mut x = 0.0;
        let chain: Vec<f64> = (0..40_000)
            .map(|_| {
                x = 0.6 * x + uniform();
                x
            })
            .collect();
        let expected = 40_000.0 / 4.0;
        assert!((draws(&chain) / expected - 1.0).abs() < 0.1, "{}", draws(&chain));
    }
}

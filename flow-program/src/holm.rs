//! Several tests at once: Holm's correction, by which the chance of any false alarm among all of them stays below the level of one.
//! (Holm 1979)

/// The corrected p-values of tests that are made together, in their order: with the `m` values sorted, the `k`-th smallest is multiplied
/// by `m − k + 1`, and none is smaller than one before it.
///
/// ```
/// let corrected = flow_program::holm(&[0.01, 0.04, 0.03]);
/// assert!(corrected.iter().zip([0.03, 0.06, 0.06]).all(|(found, expected)| (found - expected).abs() < 1e-12));
/// ```
pub fn holm(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]));
    let mut corrected = vec![1.0; p.len()];
    let mut least: f64 = 0.0;
    for (k, &test) in order.iter().enumerate() {
        least = least.max((p[test] * (p.len() - k) as f64).min(1.0));
        corrected[test] = least;
    }
    corrected
}

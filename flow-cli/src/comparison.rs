//! Models beside each other by the log-densities that they give the same rows.
//!
//! Two models are compared by the mean of the differences row by row, `d_i = a_i − b_i`, and
//! its standard error `s / √n`: the spread of the rows themselves, which both share, falls out. A
//! difference is one where it is larger than two of its standard errors. Of more than two models all
//! pairs are looked at, and Holm's correction keeps the chance that any verdict is a false one at
//! that of a single pair; so it covers the choice of the best by the same rows.

use flow_program::holm;
use flow_runtime::fit::Summary;

/// Verdicts take at least so many rows; the error of fewer is not known well enough.
pub const FEWEST: usize = 10;

/// The chance of a difference beyond two standard errors where there is none.
const LEVEL: f64 = 0.045_500_263_896_358_4;

/// One model among others.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The mean of its scores, without rows to which any of the models gives density 0.
    pub score: Summary,
    /// Rows of density 0: how many, and the place of the first.
    pub zero: Option<(usize, usize)>,
    /// By how much the best model's log-density is higher; `None` for the best itself.
    pub behind: Option<Difference>,
}

/// A mean difference of log-densities.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    pub mean: f64,
    pub two_se: f64,
    /// The corrected probability of a difference like this where there is none.
    pub p: f64,
    pub verdict: Verdict,
}

/// The verdict of the rows on a model beside the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is worse.
    Worse,
    /// It gives density 0 to rows to which the best gives some.
    Excludes,
    /// They do not decide.
    Undecided,
    /// Its log-densities are those of the best.
    Same,
}

/// All models, and the number of the best.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    pub models: Vec<Compared>,
    pub best: usize,
    /// Rows that all models have scored with a positive density.
    pub rows: usize,
}

/// Compares models by their log-densities of the same rows, `scores[model][row]`.
pub fn compare(scores: &[Vec<f64>]) -> Comparison {
    let n = scores.first().map_or(0, Vec::len);
    let is_zero = |l: f64| l == f64::NEG_INFINITY;
    let shared: Vec<usize> = (0..n).filter(|&row| scores.iter().all(|s| !is_zero(s[row]))).collect();
    let zero = |s: &Vec<f64>| {
        let first = s.iter().position(|l| is_zero(*l))?;
        Some((s.iter().filter(|l| is_zero(**l)).count(), first))
    };
    let zeros: Vec<Option<(usize, usize)>> = scores.iter().map(zero).collect();
    let summaries: Vec<Summary> =
        scores.iter().map(|s| Summary::of(&shared.iter().map(|&row| s[row]).collect::<Vec<_>>())).collect();
    let fewer = |k: usize| zeros[k].map_or(0, |(count, _)| count);
    let better = |a: &usize, b: &usize| {
        fewer(*b).cmp(&fewer(*a)).then(summaries[*a].mean.total_cmp(&summaries[*b].mean)).then(b.cmp(a))
    };
    let best = (0..scores.len()).max_by(better).unwrap_or(0);
    let pairs: Vec<(usize, usize)> =
        (0..scores.len()).flat_map(|a| (a + 1..scores.len()).map(move |b| (a, b))).collect();
    let difference = |(a, b): (usize, usize)| {
        Summary::of(&shared.iter().map(|&row| scores[a][row] - scores[b][row]).collect::<Vec<_>>())
    };
    let p = holm(&pairs.iter().map(|pair| two_sided(difference(*pair))).collect::<Vec<_>>());
    let behind = |k: usize| {
        let pair = (best.min(k), best.max(k));
        let Summary { mean, two_se, .. } = difference((best, k));
        let p = pairs.iter().position(|other| *other == pair).map_or(1.0, |at| p[at]);
        let excludes = (0..n).any(|row| is_zero(scores[k][row]) && !is_zero(scores[best][row]));
        let verdict = match () {
            () if excludes => Verdict::Excludes,
            () if scores[k] == scores[best] => Verdict::Same,
            () if p < LEVEL && shared.len() >= FEWEST && mean > 0.0 => Verdict::Worse,
            () => Verdict::Undecided,
        };
        Difference { mean, two_se, p, verdict }
    };
    let model = |k: usize| Compared { score: summaries[k], zero: zeros[k], behind: (k != best).then(|| behind(k)) };
    Comparison { models: (0..scores.len()).map(model).collect(), best, rows: shared.len() }
}

/// The probability that a normal mean lies at least as many standard errors from 0.
fn two_sided(difference: Summary) -> f64 {
    let se = difference.two_se / 2.0;
    match difference.mean.abs() / se {
        t if t.is_nan() => 1.0,
        t => erfc(t / std::f64::consts::SQRT_2),
    }
}

/// The complement of the error function for `x ≥ 0`: its Taylor series, and where that would cancel,
/// the continued fraction of Laplace, from its 60th term.
fn erfc(x: f64) -> f64 {
    let root = std::f64::consts::PI.sqrt();
    if x < 2.5 {
        let mut term = x;
        let mut sum = x;
        for k in 1..80 {
            let k = f64::from(k);
            term *= -x * x / k;
            sum += term / (2.0 * k + 1.0);
        }
        return 1.0 - 2.0 / root * sum;
    }
    let fraction = (1..=60).rev().fold(x, |fraction, k| x + f64::from(k) / 2.0 / fraction);
    (-x * x).exp() / root / fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Abramowitz and Stegun (1964), table 7.1, and the asymptotic series at 6.
    #[test]
    fn known_values_of_the_error_function() {
        for (x, expected) in [
            (0.0, 1.0),
            (0.5, 0.479_500_122_186_953_5),
            (1.0, 0.157_299_207_050_285_13),
            (2.0, 0.004_677_734_981_047_266),
            (2.5, 4.069_520_174_449_59e-4),
            (3.0, 2.209_049_699_858_544e-5),
            (6.0, 2.151_973_671_249_891e-17),
        ] {
            assert!((erfc(x) / expected - 1.0).abs() < 1e-9, "{x}: {}", erfc(x));
        }
        assert!((erfc(2.0 / std::f64::consts::SQRT_2) - LEVEL).abs() < 1e-12);
    }

    /// Rows that differ much from each other, and models that differ little on all of them.
    fn rows(shift: f64, noise: f64) -> Vec<f64> {
        (0..200).map(|k| -10.0 * f64::from(k).sin() + shift + noise * f64::from(k * k).cos()).collect()
    }

    #[test]
    fn what_rows_share_does_not_hide_a_difference() {
        let found = compare(&[rows(0.0, 0.0), rows(0.1, 0.1)]);
        let behind = found.models[0].behind.expect("a difference");
        assert_eq!((found.best, behind.verdict, found.models[1].behind), (1, Verdict::Worse, None));
        // The mean of 0.1 + 0.1 · cos k² over the rows, and twice its standard error.
        let cosines: Vec<f64> = (0..200).map(|k| f64::from(k * k).cos()).collect();
        let mean = cosines.iter().sum::<f64>() / 200.0;
        let variance = cosines.iter().map(|c| (c - mean).powi(2)).sum::<f64>() / 199.0;
        assert!((behind.mean - 0.1 - 0.1 * mean).abs() < 1e-12, "{behind:?}");
        assert!((behind.two_se - 0.2 * (variance / 200.0).sqrt()).abs() < 1e-12, "{behind:?}");
        // The scores themselves are far less certain than that.
        assert!(found.models[0].score.two_se > 0.5);
    }

    #[test]
    fn a_difference_within_its_error_is_no_verdict() {
        let found = compare(&[rows(0.0, 0.0), rows(0.01, 1.0)]);
        assert_eq!(found.models[1 - found.best].behind.map(|b| b.verdict), Some(Verdict::Undecided));
        let found = compare(&[rows(0.0, 1.0), rows(0.0, 1.0)]);
        assert_eq!((found.best, found.models[1].behind.map(|b| b.verdict)), (0, Some(Verdict::Same)));
        let few = compare(&[vec![0.0; 5], vec![1.0; 5]]);
        assert_eq!(few.models[0].behind.map(|b| b.verdict), Some(Verdict::Undecided));
    }

    /// A pair that is 2.2 standard errors apart: enough alone, too little among many.
    #[test]
    fn many_models_take_more_for_a_verdict() {
        let apart = |k: i32| {
            let signs = (0..100).map(move |row| if row % 2 == 0 { 1.0 } else { -1.0 });
            // Mean 0.2211, deviation 1.005: 2.2 standard errors.
            signs.map(move |sign| if k == 0 { 0.2211 + sign } else { 1e-9 * f64::from(k) * sign }).collect::<Vec<f64>>()
        };
        let verdict = |models: i32| {
            let found = compare(&(0..models).map(apart).collect::<Vec<_>>());
            assert_eq!(found.best, 0);
            found.models[1].behind.map(|b| b.verdict)
        };
        assert_eq!(verdict(2), Some(Verdict::Worse));
        assert_eq!(verdict(4), Some(Verdict::Undecided));
    }

    #[test]
    fn rows_of_density_zero_rule_a_model_out() {
        let mut with_zero = rows(5.0, 0.0);
        with_zero[7] = f64::NEG_INFINITY;
        let found = compare(&[with_zero, rows(0.0, 0.0)]);
        assert_eq!((found.best, found.rows, found.models[0].zero), (1, 199, Some((1, 7))));
        let behind = found.models[0].behind.expect("a difference");
        assert_eq!(behind.verdict, Verdict::Excludes);
        assert!((behind.mean + 5.0).abs() < 1e-9, "{behind:?}");
    }
}

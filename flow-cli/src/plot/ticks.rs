//! The ticks of an axis: multiples of 1, 2 or 5 times a power of ten, as many as fit.

/// The ticks of one axis: values inside its range, and a label for each.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticks {
    pub values: Vec<f64>,
    pub labels: Vec<String>,
}

impl Ticks {
    /// At most `most` (at least 2) ticks in `[low, high]`: all multiples in it of the smallest step
    /// from {1, 2, 5}·10ᵏ that yields no more. An empty or non-finite range has no ticks.
    pub fn new(low: f64, high: f64, most: usize) -> Ticks {
        Self::with_step(low, high, most, 0.0)
    }

    /// The same at whole numbers only, as epochs are counted.
    pub fn whole(low: f64, high: f64, most: usize) -> Ticks {
        Self::with_step(low, high, most, 1.0)
    }

    fn with_step(low: f64, high: f64, most: usize, least: f64) -> Ticks {
        let most = most.max(2) as f64;
        let span = high - low;
        // Below this the step is lost in the rounding of the values, and the ticks would repeat.
        if !(span.is_finite() && span > 1e-12 * low.abs().max(high.abs())) {
            return Ticks { values: vec![], labels: vec![] };
        }
        let decade = (span / most).max(least).log10().floor() as i32;
        let fits = |step: f64| step >= least && (high / step).floor() - (low / step).ceil() < most;
        let (mantissa, exponent) = [(1, decade), (2, decade), (5, decade), (1, decade + 1), (2, decade + 1)]
            .into_iter()
            .find(|&(mantissa, exponent)| fits(f64::from(mantissa) * 10f64.powi(exponent)))
            .unwrap_or((5, decade + 1));
        let multiple = |k: f64| decimal(k * f64::from(mantissa), exponent);
        let step = multiple(1.0);
        let (first, last) = ((low / step).ceil(), (high / step).floor());
        let values: Vec<f64> = (0..=(last - first).max(0.0) as usize).map(|k| multiple(first + k as f64)).collect();
        let largest = low.abs().max(high.abs());
        let labels = values.iter().map(|&value| label(value, exponent, largest)).collect();
        Ticks { values, labels }
    }
}

/// `k·10ᵉ`, rounded once: dividing by an exact power keeps 3·10⁻¹ at 0.3.
fn decimal(k: f64, exponent: i32) -> f64 {
    if exponent < 0 { k / 10f64.powi(-exponent) } else { k * 10f64.powi(exponent) }
}

/// Plain decimals where they stay short, otherwise a mantissa and `e`; the minus is the typographic
/// one.
fn label(value: f64, exponent: i32, largest: f64) -> String {
    let text = if value == 0.0 {
        String::from("0")
    } else if largest < 1e5 && exponent >= -4 {
        format!("{value:.*}", (-exponent).max(0) as usize)
    } else {
        let digits = (value.abs().log10().floor() as i32 - exponent).clamp(0, 12) as usize;
        format!("{value:.digits$e}")
    };
    text.replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_inside() {
        let table: &[(f64, f64, usize, &[&str])] = &[
            (0.0, 1.0, 6, &["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
            (-1.5, 2.5, 6, &["−1", "0", "1", "2"]),
            (0.0, 100.0, 5, &["0", "50", "100"]),
            (0.0, 100.0, 6, &["0", "20", "40", "60", "80", "100"]),
            (0.1, 0.37, 4, &["0.1", "0.2", "0.3"]),
            (-3.21, -3.19, 4, &["−3.21", "−3.20", "−3.19"]),
            (0.0, 3.0e6, 4, &["0", "1e6", "2e6", "3e6"]),
            (0.0, 2.5e-7, 3, &["0", "1e−7", "2e−7"]),
        ];
        for (low, high, most, labels) in table {
            let ticks = Ticks::new(*low, *high, *most);
            assert_eq!(ticks.labels, *labels, "{low} to {high}");
            assert!(ticks.values.len() <= *most && ticks.values.iter().all(|value| low <= value && value <= high));
        }
    }

    #[test]
    fn epochs_are_whole() {
        for (low, high, labels) in
            [(0.9, 4.1, &["1", "2", "3", "4"][..]), (0.8, 1.2, &["1"]), (-9.0, 611.0, &["0", "200", "400", "600"])]
        {
            assert_eq!(Ticks::whole(low, high, 6).labels, labels, "{low} to {high}");
        }
    }

    #[test]
    fn any_range_gives_few_distinct_ticks() {
        for scale in [1e-300, 1e-9, 0.37, 1.0, 42.0, 1e9, 1e300] {
            for offset in [-7.3, -1.0, 0.0, 0.5, 99.0] {
                for most in 2..9 {
                    let (low, high) = (offset * scale, (offset + 1.7) * scale);
                    let ticks = Ticks::new(low, high, most);
                    assert!((1..=most).contains(&ticks.values.len()), "{low} to {high}: {ticks:?}");
                    assert!(ticks.labels.windows(2).all(|pair| pair[0] != pair[1]), "{ticks:?}");
                }
            }
        }
        for (low, high) in [(1.0, 1.0), (2.0, 1.0), (f64::NAN, 1.0), (0.0, f64::INFINITY), (1e17, 1e17 + 16.0)] {
            assert!(Ticks::new(low, high, 5).values.is_empty());
        }
    }
}

//! How the numbers of a column lie.

/// A column's numbers, in order.
pub struct Look {
    sorted: Vec<f64>,
    /// The different numbers, each with how often it occurs.
    different: Vec<(f64, usize)>,
}

impl Look {
    pub fn of(values: impl Iterator<Item = f64>) -> Look {
        let mut sorted: Vec<f64> = values.collect();
        sorted.sort_by(f64::total_cmp);
        let mut different: Vec<(f64, usize)> = Vec::new();
        for &x in &sorted {
            match different.last_mut() {
                // −0 and 0 are one number.
                Some((last, count)) if *last == x => *count += 1,
                _ => different.push((x, 1)),
            }
        }
        Look { sorted, different }
    }

    /// The same column without some of its numbers.
    pub fn without(&self, left_out: &[f64]) -> Look {
        Look::of(self.sorted.iter().copied().filter(|x| !left_out.contains(x)))
    }

    pub fn count(&self) -> usize {
        self.sorted.len()
    }

    pub fn different(&self) -> &[(f64, usize)] {
        &self.different
    }

    /// How many rows hold one of these numbers.
    pub fn rows_with(&self, numbers: &[f64]) -> usize {
        self.different.iter().filter(|(x, _)| numbers.contains(x)).map(|(_, count)| count).sum()
    }

    pub fn low(&self) -> f64 {
        self.sorted.first().copied().unwrap_or(f64::NAN)
    }

    pub fn high(&self) -> f64 {
        self.sorted.last().copied().unwrap_or(f64::NAN)
    }

    pub fn is_whole(&self) -> bool {
        self.different.iter().all(|(x, _)| x.fract() == 0.0 && x.abs() < 9e15)
    }

    /// The number below which this share of the column lies.
    fn quantile(&self, share: f64) -> f64 {
        let last = self.sorted.len().saturating_sub(1) as f64;
        // A float converts to the nearest index in range.
        self.sorted.get((share * last).round() as usize).copied().unwrap_or(f64::NAN)
    }

    /// The third standardised moment of what `map` makes of the numbers.
    pub fn skewness(&self, map: impl Fn(f64) -> f64) -> f64 {
        let count = self.count() as f64;
        let mean = self.sorted.iter().map(|x| map(*x)).sum::<f64>() / count;
        let moment = |power| self.sorted.iter().map(|x| (map(*x) - mean).powi(power)).sum::<f64>() / count;
        moment(3) / moment(2).powf(1.5)
    }

    /// How far the outer hundredth of the column lies from its middle half, as `map` shows it: the distance between the
    /// quantiles at 0.5 % and 99.5 % over that of the quartiles. It is 3.8 for a normal distribution, 4.8 for an
    /// exponential one, 6.6 for Laplace's, and for Student's t 7.6 with three degrees of freedom, 12 with two.
    pub fn tail(&self, map: impl Fn(f64) -> f64) -> f64 {
        let q = |share| map(self.quantile(share));
        (q(0.995) - q(0.005)) / (q(0.75) - q(0.25))
    }
}

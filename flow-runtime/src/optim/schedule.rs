//! The learning rate's course over training, as a factor of the optimizer's own rate.

use std::f64::consts::PI;

/// A factor for each step.
///
/// ```
/// use flow_runtime::optim::Schedule;
///
/// let schedule = Schedule::Constant { warm_up: 4 };
/// assert_eq!([0, 1, 3, 4, 99].map(|step| schedule.rate(step, 100)), [0.25, 0.5, 1.0, 1.0, 1.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Schedule {
    /// 1 throughout, after the warm-up.
    Constant {
        /// Steps at the start over which the factor rises linearly to 1, 0 unless set.
        warm_up: u64,
    },
    /// `f + (1 − f)·(1 + cos(π·t/T)) / 2` with f the final fraction: from 1 down to f over the T steps after the warm-up,
    /// as PyTorch's `CosineAnnealingLR` stepped after every optimizer step.
    Cosine {
        /// f, the factor that is left in the end, 0 unless set.
        final_fraction: f64,
        /// Steps at the start over which the factor rises linearly to 1, 0 unless set.
        warm_up: u64,
    },
}

impl Default for Schedule {
    fn default() -> Self {
        Self::Constant { warm_up: 0 }
    }
}

impl Schedule {
    /// The schedule of a name with settings by their names; `None` where one of these is not known.
    ///
    /// ```
    /// use flow_runtime::optim::Schedule;
    ///
    /// let found = Schedule::named("cosine", &[("warm_up", 100.0)]);
    /// assert_eq!(found, Some(Schedule::Cosine { final_fraction: 0.0, warm_up: 100 }));
    /// ```
    pub fn named(name: &str, settings: &[(&str, f64)]) -> Option<Self> {
        let mut schedule = match name {
            "constant" => Self::Constant { warm_up: 0 },
            "cosine" => Self::Cosine { final_fraction: 0.0, warm_up: 0 },
            _ => return None,
        };
        for (name, value) in settings {
            match (&mut schedule, *name) {
                (Self::Constant { warm_up } | Self::Cosine { warm_up, .. }, "warm_up") => *warm_up = *value as u64,
                (Self::Cosine { final_fraction, .. }, "final_fraction") => *final_fraction = *value,
                _ => return None,
            }
        }
        Some(schedule)
    }

    /// The factor for step `step` (from 0) of `total`. Steps beyond the last keep the final factor.
    pub fn rate(self, step: u64, total: u64) -> f64 {
        match self {
            Self::Constant { warm_up } | Self::Cosine { warm_up, .. } if step < warm_up => {
                (step + 1) as f64 / warm_up as f64
            }
            Self::Constant { .. } => 1.0,
            Self::Cosine { final_fraction, warm_up } => {
                let steps = total.saturating_sub(warm_up).max(1);
                let t = (step - warm_up).min(steps) as f64 / steps as f64;
                final_fraction + (1.0 - final_fraction) * 0.5 * (1.0 + (PI * t).cos())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values() {
        let plain = Schedule::Cosine { final_fraction: 0.0, warm_up: 0 };
        let warm = Schedule::Cosine { final_fraction: 0.1, warm_up: 4 };
        let third = 0.75; // (1 + cos 60°) / 2
        for (schedule, step, total, expected) in [
            (Schedule::default(), 7, 10, 1.0),
            (Schedule::default(), 0, 10, 1.0),
            (Schedule::Constant { warm_up: 5 }, 0, 10, 0.2),
            (Schedule::Constant { warm_up: 5 }, 3, 10, 0.8),
            (Schedule::Constant { warm_up: 5 }, 4, 10, 1.0),
            (Schedule::Constant { warm_up: 5 }, 9, 10, 1.0),
            (Schedule::Constant { warm_up: 20 }, 9, 10, 0.5),
            (plain, 0, 9, 1.0),
            (plain, 3, 9, third),
            (plain, 6, 9, 1.0 - third),
            (plain, 9, 9, 0.0),
            (plain, 100, 9, 0.0),
            (plain, 0, 0, 1.0),
            (warm, 0, 13, 0.25),
            (warm, 3, 13, 1.0),
            (warm, 4, 13, 1.0),
            (warm, 7, 13, 0.1 + 0.9 * third),
            (warm, 13, 13, 0.1),
            (warm, 5, 3, 0.1),
        ] {
            let found = schedule.rate(step, total);
            assert!((found - expected).abs() < 1e-12, "{schedule:?} at {step}/{total}: {found}, not {expected}");
        }
    }

    /// PyTorch computes the same course by a recurrence from the rate before.
    #[test]
    fn equals_the_recurrence() {
        let (total, mut rate) = (50_u64, 1.0);
        for t in 0..total {
            let found = Schedule::Cosine { final_fraction: 0.0, warm_up: 0 }.rate(t, total);
            assert!((found - rate).abs() < 1e-12);
            let cos = |t: u64| (PI * t as f64 / total as f64).cos();
            rate *= (1.0 + cos(t + 1)) / (1.0 + cos(t));
        }
    }
}

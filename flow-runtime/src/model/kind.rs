//! The kinds of columns: the values that a column can have.

use std::fmt;

use serde_json::{Value, json};

use super::interval::Interval;

/// The values that a column can have. A flow models real numbers; a kind says how the column's
/// values become such, and back, so that every sample is a value that the column can have.
///
/// | kind | values | modelled as |
/// |---|---|---|
/// | `Real` | all numbers | they are |
/// | `Positive` | above 0 | the logarithm |
/// | `Unit` | between 0 and 1 | the logit |
/// | `Interval` | between two ends | the logit of the place between them |
/// | `Angle` | points of a circle | the angle from −π to π; in a context its cosine and sine |
/// | `Integer` | whole numbers | with noise |
/// | `Count` | 0, 1, 2, … | with noise, the logarithm |
/// | `Range` | whole numbers from `low` to `high` | with noise, the logit of the place between the ends |
/// | `Pixel` | whole numbers from 0 to `levels − 1` | with noise, for a flow that has layers for its ends |
/// | `Level` | whole numbers from 0 to `levels − 1` | they are, by a flow of whole numbers |
/// | `Categorical` | labels | as `Range`, by their numbers from 0; in a context as one number a label, 1 for the label that it is and 0 for the others |
///
/// The noise is uniform in (0, 1): `y = x + u`, which `⌊y⌋` undoes. A density `p(y)` then gives the
/// whole numbers the probability `P(x) = ∫ p(x + u) du`, exactly and with no further constant, since
/// the noise has density 1. By Jensen's inequality `E log p(x + u) ≤ log P(x)`: fitting the noisy
/// rows maximises a lower bound of the log-likelihood of the whole numbers, and the mean score of
/// noisy rows is one (Theis et al. 2016).
#[derive(Clone, Debug, Default, PartialEq)]
pub enum ColumnKind {
    /// All numbers.
    #[default]
    Real,
    /// Numbers above 0.
    Positive,
    /// Numbers between 0 and 1.
    Unit,
    /// Numbers between two ends, of which at least one is finite.
    Interval(Interval),
    /// Points of a circle, around which a turn goes from `low` to `high`.
    Angle {
        /// One name of the point where turns begin.
        low: f64,
        /// The other name of it.
        high: f64,
    },
    /// Whole numbers.
    Integer,
    /// Whole numbers from 0.
    Count,
    /// Whole numbers between two ends, which belong to them.
    Range {
        /// The smallest.
        low: i64,
        /// The largest.
        high: i64,
    },
    /// Levels of an image, by their numbers from 0. Layers of the flow, such as `pixels`, know the ends.
    Pixel {
        /// How many there are, at least 1.
        levels: u32,
    },
    /// Whole numbers from 0 that get no noise: the flow has a distribution of them.
    Level {
        /// How many there are, at least 1.
        levels: u32,
    },
    /// One of these labels, by its number from 0.
    Categorical(Vec<String>),
}

impl ColumnKind {
    /// Larger whole numbers have no neighbours a unit away.
    pub const LARGEST: f64 = (1u64 << 53) as f64;

    /// The numbers 0 and 1.
    pub const BINARY: ColumnKind = ColumnKind::Range { low: 0, high: 1 };

    /// True where the values are whole numbers.
    pub fn is_whole(&self) -> bool {
        self.has_noise() || matches!(self, Self::Level { .. })
    }

    /// True where the values are whole numbers to which noise is added.
    pub fn has_noise(&self) -> bool {
        matches!(self, Self::Integer | Self::Count | Self::Range { .. } | Self::Pixel { .. } | Self::Categorical(_))
    }

    /// True where a byte holds each value.
    pub fn is_byte(&self) -> bool {
        matches!(self, Self::Pixel { levels } | Self::Level { levels } if *levels <= 256)
    }

    /// The least and the largest value of a kind of whole numbers.
    fn ends(&self) -> (f64, f64) {
        match self {
            Self::Count => (0.0, f64::INFINITY),
            Self::Range { low, high } => (*low as f64, *high as f64),
            Self::Pixel { levels } | Self::Level { levels } => (0.0, f64::from(*levels) - 1.0),
            Self::Categorical(labels) => (0.0, labels.len() as f64 - 1.0),
            _ => (f64::NEG_INFINITY, f64::INFINITY),
        }
    }

    /// The interval in which the modelled number lies, that of whole numbers with noise.
    pub fn interval(&self) -> Interval {
        let (low, high) = match self {
            Self::Positive => (0.0, f64::INFINITY),
            Self::Unit => (0.0, 1.0),
            Self::Interval(interval) => return *interval,
            Self::Angle { low, high } => return Interval::circle(*low, *high),
            Self::Pixel { .. } | Self::Level { .. } => return Interval::REALS,
            whole => {
                let (low, high) = whole.ends();
                (low, high + 1.0)
            }
        };
        Interval::between(low, high)
    }

    /// True where the column can have this value.
    pub fn has(&self, x: f64) -> bool {
        if self.is_whole() {
            let (low, high) = self.ends();
            x.fract() == 0.0 && x.abs() <= Self::LARGEST && x >= low && x <= high
        } else {
            x.is_finite() && self.interval().contains(x)
        }
    }

    /// The value of the column that a modelled number stands for.
    pub fn settle(&self, y: f64) -> f64 {
        if !self.is_whole() {
            return y;
        }
        let (low, high) = self.ends();
        y.floor().clamp(low, high)
    }

    /// The numbers that a column of a context gives: one, one a label, or two of an angle.
    pub fn width(&self) -> usize {
        match self {
            Self::Categorical(labels) => labels.len(),
            Self::Angle { .. } => 2,
            _ => 1,
        }
    }

    /// True where [`context_numbers`](Self::context_numbers) of a value are others than itself.
    pub fn gives_other_numbers(&self) -> bool {
        matches!(self, Self::Categorical(_) | Self::Angle { .. })
    }

    /// The numbers that a value of a context gives.
    pub fn context_numbers(&self, x: f64) -> Vec<f64> {
        match self {
            Self::Categorical(labels) => {
                (0..labels.len()).map(|label| f64::from(u8::from(x == label as f64))).collect()
            }
            Self::Angle { low, high } => {
                let angle = (x - low) / (high - low) * std::f64::consts::TAU;
                vec![angle.cos(), angle.sin()]
            }
            _ => vec![x],
        }
    }

    /// The interval of a number of the context, which has no noise.
    pub fn context_interval(&self) -> Interval {
        if self.is_whole() || self.width() > 1 { Interval::REALS } else { self.interval() }
    }

    /// The values that the column can have, in words: "whole numbers from 0 to 5".
    pub fn expected(&self) -> String {
        match self {
            Self::Real => "finite numbers".into(),
            Self::Integer => "whole numbers".into(),
            Self::Count => "whole numbers from 0".into(),
            Self::Range { low, high } => format!("whole numbers from {low} to {high}"),
            Self::Pixel { levels } | Self::Level { levels } => {
                format!("whole numbers from 0 to {}", levels.saturating_sub(1))
            }
            Self::Categorical(labels) => format!("one of {} labels", labels.len()),
            Self::Angle { .. } => "angles".into(),
            other => match other.interval() {
                Interval { low, high: f64::INFINITY, .. } => format!("numbers above {low}"),
                Interval { low: f64::NEG_INFINITY, high, .. } => format!("numbers below {high}"),
                Interval { low, high, .. } => format!("numbers between {low} and {high}, which are outside"),
            },
        }
    }

    /// The kind as JSON, as specifications write it in YAML where they can name it.
    pub(crate) fn to_json(&self) -> Value {
        match self {
            Self::Interval(Interval { low, high, .. }) => json!({"interval": [end(*low), end(*high)]}),
            Self::Angle { low, high } => json!({"angle": [low, high]}),
            Self::Range { low, high } => json!({"integer": [low, high]}),
            Self::Pixel { levels } => json!({"pixel": [levels]}),
            Self::Level { levels } => json!({"level": [levels]}),
            Self::Categorical(labels) => json!({"categorical": labels}),
            plain => json!(plain.to_string()),
        }
    }

    /// The kind that [`to_json`](Self::to_json) wrote.
    pub(crate) fn of_json(value: &Value) -> Option<Self> {
        if let Some(word) = value.as_str() {
            return [Self::Real, Self::Positive, Self::Unit, Self::Integer, Self::Count]
                .into_iter()
                .find(|kind| kind.to_string() == word);
        }
        let (name, list) = value.as_object()?.iter().next()?;
        let list = list.as_array()?;
        match (name.as_str(), list.as_slice()) {
            ("interval", [low, high]) => {
                let low = if low.is_null() { f64::NEG_INFINITY } else { low.as_f64()? };
                let high = if high.is_null() { f64::INFINITY } else { high.as_f64()? };
                (low < high).then_some(Self::Interval(Interval::between(low, high)))
            }
            ("angle", [low, high]) => {
                let (low, high) = (low.as_f64()?, high.as_f64()?);
                (low < high).then_some(Self::Angle { low, high })
            }
            ("integer", [low, high]) => {
                let (low, high) = (low.as_i64()?, high.as_i64()?);
                (low <= high).then_some(Self::Range { low, high })
            }
            ("pixel", [levels]) => {
                let levels = u32::try_from(levels.as_u64()?).ok().filter(|levels| *levels > 0)?;
                Some(Self::Pixel { levels })
            }
            ("level", [levels]) => {
                let levels = u32::try_from(levels.as_u64()?).ok().filter(|levels| *levels > 0)?;
                Some(Self::Level { levels })
            }
            ("categorical", labels) if !labels.is_empty() => labels
                .iter()
                .map(|label| label.as_str().map(str::to_owned))
                .collect::<Option<_>>()
                .map(Self::Categorical),
            _ => None,
        }
    }
}

/// JSON has no infinity: an end that is none is `null`.
fn end(x: f64) -> Value {
    if x.is_finite() { json!(x) } else { Value::Null }
}

impl fmt::Display for ColumnKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Real => f.write_str("real"),
            Self::Positive => f.write_str("positive"),
            Self::Unit => f.write_str("unit"),
            Self::Interval(Interval { low, high, .. }) => write!(f, "interval [{low}, {high}]"),
            Self::Angle { low, high } => write!(f, "angle [{low}, {high}]"),
            Self::Integer => f.write_str("integer"),
            Self::Count => f.write_str("count"),
            Self::Range { low, high } => write!(f, "integer [{low}, {high}]"),
            Self::Pixel { levels } => write!(f, "pixel of {levels} levels"),
            Self::Level { levels } => write!(f, "one of {levels} levels"),
            Self::Categorical(labels) => write!(f, "categorical [{}]", labels.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<ColumnKind> {
        vec![
            ColumnKind::Real,
            ColumnKind::Positive,
            ColumnKind::Unit,
            ColumnKind::Interval(Interval::between(-180.0, 180.0)),
            ColumnKind::Angle { low: 0.0, high: 24.0 },
            ColumnKind::Interval(Interval::between(f64::NEG_INFINITY, 0.0)),
            ColumnKind::Integer,
            ColumnKind::Count,
            ColumnKind::BINARY,
            ColumnKind::Range { low: -2, high: 5 },
            ColumnKind::Pixel { levels: 256 },
            ColumnKind::Level { levels: 3 },
            ColumnKind::Categorical(vec!["a, b".into(), "1".into(), String::new()]),
        ]
    }

    #[test]
    fn a_kind_is_read_as_it_was_written() {
        for kind in all() {
            let text = kind.to_json().to_string();
            let value: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(ColumnKind::of_json(&value).as_ref(), Some(&kind), "{text}");
        }
        for text in [
            "\"float\"",
            "{\"integer\": [3, 2]}",
            "{\"categorical\": []}",
            "{\"interval\": [0]}",
            "{\"pixel\": [0]}",
            "3",
        ] {
            assert_eq!(ColumnKind::of_json(&serde_json::from_str(text).unwrap()), None, "{text}");
        }
    }

    /// Whatever a flow makes, and whatever the noise was, a value of the column comes out.
    #[test]
    fn every_number_of_the_interval_settles_to_a_value() {
        for kind in all() {
            let interval = kind.interval();
            for u in [-1e9, -40.0, -3.0, -0.1, 0.0, 0.4, 2.0, 30.0] {
                let y = interval.of_real(u);
                assert!(kind.has(kind.settle(y)) || kind == ColumnKind::Integer, "{kind}: {y}");
            }
        }
        let five = ColumnKind::Range { low: 0, high: 5 };
        let (yes, no) = ([0.0, 3.0, 5.0], [-1.0, 6.0, 0.5, f64::NAN]);
        assert!(yes.iter().all(|x| five.has(*x)) && !no.iter().any(|x| five.has(*x)));
        assert_eq!([five.settle(5.99), five.settle(6.0), five.settle(-0.0)], [5.0, 5.0, 0.0]);
        // What a margin beyond the levels leaves is no level.
        let pixel = ColumnKind::Pixel { levels: 256 };
        assert_eq!([-14.2, 0.3, 17.99, 255.5, 270.1].map(|x| pixel.settle(x)), [0.0, 0.0, 17.0, 255.0, 255.0]);
        assert!(pixel.has(255.0) && !pixel.has(256.0) && pixel.interval() == Interval::REALS);
        assert!(pixel.is_byte() && !ColumnKind::Pixel { levels: 257 }.is_byte() && !ColumnKind::Count.is_byte());
    }
}

//! Sound: the rate of recordings, and levels in place of their amplitudes.

use std::fmt;

use serde_json::{Value, json};

/// The rate of the recordings that a flow models, and how it takes up their amplitudes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sound {
    /// Samples a second.
    pub rate: u32,
    /// How an amplitude becomes a level.
    pub encoding: Encoding,
    /// How many levels there are, from 2 to 256; `None` where amplitudes stay real numbers from −1 to 1.
    pub levels: Option<u32>,
}

/// How an amplitude from −1 to 1 becomes one of `L` levels, numbered from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Finer levels for quiet samples, as telephones have it (ITU-T G.711, without its approximation by
    /// lines): with `μ = L − 1` and `y = sign(a) ln(1 + μ |a|) / ln(1 + μ)` the level nearest to
    /// `μ (y + 1) / 2`. Silence is level `L / 2` where L is even.
    #[default]
    MuLaw,
    /// Levels of one width, `⌊L (a + 1) / 2⌋`: with 256 levels the samples of 8 bits themselves.
    Linear,
}

impl Encoding {
    const ALL: [Self; 2] = [Self::MuLaw, Self::Linear];
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::MuLaw => "mu_law",
            Self::Linear => "linear",
        })
    }
}

impl Sound {
    /// The number that a flow takes up for an amplitude from −1 to 1.
    pub fn encode(&self, amplitude: f64) -> f64 {
        let Some(levels) = self.levels.map(f64::from) else { return amplitude };
        let (mu, a) = (levels - 1.0, amplitude.clamp(-1.0, 1.0));
        let level = match self.encoding {
            Encoding::MuLaw => {
                let y = a.signum() * (mu * a.abs()).ln_1p() / mu.ln_1p();
                // The sign of 0 must not matter.
                if a == 0.0 { 0.5 * mu + 0.5 } else { (y + 1.0) * 0.5 * mu + 0.5 }
            }
            Encoding::Linear => (a + 1.0) * 0.5 * levels,
        };
        level.floor().clamp(0.0, mu)
    }

    /// The amplitude that stands for a number of a flow: of a level one that [`encode`](Self::encode) makes that
    /// level of.
    pub fn decode(&self, number: f64) -> f64 {
        let Some(levels) = self.levels.map(f64::from) else { return number };
        let mu = levels - 1.0;
        match self.encoding {
            Encoding::MuLaw => {
                let y: f64 = 2.0 * number / mu - 1.0;
                y.signum() * (y.abs() * mu.ln_1p()).exp_m1() / mu
            }
            Encoding::Linear => 2.0 * (number + 0.5) / levels - 1.0,
        }
    }

    /// As JSON, as model files keep it.
    pub(crate) fn to_json(self) -> Value {
        json!({"rate": self.rate, "encoding": self.encoding.to_string(), "levels": self.levels})
    }

    /// Reads what [`to_json`](Self::to_json) wrote.
    pub(crate) fn of_json(value: &Value) -> Option<Self> {
        let number = |name: &str| u32::try_from(value.get(name)?.as_u64()?).ok();
        let encoding = value.get("encoding")?.as_str()?;
        let encoding = Encoding::ALL.into_iter().find(|known| known.to_string() == encoding)?;
        let levels = match value.get("levels")? {
            Value::Null => None,
            _ => Some(number("levels").filter(|levels| (2..=256).contains(levels))?),
        };
        Some(Sound { rate: number("rate").filter(|rate| *rate > 0)?, encoding, levels })
    }
}

impl fmt::Display for Sound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} Hz", self.rate)?;
        match self.levels {
            Some(levels) => write!(f, " in {levels} levels, {}", self.encoding),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(encoding: Encoding, levels: u32) -> Sound {
        Sound { rate: 8000, encoding, levels: Some(levels) }
    }

    /// Values of mu-law with 256 levels, computed by hand from the formula with 40 digits.
    #[test]
    fn levels_of_known_amplitudes() {
        let mu_law = of(Encoding::MuLaw, 256);
        let cases = [
            (-1.0, 0.0),
            (1.0, 255.0),
            (0.0, 128.0),
            (-0.0, 128.0),
            (0.5, 239.0),
            (-0.5, 16.0),
            (0.1, 203.0),
            (-0.01, 98.0),
            (1.0 / 32768.0, 128.0),
            (-2.0 / 32768.0, 127.0),
        ];
        for (amplitude, level) in cases {
            assert_eq!(mu_law.encode(amplitude), level, "{amplitude}");
        }
        let linear = of(Encoding::Linear, 256);
        for sample in -128..128 {
            assert_eq!(linear.encode(f64::from(sample) / 128.0), f64::from(sample + 128));
        }
        assert_eq!([linear.encode(1.0), of(Encoding::Linear, 2).encode(-0.1)], [255.0, 0.0]);
    }

    /// A file of 16 bits keeps every level.
    #[test]
    fn levels_come_back_from_samples_of_16_bits() {
        for encoding in Encoding::ALL {
            for levels in [2, 3, 16, 255, 256] {
                let sound = of(encoding, levels);
                for level in (0..levels).map(f64::from) {
                    let sample = (sound.decode(level) * 32768.0).round().clamp(-32768.0, 32767.0);
                    assert_eq!(sound.encode(sample / 32768.0), level, "{encoding} {levels}");
                    assert_eq!(sound.encode(sound.decode(level)), level, "{encoding} {levels}");
                }
            }
        }
        let real = Sound { levels: None, ..of(Encoding::MuLaw, 2) };
        assert_eq!((real.encode(0.3), real.decode(0.3)), (0.3, 0.3));
    }

    #[test]
    fn it_is_read_as_it_was_written() {
        for sound in [of(Encoding::MuLaw, 256), Sound { levels: None, ..of(Encoding::Linear, 2) }] {
            assert_eq!(Sound::of_json(&sound.to_json()), Some(sound));
        }
        let wrong = [
            json!({}),
            json!({"rate": 0, "encoding": "linear", "levels": null}),
            json!({"rate": 1, "encoding": "a_law", "levels": null}),
            json!({"rate": 1, "encoding": "linear", "levels": 257}),
            json!({"rate": 1, "encoding": "linear"}),
        ];
        assert!(wrong.iter().all(|value| Sound::of_json(value).is_none()));
    }
}

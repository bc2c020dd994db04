//! Binarisation: zeros and ones in place of levels of grey.

use std::fmt;

use serde_json::{Value, json};

/// How the elements of an event become 0 or 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Binarize {
    /// 1 where `x > t`.
    Threshold(f64),
    /// 1 with the probability `x / 255`, by a draw of its own for each element: in a fit another one in
    /// every epoch (Salakhutdinov and Murray 2008).
    Dynamic,
}

/// The level that is 1 for certain where the others are drawn.
const WHITE: f64 = 255.0;

impl Binarize {
    /// 0 or 1 for an element; `uniform` is a draw between 0 and 1.
    pub fn of(self, x: f64, uniform: f64) -> f64 {
        let is_one = match self {
            Binarize::Threshold(threshold) => x > threshold,
            Binarize::Dynamic => WHITE * uniform < x,
        };
        f64::from(u8::from(is_one))
    }

    /// True where it depends on a draw.
    pub fn is_drawn(self) -> bool {
        self == Binarize::Dynamic
    }

    /// True for the numbers that it takes.
    pub fn takes(self, x: f64) -> bool {
        match self {
            Binarize::Threshold(_) => x.is_finite(),
            Binarize::Dynamic => (0.0..=WHITE).contains(&x),
        }
    }

    /// The numbers that it takes, in words.
    pub fn expected(self) -> &'static str {
        match self {
            Binarize::Threshold(_) => "finite numbers",
            Binarize::Dynamic => "numbers from 0 to 255, which are probabilities times 255",
        }
    }

    /// As JSON, as specifications write it in YAML.
    pub(crate) fn to_json(self) -> Value {
        match self {
            Binarize::Threshold(threshold) => json!({"threshold": threshold}),
            Binarize::Dynamic => json!("dynamic"),
        }
    }

    /// Reads what [`to_json`](Self::to_json) wrote.
    pub(crate) fn of_json(value: &Value) -> Option<Self> {
        match value.as_str() {
            Some(word) => (word == "dynamic").then_some(Binarize::Dynamic),
            None => value.get("threshold")?.as_f64().map(Binarize::Threshold),
        }
    }
}

impl fmt::Display for Binarize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Threshold(threshold) => write!(f, "threshold {threshold}"),
            Self::Dynamic => f.write_str("dynamic"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_become_zero_or_one() {
        let above = Binarize::Threshold(127.0);
        assert_eq!([0.0, 127.0, 127.5, 128.0, 255.0].map(|x| above.of(x, 0.5)), [0.0, 0.0, 1.0, 1.0, 1.0]);
        // Whatever the draw is, black is 0 and white is 1.
        for uniform in [1e-300, 0.25, 0.5, 1.0 - f64::EPSILON] {
            assert_eq!([0.0, 255.0].map(|x| Binarize::Dynamic.of(x, uniform)), [0.0, 1.0]);
        }
        assert_eq!([0.19, 0.21].map(|uniform| Binarize::Dynamic.of(51.0, uniform)), [1.0, 0.0]);
        assert!(!Binarize::Dynamic.takes(-0.5) && !Binarize::Dynamic.takes(256.0) && above.takes(-3.0));
    }

    #[test]
    fn it_is_read_as_it_was_written() {
        for binarize in [Binarize::Threshold(0.5), Binarize::Dynamic] {
            assert_eq!(Binarize::of_json(&binarize.to_json()), Some(binarize));
        }
        for text in ["\"static\"", "{}", "{\"threshold\": \"x\"}", "3"] {
            assert_eq!(Binarize::of_json(&serde_json::from_str(text).unwrap()), None, "{text}");
        }
    }
}

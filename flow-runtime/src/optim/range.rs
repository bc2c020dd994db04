//! Ranges of settings, and how a setting that lies outside is named.

use crate::error::{Error, Result, number};

/// A finite number above 0.
pub fn above_zero(what: &str, value: f64) -> Result<()> {
    check(value > 0.0 && value.is_finite(), what, value, "a finite number above 0")
}

/// A finite number from 0.
pub fn from_zero(what: &str, value: f64) -> Result<()> {
    check(value >= 0.0 && value.is_finite(), what, value, "a finite number from 0")
}

/// A number from 0, below 1.
pub fn fraction(what: &str, value: f64) -> Result<()> {
    check((0.0..1.0).contains(&value), what, value, "a number from 0, below 1")
}

fn check(good: bool, what: &str, value: f64, expected: &str) -> Result<()> {
    if good { Ok(()) } else { Err(Error::input(format!("found {what} {}, expected {expected}", number(value)))) }
}

//! A warning of columns whose scales differ by decades.

use super::options::FitOptions;
use crate::error::number;
use crate::model::{Standardization, Standardize};

/// Scales that differ by more slow a fit down: one learning rate does not suit both.
const DECADES: f64 = 100.0;

/// Warns of rows that are not standardised and whose columns have deviations of other decades.
pub fn warnings(events: &[f64], size: usize, options: &FitOptions) -> Vec<String> {
    if options.standardize != Standardization::Off || options.continued || size < 2 {
        return Vec::new();
    }
    let scale = Standardize::measure(events, size, &[], Vec::new(), Standardization::Moments).scale;
    let by_scale = |a: &&usize, b: &&usize| scale[**a].total_cmp(&scale[**b]);
    let places: Vec<usize> = (0..size).collect();
    let (Some(least), Some(most)) = (places.iter().min_by(by_scale), places.iter().max_by(by_scale)) else {
        return Vec::new();
    };
    let (low, high) = (scale[*least], scale[*most]);
    if high < DECADES * low || !high.is_finite() {
        return Vec::new();
    }
    let (low, high) = (number(low), number(high));
    vec![format!(
        "element {most} has the deviation {high} and element {least} {low}: set `standardize` of the options, or fit slowly"
    )]
}

//! Objectives.

use crate::catalog::{Static, Word};
use crate::settings::Settings;

/// All objectives, in the order of the reference page.
pub static OBJECTIVES: &[Static] = &[&MaximumLikelihood];

/// The mean of `log p(x)` over the data.
pub struct MaximumLikelihood;

impl Word for MaximumLikelihood {
    fn name(&self) -> &'static str {
        "maximum_likelihood"
    }
    fn doc(&self) -> &'static str {
        "Maximum likelihood: minimise the mean of `−log p(x)` over the data."
    }
    fn settings(&self) -> Settings {
        Settings::none()
    }
}

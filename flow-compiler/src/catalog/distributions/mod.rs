//! Families of distributions of one number, whose parameters a network outputs.

pub mod bernoulli;
pub mod categorical;
pub mod discretized_logistic_mixture;
pub mod logistic;
pub mod normal;
pub mod values;

use crate::vocabulary::Static;

/// All families, in the order of the reference page.
pub static FAMILIES: &[Static] = &[
    &bernoulli::Bernoulli,
    &categorical::Categorical,
    &discretized_logistic_mixture::DiscretizedLogisticMixture,
    &normal::Normal,
    &logistic::Logistic,
];

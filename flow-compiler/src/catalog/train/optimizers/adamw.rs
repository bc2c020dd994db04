//! AdamW.

use super::adam;
use crate::vocabulary::{Settings, Word};

/// `θ ← (1 − η · decay) θ − η · m̂ / (√v̂ + ε)`.
pub struct Adamw;

impl Word for Adamw {
    fn name(&self) -> &'static str {
        "adamw"
    }
    fn doc(&self) -> &'static str {
        "AdamW: Adam whose weight decay, beside the gradient, is not 0: `θ ← (1 − η · decay) θ − η m̂ / (√v̂ + ε)`. (Loshchilov and Hutter 2019)"
    }
    fn settings(&self) -> Settings {
        adam::settings(0.01)
    }
}

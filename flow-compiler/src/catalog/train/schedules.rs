//! Learning-rate schedules.

use crate::vocabulary::{Settings, Static, Word};

/// All schedules, in the order of the reference page.
pub static SCHEDULES: &[Static] = &[&Constant, &Cosine];

/// The doc of the setting that both schedules have.
const WARM_UP: &str = "steps at the start over which the factor rises linearly to 1";

/// The learning rate as it is, after a warm-up.
pub struct Constant;

impl Word for Constant {
    fn name(&self) -> &'static str {
        "constant"
    }
    fn doc(&self) -> &'static str {
        "Constant: the learning rate as it is, after a linear warm-up where one is set."
    }
    fn settings(&self) -> Settings {
        Settings::none().count_or("warm_up", 0, 0, WARM_UP)
    }
}

/// The learning rate times `f + (1 − f) ½ (1 + cos(π t / T))`.
pub struct Cosine;

impl Word for Cosine {
    fn name(&self) -> &'static str {
        "cosine"
    }
    fn doc(&self) -> &'static str {
        "Cosine: the learning rate times `f + (1 − f) ½ (1 + cos(π t / T))`, after a linear warm-up. (Loshchilov and Hutter 2017)"
    }
    fn settings(&self) -> Settings {
        Settings::none()
            .within("final_fraction", (0.0, 1.0), 0.0, "the factor that is left in the end")
            .count_or("warm_up", 0, 0, WARM_UP)
    }
}

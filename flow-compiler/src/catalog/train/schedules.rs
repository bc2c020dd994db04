//! Learning-rate schedules.

use crate::catalog::Word;
use crate::settings::Settings;

/// All schedules, in the order of the reference page.
pub static SCHEDULES: &[&dyn Word] = &[&Constant, &Cosine];

/// The learning rate as it is.
pub struct Constant;

impl Word for Constant {
    fn name(&self) -> &'static str {
        "constant"
    }
    fn doc(&self) -> &'static str {
        "Constant: the learning rate as it is."
    }
    fn settings(&self) -> Settings {
        Settings::none()
    }
}

/// The learning rate times `½ (1 + cos(π t / T))`.
pub struct Cosine;

impl Word for Cosine {
    fn name(&self) -> &'static str {
        "cosine"
    }
    fn doc(&self) -> &'static str {
        "Cosine: the learning rate times `½ (1 + cos(π t / T))`, to zero at the last step. (Loshchilov and Hutter 2017)"
    }
    fn settings(&self) -> Settings {
        Settings::none()
    }
}

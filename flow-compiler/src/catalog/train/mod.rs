//! The words of a `train` section: optimizers, schedules, objectives, generators. Each states its settings; what it does is in the
//! runtime, under the path that it names.

pub mod generators;
pub mod objectives;
pub mod optimizers;
pub mod schedules;
pub mod target;

use crate::catalog::Word;
use crate::diag::Diagnostics;
use crate::settings::Filled;

/// A word whose settings have to fit each other.
pub trait Training: Word {
    /// Reports settings that do not.
    fn check(&self, settings: &Filled, errors: &mut Diagnostics);
}

//! The words of a `train` section: optimizers, schedules, objectives, generators. Each states its
//! settings; what it does is in the runtime, under the path that it names.

pub mod generators;
pub mod objectives;
pub mod optimizers;
pub mod schedules;
pub mod target;

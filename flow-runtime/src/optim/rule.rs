//! The parts of an optimizer: its settings, their ranges, the moments that it keeps, and one step.

use std::fmt::Debug;

use super::state::Part;
use crate::error::Result;
use crate::numeric::Real;
use crate::numeric::isa::Segment;

/// The rule of one optimizer, implemented by the struct of its settings. Beside what the trait asks for, the struct has a field
/// `learning_rate`, since flags and schedules change it whatever the rule is.
pub(super) trait Rule: Copy + Debug + Default + PartialEq {
    /// Succeeds when every setting is in its range.
    ///
    /// # Errors
    /// Names the first that is not.
    fn check(&self) -> Result<()>;

    /// The setting of a name that is a number, to be changed.
    fn number(&mut self, name: &str) -> Option<&mut f64>;

    /// The setting of a name that is true or false, to be changed.
    fn flag(&mut self, _name: &str) -> Option<&mut bool> {
        None
    }

    /// Tells which of the two moments it keeps: means of gradients or steps, and means of squares.
    fn moments(&self) -> [bool; 2];

    /// Step number `step` (from 1) for a part of the parameters, as work that is compiled for every instruction set. `rate` is the
    /// learning rate times the schedule's factor. Any division into parts gives the same bits.
    fn update<'a, T: Real>(
        &self,
        part: Part<'a, T>,
        step: u64,
        rate: f64,
    ) -> impl Segment<Output = ()> + use<'a, T, Self>;
}

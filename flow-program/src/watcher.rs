//! Looking on while a fit goes on.

use flow_runtime::fit::EpochRecord;

/// Somebody who looks on while a fit goes on, and may end it to go on with it elsewhere.
pub trait Watcher: Sync {
    /// True where the fit is to end here; it is asked at every step.
    fn ends(&self) -> bool {
        false
    }

    /// Is told after each epoch what came of it, and how many epochs are left.
    fn epoch(&self, _record: &EpochRecord, _left: usize) {}
}

/// Nobody.
impl Watcher for () {}

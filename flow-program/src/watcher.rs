//! Looking on while a fit goes on.

/// Somebody who looks on while a fit goes on, and may end it to go on with it elsewhere.
pub trait Watcher: Sync {
    /// True where the fit is to end here; it is asked at every step.
    fn ends(&self) -> bool {
        false
    }

    /// Is told after each epoch how many seconds it took, and how many epochs are left.
    fn epoch(&self, _seconds: f64, _left: usize) {}
}

/// Nobody.
impl Watcher for () {}

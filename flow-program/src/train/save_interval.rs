//! The time between two saves of a fit that improves all the time.

use std::time::{Duration, Instant};

/// The time between two saves, unless saving takes long.
const SAVE_EVERY: Duration = Duration::from_secs(3);

/// Saving takes at most this part of the time.
const SAVE_SHARE: u32 = 20;

/// Decides when to save: not too often, and less often where it takes long.
pub struct SaveInterval {
    last: Instant,
    wait: Duration,
    saved: bool,
}

impl SaveInterval {
    /// Begins to wait.
    pub fn new() -> Self {
        SaveInterval { last: Instant::now(), wait: SAVE_EVERY, saved: false }
    }

    /// True if nothing has been saved yet.
    pub fn never(&self) -> bool {
        !self.saved
    }

    /// True if it is time to save again.
    pub fn is_due(&self) -> bool {
        self.last.elapsed() >= self.wait
    }

    /// Takes note of a save that began then and has just ended.
    pub fn note(&mut self, began: Instant) {
        let wait = SAVE_EVERY.max(began.elapsed() * SAVE_SHARE);
        *self = SaveInterval { last: Instant::now(), wait, saved: true };
    }
}

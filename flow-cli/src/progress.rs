//! A word to the user while something takes long: one moving line on a terminal, one plain line in
//! a log.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// Work that ends sooner than this is not spoken of.
const PATIENCE: Duration = Duration::from_millis(400);
const FRAME: Duration = Duration::from_millis(120);
const FRAMES: [char; 4] = ['|', '/', '-', '\\'];

/// Does `work`, showing `text` on stderr meanwhile.
pub fn with_spinner<T>(text: &str, work: impl FnOnce() -> T) -> T {
    with_patience(PATIENCE, text, work)
}

fn with_patience<T>(patience: Duration, text: &str, work: impl FnOnce() -> T) -> T {
    let (done, waiting) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || spin(patience, text, &waiting));
        // Dropping the sender is the sign to stop, also when `work` panics.
        let _done = done;
        work()
    })
}

fn spin(patience: Duration, text: &str, waiting: &mpsc::Receiver<()>) {
    let mut stderr = io::stderr();
    let started = Instant::now();
    if waiting.recv_timeout(patience) != Err(RecvTimeoutError::Timeout) {
        return;
    }
    if !stderr.is_terminal() {
        let _ = writeln!(stderr, "{text}");
        return;
    }
    for frame in FRAMES.iter().cycle() {
        let _ = write!(stderr, "\r{frame} {text} {} s", started.elapsed().as_secs());
        let _ = stderr.flush();
        if waiting.recv_timeout(FRAME) != Err(RecvTimeoutError::Timeout) {
            break;
        }
    }
    // Back to the line's start, and erase it.
    let _ = write!(stderr, "\r\x1b[K");
    let _ = stderr.flush();
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Otherwise this test takes a year.
    #[test]
    fn work_that_has_ended_waits_for_nothing() {
        assert_eq!(with_patience(Duration::from_secs(365 * 24 * 3600), "working", || 7), 7);
    }
}

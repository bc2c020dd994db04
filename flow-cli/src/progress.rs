//! A word to the user while something takes long: one moving line on a terminal, one plain line in a log.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// What ends sooner than this needs no word.
const PATIENCE: Duration = Duration::from_millis(400);
const FRAME: Duration = Duration::from_millis(120);
const FRAMES: [char; 4] = ['|', '/', '-', '\\'];

/// Does `work`, showing `text` on stderr meanwhile.
pub fn with_spinner<T>(text: &str, work: impl FnOnce() -> T) -> T {
    let (done, waiting) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || spin(text, &waiting));
        // Dropping the sender is the sign to stop, also when `work` panics.
        let _done = done;
        work()
    })
}

fn spin(text: &str, waiting: &mpsc::Receiver<()>) {
    let mut stderr = io::stderr();
    let started = Instant::now();
    if waiting.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
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

    #[test]
    fn quick_work_waits_for_nothing() {
        let started = Instant::now();
        assert_eq!(with_spinner("working", || 7), 7);
        assert!(started.elapsed() < PATIENCE);
    }
}

//! The two streams of a program: answers on stdout, talk on stderr.

use std::cell::RefCell;
use std::io::{self, Write};

use flow_runtime::{Error, Result};

thread_local! {
    /// The lines that were said while this thread does a command for a program with streams of its own.
    static KEPT: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

/// Does some work of this library inside another program, such as an interpreter: nothing goes to stderr,
/// where a fit's progress is not shown either, and signals are left to that program. Returns what was
/// said too.
pub fn embedded<R>(work: impl FnOnce() -> R) -> (R, Vec<String>) {
    /// A panic ends the embedding too.
    struct End;
    impl Drop for End {
        fn drop(&mut self) {
            KEPT.take();
        }
    }
    KEPT.set(Some(Vec::new()));
    let end = End;
    let result = work();
    let said = KEPT.take().unwrap_or_default();
    drop(end);
    (result, said)
}

/// True while this thread works inside another program.
pub fn is_embedded() -> bool {
    KEPT.with_borrow(Option::is_some)
}

/// Writes to stdout. That nobody reads any more is no error.
pub fn print(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::environment(format!("cannot write to stdout: {error}")))
        }
        _ => Ok(()),
    }
}

/// Writes a line to stderr; that nobody reads it is no reason to stop.
pub fn say(text: &str) {
    let kept = KEPT.with_borrow_mut(|kept| kept.as_mut().map(|kept| kept.push(text.to_owned())).is_some());
    if !kept {
        let _ = writeln!(io::stderr(), "{text}");
    }
}

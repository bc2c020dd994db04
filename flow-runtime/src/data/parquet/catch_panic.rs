//! Panics that become errors leave no line on the error stream.
//!
//! The line is written by the process's panic hook, before anything is caught. So the hook that is there gets another before it, once,
//! which is silent on threads that are about to catch and hands on everything else: no panic of another thread is ever swallowed.

use std::cell::Cell;
use std::panic::{self, UnwindSafe};
use std::sync::Once;

thread_local! {
    static CATCHING: Cell<bool> = const { Cell::new(false) };
}

/// [`std::panic::catch_unwind`] without a line on the error stream.
pub fn catch_unwind<R>(work: impl FnOnce() -> R + UnwindSafe) -> std::thread::Result<R> {
    static INSTALLED: Once = Once::new();
    // While it panics, a thread cannot change the hook; then the line appears.
    if !std::thread::panicking() {
        INSTALLED.call_once(|| {
            let hook = panic::take_hook();
            panic::set_hook(Box::new(move |info| {
                if !CATCHING.get() {
                    hook(info);
                }
            }));
        });
    }
    let before = CATCHING.replace(true);
    let outcome = panic::catch_unwind(work);
    CATCHING.set(before);
    outcome
}

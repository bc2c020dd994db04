//! Running a built model: its output is ours, its end is ours, and signals to us go to it.
//!
//! A model that is told to stop saves a checkpoint first, so `flow` has to outlive it. It runs in a
//! process group of its own and `flow` passes every signal on, exactly once: a terminal, `kill` and
//! `timeout` (which signals both a process and its group) then all look the same to it.

use std::process::{Command, ExitStatus, Stdio};

use crate::exit::{Failure, Outcome};

/// Runs `command` to its end with our stdout and stderr.
///
/// # Errors
/// The process ended with another code than 0, which becomes ours. It has said why, so nothing is
/// said again.
pub fn run(command: &mut Command) -> Outcome {
    command.stdin(Stdio::null());
    let status = signals::wait_forwarding(command)
        .map_err(|error| Failure::environment(format!("{}: cannot run: {error}", command.get_program().display())))?;
    judge(status)
}

fn judge(status: ExitStatus) -> Outcome {
    match (status.code(), signals::of(status)) {
        (Some(0), _) => Ok(()),
        (Some(code @ (2..=4 | 130 | 143)), _) => Err(Failure::silent(code as u8)),
        (Some(1), _) => Err(Failure::silent(1)),
        (Some(code), _) => Err(Failure::bug(format!("the model's program ended with the unexpected code {code}"))),
        (None, Some(signal @ (1 | 2 | 15))) => Err(Failure::silent(128 + signal as u8)),
        (None, Some(9)) => Err(Failure::environment(
            "the model's program was killed (signal 9), as systems do when memory runs out\n\
             help: free some memory, or make the batch or the model smaller",
        )),
        (None, signal) => Err(Failure::bug(format!("the model's program crashed (signal {})", signal.unwrap_or(0)))),
    }
}

#[cfg(unix)]
mod signals {
    use std::io;
    use std::os::unix::process::{CommandExt, ExitStatusExt};
    use std::process::{Command, ExitStatus};
    use std::sync::{Mutex, Once, PoisonError};
    use std::thread;
    use std::time::{Duration, Instant};

    use rustix::process::{Pid, Signal, kill_process};
    use signal_hook::consts::signal::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    /// The process that signals go to at the moment.
    static CHILD: Mutex<Option<Pid>> = Mutex::new(None);
    static FORWARDER: Once = Once::new();

    /// Two signals within this time are one that reached us on two ways.
    const ECHO: Duration = Duration::from_millis(300);

    pub fn of(status: ExitStatus) -> Option<i32> {
        status.signal()
    }

    pub fn wait_forwarding(command: &mut Command) -> io::Result<ExitStatus> {
        start_forwarder()?;
        let mut child = {
            // Held over the start, so that a signal in between waits for the child to exist.
            let mut pid = CHILD.lock().unwrap_or_else(PoisonError::into_inner);
            let child = command.process_group(0).spawn()?;
            *pid = Some(Pid::from_child(&child));
            child
        };
        let status = child.wait();
        *CHILD.lock().unwrap_or_else(PoisonError::into_inner) = None;
        status
    }

    /// One thread for the rest of the program, which also ends the program as usual when no child
    /// runs.
    fn start_forwarder() -> io::Result<()> {
        let mut result = Ok(());
        FORWARDER.call_once(|| match Signals::new([SIGHUP, SIGINT, SIGTERM]) {
            Ok(signals) => drop(thread::spawn(move || forward(signals))),
            Err(error) => result = Err(error),
        });
        result
    }

    fn forward(mut signals: Signals) {
        let mut last: Option<(i32, Instant)> = None;
        for number in signals.forever() {
            let echo = last.is_some_and(|(before, at)| before == number && at.elapsed() < ECHO);
            last = Some((number, Instant::now()));
            if echo {
                continue;
            }
            let child = CHILD.lock().unwrap_or_else(PoisonError::into_inner);
            match (*child, Signal::from_named_raw(number)) {
                // A child that has just ended needs no signal.
                (Some(pid), Some(signal)) => drop(kill_process(pid, signal)),
                _ => drop(emulate_default_handler(number)),
            }
        }
    }
}

#[cfg(not(unix))]
mod signals {
    use std::io;
    use std::process::{Command, ExitStatus};

    pub fn of(_: ExitStatus) -> Option<i32> {
        None
    }

    /// A console sends its Ctrl-C to both.
    pub fn wait_forwarding(command: &mut Command) -> io::Result<ExitStatus> {
        command.spawn()?.wait()
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Outcome {
        run(Command::new("sh").args(["-c", script]))
    }

    #[test]
    fn the_end_of_the_process_is_ours() {
        assert_eq!(shell("exit 0"), Ok(()));
        let table = [("exit 1", 1), ("exit 2", 2), ("exit 4", 4), ("exit 130", 130), ("exit 101", 1)];
        let signals = [("kill -15 $$", 143), ("kill -2 $$", 130), ("kill -9 $$", 3), ("kill -11 $$", 1)];
        for (script, code) in table.into_iter().chain(signals) {
            assert_eq!(shell(script).map_err(|failure| failure.code()), Err(code), "{script}");
        }
        let missing = run(&mut Command::new("/nonexistent/program"));
        assert_eq!(missing.map_err(|failure| failure.code()), Err(3));
    }

    #[test]
    fn a_signal_to_us_reaches_the_process_once_and_we_outlive_it() {
        // Signals are passed on in their order: once the second kind has come, the first would have
        // come twice.
        let script = format!(
            "n=0; m=0; trap 'n=$((n+1))' TERM; trap 'm=1' HUP\n\
             kill -TERM {0}; until [ $n -gt 0 ]; do sleep 0.01; done\n\
             kill -HUP {0}; until [ $m -gt 0 ]; do sleep 0.01; done\n\
             test $n = 1 && exit 4",
            std::process::id()
        );
        assert_eq!(shell(&script).map_err(|failure| failure.code()), Err(4));
    }
}

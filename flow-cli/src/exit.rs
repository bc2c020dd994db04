//! The end of the program: an exit code that says who has to act, and a message on stderr.
//!
//! | code | meaning |
//! |---|---|
//! | 0 | done; also where a reader of our output closed its pipe early |
//! | 1 | a bug of ours |
//! | 2 | wrong input or usage |
//! | 3 | the environment: a missing tool, a full disk, no permission |
//! | 4 | the numbers failed; the last good checkpoint is kept |
//! | 130, 143 | ended by SIGINT or SIGTERM |

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// Why a command ended before its end.
#[derive(Debug, PartialEq, Eq)]
pub struct Failure {
    code: u8,
    message: String,
}

/// The result of every command.
pub type Outcome = Result<(), Failure>;

impl Failure {
    /// The user can mend it: `message` says what was found, what was expected and a way out.
    pub fn input(message: impl Into<String>) -> Failure {
        Failure { code: 2, message: message.into() }
    }

    /// The machine refused or lacks something.
    pub fn environment(message: impl Into<String>) -> Failure {
        Failure { code: 3, message: message.into() }
    }

    /// We are at fault.
    pub fn bug(message: impl Into<String>) -> Failure {
        let mut message = message.into();
        message.push_str("\nhelp: this is a bug in the flow compiler, please report it with the spec that shows it");
        Failure { code: 1, message }
    }

    /// Somebody has said it all already.
    pub fn silent(code: u8) -> Failure {
        Failure { code, message: String::new() }
    }

    /// A failed file operation; `action` is a verb (`read`, `write`).
    pub fn io(path: &Path, action: &str, error: &io::Error) -> Failure {
        flow_runtime::Error::io(path, action, error).into()
    }

    /// Says the message and gives the exit code.
    pub fn end(self) -> ExitCode {
        if !self.message.is_empty() {
            // If stderr is gone, the exit code still tells.
            let _ = writeln!(io::stderr(), "{}", self.message.trim_end());
        }
        ExitCode::from(self.code)
    }

    /// The same failure, in which what is called `from` has another name.
    pub fn renamed(self, from: &str, to: &str) -> Failure {
        Failure { message: self.message.replace(from, to), ..self }
    }

    /// Returns the message that is shown.
    pub fn message(&self) -> &str {
        &self.message
    }

    #[cfg(test)]
    pub fn code(&self) -> u8 {
        self.code
    }
}

impl Failure {
    /// An error of a model's command, as its program says it.
    pub fn told(error: &flow_runtime::Error) -> Failure {
        Failure { code: error.exit_code(), message: format!("error: {error}") }
    }
}

impl From<flow_runtime::Error> for Failure {
    fn from(error: flow_runtime::Error) -> Failure {
        Failure { code: error.exit_code(), message: error.to_string() }
    }
}

/// Writes data to stdout. A reader that has seen enough (`flow explain … | head`) ends the program
/// quietly.
pub fn print(text: &str) -> Outcome {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(Failure::silent(0)),
        Err(error) => Err(Failure::environment(format!("cannot write to standard output: {error}"))),
        Ok(()) => Ok(()),
    }
}

/// Says something on stderr; nobody listening is no reason to stop.
pub fn say(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

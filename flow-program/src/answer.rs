//! The end of a command.

/// The end of a command that did not fail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The text for stdout.
    pub text: String,
    /// The exit code: 0, or that of the signal by which a fit was stopped.
    pub code: u8,
    /// True where a [`Watcher`](crate::Watcher) ended a fit, which `--resume` goes on with.
    pub handed_over: bool,
}

impl From<String> for Answer {
    fn from(text: String) -> Self {
        Answer { text, ..Answer::default() }
    }
}

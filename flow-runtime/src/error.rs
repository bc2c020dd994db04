//! The one error type of the runtime: what a user is told, and with which exit code.
//!
//! A message says where (`moons.csv:12:5`), what was found and what was expected; a second line,
//! `help: …`, gives a way out. The [`ErrorKind`] says whose turn it is: the user's (input), the
//! machine's (environment), the numbers' (numerical) or ours (bug); each is one exit code of the
//! command line.

use std::fmt;
use std::io;
use std::path::Path;

/// A result of the runtime.
pub type Result<T> = std::result::Result<T, Error>;

/// Who has to act on an [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input or the way it was asked for is wrong: a malformed file, an unknown column, a wrong
    /// checkpoint.
    Input,
    /// The machine refused: no permission, a full disk, a failed read.
    Environment,
    /// The numbers failed: a loss or a parameter that is not finite.
    Numerical,
    /// An inconsistency that no input may cause.
    Bug,
}

/// A failure with its place, message and way out.
///
/// Shown as `place: message`, then `help: …` on a line of its own where there is help. Where an error
/// of the system is behind it, that is its [`source`](std::error::Error::source).
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    place: Option<String>,
    message: String,
    help: Option<String>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// The input is wrong (exit code 2).
    pub fn input(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Input, message.into())
    }

    /// The machine refused (exit code 3).
    pub fn environment(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Environment, message.into())
    }

    /// The numbers failed (exit code 4).
    pub fn numerical(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Numerical, message.into())
    }

    /// An inconsistency of our own making (exit code 1); the help asks for a report.
    pub fn bug(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Bug, message.into()).help("this is a bug in the flow compiler, please report it")
    }

    /// A failed file operation, `action` being a verb (`read`, `write`).
    ///
    /// A path that does not exist, or that names the wrong thing, is the user's to mend
    /// ([`ErrorKind::Input`]); everything else is the environment's.
    pub fn io(path: &Path, action: &str, error: &io::Error) -> Self {
        use io::ErrorKind::{AlreadyExists, InvalidFilename, IsADirectory, NotADirectory, NotFound};
        let kind = match error.kind() {
            NotFound | AlreadyExists | IsADirectory | NotADirectory | InvalidFilename => ErrorKind::Input,
            _ => ErrorKind::Environment,
        };
        // An error of the system is its number, which may be told twice.
        let source = error
            .raw_os_error()
            .map_or_else(|| io::Error::new(error.kind(), error.to_string()), io::Error::from_raw_os_error);
        Self::new(kind, format!("cannot {action}: {}", lower_first(&error.to_string())))
            .at(path.display())
            .because(source)
    }

    /// The same error with the one that caused it.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// The same error with its place, for example `moons.csv:12:5` or `moons.npy: byte 128`.
    ///
    /// A place that is already known is more precise than one added later, so it stays.
    #[must_use]
    pub fn at(mut self, place: impl fmt::Display) -> Self {
        self.place.get_or_insert_with(|| place.to_string());
        self
    }

    /// The same error with a place inside of the file, such as a row, before its message.
    #[must_use]
    pub fn within(mut self, place: impl fmt::Display) -> Self {
        self.message = format!("{place}: {}", self.message);
        self
    }

    /// The same error with a way out, shown on a line of its own.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same error with a further part of its message.
    #[must_use]
    pub(crate) fn and(mut self, more: &str) -> Self {
        self.message += more;
        self
    }

    /// Who has to act.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The exit code of a program that ends with this error: 1 bug, 2 input, 3 environment, 4
    /// numerical.
    pub fn exit_code(&self) -> u8 {
        match self.kind {
            ErrorKind::Bug => 1,
            ErrorKind::Input => 2,
            ErrorKind::Environment => 3,
            ErrorKind::Numerical => 4,
        }
    }

    fn new(kind: ErrorKind, message: String) -> Self {
        Self { kind, place: None, message, help: None, source: None }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        f.write_str(&self.message)?;
        if let Some(help) = &self.help {
            write!(f, "\nhelp: {help}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&**self.source.as_ref()?)
    }
}

/// Text of the input as a message quotes it: in backticks, without line breaks, at most 40
/// characters.
pub fn quoted(text: &str) -> String {
    let escape = |c: char| if c.is_control() { c.escape_debug().collect() } else { c.to_string() };
    let escaped: String = text.chars().take(41).map(escape).collect();
    match escaped.char_indices().nth(40) {
        Some((end, _)) => format!("`{}…`", &escaped[..end]),
        None => format!("`{escaped}`"),
    }
}

/// A number as a message shows it: whole numbers in full, others with at most eight significant
/// digits, and very large or small ones with an exponent.
///
/// ```
/// use flow_runtime::error::number;
///
/// let shown = [0.1 + 0.2, 2460000.5, -6e28, 1e-300, 16777217.0, f64::NEG_INFINITY].map(number);
/// assert_eq!(shown, ["0.3", "2460000.5", "-6e28", "1e-300", "16777217", "-inf"]);
/// ```
pub fn number(x: f64) -> String {
    if x.fract() == 0.0 && x.abs() < 1e15 {
        return x.to_string();
    }
    let rounded = format!("{x:.7e}").parse().unwrap_or(x);
    if rounded.abs() < 1e-5 || rounded.abs() >= 1e15 { format!("{rounded:e}") } else { rounded.to_string() }
}

/// A number with so many digits behind the point, and an enormous one with as many and an exponent.
///
/// ```
/// use flow_runtime::error::fixed;
///
/// assert_eq!([-1.25, 6e28, f64::NEG_INFINITY].map(|x| fixed(x, 4)), ["-1.2500", "6.0000e28", "-inf"]);
/// ```
pub fn fixed(x: f64, digits: usize) -> String {
    if x.abs() < 1e9 || !x.is_finite() { format!("{x:.digits$}") } else { format!("{x:.digits$e}") }
}

/// The number of names that a message lists.
pub(crate) const LISTED: usize = 12;

/// A list of names as a message quotes it: the first twelve, and how many more there are.
pub fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut names = names.into_iter();
    let first: Vec<&str> = names.by_ref().take(LISTED).collect();
    first_listed(&first, first.len() + names.count())
}

/// Lists so many names, of which only the first are known.
pub(crate) fn first_listed(first: &[&str], all: usize) -> String {
    let shown = first.iter().take(LISTED).map(|name| quoted(name)).collect::<Vec<_>>().join(", ");
    match all.saturating_sub(LISTED) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// The candidate that `word` was probably meant to be: the nearest by edit distance, if it is near
/// for its length.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = word.chars().count().div_ceil(3);
    candidates
        .into_iter()
        .map(|candidate| (edit_distance(&word.to_lowercase(), &candidate.to_lowercase()), candidate))
        .filter(|&(distance, _)| distance <= allowed)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// Levenshtein's distance, one row of the table at a time.
fn edit_distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &to) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(from != to);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_exit_code() {
        let cases = [
            (Error::bug("x"), 1),
            (Error::input("x"), 2),
            (Error::environment("x"), 3),
            (Error::numerical("x"), 4),
            (Error::io(Path::new("a"), "read", &io::ErrorKind::NotFound.into()), 2),
            (Error::io(Path::new("a"), "read", &io::ErrorKind::IsADirectory.into()), 2),
            (Error::io(Path::new("a"), "read", &io::ErrorKind::PermissionDenied.into()), 3),
            (Error::io(Path::new("a"), "write", &io::ErrorKind::StorageFull.into()), 3),
        ];
        for (error, code) in cases {
            assert_eq!(error.exit_code(), code, "{error}");
        }
    }

    #[test]
    fn an_error_of_the_system_is_the_source() {
        use std::error::Error as _;
        let error = Error::io(Path::new("a"), "read", &io::Error::from_raw_os_error(13)).at("b");
        let source = error.source().and_then(|source| source.downcast_ref::<io::Error>());
        assert_eq!(source.and_then(io::Error::raw_os_error), Some(13));
        assert_eq!(source.map(io::Error::kind), Some(io::ErrorKind::PermissionDenied));
        assert!(Error::input("x").source().is_none());
    }

    #[test]
    fn the_first_place_stays_and_help_has_its_own_line() {
        let error = Error::input("found 2 fields, expected 3").at("a.csv:4:1").at("a.csv").help("add a field");
        assert_eq!(error.to_string(), "a.csv:4:1: found 2 fields, expected 3\nhelp: add a field");
    }

    #[test]
    fn quotes_are_short_and_on_one_line() {
        assert_eq!(quoted("a\nb"), "`a\\nb`");
        assert_eq!(quoted(&"é".repeat(100)).chars().count(), 43);
        let names: Vec<String> = (0..15).map(|i| format!("c{i}")).collect();
        assert!(listed(names.iter().map(String::as_str)).ends_with("`c11` and 3 more"));
    }

    #[test]
    fn nearest_finds_typing_errors_only() {
        let names = ["voltage", "time", "power"];
        assert_eq!(nearest("volatge", names), Some("voltage"));
        assert_eq!(nearest("Time", names), Some("time"));
        assert_eq!(nearest("latitude", names), None);
        assert_eq!(edit_distance("kitten", "sitting"), 3);
    }
}

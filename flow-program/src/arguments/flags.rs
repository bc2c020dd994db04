//! Flags and the words that were given for them; the structs of arguments are read from here.

use std::collections::BTreeMap;
use std::str::FromStr;

use flow_runtime::data::{Missing, formats};
use flow_runtime::error::{listed, nearest, quoted};
use flow_runtime::{Error, Result};

use crate::output::OutputFile;

/// How a command writes its answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// Sentences for people.
    #[default]
    Text,
    /// JSON for programs.
    Json,
}

/// A flag of a command.
#[derive(Clone, Copy)]
pub struct Flag {
    name: &'static str,
    short: Option<&'static str>,
    value: Value,
    about: &'static str,
}

/// The value that a flag takes, by its name in the help.
#[derive(Clone, Copy)]
enum Value {
    /// There is none: the flag is given or not.
    None,
    Named(&'static str),
    /// A file that is written.
    Output,
}

/// A flag with a value.
pub const fn flag(name: &'static str, value: &'static str, about: &'static str) -> Flag {
    Flag { name, short: None, value: Value::Named(value), about }
}

/// A flag that is given or not.
pub const fn switch(name: &'static str, about: &'static str) -> Flag {
    Flag { name, short: None, value: Value::None, about }
}

/// A flag with a value and a short spelling.
pub const fn short(short: &'static str, name: &'static str, value: &'static str, about: &'static str) -> Flag {
    Flag { name, short: Some(short), value: Value::Named(value), about }
}

/// `-o` for a file of numbers.
pub const fn output(about: &'static str) -> Flag {
    Flag { name: "output", short: Some("o"), value: Value::Output, about }
}

pub const MODEL: Flag = flag("model", "FILE", "the model, as `train` wrote it");
/// Its text ends with the files that can be read.
pub const DATA: Flag = flag("data", "FILE", "the rows");
pub const ROWS: Flag = flag("rows", "A:B", "some of the rows: the half-open range from A to B, counted from 0");
pub const MISSING: Flag = flag("missing", "refuse|drop", "how to treat rows in which a value is missing");
pub const FORMAT: Flag = flag("format", "text|json", "for people or for programs");
pub const THREADS: Flag = flag("threads", "N", "number of threads; results do not depend on it");
pub const SEED: Flag = flag("seed", "S", "seed of everything random");

/// The format of what goes to standard output.
pub const AS: Flag = flag("as", "csv|npy", "the format of standard output, which is CSV without it");

/// A whole number that 0 would make useless.
pub const COUNT: &str = "a whole number above 0";

/// A number of draws for one row.
#[derive(Clone, Copy, Debug)]
pub struct DrawCount(pub usize);

/// The draws for one row that a command takes, in words.
pub const DRAW_COUNT: &str = "a whole number from 1 to 1048576";

impl std::str::FromStr for DrawCount {
    type Err = ();

    fn from_str(text: &str) -> std::result::Result<Self, ()> {
        let most = 1..=1 << 20;
        text.parse().ok().filter(|n| most.contains(n)).map(DrawCount).ok_or(())
    }
}

impl Flag {
    /// The flag with what its value is called.
    pub fn shown(&self) -> String {
        let value = match self.value {
            Value::None => String::new(),
            _ => format!(" {}", self.value()),
        };
        match self.short {
            Some(short) => format!("-{short}{value}"),
            None => format!("--{}{value}", self.name),
        }
    }

    /// A sentence of help.
    pub fn about(&self) -> String {
        if self.name == DATA.name { format!("{}: {}", self.about, formats::readable()) } else { self.about.to_string() }
    }

    fn value(&self) -> String {
        match self.value {
            Value::None => String::new(),
            Value::Named(name) => name.to_string(),
            Value::Output => formats::writable() + "|-",
        }
    }
}

/// The values that were given for the flags of a command.
pub struct Given {
    command: &'static str,
    values: BTreeMap<&'static str, String>,
}

/// True if a word asks for help.
pub fn asks_for_help(word: &str) -> bool {
    ["help", "--help", "-h"].contains(&word)
}

impl Given {
    /// Reads the words behind a command's name; `None` where they ask for help.
    ///
    /// # Errors
    /// Names the flag that is unknown, given twice, or without its value.
    pub fn read(command: &'static str, flags: &'static [Flag], words: &[String]) -> Result<Option<Self>> {
        let mut values = BTreeMap::new();
        let mut words = words.iter().map(String::as_str);
        while let Some(word) = words.next() {
            if asks_for_help(word) {
                return Ok(None);
            }
            let (typed, attached) = match word.split_once('=') {
                Some((typed, value)) if typed.starts_with("--") => (typed, Some(value)),
                _ => (word, None),
            };
            let flag = find(command, flags, typed)?;
            let value = match (flag.value, attached) {
                (Value::None, None) => "",
                (Value::None, Some(value)) => {
                    let message = format!("found the value {} of `{typed}`, which takes none", quoted(value));
                    return Err(Error::input(message));
                }
                (_, Some(value)) => value,
                (_, None) => words
                    .next()
                    .ok_or_else(|| Error::input(format!("`{typed}` has no value, expected {}", flag.value())))?,
            };
            if values.insert(flag.name, value.to_string()).is_some() {
                return Err(Error::input(format!("found `{typed}` twice")));
            }
        }
        Ok(Some(Given { command, values }))
    }

    /// The value of a flag.
    pub fn text(&self, flag: Flag) -> Option<&str> {
        self.values.get(flag.name).map(String::as_str)
    }

    /// True if a flag was given.
    pub fn has(&self, flag: Flag) -> bool {
        self.values.contains_key(flag.name)
    }

    /// The value of a flag that has to be given.
    ///
    /// # Errors
    /// Where it is missing.
    pub fn required(&self, flag: Flag) -> Result<&str> {
        self.text(flag).ok_or_else(|| Error::input(format!("`{}` needs `{}`", self.command, flag.shown())))
    }

    /// The value of a flag as a number or another type that is read from text.
    ///
    /// # Errors
    /// Where it is none.
    pub fn parsed<V: FromStr>(&self, flag: Flag, expected: &str) -> Result<Option<V>> {
        self.text(flag).map(|text| text.parse().map_err(|_| wrong(flag, text, expected))).transpose()
    }

    /// As [`parsed`](Self::parsed), where the word `none` takes a default away.
    ///
    /// # Errors
    /// Where it is neither.
    pub fn parsed_or_none<V: FromStr>(&self, flag: Flag, expected: &str) -> Result<Option<Option<V>>> {
        if self.text(flag) == Some("none") { Ok(Some(None)) } else { Ok(self.parsed(flag, expected)?.map(Some)) }
    }

    /// The value of a flag as one of some words.
    ///
    /// # Errors
    /// For another word.
    pub fn word<V: Copy, const N: usize>(&self, flag: Flag, words: [(&str, V); N]) -> Result<Option<V>> {
        let Some(text) = self.text(flag) else { return Ok(None) };
        match words.iter().find(|(word, _)| *word == text) {
            Some((_, value)) => Ok(Some(*value)),
            None => {
                let known = words.map(|(word, _)| format!("`{word}`"));
                let (last, others) = known.split_last().map_or(("", &[][..]), |(last, others)| (last.as_str(), others));
                Err(wrong(flag, text, &format!("{} or {last}", others.join(", "))))
            }
        }
    }

    /// The value of a flag that is a list with commas.
    pub fn list(&self, flag: Flag) -> Option<Vec<String>> {
        self.text(flag).map(|text| text.split(',').map(|item| item.trim().to_string()).collect())
    }

    /// `--threads`
    ///
    /// # Errors
    /// Where it is not a number above 0.
    pub fn threads(&self) -> Result<Option<usize>> {
        let threads: Option<std::num::NonZeroUsize> = self.parsed(THREADS, COUNT)?;
        Ok(threads.map(Into::into))
    }

    /// `--seed`
    ///
    /// # Errors
    /// Where it is not a whole number.
    pub fn seed(&self) -> Result<Option<u64>> {
        self.parsed(SEED, "a whole number")
    }

    /// `--format`
    ///
    /// # Errors
    /// For another word than `text` and `json`.
    pub fn style(&self) -> Result<Style> {
        Ok(self.word(FORMAT, [("text", Style::Text), ("json", Style::Json)])?.unwrap_or_default())
    }

    /// `--output`, in the format of `--as`.
    ///
    /// # Errors
    /// For a file of a format that is not written, and a format beside a file.
    pub fn output_file(&self, output: Flag) -> Result<Option<OutputFile>> {
        let file: Option<OutputFile> = self.text(output).map(str::parse).transpose()?;
        match (file, self.text(AS)) {
            (Some(file), Some(format)) => file.written_as(format).map(Some),
            (None, Some(_)) => Err(Error::input("found `--as` without `-o -`, whose format it names")),
            (file, None) => Ok(file),
        }
    }

    /// `--missing`
    ///
    /// # Errors
    /// For another word than `refuse` and `drop`.
    pub fn missing(&self) -> Result<Option<Missing>> {
        self.word(MISSING, [("refuse", Missing::Refuse), ("drop", Missing::Drop)])
    }

    /// `--rows` as a range.
    ///
    /// # Errors
    /// Where it is not two whole numbers with a colon between them.
    pub fn range(&self) -> Result<Option<std::ops::Range<usize>>> {
        let Some(text) = self.text(ROWS) else { return Ok(None) };
        let ends = text.split_once(':').and_then(|(first, end)| Some(first.parse().ok()?..end.parse().ok()?));
        ends.map(Some).ok_or_else(|| wrong(ROWS, text, "two whole numbers, `0:1000`"))
    }
}

/// The value of a flag that is not one.
pub fn wrong(flag: Flag, text: &str, expected: &str) -> Error {
    Error::input(format!("found {} for `--{}`, expected {expected}", quoted(text), flag.name))
}

fn find(command: &str, flags: &'static [Flag], typed: &str) -> Result<&'static Flag> {
    let matches = |flag: &&Flag| {
        typed.strip_prefix("--") == Some(flag.name) || (flag.short.is_some() && typed.strip_prefix('-') == flag.short)
    };
    flags.iter().find(matches).ok_or_else(|| {
        let names: Vec<String> = flags.iter().map(|flag| format!("--{}", flag.name)).collect();
        let message = format!("`{command}` has no flag {}", quoted(typed));
        unknown(&message, typed, &names.iter().map(String::as_str).collect::<Vec<_>>())
    })
}

/// The error for a word that is none of those that are known.
pub fn unknown(message: &str, found: &str, known: &[&str]) -> Error {
    let error = Error::input(format!("{message}, expected one of {}", listed(known.iter().copied())));
    match nearest(found, known.iter().copied()) {
        Some(near) => error.help(format!("did you mean {}?", quoted(near))),
        None => error,
    }
}

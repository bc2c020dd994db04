//! The arguments of the program: a table of commands and flags, and its one reader.

use std::collections::BTreeMap;
use std::str::FromStr;

use crate::data::Dtype;
use crate::error::{Error, Result, listed, nearest, quoted};

/// A flag of a command.
pub struct Flag {
    name: &'static str,
    short: Option<&'static str>,
    /// What its value is called; empty for a flag without one.
    value: &'static str,
    about: &'static str,
}

/// A command with its flags.
pub struct Command {
    name: &'static str,
    about: &'static str,
    flags: &'static [Flag],
}

const fn flag(name: &'static str, value: &'static str, about: &'static str) -> Flag {
    Flag { name, short: None, value, about }
}

const fn short(short: &'static str, name: &'static str, value: &'static str, about: &'static str) -> Flag {
    Flag { name, short: Some(short), value, about }
}

const MODEL: Flag = flag("model", "FILE", "the model, as `train` wrote it");
const ROWS: Flag = flag("rows", "A:B", "some of the rows: the first, counted from 0, and the one behind the last");
const THREADS: Flag = flag("threads", "N", "number of threads; results do not depend on it");
const SEED: Flag = flag("seed", "S", "seed of everything random");

/// All commands.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "train",
        about: "fit the flow and write a folder with model.safetensors and history.csv",
        flags: &[
            short("o", "output", "RUN", "the folder to write"),
            flag("data", "FILE", "the rows: FILE.csv, FILE.npy, FILE.npz, FILE.npz:ARRAY or FILE.parquet"),
            flag("columns", "A,B", "columns of the event, of a file with names"),
            flag("context-columns", "C,D", "columns of the context"),
            flag("missing", "refuse|drop", "what becomes of rows in which a value is missing"),
            flag("dequantize", "A,B", "columns of whole numbers, to which uniform noise is added"),
            flag("weights", "W", "the column that says what each row counts"),
            flag("validation", "FILE|FRACTION|none", "what the fit is judged by"),
            flag("standardize", "true|false", "measure mean and deviation of each column and undo them"),
            flag("epochs", "N", "passes over the rows"),
            flag("steps", "N", "optimizer steps, in place of epochs"),
            flag("batch-size", "N", "rows of a step"),
            flag("learning-rate", "X", "step size of the optimizer"),
            flag("schedule", "constant|cosine", "the learning rate's course"),
            flag("clip-norm", "X|none", "largest norm of the gradient"),
            flag("patience", "N|none", "epochs without improvement after which to stop"),
            SEED,
            THREADS,
            flag("resume", "", "go on with the interrupted run in the folder, to the same bits"),
            flag("dtype", "f32|f64", "type of the numbers"),
            flag("spec-text-file", "FILE", "a text to keep in the model as its specification"),
            flag("architecture", "HASH", "refuse to train where the flow's architecture has another hash"),
        ],
    },
    Command {
        name: "score",
        about: "mean log-density of rows, and the log-density of each with -o",
        flags: &[
            MODEL,
            flag("data", "FILE", "the rows: FILE.csv, FILE.npy, FILE.npz, FILE.npz:ARRAY or FILE.parquet"),
            ROWS,
            flag("format", "text|json", "for people, or as {\"mean\", \"two_se\", \"rows\"}"),
            short("o", "output", "FILE.npy|FILE.csv", "where one log-density a row goes, in nats"),
            flag("target", "", "of a flow that is fitted to a density: the log-density of that, with -o"),
            flag("seed", "S", "seed of the noise that is added to columns of whole numbers"),
            THREADS,
        ],
    },
    Command {
        name: "sample",
        about: "draw rows; fewer are the first of more",
        flags: &[
            MODEL,
            short("n", "rows", "N", "how many, by default one for each context"),
            SEED,
            short("o", "output", "FILE.npy|FILE.csv", "where they go"),
            flag("log-prob", "", "add the log-density of each row as a last column"),
            flag("context", "FILE", "contexts: one for each row, or one for all"),
            THREADS,
        ],
    },
    Command {
        name: "diagnose",
        about: "round trip, normalisation, calibration, and the least likely rows",
        flags: &[
            MODEL,
            flag("data", "FILE", "the rows: FILE.csv, FILE.npy, FILE.npz, FILE.npz:ARRAY or FILE.parquet"),
            ROWS,
            flag("format", "text|json", "for people or for programs"),
            SEED,
            THREADS,
        ],
    },
    Command { name: "info", about: "what a model file holds", flags: &[MODEL] },
];

/// A command with the values of its flags.
pub struct Arguments {
    command: &'static Command,
    values: BTreeMap<&'static str, String>,
}

impl Arguments {
    /// Reads the arguments behind the program's name; `None` where help is asked for.
    ///
    /// # Errors
    /// Names what is not understood.
    pub fn parse(arguments: &[String]) -> Result<Option<Self>> {
        let mut arguments = arguments.iter().map(String::as_str).peekable();
        let Some(name) = arguments.next() else { return Ok(None) };
        let asks = |argument: &str| ["help", "--help", "-h"].contains(&argument);
        if asks(name) {
            return Ok(None);
        }
        let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
            return Err(unknown("command", name, &COMMANDS.iter().map(|c| c.name).collect::<Vec<_>>()));
        };
        let mut values = BTreeMap::new();
        while let Some(argument) = arguments.next() {
            if asks(argument) {
                return Ok(None);
            }
            let (typed, attached) = match argument.split_once('=') {
                Some((typed, value)) if typed.starts_with("--") => (typed, Some(value)),
                _ => (argument, None),
            };
            let flag = command.find(typed)?;
            let value = match (flag.value.is_empty(), attached) {
                (true, None) => "true",
                (true, Some(value)) => {
                    return Err(Error::input(format!(
                        "found the value {} of `{typed}`, which takes none",
                        quoted(value)
                    )));
                }
                (false, Some(value)) => value,
                (false, None) => arguments
                    .next()
                    .ok_or_else(|| Error::input(format!("found no value of `{typed}`, expected {}", flag.value)))?,
            };
            if values.insert(flag.name, value.to_string()).is_some() {
                return Err(Error::input(format!("found `{typed}` twice")));
            }
        }
        Ok(Some(Arguments { command, values }))
    }

    /// The command's name.
    pub fn command(&self) -> &'static str {
        self.command.name
    }

    /// The value of a flag.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// The value of a flag that has to be given.
    ///
    /// # Errors
    /// Where it is missing.
    pub fn required(&self, name: &str) -> Result<&str> {
        let flag = || self.command.flags.iter().find(|flag| flag.name == name);
        self.text(name).ok_or_else(|| {
            let shown = flag().map_or(String::new(), |flag| flag.shown());
            Error::input(format!("`{}` needs `{shown}`", self.command.name))
        })
    }

    /// The value of a flag as a number or another type that is read from text.
    ///
    /// # Errors
    /// Where it is none.
    pub fn parsed<V: FromStr>(&self, name: &str, expected: &str) -> Result<Option<V>> {
        let parse = |text: &str| {
            text.parse()
                .map_err(|_| Error::input(format!("found {} for `--{name}`, expected {expected}", quoted(text))))
        };
        self.text(name).map(parse).transpose()
    }

    /// As [`parsed`](Self::parsed), where the word `none` takes a default away.
    ///
    /// # Errors
    /// Where it is neither.
    pub fn parsed_or_none<V: FromStr>(&self, name: &str, expected: &str) -> Result<Option<Option<V>>> {
        if self.text(name) == Some("none") { Ok(Some(None)) } else { Ok(self.parsed(name, expected)?.map(Some)) }
    }

    /// The value of a flag that is a list with commas.
    pub fn list(&self, name: &str) -> Option<Vec<String>> {
        self.text(name).map(|text| text.split(',').map(|item| item.trim().to_string()).collect())
    }

    /// `--threads`
    ///
    /// # Errors
    /// Where it is not a number above 0.
    pub fn threads(&self) -> Result<Option<usize>> {
        let threads: Option<std::num::NonZeroUsize> = self.parsed("threads", "a whole number above 0")?;
        Ok(threads.map(Into::into))
    }

    /// `--dtype`
    ///
    /// # Errors
    /// For another word than `f32` and `f64`.
    pub fn dtype(&self) -> Result<Option<Dtype>> {
        match self.text("dtype") {
            None => Ok(None),
            Some("f32") => Ok(Some(Dtype::F32)),
            Some("f64") => Ok(Some(Dtype::F64)),
            Some(other) => Err(Error::input(format!("found {} for `--dtype`, expected `f32` or `f64`", quoted(other)))),
        }
    }
}

impl Command {
    fn find(&self, typed: &str) -> Result<&'static Flag> {
        let matches = |flag: &&Flag| {
            typed.strip_prefix("--") == Some(flag.name)
                || (flag.short.is_some() && typed.strip_prefix('-') == flag.short)
        };
        self.flags.iter().find(matches).ok_or_else(|| {
            let names: Vec<String> = self.flags.iter().map(|flag| format!("--{}", flag.name)).collect();
            let what = format!("flag of `{}`", self.name);
            unknown(&what, typed, &names.iter().map(String::as_str).collect::<Vec<_>>())
        })
    }
}

impl Flag {
    fn shown(&self) -> String {
        let value = if self.value.is_empty() { String::new() } else { format!(" {}", self.value) };
        match self.short {
            Some(short) => format!("-{short}{value}"),
            None => format!("--{}{value}", self.name),
        }
    }
}

fn unknown(what: &str, found: &str, known: &[&str]) -> Error {
    let error =
        Error::input(format!("found no {what} {}, expected one of {}", quoted(found), listed(known.iter().copied())));
    match nearest(found, known.iter().copied()) {
        Some(near) => error.help(format!("did you mean {}?", quoted(near))),
        None => error,
    }
}

/// The help text.
pub fn help(flow: &str) -> String {
    let mut text = format!("The flow {flow}: a density that is fitted to data, evaluated and drawn from.\n");
    for command in COMMANDS {
        text += &format!("\n{}: {}\n", command.name, command.about);
        for flag in command.flags {
            text += &format!("  {:26} {}\n", flag.shown(), flag.about);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Option<Arguments>> {
        Arguments::parse(&line.split_whitespace().map(str::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn flags_have_values_in_every_spelling() {
        let sample = parse("sample --model a.safetensors -n 10 --seed=3 --log-prob -o=x.npy");
        assert!(sample.is_err_and(|e| e.to_string().contains("`-o=x.npy`")));
        let sample = parse("sample --model a.safetensors -n 10 --seed=3 --log-prob --output x.npy").unwrap().unwrap();
        assert_eq!(sample.command(), "sample");
        assert_eq!(
            (sample.text("rows"), sample.text("seed"), sample.text("output")),
            (Some("10"), Some("3"), Some("x.npy"))
        );
        assert_eq!((sample.text("log-prob"), sample.text("context")), (Some("true"), None));
        let train = parse("train -o r --clip-norm none --patience 4 --columns a,b").unwrap().unwrap();
        assert_eq!(train.parsed_or_none::<f64>("clip-norm", "a number").unwrap(), Some(None));
        assert_eq!(train.parsed_or_none::<usize>("patience", "a number").unwrap(), Some(Some(4)));
        assert_eq!(train.list("columns").unwrap(), ["a", "b"]);
        for asks in ["", "help", "--help", "train -h", "score --data x --help"] {
            assert!(parse(asks).unwrap().is_none(), "{asks}");
        }
    }

    #[test]
    fn mistakes_are_named() {
        let cases = [
            (
                "trian",
                "found no command `trian`, expected one of `train`, `score`, `sample`, `diagnose`, `info`\nhelp: did you mean `train`?",
            ),
            (
                "info --modle x",
                "found no flag of `info` `--modle`, expected one of `--model`\nhelp: did you mean `--model`?",
            ),
            ("info x", "found no flag of `info` `x`, expected one of `--model`"),
            ("info --model", "found no value of `--model`, expected FILE"),
            ("info --model a --model b", "found `--model` twice"),
            ("sample --log-prob=yes", "found the value `yes` of `--log-prob`, which takes none"),
        ];
        for (line, expected) in cases {
            let error = parse(line).err().unwrap();
            assert_eq!((error.to_string().as_str(), error.exit_code()), (expected, 2), "{line}");
        }
        let train = parse("train --epochs x --threads 0 --dtype f16").unwrap().unwrap();
        let found = [
            train.required("output").unwrap_err(),
            train.parsed::<usize>("epochs", "a whole number").unwrap_err(),
            train.threads().unwrap_err(),
            train.dtype().unwrap_err(),
        ];
        let expected = [
            "`train` needs `-o RUN`",
            "found `x` for `--epochs`, expected a whole number",
            "found `0` for `--threads`, expected a whole number above 0",
            "found `f16` for `--dtype`, expected `f32` or `f64`",
        ];
        assert_eq!(found.map(|e| e.to_string()), expected);
    }
}

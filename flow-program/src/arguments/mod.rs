//! The arguments of the program: one struct a command, which its words are read into once.

mod diagnose;
mod flags;
mod info;
mod latent;
mod sample;
mod score;
mod train;

use flow_runtime::Result;
use flow_runtime::error::quoted;

use flags::{Flag, Given, unknown};

pub use diagnose::DiagnoseArguments;
pub use flags::Style;
pub use info::InfoArguments;
pub use latent::{DecodeArguments, EncodeArguments};
pub use sample::{Between, Known, SampleArguments, Scale};
pub use score::ScoreArguments;
pub use train::{TrainArguments, ValidationFlag};

/// A command with its arguments.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Fits the flow and writes a run folder.
    Train(Box<TrainArguments>),
    /// Evaluates log-densities.
    Score(ScoreArguments),
    /// Draws rows.
    Sample(SampleArguments),
    /// Checks a model.
    Diagnose(DiagnoseArguments),
    /// Gives latent variables of rows.
    Encode(EncodeArguments),
    /// Gives rows of latent variables.
    Decode(DecodeArguments),
    /// Shows what a model file holds.
    Info(InfoArguments),
    /// Prints the hash of the flow's architecture, by which a caller knows that this is the program it means.
    Architecture,
}

/// The syntax of a command, known before its words are read.
struct Syntax {
    name: &'static str,
    about: &'static str,
    flags: &'static [Flag],
    read: fn(&Given) -> Result<Command>,
}

/// All commands.
const COMMANDS: &[Syntax] = &[
    Syntax {
        name: "train",
        about: train::ABOUT,
        flags: train::FLAGS,
        read: |given| TrainArguments::read(given).map(|train| Command::Train(Box::new(train))),
    },
    Syntax {
        name: "score",
        about: score::ABOUT,
        flags: score::FLAGS,
        read: |given| ScoreArguments::read(given).map(Command::Score),
    },
    Syntax {
        name: "sample",
        about: sample::ABOUT,
        flags: sample::FLAGS,
        read: |given| SampleArguments::read(given).map(Command::Sample),
    },
    Syntax {
        name: "diagnose",
        about: diagnose::ABOUT,
        flags: diagnose::FLAGS,
        read: |given| DiagnoseArguments::read(given).map(Command::Diagnose),
    },
    Syntax {
        name: "encode",
        about: latent::ENCODE,
        flags: latent::ENCODE_FLAGS,
        read: |given| EncodeArguments::read(given).map(Command::Encode),
    },
    Syntax {
        name: "decode",
        about: latent::DECODE,
        flags: latent::DECODE_FLAGS,
        read: |given| DecodeArguments::read(given).map(Command::Decode),
    },
    Syntax {
        name: "info",
        about: info::ABOUT,
        flags: info::FLAGS,
        read: |given| InfoArguments::read(given).map(Command::Info),
    },
];

impl Command {
    /// Reads the words behind the program's name; `None` where they ask for help.
    ///
    /// # Errors
    /// Names what is not understood.
    pub fn parse(words: &[String]) -> Result<Option<Self>> {
        let Some((name, words)) = words.split_first() else { return Ok(None) };
        if flags::asks_for_help(name) {
            return Ok(None);
        }
        if name == "architecture" && words.is_empty() {
            return Ok(Some(Command::Architecture));
        }
        let Some(syntax) = COMMANDS.iter().find(|syntax| syntax.name == name) else {
            let known: Vec<&str> = COMMANDS.iter().map(|syntax| syntax.name).collect();
            return Err(unknown(&format!("there is no command {}", quoted(name)), name, &known));
        };
        let given = Given::read(syntax.name, syntax.flags, words)?;
        given.map(|given| (syntax.read)(&given)).transpose()
    }
}

/// The help text.
pub fn help(flow: &str) -> String {
    let mut text = format!("The flow {flow}: a density that is fitted to data, evaluated and drawn from.\n");
    for command in COMMANDS {
        text += &format!("\n{}: {}\n", command.name, command.about);
        for flag in command.flags {
            text += &format!("  {:26} {}\n", flag.shown(), flag.about());
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use flow_runtime::data::Dtype;

    use super::*;

    fn parse(line: &str) -> Result<Option<Command>> {
        Command::parse(&line.split_whitespace().map(str::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn flags_have_values_in_every_spelling() {
        let sample = parse("sample --model a.safetensors -n 10 --seed=3 --log-prob -o=x.npy");
        assert!(sample.is_err_and(|e| e.to_string().contains("`-o=x.npy`")));
        let sample = parse("sample --model a.safetensors -n 10 --seed=3 --log-prob --output x.npy");
        let Some(Command::Sample(sample)) = sample.unwrap() else { panic!("another command") };
        assert_eq!((sample.rows, sample.seed, sample.output.path.as_path()), (Some(10), 3, Path::new("x.npy")));
        assert_eq!((sample.log_prob, sample.context), (true, None));
        let train = parse("train -o r --clip-norm none --patience 4 --columns a,b --dtype f64").unwrap();
        let Some(Command::Train(train)) = train else { panic!("another command") };
        assert_eq!((train.clip_norm, train.patience, train.dtype), (Some(None), Some(Some(4)), Some(Dtype::F64)));
        assert_eq!((train.columns.unwrap(), train.epochs, train.resume), (vec!["a".into(), "b".into()], None, false));
        for asks in ["", "help", "--help", "train -h", "score --data x --help"] {
            assert!(parse(asks).unwrap().is_none(), "{asks}");
        }
    }

    #[test]
    fn mistakes_are_named() {
        let cases = [
            (
                "trian",
                "there is no command `trian`, expected one of `train`, `score`, `sample`, `diagnose`, `encode`, `decode`, `info`\nhelp: did you mean `train`?",
            ),
            (
                "info --modle x",
                "`info` has no flag `--modle`, expected one of `--model`\nhelp: did you mean `--model`?",
            ),
            ("info x", "`info` has no flag `x`, expected one of `--model`"),
            ("info --model", "`--model` has no value, expected FILE"),
            ("info --model a --model b", "found `--model` twice"),
            ("sample --log-prob=yes", "found the value `yes` of `--log-prob`, which takes none"),
            ("train", "`train` needs `-o RUN`"),
            ("train -o r --epochs x", "found `x` for `--epochs`, expected a whole number above 0"),
            ("train -o r --threads 0", "found `0` for `--threads`, expected a whole number above 0"),
            ("train -o r --dtype f16", "found `f16` for `--dtype`, expected `f32` or `f64`"),
        ];
        for (line, expected) in cases {
            let error = parse(line).err().unwrap();
            assert_eq!((error.to_string().as_str(), error.exit_code()), (expected, 2), "{line}");
        }
    }

    /// A line of help is there for every flag, and says which files are read and written.
    #[test]
    fn help_names_every_format() {
        let text = help("Small");
        for command in COMMANDS {
            assert!(command.flags.iter().all(|flag| text.contains(&flag.shown())), "{}", command.name);
        }
        let rows = format!("the rows: {}", flow_runtime::data::formats::readable());
        assert_eq!(text.matches(&rows).count(), 6, "{text}");
        let written = format!("-o {}|- ", flow_runtime::data::formats::writable());
        assert_eq!(text.matches(&written).count(), 4, "{text}");
    }
}

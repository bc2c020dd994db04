//! A run folder and the program that works on it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::cargo_build::{ARCHITECTURE, Cache, ProgramCrate};
use crate::compiler::Declaration;
use crate::exit::{Failure, Outcome};
use crate::process;
use crate::runtime_dependency::RuntimeDependency;

/// The resolved spec of a run: the spec with its flags and with absolute paths.
pub const SPEC: &str = "spec.yaml";
/// The checkpoint.
pub const MODEL: &str = "model.safetensors";
/// The training curves, one line an epoch.
pub const HISTORY: &str = "history.csv";

/// The run on one page.
pub const REPORT: &str = "report.html";

/// A run folder, its declaration, and the built program of its flow.
pub struct Run {
    pub folder: PathBuf,
    pub declaration: Declaration,
    program: PathBuf,
    /// The hash of the flow's architecture.
    architecture: String,
}

/// The log-likelihood of some rows, in nats.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Its mean.
    pub mean: f64,
    /// Two standard errors of the mean.
    pub two_se: f64,
    /// The number of rows.
    pub rows: u64,
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.4} ± {:.4} nats (2 s.e., {} rows)", self.mean, self.two_se, self.rows)
    }
}

impl Run {
    /// Builds the program of a declaration whose run lies in `folder`.
    ///
    /// # Errors
    /// The declaration is wrong, or its program cannot be built.
    pub fn build(folder: &Path, declaration: Declaration, runtime: &RuntimeDependency) -> Result<Run, Failure> {
        let compiled = declaration.compile()?;
        let (name, architecture) = (compiled.name(), compiled.architecture_hash());
        let files = compiled.program_files(runtime.for_this_machine().as_text());
        let program_crate = ProgramCrate { name, architecture: &architecture, files: &files, runtime };
        let program = Cache::locate()?.build(&program_crate)?;
        Ok(Run { folder: folder.to_owned(), declaration, program, architecture })
    }

    /// Opens a folder that `flow train` wrote.
    ///
    /// # Errors
    /// It is not such a folder; or as [`Run::build`].
    pub fn open(folder: &Path, runtime: &RuntimeDependency) -> Result<Run, Failure> {
        for name in [SPEC, MODEL] {
            if !folder.join(name).is_file() {
                return Err(Failure::input(format!(
                    "{}: {name} is missing, expected the folder of a trained model\n\
                     help: train one with `flow train SPEC -o {0}`",
                    folder.display()
                )));
            }
        }
        let declaration = Declaration::read(&folder.join(SPEC), &[])?;
        Run::build(folder, declaration, runtime)
    }

    /// One of the program's commands on this run's model.
    pub fn command(&self, name: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.arg(name).arg("--model").arg(self.folder.join(MODEL));
        command
    }

    /// The program's training command, which takes no model, and which refuses to train another
    /// architecture.
    pub fn train_command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("train").arg("-o").arg(&self.folder);
        command.arg("--spec-text-file").arg(self.folder.join(SPEC));
        command.args([format!("--{ARCHITECTURE}"), self.architecture.clone()]);
        command
    }

    /// Runs a command and returns what it writes to stdout.
    ///
    /// # Errors
    /// The program failed, and has said why.
    pub fn answer(mut command: Command) -> Result<String, Failure> {
        let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output();
        let output =
            output.map_err(|error| Failure::environment(format!("cannot run the model's program: {error}")))?;
        if !output.status.success() {
            return Err(Failure::silent(output.status.code().map_or(1, |code| u8::try_from(code).unwrap_or(1))));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// The answer of one of the program's commands, about the rows of a file where one is named, as
    /// JSON.
    ///
    /// # Errors
    /// The same as those of [`Run::answer`].
    pub fn ask(&self, name: &str, file: Option<&str>) -> Result<serde_json::Value, Failure> {
        let mut command = self.command(name);
        command.args(file.into_iter().flat_map(|file| ["--data", file]));
        command.args(["--format", "json"]);
        serde_json::from_str(&Run::answer(command)?)
            .map_err(|error| Failure::bug(format!("the model's program answered `{name}` with no JSON: {error}")))
    }

    /// Scores the rows of a file.
    ///
    /// # Errors
    /// The same as those of [`Run::ask`].
    pub fn score(&self, file: &str) -> Result<Score, Failure> {
        let answer = self.ask("score", Some(file))?;
        let number = |key: &str, otherwise: f64| answer[key].as_f64().unwrap_or(otherwise);
        let rows = answer["rows"].as_u64().unwrap_or(0);
        Ok(Score { mean: number("mean", f64::NEG_INFINITY), two_se: number("two_se", f64::NAN), rows })
    }

    /// Runs a command for its files; what it prints for people is not shown.
    ///
    /// # Errors
    /// The program failed, and has said why.
    pub fn quietly(mut command: Command) -> Outcome {
        process::run(command.stdout(std::process::Stdio::null()))
    }
}

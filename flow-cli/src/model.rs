//! A run folder and the program that works on it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cargo_build::Cache;
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

/// A run folder, its declaration, and the built program of its flow.
pub struct Run {
    pub folder: PathBuf,
    pub declaration: Declaration,
    program: PathBuf,
}

impl Run {
    /// Builds the program of a declaration whose run lies in `folder`.
    ///
    /// # Errors
    /// What is wrong with the declaration, or why it could not be built.
    pub fn build(folder: &Path, declaration: Declaration, runtime: &RuntimeDependency) -> Result<Run, Failure> {
        let compiled = declaration.compile()?;
        let files = compiled.crate_files(&runtime.to_toml());
        let program = Cache::locate()?.build(compiled.name(), &files, runtime)?;
        Ok(Run { folder: folder.to_owned(), declaration, program })
    }

    /// Opens a folder that `flow train` wrote.
    ///
    /// # Errors
    /// It is not such a folder; or as [`Run::build`].
    pub fn open(folder: &Path, runtime: &RuntimeDependency) -> Result<Run, Failure> {
        for name in [SPEC, MODEL] {
            if !folder.join(name).is_file() {
                return Err(Failure::input(format!(
                    "{}: found no {name}, expected the folder of a trained model\n\
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

    /// The program's training command, which takes no model.
    pub fn train_command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("train").arg("-o").arg(&self.folder);
        command.arg("--spec-text-file").arg(self.folder.join(SPEC));
        command
    }

    /// Runs a command for its files; what it prints for people is not shown.
    ///
    /// # Errors
    /// The program failed, and has said why.
    pub fn quietly(mut command: Command) -> Outcome {
        process::run(command.stdout(std::process::Stdio::null()))
    }
}

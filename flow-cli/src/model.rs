//! A run folder and the program that works on it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use flow_compiler::Compiled;
use flow_compiler::plan::ProgramPlan;
use flow_engine::Engine;
use flow_program::{Commands, Dtype, Input, RowScores, TrainDefaults, Watcher};
use flow_run::{Declaration, MODEL, SPEC, check_folder, commands, commands_of, defaults};
use flow_runtime::__private::Parametric;
use flow_runtime::__private::engine::construct::{at_length, columns, save};
use flow_runtime::__private::engine::temperature::Draw;
use flow_runtime::__private::room;
use flow_runtime::Real;
use flow_runtime::data::Columns;
use flow_runtime::fit::Checkpoint;

use crate::cargo_build::{ARCHITECTURE, Cache, ProgramCrate};
use crate::exit::{Failure, Outcome, print};
use crate::process;
use crate::runtime_dependency::RuntimeDependency;

/// The run on one page.
pub const REPORT: &str = "report.html";

/// The memory of a flow for one event, in bytes for each row of its scratch: that of its plan and of the values.
/// WaveNets of 2,560 to 24,000 samples took 36 to 37.
const BYTES_OF_A_ROW: u128 = 37;

/// A run folder, its declaration, and what computes its flow.
pub struct Run {
    pub folder: PathBuf,
    pub declaration: Declaration,
    program: Computed,
    /// The hash of the flow's architecture.
    architecture: String,
}

/// The program that computes a flow.
enum Computed {
    /// Its plans, in this process.
    Engine(Box<([Commands; 1], TrainDefaults)>),
    /// A program that was built of it.
    Built(PathBuf),
}

impl Run {
    /// The run of a declaration that lies in `folder`: its plans in this process, or its program,
    /// built with this runtime.
    ///
    /// # Errors
    /// The declaration is wrong, or its program cannot be built.
    pub fn new(folder: &Path, declaration: Declaration, runtime: Option<&RuntimeDependency>) -> Result<Run, Failure> {
        let compiled = declaration.compile()?;
        if runtime.is_some() {
            declaration.refuse_compiled()?;
        }
        let program = match runtime {
            None => {
                let (commands, defaults) = commands(&compiled)?;
                Computed::Engine(Box::new(([commands], defaults)))
            }
            Some(runtime) => Computed::Built(build(&compiled, runtime)?),
        };
        let architecture = compiled.architecture_hash();
        Ok(Run { folder: folder.to_owned(), declaration, program, architecture })
    }

    /// The same run by a program that was built of its declaration.
    pub fn goes_on_with(self, program: PathBuf) -> Run {
        Run { program: Computed::Built(program), ..self }
    }

    /// Opens a folder that `flow train` wrote.
    ///
    /// # Errors
    /// It is not such a folder; or as [`Run::new`].
    pub fn open(folder: &Path, runtime: Option<&RuntimeDependency>) -> Result<Run, Failure> {
        check_folder(folder)?;
        let declaration = Declaration::read(&folder.join(SPEC), &[])?;
        Run::new(folder, declaration, runtime)
    }

    /// The same model for sequences of another length, in a folder of its own. What computes it is compiled for that
    /// length in this process.
    ///
    /// # Errors
    /// The event is an image, or parameters of the flow depend on its length.
    pub fn at_length(&self, length: usize, folder: &Path) -> Result<Run, Failure> {
        let longer = if self.is_latent() { None } else { self.declaration.with_length(length) };
        let Some(declaration) = longer else {
            return Err(Failure::input(
                "found an event that is an image, or a latent variable model, expected a sequence to make longer or shorter",
            ));
        };
        let checkpoint = Checkpoint::load(&self.folder.join(MODEL))?;
        let (before, _) = self.declaration.sizes();
        self.refuse_beyond_memory(before, length)?;
        let compiled = declaration.compile()?;
        let (model, single) = (folder.join(MODEL), Engine::<f32>::new(&compiled, 0));
        match checkpoint.dtype {
            Dtype::F32 => resize(&single, &checkpoint, before, &model)?,
            Dtype::F64 => resize(&single.in_numbers::<f64>(0), &checkpoint, before, &model)?,
        }
        // A plan of so long events is dear, and made once.
        let (commands, defaults) = commands_of(&compiled, single)?;
        let program = Computed::Engine(Box::new(([commands], defaults)));
        Ok(Run { folder: folder.to_owned(), declaration, program, architecture: compiled.architecture_hash() })
    }

    /// Succeeds where the plan of so long events, and their values, have room in memory.
    fn refuse_beyond_memory(&self, before: usize, length: usize) -> Outcome {
        let Some(free) = room::available().filter(|_| length > 2 * before) else { return Ok(()) };
        let rows = ProgramPlan::new(self.declaration.compile()?.program()).scratch_rows();
        let needed = rows as u128 * length as u128 / before.max(1) as u128 * BYTES_OF_A_ROW;
        if needed <= u128::from(free) {
            return Ok(());
        }
        let gigabytes = |bytes: f64| format!("{:.1} GB", bytes / 1e9);
        let (needed, free) = (gigabytes(needed as f64), gigabytes(free as f64));
        Err(Failure::input(format!(
            "an event of {length} numbers needs about {needed} of memory, and {free} are free\nhelp: draw shorter ones, each with a `--seed` of its own"
        )))
    }

    /// The columns that the model was fitted to, as far as its file tells of them.
    ///
    /// # Errors
    /// The model file cannot be read.
    pub fn columns(&self) -> Result<Columns, Failure> {
        let (event, context) = self.declaration.sizes();
        Ok(columns(&Checkpoint::load(&self.folder.join(MODEL))?, event, context)?)
    }

    /// One of the commands on this run's model.
    pub fn call(&self, name: &str) -> Call<'_> {
        let mut call = Call { run: self, words: vec![name.to_owned()] };
        call.arg("--model").arg(self.folder.join(MODEL));
        call
    }

    /// True where this is a latent variable model, which declares a latent variable of some size.
    pub fn is_latent(&self) -> bool {
        self.declaration.is_latent()
    }

    /// True where the base of the flow can be drawn from at this temperature.
    pub fn has_temperature(&self, temperature: f64) -> bool {
        let base = self.declaration.compile().map(|compiled| flow_engine::sampler(compiled.flow()));
        !self.is_latent() && base.is_ok_and(|base| Draw::at_temperature(0, temperature, base).is_ok())
    }

    /// True where channels leave the chain of the flow at some place, so that it has several scales.
    ///
    /// # Errors
    /// The declaration is wrong.
    pub fn has_scales(&self) -> Result<bool, Failure> {
        let (compiled, (event, _)) = (self.declaration.compile()?, self.declaration.sizes());
        Ok(!self.is_latent() && compiled.program().flow().declared().iter().any(|placed| placed.rows < event))
    }

    /// True where the flow draws whole numbers one after another, so that it completes events.
    pub fn completes(&self) -> Result<bool, Failure> {
        Ok(!self.is_latent() && self.declaration.compile()?.flow().event.elements().levels().is_some())
    }

    /// The command that trains, which takes no model, and which refuses to train another
    /// architecture.
    pub fn train_call(&self) -> Call<'_> {
        let mut call = Call { run: self, words: vec!["train".to_owned()] };
        call.arg("-o").arg(&self.folder);
        call.arg("--spec-text-file").arg(self.folder.join(SPEC));
        call.args([format!("--{ARCHITECTURE}"), self.architecture.clone()]);
        call
    }

    /// Returns the defaults that the `train` section of the run's spec sets.
    ///
    /// # Errors
    /// The declaration is wrong.
    pub fn defaults(&self) -> Result<TrainDefaults, Failure> {
        Ok(defaults(&self.declaration.compile()?.flow().train)?)
    }

    /// The column of the data that says what each row counts, where there is one.
    ///
    /// # Errors
    /// The declaration is wrong.
    pub fn weights(&self) -> Result<Option<String>, Failure> {
        Ok(match self.defaults()?.data {
            Some(Input::File(rows)) => rows.weights,
            _ => None,
        })
    }

    /// The answer of a command, about the rows of a file where one is named, as JSON.
    ///
    /// # Errors
    /// The same as those of [`Call::answer`].
    pub fn ask(&self, name: &str, file: Option<&str>) -> Result<serde_json::Value, Failure> {
        let mut call = self.call(name);
        call.args(file.into_iter().flat_map(|file| ["--data", file]));
        call.args(["--format", "json"]);
        serde_json::from_str(&call.answer()?)
            .map_err(|error| Failure::bug(format!("the model answered `{name}` with no JSON: {error}")))
    }

    /// Scores the rows of a file.
    ///
    /// # Errors
    /// The same as those of [`Run::ask`].
    pub fn score(&self, file: &str) -> Result<RowScores, Failure> {
        Ok(RowScores::of_json(&self.ask("score", Some(file))?))
    }
}

/// Writes a model of the flow with the parameters of one for other lengths.
fn resize<T: Real, P: Parametric<T>>(flow: &P, from: &Checkpoint, before: usize, model: &Path) -> Result<(), Failure> {
    Ok(save(&at_length(flow, from, before)?, model)?)
}

/// The program of a flow.
fn build(compiled: &Compiled, runtime: &RuntimeDependency) -> Result<PathBuf, Failure> {
    let files = compiled.program_files(runtime.for_this_machine().as_text());
    let (name, architecture) = (compiled.name(), compiled.architecture_hash());
    Cache::locate()?.build(&ProgramCrate { name, architecture: &architecture, files: &files, runtime })
}

/// An error in the words of a generated program.
fn told(error: flow_runtime::Error) -> Failure {
    Failure::told(&error)
}

/// One command of a run with its words.
pub struct Call<'r> {
    run: &'r Run,
    words: Vec<String>,
}

impl Call<'_> {
    /// Adds a word.
    pub fn arg(&mut self, word: impl AsRef<Path>) -> &mut Self {
        self.words.push(word.as_ref().display().to_string());
        self
    }

    /// Adds words.
    pub fn args<W: AsRef<str>>(&mut self, words: impl IntoIterator<Item = W>) -> &mut Self {
        self.words.extend(words.into_iter().map(|word| word.as_ref().to_owned()));
        self
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.args(&self.words);
        command
    }

    /// Does it, with our stdout and stderr.
    ///
    /// # Errors
    /// It failed.
    pub fn run(&self) -> Outcome {
        self.run_watched(&()).map(|_| ())
    }

    /// The same, while somebody looks on; true where the watcher has ended it.
    ///
    /// # Errors
    /// It failed.
    pub fn run_watched(&self, watcher: &dyn Watcher) -> Result<bool, Failure> {
        match &self.run.program {
            Computed::Engine(engine) => {
                let (commands, defaults) = &**engine;
                let answer = flow_program::run_watched(commands, defaults, &self.words, watcher).map_err(told)?;
                print(&answer.text)?;
                if answer.code != 0 {
                    return Err(Failure::silent(answer.code));
                }
                Ok(answer.handed_over)
            }
            Computed::Built(program) => process::run(&mut self.command(program)).map(|()| false),
        }
    }

    /// Does it, and returns what it writes to stdout.
    ///
    /// # Errors
    /// It failed.
    pub fn answer(&self) -> Result<String, Failure> {
        let program = match &self.run.program {
            Computed::Engine(engine) => {
                let (commands, defaults) = &**engine;
                return Ok(flow_program::run(commands, defaults, &self.words).map_err(told)?.text);
            }
            Computed::Built(program) => program,
        };
        let output = self.command(program).stdin(Stdio::null()).stderr(Stdio::inherit()).output();
        let output =
            output.map_err(|error| Failure::environment(format!("cannot run the model's program: {error}")))?;
        if !output.status.success() {
            return Err(Failure::silent(output.status.code().map_or(1, |code| u8::try_from(code).unwrap_or(1))));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Does it for its files; what it prints for people is not shown.
    ///
    /// # Errors
    /// It failed.
    pub fn quietly(&self) -> Outcome {
        self.answer().map(|_| ())
    }
}

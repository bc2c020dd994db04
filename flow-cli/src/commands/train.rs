//! `flow train SPEC -o RUN`: builds the flow of a spec, fits it, and draws what came of it.

use std::ffi::OsStr;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use clap::Args;
use flow_run::{Declaration, MODEL, SPEC, defaults};
use flow_runtime::fit::Checkpoint;

use super::plot::{self, Wanted};
use crate::beside::{Advice, Building};
use crate::exit::{Failure, Outcome, print, say};
use crate::folder::is_free;
use crate::model::{Call, Run};
use crate::piped::{PIPE, save, stdin};
use crate::runs::SEED;
use crate::runtime_dependency::{CompileFlag, RuntimeDependency};
use crate::seeds::{self, Scores};

/// Flags of `flow train`.
#[derive(Args, Debug)]
pub struct Train {
    /// The spec file
    spec: PathBuf,
    /// The folder for the run: resolved spec, checkpoint, history and plots
    #[arg(short, long, value_name = "RUN")]
    output: PathBuf,
    /// The rows to fit, instead of `train.data.file`; - for standard input, kept in RUN
    #[arg(long, value_name = "FILE")]
    data: Option<String>,
    /// Change a value of the spec, such as `train.epochs=5`; repeatable
    #[arg(long = "set", value_name = "KEY=VALUE")]
    sets: Vec<String>,
    /// Number of threads; results do not depend on it
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Seed of the run, instead of `train.seed`
    #[arg(long)]
    seed: Option<u64>,
    /// Several runs, in RUN/seed-1, RUN/seed-2 and so on, on the same data and validation rows, and a
    /// table of their scores with mean and spread
    #[arg(long, value_name = "1,2,3", value_delimiter = ',', conflicts_with = "seed")]
    seeds: Vec<u64>,
    /// Rows that the model, or the model of each seed, is scored on in the end
    #[arg(long, value_name = "FILE")]
    test: Option<String>,
    /// Go on with the interrupted run in the folder, to the bits that it would have ended with
    #[arg(long, conflicts_with_all = ["seeds", "continued", "replace"])]
    resume: bool,
    /// Train the model in the folder for the epochs of the spec beyond those it had, with a fresh
    /// optimizer
    #[arg(long = "continue", conflicts_with_all = ["seeds", "replace"])]
    continued: bool,
    /// Write over the model that is in the folder
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    compile: CompileFlag,
}

/// Seeds in place of those of the spec.
#[derive(Clone, Copy, Debug, Default)]
struct Seeds {
    seed: Option<u64>,
    data: Option<u64>,
}

impl Train {
    pub fn run(self) -> Outcome {
        if self.seeds.is_empty() {
            let run = self.train(Seeds { seed: self.seed, data: None }, &self.output)?;
            let Some(file) = &self.test else { return Ok(()) };
            return print(&format!("test {}: {}\n", run.declaration.score_name(), run.score(file)?));
        }
        refuse_repeated(&self.seeds)?;
        if self.data.as_deref() == Some(PIPE) {
            return Err(Failure::input(
                "found `--data -` beside `--seeds`, expected a file: each seed reads the rows anew\n\
                 help: write the rows to a file and name that",
            ));
        }
        // All seeds have the data that the spec's own seed gives.
        let declaration = self.declaration(Seeds::default(), None)?;
        let data = defaults(&declaration.compile()?.flow().train)?.fit.seed_of_data();
        let folder = |seed: u64| self.output.join(format!("{SEED}{seed}"));
        if !self.replace {
            self.seeds.iter().try_for_each(|seed| refuse_model(&folder(*seed)))?;
        }
        let mut scores = Vec::new();
        for &seed in &self.seeds {
            say(&format!("seed {seed}:"));
            let run = self.train(Seeds { seed: Some(seed), data: Some(data) }, &folder(seed))?;
            scores.push(Scores::of(&run, seed, self.test.as_deref())?);
        }
        print(&seeds::table(&scores))
    }

    /// The spec with all flags that change it; `piped` are rows that came by a pipe.
    fn declaration(&self, seeds: Seeds, piped: Option<&Path>) -> Result<Declaration, Failure> {
        let mut sets = self.sets.clone();
        sets.extend(seeds.seed.map(|seed| format!("train.seed={seed}")));
        sets.extend(seeds.data.map(|seed| format!("train.data_seed={seed}")));
        let declaration = Declaration::read(&self.spec, &sets)?;
        let piped = piped.map(|file| file.display().to_string());
        Ok(match piped.as_ref().or(self.data.as_ref()) {
            Some(file) => declaration.with_data(file)?,
            None => declaration,
        })
    }

    fn train(&self, seeds: Seeds, output: &Path) -> Result<Run, Failure> {
        if self.resume && self.data.as_deref() == Some(PIPE) {
            return Err(Failure::input(format!(
                "found `--data -` beside `--resume`, but the rows of the interrupted run are in its folder\n\
                 help: `flow train {} -o {} --resume` goes on with them",
                output.join(SPEC).display(),
                output.display()
            )));
        }
        if !self.resume && !self.continued {
            refuse_foreign(output)?;
            if !self.replace {
                refuse_model(output)?;
            }
        }
        let piped = (self.data.as_deref() == Some(PIPE)).then(|| self.keep_rows(output)).transpose()?;
        let run = self.begin(seeds, output, piped.as_deref()).inspect_err(|_| {
            if piped.is_some() {
                leave_nothing(output);
            }
        })?;
        plot::draw(&run, Wanted { test: self.test.as_deref(), ..Wanted::default() }, output)?;
        Ok(run)
    }

    /// Keeps rows that come by a pipe in the folder of the run, where a fit that goes on finds them.
    fn keep_rows(&self, output: &Path) -> Result<PathBuf, Failure> {
        // What is wrong with the spec is said before rows are waited for.
        Declaration::read(&self.spec, &self.sets)?.compile()?;
        let rows = stdin()?;
        fs::create_dir_all(output).map_err(|error| Failure::io(output, "create", &error))?;
        let output = std::path::absolute(output).map_err(|error| Failure::io(output, "find", &error))?;
        save(rows, &output, KEPT).inspect_err(|_| leave_nothing(&output))
    }

    /// Checks and writes the resolved spec, and fits.
    fn begin(&self, seeds: Seeds, output: &Path, piped: Option<&Path>) -> Result<Run, Failure> {
        let mut declaration = self.declaration(seeds, piped)?;
        if self.continued {
            declaration = self.going_on(declaration, output, piped)?;
        }
        let resolved = declaration.spec.to_yaml();
        if self.resume {
            refuse_another(output, &resolved)?;
        }
        let runtime = self.compile.resolve()?;
        if runtime.is_some() {
            declaration.refuse_compiled()?;
        }
        let run = Run::new(output, declaration, None)?;
        fs::create_dir_all(output).map_err(|error| Failure::io(output, "create", &error))?;
        let _lock = lock(output)?;
        write_spec(output, &resolved)?;
        self.fit(run, runtime).inspect_err(|_| {
            take_back_spec(output);
            leave_nothing(output);
        })
    }

    /// The declaration of a fit that goes on from the model of a run: its validation rows stay out of
    /// the training, as they were.
    fn going_on(&self, declaration: Declaration, output: &Path, piped: Option<&Path>) -> Result<Declaration, Failure> {
        let before = Run::open(output, None)?;
        let (found, expected) = (declaration.compile()?, before.declaration.compile()?);
        if found.architecture_hash() != expected.architecture_hash() {
            return Err(Failure::input(format!(
                "{}: found another architecture than that of the model in {}\n\
                 help: `--continue` keeps the layers; what may change stands in the section `train`",
                self.spec.display(),
                output.display()
            )));
        }
        if declaration.find(&["train", "data_seed"]).is_some() {
            return Ok(declaration);
        }
        let data = before.defaults()?.fit.seed_of_data();
        self.declaration(Seeds { seed: self.seed, data: Some(data) }, piped)
    }

    /// Fits in this process. Where a program is wanted it is built meanwhile, and from the next epoch
    /// on the fit goes on with it.
    fn fit(&self, run: Run, runtime: Option<RuntimeDependency>) -> Result<Run, Failure> {
        let Some(runtime) = runtime else {
            self.call(&run, self.resume).run_watched(&Advice::default())?;
            return Ok(run);
        };
        let building = Building::start(&run.declaration, runtime)?;
        if !self.call(&run, self.resume).run_watched(&building)? {
            building.abandon();
            return Ok(run);
        }
        let run = run.goes_on_with(building.program()?);
        self.call(&run, true).run()?;
        Ok(run)
    }

    fn call<'r>(&self, run: &'r Run, resume: bool) -> Call<'r> {
        let mut call = run.train_call();
        if let Some(threads) = self.threads {
            call.args(["--threads", &threads.to_string()]);
        }
        call.args(self.test.iter().flat_map(|file| ["--test", file]));
        let flags =
            [("--resume", resume), ("--continue", self.continued && !resume), ("--replace", self.replace && !resume)];
        call.args(flags.iter().filter(|(_, given)| *given).map(|(flag, _)| *flag));
        call
    }
}

/// Keeps a run folder for one training; it is free again when the process ends, however that comes.
///
/// # Errors
/// Another process trains into it.
fn lock(folder: &Path) -> Result<Option<File>, Failure> {
    // Only Unix opens a folder as a file; elsewhere nothing is kept.
    if !cfg!(unix) {
        return Ok(None);
    }
    let failed = |error: &std::io::Error| Failure::io(folder, "lock", error);
    let file = File::open(folder).map_err(|error| failed(&error))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(Failure::input(format!(
            "{}: another `flow train` is writing to this folder, expected one of its own\n\
             help: choose another folder, or wait until the other has ended",
            folder.display()
        ))),
        // A file system without locks is no reason not to train.
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// The name of rows that came by a pipe, without the ending of their format.
const KEPT: &str = "data";

/// Removes the folder of a run that has nothing in it but its spec and rows that came by a pipe: data
/// or options were wrong.
fn leave_nothing(folder: &Path) {
    let is_ours = |name: &OsStr| name == SPEC || Path::new(name).file_stem().is_some_and(|stem| stem == KEPT);
    let only_ours = fs::read_dir(folder)
        .is_ok_and(|mut entries| entries.all(|entry| entry.is_ok_and(|entry| is_ours(&entry.file_name()))));
    if only_ours {
        // What cannot be removed does no harm.
        let _ = fs::remove_dir_all(folder);
    }
}

/// Writes the spec of a run.
fn write_spec(folder: &Path, text: &str) -> Outcome {
    Ok(flow_runtime::__private::atomic::write(&folder.join(SPEC), |file| {
        std::io::Write::write_all(file, text.as_bytes())
    })?)
}

/// A fit that did not begin leaves the model of the run before, to which its own spec belongs.
fn take_back_spec(folder: &Path) {
    if let Ok(model) = Checkpoint::load(&folder.join(MODEL)) {
        // The failure of the fit is the one to tell.
        let _ = write_spec(folder, &model.spec);
    }
}

fn refuse_repeated(seeds: &[u64]) -> Outcome {
    match seeds.iter().enumerate().find(|(k, seed)| seeds[..*k].contains(seed)) {
        None => Ok(()),
        Some((_, seed)) => Err(Failure::input(format!("found the seed {seed} twice, expected different seeds"))),
    }
}

/// A run is gone on with as it was specified, and nothing of it is changed before that is known.
fn refuse_another(folder: &Path, resolved: &str) -> Outcome {
    let path = folder.join(SPEC);
    let known = fs::read_to_string(&path).map_err(|error| Failure::io(&path, "read", &error))?;
    if known == resolved {
        return Ok(());
    }
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (known, resolved) = (lines(&known), lines(resolved));
    let same = known.iter().zip(&resolved).take_while(|(a, b)| a == b).count();
    let at = |lines: &[String]| lines.get(same).map_or("nothing more".into(), |line| format!("`{}`", line.trim()));
    let (line, found, expected) = (same + 1, at(&known), at(&resolved));
    Err(Failure::input(format!(
        "{}:{line}:1: found {found} in the spec of the run to resume, expected {expected}\n\
         help: resume with the spec and flags that the run was started with, or start a new one without `--resume`",
        path.display()
    )))
}

/// Succeeds where a folder holds no model.
fn refuse_model(folder: &Path) -> Outcome {
    if folder.is_dir() {
        // That a training is under way is the better reason.
        lock(folder)?;
    }
    flow_program::refuse_model(folder).map_err(|error| Failure::told(&error))
}

/// A run may be replaced by another run; a folder with anything else in it is somebody's.
fn refuse_foreign(folder: &Path) -> Outcome {
    if folder.join(SPEC).is_file() || folder.join(MODEL).is_file() {
        return Ok(());
    }
    if is_free(folder)? {
        return Ok(());
    }
    Err(Failure::input(format!(
        "{}: found a folder with other files, expected a new or empty one, or that of an earlier run\n\
         help: choose another folder",
        folder.display()
    )))
}

//! `flow train SPEC -o RUN`: builds the flow of a spec, fits it, and draws what came of it.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use clap::Args;

use super::plot;
use crate::beside::{Advice, Building};
use crate::compiler::Declaration;
use crate::exit::{Failure, Outcome, print, say};
use crate::folder::is_free;
use crate::model::{Call, MODEL, Run, SPEC};
use crate::observed::Observed;
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
    /// Change a value of the spec, such as `train.epochs=5`; repeatable
    #[arg(long = "set", value_name = "KEY=VALUE")]
    sets: Vec<String>,
    /// Number of threads; results do not depend on it
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Seed of the run, instead of `train.seed`
    #[arg(long)]
    seed: Option<u64>,
    /// Several runs, in RUN/seed-1, RUN/seed-2 and so on, and a table of their scores with mean and
    /// spread
    #[arg(long, value_name = "1,2,3", value_delimiter = ',', conflicts_with = "seed")]
    seeds: Vec<u64>,
    /// Rows that the model, or the model of each seed, is scored on in the end
    #[arg(long, value_name = "FILE")]
    test: Option<String>,
    /// Go on with the interrupted run in the folder, to the bits that it would have ended with
    #[arg(long, conflicts_with = "seeds")]
    resume: bool,
    #[command(flatten)]
    compile: CompileFlag,
}

impl Train {
    pub fn run(self) -> Outcome {
        if self.seeds.is_empty() {
            let run = self.train(self.seed, &self.output)?;
            let Some(file) = &self.test else { return Ok(()) };
            return print(&format!("test log-likelihood: {}\n", run.score(file)?));
        }
        refuse_repeated(&self.seeds)?;
        let mut scores = Vec::new();
        for &seed in &self.seeds {
            say(&format!("seed {seed}:"));
            let folder = self.output.join(format!("seed-{seed}"));
            let run = self.train(Some(seed), &folder)?;
            scores.push(Scores::of(&run, seed, self.test.as_deref())?);
        }
        print(&seeds::table(&scores))
    }

    fn train(&self, seed: Option<u64>, output: &Path) -> Result<Run, Failure> {
        let mut sets = self.sets.clone();
        sets.extend(seed.map(|seed| format!("train.seed={seed}")));
        let declaration = Declaration::read(&self.spec, &sets)?;
        let resolved = declaration.spec.to_yaml();
        if let Some(file) = &self.test {
            // A wrong file is said now and not after the training.
            Observed::of(&declaration, Some(file))?;
        }
        if self.resume {
            refuse_another(output, &resolved)?;
        } else {
            refuse_foreign(output)?;
        }
        let runtime = self.compile.resolve()?;
        let run = Run::new(output, declaration, None)?;
        fs::create_dir_all(output).map_err(|error| Failure::io(output, "create", &error))?;
        let _lock = lock(output)?;
        flow_runtime::__private::atomic::write(&output.join(SPEC), |file| {
            std::io::Write::write_all(file, resolved.as_bytes())
        })?;
        let run = self.fit(run, runtime).inspect_err(|_| leave_nothing(output))?;
        plot::draw(&run, None, self.test.as_deref(), output)?;
        Ok(run)
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
        if resume {
            call.arg("--resume");
        }
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

/// Removes the folder of a run that has nothing in it but its spec: data or options were wrong.
fn leave_nothing(folder: &Path) {
    let only_spec = fs::read_dir(folder)
        .is_ok_and(|entries| entries.flatten().all(|entry| entry.file_name().to_string_lossy() == SPEC));
    if only_spec {
        // What cannot be removed does no harm.
        let _ = fs::remove_dir_all(folder);
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

/// A run may be replaced by another run; a folder with anything else in it is somebody's.
fn refuse_foreign(folder: &Path) -> Outcome {
    if folder.join(SPEC).is_file() {
        if folder.join(MODEL).is_file() {
            say(&format!("{}: the model in this folder will be replaced", folder.display()));
        }
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

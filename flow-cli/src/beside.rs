//! A program that is built while its flow is fitted already, and the advice to build one.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;

use flow_program::Watcher;
use flow_run::Declaration;
use flow_runtime::fit::EpochRecord;

use crate::cargo_build::{Cache, ProgramCrate, Stop, is_installed};
use crate::exit::{Failure, say};
use crate::runtime_dependency::RuntimeDependency;

/// A program while it is built in a thread of its own.
pub struct Building {
    built: Arc<OnceLock<Result<PathBuf, Failure>>>,
    /// Set at the end of an epoch after which the program goes on.
    is_due: AtomicBool,
    stop: Stop,
}

impl Building {
    /// Begins to build the program of a declaration.
    ///
    /// # Errors
    /// The declaration is wrong, or cargo is missing.
    pub fn start(declaration: &Declaration, runtime: RuntimeDependency) -> Result<Self, Failure> {
        if !is_installed() {
            return Err(crate::cargo_build::missing("cargo"));
        }
        let compiled = declaration.compile()?;
        let files = compiled.program_files(runtime.for_this_machine().as_text());
        let (name, architecture) = (compiled.name().to_owned(), compiled.architecture_hash());
        let stop = Stop::default();
        let cache = Cache::locate()?.quietly(stop.clone());
        if cache.is_first() {
            say("building the program beside the fit; the first build compiles the runtime, some minutes");
        }
        let built = Arc::new(OnceLock::new());
        let result = built.clone();
        thread::spawn(move || {
            let program = ProgramCrate { name: &name, architecture: &architecture, files: &files, runtime: &runtime };
            // It is set once, here.
            let _ = result.set(cache.build(&program));
        });
        Ok(Building { built, is_due: AtomicBool::new(false), stop })
    }

    /// The program, once the fit was ended for it.
    ///
    /// # Errors
    /// It is not there, which is a bug of ours.
    pub fn program(self) -> Result<PathBuf, Failure> {
        match self.built.get() {
            Some(Ok(program)) => Ok(program.clone()),
            _ => Err(Failure::bug("a fit was handed over to a program that is not there")),
        }
    }

    /// Ends the build: the fit has come to its end without it.
    pub fn abandon(self) {
        match self.built.get() {
            Some(Err(failure)) => {
                say(&format!(
                    "the program was not built, so all of the fit ran in this process: {}",
                    failure.message()
                ));
            }
            Some(Ok(_)) => {}
            None => self.stop.now(),
        }
    }
}

impl Watcher for Building {
    fn ends(&self) -> bool {
        self.is_due.load(Ordering::Relaxed)
    }

    fn epoch(&self, _: &EpochRecord, left: usize) {
        let ready = left > 0 && matches!(self.built.get(), Some(Ok(_)));
        self.is_due.store(ready, Ordering::Relaxed);
    }
}

/// Says once where compiling would gain more than a minute.
#[derive(Default)]
pub struct Advice {
    was_said: AtomicBool,
}

/// Seconds of a build whose runtime is built already, on two cores.
const BUILD: f64 = 60.0;

/// The part of a step's time that compiled code saves, at least: what was measured of training steps
/// is in docs/speed.md.
const SAVED: f64 = 0.1;

impl Watcher for Advice {
    fn epoch(&self, record: &EpochRecord, left: usize) {
        let gain = SAVED * (record.seconds / record.epoch.max(1) as f64) * left as f64 - BUILD;
        if gain > 60.0 && !self.was_said.swap(true, Ordering::Relaxed) && is_installed() {
            say(&format!("with `--compile`, this fit would end about {:.0} minutes sooner", gain / 60.0));
        }
    }
}

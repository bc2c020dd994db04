//! `train`: fits the flow and writes a run folder.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::defaults::{TrainDefaults, ValidationDefault};
use super::progress::Display;
use super::signals::Signals;
use super::source::{Draws, Loaded, Source};
use super::{Arguments, care, say};
use crate::atomic;
use crate::checkpoint::Checkpoint;
use crate::data::Missing;
use crate::error::{Error, Result, quoted};
use crate::evaluate::{Rows, Summary, standardize};
use crate::fit::{
    Control, Data, Drawn, EpochRecord, Feed, FitOptions, FitReport, Observer, Progress, Stopped, VALIDATION_NOISE,
    Validation, fit_with, resume,
};
use crate::flow::{rows, start, to_checkpoint};
use crate::generators::Generator;
use crate::optim::Schedule;
use crate::program::Program;
use crate::real::Real;

/// Time between two checkpoints of a fit that improves all the time.
const SAVE_EVERY: Duration = Duration::from_secs(3);

/// Saving takes at most this part of the time.
const SAVE_SHARE: u32 = 20;

/// What a fit is gone on with, beside the model.
const TRAINING: &str = "training.safetensors";

/// Fresh rows by which a fit is compared with the exact density of its generator.
const FRESH_ROWS: usize = 100_000;

/// Fits the flow; the exit code of the signal that ended it, or 0.
///
/// # Errors
/// For data or options that are wrong (nothing is written then), files that cannot be written, and numbers that failed.
pub fn train<T: Real, P: Program<T>>(arguments: &Arguments, defaults: TrainDefaults) -> Result<u8> {
    arguments.required("output")?;
    let (options, loaded) = prepare::<T, P>(arguments, defaults)?;
    let fresh = |epoch: u64| -> Result<Drawn> { loaded.draw(P::program_description(), options.seed, epoch) };
    let data = Data { events: &loaded.events, contexts: &loaded.contexts };
    let feed = match &loaded.quantized {
        _ if loaded.fresh => Feed::Fresh(&fresh),
        quantized if quantized.elements().is_empty() => Feed::Rows(data),
        quantized => Feed::Counts(data, quantized),
    };
    let begin = |flow: &mut P| {
        let statistics = &mut flow.program_state_mut().statistics;
        statistics.columns = loaded.columns.clone();
        statistics.quantized = loaded.quantized.clone();
    };
    let fit = |flow: &mut P, from: Option<&Checkpoint>, observe: &mut Observer<'_, P>| match from {
        None => fit_with(flow, feed, &options, observe),
        Some(checkpoint) => resume(flow, feed, &options, checkpoint, observe),
    };
    let Outcome { flow, report, model, code } =
        followed::<T, P>(arguments, options.seed, Curves::LogLikelihood, begin, fit)?;
    tell(&report, &model);
    match &loaded.generator {
        Some(generator) if report.stopped != Stopped::Observer => {
            tell_gap::<T, P>(&flow, generator.as_ref(), options.seed)?;
        }
        _ => {}
    }
    Ok(code)
}

/// What a fit that was followed to its end left.
pub struct Outcome<P> {
    pub flow: P,
    pub report: FitReport,
    /// The model file.
    pub model: PathBuf,
    /// The exit code of the signal that ended it, or 0.
    pub code: u8,
}

/// Runs `fit`, from its start or from the checkpoint of `--resume`: shows its progress, and keeps the run folder up to date.
///
/// # Errors
/// Those of the fit, and files that cannot be written.
pub fn followed<T: Real, P: Program<T>>(
    arguments: &Arguments,
    seed: u64,
    curves: Curves,
    begin: impl FnOnce(&mut P),
    fit: impl FnOnce(&mut P, Option<&Checkpoint>, &mut Observer<'_, P>) -> Result<FitReport>,
) -> Result<Outcome<P>> {
    let folder = PathBuf::from(arguments.required("output")?);
    let spec = arguments.text("spec-text-file").map(read_text).transpose()?;
    let from = arguments.text("resume").map(|_| interrupted(&folder.join(TRAINING))).transpose()?;
    let signals = Signals::listen()?;
    fs::create_dir_all(&folder).map_err(|error| Error::io(&folder, "create", &error))?;
    if from.is_none() {
        forget(&folder.join(TRAINING))?;
    }
    let mut flow: P = start(seed);
    begin(&mut flow);
    let records = Vec::new();
    let mut run = Run { folder, spec, curves, records, model: Pace::new(), training: Pace::new(), failed: None };
    let mut display = Display::new(curves);
    let mut observe = |progress: &Progress<'_, P>| {
        display.show(progress);
        run.observe(progress, signals.exit_code().is_some())
    };
    let outcome = fit(&mut flow, from.as_ref(), &mut observe);
    let outcome =
        if from.is_some() { outcome.map_err(|error| error.at(run_file(arguments, TRAINING))) } else { outcome };
    display.finish();
    if let Some(error) = run.failed {
        return Err(error);
    }
    if let Ok(report) = &outcome {
        run.records.clone_from(&report.epochs);
    }
    // After a numerical failure, the flow has its last good parameters; without an epoch there are none worth keeping.
    if outcome.is_ok() || !run.records.is_empty() {
        run.save_model(&flow)?;
    }
    let report = outcome?;
    let code = if report.stopped == Stopped::Observer { signals.exit_code().unwrap_or(0) } else { 0 };
    Ok(Outcome { flow, report, model: run.file("model.safetensors"), code })
}

/// What the curves of a fit show. Records hold scores, of which larger ones are better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Curves {
    /// The scores themselves: log-likelihoods.
    LogLikelihood,
    /// Their negatives: free energies.
    FreeEnergy,
}

impl Curves {
    /// A score as it is shown.
    pub fn shown(self, score: f64) -> f64 {
        match self {
            Curves::LogLikelihood => score,
            Curves::FreeEnergy => -score,
        }
    }

    /// Its name in the columns of a history.
    fn column(self) -> &'static str {
        match self {
            Curves::LogLikelihood => "log_prob",
            Curves::FreeEnergy => "free_energy",
        }
    }

    /// What stands before a score on a line of progress.
    pub fn word(self) -> &'static str {
        match self {
            Curves::LogLikelihood => "train",
            Curves::FreeEnergy => "free energy",
        }
    }

    /// What a step works on.
    pub fn rows(self) -> &'static str {
        match self {
            Curves::LogLikelihood => "rows",
            Curves::FreeEnergy => "draws",
        }
    }
}

/// The checkpoint of a fit that did not end.
fn interrupted(path: &Path) -> Result<Checkpoint> {
    Checkpoint::load(path).map_err(|error| match error.exit_code() {
        2 if !path.exists() => error.help("there is no run to go on with: leave out `--resume`"),
        _ => error,
    })
}

/// Removes what an earlier run would be gone on with.
fn forget(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::io(path, "remove", &error)),
        _ => Ok(()),
    }
}

fn run_file(arguments: &Arguments, name: &str) -> String {
    Path::new(arguments.text("output").unwrap_or_default()).join(name).display().to_string()
}

/// The run folder while a fit is under way.
struct Run {
    folder: PathBuf,
    spec: Option<String>,
    curves: Curves,
    records: Vec<EpochRecord>,
    model: Pace,
    training: Pace,
    failed: Option<Error>,
}

impl Run {
    fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Saves the flow after an epoch that improved, and what the fit is gone on with, unless that was done a moment ago; the latter at
    /// every end too.
    fn observe<T: Real, P: Program<T>>(&mut self, progress: &Progress<'_, P>, stop: bool) -> Control {
        match self.save::<T, P>(progress, stop) {
            Ok(()) if !stop => Control::Continue,
            Ok(()) => Control::Stop,
            Err(error) => {
                self.failed = Some(error);
                Control::Stop
            }
        }
    }

    fn save<T: Real, P: Program<T>>(&mut self, progress: &Progress<'_, P>, stop: bool) -> Result<()> {
        let mut last = stop;
        if let Some(finished) = &progress.finished {
            self.records = finished.records.to_vec();
            last |= finished.last;
            if finished.improved && (self.model.never() || self.model.is_due()) {
                let began = Instant::now();
                self.save_model::<T, P>(finished.flow)?;
                self.model.note(began);
            }
        }
        if last || self.training.is_due() {
            let began = Instant::now();
            self.with_spec(progress.checkpoint()).save(&self.file(TRAINING))?;
            self.training.note(began);
        }
        Ok(())
    }

    fn save_model<T: Real, P: Program<T>>(&self, flow: &P) -> Result<()> {
        self.with_spec(to_checkpoint(flow)).save(&self.file("model.safetensors"))?;
        let history = history(self.curves, &self.records);
        atomic::write(&self.file("history.csv"), |file| file.write_all(history.as_bytes()))
    }

    fn with_spec(&self, mut checkpoint: Checkpoint) -> Checkpoint {
        if let Some(spec) = &self.spec {
            checkpoint.spec.clone_from(spec);
        }
        checkpoint
    }
}

/// When to save: not too often, and less often where it takes long.
struct Pace {
    last: Instant,
    wait: Duration,
    saved: bool,
}

impl Pace {
    fn new() -> Self {
        Pace { last: Instant::now(), wait: SAVE_EVERY, saved: false }
    }

    fn never(&self) -> bool {
        !self.saved
    }

    fn is_due(&self) -> bool {
        self.last.elapsed() >= self.wait
    }

    /// Takes note of a save that began then and has just ended.
    fn note(&mut self, began: Instant) {
        *self = Pace { last: Instant::now(), wait: SAVE_EVERY.max(began.elapsed() * SAVE_SHARE), saved: true };
    }
}

/// One line an epoch; an empty field where there is no validation.
fn history(curves: Curves, records: &[EpochRecord]) -> String {
    let name = curves.column();
    let mut text = format!("epoch,train_{name},validation_{name},gradient_norm,learning_rate,seconds\n");
    for r in records {
        let train = curves.shown(r.train_log_prob);
        let validation = r.validation_log_prob.map_or(String::new(), |v| curves.shown(v).to_string());
        text += &format!("{},{train},{validation},{},{},{:.3}\n", r.epoch, r.gradient_norm, r.learning_rate, r.seconds);
    }
    text
}

fn read_text(path: &str) -> Result<String> {
    fs::read_to_string(path).map_err(|error| Error::io(Path::new(path), "read", &error))
}

/// Options and rows from flags, and from the declaration where there is no flag.
fn prepare<T: Real, P: Program<T>>(arguments: &Arguments, defaults: TrainDefaults) -> Result<(FitOptions, Loaded)> {
    let d = P::program_description();
    let mut options = options(arguments, defaults.fit)?;
    let chosen = |name| arguments.list(name).unwrap_or_default();
    let (columns, context) = (chosen("columns"), chosen("context-columns"));
    let weights = arguments.text("weights").map(str::to_string);
    let source = match arguments.text("data") {
        Some(file) => Some(Source::file(file, columns, context, weights)?),
        None => Source::of_default(defaults.data)?.map(|source| choosing(source, columns, context, weights)),
    };
    let source = source.map(|source| cared_for(source, arguments)).transpose()?;
    let Some(source) = source else {
        return Err(Error::input("found no data to fit, expected `--data FILE`"));
    };
    let validation = validation(arguments, defaults.validation)?;
    let file = matches!(source, Source::File { .. });
    options.standardize =
        arguments.parsed("standardize", "`true` or `false`")?.or(defaults.standardize).unwrap_or(file);
    let weights = match &source {
        Source::File { weights, .. } => weights.clone(),
        Source::Generator { .. } => None,
    };
    let mut loaded = source.load(d, options.seed, Draws::Fixed)?;
    options.weights = std::mem::take(&mut loaded.weights);
    if file {
        care::check(&loaded, d)?;
        let dropped = (loaded.dropped > 0).then(|| {
            let (dropped, rows) = (loaded.dropped, loaded.dropped + loaded.events.len() / d.size());
            format!("{}: {dropped} of {rows} rows left out because a value is missing in them", loaded.place)
        });
        let notes = [dropped, care::tell_quantized(&loaded), care::note(&loaded, d)];
        notes.into_iter().flatten().for_each(|note| say(&note));
    }
    options.validation = match validation {
        Judge::Nothing => Validation::None,
        Judge::Fraction(fraction) => Validation::Fraction(fraction),
        Judge::Rows(source) => {
            let source = source.weighted_like(weights.as_ref()).like(&loaded.columns, d.size());
            let mut rows = source.load(d, options.seed, Draws::Validation)?;
            loaded.quantized.add_noise(&mut rows.events, d.size(), options.seed, VALIDATION_NOISE);
            Validation::Rows { events: rows.events, contexts: rows.contexts, weights: rows.weights }
        }
    };
    options.check()?;
    Ok((options, loaded))
}

/// The same source, with the columns that flags choose.
fn choosing(mut source: Source, columns: Vec<String>, context: Vec<String>, weights: Option<String>) -> Source {
    if let Source::File { columns: event, context: given, weights: weighing, .. } = &mut source {
        for (known, chosen) in [(event, columns), (given, context)] {
            if !chosen.is_empty() {
                *known = chosen;
            }
        }
        *weighing = weights.or(weighing.take());
    }
    source
}

/// A file with what flags say about missing values and whole numbers.
fn cared_for(mut source: Source, arguments: &Arguments) -> Result<Source> {
    if let Source::File { missing, dequantize, .. } = &mut source {
        *missing = match arguments.text("missing") {
            None => *missing,
            Some("refuse") => Missing::Refuse,
            Some("drop") => Missing::Drop,
            Some(other) => {
                return Err(Error::input(format!(
                    "found {} for `--missing`, expected `refuse` or `drop`",
                    quoted(other)
                )));
            }
        };
        *dequantize = arguments.list("dequantize").unwrap_or(std::mem::take(dequantize));
    }
    Ok(source)
}

/// What a fit is judged by, before anything is read.
enum Judge {
    Nothing,
    Fraction(f64),
    Rows(Source),
}

fn validation(arguments: &Arguments, default: ValidationDefault) -> Result<Judge> {
    Ok(match (arguments.text("validation"), default) {
        (Some("none"), _) => Judge::Nothing,
        (Some(text), _) => match text.parse() {
            Ok(fraction) => Judge::Fraction(fraction),
            Err(_) => Judge::Rows(Source::file(text, vec![], vec![], None)?),
        },
        (None, ValidationDefault::None) => Judge::Nothing,
        (None, ValidationDefault::Fraction(fraction)) => Judge::Fraction(fraction),
        (None, ValidationDefault::Data(data)) => Source::of_default(data)?.map_or(Judge::Nothing, Judge::Rows),
    })
}

/// Options from flags, and from the declaration where there is no flag.
///
/// # Errors
/// For flags that are out of their range.
pub fn options(arguments: &Arguments, mut options: FitOptions) -> Result<FitOptions> {
    const COUNT: &str = "a whole number above 0";
    let set = |to: &mut usize, name| -> Result<()> {
        *to = arguments.parsed(name, COUNT)?.unwrap_or(*to);
        Ok(())
    };
    if arguments.text("epochs").is_some() {
        if arguments.text("steps").is_some() {
            return Err(Error::input("found both `--epochs` and `--steps`, expected one of them"));
        }
        options.steps = None;
    }
    set(&mut options.epochs, "epochs")?;
    set(&mut options.batch_size, "batch-size")?;
    options.steps = arguments.parsed("steps", COUNT)?.or(options.steps);
    let rate = options.optimizer.learning_rate_mut();
    *rate = arguments.parsed("learning-rate", "a number above 0")?.unwrap_or(*rate);
    options.schedule = match arguments.text("schedule") {
        None => options.schedule,
        Some("constant") => Schedule::Constant { warm_up: 0 },
        Some("cosine") => Schedule::Cosine { final_fraction: 0.0, warm_up: 0 },
        Some(other) => {
            let message = format!("found {} for `--schedule`, expected `constant` or `cosine`", quoted(other));
            return Err(Error::input(message));
        }
    };
    options.clip_norm =
        arguments.parsed_or_none("clip-norm", "a number above 0, or `none`")?.unwrap_or(options.clip_norm);
    options.patience = arguments.parsed_or_none("patience", "a whole number, or `none`")?.unwrap_or(options.patience);
    options.seed = arguments.parsed("seed", "a whole number")?.unwrap_or(options.seed);
    options.threads = arguments.threads()?.or(options.threads);
    Ok(options)
}

fn tell(report: &FitReport, model: &Path) {
    let reason = match report.stopped {
        Stopped::Completed => String::new(),
        Stopped::Patience => ", no improvement since".into(),
        Stopped::Observer => format!(", stopped after {} steps; `--resume` goes on", report.steps),
    };
    let score = match report.validation {
        Some(s) => {
            format!(": validation log-likelihood {:.4} ± {:.4} nats (2 s.e., {} rows)", s.mean, s.two_se, s.rows)
        }
        None => report
            .epochs
            .last()
            .map_or(String::new(), |e| format!(": training log-likelihood {:.4} nats", e.train_log_prob)),
    };
    say(&format!("best epoch {}{score}{reason}", report.best_epoch));
    say(&format!("wrote {}", model.display()));
}

/// How far the fit is from the generator's own density, on rows that neither training nor validation saw.
fn tell_gap<T: Real, P: Program<T>>(flow: &P, generator: &dyn Generator, seed: u64) -> Result<()> {
    let Some(entropy) = generator.entropy() else { return Ok(()) };
    let fresh = generator.draw(FRESH_ROWS, seed, Draws::Comparison as u64);
    let events: Vec<T> = standardize(&fresh.values, flow.program_state().statistics.event.as_ref());
    let s = Summary::of(&rows::log_prob(flow, Rows::standardized(&events, &[])));
    say(&format!(
        "exact entropy {:.4} nats; mean −log p {:.4} on {} fresh rows: gap {:.4} ± {:.4} nats (2 s.e.)",
        entropy.value,
        -s.mean,
        s.rows,
        -s.mean - entropy.value,
        s.two_se
    ));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_history_has_one_line_an_epoch() {
        let record = |epoch, validation_log_prob| EpochRecord {
            epoch,
            train_log_prob: -1.5,
            validation_log_prob,
            gradient_norm: 2.0,
            learning_rate: 0.001,
            seconds: 0.25,
        };
        let expected = "epoch,train_log_prob,validation_log_prob,gradient_norm,learning_rate,seconds\n\
                        1,-1.5,,2,0.001,0.250\n2,-1.5,-1.25,2,0.001,0.250\n";
        let records = [record(1, None), record(2, Some(-1.25))];
        assert_eq!(history(Curves::LogLikelihood, &records), expected);
        let expected = "epoch,train_free_energy,validation_free_energy,gradient_norm,learning_rate,seconds\n\
                        1,1.5,,2,0.001,0.250\n2,1.5,1.25,2,0.001,0.250\n";
        assert_eq!(history(Curves::FreeEnergy, &records), expected);
    }
}

//! `train`: fits the flow and writes a run folder.
//!
//! ```text
//! TrainArguments, TrainDefaults ─▶ prepare: options, rows ─▶ follow: fit ──▶ RunFolder: model, history,
//!                                                                 └▶ Display          what resuming needs
//! ```

mod curves;
mod files;
mod follow;
mod pixels;
mod prepare;
mod run_folder;
mod save_interval;
mod start;

use std::path::Path;

use flow_runtime::data::Columns;
use flow_runtime::error::{fixed, listed};
use flow_runtime::fit::{
    Data, Drawn, Feed, FitOptions, FitReport, Observer, Scores, Stopped, Validation, fit_with, resume,
};
use flow_runtime::generators::Generator;
use flow_runtime::{Error, Real, Result};

use crate::answer::Answer;
use crate::arguments::TrainArguments;
use crate::console::say;
use crate::defaults::TrainDefaults;
use crate::input::{Draws, Loaded, drawn_by};
use crate::runtime::{Checkpoint, Parametric, Program};
use crate::score::RowsToScore;
use crate::scores::{RowScores, bits_per_dimension};
use crate::watcher::Watcher;

pub use curves::Curves;
pub use files::refuse_model;
pub use follow::{Outcome, follow};
pub use prepare::options;
pub use start::Start;

/// Fresh rows by which a fit is compared with the exact density of its generator, of which there are fewer
/// where they are large.
const FRESH_ROWS: usize = 100_000;
const FRESH_NUMBERS: usize = 1 << 22;

/// Fits the flow.
///
/// # Errors
/// For data or options that are wrong (nothing is written then), files that cannot be written, and numbers that failed.
pub fn train<T: Real, P: Program<T>>(
    declared: &P,
    arguments: &TrainArguments,
    defaults: &TrainDefaults,
    watcher: &dyn Watcher,
) -> Result<Answer> {
    let size = declared.program_description().size();
    let curves = |columns: &Columns| {
        if columns.are_whole(size) { Curves::WholeNumbers(size) } else { Curves::LogLikelihood }
    };
    let fit = Fit { begin: &fit_with, resume: &resume };
    let (answer, fitted) = train_with(declared, arguments, defaults, watcher, curves, fit)?;
    if let Some(Fitted { model, generator: Some(generator), seed }) = &fitted {
        tell_gap::<T, P>(model, generator.as_ref(), *seed)?;
    }
    Ok(answer)
}

/// A fit from a model's start.
type Begin<'a, P> = dyn Fn(&mut P, Feed<'_>, &FitOptions, &mut Observer<'_, P>) -> Result<FitReport> + 'a;

/// A fit that goes on from a checkpoint.
type Resume<'a, P> = dyn Fn(&mut P, Feed<'_>, &FitOptions, &Checkpoint, &mut Observer<'_, P>) -> Result<FitReport> + 'a;

/// The two ways to fit a model to rows.
pub struct Fit<'a, P> {
    pub begin: &'a Begin<'a, P>,
    pub resume: &'a Resume<'a, P>,
}

/// A model that was fitted to the end.
pub struct Fitted<P> {
    model: P,
    generator: Option<Box<dyn Generator>>,
    seed: u64,
}

/// Fits a model to rows, and says what came of it. The model is given back where the fit has come to its
/// end.
///
/// # Errors
/// As for [`train`].
pub fn train_with<T: Real, P: Parametric<T>>(
    declared: &P,
    arguments: &TrainArguments,
    defaults: &TrainDefaults,
    watcher: &dyn Watcher,
    curves: impl Fn(&Columns) -> Curves,
    Fit { begin: fit_anew, resume: go_on }: Fit<'_, P>,
) -> Result<(Answer, Option<Fitted<P>>)> {
    let d = declared.program_description();
    // Histories of whole numbers begin as those of all log-likelihoods do.
    let start = Start::of(arguments, curves(&Columns::default()))?;
    let before = start.epochs_before();
    let (options, loaded) = prepare::prepare(d, arguments, defaults, &start)?;
    let curves = curves(&loaded.columns);
    let fresh = |epoch: u64| -> Result<Drawn> {
        // Draw 0 is the validation's; epochs go on from those of the fits before.
        let draw = if epoch > 0 { epoch + before as u64 } else { 0 };
        loaded.draw(d, options.seed_of_data(), draw)
    };
    let data = Data { events: &loaded.events, contexts: &loaded.contexts };
    let feed = match &loaded.recordings {
        _ if loaded.fresh => Feed::Fresh(&fresh),
        Some(recordings) => Feed::Crops(recordings),
        None if !loaded.bytes.is_empty() => Feed::Images(&loaded.bytes),
        None => Feed::Rows(data),
    };
    let begin = |flow: &mut P| {
        let columns = &mut flow.program_state_mut().statistics.columns;
        if options.continued && !arguments.resume {
            return refuse_other_columns(columns, &loaded);
        }
        columns.clone_from(&loaded.columns);
        Ok(())
    };
    let fit = |flow: &mut P, from: Option<&Checkpoint>, observe: &mut Observer<'_, P>| match from {
        None => fit_anew(flow, feed, &options, observe),
        Some(checkpoint) => go_on(flow, feed, &options, checkpoint, observe),
    };
    let Outcome { flow, report, model, code, handed_over } =
        follow(declared, arguments, start, (&options, curves, watcher), begin, fit)?;
    if handed_over {
        return Ok((Answer { handed_over, ..Answer::default() }, None));
    }
    tell(&report, curves, before, &model, |row| number_of(&options, &loaded, row));
    let fitted = Fitted { model: flow, generator: loaded.generator, seed: options.seed };
    let fitted = (report.stopped != Stopped::Observer).then_some(fitted);
    Ok((Answer { code, ..Answer::default() }, fitted))
}

/// Says why a fit ended before its last epoch; nothing where it did not.
pub fn reason_of_end(report: &FitReport) -> String {
    match report.stopped {
        Stopped::Completed => String::new(),
        Stopped::Patience => ", no improvement since".into(),
        Stopped::Observer => format!(", stopped after {} steps; `--resume` goes on", report.steps),
    }
}

/// A model is continued with rows of its own columns.
fn refuse_other_columns(columns: &Columns, loaded: &Loaded) -> Result<()> {
    let names = |columns: &Columns| [columns.event_names(), columns.context_names()].concat();
    let (found, expected) = (names(&loaded.columns), names(columns));
    let shown = |names: &[String]| match names {
        [] => "columns without names".to_string(),
        names => format!("the columns {}", listed(names.iter().map(String::as_str))),
    };
    if found != expected {
        return Err(Error::input(format!("found {}, expected {}", shown(&found), shown(&expected)))
            .at(&loaded.place)
            .help("a model is continued with the columns that it was fitted to; train a new one for others"));
    }
    if *columns != loaded.columns {
        let message = "found columns of other kinds than those that the model was fitted to";
        return Err(Error::input(message).at(&loaded.place).help("declare the columns in `train.data` as before"));
    }
    Ok(())
}

/// The epoch whose parameters are kept, counted on from those of the fits before.
pub fn best_epoch(report: &FitReport, before: usize) -> String {
    match report.best_epoch {
        0 if before > 0 => "no epoch was better than the model that the fit began with".into(),
        epoch => format!("best epoch {}", before + epoch),
    }
}

/// The number, from 1, that a validation row has in the file that it comes from.
fn number_of(options: &FitOptions, loaded: &Loaded, row: usize) -> usize {
    match options.validation {
        Validation::Fraction(_) => loaded.origin(row) + 1,
        _ => row + 1,
    }
}

fn tell(report: &FitReport, curves: Curves, before: usize, model: &Path, number: impl Fn(usize) -> usize) {
    let score = match report.validation.map(|scores| RowScores::of(scores, number)) {
        Some(scores) => {
            let apart = scores.apart().map_or(String::new(), |apart| {
                format!(
                    "\nnote: of the validation, {apart}: these are left out of its means, and the best epoch has the \
                     fewest of them"
                )
            });
            let bits = match curves {
                Curves::WholeNumbers(size) => format!(", {} bits per dimension", scores.others_in_bits(size)),
                Curves::LogLikelihood | Curves::Elbo | Curves::Reconstruction | Curves::FreeEnergy => String::new(),
            };
            format!(": validation {} {}{bits}{apart}", curves.name(), scores.others())
        }
        None => report.epochs.last().map_or(String::new(), |e| {
            let bits = curves.in_bits(e.train_log_prob);
            let bits = bits.map_or(String::new(), |bits| format!(", {} bits per dimension", fixed(bits, 4)));
            format!(": training {} {} nats{bits}", curves.name(), fixed(e.train_log_prob, 4))
        }),
    };
    say(&format!("{}{score}{}", best_epoch(report, before), reason_of_end(report)));
    say(&format!("wrote {}", model.display()));
}

/// Says how far the fit is from the generator's own density, on rows that neither training nor validation saw.
fn tell_gap<T: Real, P: Program<T>>(flow: &P, generator: &dyn Generator, seed: u64) -> Result<()> {
    let Some(entropy) = generator.entropy() else { return Ok(()) };
    let d = flow.program_description();
    let rows = FRESH_ROWS.min(FRESH_NUMBERS / d.size());
    let mut fresh = drawn_by(generator, rows, d, (seed, Draws::Comparison as u64))?;
    fresh.columns.clone_from(&flow.program_state().statistics.columns);
    let whole = fresh.columns.are_whole(d.size());
    let scores = Scores::of(&RowsToScore::of(fresh, seed).log_prob(flow));
    if let Some(apart) = RowScores::of(scores, |row| row + 1).apart() {
        say(&format!("of fresh rows, {apart}; the others:"));
    }
    let s = scores.finite;
    // Noise between whole numbers leaves their entropy as it is.
    let (unit, scale) = if whole { ("bits per dimension", bits_per_dimension(-1.0, d.size())) } else { ("nats", 1.0) };
    let (entropy, mean) = (scale * entropy.value, -scale * s.mean);
    say(&format!(
        "exact entropy {entropy:.4} {unit}; mean −log p {mean:.4} on {} fresh rows: gap {:.4} ± {:.4} {unit} (2 s.e.)",
        s.rows,
        mean - entropy,
        scale * s.two_se
    ));
    Ok(())
}

//! `train` and `score` of a flow that is fitted to a declared density: free energies in place of log-likelihoods.
//!
//! ```text
//! train                  fresh draws, and at the end an estimate of the normaliser
//! score, diagnose        without `--data`: that estimate
//! score --target         log p(x) of the declared density, as it is written
//! ```

use serde_json::json;

use super::score::{is_json, output_format, rows_to_score, write_scores};
use super::source::Source;
use super::train::{Curves, Outcome, followed, options};
use super::{Arguments, TrainDefaults, in_type, model, print, say, with_threads};
use crate::error::{Error, Result};
use crate::evaluate::LANES;
use crate::fit::{
    Declared, DensityTile, FitOptions, FitReport, Importance, ReverseKl, Stopped, TileDensity, estimate,
    fit_reverse_kl, resume_reverse_kl,
};
use crate::program::{Description, Targeted};
use crate::real::Real;
use crate::transfer::take_up;
use crate::workers::Workers;

/// Draws of the estimate at the end.
const DRAWS: usize = 100_000;

/// Flags that speak of rows.
const OF_ROWS: [&str; 6] = ["columns", "weights", "validation", "standardize", "dequantize", "missing"];

/// One command; the exit code where nothing failed.
pub fn execute<T: Real, P: Targeted<T>>(
    arguments: &Arguments,
    defaults: TrainDefaults,
    objective: ReverseKl,
) -> Result<u8> {
    match arguments.command() {
        "train" => train::<T, P>(arguments, defaults, &objective),
        "score" if arguments.text("target").is_some() => score_target::<T, P>(arguments).map(|()| 0),
        "score" | "diagnose" if arguments.text("data").is_none() => tell_normalizer::<T, P>(arguments).map(|()| 0),
        _ => in_type::<T, P>(arguments),
    }
}

fn train<T: Real, P: Targeted<T>>(arguments: &Arguments, defaults: TrainDefaults, objective: &ReverseKl) -> Result<u8> {
    if let Some(flag) = OF_ROWS.iter().find(|flag| arguments.text(flag).is_some()) {
        return Err(Error::input(format!(
            "found `--{flag}`, which speaks of rows, for a flow that is fitted to a density"
        )));
    }
    arguments.required("output")?;
    let d = P::program_description();
    let options = options(arguments, defaults.fit.clone())?;
    let contexts = contexts(arguments, d, &defaults)?;
    let target = Declared::<P>::default();
    let fit = |flow: &mut P,
               from: Option<&crate::checkpoint::Checkpoint>,
               observe: &mut crate::fit::Observer<'_, P>| {
        match from {
            None => fit_reverse_kl(flow, &target, &contexts, objective, &options, observe),
            Some(checkpoint) => resume_reverse_kl(flow, &target, &contexts, objective, &options, checkpoint, observe),
        }
    };
    let Outcome { flow, report, model, code } =
        followed::<T, P>(arguments, options.seed, Curves::FreeEnergy, |_| {}, fit)?;
    tell(&report);
    say(&format!("wrote {}", model.display()));
    if report.stopped != Stopped::Observer && d.context == 0 {
        let found = importance::<T, P>(&flow, &options)?;
        say(as_text(&found).trim_end());
        warn(&found);
    }
    Ok(code)
}

/// Contexts that draws are given, of `--data` or the declaration; nothing for a flow without.
fn contexts(arguments: &Arguments, d: &Description, defaults: &TrainDefaults) -> Result<Vec<f64>> {
    let named = arguments.list("context-columns").unwrap_or_default();
    let source = match arguments.text("data") {
        Some(file) => Some(Source::file(file, named, Vec::new(), None)?),
        None => Source::of_default(defaults.data)?.map(Source::contexts_alone),
    };
    match (source, d.context) {
        (None, 0) => Ok(Vec::new()),
        (Some(_), 0) => Err(Error::input("found `--data` for a flow that is fitted to a density, and takes none")),
        (None, _) => Err(Error::input("found no contexts to fit, expected `--data FILE`")),
        (Some(source), _) => source.load_contexts(d),
    }
}

fn tell(report: &FitReport) {
    let reason = match report.stopped {
        Stopped::Completed => String::new(),
        Stopped::Patience => ", no improvement since".into(),
        Stopped::Observer => format!(", stopped after {} steps; `--resume` goes on", report.steps),
    };
    let energy = report.validation.map_or(String::new(), |s| {
        format!(": free energy {:.4} ± {:.4} nats (2 s.e., {} draws)", -s.mean, s.two_se, s.rows)
    });
    say(&format!("best epoch {}{energy}{reason}", report.best_epoch));
}

fn importance<T: Real, P: Targeted<T>>(flow: &P, options: &FitOptions) -> Result<Importance> {
    let workers = Workers::new(options.threads)?;
    Ok(workers.install(|| estimate(flow, &Declared::<P>::default(), (DRAWS, &[]), options.seed, &workers)))
}

/// Estimates the normaliser of the declared density.
fn tell_normalizer<T: Real, P: Targeted<T>>(arguments: &Arguments) -> Result<()> {
    if P::program_description().context > 0 {
        return Err(Error::input(
            "found no `--data`, and the normaliser of a density given a context is another for each",
        )
        .help("in Rust, `flow.importance(&flow.declared(), &context, draws, seed)` estimates one"));
    }
    let json = is_json(arguments)?;
    let flow: P = model(arguments)?;
    let seed = arguments.parsed("seed", "a whole number")?.unwrap_or(0);
    let options = FitOptions { seed, threads: arguments.threads()?, ..FitOptions::default() };
    let found = importance::<T, P>(&flow, &options)?;
    if !json {
        warn(&found);
    }
    print(&if json { as_json(&found) } else { as_text(&found) })
}

fn as_text(found: &Importance) -> String {
    let energy = found.free_energy;
    format!(
        "free energy {:.4} ± {:.4} nats (2 s.e., {} fresh draws)\n\
         log Z by importance {:.4} ± {:.4} nats (2 s.e.): gap {:.4} nats; {:.0} effective draws of {}\n",
        energy.mean,
        energy.two_se,
        energy.rows,
        found.log_normalizer,
        2.0 * found.standard_error,
        energy.mean + found.log_normalizer,
        found.effective_draws,
        found.draws
    )
}

fn as_json(found: &Importance) -> String {
    let energy = found.free_energy;
    format!(
        "{}\n",
        json!({
            "free_energy": energy.mean,
            "two_se": energy.two_se,
            "log_normalizer": found.log_normalizer,
            "log_normalizer_two_se": 2.0 * found.standard_error,
            "effective_draws": found.effective_draws,
            "draws": found.draws,
            "reliable": found.is_reliable(),
        })
    )
}

fn warn(found: &Importance) {
    if !found.is_reliable() {
        say(
            "warning: few draws carry most of the weight, so log Z and its error cannot be trusted; train longer, or use a flow with \
             more layers or a base with heavier tails",
        );
    }
}

/// Writes the log-density of the declared density, up to its constant, for the rows of `--data`.
fn score_target<T: Real, P: Targeted<T>>(arguments: &Arguments) -> Result<()> {
    let path = arguments.required("output")?;
    let format = output_format(path)?;
    let flow: P = model(arguments)?;
    let loaded = rows_to_score::<T, P>(&flow, arguments)?;
    let narrow = |numbers: &[f64]| numbers.iter().map(|x| T::from_f64(*x)).collect::<Vec<T>>();
    let (events, contexts) = (narrow(&loaded.events), narrow(&loaded.contexts));
    let log_prob = with_threads(arguments, || target_log_prob::<T, P>(&events, &contexts))?;
    write_scores(path, format, &log_prob)
}

fn target_log_prob<T: Real, P: Targeted<T>>(events: &[T], contexts: &[T]) -> Vec<T> {
    let d = P::program_description();
    let (size, context) = (d.size(), d.context);
    let mut log_prob = vec![T::ZERO; events.len() / size];
    for (tile, log_prob) in log_prob.chunks_mut(LANES).enumerate() {
        let (first, lanes) = (tile * LANES, log_prob.len());
        let mut x = vec![T::ZERO; lanes * size];
        let mut given = vec![T::ZERO; lanes * context];
        let mut gradient = x.clone();
        take_up(&events[first * size..], size, lanes, None, &mut x);
        take_up(&contexts[first * context..], context, lanes, None, &mut given);
        let tile = DensityTile { lanes, x: &x, context: &given, log_prob, gradient: &mut gradient };
        TileDensity::evaluate(&Declared::<P>::default(), tile);
    }
    log_prob
}

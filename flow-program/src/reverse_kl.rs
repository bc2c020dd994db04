//! Commands of a flow that is fitted to a declared density: free energies in place of log-likelihoods.
//!
//! ```text
//! train                  fresh draws, and at the end an estimate of the normaliser
//! score, diagnose        without `--data`: that estimate
//! score --target         log p(x) of the declared density, as it is written
//! ```

use std::path::Path;

use flow_runtime::data::{Columns, FileRows};
use flow_runtime::fit::{
    Declared, DensityTile, FitOptions, FitReport, Importance, Observer, ReverseKl, Stopped, TileDensity,
    fit_reverse_kl, resume_reverse_kl,
};
use flow_runtime::{Error, Real, Result};
use serde_json::json;

use crate::answer::Answer;
use crate::arguments::{Command, DiagnoseArguments, ScoreArguments, Style, TrainArguments};
use crate::console::say;
use crate::defaults::TrainDefaults;
use crate::input::Input;
use crate::on_model::on_model;
use crate::runtime::{Checkpoint, Description, LANES, Targeted, Workers, estimate, reload};
use crate::score::{Judged, RowsToScore, required_data, write_scores};
use crate::threads::with_threads;
use crate::train::{Curves, Outcome, Start, best_epoch, follow, options, reason_of_end};
use crate::watcher::Watcher;

/// Draws of the estimate at the end.
const DRAWS: usize = 100_000;

/// Does one command.
///
/// # Errors
/// Whatever the command fails with.
pub fn execute<T: Real, P: Targeted<T>>(
    declared: &P,
    command: &Command,
    defaults: &TrainDefaults,
    objective: &ReverseKl,
    watcher: &dyn Watcher,
) -> Result<Answer> {
    let normalizer = |name: &str, model: &Path, style: Style, seed: u64, threads: Option<usize>| {
        tell_normalizer(declared, name, model, style, &FitOptions { seed, threads, ..FitOptions::default() })
    };
    match command {
        Command::Train(arguments) => train(declared, arguments, defaults, objective, watcher),
        Command::Score(arguments) if arguments.target => {
            score_target(declared, arguments, defaults).map(|()| Answer::default())
        }
        Command::Score(ScoreArguments { model, data: None, style, seed, threads, .. }) => {
            normalizer("score", model, *style, *seed, *threads)
        }
        Command::Diagnose(DiagnoseArguments { model, data: None, style, seed, threads, .. }) => {
            normalizer("diagnose", model, *style, *seed, *threads)
        }
        other => on_model(declared, other, defaults),
    }
}

fn train<T: Real, P: Targeted<T>>(
    declared: &P,
    arguments: &TrainArguments,
    defaults: &TrainDefaults,
    objective: &ReverseKl,
    watcher: &dyn Watcher,
) -> Result<Answer> {
    if let Some(flag) = arguments.flags_of_rows().first() {
        return Err(Error::input(format!("`{flag}` needs data, but this flow is fitted to a target density")));
    }
    let (d, curves) = (declared.program_description(), Curves::FreeEnergy);
    let start = Start::of(arguments, curves)?;
    let before = start.epochs_before();
    let mut options = options(arguments, defaults.fit.clone());
    start.adapt(&mut options);
    // A model that is continued has met the whole density.
    let objective = &ReverseKl { annealing: objective.annealing.filter(|_| !options.continued), ..*objective };
    let contexts = contexts(arguments, d, defaults.data.as_ref())?;
    if let Some(file) = &arguments.test {
        // Wrong rows are said now and not after the fit.
        let rows = Input::File(FileRows::new(file))
            .like(defaults.data.as_ref(), &Columns::named(defaults.variables.clone(), []));
        rows.load_judged(d, say)?;
    }
    let target = Declared::of(declared);
    let fit = |flow: &mut P, from: Option<&Checkpoint>, observe: &mut Observer<'_, P>| match from {
        None => fit_reverse_kl(flow, &target, &contexts, objective, &options, observe),
        Some(checkpoint) => resume_reverse_kl(flow, &target, &contexts, objective, &options, checkpoint, observe),
    };
    let begin = |flow: &mut P| {
        flow.program_state_mut().statistics.columns = Columns::named(defaults.variables.clone(), []);
        Ok(())
    };
    let Outcome { flow, report, model, code, handed_over } =
        follow(declared, arguments, start, (&options, curves, watcher), begin, fit)?;
    if handed_over {
        return Ok(Answer { handed_over, ..Answer::default() });
    }
    tell(&report, before);
    say(&format!("wrote {}", model.display()));
    if report.stopped != Stopped::Observer && d.context == 0 {
        let found = importance(&flow, &options)?;
        say(as_text(&found).trim_end());
        warn(&found);
    }
    Ok(Answer { code, ..Answer::default() })
}

/// The contexts that draws are given, of `--data` or the declaration; none for a flow without.
fn contexts(arguments: &TrainArguments, d: &Description, default: Option<&Input>) -> Result<Vec<f64>> {
    let input = match &arguments.data {
        Some(file) => {
            let context = arguments.context_columns.clone().unwrap_or_default();
            Some(Input::File(FileRows { context, ..FileRows::new(file) }))
        }
        None => default.cloned(),
    };
    match (input, d.context) {
        (None, 0) => Ok(Vec::new()),
        (Some(_), 0) => {
            Err(Error::input("`--data` has no use here: this flow is fitted to a target density and has no context"))
        }
        (None, _) => Err(Error::input("there are no contexts to fit, expected `--data FILE`")),
        (Some(input), _) => Ok(input.load_contexts(d)?.values),
    }
}

fn tell(report: &FitReport, before: usize) {
    let energy = report.validation.map_or(String::new(), |scores| {
        let (s, nowhere) = (scores.finite, scores.apart());
        let of_others = match nowhere {
            0 => String::new(),
            n => format!("; {n} draws more lie where the target has density 0"),
        };
        format!(": free energy {:.4} ± {:.4} nats (2 s.e., {} draws{of_others})", -s.mean, s.two_se, s.rows)
    });
    say(&format!("{}{energy}{}", best_epoch(report, before), reason_of_end(report)));
}

fn importance<T: Real, P: Targeted<T>>(flow: &P, options: &FitOptions) -> Result<Importance> {
    let workers = Workers::new(options.threads)?;
    workers.install(|| estimate(flow, &Declared::of(flow), (DRAWS, &[]), options.seed, &workers))
}

/// Estimates the normaliser of the declared density.
fn tell_normalizer<T: Real, P: Targeted<T>>(
    declared: &P,
    command: &str,
    model: &Path,
    style: Style,
    options: &FitOptions,
) -> Result<Answer> {
    if declared.program_description().context > 0 {
        return Err(Error::input(format!(
            "`{command}` needs `--data`: a conditional flow has a different normalising constant for each context"
        ))
        .help("in Rust, `flow.importance(&flow.declared(), &context, draws, seed)` estimates one"));
    }
    let flow = reload(declared, model)?;
    let found = importance(&flow, options)?;
    if style == Style::Text {
        warn(&found);
    }
    let text = match style {
        Style::Text => as_text(&found),
        Style::Json => as_json(&found),
    };
    Ok(text.into())
}

/// The estimate never shows what the flow does not draw, so that is said each time.
const UNSEEN: &str = "Only what the flow draws is weighted: a mode of the target without draws is missing from log Z.";

fn as_text(found: &Importance) -> String {
    let energy = found.free_energy;
    let free_energy = match energy.mean.is_finite() {
        true => format!("{:.4} ± {:.4} nats (2 s.e., {} fresh draws)", energy.mean, energy.two_se, energy.rows),
        false => format!("inf nats: of {} fresh draws some lie where the target has density 0", energy.rows),
    };
    let error = match found.two_se() {
        Some(two_se) => format!("± {two_se:.4} nats (2 s.e.)"),
        None => "nats, its error unknown".to_string(),
    };
    format!(
        "free energy {free_energy}\n\
         log Z by importance {:.4} {error}, k̂ {:.2}: gap {:.4} nats; {:.0} effective draws of {}\n{UNSEEN}\n",
        found.log_normalizer,
        found.pareto_k,
        energy.mean + found.log_normalizer,
        found.effective_draws,
        found.draws
    )
}

/// An error that does not hold is `null`, and so is what is not finite.
fn as_json(found: &Importance) -> String {
    let energy = found.free_energy;
    format!(
        "{}\n",
        json!({
            "free_energy": energy.mean,
            "two_se": energy.two_se,
            "log_normalizer": found.log_normalizer,
            "log_normalizer_two_se": found.two_se(),
            "pareto_k": found.pareto_k,
            "most_pareto_k": found.most_pareto_k(),
            "effective_draws": found.effective_draws,
            "draws": found.draws,
            "reliable": found.is_reliable(),
            "note": UNSEEN,
        })
    )
}

fn warn(found: &Importance) {
    let (k, most, draws) = (found.pareto_k, found.most_pareto_k(), found.draws);
    if k > most {
        say(&format!(
            "warning: k̂ {k:.2} is above {most:.2}, the most for {draws} draws: draws that were not made decide, so log Z \
             cannot be trusted and is likely too small\n\
             help: the target has heavier tails than the flow: use a base with heavy ones, such as `student_t`, or train a \
             flow of more layers for longer"
        ));
    } else if found.is_reliable() && found.two_se().is_none() {
        say(&format!(
            "note: k̂ {k:.2} is above 0.50, so the weights have no variance and the error of log Z is not known\n\
             help: a base with heavier tails, such as `student_t`, makes it known"
        ));
    } else if !found.is_reliable() {
        say("warning: few draws carry most of the weight, so log Z and its error cannot be trusted\n\
             help: train longer, or use a flow of more layers");
    }
}

/// Writes the log-density of the declared density, up to its constant, for the rows of `--data`.
fn score_target<T: Real, P: Targeted<T>>(
    declared: &P,
    arguments: &ScoreArguments,
    defaults: &TrainDefaults,
) -> Result<()> {
    let data = required_data("score", arguments.data.as_ref())?;
    let Some(output) = &arguments.output else { return Err(Error::bug("`--target` was read without `-o`")) };
    let flow = reload(declared, &arguments.model)?;
    let judged = RowsToScore::read(&flow, Judged::of_score(data, arguments), defaults)?;
    let loaded = &judged.loaded;
    let events = judged.events(&flow, 0..loaded.rows(flow.program_description().size()));
    let score = || target_log_prob(&flow, &events, &loaded.contexts);
    write_scores(output, &with_threads(arguments.threads, score)?, loaded)
}

fn target_log_prob<T: Real, P: Targeted<T>>(flow: &P, events: &[f64], contexts: &[f64]) -> Vec<T> {
    let d = flow.program_description();
    let target = Declared::of(flow);
    let mut log_prob = vec![T::ZERO; events.len() / d.size()];
    for (tile, log_prob) in log_prob.chunks_mut(LANES).enumerate() {
        let rows = tile * LANES..tile * LANES + log_prob.len();
        let x = feature_major(events, d.size(), rows.clone());
        let context = feature_major(contexts, d.context, rows);
        let mut gradient = vec![T::ZERO; x.len()];
        let lanes = log_prob.len();
        let tile = DensityTile { lanes, x: &x, context: &context, log_prob, gradient: &mut gradient };
        TileDensity::evaluate(&target, tile);
    }
    log_prob
}

/// Some rows of a table, column by column.
fn feature_major<T: Real>(values: &[f64], columns: usize, rows: std::ops::Range<usize>) -> Vec<T> {
    (0..columns).flat_map(|k| rows.clone().map(move |row| T::from_f64(values[row * columns + k]))).collect()
}

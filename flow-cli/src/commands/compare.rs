//! `flow compare RUN RUN … --data FILE`: which model the rows of a file prefer, if they do.

use std::path::PathBuf;

use clap::Args;
use flow_runtime::data::Columns;
use flow_runtime::error::listed;
use serde_json::{Value, json};

use super::score::Format;
use crate::comparison::{Comparison, FEWEST, Verdict, compare};
use crate::exit::{Failure, Outcome, print, say};
use crate::model::Run;
use crate::numbers;
use crate::piped::Source;
use crate::runs::open_best;
use crate::runtime_dependency::CompileFlag;

/// Flags of `flow compare`.
#[derive(Args, Debug)]
pub struct Compare {
    /// Folders that `flow train` wrote, at least two; of the runs of several seeds, the best by
    /// validation is taken
    #[arg(required = true, num_args = 2.., value_name = "RUN")]
    runs: Vec<PathBuf>,
    /// Rows that no model was trained on: FILE.csv, FILE.npy, FILE.npz, FILE.npz:ARRAY or
    /// FILE.parquet, or - for standard input
    #[arg(long, value_name = "FILE")]
    data: String,
    /// Compare only by the rows of the half-open range A:B, counted from 0
    #[arg(long, value_name = "A:B")]
    rows: Option<String>,
    /// How to treat rows in which a value is missing, instead of as each spec says
    #[arg(long, value_name = "refuse|drop")]
    missing: Option<String>,
    /// Draws of the posterior by which latent variable models score each row, as of `flow score`
    #[arg(long, value_name = "K")]
    draws: Option<String>,
    /// The form of the answer: for people, or as JSON
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Number of threads; results do not depend on it
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    #[command(flatten)]
    compile: CompileFlag,
}

impl Compare {
    pub fn run(self) -> Outcome {
        let runtime = self.compile.resolve()?;
        let runs = self.runs.iter().map(|run| open_best(run, runtime.as_ref())).collect::<Result<Vec<_>, _>>()?;
        refuse_incomparable(&runs)?;
        if self.draws.is_some() && !runs.iter().any(|run| run.declaration.is_latent()) {
            return Err(Failure::input(
                "found `--draws` for flows, whose log-density is exact\n\
                 help: leave it out; it is of latent variable models, whose log-density is estimated",
            ));
        }
        if runs.iter().map(Run::weights).collect::<Result<Vec<_>, _>>()?.iter().any(Option::is_some) {
            say("note: all rows count alike in a comparison; the column of weights is not used");
        }
        let bounded = runs.iter().filter(|run| run.declaration.is_latent() && !run.declaration.is_autoencoder());
        let bounded: Vec<String> = bounded.map(|run| run.folder.display().to_string()).collect();
        if !bounded.is_empty() {
            let score = match &self.draws {
                Some(draws) => format!("an estimate of log p(x) by {draws} draws of the posterior"),
                None => "the evidence lower bound".into(),
            };
            let names = listed(bounded.iter().map(String::as_str));
            say(&format!("note: the score of {names} is {score}, in the mean below log p(x)"));
        }
        let data = Source::of(&self.data)?;
        let scratch = tempfile::tempdir().map_err(|error| Failure::io(&std::env::temp_dir(), "write", &error))?;
        let mut scores = Vec::new();
        for run in &runs {
            let file = scratch.path().join("scores.npy");
            let mut command = run.call("score");
            command.args(["--data", data.file()]).arg("-o").arg(&file);
            command.args(self.rows.iter().flat_map(|rows| ["--rows", rows]));
            command.args(self.missing.iter().flat_map(|missing| ["--missing", missing]));
            if run.declaration.is_latent() {
                command.args(self.draws.iter().flat_map(|draws| ["--draws", draws]));
            }
            if let Some(threads) = self.threads {
                command.args(["--threads", &threads.to_string()]);
            }
            command.quietly().map_err(|failure| data.named(failure))?;
            scores.push(numbers::read(&file, None)?);
        }
        let first = self.rows.as_ref().and_then(|rows| rows.split(':').next()?.parse().ok()).unwrap_or(0);
        let rows = Scored::of(&scores, first);
        if rows.numbers.len() < 2 {
            let message =
                format!("{}: found {} rows that all models score, expected at least 2", self.data, rows.numbers.len());
            return Err(Failure::input(message));
        }
        let names: Vec<String> = runs.iter().map(|run| run.folder.display().to_string()).collect();
        let told = Told { names: &names, found: &compare(&rows.scores), rows: &rows, file: &self.data };
        print(&match self.format {
            Format::Text => told.as_text(),
            Format::Json => format!("{:#}\n", told.as_json()),
        })
    }
}

/// Log-densities are compared where they are densities of the same columns in the same sense.
fn refuse_incomparable(runs: &[Run]) -> Outcome {
    let is_autoencoder = |run: &Run| run.declaration.is_autoencoder();
    if let Some(other) = runs.iter().find(|run| is_autoencoder(run) != is_autoencoder(&runs[0])) {
        let [autoencoder, model] = if is_autoencoder(other) { [other, &runs[0]] } else { [&runs[0], other] };
        return Err(Failure::input(format!(
            "{}: found an autoencoder, whose score is log p(x | z) at its code, expected a density, as {} is\n\
             help: compare autoencoders with each other, or fit it by `objective: elbo`",
            autoencoder.folder.display(),
            model.folder.display()
        )));
    }
    let fitted = runs.iter().map(Run::columns).collect::<Result<Vec<_>, _>>()?;
    for (run, other) in runs.iter().zip(&fitted).skip(1) {
        let (names, others) = (fitted[0].event_names(), other.event_names());
        let [size, other_size] = [&runs[0], run].map(|run| run.declaration.sizes().0);
        // Without names, columns are known by their places.
        let named = !names.is_empty() && !others.is_empty();
        let [first, second] = [&runs[0], run].map(|run| run.folder.display());
        let units = "densities of different columns have different units; train both models on the same columns";
        if named && sorted(&names) != sorted(&others) {
            return Err(Failure::input(format!(
                "{second}: found a density of the columns {}, expected those of {first}: {}\nhelp: {units}",
                listed(others.iter().map(String::as_str)),
                listed(names.iter().map(String::as_str))
            )));
        }
        if size != other_size {
            return Err(Failure::input(format!(
                "{second}: found a density of {other_size} numbers, expected one of {size}, as {first} has\nhelp: {units}"
            )));
        }
        let whole = |columns: &Columns| -> Vec<String> {
            let name = |k: usize| if named { columns.event[k].name.clone() } else { format!("column {}", k + 1) };
            (0..size).filter(|k| columns.kind(*k).is_whole()).map(name).collect()
        };
        let (whole, other_whole) = (whole(&fitted[0]), whole(other));
        if sorted(&whole) != sorted(&other_whole) {
            let shown = |names: &[String]| match names {
                [] => "no column".to_owned(),
                names => listed(names.iter().map(String::as_str)),
            };
            return Err(Failure::input(format!(
                "{second}: found whole numbers declared in {}, expected them in {}, as {first} has\n\
                 help: the score of whole numbers is about their probabilities, that of real numbers about a density; \
                 declare the same kinds in both",
                shown(&other_whole),
                shown(&whole)
            )));
        }
    }
    Ok(())
}

fn sorted(names: &[String]) -> Vec<&String> {
    let mut names: Vec<&String> = names.iter().collect();
    names.sort();
    names
}

/// The rows that all models have scored.
struct Scored {
    /// For each model, the log-densities of these rows.
    scores: Vec<Vec<f64>>,
    /// The number of each in the file, from 1.
    numbers: Vec<usize>,
    /// Rows that were left out because a value is missing in them.
    left_out: usize,
}

impl Scored {
    /// `first` is the number of the first row that was asked for, from 0.
    fn of(scores: &[Vec<f64>], first: usize) -> Scored {
        let n = scores.first().map_or(0, Vec::len);
        let kept: Vec<usize> = (0..n).filter(|&row| scores.iter().all(|s| !s[row].is_nan())).collect();
        Scored {
            scores: scores.iter().map(|s| kept.iter().map(|&row| s[row]).collect()).collect(),
            left_out: n - kept.len(),
            numbers: kept.into_iter().map(|row| first + row + 1).collect(),
        }
    }
}

/// The findings, with all that is needed to tell them.
struct Told<'a> {
    names: &'a [String],
    found: &'a Comparison,
    rows: &'a Scored,
    file: &'a str,
}

impl Told<'_> {
    fn as_text(&self) -> String {
        let Told { names, found, rows, file } = self;
        let mut text = format!("{} rows of {file}, in nats a row", rows.numbers.len());
        if rows.left_out > 0 {
            text += &format!("; {} left out because a value is missing in them", rows.left_out);
        }
        let all = rows.numbers.len();
        if found.rows < all {
            text += &format!("; means are over the {} to which every model gives a density", found.rows);
        }
        let width = names.iter().map(|name| name.chars().count()).max().unwrap_or(0).max(5);
        text += &format!("\n{:width$}  {:>20}  {:>20}\n", "model", "mean (2 s.e.)", "behind the best");
        let mut order: Vec<usize> = (0..names.len()).collect();
        order.sort_by(|a, b| {
            let key = |k: usize| found.models[k].score.mean;
            (*b == found.best).cmp(&(*a == found.best)).then(key(*b).total_cmp(&key(*a)))
        });
        for k in order {
            let model = &found.models[k];
            let mean = format!("{:.4} ± {:.4}", model.score.mean, model.score.two_se);
            let (behind, verdict) = match model.behind {
                None => (String::new(), "the highest mean".to_owned()),
                Some(b) => (format!("{:.4} ± {:.4}", b.mean, b.two_se), word(b.verdict).to_owned()),
            };
            text += &format!("{:width$}  {mean:>20}  {behind:>20}  {verdict}\n", names[k]);
            if let Some((count, first)) = model.zero {
                let number = rows.numbers[first];
                text += &format!("{:width$}  density 0 for {count} of {all} rows, the first is row {number}\n", "");
            }
        }
        text + &self.verdict() + "\n"
    }

    /// Returns the conclusion in words.
    fn verdict(&self) -> String {
        let Told { names, found, .. } = self;
        let of = |verdicts: &[Verdict]| -> Vec<&str> {
            let behind = |k: &usize| found.models[*k].behind.is_some_and(|b| verdicts.contains(&b.verdict));
            (0..names.len()).filter(behind).map(|k| names[k].as_str()).collect()
        };
        let best = &names[found.best];
        let worse = of(&[Verdict::Worse, Verdict::Excludes]);
        let open = of(&[Verdict::Undecided, Verdict::Same]);
        let mut text = String::new();
        if !worse.is_empty() {
            text += &format!("{best} is better than {}. ", worse.join(", "));
        }
        if !open.is_empty() {
            text += &format!("These rows do not decide between {best} and {}. ", open.join(", "));
        }
        if found.rows < FEWEST {
            text += &format!("A verdict takes at least {FEWEST} rows. ");
        }
        text += "A difference counts beyond 2 standard errors of the paired differences";
        if names.len() > 2 {
            let pairs = names.len() * (names.len() - 1) / 2;
            text += &format!(
                ", by Holm's correction for all {pairs} pairs: the choice of the best by these rows is accounted for"
            );
        }
        text + "."
    }

    fn as_json(&self) -> Value {
        let Told { names, found, rows, .. } = self;
        let finite = |x: f64| if x.is_finite() { json!(x) } else { Value::Null };
        let model = |k: usize| {
            let model = &found.models[k];
            let mut told = json!({
                "run": names[k],
                "mean": finite(model.score.mean),
                "two_se": finite(model.score.two_se),
                "verdict": model.behind.map_or("best", |b| word(b.verdict)),
            });
            if let Some(b) = model.behind {
                told["behind"] = json!({"mean": finite(b.mean), "two_se": finite(b.two_se), "p": finite(b.p)});
            }
            if let Some((count, first)) = model.zero {
                told["zero_density"] = json!({"rows": count, "first": rows.numbers[first]});
            }
            told
        };
        json!({
            "rows": found.rows,
            "left_out": rows.left_out,
            "best": names[found.best],
            "pairs": names.len() * (names.len() - 1) / 2,
            "models": (0..names.len()).map(model).collect::<Vec<_>>(),
        })
    }
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Worse => "worse",
        Verdict::Excludes => "worse: density 0 where the best has some",
        Verdict::Undecided => "undecided",
        Verdict::Same => "the same on every row",
    }
}

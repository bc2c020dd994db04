//! `score` of a latent variable model: the evidence lower bound of rows, or an estimate of their
//! log-density by importance.

use flow_runtime::error::fixed;
use flow_runtime::fit::{Elbo, LowerBound, Scores, Summary};
use flow_runtime::latent::{Bound, Latent};
use flow_runtime::{Error, Real, Result};

use crate::arguments::{ScoreArguments, Style};
use crate::console::say;
use crate::defaults::TrainDefaults;
use crate::output::OutputFile;
use crate::runtime::{Parametric, Program, Reparameterized, reload};
use crate::score::{Judged, RowsToScore, required_data, write_scores};
use crate::scores::RowScores;
use crate::threads::with_threads;

/// Rows whose bounds are computed at a time.
const ROWS: usize = 1000;

/// Scores the rows of `--data`.
///
/// # Errors
/// For a model or data that cannot be read or do not fit, and where no row has a bound that is a number.
pub fn score<T: Real, L: Program<T>, Q: Reparameterized<T>, P: Program<T>>(
    declared: &Latent<T, L, Q, P>,
    arguments: &ScoreArguments,
    defaults: &TrainDefaults,
    objective: &Elbo,
) -> Result<String> {
    if arguments.target {
        return Err(Error::input("`--target` is of a flow that is fitted to a density")
            .help("leave it out; `--draws K` says how many draws of the posterior a row is scored by"));
    }
    let data = required_data("score", arguments.data.as_ref())?;
    if let Some(output) = &arguments.output {
        output.refuse_over(data)?;
    }
    let model = reload(declared, &arguments.model)?;
    let judged = RowsToScore::read(&model, Judged::of_score(data, arguments), defaults)?;
    let (size, draws) = (model.program_description().size(), arguments.draws.unwrap_or(1));
    let n = judged.loaded.rows(size);
    let blocks = (0..n).step_by(ROWS).map(|first| first..n.min(first + ROWS));
    let is_code = objective.bound == LowerBound::Reconstruction;
    if is_code && arguments.draws.is_some() {
        return Err(Error::input("found `--draws` for an autoencoder, which draws nothing")
            .help("leave it out; with `objective: elbo` it is a latent variable model"));
    }
    let of_block = |rows: std::ops::Range<usize>| {
        model.bounds_of_rows(&judged.events(&model, rows.clone()), rows.start, draws, arguments.seed)
    };
    let bounds: Vec<Bound> = with_threads(arguments.threads, || match is_code {
        false => Ok(blocks.flat_map(of_block).collect()),
        true => codes(&model, &judged, blocks),
    })??;
    let loaded = judged.loaded;
    let log_prob: Vec<T> = bounds.iter().map(|bound| T::from_f64(bound.log_prob)).collect();
    if let Some(output) = &arguments.output {
        write_scores(output, &log_prob, &loaded)?;
    }
    let scores = Scores::weighted(&log_prob, &loaded.weights);
    if scores.undefined.is_some_and(|undefined| undefined.rows == log_prob.len()) {
        return Err(Error::numerical(format!("none of the {n} rows has a bound that is a number")).at(data));
    }
    let found = RowScores::of(scores, |row| loaded.origin(row) + 1);
    let of = |number: fn(&Bound) -> f64| {
        Summary::weighted(&bounds.iter().map(number).collect::<Vec<f64>>(), &loaded.weights)
    };
    let (elbo, parts) = (of(Bound::elbo), [of(|b| b.reconstruction), of(|b| b.kl)]);
    let is_whole = model.program_state().statistics.columns.are_whole(size);
    let text = match arguments.style {
        Style::Text => {
            let text = match is_code {
                true => format!("mean log p(x | z) at the code of x: {found}\n"),
                false => as_text(&found, elbo, parts, draws),
            };
            let bits = is_whole.then(|| format!("bits per dimension: {}\n", found.others_in_bits(size)));
            text + &bits.unwrap_or_default()
        }
        Style::Json => {
            let number = |n: f64| if n.is_finite() { format!("{n:?}") } else { "null".into() };
            let [reconstruction, kl] = parts.map(|part| number(part.mean));
            let own = match is_code {
                true => format!("\"reconstruction\": {reconstruction}"),
                false => format!(
                    "\"elbo\": {}, \"elbo_two_se\": {}, \"reconstruction\": {reconstruction}, \"kl\": {kl}, \
                     \"draws\": {draws}",
                    number(elbo.mean),
                    number(elbo.two_se)
                ),
            };
            let bits = is_whole.then(|| format!("{}, ", found.bits_as_json(size)));
            format!("{{{}{own}, {}\n", bits.unwrap_or_default(), found.as_json().trim_start_matches('{'))
        }
    };
    if arguments.output.as_ref().is_some_and(OutputFile::is_stdout) {
        // Standard output holds the scores of the rows.
        say(text.trim_end());
        return Ok(String::new());
    }
    Ok(text)
}

/// Rows of an autoencoder, whose codes are not drawn.
fn codes<T: Real, L: Program<T>, Q: Reparameterized<T>, P: Program<T>>(
    model: &Latent<T, L, Q, P>,
    judged: &RowsToScore,
    blocks: impl Iterator<Item = std::ops::Range<usize>>,
) -> Result<Vec<Bound>> {
    let mut found = Vec::new();
    for rows in blocks {
        let of_rows = model.reconstructions_of_rows(&judged.events(model, rows))?;
        found.extend(of_rows.into_iter().map(|log_prob| Bound { reconstruction: log_prob, kl: 0.0, log_prob }));
    }
    Ok(found)
}

fn as_text(found: &RowScores, elbo: Summary, [reconstruction, kl]: [Summary; 2], draws: usize) -> String {
    let parts = format!("reconstruction {} nats, KL {} nats", fixed(reconstruction.mean, 4), fixed(kl.mean, 4));
    if draws == 1 {
        return format!("mean evidence lower bound: {found}\n{parts}\n");
    }
    format!(
        "mean log-likelihood by importance, {draws} draws a row: {found}\n\
         mean evidence lower bound: {} ± {} nats; {parts}\n",
        fixed(elbo.mean, 4),
        fixed(elbo.two_se, 4)
    )
}

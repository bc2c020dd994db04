//! `score`: log-densities of rows.

use std::borrow::Cow;
use std::ops::Range;

use flow_runtime::data::{Column, ColumnKind, FileRows, Missing};
use flow_runtime::fit::Scores;
use flow_runtime::{Error, Real, Result};

use crate::arguments::{ScoreArguments, Style};
use crate::console::say;
use crate::data_checks;
use crate::defaults::TrainDefaults;
use crate::input::{Input, Loaded};
use crate::output::OutputFile;
use crate::runtime::{Parametric, Program, reload, rows};
use crate::scores::RowScores;
use crate::threads::with_threads;

/// The draw of noise that scores use, apart from those of the validation, 0, and of epochs.
const SCORES: u64 = u64::MAX;

/// Numbers of events that have noise at a time.
const BLOCK: usize = 1 << 20;

/// Rows that are judged by a model, as the arguments name them.
pub struct Judged<'a> {
    pub file: &'a str,
    /// Some of its rows, counted from 0.
    pub rows: Option<Range<usize>>,
    /// How rows in which a value is missing are treated; `None` leaves it to the declaration.
    pub missing: Option<Missing>,
    /// The table of the contexts of recordings; `None` leaves it to the declaration.
    pub context: Option<&'a str>,
    /// The seed of the noise that is added to whole numbers.
    pub seed: u64,
}

impl<'a> Judged<'a> {
    /// The rows of `file` that these arguments name.
    pub fn of_score(file: &'a str, arguments: &'a ScoreArguments) -> Self {
        let ScoreArguments { rows, missing, context, seed, .. } = arguments;
        Judged { file, rows: rows.clone(), missing: *missing, context: context.as_deref(), seed: *seed }
    }
}

/// Rows to score, and the noise that they get where they hold whole numbers: one draw, by which the mean score is a lower
/// bound of the log-likelihood of the whole numbers.
pub struct RowsToScore {
    /// The rows, without noise.
    pub loaded: Loaded,
    seed: u64,
}

impl RowsToScore {
    /// Reads rows of a file in the ways and with the columns of those that the model was fitted to. Images of bytes stay such.
    ///
    /// # Errors
    /// For data that cannot be read or do not fit.
    pub fn read<T: Real, P: Parametric<T>>(flow: &P, judged: Judged<'_>, defaults: &TrainDefaults) -> Result<Self> {
        let (d, statistics) = (flow.program_description(), &flow.program_state().statistics);
        let Judged { file, rows, missing, context, seed } = judged;
        let input = Input::File(FileRows { rows, ..FileRows::new(file) });
        let input =
            input.like(defaults.data.as_ref(), &statistics.columns).with_missing(missing).with_contexts(context);
        let drawn =
            d.levels.is_some() || statistics.columns.are_whole(d.size()) || statistics.columns.binarize.is_some();
        let images = d.event.len() > 1 && d.context == 0 && drawn;
        let input = if images { input.in_bytes() } else { input };
        let mut loaded = input.load_judged(d, say)?;
        data_checks::check_sound(&loaded, statistics.columns.sound)?;
        if images && loaded.columns.event.is_empty() {
            // Elements of an image have no names to be known by.
            loaded.columns.clone_from(&statistics.columns);
        }
        loaded.columns.binarize = statistics.columns.binarize;
        data_checks::check_judged(&loaded, d)?;
        Ok(RowsToScore { loaded, seed })
    }

    /// Rows that a generator drew.
    pub fn of(loaded: Loaded, seed: u64) -> Self {
        RowsToScore { loaded, seed }
    }

    /// Some of the events as the flow takes them up, with their noise.
    pub fn events<T: Real, P: Parametric<T>>(&self, flow: &P, rows: Range<usize>) -> Cow<'_, [f64]> {
        let (size, columns) = (flow.program_description().size(), &flow.program_state().statistics.columns);
        let mut events = self.loaded.numbers(rows.clone(), size);
        if columns.are_drawn() {
            columns.draw_from(rows.start as u64, events.to_mut(), size, self.seed, SCORES);
        }
        events
    }

    /// `log p` of each row; noise is added to a few of them at a time.
    pub fn log_prob<T: Real, P: Program<T>>(&self, flow: &P) -> Vec<T> {
        let d = flow.program_description();
        let (n, block) = (self.loaded.rows(d.size()), (BLOCK / d.size()).max(1));
        let contexts = |rows: &Range<usize>| &self.loaded.contexts[rows.start * d.context..rows.end * d.context];
        let blocks = (0..n).step_by(block).map(|first| first..n.min(first + block));
        blocks
            .flat_map(|rows| rows::log_prob_of_data(flow, &self.events(flow, rows.clone()), contexts(&rows)))
            .collect()
    }
}

/// The file of rows that a command cannot do without.
///
/// # Errors
/// Where it is not named.
pub fn required_data<'a>(command: &str, data: Option<&'a String>) -> Result<&'a String> {
    data.ok_or_else(|| Error::input(format!("`{command}` needs `--data FILE`")))
}

/// Scores the rows of `--data`; their mean log-density as text.
///
/// # Errors
/// For a model or data that cannot be read or do not fit, and where no row has a log-density that is a
/// number.
pub fn score<T: Real, P: Program<T>>(
    declared: &P,
    arguments: &ScoreArguments,
    defaults: &TrainDefaults,
) -> Result<String> {
    let data = required_data("score", arguments.data.as_ref())?;
    if arguments.draws.is_some() {
        return Err(Error::input("found `--draws` for a flow, whose log-density is exact")
            .help("leave it out; it is of latent variable models, whose log-density is estimated"));
    }
    if let Some(output) = &arguments.output {
        output.refuse_over(data)?;
    }
    let flow = reload(declared, &arguments.model)?;
    let judged = RowsToScore::read(&flow, Judged::of_score(data, arguments), defaults)?;
    let log_prob = with_threads(arguments.threads, || judged.log_prob(&flow))?;
    let loaded = judged.loaded;
    // Every row is written, whatever another one is.
    if let Some(output) = &arguments.output {
        write_scores(output, &log_prob, &loaded)?;
    }
    let scores = Scores::weighted(&log_prob, &loaded.weights);
    if scores.undefined.is_some_and(|undefined| undefined.rows == log_prob.len()) {
        let rows = log_prob.len();
        return Err(Error::numerical(format!("none of the {rows} rows has a log-density that is a number")).at(data));
    }
    let found = RowScores::of(scores, |row| loaded.origin(row) + 1);
    let size = flow.program_description().size();
    let columns = &flow.program_state().statistics.columns;
    let is_whole = columns.are_whole(size);
    let unit = if columns.sound.is_some() { "sample" } else { "dimension" };
    let text = match (arguments.style, is_whole) {
        (Style::Text, false) => format!("mean log-likelihood: {found}\n"),
        (Style::Text, true) => {
            format!("mean log-likelihood: {found}\nbits per {unit}: {}\n", found.others_in_bits(size))
        }
        (Style::Json, false) => format!("{}\n", found.as_json()),
        (Style::Json, true) => {
            format!("{{{}, {}\n", found.bits_as_json(size), found.as_json().trim_start_matches('{'))
        }
    };
    if arguments.output.as_ref().is_some_and(OutputFile::is_stdout) {
        // Standard output holds the scores of the rows.
        say(text.trim_end());
        return Ok(String::new());
    }
    Ok(text)
}

/// Writes one log-density for each row that was asked for, also for those that were left out because a value is missing in them: theirs is
/// not a number, so that scores stand beside the rows of the file.
///
/// # Errors
/// Where the file cannot be written.
pub fn write_scores<T: Real>(output: &OutputFile, log_prob: &[T], loaded: &Loaded) -> Result<()> {
    let mut values = vec![f64::NAN; log_prob.len() + loaded.dropped];
    for (k, l) in log_prob.iter().enumerate() {
        values[loaded.place_of(k)] = l.to_f64();
    }
    output.write::<T>(&[Column { name: "log_prob".into(), kind: ColumnKind::Real }], &[values.len()], &values)
}

//! The arguments of `sample`.

use std::path::PathBuf;

use flow_runtime::data::Missing;
use flow_runtime::{Error, Result};

use super::flags::{AS, COUNT, DATA, Flag, Given, MISSING, MODEL, SEED, THREADS, flag, output, short, switch, wrong};
use crate::output::OutputFile;

const ROWS: Flag = short("n", "rows", "N", "how many, by default one for each context");
const OUTPUT: Flag = output("where they go");
const TEMPERATURE: Flag =
    flag("temperature", "T", "the factor of the base's deviations from its location, 1 without it");
const LOG_PROB: Flag = switch("log-prob", "add the log-density of each row as a last column");
const LATENT: Flag = switch("latent", "of a latent variable model: write the latent variables in place of the rows");
const CONTEXT: Flag = flag("context", "FILE", "contexts: one for each row, or one for all");
const EACH: Flag = flag("each", "K", "K rows for each context, in place of -n");
const WITH_CONTEXT: Flag = switch("with-context", "write the context beside each row");
const BETWEEN: Flag = flag("between", "A,B", "the way between two rows of data along their latents; rows from 0");
const STEPS: Flag = flag("steps", "N", "of the way, both ends counted; 8 without it");
const REDRAW: Flag =
    flag("redraw", "coarse|fine", "draw the latents of one scale anew for each row; every 8 rows share the rest");

const GIVEN: Flag = flag("given", "FILE", "rows whose first positions are known: the others are drawn given these");
const KNOWN: Flag = flag("known", "K", "how many positions of each row of --given are known, row by row");

pub(super) const ABOUT: &str = "draw rows; fewer are the first of more";

pub(super) const FLAGS: &[Flag] = &[
    MODEL,
    ROWS,
    SEED,
    TEMPERATURE,
    REDRAW,
    BETWEEN,
    STEPS,
    GIVEN,
    KNOWN,
    DATA,
    OUTPUT,
    AS,
    LOG_PROB,
    LATENT,
    CONTEXT,
    EACH,
    WITH_CONTEXT,
    MISSING,
    THREADS,
];

/// The steps of a way between two rows, where no other number is asked for: as many as a row of a sheet
/// shows.
const STEPS_OF_A_WAY: usize = 8;

/// A way between two rows of data along their latent values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Between {
    /// Both rows, counted from 0.
    pub rows: [usize; 2],
    /// The steps, both ends counted.
    pub steps: usize,
}

/// Rows of data of which the first positions are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The file of the rows.
    pub file: String,
    /// How many positions are known.
    pub positions: usize,
}

/// Latent values of a flow of several scales.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Those that stay to the base behind every `factor_out`.
    Coarse,
    /// Those that leave before.
    Fine,
}

/// The arguments of `sample`.
#[derive(Clone, Debug, PartialEq)]
pub struct SampleArguments {
    /// The model file.
    pub model: PathBuf,
    /// How many rows to draw; `None` is one for each context.
    pub rows: Option<usize>,
    /// The seed of the draws.
    pub seed: u64,
    /// The factor of the base's deviations from its location.
    pub temperature: f64,
    /// The latent values that are drawn anew for each row, while rows in sequence have the others in common.
    pub redraw: Option<Scale>,
    /// The way that rows lie on, in place of draws.
    pub between: Option<Between>,
    /// The rows that are completed, in place of draws.
    pub known: Option<Known>,
    /// The file of the rows that a way leads between; `None` are those that the flow was fitted to.
    pub data: Option<String>,
    /// Where they go.
    pub output: OutputFile,
    /// True if the log-density of each row is added as a last column.
    pub log_prob: bool,
    /// True if latent variables of a latent variable model are written in place of its rows.
    pub latent: bool,
    /// A file of contexts.
    pub context: Option<String>,
    /// How many rows are drawn for each context; `None` is one.
    pub each: Option<usize>,
    /// True if the context is written beside each row.
    pub with_context: bool,
    /// How contexts in which a value is missing are treated; `None` leaves it to the declaration.
    pub missing: Option<Missing>,
    /// The number of threads.
    pub threads: Option<usize>,
}

impl SampleArguments {
    pub(super) fn read(given: &Given) -> Result<Self> {
        given.required(OUTPUT)?;
        let Some(output) = given.output_file(OUTPUT)? else {
            return Err(Error::bug("a flag that was given is missing"));
        };
        Ok(SampleArguments {
            model: given.required(MODEL)?.into(),
            rows: given.parsed(ROWS, "a whole number")?,
            seed: given.seed()?.unwrap_or(0),
            temperature: given.parsed(TEMPERATURE, "a number from 0")?.unwrap_or(1.0),
            redraw: given.word(REDRAW, [("coarse", Scale::Coarse), ("fine", Scale::Fine)])?,
            between: between(given)?,
            known: known(given)?,
            data: given.text(DATA).map(str::to_string),
            output,
            log_prob: given.has(LOG_PROB),
            latent: given.has(LATENT),
            context: given.text(CONTEXT).map(str::to_string),
            each: given.parsed::<std::num::NonZeroUsize>(EACH, COUNT)?.map(Into::into),
            with_context: given.has(WITH_CONTEXT),
            missing: given.missing()?,
            threads: given.threads()?,
        })
    }
}

/// `--given` with `--known`.
///
/// # Errors
/// For one of them alone, and for flags that mean nothing beside them.
fn known(given: &Given) -> Result<Option<Known>> {
    let (file, positions) = (given.text(GIVEN), given.parsed::<usize>(KNOWN, "a whole number from 0")?);
    let (Some(file), Some(positions)) = (file, positions) else {
        return match [(GIVEN, KNOWN), (KNOWN, GIVEN)].into_iter().find(|(flag, _)| given.has(*flag)) {
            Some((flag, other)) => {
                let message = format!("found `{}`, expected `{}` beside it", flag.shown(), other.shown());
                Err(Error::input(message)
                    .help("`--given FILE --known K` completes rows of which K positions are known"))
            }
            None => Ok(None),
        };
    };
    if let Some(flag) = [BETWEEN, CONTEXT, WITH_CONTEXT, TEMPERATURE, REDRAW].into_iter().find(|flag| given.has(*flag))
    {
        let message = format!("found `{}` beside `{}`, expected one of them", flag.shown(), GIVEN.shown());
        return Err(Error::input(message).help("rows are completed given the contexts that stand in their file"));
    }
    Ok(Some(Known { file: file.to_string(), positions }))
}

/// `--between` with its steps.
///
/// # Errors
/// Where it is not two whole numbers, and for flags that mean nothing beside it, or without it.
fn between(given: &Given) -> Result<Option<Between>> {
    let Some(rows) = given.list(BETWEEN) else {
        return match [STEPS, DATA].into_iter().find(|flag| given.has(*flag)) {
            Some(flag) => Err(Error::input(format!("found `{}` without `{}`", flag.shown(), BETWEEN.shown()))
                .help("rows of data are the ends of a way, `--between 0,1`; draws need none")),
            None => Ok(None),
        };
    };
    if let Some(flag) =
        [ROWS, EACH, CONTEXT, WITH_CONTEXT, TEMPERATURE, REDRAW].into_iter().find(|flag| given.has(*flag))
    {
        let message = format!("found `{}` beside `{}`, expected one of them", flag.shown(), BETWEEN.shown());
        return Err(
            Error::input(message).help("`--steps N` says how many rows lie on a way, with the context of its ends")
        );
    }
    let numbers: Vec<usize> = rows.iter().map_while(|row| row.parse().ok()).collect();
    let (Ok(ends), true) = (<[usize; 2]>::try_from(numbers.as_slice()), rows.len() == 2) else {
        return Err(wrong(BETWEEN, &rows.join(","), "two rows, counted from 0, `0,1`"));
    };
    let steps = given.parsed::<usize>(STEPS, "a whole number from 2")?.unwrap_or(STEPS_OF_A_WAY);
    if steps < 2 {
        return Err(wrong(STEPS, &steps.to_string(), "a whole number from 2, since both ends are steps"));
    }
    Ok(Some(Between { rows: ends, steps }))
}

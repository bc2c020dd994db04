//! Options and rows of a fit: from flags, and from the declaration where there is no flag.

use flow_runtime::data::{Dtype, FileRows};
use flow_runtime::fit::{FitOptions, Standardization, VALIDATION_NOISE, Validation};
use flow_runtime::{Error, Result};

use super::pixels;
use super::start::Start;
use crate::arguments::{TrainArguments, ValidationFlag};
use crate::console::say;
use crate::data_checks;
use crate::data_notes::{self, Treatment};
use crate::defaults::{TrainDefaults, ValidationChoice};
use crate::input::{Draws, Input, Loaded};
use crate::runtime::Description;

/// Options and rows.
///
/// # Errors
/// For rows that cannot be read or have no density, and options out of their range.
pub fn prepare(
    d: &'static Description,
    arguments: &TrainArguments,
    defaults: &TrainDefaults,
    start: &Start,
) -> Result<(FitOptions, Loaded)> {
    let mut options = options(arguments, defaults.fit.clone());
    start.adapt(&mut options);
    let Some(input) = input(arguments, defaults.data.as_ref()) else {
        return Err(Error::input("there is no data to fit, expected `--data FILE`"));
    };
    input.check()?;
    let validation = validation(arguments, &defaults.validation);
    if let ValidationChoice::Rows(input) = &validation {
        input.check()?;
    }
    let of_file = matches!(input, Input::File(_));
    // The elements of an image share their units, and its layers know them.
    let columns_differ = of_file && d.event.len() == 1 && d.levels.is_none();
    let usual = if columns_differ { Standardization::Moments } else { Standardization::Off };
    options.standardize = arguments.standardize.or(defaults.standardize).unwrap_or(usual);
    if d.levels.is_some() && options.standardize != Standardization::Off {
        let message = format!("`{}` has distributions of whole numbers, which are not standardised", d.name);
        return Err(Error::input(message).help("leave `--standardize` out"));
    }
    let images = !columns_differ && d.context == 0 && options.standardize == Standardization::Off;
    let of_levels = input.is_drawn() || d.levels.is_some();
    let of_bytes = |rows: Input| if images && of_levels { rows.in_bytes() } else { rows };
    let mut loaded = of_bytes(input.clone()).load(d, options.seed_of_data(), Draws::Fixed)?;
    // A generator draws bytes whether they can stay such or not.
    loaded = if images { loaded } else { loaded.without_bytes(d.size()) };
    pixels::know_levels(&mut loaded, d);
    options.weights = std::mem::take(&mut loaded.weights);
    if of_file {
        // Bytes are whole numbers, which may be constant.
        let check = if loaded.bytes.is_empty() { data_checks::check } else { data_checks::check_values };
        let check = if d.levels.is_some() { data_checks::check_values } else { check };
        check(&loaded, d)?;
        pixels::refuse_constant(&loaded)?;
        tell(&loaded, d);
        let single = arguments.dtype.unwrap_or(defaults.dtype) == Dtype::F32;
        let treatment = Treatment { standardize: options.standardize, single, weights: &options.weights };
        if columns_differ {
            data_notes::notes(&loaded, d, treatment).iter().for_each(|note| say(note));
        }
    }
    // Other rows are read in every way as these are.
    let read = |rows: Result<Loaded>| -> Result<Loaded> {
        let mut rows = rows?;
        data_checks::check_sound(&rows, loaded.columns.sound)?;
        rows.columns.clone_from(&loaded.columns);
        Ok(rows)
    };
    let alike = |rows: Input| of_bytes(rows.like(Some(&input), &loaded.columns));
    options.validation = match validation {
        ValidationChoice::None => Validation::None,
        ValidationChoice::Fraction(fraction) => Validation::Fraction(fraction),
        ValidationChoice::Rows(judges) => {
            let seed = options.seed_of_data();
            let mut rows = read(alike(judges).load(d, seed, Draws::Validation))?;
            if of_file {
                data_checks::check_values(&rows, d)?;
            }
            rows = rows.without_bytes(d.size());
            rows.columns.draw(&mut rows.events, d.size(), seed, VALIDATION_NOISE);
            Validation::Rows { events: rows.events, contexts: rows.contexts, weights: rows.weights }
        }
    };
    if let Some(file) = &arguments.test {
        let rows = read(alike(Input::File(FileRows::new(file))).load_judged(d, say))?;
        data_checks::check_judged(&rows, d)?;
        data_checks::note_values(&rows, d).iter().for_each(|note| say(note));
    }
    options.check()?;
    Ok((options, loaded))
}

/// Says what a person should know of the rows of a file.
fn tell(loaded: &Loaded, d: &Description) {
    let notes = [data_checks::tell_noise(loaded), data_checks::note(loaded, d)];
    notes.into_iter().flatten().for_each(|note| say(&note));
}

/// The rows that flags and the declaration name. Flags choose columns of the declaration's file too; another file has nothing of it.
fn input(arguments: &TrainArguments, default: Option<&Input>) -> Option<Input> {
    let mut input = match &arguments.data {
        Some(file) => Input::File(FileRows::new(file)),
        None => default?.clone(),
    };
    if let Input::File(rows) = &mut input {
        let TrainArguments { columns, context_columns, weights, header, missing, dequantize, .. } = arguments;
        let chosen = [(&mut rows.columns, columns), (&mut rows.context, context_columns)];
        for (known, chosen) in chosen.into_iter().chain([(&mut rows.dequantize, dequantize)]) {
            if let Some(chosen) = chosen {
                known.clone_from(chosen);
            }
        }
        if rows.dequantize == ["all"] {
            (rows.dequantize, rows.dequantize_all) = (Vec::new(), true);
        }
        if weights.is_some() {
            rows.weights.clone_from(weights);
        }
        rows.header = header.or(rows.header);
        rows.missing = missing.unwrap_or(rows.missing);
    }
    Some(input)
}

fn validation(arguments: &TrainArguments, default: &ValidationChoice) -> ValidationChoice {
    match &arguments.validation {
        None => default.clone(),
        Some(ValidationFlag::None) => ValidationChoice::None,
        Some(ValidationFlag::Fraction(fraction)) => ValidationChoice::Fraction(*fraction),
        Some(ValidationFlag::File(file)) => ValidationChoice::Rows(Input::File(FileRows::new(file))),
    }
}

/// Options from flags, and from the declaration where there is no flag. They are not checked.
pub fn options(arguments: &TrainArguments, mut options: FitOptions) -> FitOptions {
    if let Some(epochs) = arguments.epochs {
        options.epochs = epochs;
        options.steps = None;
    }
    options.steps = arguments.steps.or(options.steps);
    options.batch_size = arguments.batch_size.unwrap_or(options.batch_size);
    let rate = options.optimizer.learning_rate_mut();
    *rate = arguments.learning_rate.unwrap_or(*rate);
    options.schedule = arguments.schedule.unwrap_or(options.schedule);
    options.clip_norm = arguments.clip_norm.unwrap_or(options.clip_norm);
    options.patience = arguments.patience.unwrap_or(options.patience);
    options.seed = arguments.seed.unwrap_or(options.seed);
    options.threads = arguments.threads.or(options.threads);
    options
}

//! The `train` section of a declaration as the commands of flow-program read it, which
//! `flow generate` prints as Rust.

use flow_compiler::check::train::{Data, FileData, Train, Validation};
use flow_compiler::check::{binarize as checked, columns, encoding as levels};
use flow_compiler::vocabulary::{Chosen, Value};
use flow_program::{Dtype, FileRows, GeneratorRows, Input, Missing, TrainDefaults, ValidationChoice};
use flow_runtime::data::{Binarize, ColumnKind, Encoding, Interval};
use flow_runtime::fit::{
    Annealing, DrawGradient, Elbo, FitOptions, Kl, LowerBound, Optimizer, ReverseKl, Standardization,
};
use flow_runtime::optim::{Schedule, Setting};
use flow_runtime::{Error, Result};

/// Returns the defaults that the `train` section sets.
///
/// # Errors
/// For a word that the runtime lacks, which is a bug of the catalog's entry.
pub fn defaults(train: &Train) -> Result<TrainDefaults> {
    let standardize = train.standardization().map(|how| match how {
        "Moments" => Standardization::Moments,
        "Robust" => Standardization::Robust,
        _ => Standardization::Off,
    });
    Ok(TrainDefaults {
        data: train.data.as_ref().map(input),
        validation: match &train.validation {
            None => ValidationChoice::None,
            Some(Validation::Fraction(fraction)) => ValidationChoice::Fraction(*fraction),
            Some(Validation::Data(data)) => ValidationChoice::Rows(input(data)),
        },
        standardize,
        variables: train.target.as_ref().map_or_else(Vec::new, |target| target.variables.clone()),
        dtype: if train.settings().word("dtype") == "f64" { Dtype::F64 } else { Dtype::F32 },
        fit: fit_options(train)?,
    })
}

/// How a flow is fitted to a declared density, where there is one.
///
/// # Errors
/// For a word that the runtime lacks, which is a bug of the catalog's entry.
pub fn reverse_kl(train: &Train) -> Result<Option<ReverseKl>> {
    let Some(chosen) = train.chosen("objective").filter(|_| train.target.is_some()) else { return Ok(None) };
    let gradient = match chosen.settings().word("gradient") {
        "path" => DrawGradient::Path,
        "full" => DrawGradient::Full,
        other => return Err(unknown("gradient", other)),
    };
    let annealing = train.annealing.map(|a| Annealing { start: a.start, steps: a.steps });
    let validation_draws = chosen.settings().count("validation_draws");
    Ok(Some(ReverseKl { annealing, gradient, validation_draws }))
}

/// How a latent variable model is fitted.
///
/// # Errors
/// For a word that the runtime lacks, which is a bug of the catalog's entry.
pub fn elbo(train: &Train) -> Result<Elbo> {
    let chosen = match train.chosen("objective") {
        Some(chosen) if chosen.word.name() == "reconstruction" => {
            return Ok(Elbo { bound: LowerBound::Reconstruction, ..Elbo::default() });
        }
        Some(chosen) if chosen.word.name() == "elbo" => chosen,
        _ => return Ok(Elbo::default()),
    };
    let settings = chosen.settings();
    let bound = match settings.word("bound") {
        "evidence" => LowerBound::Evidence,
        "importance" => LowerBound::Importance,
        other => return Err(unknown("bound", other)),
    };
    let (warm_up, draws) = (settings.count("warm_up"), settings.count("draws"));
    let kl = match settings.word("kl") {
        "drawn" => Kl::Drawn,
        "closed_form" => Kl::ClosedForm,
        other => return Err(unknown("KL", other)),
    };
    Ok(Elbo { warm_up, draws, bound, free_nats: settings.number("free_nats"), kl })
}

fn unknown(kind: &str, word: &str) -> Error {
    Error::bug(format!("the runtime has no {kind} `{word}` with these settings"))
}

fn fit_options(train: &Train) -> Result<FitOptions> {
    let settings = train.settings();
    let optimizer = match train.chosen("optimizer") {
        None => Optimizer::default(),
        Some(chosen) => {
            let name = chosen.word.name();
            Optimizer::named(name, &values(chosen)).ok_or_else(|| unknown("optimizer", name))?
        }
    };
    let schedule = match train.chosen("schedule") {
        None => Schedule::default(),
        Some(chosen) => {
            let name = chosen.word.name();
            Schedule::named(name, &numbers(chosen)).ok_or_else(|| unknown("schedule", name))?
        }
    };
    Ok(FitOptions {
        epochs: settings.count("epochs"),
        steps: match settings.value("steps") {
            Some(Value::Count(steps)) => Some(*steps),
            _ => None,
        },
        batch_size: settings.count("batch_size"),
        optimizer,
        schedule,
        clip_norm: match settings.value("clip_norm") {
            Some(Value::Number(n)) => Some(*n),
            _ => None,
        },
        patience: train.patience,
        seed: match settings.value("seed") {
            Some(Value::Seed(seed)) => *seed,
            _ => 0,
        },
        data_seed: match settings.value("data_seed") {
            Some(Value::Seed(seed)) => Some(*seed),
            _ => None,
        },
        ..FitOptions::default()
    })
}

/// The numbers and flags of a word, by their names.
fn values(chosen: &Chosen) -> Vec<(&'static str, Setting)> {
    let value = |(name, value): (&'static str, &Value)| {
        let setting = match value {
            Value::Number(n) => Setting::Number(*n),
            Value::Count(n) => Setting::Number(*n as f64),
            Value::Flag(flag) => Setting::Flag(*flag),
            _ => return None,
        };
        Some((name, setting))
    };
    chosen.settings().iter().filter_map(value).collect()
}

/// The numbers of a word, by their names.
fn numbers(chosen: &Chosen) -> Vec<(&'static str, f64)> {
    let number = |(name, setting)| match setting {
        Setting::Number(n) => Some((name, n)),
        Setting::Flag(_) => None,
    };
    values(chosen).into_iter().filter_map(number).collect()
}

fn input(data: &Data) -> Input {
    match data {
        Data::File(file) => Input::File(file_rows(file)),
        Data::Generator(chosen) => Input::Generator(generator(chosen)),
    }
}

fn file_rows(data: &FileData) -> FileRows {
    let FileData {
        file,
        columns,
        context,
        context_file,
        weights,
        header,
        drop_missing,
        missing_markers,
        column_markers,
        dequantize,
        dequantize_all,
        binarize,
        encoding,
        rows,
        ..
    } = data;
    FileRows {
        columns: columns.clone(),
        context: context.clone(),
        context_file: context_file.clone(),
        weights: weights.clone(),
        header: *header,
        missing: if *drop_missing { Missing::Drop } else { Missing::default() },
        markers: missing_markers.clone(),
        column_markers: column_markers.clone(),
        dequantize: dequantize.clone(),
        dequantize_all: *dequantize_all,
        binarize: binarize.map(|binarize| match binarize {
            checked::Binarize::Threshold(threshold) => Binarize::Threshold(threshold),
            checked::Binarize::Dynamic => Binarize::Dynamic,
        }),
        encoding: encoding.map(|encoding| match encoding {
            levels::Encoding::MuLaw => Encoding::MuLaw,
            levels::Encoding::Linear => Encoding::Linear,
        }),
        kinds: kinds(data),
        rows: rows.map(|(first, end)| first..end),
        ..FileRows::new(file)
    }
}

/// The values that columns can have, without those that can be any numbers.
fn kinds(data: &FileData) -> Vec<(String, ColumnKind)> {
    let all = data.columns.iter().zip(&data.kinds).chain(data.context.iter().zip(&data.context_kinds));
    let kind = |(name, kind): (&String, &columns::ColumnKind)| {
        let kind = match kind {
            columns::ColumnKind::Real => return None,
            columns::ColumnKind::Positive => ColumnKind::Positive,
            columns::ColumnKind::Unit => ColumnKind::Unit,
            columns::ColumnKind::Integer => ColumnKind::Integer,
            columns::ColumnKind::Count => ColumnKind::Count,
            columns::ColumnKind::Interval(low, high) => ColumnKind::Interval(Interval::between(*low, *high)),
            columns::ColumnKind::Angle(low, high) => ColumnKind::Angle { low: *low, high: *high },
            columns::ColumnKind::Range(low, high) => ColumnKind::Range { low: *low, high: *high },
            columns::ColumnKind::Categorical(labels) => ColumnKind::Categorical(labels.clone()),
        };
        Some((name.clone(), kind))
    };
    all.filter_map(kind).collect()
}

fn generator(chosen: &Chosen) -> GeneratorRows {
    let settings = chosen.settings();
    let number = |(name, value): (&'static str, &Value)| match value {
        Value::Number(n) => Some((name, *n)),
        _ => None,
    };
    GeneratorRows {
        // A command reads one declaration, whose names may stay as long as it runs.
        name: String::leak(chosen.word.name().to_owned()),
        settings: Vec::leak(settings.iter().filter_map(number).collect()),
        rows: settings.count("rows"),
        fresh: matches!(settings.value("fresh"), Some(Value::Flag(true))),
    }
}

//! The facts that tell one fit from another: the options and rows on which its bits depend. The
//! number of threads is none of them.

use hmac_sha256::Hash as Sha256;

use super::dataset::Data;
use super::options::{FitOptions, Validation};
use super::rows::Feed;
use crate::model::Columns;
use crate::numeric::Real;

/// Each fact by name, as a text without line breaks or tabs.
pub fn of_rows<T: Real>(feed: Feed<'_>, columns: &Columns, options: &FitOptions) -> Vec<(&'static str, String)> {
    let mut facts = of_options::<T>(options);
    let kinds: Vec<String> = columns.event.iter().chain(&columns.context).map(|c| c.kind.to_string()).collect();
    facts.extend([
        ("rows", rows(feed, &options.weights)),
        ("validation", validation(&options.validation)),
        ("kinds of columns", kinds.join(", ").replace(['\n', '\t'], " ")),
    ]);
    facts.extend(columns.binarize.map(|binarize| ("binarisation", binarize.to_string())));
    facts.extend(columns.sound.map(|sound| ("sound", sound.to_string())));
    facts
}

/// The facts that the options decide, for a fit with data or without. A new option does not compile
/// until it is named here.
pub fn of_options<T: Real>(options: &FitOptions) -> Vec<(&'static str, String)> {
    let FitOptions {
        epochs,
        steps,
        batch_size,
        optimizer,
        schedule,
        clip_norm,
        patience,
        standardize,
        continued,
        seed,
        data_seed: _,
        // Both belong to the rows.
        validation: _,
        weights: _,
        // The bits are the same for any number of threads.
        threads: _,
    } = options;
    let length = match steps {
        Some(steps) => ("steps", steps.to_string()),
        None => ("epochs", epochs.to_string()),
    };
    let or_none = |value: Option<String>| value.unwrap_or_else(|| "none".into());
    vec![
        ("dtype", T::NAME.into()),
        length,
        ("batch size", batch_size.to_string()),
        ("optimizer", optimizer.to_string()),
        ("schedule", format!("{schedule:?}")),
        ("clip norm", or_none(clip_norm.map(|norm| norm.to_string()))),
        ("patience", or_none(patience.map(|patience| patience.to_string()))),
        ("standardize", standardize.name().into()),
        ("continued", continued.to_string()),
        ("seed", seed.to_string()),
        ("data seed", options.seed_of_data().to_string()),
    ]
}

fn rows(feed: Feed<'_>, weights: &[f64]) -> String {
    match feed {
        Feed::Rows(Data { events, contexts }) => digest(&[events, contexts, weights]),
        Feed::Images(bytes) => format!("bytes {}, {}", shown(of_bytes([bytes])), digest(&[weights])),
        Feed::Crops(recordings) => {
            let lengths: Vec<f64> = recordings.iter().map(|levels| levels.len() as f64).collect();
            let contexts: Vec<f64> = (0..recordings.len()).flat_map(|k| recordings.context(k)).copied().collect();
            // Without contexts, as it always was.
            let numbers = if contexts.is_empty() {
                digest(&[&lengths, weights])
            } else {
                digest(&[&lengths, weights, &contexts])
            };
            format!("crops {}, {numbers}", shown(of_bytes(recordings.iter())))
        }
        // Whoever draws other rows draws other first rows. A source that fails is reported by the
        // fit itself.
        Feed::Fresh(draw) => draw(1).map_or_else(
            |_| "no fresh ones".into(),
            |drawn| format!("fresh {}", digest(&[&drawn.events, &drawn.contexts])),
        ),
    }
}

fn validation(validation: &Validation) -> String {
    match validation {
        Validation::None => "none".into(),
        Validation::Fraction(fraction) => fraction.to_string(),
        Validation::Rows { events, contexts, weights } => digest(&[events, contexts, weights]),
    }
}

/// The first digits of a SHA-256 over some tables, each preceded by its length.
pub fn digest(tables: &[&[f64]]) -> String {
    let mut hash = Sha256::new();
    for table in tables {
        hash.update((table.len() as u64).to_le_bytes());
        table.iter().for_each(|value| hash.update(value.to_le_bytes()));
    }
    shown(hash)
}

/// A SHA-256 over bytes in parts.
fn of_bytes<B: AsRef<[u8]>>(parts: impl IntoIterator<Item = B>) -> Sha256 {
    let mut hash = Sha256::new();
    parts.into_iter().for_each(|part| hash.update(part));
    hash
}

fn shown(hash: Sha256) -> String {
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

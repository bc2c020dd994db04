//! The figures of flows of images and of sequences: data and samples, and the images that are least likely.

use flow_runtime::data::Sound;
use std::path::Path;

use serde_json::Value;

use crate::exit::{Failure, Outcome, say};
use crate::model::Run;
use crate::observed::Observed;
use crate::plot::{Figure, Pictures, Waves, captioned, sheets, strip, waves};

/// Images of a sheet.
pub const IMAGES: usize = 64;

/// Sequences of a figure, of the data and of the model.
pub const SEQUENCES: usize = 6;

/// Images whose lower halves a sheet completes.
pub const COMPLETED: usize = 8;

/// Completions of each, so that these, what is known and the original make a row of a sheet.
pub const COMPLETIONS: usize = 6;

/// The temperature of a sheet of samples that are more alike, where none is asked for.
const USUAL: f64 = 0.7;

/// The temperature of the second sheet of samples; `None` where the base has none.
pub fn usual_temperature(run: &Run) -> Option<String> {
    run.has_temperature(USUAL).then(|| USUAL.to_string())
}

/// Sheets of data, where there are any, and of each set of samples under its title.
pub fn compare(shape: [usize; 3], observed: &Observed, samples: &[(String, Vec<f64>)]) -> Figure {
    let data = observed.some(IMAGES);
    let samples = samples.iter().map(|(title, rows)| (title.as_str(), rows.as_slice()));
    let sets: Vec<(&str, &[f64])> = data.as_deref().map(|rows| ("data", rows)).into_iter().chain(samples).collect();
    sheets(Pictures::of(shape, sets.first().map_or(&[], |set| set.1)), &sets)
}

/// Sequences of data, where there are any, and of each set of samples, as lines: amplitudes where they are sound.
pub fn sequences(
    shape: [usize; 2],
    sound: Option<Sound>,
    observed: &Observed,
    samples: &[(String, Vec<f64>)],
) -> Figure {
    let data = observed.some(SEQUENCES);
    let shown = |rows: &[f64]| -> Vec<f64> {
        let rows = &rows[..rows.len().min(SEQUENCES * observed.event)];
        rows.iter().map(|x| sound.map_or(*x, |sound| sound.decode(*x))).collect()
    };
    let samples = samples.iter().map(|(title, rows)| (title.as_str(), shown(rows)));
    let sets: Vec<(&str, Vec<f64>)> = data.iter().map(|rows| ("data", shown(rows))).chain(samples).collect();
    let sets: Vec<(&str, &[f64])> = sets.iter().map(|(title, rows)| (*title, rows.as_slice())).collect();
    let (rate, names) = match sound {
        Some(sound) => (f64::from(sound.rate), ["seconds", "amplitude"]),
        None => (1.0, ["position", "value"]),
    };
    waves(Waves { shape, rate, names }, &sets)
}

/// Sheets of samples of several scales, in whose rows only the coarse latents differ, and only the fine ones.
pub fn by_scale(shape: [usize; 3], [coarse, fine]: &[Vec<f64>; 2]) -> Figure {
    let sets = [("each row: coarse latents redrawn", coarse.as_slice()), ("each row: fine latents redrawn", fine)];
    sheets(Pictures::of(shape, coarse), &sets)
}

/// Each row: what is known of an image, its first positions, then completions, then the image.
pub fn completions(shape: [usize; 3], known: usize, whole: &[f64], drawn: &[f64]) -> Figure {
    let pictures = Pictures::of(shape, whole);
    let [low, high] = pictures.range;
    let (size, positions) = (shape.iter().product::<usize>(), shape[1] * shape[2]);
    let mut images = Vec::new();
    for (image, completions) in whole.chunks(size).zip(drawn.chunks(size * COMPLETIONS)) {
        let seen = |(k, x): (usize, &f64)| if k % positions < known { *x } else { 0.5 * (low + high) };
        images.extend(image.iter().enumerate().map(seen));
        images.extend_from_slice(completions);
        images.extend_from_slice(image);
    }
    strip(pictures, "known, completions, original", &images)
}

/// The images on the way between two rows, `A,B`, in their order.
pub fn way(shape: [usize; 3], between: &str, images: &[f64]) -> Figure {
    let title = format!("rows {}", between.replacen(',', " to ", 1));
    strip(Pictures::of(shape, images), &title, images)
}

/// The images that a diagnosis names as least likely, each with its row and what its code would take.
/// Their values are taken out of the diagnosis: nobody reads an image as numbers.
pub fn least_likely(shape: [usize; 3], judged: &Observed, diagnosis: &mut Value) -> Option<Figure> {
    let least = diagnosis["least_likely"].as_array_mut()?;
    let mut images = Vec::new();
    for row in least {
        let values = row.as_object_mut()?.remove("values")?;
        let words = match (row["bits_per_dimension"].as_f64(), row["log_prob"].as_f64()) {
            (Some(bits), _) => format!("{bits:.3} bits/dim"),
            (None, Some(nats)) => format!("{nats:.1} nats").replace('-', "−"),
            (None, None) => "−∞ nats".to_owned(),
        };
        let values: Vec<f64> = values.as_array()?.iter().map(|value| value.as_f64().unwrap_or(f64::NAN)).collect();
        images.push((format!("row {}: {words}", row["row"]), values));
    }
    let shown: Vec<(String, &[f64])> =
        images.iter().map(|(words, values)| (words.clone(), values.as_slice())).collect();
    Some(captioned(Pictures::of(shape, &judged.some(IMAGES)?), &shown))
}

/// Writes a figure into a folder, as PNG and SVG.
///
/// # Errors
/// A file cannot be written.
pub fn save(figure: &Figure, folder: &Path, name: &str) -> Outcome {
    let image = folder.join(name).with_extension("png");
    figure.write_png(&image).map_err(|error| Failure::io(&image, "write", &error))?;
    let drawing = image.with_extension("svg");
    figure.write_svg(&drawing).map_err(|error| Failure::io(&drawing, "write", &error))?;
    say(&format!("wrote {} and .svg", image.display()));
    Ok(())
}

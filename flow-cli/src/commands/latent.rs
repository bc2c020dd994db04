//! The figures of a latent variable model of images: reconstructions, decoded latent variables, and the
//! latent variables of data beside draws of the prior.

use std::path::Path;

use flow_runtime::data::{Dtype, write_npy};

use super::pictures::{IMAGES, save};
use crate::exit::Failure;
use crate::model::Run;
use crate::numbers;
use crate::observed::Observed;
use crate::plot::{Figure, Pictures, Rows, pairs, sheets, strip};

/// Rows whose latent variables are drawn.
const ENCODED: usize = 2000;

/// Draws whose mean an image is, so that it shows probabilities and not their noise.
const DRAWS: usize = 64;

/// Images along each axis of the plane of latent variables, from −2 to 2.
const SIDE: usize = 8;

/// A unit is active where its mean under the posterior varies by more than this over the data. (Burda,
/// Grosse and Salakhutdinov 2016)
const ACTIVE: f64 = 0.01;

/// Draws the figures, and says how many units are active; none where there are no data.
///
/// # Errors
/// A failing model, and files that cannot be written.
pub fn figures(
    run: &Run,
    shape: [usize; 3],
    observed: &Observed,
    output: &Path,
    scratch: &Path,
) -> Result<Vec<(&'static str, Figure)>, Failure> {
    let Some(rows) = observed.as_read(ENCODED) else { return Ok(Vec::new()) };
    let files = Files { run, scratch };
    let data = scratch.join("encoded_rows.npy");
    write_npy(&data, &[rows.len() / observed.event, observed.event], &rows, Dtype::F64)?;
    let drawn = files.encode(&data, &["--seed", "0"])?;
    let size = drawn.len() * observed.event / rows.len();
    // Where the posterior's base has no location, means are those of draws.
    let means = files.encode(&data, &[]).unwrap_or_else(|_| drawn.clone());
    let mut found = Vec::new();
    let mut add = |caption: &'static str, name: &str, figure: Figure| {
        save(&figure, output, name)?;
        found.push((caption, figure));
        Ok::<(), Failure>(())
    };

    let some = IMAGES.min(rows.len() / observed.event);
    let shown = &rows[..some * observed.event];
    let decoded = files.decode(&means[..some * size], size)?;
    let sets = [("data", shown), ("reconstructions", decoded.as_slice())];
    // Data are bytes where the model sees zeros and ones, so that each sheet has a range of its own.
    let sheet = |set: (&str, &[f64])| sheets(Pictures::of(shape, set.1), &[set]);
    add("Data", "encoded", sheet(sets[0]))?;
    add("Reconstructions of these", "reconstructions", sheet(sets[1]))?;

    let variances: Vec<f64> = (0..size).map(|unit| variance(means[unit..].iter().step_by(size))).collect();
    let active = variances.iter().filter(|variance| **variance > ACTIVE).count();
    let mut order: Vec<usize> = (0..size).collect();
    order.sort_by(|a, b| variances[*b].total_cmp(&variances[*a]));
    let along = |unit: usize| -2.0 + 4.0 * unit as f64 / (SIDE - 1) as f64;
    let mut plane = vec![0.0; SIDE * SIDE * size];
    for (place, z) in plane.chunks_mut(size).enumerate() {
        z[order[0]] = along(place % SIDE);
        if let Some(second) = order.get(1) {
            z[*second] = along(place / SIDE);
        }
    }
    let axes: Vec<String> = order.iter().take(2).map(|unit| format!("z{}", unit + 1)).collect();
    // A longer title is cut at the width of the sheet.
    let title = format!("along {}; {active} of {size} units are active", axes.join(" and "));
    let decoded = files.decode(&plane, size)?;
    add("Decoded latent variables", "latent_plane", strip(Pictures::of(shape, &decoded), &title, &decoded))?;

    let prior = files.prior(drawn.len() / size)?;
    let names: Vec<String> = order.iter().map(|unit| format!("z{}", unit + 1)).collect();
    let arranged =
        |rows: &[f64]| -> Vec<f64> { rows.chunks(size).flat_map(|row| order.iter().map(|unit| row[*unit])).collect() };
    let (drawn, prior) = (arranged(&drawn), arranged(&prior));
    let of = |values| Rows { values, columns: size };
    let figure = pairs(&names, Some(of(&drawn)), ("draws of the prior", of(&prior)));
    add("Latent variables of data, and draws of the prior", "latent", figure)?;
    Ok(found)
}

/// The commands of a run by files of a folder.
struct Files<'a> {
    run: &'a Run,
    scratch: &'a Path,
}

impl Files<'_> {
    fn encode(&self, data: &Path, words: &[&str]) -> Result<Vec<f64>, Failure> {
        let file = self.scratch.join("encoded.npy");
        let mut command = self.run.call("encode");
        command.arg("--data").arg(data).arg("-o").arg(&file).args(words);
        command.quietly()?;
        numbers::read(&file, None)
    }

    fn decode(&self, z: &[f64], size: usize) -> Result<Vec<f64>, Failure> {
        let (from, to) = (self.scratch.join("z.npy"), self.scratch.join("decoded.npy"));
        write_npy(&from, &[z.len() / size, size], z, Dtype::F64)?;
        let mut command = self.run.call("decode");
        command.arg("--data").arg(&from).arg("-o").arg(&to).args(["--mean", &DRAWS.to_string(), "--seed", "0"]);
        command.quietly()?;
        numbers::read(&to, None)
    }

    fn prior(&self, n: usize) -> Result<Vec<f64>, Failure> {
        let file = self.scratch.join("prior.npy");
        let mut command = self.run.call("sample");
        command.args(["--latent", "-n", &n.to_string(), "--seed", "0"]).arg("-o").arg(&file);
        command.quietly()?;
        numbers::read(&file, None)
    }
}

fn variance<'a>(values: impl Iterator<Item = &'a f64> + Clone) -> f64 {
    let n = values.clone().count() as f64;
    let mean = values.clone().sum::<f64>() / n;
    values.map(|value| (value - mean).powi(2)).sum::<f64>() / n
}

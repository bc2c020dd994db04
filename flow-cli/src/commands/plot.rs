//! `flow plot RUN`: figures of a run, as PNG and SVG.
//!
//! `curves` shows the training; beside it, `density` for flows in the plane, and `pairs` for all
//! others. The model is asked through its program, as a user would: rows go in and out as NPY files
//! in a temporary folder.

use std::path::{Path, PathBuf};

use clap::Args;
use flow_run::{HISTORY, SPEC, text};
use flow_runtime::data::{Dtype, write_npy, write_npy_bytes};
use serde_json::Value;

use super::latent;
use super::pictures::{self, IMAGES, save};
use crate::exit::{Failure, Outcome, say};
use crate::history;
use crate::model::{REPORT, Run};
use crate::numbers;
use crate::observed::Observed;
use crate::plot::{DensityGrid, Figure, Rows, Window, curves, density, pairs};
use crate::report::{self, Page};
use crate::runs::open_best;
use crate::runtime_dependency::CompileFlag;

/// Numbers of all samples of a figure, about.
const NUMBERS: usize = 1 << 22;
/// Samples drawn for a figure.
const SAMPLES: usize = 5000;
/// Cells of the density's grid along its longer side.
const CELLS: usize = 200;

/// Flags of `flow plot`.
#[derive(Args, Debug)]
pub struct Plot {
    /// The folder that `flow train` wrote; of the runs of several seeds, the best by validation
    run: PathBuf,
    /// The folder for the figures; by default that of the run
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Show these rows instead of the training data: FILE.csv, FILE.npy, FILE.npz, FILE.npz:ARRAY,
    /// FILE.parquet or FILE.wav
    #[arg(long, value_name = "FILE")]
    data: Option<String>,
    /// Draw samples with the base's deviations from its location multiplied by T; of images a sheet of
    /// such stands beside that of the model itself, by default at 0.7
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    temperature: Option<String>,
    #[command(flatten)]
    compile: CompileFlag,
}

impl Plot {
    pub fn run(self) -> Outcome {
        let run = open_best(&self.run, self.compile.resolve()?.as_ref())?;
        let output = self.output.as_deref().unwrap_or(&run.folder);
        std::fs::create_dir_all(output).map_err(|error| Failure::io(output, "create", &error))?;
        let Plot { data, temperature, .. } = &self;
        let wanted = Wanted { data: data.as_deref(), test: None, temperature: temperature.as_deref() };
        draw(&run, wanted, output)
    }
}

/// The choices for figures of a run.
#[derive(Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// Rows in place of the training data.
    pub data: Option<&'a str>,
    /// Rows by which the page judges the model.
    pub test: Option<&'a str>,
    /// The temperature of samples.
    pub temperature: Option<&'a str>,
}

/// Draws all figures of a run into `output`, and the page that shows them.
///
/// # Errors
/// Data or history that cannot be read, a failing model, a folder that cannot be written.
pub fn draw(run: &Run, wanted: Wanted<'_>, output: &Path) -> Outcome {
    let mut figures = Vec::new();
    let epochs = run.folder.join(HISTORY);
    if epochs.is_file() {
        let (quantity, epochs) = history::read(&epochs)?;
        let figure = curves(quantity, &epochs);
        save(&figure, output, "curves")?;
        figures.push(("Training", figure));
    }
    let observed = Observed::of(run, wanted.data)?;
    let scratch = tempfile::tempdir().map_err(|error| Failure::io(&std::env::temp_dir(), "write", &error))?;
    let samples = all_samples(run, &observed, wanted.temperature, scratch.path())?;
    if samples.is_empty() {
        say("samples of a conditional flow need contexts: name data that has them with `flow plot RUN --data FILE`");
    } else {
        figures.extend(compare(run, &observed, &samples, output, scratch.path())?);
    }
    // Data may be large, and are read again where they are judged.
    drop((observed, samples));
    report(run, wanted, figures, output, scratch.path())
}

/// The figures that show samples beside data: sheets of pictures where events are images; the density
/// too where it lies in the plane.
fn compare(
    run: &Run,
    observed: &Observed,
    samples: &[(String, Vec<f64>)],
    output: &Path,
    scratch: &Path,
) -> Result<Vec<(&'static str, Figure)>, Failure> {
    if let Some(shape) = run.declaration.image() {
        let figure = pictures::compare(shape, observed, samples);
        save(&figure, output, "images")?;
        let mut figures = vec![("Data and samples", figure)];
        // With contexts of their own, rows would differ in more than in one scale.
        if observed.context == 0 && run.has_scales()? {
            let redrawn = |scale: &str| draw_samples(run, observed, &["--redraw", scale], scratch);
            let sets = [redrawn("coarse")?.unwrap_or_default(), redrawn("fine")?.unwrap_or_default()];
            let figure = pictures::by_scale(shape, &sets);
            save(&figure, output, "scales")?;
            figures.push(("Samples by scale", figure));
        }
        if run.is_latent() {
            figures.extend(latent::figures(run, shape, observed, output, scratch)?);
        }
        if observed.context == 0
            && run.completes()?
            && let Some(figure) = completions(run, shape, observed, scratch)?
        {
            save(&figure, output, "completions")?;
            figures.push(("Completions", figure));
        }
        return Ok(figures);
    }
    if let Some(shape) = run.declaration.sequence() {
        let figure = pictures::sequences(shape, run.columns()?.sound, observed, samples);
        save(&figure, output, "waves")?;
        return Ok(vec![("Data and samples", figure)]);
    }
    let Some((called, samples)) = samples.first().map(|(called, rows)| (called.as_str(), rows.as_slice())) else {
        return Ok(Vec::new());
    };
    let names = observed.names();
    let rows = |values| Rows { values, columns: observed.event };
    let pairs = pairs(&names, observed.rows.as_deref().map(rows), (called, rows(samples)));
    save(&pairs, output, "pairs")?;
    let pairs = ("Marginals and pairs, data and samples", pairs);
    if observed.event != 2 || observed.context > 0 || run.is_latent() {
        return Ok(vec![pairs]);
    }
    let window = Window::around(observed.rows.as_deref().unwrap_or(samples));
    let (points, columns) = window.grid(CELLS);
    let log_density = score(run, &points, scratch, &[])?;
    let fitted = run.declaration.is_fitted_to_density()?;
    let target = fitted.then(|| score(run, &points, scratch, &["--target"])).transpose()?;
    let grid = DensityGrid { window, columns, log_density: &log_density };
    let figure = density([&names[0], &names[1]], observed.rows.as_deref(), (called, samples), &grid, target.as_deref());
    save(&figure, output, "density")?;
    let caption = if target.is_some() { "Samples, target and density" } else { "Data, samples and density" };
    Ok(vec![(caption, figure), pairs])
}

/// Images of the data whose lower halves are drawn given the upper ones; `None` where there are no data.
fn completions(run: &Run, shape: [usize; 3], observed: &Observed, scratch: &Path) -> Result<Option<Figure>, Failure> {
    let Some(rows) = observed.as_read(pictures::COMPLETED) else { return Ok(None) };
    let (given, drawn) = (scratch.join("given.npy"), scratch.join("completions.npy"));
    let n = rows.len() / observed.event;
    write_npy(&given, &[n, observed.event], &rows, Dtype::F64)?;
    let [_, height, width] = shape;
    let complete = |known: usize, each: usize| {
        let mut command = run.call("sample");
        command.arg("--given").arg(&given).arg("-o").arg(&drawn);
        command.args(["--known", &known.to_string(), "--each", &each.to_string(), "--seed", "0"]);
        command.quietly()?;
        numbers::read(&drawn, Some(n * each * observed.event))
    };
    let known = height / 2 * width;
    // With all positions known, the events are those that the flow takes up.
    let whole = complete(height * width, 1)?;
    let drawn = complete(known, pictures::COMPLETIONS)?;
    Ok(Some(pictures::completions(shape, known, &whole, &drawn)))
}

/// Writes `report.html`: about the rows of `test`, else of `data`, else those of the validation
/// file, else the training data.
fn report(
    run: &Run,
    Wanted { data, test, .. }: Wanted<'_>,
    mut figures: Vec<(&str, Figure)>,
    output: &Path,
    scratch: &Path,
) -> Outcome {
    let declaration = &run.declaration;
    let validation = declaration.find(&["train", "validation", "file"]).and_then(text);
    let (judged, title, rows) = match (test.or(data), validation) {
        (Some(file), _) => {
            let title = if test.is_some() { "Test score" } else { "Score" };
            (Observed::of(run, Some(file))?, title, format!("Rows of {file}."))
        }
        (None, Some(file)) => (
            Observed::of_validation(run)?,
            "Validation score",
            format!(
                "Rows of {file}, by which the best epoch was chosen; `flow plot RUN --data FILE` judges by others."
            ),
        ),
        (None, None) => (
            Observed::of(run, None)?,
            "Score",
            "Rows like those that the model was trained on; `flow plot RUN --data FILE` judges by others.".to_owned(),
        ),
    };
    let estimate = run.declaration.is_fitted_to_density()? && judged.context == 0;
    let estimate = estimate.then(|| run.ask("score", None)).transpose()?;
    let file = judged_rows(&judged, scratch)?;
    // A latent variable model has a bound in the place of all that is said of a density.
    let question = if run.is_latent() { "score" } else { "diagnose" };
    let mut diagnosis = file.map(|file| run.ask(question, Some(&file))).transpose()?;
    if let Some(diagnosis) = &mut diagnosis {
        name_rows(diagnosis, |row| judged.origin(row));
        let image = declaration.image();
        if let Some(figure) = image.and_then(|shape| pictures::least_likely(shape, &judged, diagnosis)) {
            save(&figure, output, "least_likely")?;
            figures.push(("Least likely images", figure));
        }
    }
    let in_bits = diagnosis.as_ref().is_some_and(|found| found["bits_per_dimension"].is_number());
    let compiled = declaration.compile()?;
    let spec = run.folder.join(SPEC);
    let page = Page {
        name: compiled.name(),
        rows: (title, &rows),
        score: test.map(|file| run.score(file)).transpose()?,
        names: &if declaration.is_grid() { Vec::new() } else { judged.names() },
        dimensions: in_bits.then_some(judged.event),
        diagnosis: diagnosis.as_ref(),
        estimate: estimate.as_ref(),
        figures: &figures,
        structure: &compiled.explain(None),
        spec: &declaration.spec.to_yaml(),
        command: &format!(
            "flow train {} -o AGAIN{}",
            spec.display(),
            test.map_or(String::new(), |file| format!(" --test {file}"))
        ),
    };
    let (path, html) = (output.join(REPORT), report::html(&page)?);
    flow_runtime::__private::atomic::write(&path, |file| std::io::Write::write_all(file, html.as_bytes()))?;
    say(&format!("wrote {}", path.display()));
    Ok(())
}

/// Rows are counted from 1, in the file that was judged: not all rows are, so each gets its own
/// number, `origin` of one from 0.
fn name_rows(diagnosis: &mut Value, origin: impl Fn(usize) -> usize) {
    let rename = |row: &mut Value| {
        if let Some(number) = row.as_u64().filter(|number| *number > 0) {
            *row = (origin(number as usize - 1) + 1).into();
        }
    };
    diagnosis.pointer_mut("/round_trip/row").map(rename);
    let least = diagnosis["least_likely"].as_array_mut().into_iter().flatten();
    least.filter_map(|least| least.get_mut("row")).for_each(rename);
}

/// The rows as a file for the model's program; `None` where there are none, or contexts are
/// missing.
fn judged_rows(judged: &Observed, scratch: &Path) -> Result<Option<String>, Failure> {
    let (event, context) = (judged.event, judged.context);
    let file = scratch.join("judged.npy");
    if !judged.bytes.is_empty() {
        write_npy_bytes(&file, &[judged.bytes.len() / event, event], &judged.bytes)?;
        return Ok(Some(file.display().to_string()));
    }
    let (Some(events), contexts) = (&judged.rows, judged.contexts.as_deref().unwrap_or_default()) else {
        return Ok(None);
    };
    let n = events.len() / event;
    if contexts.len() != n * context {
        return Ok(None);
    }
    let row = |k: usize| events[k * event..][..event].iter().chain(&contexts[k * context..][..context]).copied();
    let values: Vec<f64> = (0..n).flat_map(row).collect();
    write_npy(&file, &[n, event + context], &values, Dtype::F64)?;
    Ok(Some(file.display().to_string()))
}

/// Sets of samples that figures show, each with the words that it is called by; none for a conditional
/// flow without contexts. Images are drawn from the model itself, and at a temperature beside.
fn all_samples(
    run: &Run,
    observed: &Observed,
    temperature: Option<&str>,
    scratch: &Path,
) -> Result<Vec<(String, Vec<f64>)>, Failure> {
    let given = temperature.map(str::to_owned);
    let temperatures = match run.declaration.image() {
        Some(_) => {
            let narrower = given.or_else(|| pictures::usual_temperature(run));
            std::iter::once(None).chain(narrower.map(Some)).collect()
        }
        None => vec![given],
    };
    let mut sets = Vec::new();
    for temperature in temperatures {
        let called = temperature.as_ref().map_or("samples".into(), |t| format!("samples at temperature {t}"));
        let words: Vec<&str> = temperature.iter().flat_map(|t| ["--temperature", t]).collect();
        let rows = draw_samples(run, observed, &words, scratch)?;
        sets.extend(rows.map(|rows| (called, rows)));
    }
    Ok(sets)
}

/// Samples, flattened, with further words for the command; `None` for a conditional flow without contexts. A
/// context gets one sample.
fn draw_samples(run: &Run, observed: &Observed, words: &[&str], scratch: &Path) -> Result<Option<Vec<f64>>, Failure> {
    let file = scratch.join("samples.npy");
    let mut command = run.call("sample");
    // Of long sequences fewer samples show as much.
    let some = (NUMBERS / observed.event).clamp(IMAGES, SAMPLES);
    let mut rows = match (run.declaration.image(), run.declaration.sequence()) {
        (Some(_), _) => IMAGES,
        (_, Some(_)) => pictures::SEQUENCES,
        _ => some,
    };
    if observed.context > 0 {
        let Some(contexts) = &observed.contexts else { return Ok(None) };
        rows = rows.min(contexts.chunks_exact(observed.context).len());
        let contexts = &contexts[..rows * observed.context];
        let context_file = scratch.join("contexts.npy");
        write_npy(&context_file, &[rows, observed.context], contexts, Dtype::F64)?;
        command.arg("--context").arg(context_file);
    }
    command.args(words);
    command.args(["-n", &rows.to_string(), "--seed", "0"]).arg("-o").arg(&file);
    command.quietly()?;
    numbers::read(&file, Some(rows * observed.event)).map(Some)
}

/// Log-densities of points in the plane.
fn score(run: &Run, points: &[f64], scratch: &Path, flags: &[&str]) -> Result<Vec<f64>, Failure> {
    let (rows, scores) = (scratch.join("grid.npy"), scratch.join("scores.npy"));
    write_npy(&rows, &[points.len() / 2, 2], points, Dtype::F64)?;
    let mut command = run.call("score");
    command.arg("--data").arg(rows).arg("-o").arg(&scores).args(flags);
    command.quietly()?;
    numbers::read(&scores, Some(points.len() / 2))
}

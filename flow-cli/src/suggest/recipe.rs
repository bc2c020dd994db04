//! The layers and the training, by the rows and columns of a table and its tails. `docs/which-flow.md` has the measurements behind it.

/// Tails from here on are heavier than those of Laplace's distribution.
const HEAVY: f64 = 7.0;
/// From here on they are those of Student's t with two degrees of freedom.
const VERY_HEAVY: f64 = 11.0;

/// Lines of a spec, each with the reason for it.
pub struct Recipe {
    /// The distribution at the bottom.
    pub base: Line,
    pub layers: Vec<Line>,
    /// The lines that follow `data` in `train`.
    pub train: Vec<Line>,
}

/// A line of the spec, and why it is there.
pub struct Line {
    pub text: String,
    pub why: String,
}

fn line(text: impl Into<String>, why: impl Into<String>) -> Line {
    Line { text: text.into(), why: why.into() }
}

/// The recipe for so many rows of so many modelled columns, whose tails are as heavy as [`Look::tail`](super::look::Look::tail) says.
pub fn recipe(rows: usize, event: usize, tails: impl Iterator<Item = f64>) -> Recipe {
    let tail = tails.fold(0.0, f64::max);
    Recipe { base: base(tail), layers: layers(rows, event), train: train(rows, event, tail) }
}

fn base(tail: f64) -> Line {
    let tails = format!("tails: the outer hundredth of a column is {tail:.0} times as wide as its middle half");
    match tail {
        VERY_HEAVY.. => line("base: {student_t: {degrees_of_freedom: 2}}", format!("heavy {tails}")),
        HEAVY.. => line("base: {student_t: {degrees_of_freedom: 4}}", format!("heavy {tails}")),
        _ => line("base: standard_normal", "what the layers make into the density of the data"),
    }
}

/// How the networks are held back: the share of hidden units that a step switches off, and weight decay.
struct Restraint {
    dropout: f64,
    weight_decay: f64,
}

/// Few rows for the columns need more of it.
fn restraint(rows: usize, event: usize) -> Restraint {
    match rows / event {
        0..100 => Restraint { dropout: 0.5, weight_decay: 1.0 },
        100..500 => Restraint { dropout: 0.3, weight_decay: 0.1 },
        500..3000 => Restraint { dropout: 0.2, weight_decay: 0.01 },
        _ => Restraint { dropout: 0.1, weight_decay: 0.0 },
    }
}

fn layers(rows: usize, event: usize) -> Vec<Line> {
    if event == 1 {
        let bins = if rows < 500 { 8 } else { 16 };
        return vec![line(
            format!("- rational_quadratic_spline: {{bins: {bins}, bound: 5.0}}"),
            "one column: a spline takes any shape, lumps too; beyond 5 deviations the base has the tails",
        )];
    }
    let width = match rows {
        0..1000 => 64,
        1000..10_000 => 128,
        _ => 192,
    };
    let bins = if rows < 3000 { 4 } else { 8 };
    let Restraint { dropout, .. } = restraint(rows, event);
    vec![line(
        format!(
            "- nsf: {{form: autoregressive, steps: 5, bins: {bins}, bound: 5.0, hidden: [{width}, {width}], dropout: {dropout}}}"
        ),
        format!("splines bend each column given those before it; networks as wide as {rows} rows carry"),
    )]
}

fn train(rows: usize, event: usize, tail: f64) -> Vec<Line> {
    let Restraint { weight_decay, .. } = restraint(rows, event);
    let batch = (rows / 20).next_power_of_two().clamp(32, 512);
    let validation = if rows < 500 { 0.2 } else { 0.1 };
    let fitted = rows - (validation * rows as f64) as usize;
    let steps_an_epoch = fitted.div_ceil(batch).max(1);
    let epochs = (4000 / steps_an_epoch).clamp(10, 400);
    let patience = (epochs / 4).max(5);
    let mut lines = Vec::new();
    if tail >= HEAVY {
        lines.push(line("standardize: robust", "by median and quartiles, which rows far out do not move"));
    }
    lines.push(line(
        format!("validation: {validation}"),
        "this share of the rows judges the fit; better a file of its own: {file: …}",
    ));
    lines.push(match event {
        1 => line("optimizer: {adam: {learning_rate: 1.0e-2}}", "a few numbers without a network move fast"),
        _ => line(
            format!("optimizer: {{adamw: {{learning_rate: 1.0e-3, weight_decay: {weight_decay:?}}}}}"),
            format!("{} rows a column: the fewer, the more dropout and decay", rows / event),
        ),
    });
    lines.push(line("schedule: {cosine: {warm_up: 100}}", "the learning rate falls to 0 until the last epoch"));
    lines.push(line("clip_norm: 5.0", "a rare steep gradient does not throw the fit off"));
    lines.push(line(format!("batch_size: {batch}"), "rows a step"));
    lines.push(line(format!("epochs: {epochs}"), format!("about {} steps in all", epochs * steps_an_epoch)));
    lines.push(line(
        format!("early_stopping: {{patience: {patience}}}"),
        "a quarter of the epochs without improvement end the fit; the best one is kept",
    ));
    lines.push(line("seed: 1", "the same seed gives the same model, on any number of threads"));
    lines
}

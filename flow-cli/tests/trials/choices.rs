//! Choosing between models, going on with them, and the ways that rows take in and out: what a run
//! knows of its data holds in every command.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use super::{flow, stderr, stdout};

/// Normal numbers of a fixed sequence.
struct Draws(u64);

impl Draws {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        (-2.0 * self.uniform().ln()).sqrt() * (std::f64::consts::TAU * self.uniform()).cos()
    }
}

/// `n` rows of two columns: `a` is normal, `b` leans on it.
pub fn pairs(seed: u64, n: usize) -> Vec<[f64; 2]> {
    let mut draws = Draws(seed);
    let pair = |_| {
        let a = draws.normal();
        [a, 0.5 * a + 2.0 * draws.normal()]
    };
    (0..n).map(pair).collect()
}

pub fn csv(header: &str, rows: &[[f64; 2]]) -> String {
    rows.iter().fold(format!("{header}\n"), |text, [a, b]| text + &format!("{a:?},{b:?}\n"))
}

/// A flow that holds all normal distributions of two numbers.
pub fn linear(train: &str) -> String {
    format!("flow: Trial\nevent: 2\nlayers: [lower_triangular, affine]\ntrain: {{{train}}}\n")
}

pub const TRAIN: &str = "data: {file: rows.csv}, validation: 0.2, epochs: 3, batch_size: 100, seed: 1, \
                     optimizer: {adam: {learning_rate: 0.02}}";

/// A folder with 500 rows, the spec of a normal distribution, and what it is fitted to in `run`.
pub fn trained() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "rows.csv", &csv("a,b", &pairs(1, 500)));
    write(folder.path(), "spec.yaml", &linear(TRAIN));
    done(folder.path(), &["train", "spec.yaml", "-o", "run"]);
    folder
}

pub fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).expect("a file");
}

pub fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).expect("a file")
}

/// Runs a command that ends well; what it says on both streams.
pub fn done(folder: &Path, arguments: &[&str]) -> (String, String) {
    let output = flow(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
    (stdout(&output), stderr(&output))
}

/// Runs a command that is refused as wrong input; what it says.
pub fn refused(folder: &Path, arguments: &[&str]) -> String {
    let output = flow(folder, arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}{}", stdout(&output), stderr(&output));
    stderr(&output)
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("found {value}"))
}

/// The log-densities that `score -o` writes, one a line.
fn scores(folder: &Path, run: &str, data: &str) -> Vec<f64> {
    done(folder, &["score", run, "--data", data, "-o", "scores.csv"]);
    read(folder, "scores.csv").lines().skip(1).map(|line| line.parse().expect("a number")).collect()
}

fn mean_and_two_se(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|x| (x - mean).powi(2)).sum();
    (mean, 2.0 * (squares / (n - 1.0) / n).sqrt())
}

/// A conditional flow whose files have gaps.
const GAPS: &str = "
flow: Trial
event: 2
context: 1
layers: [{real_nvp: {couplings: 2, conditioner: {mlp: {hidden: [8]}}}}]
train:
  data: {file: rows.csv, columns: [a, b], context: [c], missing: drop}
  validation: 0.2
  epochs: 2
  batch_size: 100
";

/// `missing: drop` is said once and holds in `--test`, `score`, `diagnose`, `sample` and `plot`;
/// scores stand beside the rows of the file.
#[test]
fn what_is_said_of_missing_values_holds_everywhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let table = |n: usize, seed| {
        let row = |(k, [a, b]): (usize, &[f64; 2])| match k % 25 {
            3 => format!("{a:?},,1\n"),
            8 => format!("{a:?},{b:?},NA\n"),
            _ => format!("{a:?},{b:?},{}\n", k % 2),
        };
        pairs(seed, n).iter().enumerate().map(row).fold("a,b,c\n".to_owned(), |text, row| text + &row)
    };
    write(at, "rows.csv", &table(500, 1));
    write(at, "test.csv", &table(50, 2));
    write(at, "spec.yaml", GAPS);
    let (said, _) = done(at, &["train", "spec.yaml", "-o", "run", "--test", "test.csv"]);
    assert!(said.contains("test log-likelihood") && said.contains("46 rows"), "{said}");
    let (found, talk) = done(at, &["score", "run", "--data", "test.csv", "--format", "json", "-o", "s.csv"]);
    assert_eq!(json(&found)["rows"], 46);
    assert!(talk.contains("4 of 50 rows left out because a value is missing in them"), "{talk}");
    let lines: Vec<String> = read(at, "s.csv").lines().skip(1).map(str::to_owned).collect();
    let gaps: Vec<usize> = (0..50).filter(|k| lines[*k] == "NaN").collect();
    assert_eq!((lines.len(), gaps), (50, vec![3, 8, 28, 33]));
    // The same rows without gaps have the same scores, in their order.
    let whole: Vec<String> = read(at, "test.csv")
        .lines()
        .filter(|line| !line.contains(",,") && !line.contains("NA"))
        .map(str::to_owned)
        .collect();
    write(at, "whole.csv", &whole.join("\n"));
    done(at, &["score", "run", "--data", "whole.csv", "-o", "w.csv"]);
    let left: Vec<&String> = lines.iter().filter(|line| *line != "NaN").collect();
    assert_eq!(left, read(at, "w.csv").lines().skip(1).collect::<Vec<_>>());
    done(at, &["diagnose", "run", "--data", "test.csv"]);
    done(at, &["plot", "run", "--data", "test.csv"]);
    let (_, talk) = done(at, &["sample", "run", "-n", "48", "--context", "test.csv", "-o", "drawn.csv"]);
    assert!(talk.contains("2 of 50 rows left out because a value is missing in them"), "{talk}");
    assert_eq!(read(at, "drawn.csv").lines().count(), 49);
    let refusal = refused(at, &["score", "run", "--data", "test.csv", "--missing", "refuse"]);
    assert!(refusal.contains("found 4 missing values in 4 of 50 rows"), "{refusal}");
}

/// A file that is needed at the end is opened and looked at before the training, all of it.
#[test]
fn a_wrong_test_file_is_said_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    write(at, "rows.csv", &csv("a,b", &pairs(1, 200)));
    write(at, "spec.yaml", &linear(TRAIN));
    for (text, expected) in [
        ("a,c\n1,2\n", "there is no column `b`, expected one of `a`, `c`"),
        ("a,b\n1,2\n3,x\n", "found `x`, expected a number"),
        ("a,b\n1,2\n3,\n", "found 1 missing value in 1 of 2 rows"),
    ] {
        write(at, "test.csv", text);
        let talk = refused(at, &["train", "spec.yaml", "-o", "run", "--test", "test.csv"]);
        assert!(talk.contains(expected) && !talk.contains("epoch"), "{talk}");
        assert!(!at.join("run").exists());
    }
}

/// Weights of rows count in a score as they counted in the fit, where a file has them.
#[test]
fn weights_count_in_a_score() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let row = |(k, [a, b]): (usize, &[f64; 2])| format!("{a:?},{b:?},{}\n", k % 3);
    let table = |seed| pairs(seed, 90).iter().enumerate().map(row).fold("a,b,w\n".to_owned(), |text, row| text + &row);
    write(at, "rows.csv", &table(1));
    write(at, "new.csv", &table(2));
    write(at, "spec.yaml", &linear(&TRAIN.replace("rows.csv", "rows.csv, weights: w")));
    done(at, &["train", "spec.yaml", "-o", "run"]);
    let each = scores(at, "run", "new.csv");
    let (found, _) = done(at, &["score", "run", "--data", "new.csv", "--format", "json"]);
    let total: f64 = (0..90).map(|k| f64::from(k % 3)).sum();
    let mean = each.iter().enumerate().map(|(k, l)| (k % 3) as f64 * l).sum::<f64>() / total;
    assert!((number(&json(&found)["mean"]) - mean).abs() < 1e-5, "{found} and {mean}");
    let without: String =
        table(2).lines().map(|line| line.rsplit_once(',').expect("a weight").0.to_owned() + "\n").collect();
    write(at, "without.csv", &without);
    let (found, talk) = done(at, &["score", "run", "--data", "without.csv", "--format", "json"]);
    assert!(talk.contains("without.csv has no column `w`, so all rows count alike"), "{talk}");
    assert!((number(&json(&found)["mean"]) - mean_and_two_se(&each).0).abs() < 1e-5);
}

/// Differences are paired row by row, and their error is that of a mean: the deviation of the
/// differences over √n, whichever order the columns have.
#[test]
fn two_models_are_compared_by_their_differences() {
    let folder = trained();
    let at = folder.path();
    let swapped: Vec<[f64; 2]> = pairs(1, 500).iter().map(|[a, b]| [*b, *a]).collect();
    write(at, "swapped.csv", &csv("b,a", &swapped));
    // Independent columns: it cannot hold the correlation, and has them in another order.
    write(at, "narrow.yaml", &linear(&TRAIN.replace("rows.csv", "swapped.csv")).replace("lower_triangular, ", ""));
    done(at, &["train", "narrow.yaml", "-o", "narrow"]);
    write(at, "new.csv", &csv("a,b", &pairs(3, 300)));
    let (one, two) = (scores(at, "run", "new.csv"), scores(at, "narrow", "new.csv"));
    let differences: Vec<f64> = one.iter().zip(&two).map(|(a, b)| a - b).collect();
    let (mean, two_se) = mean_and_two_se(&differences);
    let (found, _) = done(at, &["compare", "narrow", "run", "--data", "new.csv", "--format", "json"]);
    let found = json(&found);
    assert_eq!(
        (found["best"].as_str(), &found["rows"]),
        (Some(if mean > 0.0 { "run" } else { "narrow" }), &300.into())
    );
    let model = |name: &str| {
        let models = found["models"].as_array().expect("models");
        models.iter().find(|model| model["run"] == name).expect("a model").clone()
    };
    let behind = model(if mean > 0.0 { "narrow" } else { "run" });
    assert!((number(&behind["behind"]["mean"]) - mean.abs()).abs() < 1e-5, "{found}");
    assert!((number(&behind["behind"]["two_se"]) - two_se).abs() < 1e-5, "{found}");
    let verdict = if mean.abs() > two_se { "worse" } else { "undecided" };
    assert_eq!(behind["verdict"], verdict);
    let (mean, two_se) = mean_and_two_se(&one);
    let run = model("run");
    assert!((number(&run["mean"]) - mean).abs() < 1e-5 && (number(&run["two_se"]) - two_se).abs() < 1e-5);
    let (text, _) = done(at, &["compare", "narrow", "run", "--data", "new.csv"]);
    assert!(text.contains("beyond 2 standard errors of the paired differences") && !text.contains("Holm"), "{text}");
    let (text, _) = done(at, &["compare", "narrow", "run", "run", "--data", "new.csv"]);
    assert!(text.contains("by Holm's correction for all 3 pairs") && text.contains("the same on every row"), "{text}");
}

/// Log-densities are in the units of the data, whether columns are standardised or not: of columns
/// that are a thousand times as wide they are smaller by 2 ln 1000.
#[test]
fn log_densities_are_in_the_units_of_the_data() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    for (name, unit) in [("one", 1.0), ("thousand", 1000.0)] {
        let rows: Vec<[f64; 2]> = pairs(1, 500).iter().map(|row| row.map(|x| unit * x)).collect();
        write(at, "rows.csv", &csv("a,b", &rows));
        write(at, "spec.yaml", &linear(&TRAIN.replace("epochs: 3", "epochs: 60")));
        done(at, &["train", "spec.yaml", "-o", name]);
        let mean = mean_and_two_se(&scores(at, name, "rows.csv")).0;
        // ln 2πe of two independent normal numbers, of which one is twice as wide.
        let entropy = (2.0 * std::f64::consts::PI * std::f64::consts::E).ln() + 2.0_f64.ln() + 2.0 * f64::ln(unit);
        assert!((mean + entropy).abs() < 0.15, "{name}: {mean} and {entropy}");
    }
}

/// A model and itself, trained for a moment longer: no verdict out of nothing.
#[test]
fn models_that_rows_cannot_tell_apart_get_no_verdict() {
    let folder = trained();
    let at = folder.path();
    done(at, &["train", "spec.yaml", "-o", "other", "--set", "train.epochs=4"]);
    write(at, "few.csv", &csv("a,b", &pairs(5, 12)));
    let (found, _) = done(at, &["compare", "run", "other", "--data", "few.csv", "--format", "json"]);
    let found = json(&found);
    let behind =
        &found["models"].as_array().expect("models").iter().find(|m| m["verdict"] != "best").expect("one")["behind"];
    let within = number(&behind["mean"]) <= number(&behind["two_se"]);
    assert_eq!(found.to_string().contains("undecided"), within, "{found}");
}

/// Log-densities of other columns have other units, and those of counts are no densities.
#[test]
fn models_of_other_columns_are_not_compared() {
    let folder = trained();
    let at = folder.path();
    write(at, "other.csv", &csv("a,c", &pairs(1, 200)));
    write(at, "other.yaml", &linear(&TRAIN.replace("rows.csv", "other.csv")));
    done(at, &["train", "other.yaml", "-o", "other"]);
    let talk = refused(at, &["compare", "run", "other", "--data", "rows.csv"]);
    assert!(talk.contains("other: found a density of the columns `a`, `c`, expected those of run: `a`, `b`"), "{talk}");
    let counts: Vec<[f64; 2]> = pairs(1, 200).iter().map(|[a, b]| [*a, b.round()]).collect();
    write(at, "counts.csv", &csv("a,b", &counts));
    write(
        at,
        "counts.yaml",
        &linear(&TRAIN.replace("file: rows.csv", "file: counts.csv, columns: {a: real, b: integer}")),
    );
    done(at, &["train", "counts.yaml", "-o", "counts"]);
    let talk = refused(at, &["compare", "run", "counts", "--data", "counts.csv"]);
    assert!(talk.contains("counts: found whole numbers declared in `b`, expected them in no column"), "{talk}");
    let talk = refused(at, &["compare", "run", "--data", "rows.csv"]);
    assert!(talk.contains("RUN"), "{talk}");
}

/// A row to which one model gives density 0 decides against it, and is told apart from the means.
#[test]
fn a_row_of_density_zero_is_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let positive: Vec<[f64; 2]> = pairs(1, 300).iter().map(|[a, b]| [a.exp(), *b]).collect();
    write(at, "rows.csv", &csv("a,b", &positive));
    for (name, kind) in [("real", "real"), ("positive", "positive")] {
        let data = format!("file: rows.csv, columns: {{a: {kind}, b: real}}");
        write(at, "spec.yaml", &linear(&TRAIN.replace("file: rows.csv", &data)));
        done(at, &["train", "spec.yaml", "-o", name]);
    }
    let mut new: Vec<[f64; 2]> = pairs(2, 40).iter().map(|[a, b]| [a.exp(), *b]).collect();
    new[6][0] = -0.25;
    write(at, "new.csv", &csv("a,b", &new));
    let (found, _) = done(at, &["compare", "positive", "real", "--data", "new.csv", "--format", "json"]);
    let found = json(&found);
    let model = &found["models"][0];
    assert_eq!((found["best"].as_str(), model["run"].as_str()), (Some("real"), Some("positive")), "{found}");
    assert_eq!(model["zero_density"], serde_json::json!({"rows": 1, "first": 7}), "{found}");
    assert_eq!(found["rows"], 39);
    let (text, _) = done(at, &["compare", "positive", "real", "--data", "new.csv"]);
    assert!(text.contains("density 0 for 1 of 40 rows, the first is row 7"), "{text}");
}

/// Seeds share their data and validation rows; each model is scored, and the mixture of them is the
/// mean of their densities.
#[test]
fn several_seeds_are_scored_and_mixed() {
    let folder = trained();
    let at = folder.path();
    write(at, "new.csv", &csv("a,b", &pairs(4, 200)));
    let (table, _) = done(at, &["train", "spec.yaml", "-o", "runs", "--seeds", "5,12", "--test", "new.csv"]);
    assert!(table.contains("± is the standard deviation between seeds") && table.contains("test"), "{table}");
    for run in ["runs/seed-5", "runs/seed-12"] {
        assert!(read(at, &format!("{run}/spec.yaml")).contains("data_seed: 1"), "the seed of the spec");
    }
    let each = ["runs/seed-5", "runs/seed-12"].map(|run| scores(at, run, "new.csv"));
    let (found, _) = done(at, &["score", "runs", "--data", "new.csv", "--format", "json", "-o", "mixture.csv"]);
    let found = json(&found);
    let mixed: Vec<f64> = read(at, "mixture.csv").lines().skip(1).map(|line| line.parse().expect("a number")).collect();
    for (k, l) in mixed.iter().enumerate() {
        let expected = ((each[0][k].exp() + each[1][k].exp()) / 2.0).ln();
        assert!((l - expected).abs() < 1e-5, "{l} and {expected}");
    }
    assert!((number(&found["mixture"]["mean"]) - mean_and_two_se(&mixed).0).abs() < 1e-6, "{found}");
    for (run, scores) in found["runs"].as_array().expect("runs").iter().zip(&each) {
        assert!((number(&run["mean"]) - mean_and_two_se(scores).0).abs() < 1e-5, "{found}");
    }
    let best = found["best"].as_str().expect("the best").to_owned();
    let (_, talk) = done(at, &["sample", "runs", "-n", "20", "-o", "some.csv"]);
    assert!(talk.contains(&format!("{best}: the best of 2 seeds by its validation")), "{talk}");
    done(at, &["sample", &best, "-n", "20", "-o", "same.csv"]);
    assert_eq!(read(at, "some.csv"), read(at, "same.csv"));
    done(at, &["diagnose", "runs", "--data", "new.csv"]);
    done(at, &["plot", "runs"]);
    let (text, _) = done(at, &["score", "runs", "--data", "new.csv"]);
    assert!(text.contains("mixture of the 2 models") && text.contains("the best by validation"), "{text}");
}

/// A target's variables have names, which its formula reads and samples carry.
#[test]
fn a_density_of_named_variables() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let spec = "flow: Named\nevent: 2\nlayers: [lower_triangular, affine]\ntrain:\n  objective: {reverse_kl: {target: \"-0.5 * \
                square(x - 3) - 0.5 * square((y - x) / 0.5)\", variables: [x, y]}}\n  optimizer: {adam: {learning_rate: 0.02}}\n  \
                batch_size: 64\n  steps: 600\n";
    write(at, "spec.yaml", spec);
    let (_, talk) = done(at, &["train", "spec.yaml", "-o", "run"]);
    assert!(talk.contains("step 600/600") && !talk.contains("epoch 6/6"), "{talk}");
    done(at, &["sample", "run", "-n", "2000", "-o", "s.csv"]);
    let text = read(at, "s.csv");
    assert!(text.starts_with("x,y\n"), "{text}");
    let rows: Vec<Vec<f64>> =
        text.lines().skip(1).map(|line| line.split(',').map(|v| v.parse().expect("a number")).collect()).collect();
    let mean = |k: usize| rows.iter().map(|row| row[k]).sum::<f64>() / 2000.0;
    assert!((mean(0) - 3.0).abs() < 0.15 && (mean(1) - 3.0).abs() < 0.15, "{} {}", mean(0), mean(1));
    // ln ∫ = ln 2π + ln 0.5
    let (found, _) = done(at, &["score", "run", "--format", "json"]);
    let expected = std::f64::consts::TAU.ln() + 0.5_f64.ln();
    assert!((number(&json(&found)["log_normalizer"]) - expected).abs() < 0.05, "{found}");
    for (variables, expected) in [
        ("[x]", "`variables` has 1 names for the 2 elements of the event"),
        ("[x, x]", "the variable `x` is named twice"),
        ("[x, a-b]", "found the variable `a-b`, expected a word that a formula can read"),
        ("[x, z]", "there is no value `y`"),
    ] {
        write(at, "wrong.yaml", &spec.replace("[x, y]", variables));
        let talk = refused(at, &["check", "wrong.yaml"]);
        assert!(talk.contains(expected), "{talk}");
    }
}

/// A length in steps shows as steps.
#[test]
fn progress_counts_what_was_asked_for() {
    let folder = trained();
    let at = folder.path();
    write(at, "steps.yaml", &linear(&TRAIN.replace("epochs: 3", "steps: 10")));
    let (_, talk) = done(at, &["train", "steps.yaml", "-o", "steps"]);
    assert!(talk.contains("step 4/10") && talk.contains("step 10/10") && !talk.contains("epoch 1/"), "{talk}");
}

/// The verdict is about a column by its name: here `b` is three times as wide as the model has it.
#[test]
fn a_diagnosis_names_the_column_that_departs() {
    let folder = trained();
    let at = folder.path();
    done(at, &["train", "spec.yaml", "-o", "long", "--set", "train.epochs=60"]);
    write(at, "same.csv", &csv("a,b", &pairs(7, 400)));
    let wide: Vec<[f64; 2]> = pairs(7, 400).iter().map(|[a, b]| [*a, 3.0 * b]).collect();
    write(at, "wide.csv", &csv("a,b", &wide));
    let (found, _) = done(at, &["diagnose", "long", "--data", "same.csv", "--format", "json"]);
    assert!(json(&found)["columns"].as_array().expect("columns").iter().all(|c| c["departs"] == false), "{found}");
    let (text, _) = done(at, &["diagnose", "long", "--data", "wide.csv"]);
    assert!(text.contains("1 of 2 departs from the model"), "{text}");
    assert!(
        text.contains("`b`: departs: the model is too narrow") && text.contains("`a`: no departure is seen"),
        "{text}"
    );
    assert!(text.contains("the two directions undo each other") && text.contains("it is 1, as it has to be"), "{text}");
}

/// A model is somebody's work: nothing writes over it unasked, and what fails leaves it whole.
#[test]
fn a_model_is_not_overwritten_unasked() {
    let folder = trained();
    let at = folder.path();
    let files = || {
        ["run/model.safetensors", "run/spec.yaml", "run/history.csv"]
            .map(|name| fs::read(at.join(name)).expect("a file"))
    };
    let before = files();
    let talk = refused(at, &["train", "spec.yaml", "-o", "run"]);
    assert!(talk.contains("run: found the model of an earlier run, expected a folder without one"), "{talk}");
    assert!(talk.contains("`--continue`") && talk.contains("`--replace`"), "{talk}");
    done(at, &["train", "spec.yaml", "-o", "runs/seed-3"]);
    let talk = refused(at, &["train", "spec.yaml", "-o", "runs", "--seeds", "2,3"]);
    assert!(talk.contains("runs/seed-3: found the model") && !at.join("runs/seed-2").exists(), "{talk}");
    // Wrong rows are found before the old model is given up, and the spec is still its own.
    write(at, "wrong.yaml", &linear(&TRAIN.replace("rows.csv", "nowhere.csv")));
    refused(at, &["train", "wrong.yaml", "-o", "run", "--replace"]);
    assert_eq!(files(), before);
    done(at, &["train", "spec.yaml", "-o", "run", "--replace", "--set", "train.epochs=5"]);
    assert_ne!(files(), before);
    assert_eq!(read(at, "run/history.csv").lines().count(), 6);
}

fn epochs(folder: &Path, run: &str) -> Vec<(usize, f64)> {
    let field = |line: &str, k: usize| line.split(',').nth(k).expect("a field").parse::<f64>().expect("a number");
    read(folder, &format!("{run}/history.csv")).lines().skip(1).map(|l| (field(l, 0) as usize, field(l, 2))).collect()
}

/// More epochs go on from the model: its history grows, its validation rows stay out of the training,
/// and it is never given up for a worse one.
#[test]
fn a_model_is_trained_further() {
    let folder = trained();
    let at = folder.path();
    let before = epochs(at, "run");
    let (_, talk) = done(at, &["train", "spec.yaml", "-o", "run", "--continue", "--set", "train.epochs=20"]);
    let after = epochs(at, "run");
    assert_eq!(after[..3], before[..], "{talk}");
    assert_eq!(after.iter().map(|(epoch, _)| *epoch).collect::<Vec<_>>(), (1..=23).collect::<Vec<_>>());
    // It goes on where it was: the first epoch is no worse than the start of the first fit by far.
    let best = |epochs: &[(usize, f64)]| epochs.iter().map(|(_, score)| *score).fold(f64::NEG_INFINITY, f64::max);
    assert!(after[3].1 > before[0].1 && best(&after) > best(&before), "{after:?}");
    // Steps that are too long make it worse: the model stays.
    let kept = scores(at, "run", "rows.csv");
    write(
        at,
        "wild.yaml",
        &linear(
            &TRAIN.replace("epochs: 3", "epochs: 1").replace("adam: {learning_rate: 0.02", "sgd: {learning_rate: 0.9"),
        ),
    );
    let (_, talk) = done(at, &["train", "wild.yaml", "-o", "run", "--continue"]);
    assert!(talk.contains("no epoch was better than the model that the fit began with"), "{talk}");
    assert_eq!(scores(at, "run", "rows.csv"), kept);
    write(at, "other.yaml", &linear(TRAIN).replace("lower_triangular, ", ""));
    let talk = refused(at, &["train", "other.yaml", "-o", "run", "--continue"]);
    assert!(talk.contains("found another architecture than that of the model in run"), "{talk}");
    write(at, "columns.csv", &csv("a,c", &pairs(1, 100)));
    write(at, "columns.yaml", &linear(&TRAIN.replace("rows.csv", "columns.csv")));
    let talk = refused(at, &["train", "columns.yaml", "-o", "run", "--continue"]);
    assert!(talk.contains("found the columns `a`, `c`, expected the columns `a`, `b`"), "{talk}");
    let talk = refused(at, &["train", "spec.yaml", "-o", "nowhere", "--continue"]);
    assert!(
        talk.contains("model of an earlier run") || talk.contains("missing, expected the folder of a trained model"),
        "{talk}"
    );
}

/// A column that is taken is not what was meant by another one.
#[test]
fn a_suggestion_is_a_column_that_is_free() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    write(at, "rows.csv", &csv("time,tame", &pairs(1, 50)));
    for (columns, suggestion) in [("[time, tme]", Some("did you mean `tame`?")), ("[time, tame, tme]", None)] {
        let event = columns.matches(',').count() + 1;
        let data = format!("file: rows.csv, columns: {columns}");
        let spec = linear(&TRAIN.replace("file: rows.csv", &data)).replace("event: 2", &format!("event: {event}"));
        write(at, "spec.yaml", &spec);
        let talk = refused(at, &["train", "spec.yaml", "-o", "run"]);
        assert!(talk.contains("there is no column `tme`"), "{talk}");
        assert_eq!(talk.lines().find_map(|line| line.strip_prefix("help: ")), suggestion, "{talk}");
    }
}

/// The advice of a message can be followed with the command that gave it.
#[test]
fn advice_names_flags_that_the_command_has() {
    let folder = trained();
    let at = folder.path();
    write(at, "three.csv", "a,b,c\n1,2,3\n4,5,6\n");
    write(at, "gaps.csv", "a,b\n1,\n3,4\n");
    write(at, "one.csv", "a\n1\n");
    write(at, "three.yaml", &linear(&TRAIN.replace("rows.csv", "three.csv")));
    write(at, "none.yaml", &linear("epochs: 1"));
    write(at, "gaps.yaml", &linear(&TRAIN.replace("rows.csv", "gaps.csv")));
    write(at, "conditional.yaml", GAPS);
    let cases: &[&[&str]] = &[
        &["train", "three.yaml", "-o", "x"],
        &["train", "none.yaml", "-o", "x"],
        &["train", "gaps.yaml", "-o", "x"],
        &["train", "spec.yaml", "-o", "run"],
        &["train", "spec.yaml", "-o", "y", "--resume"],
        &["train", "spec.yaml", "-o", "y", "--continue"],
        &["train", "conditional.yaml", "-o", "x"],
        &["score", "run"],
        &["score", "run", "--data", "one.csv"],
        &["score", "run", "--data", "gaps.csv"],
        &["score", "run", "--data", "rows.csv", "--rows", "9:3"],
        &["score", "nowhere", "--data", "rows.csv"],
        &["diagnose", "run"],
        &["diagnose", "run", "--data", "one.csv"],
        &["sample", "run", "-n", "5", "-o", "a.txt"],
        &["sample", "run", "-n", "5", "--context", "rows.csv", "-o", "a.csv"],
        &["compare", "run", "nowhere", "--data", "rows.csv"],
        &["plot", "nowhere"],
        &["plot", "run", "--data", "one.csv"],
    ];
    for arguments in cases {
        let talk = refused(at, arguments);
        let help = stdout(&flow(at, &[arguments[0], "--help"]));
        let words = talk.split(|c: char| c.is_whitespace() || "`,.;:()".contains(c));
        for flag in words.filter(|word| word.starts_with("--") && word.len() > 2) {
            let flag = flag.split('=').next().expect("a flag");
            assert!(
                help.contains(&format!("{flag} ")) || help.contains(&format!("{flag}\n")),
                "{arguments:?} {flag}: {talk}"
            );
        }
    }
}

/// Runs the command with bytes on its standard input.
fn piped(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_flow"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut pipe = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    // What is refused early is not read to its end.
    let writer = std::thread::spawn(move || drop(pipe.write_all(&input)));
    let output = child.wait_with_output().expect("an end");
    writer.join().expect("a writer");
    output
}

/// Rows as `numpy.save` writes them.
fn npy(rows: &[[f64; 2]]) -> Vec<u8> {
    let mut header = format!("{{'descr': '<f8', 'fortran_order': False, 'shape': ({}, 2), }}", rows.len());
    header += &" ".repeat(127 - 10 - header.len());
    header.push('\n');
    let values = rows.iter().flatten().flat_map(|x| x.to_le_bytes());
    [&b"\x93NUMPY\x01\x00"[..], &(header.len() as u16).to_le_bytes(), header.as_bytes()]
        .concat()
        .into_iter()
        .chain(values)
        .collect()
}

/// Rows come by a pipe as NPY or CSV, told apart by their bytes.
#[test]
fn rows_come_by_a_pipe() {
    let folder = trained();
    let at = folder.path();
    let rows = pairs(8, 60);
    write(at, "new.csv", &csv("a,b", &rows));
    let (expected, _) = done(at, &["score", "run", "--data", "new.csv"]);
    for bytes in [npy(&rows), csv("a,b", &rows).into_bytes()] {
        let output = piped(at, &["score", "run", "--data", "-"], &bytes);
        assert_eq!((stdout(&output), output.status.code()), (expected.clone(), Some(0)), "{}", stderr(&output));
        assert!(piped(at, &["diagnose", "run", "--data", "-"], &bytes).status.success());
        assert!(piped(at, &["compare", "run", "run", "--data", "-"], &bytes).status.success());
    }
    let wrong = piped(at, &["score", "run", "--data", "-"], b"a,b\n1,x\n");
    assert_eq!(wrong.status.code(), Some(2));
    assert!(stderr(&wrong).contains("standard input:2:3: found `x`, expected a number"), "{}", stderr(&wrong));
    let nothing = piped(at, &["score", "run", "--data", "-"], b"");
    assert!(nothing.status.code() == Some(2) && stderr(&nothing).contains("standard input: found nothing"));
    // A fit keeps the rows, so that its page can be drawn again, and gives the same model as the file.
    let output = piped(at, &["train", "spec.yaml", "-o", "piped", "--data", "-"], read(at, "rows.csv").as_bytes());
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(read(at, "piped/data.csv"), read(at, "rows.csv"));
    assert_eq!(scores(at, "piped", "new.csv"), scores(at, "run", "new.csv"));
    done(at, &["plot", "piped"]);
    let output = piped(at, &["train", "spec.yaml", "-o", "bad", "--data", "-"], b"a,b\n1,x\n");
    assert!(output.status.code() == Some(2) && !at.join("bad").exists(), "{}", stderr(&output));
    for (arguments, expected) in [
        (&["train", "spec.yaml", "-o", "z", "--data", "-", "--seeds", "1,2"][..], "beside `--seeds`, expected a file"),
        (&["train", "spec.yaml", "-o", "piped", "--data", "-", "--resume"][..], "piped/spec.yaml -o piped --resume"),
    ] {
        let output = piped(at, arguments, &npy(&rows));
        assert!(output.status.code() == Some(2) && stderr(&output).contains(expected), "{}", stderr(&output));
    }
}

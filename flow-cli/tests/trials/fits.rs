//! Fits that go wrong, rows that decide over all, and estimates that cannot be trusted.

use std::path::Path;
use std::process::Output;

use serde_json::Value;

use super::{flow, stderr, stdout};

/// Normal numbers at even places of their distribution, in an order that mixes columns.
fn normals(n: usize, column: usize) -> Vec<f64> {
    let place = |row: usize| (row * (2 * column + 7919) + 31 * column) % n;
    (0..n).map(|row| flow_runtime::noise::normal_quantile((place(row) as f64 + 0.5) / n as f64)).collect()
}

/// Writes columns as a CSV file.
fn write(folder: &Path, name: &str, header: &str, columns: &[Vec<f64>]) {
    let row = |k: usize| columns.iter().map(|column| column[k].to_string()).collect::<Vec<_>>().join(",") + "\n";
    let rows: String = (0..columns[0].len()).map(row).collect();
    std::fs::write(folder.join(name), format!("{header}\n{rows}")).expect("a file");
}

const G2: &str = "
flow: G2
event: 2
layers: [{real_nvp: {couplings: 4, conditioner: {mlp: {hidden: [32, 32]}}}}]
train:
  data: {file: rows.csv}
  validation: 0.1
  batch_size: 256
  epochs: 30
  seed: 1
";

/// A folder with the spec G2, its 2,000 rows, and four rows of which two are far from all others.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    std::fs::write(path.join("g2.yaml"), G2).expect("a file");
    write(path, "rows.csv", "a,b", &[normals(1997, 0), normals(1997, 1)]);
    write(path, "far.csv", "a,b", &[vec![0.1, 1e30, -0.3, 1e38], vec![0.2, 0.5, 0.4, -1e38]]);
    folder
}

fn train(folder: &Path, spec: &str, run: &str, sets: &[&str]) -> Output {
    let sets = sets.iter().flat_map(|set| ["--set", set]);
    flow(folder, &["train", spec, "-o", run, "--replace"].into_iter().chain(sets).collect::<Vec<_>>())
}

fn trained(folder: &Path, spec: &str, run: &str, sets: &[&str]) -> String {
    let output = train(folder, spec, run, sets);
    assert!(output.status.success(), "{}", stderr(&output));
    stderr(&output)
}

fn json(output: &Output) -> Value {
    serde_json::from_str(&stdout(output)).unwrap_or_else(|_| panic!("{}{}", stdout(output), stderr(output)))
}

fn short_numbers(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).all(|digits| digits.len() < 18)
}

#[test]
fn fits_that_diverge_end_with_4_and_leave_no_model() {
    let folder = folder();
    let folder = folder.path();
    let optimizers = [
        "adam: {learning_rate: 5}",
        "adam: {learning_rate: 1}",
        "adamw: {learning_rate: 5}",
        "sgd: {learning_rate: 1, momentum: 0.9}",
        "rmsprop: {learning_rate: 10}",
    ];
    for (k, optimizer) in optimizers.into_iter().enumerate() {
        for dtype in ["f32", "f64"] {
            let run = format!("run-{k}-{dtype}");
            let sets = [format!("train.optimizer={{{optimizer}}}"), format!("train.dtype={dtype}")];
            let output = train(folder, "g2.yaml", &run, &[&sets[0], &sets[1], "train.epochs=16"]);
            let talk = stderr(&output);
            assert_eq!(output.status.code(), Some(4), "{optimizer}, {dtype}: {talk}");
            assert!(talk.contains("the fit diverged") || talk.contains("is not finite at step"), "{talk}");
            assert!(talk.contains("no parameters of this fit are kept"), "{optimizer}, {dtype}: {talk}");
            assert!(talk.contains("lower the learning rate") && short_numbers(&talk), "{talk}");
            assert!(!folder.join(&run).join("model.safetensors").exists(), "{optimizer}, {dtype}: {talk}");
        }
    }
}

#[test]
fn a_fit_that_diverges_late_keeps_its_best_epoch_and_says_which() {
    let folder = folder();
    let folder = folder.path();
    let rate = ["train.optimizer={adam: {learning_rate: 40}}", "train.schedule={constant: {warm_up: 4000}}"];
    let output = train(folder, "g2.yaml", "late", &[rate[0], rate[1], "train.epochs=120"]);
    let talk = stderr(&output);
    assert_eq!(output.status.code(), Some(4), "{talk}");
    assert!(talk.contains("the parameters of epoch ") && talk.contains(", the best so far, are kept"), "{talk}");
    let found = json(&flow(folder, &["score", "late", "--data", "rows.csv", "--format", "json"]));
    // The entropy of two standard normals is ln 2πe = 2.838.
    assert!((found["mean"].as_f64().expect("a mean") + 2.838).abs() < 0.3, "{found}");
}

#[test]
fn a_fit_that_starts_badly_or_scores_above_0_is_no_divergence() {
    let folder = folder();
    let folder = folder.path();
    // Columns far from 0 and not standardised: the first loss is in the millions, and falls.
    let shifted = |column: usize| normals(1997, column).iter().map(|x| 3000.0 + x).collect::<Vec<f64>>();
    write(folder, "shifted.csv", "a,b", &[shifted(0), shifted(1)]);
    let sets = ["train.data={file: shifted.csv}", "train.standardize=false", "train.epochs=8"];
    trained(
        folder,
        "g2.yaml",
        "shifted",
        &[sets[0], sets[1], sets[2], "train.optimizer={adam: {learning_rate: 0.05}}"],
    );
    // Densities above 1: log-likelihoods are positive, losses negative.
    let narrow = |column: usize| normals(1997, column).iter().map(|x| 1e-6 * x).collect::<Vec<f64>>();
    write(folder, "narrow.csv", "a,b", &[narrow(0), narrow(1)]);
    trained(folder, "g2.yaml", "narrow", &["train.data={file: narrow.csv}", "train.epochs=3"]);
    let found = json(&flow(folder, &["score", "narrow", "--data", "narrow.csv", "--format", "json"]));
    let expected = 2.0 * 1e6_f64.ln() - 2.838;
    assert!((found["mean"].as_f64().expect("a mean") - expected).abs() < 0.3, "{found}, not {expected}");
}

#[test]
fn a_row_that_fails_at_the_first_step_is_not_blamed_on_the_rate() {
    let folder = folder();
    let folder = folder.path();
    let mut rows = normals(1997, 0);
    rows[76] = 3e30;
    write(folder, "bad.csv", "a,b", &[rows, normals(1997, 1)]);
    let sets = ["train.data={file: bad.csv}", "train.standardize=false", "train.batch_size=1997"];
    std::fs::write(folder.join("all.yaml"), G2.replace("  validation: 0.1\n", "")).expect("a file");
    let output = train(folder, "all.yaml", "bad", &sets);
    let talk = stderr(&output);
    assert_eq!(output.status.code(), Some(4), "{talk}");
    assert!(talk.contains("not finite at step 1 (epoch 1): row 77"), "{talk}");
    assert!(talk.contains("element 1 is 2.9999999e30") && !talk.contains("learning rate"), "{talk}");
    assert!(short_numbers(&talk), "{talk}");
}

#[test]
fn one_far_row_does_not_decide_over_all() {
    let folder = folder();
    let folder = folder.path();
    trained(folder, "g2.yaml", "run", &["train.epochs=3"]);
    let output = flow(folder, &["score", "run", "--data", "far.csv", "-o", "scores.csv"]);
    let text = stdout(&output);
    assert!(output.status.success(), "{text}{}", stderr(&output));
    assert!(text.contains("2 of 4 rows have density 0, the first is row 2"), "{text}");
    assert!(text.contains("mean of the others: "), "{text}");
    let scores = std::fs::read_to_string(folder.join("scores.csv")).expect("scores");
    assert_eq!(scores.lines().count(), 5, "{scores}");
    let found = json(&flow(folder, &["score", "run", "--data", "far.csv", "--format", "json"]));
    assert!(found["mean"].is_null() && found["rows"] == 4 && found["zero_density"]["first"] == 2, "{found}");
    let others = found["others"]["mean"].as_f64().expect("a mean");
    let finite: Vec<f64> =
        scores.lines().filter_map(|line| line.parse::<f64>().ok()).filter(|s| s.is_finite()).collect();
    assert!((finite.iter().sum::<f64>() / finite.len() as f64 - others).abs() < 1e-5, "{found}: {scores}");
    let output = flow(folder, &["diagnose", "run", "--data", "far.csv"]);
    assert!(stdout(&output).contains("2 of 4 rows have density 0, the first is row 2"), "{}", stdout(&output));
    assert!(output.status.success() && short_numbers(&stdout(&output)), "{}", stdout(&output));
}

#[test]
fn a_validation_row_of_density_0_is_left_out_and_told() {
    let folder = folder();
    let folder = folder.path();
    let mut judges = [normals(199, 2), normals(199, 3)];
    judges[0][16] = 1e30;
    write(folder, "judges.csv", "a,b", &judges);
    let sets = ["train.validation={file: judges.csv}", "train.epochs=6"];
    let talk = trained(folder, "g2.yaml", "run", &sets);
    assert!(talk.contains("of the validation, 1 of 199 rows have density 0, the first is row 17"), "{talk}");
    assert!(talk.contains("198 rows)") && !talk.contains("NaN"), "{talk}");
    let history = std::fs::read_to_string(folder.join("run/history.csv")).expect("a history");
    assert!(history.lines().next().is_some_and(|header| header.ends_with(",validation_left_out")), "{history}");
    assert!(history.lines().skip(1).all(|line| line.ends_with(",1")), "{history}");
    // The best epoch is that with the largest mean of the others.
    let scores = history.lines().skip(1).filter_map(|line| line.split(',').nth(2)?.parse::<f64>().ok());
    let best = scores.enumerate().max_by(|a, b| a.1.total_cmp(&b.1)).map_or(0, |(k, _)| k + 1);
    assert!(talk.contains(&format!("best epoch {best}: ")), "{talk}{history}");
    // The same as test rows, of one run and of several seeds.
    let output = flow(
        folder,
        &["train", "g2.yaml", "-o", "seeds", "--seeds", "1,2", "--set", "train.epochs=2", "--test", "judges.csv"],
    );
    let text = stdout(&output);
    assert!(output.status.success() && !text.contains("NaN"), "{text}{}", stderr(&output));
    assert!(text.contains("seed 2: test: 1 of 199 rows have density 0, the first is row 17; the others "), "{text}");
    let page = std::fs::read_to_string(folder.join("seeds/seed-1/report.html")).expect("a page");
    assert!(page.contains("1 of 199 rows have density 0, the first is row 17"), "the page names the row");
}

const DENSITY: &str = "
flow: Fitted
event: 2
layers: [{real_nvp: {couplings: 4, conditioner: {mlp: {hidden: [32, 32]}}}}]
train:
  objective: {reverse_kl: {target: \"TARGET\", validation_draws: 512}}
  optimizer: {adam: {learning_rate: 1.0e-3}}
  batch_size: 256
  steps: 600
  seed: 1
";

fn density(folder: &Path, name: &str, target: &str) {
    std::fs::write(folder.join(name), DENSITY.replace("TARGET", target)).expect("a file");
}

#[test]
fn an_estimate_by_importance_has_an_error_that_holds_or_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    // A Cauchy and a normal distribution: ln π + ln √2π.
    density(folder, "cauchy.yaml", "-log(1 + square(x[0])) - square(x[1]) / 2");
    let talk = trained(folder, "cauchy.yaml", "cauchy", &[]);
    assert!(talk.contains("k̂ ") && talk.contains("a mode of the target without draws is missing from log Z"), "{talk}");
    let found = json(&flow(folder, &["score", "cauchy", "--format", "json"]));
    let (exact, estimate) = (2.0637, found["log_normalizer"].as_f64().expect("a number"));
    assert!(found["pareto_k"].as_f64().expect("a shape") > 0.5, "{found}");
    match found["log_normalizer_two_se"].as_f64() {
        Some(two_se) => assert!((estimate - exact).abs() <= two_se, "{found}"),
        None => assert!(talk.contains("its error unknown") && talk.contains("k̂"), "{found}"),
    }
    let page = std::fs::read_to_string(folder.join("cauchy/report.html")).expect("a page");
    assert!(page.contains("the shape of the weights' tail") && page.contains("a mode of the target without draws"));
    // A normal one, for which the flow's tails are right.
    density(folder, "normal.yaml", "-0.5 * square(x[0] - 1) - 0.5 * square(x[1])");
    trained(folder, "normal.yaml", "normal", &[]);
    let found = json(&flow(folder, &["score", "normal", "--format", "json"]));
    let (estimate, two_se) = (
        found["log_normalizer"].as_f64().expect("a number"),
        found["log_normalizer_two_se"].as_f64().expect("an error"),
    );
    assert!((estimate - std::f64::consts::TAU.ln()).abs() <= 2.0 * two_se && two_se < 0.02, "{found}");
    assert!(found["reliable"] == Value::Bool(true) && found["pareto_k"].as_f64().is_some_and(|k| k < 0.7), "{found}");
}

#[test]
fn a_target_without_a_value_names_the_point() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    // No value below −2, and infinite on a half plane.
    for (target, what) in [("-0.5 * dot(x, x) + sqrt(x[0] + 2)", "NaN"), ("exp(1000 * (x[0] - 1)) - dot(x, x)", "inf")]
    {
        density(folder, "nowhere.yaml", target);
        let output = train(folder, "nowhere.yaml", "nowhere", &[]);
        let talk = stderr(&output);
        assert_eq!(output.status.code(), Some(4), "{talk}");
        assert!(talk.contains(&format!("log p of the target is {what} at x = (")), "{talk}");
        assert!(talk.contains("), draw ") && !talk.contains("learning rate") && short_numbers(&talk), "{talk}");
        let point = talk.split("at x = (").nth(1).and_then(|text| text.split(',').next());
        let x: f64 = point.and_then(|x| x.parse().ok()).expect("a number");
        assert!(if what == "NaN" { x < -2.0 } else { x > 1.0 }, "{talk}");
    }
    density(folder, "wild.yaml", "-0.5 * dot(x, x)");
    let output = train(folder, "wild.yaml", "wild", &["train.optimizer={adam: {learning_rate: 3}}"]);
    let talk = stderr(&output);
    assert_eq!(output.status.code(), Some(4), "{talk}");
    assert!(talk.contains("lower the learning rate") && !folder.join("wild/model.safetensors").exists(), "{talk}");
}

const GIVEN: &str = "
flow: Given
event: 2
context: 1
layers: [{real_nvp: {couplings: 2, conditioner: {mlp: {hidden: [8]}}}}]
train: {data: {file: rows.csv, context: [count]}, epochs: 1, seed: 1}
";

#[test]
fn columns_that_few_rows_stretch_or_that_follow_from_others_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    std::fs::write(folder.join("given.yaml"), GIVEN).expect("a file");
    let n = 2000;
    let mut counts: Vec<f64> = normals(n, 2).iter().map(|x| (10.0 + 3.0 * x).floor().max(1.0)).collect();
    for (row, count) in [(99, 1e6), (700, 5e6), (1200, 2e6), (1999, 1e7)] {
        counts[row] = count;
    }
    let (a, b) = (normals(n, 0), normals(n, 1));
    let talk_of = |count: Vec<f64>, b: &[f64]| {
        write(folder, "rows.csv", "a,b,count", &[a.clone(), b.to_vec(), count]);
        trained(folder, "given.yaml", "given", &[])
    };
    let talk = talk_of(counts, &b);
    assert!(talk.contains("warning: few rows stretch `count`"), "{talk}");
    assert!(talk.contains("row 2000 (10000000), row 701 (5000000), row 1201 (2000000), row 100 (1000000)"), "{talk}");
    assert!(talk.contains("`standardize: robust`") && talk.contains("`context: {count: positive}`"), "{talk}");
    let talk = talk_of(vec![3.0; n], &b);
    assert!(talk.contains("note: the context `count` is 3 in all 2000 rows"), "{talk}");
    let near: Vec<f64> = a.iter().zip(&b).map(|(a, b)| a + 1e-4 * b).collect();
    let talk = talk_of(normals(n, 3), &near);
    assert!(
        talk.contains("linear dependence among the columns: `a` from `b`") || talk.contains("`b` from `a`"),
        "{talk}"
    );
    assert!(talk.contains("smallest eigenvalue of their correlations 5.0e-9"), "{talk}");
    let total: Vec<f64> = a.iter().zip(&b).map(|(a, b)| a + b).collect();
    let talk = talk_of(total, &b);
    assert!(talk.contains("from `b`, `count`") || talk.contains("from `a`, `count`"), "{talk}");
    let talk = talk_of(normals(n, 3), &b);
    assert!(!talk.contains("warning") && !talk.contains("note: the context"), "{talk}");
}

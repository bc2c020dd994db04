//! Columns whose values have a kind: samples are values that the column can have, whatever numbers
//! the flow computes in, and what is written reads back as what was drawn.

use std::fs;
use std::path::Path;

use super::{flow, stderr, stdout};

/// Uniform numbers in (0, 1) of a fixed sequence.
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

/// A small flow of some columns, with more lines of its section `train`.
fn spec(event: usize, context: usize, epochs: usize, data: &str, more: &str) -> String {
    let context = if context > 0 { format!("context: {context}\n") } else { String::new() };
    let layers = if event == 1 {
        "[{autoregressive: {transformer: {rational_quadratic_spline: {bins: 8}}, conditioner: {made: {hidden: [16]}}}}]"
    } else {
        "[{repeat: {times: 4, layers: [{coupling: {transformer: {rational_quadratic_spline: {bins: 8}}, \
         conditioner: {mlp: {hidden: [32, 32]}}}}, reverse]}}]"
    };
    format!(
        "flow: Trial\nevent: {event}\n{context}layers: {layers}\ntrain:\n  data: {data}\n  validation: 0.1\n  \
         epochs: {epochs}\n  batch_size: 256\n  seed: 1\n{more}"
    )
}

fn run(folder: &Path, arguments: &[&str]) -> String {
    let output = flow(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
    stdout(&output)
}

/// The columns of a CSV file as text.
fn columns(folder: &Path, file: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(folder.join(file)).expect("a file");
    let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(',').collect()).collect();
    (0..rows[0].len()).map(|k| rows.iter().map(|row| row[k].to_owned()).collect()).collect()
}

fn numbers(column: &[String]) -> Vec<f64> {
    column.iter().map(|text| text.parse().expect("a number")).collect()
}

/// A fit of some rows and 2,000 samples of it.
fn samples(folder: &Path, rows: &str, spec: &str) -> Vec<Vec<String>> {
    fs::write(folder.join("rows.csv"), rows).expect("a file");
    fs::write(folder.join("spec.yaml"), spec).expect("a file");
    run(folder, &["train", "spec.yaml", "-o", "run"]);
    run(folder, &["sample", "run", "-n", "2000", "--seed", "1", "-o", "own.csv"]);
    columns(folder, "own.csv")
}

fn share(values: &[f64], of: impl Fn(f64) -> bool) -> f64 {
    values.iter().filter(|x| of(**x)).count() as f64 / values.len() as f64
}

/// A time in days with a spread of seconds: in f32 there is one such number.
#[test]
fn a_spread_that_its_offset_would_swallow() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut draws = Draws(1);
    let row = |_| format!("{:?},{:?}\n", 2_460_000.5 + 1e-4 * draws.normal(), draws.normal());
    let rows: String = (0..2000).map(row).collect();
    let own = samples(folder.path(), &format!("t,v\n{rows}"), &spec(2, 0, 10, "{file: rows.csv}", ""));
    let mut times = numbers(&own[0]);
    times.sort_by(f64::total_cmp);
    times.dedup();
    assert!(times.len() > 1900, "{} different times", times.len());
    let (middle, spread) = (times[times.len() / 2], times[times.len() * 84 / 100] - times[times.len() * 16 / 100]);
    assert!((middle - 2_460_000.5).abs() < 2e-5 && (spread - 2e-4).abs() < 4e-5, "{middle} {spread}");
    // The score of what was written is what was drawn.
    run(folder.path(), &["sample", "run", "-n", "500", "--seed", "2", "--log-prob", "-o", "scored.csv"]);
    let scored = fs::read_to_string(folder.path().join("scored.csv")).expect("a file");
    let without_last = |line: &str| line.rsplit_once(',').expect("columns").0.to_owned() + "\n";
    fs::write(folder.path().join("events.csv"), scored.lines().map(without_last).collect::<String>()).expect("a file");
    let output = run(folder.path(), &["score", "run", "--data", "events.csv", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&output).expect("json");
    let drawn = numbers(&columns(folder.path(), "scored.csv")[2]);
    let mean = drawn.iter().sum::<f64>() / drawn.len() as f64;
    assert!((found["mean"].as_f64().expect("a number") - mean).abs() < 1e-3, "{found} and {mean}");
}

/// Numbers beyond the range of f32 are written as they are.
#[test]
fn a_scale_beyond_the_range_of_f32() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut draws = Draws(2);
    let rows: String =
        (0..500).map(|_| format!("{:?},{:?}\n", 1e39 * (2.0 + draws.normal()), draws.normal())).collect();
    let own = samples(folder.path(), &format!("a,b\n{rows}"), &spec(2, 0, 3, "{file: rows.csv}", ""));
    assert!(numbers(&own[0]).iter().all(|x| x.is_finite() && x.abs() > 1e30), "{:?}", &own[0][..3]);
}

/// Whole numbers beyond 2²⁴ are odd as often as even.
#[test]
fn large_whole_numbers_keep_their_parity() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut draws = Draws(3);
    let row = |_| format!("{},{}\n", (1e9 * draws.uniform()) as u64, (2e8 + 1e8 * draws.normal().abs()) as u64);
    let rows: String = (0..1000).map(row).collect();
    let data = "{file: rows.csv, columns: {a: integer, b: count}}";
    let own = samples(folder.path(), &format!("a,b\n{rows}"), &spec(2, 0, 3, data, ""));
    for column in &own {
        let odd = share(&numbers(column), |x| x.rem_euclid(2.0) == 1.0);
        assert!((odd - 0.5).abs() < 0.05 && numbers(column).iter().all(|x| x.fract() == 0.0), "{odd}");
    }
}

/// A share that is near its ends in most rows: none of the samples is an end, and all have a score.
#[test]
fn a_share_near_its_ends() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut draws = Draws(4);
    // Both ends are approached like those of a beta(0.15, 0.15), but f64 still holds the numbers.
    let share_of = |u: f64| if u < 0.5 { 0.5 * (2.0 * u).powf(6.0) } else { 1.0 - 0.5 * (2.0 - 2.0 * u).powf(6.0) };
    let rows: String = (0..2000)
        .map(|_| format!("{:?},{:?}\n", share_of(draws.uniform()).clamp(1e-15, 1.0 - 1e-15), draws.normal()))
        .collect();
    for (kind, low, high) in [("unit", 0.0, 1.0), ("{interval: [0, 1]}", 0.0, 1.0)] {
        let data = format!("{{file: rows.csv, columns: {{s: {kind}, x: real}}}}");
        let _ = fs::remove_dir_all(folder.path().join("run"));
        let own = samples(folder.path(), &format!("s,x\n{rows}"), &spec(2, 0, 10, &data, ""));
        assert!(numbers(&own[0]).iter().all(|x| *x > low && *x < high));
        let found = run(folder.path(), &["score", "run", "--data", "own.csv", "--format", "json"]);
        let found: serde_json::Value = serde_json::from_str(&found).expect("json");
        assert!(found["mean"].as_f64().is_some_and(f64::is_finite), "{found}");
    }
}

/// Values a hair inside of a support are in it.
#[test]
fn values_a_hair_inside() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut draws = Draws(5);
    let mut rows: String = (0..300).map(|_| format!("{:?},{:?}\n", draws.uniform(), draws.normal().exp())).collect();
    rows += "0.9999999999999999,5e-324\n1e-300,1e300\n";
    let data = "{file: rows.csv, columns: {s: unit, p: positive}}";
    let own = samples(folder.path(), &format!("s,p\n{rows}"), &spec(2, 0, 2, data, ""));
    assert!(numbers(&own[0]).iter().all(|x| *x > 0.0 && *x < 1.0) && numbers(&own[1]).iter().all(|x| *x > 0.0));
}

/// Rare counts are not negative, and are as frequent as in the rows.
#[test]
fn counts_flags_and_labels_are_values_of_their_columns() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut draws = Draws(6);
    let mut row = || {
        let (mut count, limit, mut product) = (0, (-0.3_f64).exp(), draws.uniform());
        while product > limit {
            count += 1;
            product *= draws.uniform();
        }
        let flag = u8::from(draws.uniform() < 0.3);
        let site = ["A", "B, west", "C"][usize::from(draws.uniform() < 0.5) + usize::from(draws.uniform() < 0.5)];
        format!("{count},{flag},\"{site}\",{}\n", (6.0 * draws.uniform()) as u8)
    };
    let rows: String = (0..4000).map(|_| row()).collect();
    let data =
        "{file: rows.csv, columns: {n: count, f: binary, s: {categorical: [A, \"B, west\", C]}, k: {integer: [0, 5]}}}";
    fs::write(folder.path().join("rows.csv"), format!("n,f,s,k\n{rows}")).expect("a file");
    fs::write(folder.path().join("spec.yaml"), spec(4, 0, 20, data, "")).expect("a file");
    run(folder.path(), &["train", "spec.yaml", "-o", "run"]);
    run(folder.path(), &["sample", "run", "-n", "4000", "--seed", "1", "-o", "own.npy"]);
    run(folder.path(), &["sample", "run", "-n", "4000", "--seed", "1", "-o", "own.csv"]);
    let text = fs::read_to_string(folder.path().join("own.csv")).expect("a file");
    let labels: Vec<&str> = text
        .lines()
        .skip(1)
        .map(|line| if line.contains("\"B, west\"") { "B, west" } else { line.split(',').nth(2).expect("a label") })
        .collect();
    assert!(labels.iter().all(|label| ["A", "B, west", "C"].contains(label)), "{:?}", &labels[..5]);
    let west = labels.iter().filter(|label| **label == "B, west").count() as f64 / 4000.0;
    let plain = text.replace("\"B, west\"", "B");
    let column = |k: usize| -> Vec<f64> {
        plain.lines().skip(1).map(|line| line.split(',').nth(k).expect("a column").parse().expect("a number")).collect()
    };
    let (counts, flags, ranks) = (column(0), column(1), column(3));
    assert!(counts.iter().all(|x| *x >= 0.0 && x.fract() == 0.0) && flags.iter().all(|x| [0.0, 1.0].contains(x)));
    assert!(ranks.iter().all(|x| (0.0..=5.0).contains(x) && x.fract() == 0.0));
    // Poisson(0.3) is 0 in 74 % of the rows, the flag is set in 30 %, the second site is half of them.
    let found = [share(&counts, |x| x == 0.0), share(&flags, |x| x == 1.0), west, share(&ranks, |x| x == 0.0)];
    for (found, expected) in found.iter().zip([0.741, 0.3, 0.5, 1.0 / 6.0]) {
        assert!((found - expected).abs() < 0.06, "{found}, expected {expected}");
    }
    // Labels are read back.
    let score = run(folder.path(), &["score", "run", "--data", "own.csv", "--format", "json"]);
    assert!(score.contains("\"rows\": 4000"), "{score}");
}

/// Four of 2,000 values of a context are a million times the others: what they are is said by the
/// kind of the context, or by robust units.
#[test]
fn a_context_with_a_few_huge_values() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut draws = Draws(7);
    let mut row = |k: usize| {
        let c = if k % 500 == 7 { 1e6 + 9e6 * draws.uniform() } else { 1.0 + 9.0 * draws.uniform() };
        let x = if k % 500 == 7 { draws.normal() } else { c + 0.3 * draws.normal() };
        format!("{x:?},{c:?}\n")
    };
    let rows: String = (0..2000).map(&mut row).collect();
    fs::write(folder.path().join("rows.csv"), format!("x,c\n{rows}")).expect("a file");
    let validation = |name: &str, data: &str, more: &str| -> f64 {
        fs::write(folder.path().join("spec.yaml"), spec(1, 1, 30, data, more)).expect("a file");
        let output = flow(folder.path(), &["train", "spec.yaml", "-o", name]);
        let talk = stderr(&output);
        let line = talk.split("validation log-likelihood ").nth(1).unwrap_or_else(|| panic!("{talk}"));
        line.split(' ').next().and_then(|number| number.parse().ok()).expect("a number")
    };
    let plain = validation("plain", "{file: rows.csv, columns: [x], context: [c]}", "");
    let logarithm = validation("logarithm", "{file: rows.csv, columns: [x], context: {c: positive}}", "");
    let robust = validation("robust", "{file: rows.csv, columns: [x], context: [c]}", "  standardize: robust\n");
    assert!(logarithm > plain + 0.5 && robust > plain + 0.5, "{plain}, {logarithm}, {robust}");
}

/// A label as a context is one number for each label, in training, scoring and sampling.
#[test]
fn labels_as_context() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut draws = Draws(8);
    let mut row = |k: usize| {
        let (label, at) = [("low", -3.0), ("mid", 0.0), ("high", 4.0)][k % 3];
        format!("{:?},{label}\n", at + 0.5 * draws.normal())
    };
    let rows: String = (0..1500).map(&mut row).collect();
    fs::write(folder.path().join("rows.csv"), format!("x,level\n{rows}")).expect("a file");
    let data = "{file: rows.csv, columns: [x], context: {level: {categorical: [low, mid, high]}}}";
    fs::write(folder.path().join("spec.yaml"), spec(1, 3, 30, data, "")).expect("a file");
    run(folder.path(), &["train", "spec.yaml", "-o", "run"]);
    fs::write(folder.path().join("given.csv"), "level\nhigh\n").expect("a file");
    run(folder.path(), &["sample", "run", "-n", "500", "--context", "given.csv", "-o", "own.csv"]);
    let x = numbers(&columns(folder.path(), "own.csv")[0]);
    let mean = x.iter().sum::<f64>() / 500.0;
    assert!((mean - 4.0).abs() < 0.2, "{mean}");
    fs::write(folder.path().join("given.csv"), "level\nhihg\n").expect("a file");
    let output = flow(folder.path(), &["sample", "run", "-n", "5", "--context", "given.csv", "-o", "own.csv"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("hihg") && stderr(&output).contains("high"), "{}", stderr(&output));
}

/// All columns with values that they cannot have are named at once, with their rows.
#[test]
fn values_that_a_column_cannot_have() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut rows: String =
        (1..60).map(|k| format!("{},{},{}\n", k % 2, 0.5 + f64::from(k), f64::from(k) / 100.0)).collect();
    rows += "2,0,1\n0,-1,0.5\n";
    fs::write(folder.path().join("rows.csv"), format!("flag,price,share\n{rows}")).expect("a file");
    let data = "{file: rows.csv, columns: {flag: binary, price: positive, share: unit}}";
    fs::write(folder.path().join("spec.yaml"), spec(3, 0, 2, data, "")).expect("a file");
    let output = flow(folder.path(), &["train", "spec.yaml", "-o", "run"]);
    let talk = stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{talk}");
    for expected in [
        "found 2 in `flag` of row 60 (line 61), expected whole numbers from 0 to 1",
        "found 0 in `price` of row 60 (line 61), and in 1 more row, expected numbers above 0",
        "found 1 in `share` of row 60 (line 61), expected numbers between 0 and 1",
    ] {
        assert!(talk.contains(expected), "{expected}\n{talk}");
    }
    assert!(!folder.path().join("run").exists());
}

/// Wind directions around north, of which the degrees 359 and 1 are neighbours, and a speed that
/// depends on them.
#[test]
fn angles_are_points_of_a_circle() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut draws = Draws(9);
    let mut row = || {
        let direction = 40.0 * draws.normal();
        let speed = 5.0 + 2.0 * direction.to_radians().cos() + 0.5 * draws.normal();
        [speed, direction.rem_euclid(360.0)]
    };
    let [rows, others] = [(); 2].map(|()| (0..4000).map(|_| row()).collect::<Vec<_>>());
    for (name, rows) in [("rows.csv", &rows), ("others.csv", &others)] {
        let rows: String = rows.iter().map(|[speed, direction]| format!("{speed:?},{direction:?}\n")).collect();
        fs::write(folder.path().join(name), format!("speed,direction\n{rows}")).expect("a file");
    }
    let network = "conditioner: {mlp: {hidden: [32, 32]}}";
    let layers = format!(
        "[{{repeat: {{times: 2, layers: [{{circular_coupling: {{angles: 1, split: even, {network}}}}}, \
         {{circular_coupling: {{angles: 1, split: odd, {network}}}}}]}}}}]"
    );
    let spec = format!(
        "flow: Wind\nevent: 2\nbase: {{cylindrical: {{angles: 1}}}}\nlayers: {layers}\ntrain:\n  data: {{file: rows.csv, \
         columns: {{speed: real, direction: {{angle: [0, 360]}}}}}}\n  validation: 0.1\n  epochs: 30\n  batch_size: 256\n  \
         optimizer: {{adam: {{learning_rate: 3.0e-3}}}}\n  schedule: cosine\n  seed: 1\n"
    );
    fs::write(folder.path().join("spec.yaml"), spec).expect("a file");
    run(folder.path(), &["train", "spec.yaml", "-o", "run"]);
    let mean_of = |file: &str| {
        let score = run(folder.path(), &["score", "run", "--data", file, "--format", "json"]);
        let found: serde_json::Value = serde_json::from_str(&score).expect("json");
        found["mean"].as_f64().expect("a number")
    };
    // The density of the same rows: a direction is normal, however many turns it has made.
    let normal = |x: f64, scale: f64| (-0.5 * (x / scale).powi(2)).exp() / (scale * std::f64::consts::TAU.sqrt());
    let exact = |[speed, direction]: &[f64; 2]| {
        let turned: f64 = (-3..=3).map(|turn| normal(direction + 360.0 * f64::from(turn), 40.0)).sum();
        (turned * normal(speed - 5.0 - 2.0 * direction.to_radians().cos(), 0.5)).ln()
    };
    let (found, exact) = (mean_of("others.csv"), others.iter().map(exact).sum::<f64>() / others.len() as f64);
    assert!(found < exact + 0.01 && exact - found < 0.06, "{found}, expected {exact}");
    run(folder.path(), &["sample", "run", "-n", "2000", "--seed", "1", "-o", "own.csv"]);
    let own = columns(folder.path(), "own.csv");
    let directions = numbers(&own[1]);
    assert!(directions.iter().all(|x| (0.0..360.0).contains(x)));
    let north = share(&directions, |x| !(40.0..=320.0).contains(&x));
    let of_rows = share(&numbers(&columns(folder.path(), "rows.csv")[1]), |x| !(40.0..=320.0).contains(&x));
    assert!((north - of_rows).abs() < 0.06, "{north}, in the rows {of_rows}");
    // Both names of a direction have one density, and it goes on across them.
    let density = |direction: &str| {
        fs::write(folder.path().join("at.csv"), format!("speed,direction\n7,{direction}\n")).expect("a file");
        mean_of("at.csv")
    };
    let at = ["0", "360", "720", "359.999", "0.001"].map(density);
    assert!(at.iter().all(|log_prob| (log_prob - at[0]).abs() < 1e-3), "{at:?}");
}

/// The base, the layers and the columns must agree on which elements are angles.
#[test]
fn angles_without_layers_that_keep_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let check = |head: &str, columns: &str| {
        let spec = format!("flow: Wind\nevent: 2\n{head}train:\n  data: {{file: rows.csv, columns: {columns}}}\n");
        fs::write(folder.path().join("spec.yaml"), spec).expect("a file");
        let output = flow(folder.path(), &["check", "spec.yaml"]);
        assert_eq!(output.status.code(), Some(2));
        stderr(&output)
    };
    let angle = "{v: real, d: {angle: [0, 360]}}";
    let cases = [
        ("layers: [affine]\n", angle, "the column `d` is an angle, but element 1 of the flow is a real number"),
        (
            "base: {cylindrical: {angles: 1}}\nlayers: [affine]\n",
            angle,
            "`affine` does not keep angles, but the base has 1",
        ),
        (
            "base: {cylindrical: {angles: 1}}\nlayers: [{circular_coupling: {angles: 2}}]\n",
            angle,
            "`circular_coupling` maps 2 elements as angles, but the base has 1",
        ),
        (
            "base: {cylindrical: {angles: 1}}\nlayers: [{circular_coupling: {angles: 1}}]\n",
            "{v: real, d: real}",
            "element 1 of the flow is an angle, but the column `d` is none",
        ),
        ("base: {cylindrical: {angles: 3}}\n", angle, "`angles` of `cylindrical` is 3, but the event has 2 elements"),
    ];
    for (head, columns, expected) in cases {
        let talk = check(head, columns);
        assert!(talk.contains(expected) && talk.contains("help: "), "{expected}\n{talk}");
    }
}

//! Samples that are more alike than the model's own: `--temperature`.

use super::choices::{TRAIN, csv, done, linear, pairs, read, refused, trained, write};

/// The numbers of a CSV file below its header.
fn numbers(text: &str) -> Vec<f64> {
    text.lines().skip(1).flat_map(|line| line.split(',')).map(|field| field.parse().expect("a number")).collect()
}

/// A normal distribution stays one: its mean, and T times the deviations of each row.
#[test]
fn a_temperature_multiplies_deviations() {
    let folder = trained();
    let at = folder.path();
    let sample = |file: &str, flags: &[&str]| {
        done(at, &[&["sample", "run", "-n", "50", "--seed", "4", "-o", file], flags].concat());
        read(at, file)
    };
    let own = sample("own.csv", &[]);
    assert_eq!(sample("one.csv", &["--temperature", "1"]), own);
    let mode = sample("mode.csv", &["--temperature", "0"]);
    assert!(mode.lines().skip(2).all(|line| Some(line) == mode.lines().nth(1)), "{mode}");
    let narrow = numbers(&sample("narrow.csv", &["--temperature", "0.25"]));
    let (own, mode) = (numbers(&own), numbers(&mode));
    for ((x, m), n) in own.iter().zip(&mode).zip(&narrow) {
        assert!((n - (m + 0.25 * (x - m))).abs() < 1e-5, "{x} of {m}: {n}");
    }
    // Log-densities are those of the model itself.
    let drawn = sample("drawn.csv", &["--temperature", "0.25", "--log-prob"]);
    done(at, &["score", "run", "--data", "narrow.csv", "-o", "scores.csv"]);
    for (drawn, score) in numbers(&drawn).chunks(3).zip(numbers(&read(at, "scores.csv"))) {
        assert!((drawn[2] - score).abs() < 1e-4, "{drawn:?} and {score}");
    }
}

#[test]
fn what_is_no_temperature_is_refused() {
    let folder = trained();
    let at = folder.path();
    for (temperature, expected) in [
        ("-0.5", "found the temperature -0.5, expected a finite number from 0"),
        ("nan", "found the temperature NaN, expected a finite number from 0"),
        ("inf", "found the temperature inf, expected a finite number from 0"),
        ("warm", "found `warm` for `--temperature`, expected a number from 0"),
    ] {
        let error = refused(at, &["sample", "run", "-n", "3", "-o", "x.csv", "--temperature", temperature]);
        assert!(error.contains(expected), "{error}");
        assert!(!at.join("x.csv").exists());
    }
    // Each base that has no one location, with its reason.
    let rows: Vec<[f64; 2]> = pairs(1, 100).iter().map(|row| row.map(|x| x.clamp(-3.0, 3.0))).collect();
    write(at, "rows.csv", &csv("a,b", &rows));
    for (base, reason) in [
        ("{normal_mixture: {components: 2}}", "but the base is a mixture"),
        ("{inverse_cdf: {quantile: logit}}", "but the base draws uniform numbers"),
        ("{cylindrical: {angles: 1}}", "but the base draws angles"),
    ] {
        let layers = if base.contains("angles") { "[]" } else { "[affine]" };
        let spec =
            linear(TRAIN).replace("layers: [lower_triangular, affine]", &format!("base: {base}\nlayers: {layers}"));
        write(at, "other.yaml", &spec);
        done(at, &["train", "other.yaml", "-o", "other", "--replace", "--set", "train.standardize=false"]);
        let error = refused(at, &["sample", "other", "-n", "3", "-o", "x.csv", "--temperature", "0.7"]);
        assert!(error.contains(reason) && error.contains("help: leave out the temperature"), "{error}");
        done(at, &["sample", "other", "-n", "3", "-o", "x.csv", "--temperature", "1"]);
        std::fs::remove_file(at.join("x.csv")).expect("samples");
    }
}

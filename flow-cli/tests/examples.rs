//! The specs of `specs/tutorial`, `specs/banana` and `specs/energies`, each fitted for a short time
//! by the real binary, with its pictures, and judged by what is known about it.
//!
//! All share one cache folder below the target folder, so only the first waits for the runtime.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn flow(folder: &Path, arguments: &[&str]) -> Output {
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("flow-cache");
    let mut command = Command::new(env!("CARGO_BIN_EXE_flow"));
    let output =
        command.args(arguments).current_dir(folder).env("FLOW_CACHE", cache).output().expect("the binary runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

/// A run of a spec, with some of its keys replaced.
struct Run(PathBuf);

impl Run {
    fn of(spec: &str, replaced: &[&str]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("examples");
        std::fs::create_dir_all(&folder).expect("a folder");
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs").join(spec).display().to_string();
        let name = spec.replace(['/', '.'], "_");
        let _ = std::fs::remove_dir_all(folder.join(&name));
        let mut arguments = vec!["train", &file, "-o", &name, "--threads", "1"];
        replaced.iter().for_each(|key| arguments.extend(["--set", key]));
        flow(&folder, &arguments);
        let run = Run(folder.join(name));
        for picture in ["pairs.png", "pairs.svg", "report.html"] {
            let size = std::fs::metadata(run.0.join(picture)).map_or(0, |m| m.len());
            assert!(size > 1000, "{spec}: {picture} has {size} bytes");
        }
        run
    }

    /// The answer of the model's program, as JSON.
    fn ask(&self, arguments: &[&str]) -> serde_json::Value {
        let model = self.0.display().to_string();
        let mut all = vec![arguments[0], &model];
        all.extend(&arguments[1..]);
        all.extend(["--format", "json"]);
        serde_json::from_slice(&flow(&self.0, &all).stdout).expect("json")
    }

    /// `n` draws, one element after another.
    fn draws(&self, n: usize) -> Vec<f64> {
        let model = self.0.display().to_string();
        flow(&self.0, &["sample", &model, "-n", &n.to_string(), "--seed", "3", "-o", "draws.csv"]);
        let draws = std::fs::read_to_string(self.0.join("draws.csv")).expect("a file");
        draws.lines().flat_map(|line| line.split(',')).filter_map(|number| number.trim().parse().ok()).collect()
    }

    /// The log-likelihood of the validation rows after the last epoch.
    fn last_validation(&self) -> f64 {
        let history = std::fs::read_to_string(self.0.join("history.csv")).expect("a file");
        let (header, rows) = history.split_once('\n').expect("a header");
        let column = header.split(',').position(|name| name.trim() == "validation_log_prob").expect("a column");
        let last = rows.lines().last().expect("an epoch");
        last.split(',').nth(column).and_then(|number| number.trim().parse().ok()).expect("a number")
    }

    /// Densities at points.
    fn densities(&self, points: &str) -> Vec<f64> {
        std::fs::write(self.0.join("points.csv"), points).expect("a file");
        let model = self.0.display().to_string();
        flow(&self.0, &["score", &model, "--data", "points.csv", "-o", "scores.csv"]);
        let scores = std::fs::read_to_string(self.0.join("scores.csv")).expect("a file");
        scores.lines().filter_map(|line| line.trim().parse::<f64>().ok()).map(f64::exp).collect()
    }
}

/// Nothing is learned, and the density derived is the textbook's at every draw: the importance
/// weights are all 1.
#[test]
fn a_change_of_variables() {
    let run = Run::of("tutorial/change_of_variables.yaml", &[]);
    let estimate = run.ask(&["score"]);
    let number = |key: &str| estimate[key].as_f64().expect("a number");
    assert!(number("log_normalizer").abs() < 1e-6 && number("free_energy").abs() < 1e-6, "{estimate}");
    assert!((number("effective_draws") / number("draws") - 1.0).abs() < 1e-6, "{estimate}");
    for (y, density) in [1.5_f64, 2.0, 2.7].iter().zip(run.densities("1.5\n2\n2.7\n")) {
        assert!((density - 2.0 * y.ln() / y).abs() < 1e-6, "{density} at {y}");
    }
    // E[Y] = 2 and E[Y²] = (e² + 1) / 2.
    let (mean, deviation) = (2.0, (((1.0_f64).exp().powi(2) + 1.0) / 2.0 - 4.0).sqrt());
    let draws = run.draws(20_000);
    let found = draws.iter().sum::<f64>() / draws.len() as f64;
    assert!((found - mean).abs() < 5.0 * deviation / (draws.len() as f64).sqrt(), "E[Y] is {found}");
}

/// The densities that the tutorial prints.
#[test]
fn the_planar_and_the_radial_example() {
    let planar = Run::of("tutorial/planar.yaml", &[]).densities("0,0\n3,4\n");
    assert!((planar[0] - 0.026_525_8).abs() < 1e-7, "{planar:?}");
    let radial = Run::of("tutorial/radial.yaml", &[]).densities("1,0\n3,4\n");
    assert!((radial[0] - 0.007_880_19).abs() < 1e-8, "{radial:?}");
}

/// Fits of two moons for a few epochs. The best normal has −1.94 nats: an epoch of the rectifiers,
/// which start as none, ends there.
#[test]
fn short_fits_of_data() {
    let short = ["train.data.two_moons.rows=8000", "train.validation.two_moons.rows=4000", "train.epochs=8"];
    for (name, least) in [("prelu", -1.92), ("nice", -1.55), ("maf", -1.7), ("iaf", -1.7), ("mixture", -1.6)] {
        let reached = Run::of(&format!("tutorial/{name}.yaml"), &short).last_validation();
        assert!(reached > least, "{name}: {reached} nats");
    }
}

/// A normal is 1.7483 nats short of the banana's −4.2242.
#[test]
fn short_fits_of_the_banana() {
    for (name, steps, least) in [("smooth", 800, -5.3), ("nsf", 400, -5.3), ("tutorial", 400, -6.5)] {
        let short = [format!("train.steps={steps}"), "train.validation.banana.rows=10000".into()];
        let short: Vec<&str> = short.iter().map(String::as_str).collect();
        let reached = Run::of(&format!("banana/{name}.yaml"), &short).last_validation();
        assert!(reached > least && reached < -4.2, "{name}: {reached} nats");
    }
}

/// The free energy comes near minus the logarithm of the integral, which the draws estimate, and
/// not below it.
#[test]
fn short_fits_of_energies() {
    for (name, steps, gap) in [("u1", 1500, 0.7), ("u2", 800, 0.7), ("u3", 400, 1.0), ("u4", 200, 1.5)] {
        let short =
            [format!("train.steps={steps}"), format!("train.objective.reverse_kl.annealing.steps={}", steps / 2)];
        let short: Vec<&str> = short.iter().map(String::as_str).collect();
        let estimate = Run::of(&format!("energies/{name}.yaml"), &short).ask(&["score"]);
        let number = |key: &str| estimate[key].as_f64().expect("a number");
        let found = number("free_energy") + number("log_normalizer");
        assert!(found < gap && found > -0.02, "{name}: {found}: {estimate}");
    }
}

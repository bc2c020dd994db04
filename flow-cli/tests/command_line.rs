//! The real binary: the main path once, and wrong inputs as a table of exact first lines and exit
//! codes.
//!
//! Plans run in the process. Where a program is built, all tests share one cache folder below the
//! target folder, so only the first waits for the runtime.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

fn cache() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("flow-cache")
}

fn flow(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_flow"))
        .args(arguments)
        .current_dir(folder)
        .env("FLOW_CACHE", cache())
        .output()
        .expect("the binary runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const SPEC: &str = "
flow: Small
event: 2
layers: [{real_nvp: {couplings: 2, conditioner: {mlp: {hidden: [16, 16]}}}}]
train:
  data: {two_moons: {rows: 2000, noise: 0.1}}
  validation: 0.1
  epochs: 8
  batch_size: 128
  seed: 3
";

/// A trained run, made once for all tests.
fn run() -> &'static Path {
    static RUN: OnceLock<PathBuf> = OnceLock::new();
    RUN.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("command-line-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join("small.yaml"), SPEC).expect("a file");
        let output = flow(&folder, &["train", "small.yaml", "-o", "run"]);
        assert!(output.status.success(), "{}", stderr(&output));
        assert!(output.stdout.is_empty(), "talk goes to stderr: {}", stdout(&output));
        let talk = stderr(&output);
        assert!(talk.contains("validation log-likelihood") && talk.contains("exact entropy"), "{talk}");
        folder
    })
}

#[test]
fn a_run_holds_its_spec_model_history_and_figures() {
    let folder = run().join("run");
    for name in
        ["spec.yaml", "model.safetensors", "history.csv", "curves.png", "density.png", "pairs.png", "report.html"]
    {
        let size = std::fs::metadata(folder.join(name)).map_or(0, |m| m.len());
        assert!(size > 100, "{name} has {size} bytes");
    }
    let history = std::fs::read_to_string(folder.join("history.csv")).expect("a file");
    assert_eq!(history.lines().count(), 9, "{history}");
    let page = std::fs::read_to_string(folder.join("report.html")).expect("a file");
    // Curves, density, marginals with pairs, and transforms.
    assert_eq!(page.matches("data:image/svg+xml;base64,").count(), 4);
    for part in [
        "<h2>Score</h2>",
        " nats (2 s.e., ",
        "integral of the density",
        "<h2>Training</h2>",
        "<h2>Data, samples and density</h2>",
        "<h2>Marginals and pairs, data and samples</h2>",
        "<h2>Probability-integral transforms</h2>",
        "<h2>Least likely rows</h2>",
        "<h2>Derived structure</h2>",
        "<h2>Specification</h2>",
        "<h2>The same run again</h2>",
        "flow train ",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert!(!page.contains("http://") && !page.contains("https://"), "it needs no network");
}

#[test]
fn a_diagnosis_finds_the_density_normalised() {
    let folder = run();
    let output = flow(folder, &["sample", "run", "-n", "2000", "--seed", "5", "-o", "own.npy"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let output = flow(folder, &["diagnose", "run", "--data", "own.npy", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).expect("json");
    let integral = found["normalisation"]["integral"].as_f64().expect("a number");
    assert!((integral - 1.0).abs() < 0.01, "{found}");
    // The model's own samples are calibrated by construction; the seed is fixed, so this cannot
    // come and go.
    for dimension in found["calibration"].as_array().expect("a list") {
        assert!(dimension["p"].as_f64().expect("a number") > 1e-3, "{found}");
    }
}

/// A test file is scored in the end, and the report is about it.
#[test]
fn a_test_file_is_scored_in_the_end() {
    let folder = run();
    let output = flow(folder, &["sample", "run", "-n", "300", "--seed", "6", "-o", "test.npy"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let train = |test: &str| flow(folder, &["train", "small.yaml", "-o", "tested", "--test", test]);
    let missing = train("nowhere.npy");
    assert_eq!(missing.status.code(), Some(2), "{}", stderr(&missing));
    assert!(!folder.join("tested").exists(), "a wrong test file is said before the training");
    let output = train("test.npy");
    assert!(output.status.success(), "{}", stderr(&output));
    let score = flow(folder, &["score", "tested", "--data", "test.npy"]);
    let score = stdout(&score).replace("mean log-likelihood", "test log-likelihood");
    assert_eq!(stdout(&output), score);
    let page = std::fs::read_to_string(folder.join("tested/report.html")).expect("a file");
    let number = score.trim().split_once(": ").expect("a score").1.replace('-', "−");
    for part in ["<h2>Test score</h2>", "Rows of test.npy.", &number, "--test test.npy"] {
        assert!(page.contains(part), "{part}");
    }
}

/// A page shows some rows of a long file, by their numbers in the file.
#[test]
fn a_page_names_rows_by_their_place_in_the_file() {
    let folder = run();
    let row = |k: u32| match k {
        // Left out, and then far from all others; counted from 0.
        100 => "0.5,\n".to_owned(),
        30_001 => "9,9\n".to_owned(),
        _ => format!("{},{}\n", f64::from(k).sin(), 0.5 * f64::from(k).cos()),
    };
    std::fs::write(folder.join("long.csv"), format!("x,y\n{}", (0..40_002).map(row).collect::<String>()))
        .expect("a file");
    let output = flow(folder, &["plot", "run", "--data", "long.csv", "-o", "long"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let page = std::fs::read_to_string(folder.join("long/report.html")).expect("a page");
    let least = page.split_once("<h2>Least likely rows</h2>").expect("a table").1;
    let first = least.split("<tr><td>").nth(1).expect("a row");
    assert!(first.starts_with("30002</td>") && first.contains("<td>9.0000</td><td>9.0000</td>"), "{first}");
}

/// From a file to a spec, to runs of several seeds, to samples in the declared supports.
#[test]
fn a_file_becomes_a_spec_and_runs() {
    let folder = run();
    let row = |k: u32| {
        let (k, noise) = (f64::from(k), f64::from(k * 7919 % 1000) / 1000.0);
        format!(
            "{},{},{},{}\n",
            (3.0 * noise).exp() * (1.5 + k.sin()),
            0.02 + 0.96 * noise,
            k.cos() + noise,
            k as u32 * 31 % 6
        )
    };
    let rows: String = (0..600).map(row).collect();
    std::fs::write(folder.join("shop.csv"), format!("price,share,age,count\n{rows}")).expect("a file");
    let output = flow(folder, &["new", "shop", "--data", "shop.csv"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let spec = std::fs::read_to_string(folder.join("shop.yaml")).expect("a file");
    for line in ["price: positive", "share: unit", "age: real", "count: {integer: [0, 5]}"] {
        assert!(spec.contains(line), "{line}:\n{spec}");
    }
    let smaller = "train.epochs=2";
    let output =
        flow(folder, &["train", "shop.yaml", "-o", "shops", "--seeds", "1,2", "--set", smaller, "--test", "shop.csv"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let table = stdout(&output);
    assert!(table.contains("validation") && table.contains("test") && table.contains("±"), "{table}");
    let output = flow(folder, &["sample", "shops/seed-2", "-n", "300", "-o", "shop-samples.csv"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let text = std::fs::read_to_string(folder.join("shop-samples.csv")).expect("a file");
    assert!(text.starts_with("price,share,age,count\n"), "{text}");
    for line in text.lines().skip(1) {
        let row: Vec<f64> = line.split(',').map(|v| v.parse().expect("a number")).collect();
        assert!(row[0] > 0.0 && row[1] > 0.0 && row[1] < 1.0 && row[3].fract() == 0.0, "{line}");
    }
    // Four dimensions: normalised by importance sampling.
    let output = flow(folder, &["diagnose", "shops/seed-1", "--data", "shop.csv"]);
    assert!(stdout(&output).contains("importance sampling"), "{}{}", stdout(&output), stderr(&output));
}

/// The place that standard output goes to.
#[cfg(target_os = "linux")]
#[derive(Clone, Copy, Debug, PartialEq)]
enum Stdout {
    Kept,
    /// To a device that is always full.
    Full,
    /// To a reader that is gone.
    Closed,
}

/// Command lines whose output has no place: `FULL` is a disk without room, `LOCKED` one that may
/// not be written; the exit code, and all that is said on standard error but notes.
#[cfg(target_os = "linux")]
const NO_PLACE: &[(&[&str], Stdout, i32, &str)] = &[
    (
        &["explain", "small.yaml"],
        Stdout::Full,
        3,
        "cannot write to standard output: No space left on device (os error 28)",
    ),
    (
        &["score", "run", "--data", "own.npy"],
        Stdout::Full,
        3,
        "cannot write to standard output: No space left on device (os error 28)",
    ),
    (
        &["diagnose", "run", "--data", "own.npy"],
        Stdout::Full,
        3,
        "cannot write to standard output: No space left on device (os error 28)",
    ),
    (&["explain", "small.yaml"], Stdout::Closed, 0, ""),
    (&["score", "run", "--data", "own.npy"], Stdout::Closed, 0, ""),
    (
        &["sample", "run", "-n", "9", "-o", "FULL/s.npy"],
        Stdout::Kept,
        3,
        "error: FULL/s.npy: cannot write: 72 bytes are needed, and its disk has 0 bytes free",
    ),
    (
        &["sample", "run", "-n", "9", "-o", "FULL/s.csv"],
        Stdout::Kept,
        3,
        "error: FULL/s.csv: cannot write: 36 bytes are needed, and its disk has 0 bytes free",
    ),
    (
        &["score", "run", "--data", "own.npy", "-o", "FULL/p.npy"],
        Stdout::Kept,
        3,
        "error: FULL/p.npy: cannot write: 200 bytes are needed, and its disk has 0 bytes free",
    ),
    (
        &["train", "small.yaml", "-o", "FULL/run"],
        Stdout::Kept,
        3,
        "FULL/run/spec.yaml: cannot write: no space left on device (os error 28)",
    ),
    (
        &["plot", "run", "-o", "FULL/plots"],
        Stdout::Kept,
        3,
        "FULL/plots/curves.png: cannot write: no space left on device (os error 28)",
    ),
    (
        &["sample", "run", "-n", "9", "-o", "LOCKED/s.npy"],
        Stdout::Kept,
        3,
        "error: LOCKED/s.npy: cannot write: read-only file system (os error 30)",
    ),
    (
        &["train", "small.yaml", "-o", "LOCKED/run"],
        Stdout::Kept,
        3,
        "LOCKED/run: cannot create: read-only file system (os error 30)",
    ),
    (
        &["plot", "run", "-o", "LOCKED/plots"],
        Stdout::Kept,
        3,
        "LOCKED/plots: cannot create: read-only file system (os error 30)",
    ),
    (
        &["generate", "small.yaml", "-o", "LOCKED/crate"],
        Stdout::Kept,
        3,
        "LOCKED/crate/Cargo.toml: cannot write: read-only file system (os error 30)",
    ),
    (
        &["sample", "run", "-n", "9", "-o", "/proc/nowhere.csv"],
        Stdout::Kept,
        2,
        "error: /proc/nowhere.csv: cannot write: no such file or directory (os error 2)",
    ),
];

/// Small file systems of a test, unmounted in the end.
#[cfg(target_os = "linux")]
struct Mounted(Vec<PathBuf>);

#[cfg(target_os = "linux")]
impl Mounted {
    /// Mounts one; `false` where that is not permitted.
    fn add(&mut self, at: &Path, options: &str) -> bool {
        std::fs::create_dir_all(at).expect("a folder");
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(at).output();
        let mounted = mount.is_ok_and(|output| output.status.success());
        self.0.extend(mounted.then(|| at.to_owned()));
        mounted
    }
}

#[cfg(target_os = "linux")]
impl Drop for Mounted {
    fn drop(&mut self) {
        for folder in &self.0 {
            // What stays mounted is empty and harms nobody.
            let _ = Command::new("umount").arg(folder).status();
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written() {
    let folder = run();
    let sampled = flow(folder, &["sample", "run", "-n", "50", "-o", "own50.npy"]);
    assert!(sampled.status.success(), "{}", stderr(&sampled));
    let mut mounted = Mounted(Vec::new());
    let disks = mounted.add(&folder.join("FULL"), "size=64k") && mounted.add(&folder.join("LOCKED"), "ro");
    if disks {
        // The disk is filled byte by byte in the end, so that not even a small file finds room.
        let mut filler = std::fs::File::create(folder.join("FULL/filler")).expect("a file");
        while std::io::Write::write(&mut filler, &[0; 512]).is_ok_and(|count| count > 0) {}
    } else {
        eprintln!("skipped: mounting is not permitted, so no full and no read-only disk was tried");
    }
    let mut failures = Vec::new();
    for (arguments, stdout, code, expected) in NO_PLACE {
        if !disks && arguments.iter().any(|argument| argument.starts_with("FULL") || argument.starts_with("LOCKED")) {
            continue;
        }
        let arguments: Vec<&str> = arguments.iter().map(|a| if *a == "own.npy" { "own50.npy" } else { a }).collect();
        let output = flow_to(folder, &arguments, *stdout);
        let said = stderr(&output).replace(&format!("{}/", folder.display()), "");
        let said: Vec<&str> =
            said.lines().filter(|line| line.contains("cannot ") || line.contains("panicked")).collect();
        if output.status.code() != Some(*code) || said.join("\n") != *expected {
            failures.push(format!(
                "{arguments:?} {stdout:?}: exit {:?}\n{}expected {expected}",
                output.status.code(),
                stderr(&output)
            ));
        }
    }
    if disks {
        let left = std::fs::read_dir(folder.join("FULL")).expect("a folder");
        let files: Vec<_> = left.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_file()).collect();
        assert_eq!(files, [folder.join("FULL/filler")], "a failed write leaves nothing");
    }
    assert!(failures.is_empty(), "{} wrong:\n{}", failures.len(), failures.join("\n"));
}

#[cfg(target_os = "linux")]
fn flow_to(folder: &Path, arguments: &[&str], stdout: Stdout) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_flow"));
    match stdout {
        Stdout::Kept => return flow(folder, arguments),
        Stdout::Full => {
            command.stdout(std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a device"));
        }
        Stdout::Closed => {
            let (reader, writer) = std::io::pipe().expect("a pipe");
            drop(reader);
            command.stdout(writer);
        }
    }
    command
        .args(arguments)
        .current_dir(folder)
        .env("FLOW_CACHE", cache())
        .stderr(std::process::Stdio::piped())
        .output()
        .expect("the binary runs")
}

#[test]
fn samples_and_scores_agree() {
    let folder = run();
    let output = flow(folder, &["sample", "run", "-n", "50", "--seed", "4", "--log-prob", "-o", "samples.csv"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let text = std::fs::read_to_string(folder.join("samples.csv")).expect("a file");
    let rows: Vec<Vec<f64>> =
        text.lines().skip(1).map(|l| l.split(',').map(|v| v.parse().expect("a number")).collect()).collect();
    assert_eq!((rows.len(), rows[0].len()), (50, 3));
    let mean: f64 = rows.iter().map(|r| r[2]).sum::<f64>() / 50.0;
    let points: String = rows.iter().map(|r| format!("{},{}\n", r[0], r[1])).collect();
    std::fs::write(folder.join("points.csv"), format!("x,y\n{points}")).expect("a file");
    let output = flow(folder, &["score", "run", "--data", "points.csv", "--format", "json"]);
    let score: serde_json::Value = serde_json::from_slice(&output.stdout).expect("json");
    assert!((score["mean"].as_f64().expect("a mean") - mean).abs() < 1e-3, "{score} and {mean}");
    assert_eq!(score["rows"], 50);
}

#[test]
fn a_shorter_sample_is_a_prefix_and_threads_change_nothing() {
    let folder = run();
    for (name, n, threads) in [("long.csv", "200", "2"), ("short.csv", "20", "1")] {
        let output = flow(folder, &["sample", "run", "-n", n, "--seed", "9", "--threads", threads, "-o", name]);
        assert!(output.status.success(), "{}", stderr(&output));
    }
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("a file");
    let (long, short) = (read("long.csv"), read("short.csv"));
    assert!(long.starts_with(&short), "{short}");
}

#[test]
fn a_generated_crate_is_checked_against_its_folder() {
    let folder = run();
    let output = flow(folder, &["generate", "small.yaml", "-o", "crate"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(flow(folder, &["generate", "small.yaml", "-o", "crate", "--check"]).status.success());
    // Formatting the crate changes nothing in it. Without rustfmt there is nothing to try.
    let formatted = Command::new("cargo").arg("fmt").current_dir(folder.join("crate")).output();
    if !formatted.is_ok_and(|output| output.status.success()) {
        eprintln!("`cargo fmt` was not tried: this machine has no rustfmt");
    }
    assert!(flow(folder, &["generate", "small.yaml", "-o", "crate", "--check"]).status.success());
    let layers = folder.join("crate/src/layers.rs");
    let text = std::fs::read_to_string(&layers).expect("a file");
    std::fs::write(&layers, text.replace("tanh", "sin")).expect("a file");
    let output = flow(folder, &["generate", "small.yaml", "-o", "crate", "--check"]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
}

#[test]
fn gradients_of_draws_are_written_where_they_are_asked_for() {
    let folder = run();
    let layers = |output: &str, flags: &[&str]| {
        let done = flow(folder, &[&["generate", "small.yaml", "-o", output][..], flags].concat());
        assert!(done.status.success(), "{}", stderr(&done));
        std::fs::read_to_string(folder.join(output).join("src/layers.rs")).expect("a file")
    };
    // The specification names data, which a fit without them has no use for.
    let (short, whole) = (layers("crate_of_data", &[]), layers("crate_of_draws", &["--gradients-of-draws"]));
    assert!(!short.contains("forward_vjp") && whole.contains("forward_vjp"));
    assert!(!short.contains("Reparameterized") && whole.contains("impl<T: Real> Reparameterized<T> for"));
}

#[test]
fn a_loss_that_is_not_finite_names_its_place() {
    let folder = run();
    let rate = "train.optimizer={adam: {learning_rate: 1e30}}";
    let output = flow(folder, &["train", "small.yaml", "-o", "wild", "--set", rate]);
    let talk = stderr(&output);
    assert_eq!(output.status.code(), Some(4), "{talk}");
    assert!(talk.contains("not finite at step") && talk.contains("row") && talk.contains("layers.0."), "{talk}");
}

/// Every new setting of the `train` section, in one run.
const WEIGHTED: &str = "
flow: Small
event: 2
layers: [{real_nvp: {couplings: 2, conditioner: {mlp: {hidden: [16, 16]}}}}]
train:
  data: {file: weighted.csv, weights: w}
  validation: 0.2
  optimizer: {sgd: {learning_rate: 0.01, momentum: 0.9, nesterov: true, weight_decay: 1.0e-4}}
  schedule: {constant: {warm_up: 5}}
  batch_size: 16
  steps: 30
";

#[test]
fn a_run_of_weighted_rows_is_trained_and_drawn() {
    let folder = run();
    let rows: String = (0..90).map(|k| format!("{},{},{}\n", f64::from(k).sin(), k % 3, f64::from(k).cos())).collect();
    std::fs::write(folder.join("weighted.csv"), format!("a,w,b\n{rows}")).expect("a file");
    std::fs::write(folder.join("weighted.yaml"), WEIGHTED).expect("a file");
    let output = flow(folder, &["train", "weighted.yaml", "-o", "weighted"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(folder.join("weighted/density.png").is_file());
    let output = flow(folder, &["score", "weighted", "--data", "weighted.csv"]);
    assert!(stdout(&output).contains("90 rows"), "{}{}", stdout(&output), stderr(&output));
}

#[cfg(unix)]
/// Without its factor 2π, so log Z = log 2π.
const NORMAL: &str = "
flow: Normal
event: 2
layers: [lower_triangular, affine]
train:
  objective: {reverse_kl: {target: \"-0.5 * square(x[0] - 1) - 0.5 * square(x[1] - x[0])\", gradient: path, validation_draws: 200}}
  optimizer: {adam: {learning_rate: 0.02}}
  batch_size: 64
  steps: 600
";

#[test]
fn a_flow_is_fitted_to_a_density_and_estimates_its_normaliser() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("normal.yaml"), NORMAL).expect("a file");
    let trained = flow(folder.path(), &["train", "normal.yaml", "-o", "run"]);
    assert!(trained.status.success(), "{}", stderr(&trained));
    let talk = stderr(&trained);
    assert!(talk.contains("draws/s") && talk.contains("log Z by importance"), "{talk}");
    let history = std::fs::read_to_string(folder.path().join("run/history.csv")).expect("a history");
    assert!(history.starts_with("epoch,train_free_energy,validation_free_energy,"), "{history}");
    assert_eq!(history.lines().count(), 7);
    let page = std::fs::read_to_string(folder.path().join("run/report.html")).expect("a page");
    assert!(page.contains("log Z by importance") && folder.path().join("run/density.svg").is_file());
    let score = flow(folder.path(), &["score", "run", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&stdout(&score)).expect("JSON");
    let log_normalizer = found["log_normalizer"].as_f64().expect("a number");
    assert!((log_normalizer - std::f64::consts::TAU.ln()).abs() < 0.02, "{found}");
    assert_eq!(found["reliable"], serde_json::Value::Bool(true));
    let refused = flow(folder.path(), &["train", "normal.yaml", "-o", "other", "--set", "train.data.file=a.csv"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("`reverse_kl` has `data`"), "{}", stderr(&refused));
}

/// Three specs of one name: with other layers than the first, and with another training of the same
/// layers.
const SAME: &str = "
flow: Same
event: 2
layers: [{real_nvp: {couplings: 2, conditioner: {mlp: {hidden: [7]}}}}]
train: {data: {two_moons: {rows: 300, noise: 0.1}}, epochs: 2}
";

/// The shapes that a model file's header lists, and the lines of its run's history.
#[cfg(unix)]
fn shapes_and_epochs(run: &Path) -> (String, usize) {
    let bytes = std::fs::read(run.join("model.safetensors")).expect("a model");
    let length = u64::from_le_bytes(bytes[..8].try_into().expect("eight bytes")) as usize;
    let header: serde_json::Value = serde_json::from_slice(&bytes[8..8 + length]).expect("a header");
    let tensors = header.as_object().expect("an object").values();
    let shapes: Vec<String> = tensors.filter_map(|tensor| Some(tensor.get("shape")?.to_string())).collect();
    let history = std::fs::read_to_string(run.join("history.csv")).expect("a history");
    (shapes.concat(), history.lines().count() - 1)
}

/// A `cargo` that says that it runs and then waits to be killed: `flow` is interrupted while it
/// builds.
#[cfg(unix)]
fn interrupted_while_it_builds(folder: &Path, arguments: &[&str]) {
    use std::io::{BufRead, BufReader};
    use std::os::unix::fs::PermissionsExt;
    let fake = folder.join("bin/cargo");
    std::fs::create_dir_all(folder.join("bin")).expect("a folder");
    let script = "#!/bin/sh\n[ \"$1\" = --version ] && exit 0\necho building $$ >&3\nexec tail -f /dev/null\n";
    std::fs::write(&fake, script).expect("a script");
    std::fs::set_permissions(&fake, std::fs::Permissions::from_mode(0o755)).expect("a program");
    let path = std::env::join_paths(
        std::iter::once(folder.join("bin")).chain(std::env::split_paths(&std::env::var_os("PATH").expect("a path"))),
    );
    // The shell joins the descriptor 3 to its stdout, which `flow` does not touch.
    let mut shell = Command::new("sh")
        .args(["-c", "exec 3>&1; exec \"$@\" >/dev/null", "sh", env!("CARGO_BIN_EXE_flow")])
        .args(arguments)
        .current_dir(folder)
        .env("FLOW_CACHE", cache())
        .env("PATH", path.expect("a path"))
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the binary runs");
    let mut line = String::new();
    BufReader::new(shell.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
    let cargo = line.trim().strip_prefix("building ").expect("cargo runs").to_owned();
    shell.kill().expect("a process to kill");
    shell.wait().expect("an end");
    assert!(Command::new("kill").args(["-9", &cargo]).status().expect("`kill` runs").success());
}

#[cfg(unix)]
#[test]
fn a_program_is_that_of_its_spec_after_builds_that_did_not_end() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let specs = [("a", SAME.to_owned()), ("b", SAME.replace("[7]", "[9]"))];
    std::fs::write(folder.join("rows.csv"), "x,y\n0.5,0.25\n-1,0.75\n").expect("a file");
    for (name, text) in &specs {
        std::fs::write(folder.join(format!("{name}.yaml")), text).expect("a file");
        let output = flow(folder, &["train", &format!("{name}.yaml"), "-o", name]);
        assert!(output.status.success(), "{}", stderr(&output));
    }
    for (name, width, other) in [("a", "7", "9"), ("b", "9", "7")] {
        let (shapes, epochs) = shapes_and_epochs(&folder.join(name));
        assert!(shapes.contains(width) && !shapes.contains(other), "{name}: {shapes}");
        assert_eq!(epochs, 2, "{name}");
    }
    let score = |name: &'static str, more: &[&'static str]| {
        [&["score", name, "--data", "rows.csv", "-o", "scores.npy"], more].concat()
    };
    interrupted_while_it_builds(folder, &score("b", &["--compile"]));
    for name in ["a", "b"] {
        // A program that was built gives the bits of the plans that run in the process.
        let scores = [&[][..], &["--compile"][..]].map(|more| {
            let output = flow(folder, &score(name, more));
            assert!(output.status.success(), "{}", stderr(&output));
            (stdout(&output), std::fs::read(folder.join("scores.npy")).expect("scores"))
        });
        assert_eq!(scores[0], scores[1], "{name}");
    }
}

/// A fit goes on with the program as soon as that is built, to the bits of a fit that stays in the
/// process.
#[cfg(unix)]
#[test]
fn a_fit_goes_on_with_the_program_that_is_built_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    // The runtime is built first, so that the fit does not wait for it epoch after epoch.
    std::fs::write(run().join("one.csv"), "x,y\n0.5,0.25\n").expect("a file");
    let first = flow(run(), &["score", "run", "--data", "one.csv", "--compile"]);
    assert!(first.status.success(), "{}", stderr(&first));
    // Enough epochs that the build ends before them on any machine.
    let spec = |epochs: usize| {
        SAME.replace("rows: 300", "rows: 20000").replace("epochs: 2", &format!("epochs: {epochs}, batch_size: 1000"))
    };
    std::fs::write(folder.join("long.yaml"), spec(1_000_000)).expect("a file");
    let mut child = Command::new(env!("CARGO_BIN_EXE_flow"))
        .args(["train", "long.yaml", "-o", "long", "--compile"])
        .current_dir(folder)
        .env("FLOW_CACHE", cache())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the binary runs");
    // The program is a process of the run's own, which carries on with the training file.
    let id = child.id();
    let has_child = || {
        let children = format!("/proc/{id}/task/{id}/children");
        let ids = std::fs::read_to_string(children).unwrap_or_default();
        ids.split_whitespace().any(|id| {
            let words = std::fs::read_to_string(format!("/proc/{id}/cmdline")).unwrap_or_default();
            words.contains("--resume")
        })
    };
    if cfg!(target_os = "linux") {
        while !has_child() {
            assert!(child.try_wait().expect("a process").is_none(), "the fit ended before its program was built");
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }
    let interrupt = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(interrupt.expect("`kill` runs").success());
    assert_eq!(child.wait().expect("a process").code(), Some(130));
    let (_, epochs) = shapes_and_epochs(&folder.join("long"));
    // The same epochs in the process: only those that the history tells, so that both end alike.
    std::fs::write(folder.join("short.yaml"), spec(epochs)).expect("a file");
    let output = flow(folder, &["train", "short.yaml", "-o", "short"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let curve = |run: &str| {
        let text = std::fs::read_to_string(folder.join(run).join("history.csv")).expect("a file");
        text.lines().map(|line| line.rsplit_once(',').map_or("", |parts| parts.0).to_string()).collect::<Vec<_>>()
    };
    assert_eq!(curve("long"), curve("short"));
}

/// Starts a long training, interrupts it once it has written a model, and tells whether that came
/// before its end.
fn is_interrupted(folder: &Path, run: &str) -> bool {
    let mut child = Command::new(env!("CARGO_BIN_EXE_flow"))
        .args(["train", "long.yaml", "-o", run])
        .current_dir(folder)
        .env("FLOW_CACHE", cache())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the binary runs");
    while !folder.join(run).join("model.safetensors").exists() && child.try_wait().expect("a process").is_none() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let interrupt = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    let interrupted = interrupt.expect("`kill` runs").success();
    let code = child.wait().expect("a process").code();
    assert!(interrupted && [Some(0), Some(130)].contains(&code), "{code:?}");
    code == Some(130)
}

#[test]
fn an_interrupted_run_resumes_to_the_same_bytes() {
    let folder = run();
    let spec =
        SPEC.replace("noise: 0.1", "noise: 0.1, fresh: true").replace("epochs: 8", "epochs: 1000\n  optimizer: adamw");
    std::fs::write(folder.join("long.yaml"), spec).expect("a file");
    let train = |run: &str, flags: &[&str]| flow(folder, &[&["train", "long.yaml", "-o", run], flags].concat());
    assert_eq!(train("whole", &[]).status.code(), Some(0));
    // A run that ended before the signal came is no interrupted one: another is tried.
    let cut = (0..).map(|attempt| format!("cut-{attempt}")).find(|run| is_interrupted(folder, run));
    let cut = cut.expect("an interrupted run");
    let model = |run: &str| std::fs::read(folder.join(run).join("model.safetensors")).expect("a file");
    let before = model(&cut);
    assert_ne!(before, model("whole"));
    let other = train(&cut, &["--resume", "--seed", "4"]);
    let talk = stderr(&other);
    assert_eq!((other.status.code(), model(&cut)), (Some(2), before), "{talk}");
    assert!(
        talk.contains(&format!("{cut}/spec.yaml:"))
            && talk.contains("found `seed: 3` in the spec of the run to resume"),
        "{talk}"
    );
    let resumed = train(&cut, &["--resume", "--threads", "2"]);
    assert_eq!(resumed.status.code(), Some(0), "{}", stderr(&resumed));
    assert_eq!(model(&cut), model("whole"));
    let lines = |run: &str| {
        let text = std::fs::read_to_string(folder.join(run).join("history.csv")).expect("a file");
        text.lines().map(|line| line.rsplit_once(',').map_or("", |parts| parts.0).to_string()).collect::<Vec<_>>()
    };
    assert_eq!(lines(&cut), lines("whole"));
    let nowhere = train("nowhere-yet", &["--resume"]);
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(stderr(&nowhere).contains("nowhere-yet/spec.yaml: cannot read"), "{}", stderr(&nowhere));
}

/// Two trainings of one folder would end with the spec of one and the model of the other.
#[cfg(unix)]
#[test]
fn a_second_training_of_a_folder_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    std::fs::write(folder.join("long.yaml"), SAME.replace("epochs: 2", "epochs: 1000000")).expect("a file");
    std::fs::write(folder.join("other.yaml"), SAME.replace("[7]", "[9]")).expect("a file");
    let mut first = Command::new(env!("CARGO_BIN_EXE_flow"))
        .args(["train", "long.yaml", "-o", "run"])
        .current_dir(folder)
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the binary runs");
    let spec = folder.join("run/spec.yaml");
    while !folder.join("run/model.safetensors").exists() {
        assert!(first.try_wait().expect("a process").is_none(), "the first training has ended");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let before = std::fs::read(&spec).expect("a spec");
    let second = flow(folder, &["train", "other.yaml", "-o", "run"]);
    assert_eq!(second.status.code(), Some(2), "{}", stderr(&second));
    assert!(stderr(&second).contains("another `flow train` is writing to this folder"), "{}", stderr(&second));
    assert_eq!(std::fs::read(&spec).expect("a spec"), before);
    first.kill().expect("a process to kill");
    first.wait().expect("an end");
    // What was killed keeps nothing.
    let third = flow(folder, &["train", "other.yaml", "-o", "run", "--replace"]);
    assert!(third.status.success(), "{}", stderr(&third));
}

/// A wrong input: files to write, the command line, the exit code, and what the first line of the
/// error is.
struct Wrong {
    files: &'static [(&'static str, &'static [u8])],
    arguments: &'static [&'static str],
    code: i32,
    line: &'static str,
}

const fn data(name: &'static str, bytes: &'static [u8]) -> [(&'static str, &'static [u8]); 1] {
    [(name, bytes)]
}

const HUGE: &[u8] =
    b"\x93NUMPY\x01\x00\x46\x00{'descr': '<f8', 'fortran_order': False, 'shape': (2000000000, 2), }  \n12345678";

const TABLE: &[Wrong] = &[
    Wrong {
        files: &data("ragged.csv", b"x,y\n1,2\n3\n"),
        arguments: &["score", "run", "--data", "ragged.csv"],
        code: 2,
        line: "error: ragged.csv:3:1: found 1 field, expected 2",
    },
    Wrong {
        files: &data("text.csv", b"x,y\n1,2\n3,four\n"),
        arguments: &["score", "run", "--data", "text.csv"],
        code: 2,
        line: "error: text.csv:3:3: found `four`, expected a number",
    },
    Wrong {
        files: &data("nan.csv", b"x,y\n1,nan\n"),
        arguments: &["score", "run", "--data", "nan.csv"],
        code: 2,
        line: "error: nan.csv:2:3: found 1 missing value in 1 of 1 rows: 1 in `y`",
    },
    Wrong {
        files: &data("empty.csv", b""),
        arguments: &["score", "run", "--data", "empty.csv"],
        code: 2,
        line: "error: empty.csv:1:1: found an empty file, expected rows of numbers",
    },
    Wrong {
        files: &data("other.csv", b"a,b\n1,2\n"),
        arguments: &["score", "run", "--data", "other.csv"],
        code: 2,
        line: "error: other.csv:1:1: there are no columns `x`, `y`, expected some of `a`, `b`",
    },
    Wrong {
        files: &[],
        arguments: &["score", "run", "--data", "nowhere.csv"],
        code: 2,
        line: "error: nowhere.csv: cannot read: no such file or directory (os error 2)",
    },
    Wrong {
        files: &data("huge.npy", HUGE),
        arguments: &["score", "run", "--data", "huge.npy"],
        code: 2,
        line: "error: huge.npy: byte 80: expected 32000000000 bytes of data for shape [2000000000, 2], found 9",
    },
    Wrong {
        files: &data("twice.yaml", b"flow: A\nevent: 2\nevent: 3\n"),
        arguments: &["check", "twice.yaml"],
        code: 2,
        line: "twice.yaml:3:1: error: `event` is given twice",
    },
    Wrong {
        files: &data("unknown.yaml", b"flow: A\nevent: 2\nlayer: []\n"),
        arguments: &["train", "unknown.yaml", "-o", "nothing"],
        code: 2,
        line: "unknown.yaml:3:1: error: a flow has no field `layer`, did you mean `layers`?",
    },
    Wrong {
        files: &data("anchor.yaml", b"flow: A\nevent: &a 2\n"),
        arguments: &["check", "anchor.yaml"],
        code: 2,
        line: "anchor.yaml:2:8: error: found an anchor, `&a`",
    },
    Wrong {
        files: &data("code.yaml", b"flow: \"A; fn main() {}\"\nevent: 2\n"),
        arguments: &["check", "code.yaml"],
        code: 2,
        line: "code.yaml:1:7: error: expected the name of a flow, found `A; fn main() {}`",
    },
    Wrong {
        files: &data(
            "column.yaml",
            b"flow: A\nevent: 1\nlayers: [affine]\ntrain: {data: {file: \"xy.csv\", columns: [z]}}\n",
        ),
        arguments: &["train", "column.yaml", "-o", "nothing"],
        code: 2,
        line: "error: xy.csv:1:1: there is no column `z`, expected one of `x`, `y`",
    },
];

#[test]
fn wrong_inputs_have_a_place_and_leave_nothing() {
    let folder = run();
    std::fs::write(folder.join("xy.csv"), "x,y\n1,2\n3,4\n").expect("a file");
    let mut failures = Vec::new();
    for wrong in TABLE {
        for (name, bytes) in wrong.files {
            std::fs::write(folder.join(name), bytes).expect("a file");
        }
        let output = flow(folder, wrong.arguments);
        let talk = stderr(&output);
        let line = talk.lines().find(|l| l.contains("error")).unwrap_or_default();
        let line = line.replace(&format!("{}/", folder.display()), "");
        if output.status.code() != Some(wrong.code) || line != wrong.line || !output.stdout.is_empty() {
            failures.push(format!(
                "{:?}: exit {:?}\n{talk}expected {}",
                wrong.arguments,
                output.status.code(),
                wrong.line
            ));
        }
        if folder.join("nothing").exists() {
            failures.push(format!("{:?} left a folder", wrong.arguments));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn the_shared_power_data_are_read_where_they_are() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/power_5weeks.npz");
    if !data.exists() {
        eprintln!("skipped: the shared data are not here");
        return;
    }
    let folder = run();
    let spec = "flow: Tiny\nevent: 6\nlayers: [affine]\ntrain: {epochs: 1, batch_size: 4096}\n";
    std::fs::write(folder.join("tiny.yaml"), spec).expect("a file");
    let file = format!("train.data.file={}:train", data.display());
    let output = flow(folder, &["train", "tiny.yaml", "-o", "tiny", "--set", &file]);
    assert!(output.status.success(), "{}", stderr(&output));
    let test = format!("{}:test", data.display());
    let output = flow(folder, &["score", "tiny", "--data", &test]);
    assert!(stdout(&output).contains("4795 rows"), "{}{}", stdout(&output), stderr(&output));
}

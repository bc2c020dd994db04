//! Images of zeros and ones, made of levels of grey while they are read.

use std::path::Path;

use super::choices::{done, read, refused, write};
use super::images;

const SPEC: &str = "
flow: Bars
event: [1, 6, 6]
layers:
  - coupling: {split: checkerboard, conditioner: {conv: {hidden: [8]}}}
  - coupling: {split: checkerboard, swap: true, conditioner: {conv: {hidden: [8]}}}
  - pixels: {levels: 2}
train:
  data: {file: bars.npy, dequantize: all, binarize: RULE}
  optimizer: {adam: {learning_rate: 1.0e-2}}
  validation: 0.2
  batch_size: 40
  epochs: 2
  seed: 1
";

fn spec(at: &Path, rule: &str) {
    write(at, "bars.yaml", &SPEC.replace("RULE", rule));
}

/// The scores of a history, without its times.
fn history(at: &Path, run: &str) -> Vec<String> {
    let text = read(at, &format!("{run}/history.csv"));
    text.lines().map(|line| line.split(',').take(5).collect::<Vec<_>>().join(",")).collect()
}

/// The bytes of an NPY file behind its header.
fn values(at: &Path, file: &str) -> Vec<u8> {
    let bytes = std::fs::read(at.join(file)).expect("a file");
    let end = bytes.iter().position(|byte| *byte == b'\n').expect("a header") + 1;
    bytes[end..].to_vec()
}

#[test]
fn images_become_zeros_and_ones() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    images::write(&at.join("bars.npy"), "|u1", 200);
    images::write(&at.join("floats.npy"), "<f8", 200);
    // The same by hand: 1 where a byte is greater than 9, so that the ground is not constant.
    let header = std::fs::read(at.join("bars.npy")).expect("images");
    let mut by_hand = header[..header.len() - 200 * 36].to_vec();
    by_hand.extend(values(at, "bars.npy").into_iter().map(|byte| u8::from(byte > 9)));
    std::fs::write(at.join("hand.npy"), by_hand).expect("a file");
    spec(at, "{threshold: 9}");
    let told = done(at, &["train", "bars.yaml", "-o", "run"]).1;
    assert!(told.contains("elements greater than 9 are 1, all others 0"), "{told}");
    write(at, "hand.yaml", &SPEC.replace(", binarize: RULE", "").replace("bars.npy", "hand.npy"));
    done(at, &["train", "hand.yaml", "-o", "hand"]);
    assert_eq!(history(at, "run"), history(at, "hand"));
    done(at, &["train", "bars.yaml", "-o", "floats", "--set", "train.data.file=floats.npy"]);
    assert_eq!(history(at, "run"), history(at, "floats"));
    // The model knows what was done to its rows.
    let score = |run: &str, data: &str| done(at, &["score", run, "--data", data]).0;
    assert_eq!(score("run", "bars.npy"), score("hand", "hand.npy"));
    assert_eq!(score("run", "bars.npy"), score("run", "floats.npy"));
    done(at, &["sample", "run", "-n", "20", "-o", "own.npy"]);
    let own = values(at, "own.npy");
    assert!(own.len() == 720 && own.contains(&0) && own.contains(&1) && own.iter().all(|x| *x < 2), "{own:?}");
}

/// Draws differ from epoch to epoch, are the same for any number of threads and for a run that was
/// interrupted, and one that stays judges.
#[test]
fn zeros_and_ones_are_drawn_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    images::write(&at.join("bars.npy"), "|u1", 200);
    spec(at, "dynamic");
    let told = done(at, &["train", "bars.yaml", "-o", "run", "--threads", "1"]).1;
    assert!(told.contains("elements are 1 with the probability x / 255, drawn anew in every epoch"), "{told}");
    done(at, &["train", "bars.yaml", "-o", "two", "--threads", "2"]);
    assert_eq!(history(at, "run"), history(at, "two"));
    images::write(&at.join("floats.npy"), "<f8", 200);
    done(at, &["train", "bars.yaml", "-o", "floats", "--set", "train.data.file=floats.npy"]);
    assert_eq!(history(at, "run"), history(at, "floats"));
    // Scores have a draw that stays, whatever the type of the file.
    let score = |data: &str| done(at, &["score", "run", "--data", data]).0;
    assert_eq!((score("bars.npy"), score("floats.npy")), (score("bars.npy"), score("bars.npy")));
    let page = read(at, "run/report.html");
    assert!(page.contains("binarize: dynamic"), "the page names what was done");
}

#[test]
fn what_is_no_binarisation_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    images::write(&at.join("bars.npy"), "|u1", 40);
    for (rule, place, expected) in [
        ("static", "bars.yaml:9:53", "`binarize` of `data` is `static`, expected `dynamic` or a threshold"),
        ("dynamik", "bars.yaml:9:53", "did you mean `dynamic`?"),
        ("127", "bars.yaml:9:53", "expected `dynamic` or a threshold"),
        ("[127]", "bars.yaml:9:53", "expected `dynamic` or a threshold"),
        ("{treshold: 127}", "bars.yaml:9:54", "did you mean `threshold`?"),
        ("{}", "bars.yaml:9:53", "`binarize` needs `threshold`"),
        ("{threshold: dark}", "bars.yaml:9:65", "`threshold` of `binarize` is"),
        ("{threshold: .nan}", "bars.yaml:9:65", "numbers are finite, found `.nan`"),
    ] {
        spec(at, rule);
        let error = refused(at, &["check", "bars.yaml"]);
        assert!(error.contains(place) && error.contains(expected) && error.contains("help: "), "{rule}: {error}");
    }
    for (threshold, expected) in [
        ("255", "found all elements at or below the threshold 255 of `binarize`, expected some on both sides"),
        ("-1", "found all elements above the threshold -1 of `binarize`, expected some on both sides"),
    ] {
        spec(at, &format!("{{threshold: {threshold}}}"));
        let error = refused(at, &["train", "bars.yaml", "-o", "run"]);
        assert!(error.contains(expected) && error.contains("bars.npy") && error.contains("help: "), "{error}");
    }
    // Probabilities beyond 1, in a file of floats.
    images::write(&at.join("bars.npy"), "<f8", 40);
    let mut bytes = std::fs::read(at.join("bars.npy")).expect("images");
    let last = bytes.len() - 8;
    bytes[last..].copy_from_slice(&256.0f64.to_le_bytes());
    std::fs::write(at.join("bars.npy"), bytes).expect("images");
    spec(at, "dynamic");
    let error = refused(at, &["train", "bars.yaml", "-o", "run"]);
    assert!(error.contains("found 256 in column 36 of row 40, expected numbers from 0 to 255"), "{error}");
}

//! Flows of several scales, as people train them on pictures of three colours.

use std::path::Path;

use super::{flow, stderr, stdout};

/// Bytes of `[n, 3, 8, 8]`: a bright square of one colour on ground of another, with noise.
fn write(path: &Path, n: usize) {
    let mut bits = 77u64;
    let mut next = |below: usize| {
        bits = bits.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (bits >> 33) as usize % below
    };
    let header = format!("{{'descr': '|u1', 'fortran_order': False, 'shape': ({n}, 3, 8, 8), }}");
    let header = format!("{header:<117}\n");
    let mut file = b"\x93NUMPY\x01\x00".to_vec();
    file.extend((header.len() as u16).to_le_bytes());
    file.extend(header.as_bytes());
    for _ in 0..n {
        let (top, left, colour) = (next(5), next(5), next(3));
        for channel in 0..3 {
            for (y, x) in (0..8).flat_map(|y| (0..8).map(move |x| (y, x))) {
                let inside = (top..top + 3).contains(&y) && (left..left + 3).contains(&x);
                let level = if inside == (channel == colour) { 200 } else { 30 };
                file.push((level + next(8)) as u8);
            }
        }
    }
    std::fs::write(path, file).expect("a file");
}

const SPEC: &str = "
flow: Squares
event: [3, 8, 8]
layers:
  - glow: {levels: 2, steps: 2, conditioner: {conv: {hidden: [12], kernels: [3, 1]}}}
train:
  data: {file: squares.npy, dequantize: all}
  optimizer: {adam: {learning_rate: 5.0e-3}}
  validation: 0.2
  batch_size: 40
  epochs: 3
  seed: 1
";

#[test]
fn a_glow_of_colours_is_trained_continued_and_drawn_from() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    std::fs::write(path.join("squares.yaml"), SPEC).expect("a file");
    write(&path.join("squares.npy"), 300);
    let run = |arguments: &[&str]| {
        let output = flow(path, arguments);
        assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
        output
    };
    // The sugar is told layer by layer, with how many numbers each maps.
    let told = stdout(&run(&["explain", "squares.yaml"]));
    for part in ["factor_out: Jacobian triangular in 2 levels", "of the first 96 of 192 numbers", "lower_triangular"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    run(&["train", "squares.yaml", "-o", "run"]);
    let score = |run_folder: &str| {
        let text = stdout(&run(&["score", run_folder, "--data", "squares.npy", "--format", "json"]));
        let found: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        found["bits_per_dimension"].as_f64().unwrap_or(f64::NAN)
    };
    // Numbers that know nothing of the images but their mean and deviation come to 7.4 bits.
    let bits = score("run");
    assert!(bits > 3.0 && bits < 7.0, "{bits} bits per dimension");
    // Three colours at each position, of as many pictures.
    run(&["sample", "run", "-n", "5", "-o", "own.npy"]);
    let own = std::fs::read(path.join("own.npy")).expect("samples");
    let end = own.iter().position(|byte| *byte == b'\n').expect("a header") + 1;
    assert!(String::from_utf8_lossy(&own[..end]).contains("(5, 3, 8, 8)"));
    // Of every eight rows, all have the latents of the first, but for one scale that is drawn anew: the first
    // is the plain sample. The page shows both as a figure.
    let sample = |flags: &[&str]| {
        run(&[&["sample", "run", "-n", "10", "-o", "some.npy"], flags].concat());
        let bytes = std::fs::read(path.join("some.npy")).expect("samples");
        bytes[128..].chunks(192).map(<[u8]>::to_vec).collect::<Vec<_>>()
    };
    let plain = sample(&[]);
    for scale in ["coarse", "fine"] {
        let redrawn = sample(&["--redraw", scale]);
        for (k, (own, found)) in plain.iter().zip(&redrawn).enumerate() {
            assert_eq!(own == found, k % 8 == 0, "{scale}: row {k}");
        }
    }
    let page = std::fs::read_to_string(path.join("run/report.html")).expect("a page");
    assert!(page.contains("<h2>Samples by scale</h2>") && path.join("run/scales.png").exists());
    // A fit on one thread has the same bits as on two.
    run(&["train", "squares.yaml", "-o", "alone", "--threads", "1"]);
    assert_eq!(score("alone"), bits);
    let talk = stdout(&run(&["diagnose", "run", "--data", "squares.npy"]));
    assert!(talk.contains("round trip"), "{talk}");
}

/// A small flow of the images that a generator draws.
const SHAPES: &str = "
flow: Shapes
event: [3, 32, 32]
layers:
  - {coupling: {split: channels, conditioner: {conv: {hidden: [2], kernels: [1]}}}}
  - squeeze
  - pixels
train:
  data: {coloured_shapes: {rows: 60}}
  validation: {coloured_shapes: {rows: 20}}
  optimizer: {adam: {learning_rate: 1.0e-2}}
  batch_size: 20
  epochs: 2
  seed: 1
";

/// Three colours from a generator whose entropy is known, which no model can fall below: drawn once or anew
/// for every epoch, as bytes or standardised.
#[test]
fn coloured_shapes_are_fitted_and_compared_with_their_entropy() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    std::fs::write(path.join("shapes.yaml"), SHAPES).expect("a file");
    let run = |arguments: &[&str]| {
        let output = flow(path, arguments);
        assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
        output
    };
    let train = |more: &[&str]| {
        let talk = stderr(&run(&[&["train", "shapes.yaml", "-o", "run", "--replace"], more].concat()));
        let gap = talk.lines().find(|line| line.starts_with("exact entropy 3.0138 bits per dimension"));
        let gap = gap.unwrap_or_else(|| panic!("no gap: {talk}"));
        let words: Vec<&str> = gap.split([' ', ';']).collect();
        let after = |word: &str| -> f64 {
            let at = words.iter().position(|found| *found == word).expect("the word");
            words[at + 1].parse().expect("a number")
        };
        // Levels that are all alike likely come to 8 bits.
        assert!(after("p") > 4.0 && after("p") < 9.0 && (after("gap") - after("p") + 3.0138).abs() < 2e-4, "{gap}");
        assert!(gap.contains("on 1365 fresh rows"), "{gap}");
    };
    train(&["--set", "train.standardize=true"]);
    train(&["--set", "train.data.coloured_shapes.fresh=true", "--set", "train.validation=0.2"]);
    train(&[]);
    run(&["sample", "run", "-n", "3", "-o", "own.npy"]);
    let own = std::fs::read(path.join("own.npy")).expect("samples");
    assert!(String::from_utf8_lossy(&own[..128]).contains("'|u1'") && own.len() == 128 + 3 * 3072);
    run(&["score", "run", "--data", "own.npy"]);
    // Without a file the way leads between images that the generator draws.
    run(&["sample", "run", "--between", "0,59", "--steps", "3", "-o", "way.npy"]);
    assert!(path.join("way.png").exists());
    let beyond = flow(path, &["sample", "run", "--between", "0,60", "-o", "way.npy"]);
    let expected = "found row 60 for `--between`, expected one of the 60, counted from 0";
    assert!(stderr(&beyond).contains(expected), "{}", stderr(&beyond));
    let one = flow(path, &["sample", "run", "--redraw", "fine", "-n", "3", "-o", "x.npy"]);
    assert!(stderr(&one).contains("found `--redraw`, but `Shapes` has one scale"), "{}", stderr(&one));
}

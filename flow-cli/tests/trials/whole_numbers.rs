//! Events of whole numbers, pixel by pixel: trained from bytes, drawn, scored and completed.

use std::path::Path;

use super::images::write;
use super::{flow, stderr, stdout};

fn spec(event: &str, base: &str, data: &str) -> String {
    format!(
        "flow: Bars\nevent: {event}\nbase: {base}\ntrain:\n  data: {data}\n  optimizer: {{adam: {{learning_rate: 1.0e-2}}}}\n  \
         validation: 0.2\n  batch_size: 40\n  epochs: 4\n  seed: 1\n"
    )
}

const BINARY: &str = "{shape: [1, 6, 6], elements: binary}";
const NETWORK: &str = "{pixel_cnn: {hidden: 8, blocks: 1, first_kernel: 5}}";

fn base(family: &str) -> String {
    format!("{{autoregressive: {{family: {family}, conditioner: {NETWORK}}}}}")
}

/// The numbers of an NPY file of bytes.
fn bytes(path: &Path) -> Vec<u8> {
    let file = std::fs::read(path).expect("a file");
    let end = file.iter().position(|byte| *byte == b'\n').expect("a header") + 1;
    assert!(String::from_utf8_lossy(&file[..end]).contains("'|u1'"), "{path:?} holds no bytes");
    file[end..].to_vec()
}

#[test]
fn black_and_white_images_are_drawn_and_completed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    let text = spec(BINARY, &base("bernoulli"), "{file: bars.npy, binarize: {threshold: 100}}");
    std::fs::write(path.join("bars.yaml"), text).expect("a file");
    write(&path.join("bars.npy"), "|u1", 400);
    let run = |arguments: &[&str]| {
        let output = flow(path, arguments);
        assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
        output
    };
    let talk = stderr(&run(&["train", "bars.yaml", "-o", "run"]));
    assert!(!talk.contains("note: whole") && !talk.contains("noise"), "{talk}");
    assert!(path.join("run/completions.png").exists(), "{talk}");
    // A bar in one of four columns and little else: log 4 nats, where a fit of each pixel alone takes
    // 24 × 0.56 = 13.5 of them.
    let found: serde_json::Value =
        serde_json::from_str(&stdout(&run(&["score", "run", "--data", "bars.npy", "--format", "json"]))).expect("JSON");
    let mean = found["mean"].as_f64().expect("a number");
    assert!((-9.0..-1.3).contains(&mean), "{found}");

    // Samples are zeros and ones, and data again once the threshold is another.
    run(&["sample", "run", "-n", "9", "--seed", "3", "-o", "own.npy"]);
    let own = bytes(&path.join("own.npy"));
    assert!(own.len() == 9 * 36 && own.iter().all(|x| *x <= 1));
    run(&["sample", "run", "-n", "4", "--seed", "3", "-o", "fewer.npy"]);
    assert_eq!(bytes(&path.join("fewer.npy")), own[..4 * 36]);
    // The log-density that is written beside a sample is that of its score.
    run(&["sample", "run", "-n", "5", "--log-prob", "-o", "scored.csv"]);
    let text = std::fs::read_to_string(path.join("scored.csv")).expect("samples");
    let rows: Vec<Vec<f64>> = text
        .lines()
        .skip(1)
        .map(|line| line.split(',').map(|field| field.parse().expect("a number")).collect())
        .collect();
    assert!(rows.len() == 5 && rows.iter().all(|row| row.len() == 37 && row[36] < 0.0), "{text}");

    // Completions agree with what is known, whatever the number of threads, and differ elsewhere.
    write(&path.join("few.npy"), "|u1", 4);
    let complete = |known: &str, file: &str, threads: &str| {
        run(&[
            "sample",
            "run",
            "--given",
            "few.npy",
            "--known",
            known,
            "--each",
            "3",
            "-o",
            file,
            "--threads",
            threads,
        ]);
        bytes(&path.join(file))
    };
    let (whole, half) = (complete("36", "whole.npy", "1"), complete("18", "half.npy", "1"));
    assert_eq!(half, complete("18", "again.npy", "2"));
    for (whole, half) in whole.chunks(36).zip(half.chunks(36)) {
        assert_eq!(whole[..18], half[..18]);
    }
    assert_ne!(whole, half);
    assert_eq!(whole[..36], whole[36..72], "three completions of each row");

    // A model under a spec of another network is refused by the setting that differs.
    let spec = std::fs::read_to_string(path.join("run/spec.yaml")).expect("a spec");
    std::fs::write(path.join("run/spec.yaml"), spec.replace("hidden: 8", "hidden: 9")).expect("a file");
    let said = stderr(&flow(path, &["score", "run", "--data", "bars.npy"]));
    assert!(said.contains("`base autoregressive` has `conditioner.hidden = 8`, expected `9`"), "{said}");
}

/// Recurrent networks are trained, scored, drawn and completed as others are, and say what an element depends on.
#[test]
fn recurrent_networks_take_the_place_of_convolutions() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    write(&path.join("bars.npy"), "|u1", 400);
    for (model, network, field) in [
        ("rows", "{row_lstm: {hidden: 8, first_kernel: 3}}", "in the row d above it"),
        ("diagonals", "{diagonal_bilstm: {hidden: 8, first_kernel: 3}}", "all that come before it"),
    ] {
        let base = format!("{{autoregressive: {{family: bernoulli, conditioner: {network}}}}}");
        let text = spec(BINARY, &base, "{file: bars.npy, binarize: {threshold: 100}}");
        std::fs::write(path.join("bars.yaml"), text).expect("a file");
        let run = |arguments: &[&str]| {
            let output = flow(path, arguments);
            assert!(output.status.success(), "{network} {arguments:?}: {}", stderr(&output));
            stdout(&output)
        };
        assert!(run(&["explain", "bars.yaml"]).contains(field), "{network}");
        run(&["train", "bars.yaml", "-o", model, "--set", "train.epochs=8"]);
        // A bar in one of four columns is log 4 nats; a fit of each pixel alone takes 13.5.
        let score = run(&["score", model, "--data", "bars.npy", "--format", "json"]);
        let found: serde_json::Value = serde_json::from_str(&score).expect("JSON");
        let mean = found["mean"].as_f64().expect("a number");
        assert!((-10.0..-1.3).contains(&mean), "{network}: {found}");
        let completed = |known: &str| {
            let file = format!("{model}-{known}.npy");
            run(&["sample", model, "--given", "bars.npy", "-n", "4", "--known", known, "-o", &file]);
            bytes(&path.join(file))
        };
        let (half, whole) = (completed("18"), completed("36"));
        assert!(half.chunks(36).zip(whole.chunks(36)).all(|(half, whole)| half[..18] == whole[..18]), "{network}");
    }
}

#[test]
fn grey_levels_are_drawn() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    write(&path.join("bars.npy"), "|u1", 200);
    for (run, family) in [("any", "categorical"), ("smooth", "{discretized_logistic_mixture: {components: 3}}")] {
        let event = "{shape: [1, 6, 6], elements: categorical}";
        std::fs::write(path.join("bars.yaml"), spec(event, &base(family), "{file: bars.npy}")).expect("a file");
        let output = flow(path, &["train", "bars.yaml", "-o", run, "--set", "train.epochs=2"]);
        assert!(output.status.success(), "{}", stderr(&output));
        let output = flow(path, &["score", run, "--data", "bars.npy", "--format", "json"]);
        let found: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
        let bits = found["bits_per_dimension"].as_f64().expect("a number");
        assert!((1.0..8.0).contains(&bits), "{family}: {found}");
        let output = flow(path, &["sample", run, "-n", "3", "-o", "own.npy"]);
        assert!(output.status.success(), "{}", stderr(&output));
        assert_eq!(bytes(&path.join("own.npy")).len(), 108);
    }
}

/// The declarations that cannot be, with words of the message.
const MISTAKES: &[(&str, &str, &str, &[&str])] = &[
    (
        BINARY,
        "standard_normal",
        "{file: bars.npy}",
        &["binary", "`standard_normal` gives real numbers", "`autoregressive`"],
    ),
    (
        "[1, 6, 6]",
        "{autoregressive: {family: bernoulli}}",
        "{file: bars.npy}",
        &["2 values", "real", "elements = binary"],
    ),
    (
        "{shape: [1, 6, 6], elements: {categorical: {levels: 4}}}",
        "{autoregressive: {family: {categorical: {levels: 5}}}}",
        "{file: bars.npy}",
        &["gives 5 values", "categorical(levels = 4)"],
    ),
    ("{shape: 36, elements: binary}", "autoregressive", "{file: bars.npy}", &["needs a grid", "[1, length]"]),
    (BINARY, "autoregressive", "{file: bars.npy, dequantize: all}", &["`dequantize` adds noise", "leave it out"]),
    (
        "{shape: [1, 6, 6], elements: categorical}",
        "{autoregressive: {family: categorical}}",
        "{file: bars.npy, binarize: dynamic}",
        &["zeros and ones", "elements: binary"],
    ),
    (
        BINARY,
        "{autoregressive: {conditioner: {pixel_cnn: {kernel: 4}}}}",
        "{file: bars.npy}",
        &["a kernel of `pixel_cnn` has 4 places", "odd"],
    ),
    (BINARY, "{autoregressive: {conditioner: wavenet}}", "{file: bars.npy}", &["needs a sequence", "`pixel_cnn`"]),
    (BINARY, "{autoregressive: {conditioner: gru}}", "{file: bars.npy}", &["`gru` needs a sequence", "`row_lstm`"]),
    (
        "{shape: [1, 36], elements: binary}",
        "{autoregressive: {conditioner: row_lstm}}",
        "{file: bars.npy}",
        &["`row_lstm` needs a grid of several rows", "`lstm`"],
    ),
    (
        "{shape: [3, 6, 6], elements: binary}",
        "{autoregressive: {conditioner: {diagonal_bilstm: {hidden: 8}}}}",
        "{file: bars.npy}",
        &["8 hidden channels", "write 9"],
    ),
    (
        "{shape: [3, 6, 6], elements: binary}",
        "{autoregressive: {conditioner: {pixel_cnn: {hidden: 8}}}}",
        "{file: bars.npy}",
        &["8 hidden channels", "write 9"],
    ),
    (
        "{shape: [1, 6, 6], elements: binry}",
        "autoregressive",
        "{file: bars.npy}",
        &["`binry`", "did you mean `binary`"],
    ),
    ("{shap: [1, 6, 6]}", "autoregressive", "{file: bars.npy}", &["`shap`", "`shape`"]),
];

#[test]
fn what_does_not_fit_whole_numbers_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    for (event, base, data, words) in MISTAKES {
        std::fs::write(path.join("bars.yaml"), spec(event, base, data)).expect("a file");
        let output = flow(path, &["check", "bars.yaml"]);
        let said = format!("{}{}", stdout(&output), stderr(&output));
        assert_eq!(output.status.code(), Some(2), "{event} {base} {data}: {said}");
        for word in *words {
            assert!(said.contains(word), "{event} {base} {data}: no {word:?} in\n{said}");
        }
        assert!(said.contains("bars.yaml:"), "{said}");
    }
    // Layers of real numbers, data that are no zeros and ones, and completions without what they need.
    let text = spec(BINARY, "autoregressive", "{file: bars.npy}");
    std::fs::write(path.join("layers.yaml"), text.replace("train:", "layers: [affine]\ntrain:")).expect("a file");
    let said = stderr(&flow(path, &["check", "layers.yaml"]));
    assert!(said.contains("`affine`") && said.contains("`autoregressive`"), "{said}");
    write(&path.join("bars.npy"), "|u1", 60);
    std::fs::write(path.join("bars.yaml"), &text).expect("a file");
    let output = flow(path, &["train", "bars.yaml", "-o", "run"]);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("expected whole numbers from 0 to 1") && said.contains("row "), "{said}");
    let output = flow(path, &["train", "bars.yaml", "-o", "run", "--set", "train.standardize=true"]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
}

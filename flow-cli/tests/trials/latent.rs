//! Latent variable models as a scientist meets them: trained, scored, drawn, encoded and decoded; and what
//! is wrong with declarations and flags.

use std::path::Path;

use super::images::write;
use super::{flow, stderr, stdout};

const LATENT: &str = "{size: 2, encoder: {mlp: {hidden: [16]}}, outputs: 16, activation: relu}";
const LIKELIHOOD: &str = "{independent: {family: bernoulli, conditioner: {mlp: {hidden: [16]}}}}";

fn spec(latent: &str, likelihood: &str, rest: &str) -> String {
    format!(
        "flow: Bars\nevent: {{shape: [1, 6, 6], elements: binary}}\nlatent: {latent}\nlikelihood: {likelihood}\n{rest}train:\n  \
         data: {{file: bars.npy, binarize: {{threshold: 100}}}}\n  objective: {{elbo: {{warm_up: 10}}}}\n  \
         optimizer: {{adam: {{learning_rate: 1.0e-2}}}}\n  validation: 0.2\n  batch_size: 40\n  epochs: 15\n  seed: 1\n"
    )
}

/// The shape that the header of an NPY file tells.
fn shape(path: &Path) -> String {
    let file = std::fs::read(path).expect("a file");
    let end = file.iter().position(|byte| *byte == b'\n').expect("a header");
    let header = String::from_utf8_lossy(&file[..end]).into_owned();
    header.split("'shape': ").nth(1).expect("a shape").split("), ").next().expect("a shape").to_owned() + ")"
}

#[test]
fn bars_are_learned_drawn_encoded_and_decoded() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    std::fs::write(path.join("bars.yaml"), spec(LATENT, LIKELIHOOD, "")).expect("a file");
    write(&path.join("bars.npy"), "|u1", 400);
    let run = |arguments: &[&str]| {
        let output = flow(path, arguments);
        assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
        output
    };
    let talk = stderr(&run(&["train", "bars.yaml", "-o", "run"]));
    assert!(talk.contains("validation evidence lower bound") && talk.contains("reconstruction"), "{talk}");
    for figure in ["curves", "images", "reconstructions", "latent_plane", "latent"] {
        assert!(path.join(format!("run/{figure}.png")).exists(), "no {figure}: {talk}");
    }
    let report = std::fs::read_to_string(path.join("run/report.html")).expect("a report");
    assert!(report.contains("evidence lower bound") && report.contains("Reconstructions"), "{}", &report[..500]);
    let score = |words: &[&str]| -> serde_json::Value {
        let all = [&["score", "run", "--data", "bars.npy", "--format", "json"], words].concat();
        serde_json::from_str(&stdout(&run(&all))).expect("JSON")
    };
    let (bound, estimate) = (score(&[]), score(&["--draws", "100"]));
    let number = |found: &serde_json::Value, key: &str| found[key].as_f64().expect("a number");
    // The estimate lies above the bound and below 0; 36 pixels apart take 13.5 nats.
    let (low, high) = (number(&bound, "mean"), number(&estimate, "mean"));
    assert!(low < high && high < 0.0 && high > -12.0, "{bound} {estimate}");
    let elbo = number(&bound, "reconstruction") - number(&bound, "kl");
    assert!((elbo - low).abs() < 1e-3 && (number(&estimate, "elbo") - low).abs() < 1.0, "{bound} {estimate}");

    run(&["encode", "run", "--data", "bars.npy", "--rows", "0:7", "-o", "z.npy"]);
    assert_eq!(shape(&path.join("z.npy")), "(7, 2)");
    run(&["decode", "run", "--data", "z.npy", "--mean", "20", "-o", "x.npy"]);
    assert_eq!(shape(&path.join("x.npy")), "(7, 1, 6, 6)");
    run(&["sample", "run", "-n", "5", "-o", "own.npy"]);
    assert_eq!(shape(&path.join("own.npy")), "(5, 1, 6, 6)");
    run(&["sample", "run", "-n", "5", "--latent", "-o", "prior.npy"]);
    assert_eq!(shape(&path.join("prior.npy")), "(5, 2)");

    // Each mistake has a way out.
    let mistakes: [(&[&str], &str); 8] = [
        (&["sample", "run", "-n", "5", "--temperature", "0.5", "-o", "a.npy"], "`--temperature`, which is of flows"),
        (&["sample", "run", "-n", "5", "--log-prob", "-o", "a.npy"], "`--log-prob`, which is of flows"),
        (&["diagnose", "run", "--data", "bars.npy"], "`flow score RUN --data FILE --draws 128`"),
        (&["score", "run", "--data", "bars.npy", "--draws", "0"], "found `0` for `--draws`"),
        (&["decode", "run", "--data", "bars.npy", "-o", "a.npy"], "expected 2, the size of the latent variable"),
        (&["encode", "run", "--data", "z.npy", "-o", "a.npy"], "expected"),
        (&["generate", "bars.yaml", "-o", "crate"], "of which no crate is written"),
        (&["train", "bars.yaml", "-o", "other", "--compile"], "leave it out"),
    ];
    for (arguments, expected) in mistakes {
        let output = flow(path, arguments);
        let talk = stderr(&output);
        assert!(output.status.code() == Some(2) && talk.contains(expected), "{arguments:?}: {talk}");
    }
}

/// Each declaration is wrong in one way, which is told where it stands.
#[test]
fn declarations_that_do_not_fit_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    let cases = [
        (spec("{encoder: mlp}", LIKELIHOOD, ""), "`latent` needs `size`"),
        (spec("{size: 0}", LIKELIHOOD, ""), "expected"),
        (spec("{size: 2, outputs: 5}", LIKELIHOOD, ""), "`latent` has `outputs`, which belongs to an `encoder`"),
        (spec("{size: 2, encodr: mlp}", LIKELIHOOD, ""), "did you mean `encoder`?"),
        (spec("2", LIKELIHOOD, ""), "`latent` is the number 2, expected a map"),
        (spec(LATENT, "standard_normal", ""), "gives real numbers"),
        (spec(LATENT, "{independent: {family: {categorical: {levels: 4}}}}", ""), "gives 4 values"),
        (spec(LATENT, LIKELIHOOD, "layers: [affine]\n"), "has no `layers` of its own"),
        (spec(LATENT, LIKELIHOOD, "context: 3\n"), "has a `context`, expected none"),
        (
            spec(&LATENT.replace("size: 2,", "size: 2, posterior: {normal_mixture: {components: 2}},"), LIKELIHOOD, ""),
            "do not move with its parameters",
        ),
        (
            spec(&LATENT.replace("size: 2,", "size: 2, prior: {layers: [batch_norm]},"), LIKELIHOOD, ""),
            "`batch_norm` measures batches of data",
        ),
        (
            spec(LATENT, LIKELIHOOD, "").replace("{elbo: {warm_up: 10}}", "maximum_likelihood"),
            "write `objective: elbo`, or leave it out",
        ),
        (spec(LATENT, LIKELIHOOD, "").replace("likelihood:", "likelyhood:"), "needs `likelihood` too"),
    ];
    for (text, expected) in cases {
        std::fs::write(path.join("wrong.yaml"), &text).expect("a file");
        let output = flow(path, &["check", "wrong.yaml"]);
        let talk = stderr(&output) + &stdout(&output);
        assert!(output.status.code() == Some(2) && talk.contains(expected), "{expected}: {talk}\n{text}");
    }
    let of_flow = "flow: Line\nevent: 2\nlayers: [affine]\ntrain: {objective: elbo}\n";
    std::fs::write(path.join("wrong.yaml"), of_flow).expect("a file");
    let talk = stderr(&flow(path, &["check", "wrong.yaml"]));
    assert!(talk.contains("`elbo` is of a latent variable model"), "{talk}");
}

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

    // A model by convolutions, whose KL term is no mean over draws, and several seeds of it.
    let convolutions = spec(
        "{size: 2, encoder: {strided_conv: {channels: [4], hidden: [16]}}, outputs: 16, activation: relu}",
        "{independent: {family: bernoulli, conditioner: {transposed_conv: {channels: [4], hidden: [16]}}}}",
        "",
    );
    let convolutions = convolutions.replace("warm_up: 10", "kl: closed_form").replace("epochs: 15", "epochs: 4");
    std::fs::write(path.join("convolutions.yaml"), convolutions).expect("a file");
    run(&["train", "convolutions.yaml", "-o", "seeds", "--seeds", "1,2"]);
    let talk = stdout(&run(&["score", "seeds", "--data", "bars.npy"]));
    assert!(talk.contains("seed-1: mean evidence lower bound: -"), "{talk}");
    let output = run(&["compare", "run", "seeds", "--data", "bars.npy", "--draws", "20"]);
    let (talk, found) = (stderr(&output), stdout(&output));
    assert!(talk.contains("an estimate of log p(x) by 20 draws") && found.contains("run"), "{talk}{found}");
    // An autoencoder is no density.
    let code = spec(LATENT, LIKELIHOOD, "")
        .replace("{elbo: {warm_up: 10}}", "reconstruction")
        .replace("epochs: 15", "epochs: 2");
    std::fs::write(path.join("code.yaml"), code).expect("a file");
    run(&["train", "code.yaml", "-o", "code"]);
    let talk = stdout(&run(&["score", "code", "--data", "bars.npy"]));
    assert!(talk.starts_with("mean log p(x | z) at the code of x: -"), "{talk}");
    let talk = stderr(&flow(path, &["compare", "run", "code", "--data", "bars.npy"]));
    assert!(talk.contains("found an autoencoder") && talk.contains("\nhelp: compare autoencoders"), "{talk}");

    // Each mistake has a way out.
    let mistakes: [(&[&str], &str); 11] = [
        (&["sample", "run", "-n", "5", "--with-context", "-o", "a.npy"], "`--with-context`, which is of flows"),
        (&["score", "run", "--data", "bars.npy", "--draws", "2000000000"], "a whole number from 1 to 1048576"),
        (&["decode", "run", "--data", "z.npy", "--mean", "0", "-o", "a.npy"], "found `0` for `--mean`"),
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
        (spec("{size: 2, prior: standard_uniform}", LIKELIHOOD, ""), "the KL between them is infinite"),
        (spec(LATENT, "{independent: {family: bernoulli}}", ""), "nothing in the likelihood reads z"),
        (
            spec(LATENT, LIKELIHOOD, "")
                .replace("warm_up: 10", "kl: closed_form")
                .replace("size: 2,", "size: 2, prior: normal_mixture,"),
            "the prior is no normal distribution of independent elements",
        ),
        (
            spec(LATENT, LIKELIHOOD, "").replace("warm_up: 10", "bound: importance, kl: closed_form"),
            "`importance` has no KL term",
        ),
        (
            spec(&LATENT.replace("mlp: {hidden: [16]}", "conv: {hidden: [4]}"), LIKELIHOOD, ""),
            "`conv` needs a grid of positions",
        ),
        (
            spec(&LATENT.replace("mlp: {hidden: [16]}", "strided_conv: {kernel: 1}"), LIKELIHOOD, ""),
            "`kernel` of `strided_conv` is 1 and `stride` 2",
        ),
        (
            spec(&LATENT.replace("mlp: {hidden: [16]}", "strided_conv: {channels: [4, 4, 4, 4]}"), LIKELIHOOD, ""),
            "layer 4 of `strided_conv` has a grid of one position",
        ),
        (
            spec(LATENT, &LIKELIHOOD.replace("mlp: {hidden: [16]}", "transposed_conv: {kernel: 14}"), ""),
            "`kernel` of `transposed_conv` is 14, on a grid of 6 × 6",
        ),
        (
            spec(LATENT, &LIKELIHOOD.replace("mlp: {hidden: [16]}", "transposed_conv"), "").replace("[1, 6, 6]", "36"),
            "`transposed_conv` outputs numbers for the positions of a grid",
        ),
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

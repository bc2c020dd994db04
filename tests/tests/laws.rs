//! Each layer of the catalog, at each of its examples, and users' bijectors, against numeric oracles.

use std::rc::Rc;

use flow_compiler::catalog::layers::LAYERS;
use flow_compiler::catalog::{AnyWord, UserWord};
use flow_compiler::diag::Diagnostics;
use flow_compiler::front;
use flow_tests::laws::{cases, check};

fn failures(word: &AnyWord, checked: &mut usize) -> Vec<String> {
    let mut failures = Vec::new();
    for case in cases(word) {
        *checked += 1;
        if let Err(what) = check(&case) {
            let inverted = if case.inverted { "invert " } else { "" };
            failures.push(format!("{inverted}{} size {} context {}: {what}", word.name(), case.size, case.context));
        }
    }
    failures
}

#[test]
fn every_layer_obeys_the_laws() {
    let (mut checked, mut failed) = (0, Vec::new());
    for word in LAYERS.iter().filter(|w| w.layer().is_some()) {
        let before = checked;
        failed.extend(failures(&AnyWord::Catalog(*word), &mut checked));
        assert!(checked > before, "`{}` has no examples", word.name());
    }
    assert!(checked > 100, "only {checked} cases");
    assert!(failed.is_empty(), "{} of {checked}:\n{}", failed.len(), failed.join("\n"));
}

/// Bijectors as a researcher would write them: the formula alone.
const USERS: &str = r#"
flow: Users
event: 3
bijectors:
  prelu: {parameters: {alpha: positive}, forward: "|z| if z < 0.0 { alpha * z } else { z }"}
  wave: {forward: "|z| z + 0.4 * sin(z)"}
  squeeze: {parameters: {a: {per_element: positive}, b: scalar}, forward: "|z| a * z + tanh(z + b)"}
  bend: {parameters: {rate: unit}, let: {gain: "1.0 + rate"}, forward: "|z| { let s = softplus(z); gain * z + rate * s }"}
  cross: {parameters: {k: scalar}, forward: "|z| [z[0], z[1] * exp(k * z[0]), z[2] + z[0] * z[1] + 0.3 * sin(z[2])]"}
"#;

#[test]
fn users_bijectors_obey_the_laws() {
    let spec = front::yaml::parse(USERS).unwrap_or_else(|e| panic!("{}", e.render("users.yaml", USERS)));
    let (mut checked, mut failed) = (0, Vec::new());
    for declared in &spec.bijectors {
        let mut errors = Diagnostics::new();
        let word: Option<Rc<UserWord>> = UserWord::read(declared, &mut errors);
        assert!(errors.is_empty(), "{}", errors.render("users.yaml", USERS));
        failed.extend(failures(&AnyWord::User(word.expect("a word")), &mut checked));
    }
    assert_eq!(checked, 20);
    assert!(failed.is_empty(), "{} of {checked}:\n{}", failed.len(), failed.join("\n"));
}

//! Each layer of the catalog, at each of its examples, against numeric oracles.

use flow_compiler::catalog::layers::LAYERS;
use flow_tests::laws::{cases, check};

#[test]
fn every_layer_obeys_the_laws() {
    let mut checked = 0;
    let mut failures = Vec::new();
    for word in LAYERS {
        let Some(layer) = word.layer() else { continue };
        let cases = cases(*word, layer);
        assert!(!cases.is_empty(), "`{}` has no examples", word.name());
        for case in cases {
            checked += 1;
            if let Err(what) = check(&case) {
                let inverted = if case.inverted { "invert " } else { "" };
                failures.push(format!("{inverted}{} size {} context {}: {what}", word.name(), case.size, case.context));
            }
        }
    }
    assert!(checked > 50, "only {checked} cases");
    assert!(failures.is_empty(), "{} of {checked}:\n{}", failures.len(), failures.join("\n"));
}

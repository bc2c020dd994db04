//! Rows in memory: fitted, scored, drawn, saved and opened again.

use flow_engine::Model;
use flow_program::Arrays;
use flow_run::{Declaration, Fit, Rows, Trained};
use flow_runtime::Result;

const SPEC: &str = "flow: Given\nevent: 2\ncontext: 1\nlayers:\n  - coupling: {conditioner: {mlp: {hidden: [6]}}}\n  \
                    - affine\ntrain: {epochs: 2, seed: 3}\n";

/// Rows of two numbers, and a context each.
fn arrays(rows: usize) -> Arrays {
    let contexts: Vec<f64> = (0..rows).map(|k| k as f64 / rows as f64).collect();
    let number = |k: usize| contexts[k / 2] + (k as f64 * 1.7).sin();
    Arrays { events: (0..2 * rows).map(number).collect(), contexts }
}

fn fitted(spec: &str, arrays: Arrays) -> Result<Trained> {
    let declaration = Declaration::of_text("spec", spec, &[])?;
    let rows = Some(Rows { arrays, event: vec![2], context: 1, ..Rows::default() });
    let fitted = Fit { declaration: &declaration, rows, validation: None, threads: None }.run(&())?;
    Ok(fitted.trained.expect("nobody ends the fit"))
}

#[test]
fn a_model_is_the_same_after_it_was_saved() {
    let trained = fitted(SPEC, arrays(200)).expect("a fit");
    let folder = tempfile::tempdir().expect("a folder");
    let log_prob = trained.log_prob(arrays(50)).expect("scores");
    assert!(log_prob.len() == 50 && log_prob.iter().all(|l| l.is_finite()));
    for name in ["run", "model.safetensors"] {
        let path = folder.path().join(name);
        trained.save(&path).expect("a model");
        let opened = Trained::open(&path).expect("a model");
        assert_eq!(opened.log_prob(arrays(50)).expect("scores"), log_prob);
        assert_eq!(opened.sample(9, vec![0.5], 7).expect("samples"), trained.sample(9, vec![0.5], 7).expect("samples"));
        assert!(opened.spec() == trained.spec() && !opened.spec().contains("file"), "{}", opened.spec());
    }
    let history = Trained::open(&folder.path().join("run")).expect("a model").history().map(|h| h.lines().count());
    assert_eq!(history, Some(3));
    let error = trained.save(&folder.path().join("run")).expect_err("a refusal").to_string();
    assert!(error.contains("found the model of an earlier run"), "{error}");
}

#[test]
fn a_model_of_a_rust_program_needs_its_declaration_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("model.safetensors");
    let model = Model::<f64>::from_yaml(SPEC, 5).expect("a model");
    model.save(&path).expect("a file");
    let error = Trained::open(&path).expect_err("a refusal").to_string();
    assert!(error.contains("found a model without its declaration") && error.contains("\nhelp: "), "{error}");
    let read = Trained::read(&path, &Declaration::of_text("spec", SPEC, &[]).expect("a spec")).expect("a model");
    assert!(read.dtype() == flow_program::Dtype::F64 && read.history().is_none());
    let arrays = arrays(20);
    let expected = model.log_prob(&arrays.events, &arrays.contexts).expect("scores");
    for (found, expected) in read.log_prob(arrays).expect("scores").iter().zip(expected) {
        assert!((found - expected).abs() < 1e-12, "{found} and {expected}");
    }
}

/// A context for each row, or one for all.
#[test]
fn one_context_serves_all_rows() {
    let trained = fitted(SPEC, arrays(60)).expect("a fit");
    let Arrays { events, .. } = arrays(20);
    let given = |contexts| trained.log_prob(Arrays { events: events.clone(), contexts });
    assert_eq!(given(vec![0.25]).expect("scores"), given(vec![0.25; 20]).expect("scores"));
    for (contexts, expected) in [
        (vec![], "`Given` has 1 numbers of context, expected `context`"),
        (vec![0.0; 3], "context: found 3 contexts, expected 20, or one for all"),
        (vec![f64::NAN], "context: row 1, column 1 (from 1): found 1 missing value"),
    ] {
        let error = given(contexts).expect_err("a refusal").to_string();
        assert!(error.starts_with(expected), "{error}");
    }
}

#[test]
fn arrays_are_called_by_their_names() {
    let mut rows = arrays(30);
    rows.events[7] = f64::NAN;
    let expected = "x: row 4, column 2 (from 1): found 1 missing value in 1 of 30 rows: 1 in column 2\nhelp: ";
    let error = fitted(SPEC, rows.clone()).expect_err("a refusal").to_string();
    assert!(error.starts_with(expected), "{error}");
    let trained = fitted(SPEC, arrays(30)).expect("a fit");
    let error = trained.log_prob(rows).expect_err("a refusal").to_string();
    assert!(error.starts_with(expected), "{error}");
    let error = Declaration::of_text("spec", &SPEC.replace("affine", "afine"), &[]).and_then(|d| d.compile()).err();
    let error = error.expect("a refusal").to_string();
    assert!(error.starts_with("spec:6:5: ") || error.contains("spec:6:5"), "{error}");
}

/// Columns that the declaration calls by name are found by name in tables of another order; contexts
/// without names have those of the declaration.
#[test]
fn columns_with_names_may_stand_in_another_order() {
    let spec = SPEC.replace("seed: 3}", "seed: 3, data: {file: none.csv, columns: [a, b], context: [c]}}");
    let declaration = Declaration::of_text("spec", &spec, &[]).expect("a spec");
    let fit = |names: &[&str], context_names: &[&str]| {
        let mut arrays = arrays(60);
        if names == ["b", "a"] {
            arrays.events.chunks_mut(2).for_each(|row| row.swap(0, 1));
        }
        let [names, context_names] =
            [names, context_names].map(|names| names.iter().map(ToString::to_string).collect());
        let rows = Some(Rows { arrays, event: vec![2], context: 1, names, context_names });
        Fit { declaration: &declaration, rows, validation: None, threads: None }.run(&())
    };
    let scores = |names: &[&str], context_names: &[&str]| {
        let trained = fit(names, context_names).expect("a fit").trained.expect("nobody ends the fit");
        trained.log_prob(arrays(20)).expect("scores")
    };
    let expected = scores(&[], &[]);
    for names in [["a", "b"], ["b", "a"]] {
        assert_eq!(scores(&names, &[]), expected, "{names:?}");
        assert_eq!(scores(&names, &["c"]), expected, "{names:?}");
    }
}

#[test]
fn columns_without_names_beside_such_with_names_are_refused() {
    let spec = SPEC.replace("seed: 3}", "seed: 3, data: {file: none.csv, columns: [a, b]}}");
    let declaration = Declaration::of_text("spec", &spec, &[]).expect("a spec");
    let names = ["b", "a"].map(str::to_owned).to_vec();
    let rows = Some(Rows { arrays: arrays(30), event: vec![2], context: 1, names, ..Rows::default() });
    let error =
        Fit { declaration: &declaration, rows, validation: None, threads: None }.run(&()).expect_err("a refusal");
    let expected = "x: the columns of the contexts have no names, expected such as the others have\nhelp: give events";
    assert!(error.to_string().starts_with(expected), "{error}");
    let none =
        Some(Rows { arrays: Arrays { events: Vec::new(), contexts: Vec::new() }, event: vec![0], ..Rows::default() });
    let error =
        Fit { declaration: &declaration, rows: none, validation: None, threads: None }.run(&()).expect_err("none");
    assert!(error.to_string().starts_with("x: found rows of no numbers, expected events"), "{error}");
}

//! A context that layers read through one network: against the interpreter, numeric derivatives, and a fit.

use flow_runtime::fit::FitOptions;
use flow_runtime::nalgebra::{Const, Dyn, OMatrix, SVector};
use flow_runtime::{ConditionalFlow, flow};
use flow_tests::numbers::{Stream, close, derivative};
use flow_tests::oracle::compiled;
use flow_tests::tolerance::{EMITTED_F64, GRADIENT};

flow! {
    pub struct Embedded<2, context = { size: 3, embedding: mlp(hidden = [5], activation = tanh), outputs: 4 }> {
        layers: [
            conditional(conditioner = mlp(hidden = [4], activation = tanh)),
            repeat(times = 2, layers = [coupling(conditioner = mlp(hidden = [6], activation = tanh)), reverse]),
            autoregressive(conditioner = made(hidden = [6], activation = tanh)),
        ],
    }
}
const EMBEDDED: &str = "
flow: Embedded
event: 2
context: {size: 3, embedding: {mlp: {hidden: [5], activation: tanh}}, outputs: 4}
layers:
  - conditional: {conditioner: {mlp: {hidden: [4], activation: tanh}}}
  - repeat: {times: 2, layers: [{coupling: {conditioner: {mlp: {hidden: [6], activation: tanh}}}}, reverse]}
  - autoregressive: {conditioner: {made: {hidden: [6], activation: tanh}}}
";

#[test]
fn emitted_and_interpreted_flows_agree() {
    let compiled = compiled(EMBEDDED);
    let program = compiled.program();
    let mut flow = Embedded::new(1).cast::<f64>();
    let mut stream = Stream::new(4);
    let parameters = stream.normals(program.flow().parameter_count(), 0.5);
    flow.set_parameters(&parameters).unwrap();
    for _ in 0..10 {
        let (z, given) = (stream.normals(2, 1.0), stream.normals(3, 1.0));
        let context = SVector::<f64, 3>::from_column_slice(&given);
        let (expected, expected_ladj) = program.forward(&parameters, &z, &given);
        let (x, ladj) = flow.forward(&SVector::from_column_slice(&z), &context);
        assert!(close(ladj, expected_ladj, EMITTED_F64), "{ladj}, expected {expected_ladj}");
        assert!(x.iter().zip(&expected).all(|(a, b)| close(*a, *b, EMITTED_F64)), "{x}, expected {expected:?}");
        let expected = program.log_prob(&parameters, x.as_slice(), &given);
        let found = flow.log_prob(&x, &context);
        assert!(close(found, expected, EMITTED_F64), "{found}, expected {expected}");
    }
}

#[test]
fn gradients_are_numeric_derivatives_of_the_interpreter() {
    let compiled = compiled(EMBEDDED);
    let program = compiled.program();
    let mut flow = Embedded::new(1).cast::<f64>();
    let mut stream = Stream::new(5);
    let parameters = stream.normals(program.flow().parameter_count(), 0.5);
    flow.set_parameters(&parameters).unwrap();
    let (x, given) = (stream.normals(2, 1.0), stream.normals(3, 1.0));
    let (_, of_x, of_context, of_parameters) =
        flow.log_prob_and_grad(&SVector::from_column_slice(&x), &SVector::from_column_slice(&given));
    let check = |what: &str, found: &[f64], of: &dyn Fn(&[f64]) -> f64, at: &[f64]| {
        assert_eq!(found.len(), at.len(), "{what}");
        for (i, found) in found.iter().enumerate() {
            let numeric = derivative(|v| vec![of(v)], at, i)[0];
            assert!(close(*found, numeric, GRADIENT), "{what}[{i}]: {found}, numeric {numeric}");
        }
    };
    check("x", of_x.as_slice(), &|v| program.log_prob(&parameters, v, &given), &x);
    check("context", of_context.as_slice(), &|v| program.log_prob(&parameters, &x, v), &given);
    check("parameters", of_parameters.as_slice(), &|v| program.log_prob(v, &x, &given), &parameters);
}

#[test]
fn parameters_of_the_embedding_are_named_after_it() {
    let table = compiled(EMBEDDED).program().flow().parameter_table();
    let names: Vec<&str> = table.iter().map(|p| p.0.as_str()).filter(|n| n.starts_with("context.")).collect();
    let expected = ["0.weight", "0.bias", "1.weight", "1.bias"].map(|n| format!("context.embedding.{n}"));
    assert_eq!(names, expected);
}

#[test]
fn a_conditional_flow_is_fitted_through_it() {
    // x ~ N(sin of the first number of context, 0.3²) in both elements; the other two numbers say nothing.
    let n = 2000;
    let mut stream = Stream::new(6);
    let contexts = OMatrix::<f64, Const<3>, Dyn>::from_fn_generic(Const, Dyn(n), |_, _| stream.normal());
    let x = OMatrix::<f64, Const<2>, Dyn>::from_fn_generic(Const, Dyn(n), |_, k| {
        contexts[(0, k)].sin() + 0.3 * stream.normal()
    });
    let mut flow = Embedded::new(2).cast::<f64>();
    let embedding = |flow: &Embedded<f64>| -> Vec<f64> {
        let of_it = flow.parameters().filter(|p| p.name.starts_with("context.embedding."));
        of_it.flat_map(|p| p.values.to_vec()).collect()
    };
    let before = embedding(&flow);
    let options = FitOptions { epochs: 30, batch_size: 128, ..FitOptions::default() };
    let report = flow.fit(&x, &contexts, &options).unwrap();
    assert_eq!(before.len(), 3 * 5 + 5 + 5 * 4 + 4);
    assert!(before.iter().zip(embedding(&flow)).all(|(a, b)| *a != b));
    // The entropy of the data given the context.
    let best = -2.0 * (0.5 * (2.0 * std::f64::consts::PI * std::f64::consts::E).ln() + 0.3f64.ln());
    let found = report.epochs.last().unwrap().train_log_prob;
    assert!((found - best).abs() < 0.15, "{found}, expected {best}");
    let asked = OMatrix::<f64, Const<3>, Dyn>::from_fn_generic(Const, Dyn(1000), |i, k| {
        if i > 0 {
            0.0
        } else if k % 2 == 0 {
            -1.5
        } else {
            1.5
        }
    });
    let drawn = flow.sample_each(&asked, 3);
    let mean = |side: usize| drawn.row(0).iter().skip(side).step_by(2).sum::<f64>() / 500.0;
    for (side, expected) in [(0, (-1.5f64).sin()), (1, 1.5f64.sin())] {
        assert!((mean(side) - expected).abs() < 0.15, "{}, expected {expected}", mean(side));
    }
}

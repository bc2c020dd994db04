//! A point through a flow and back in one call: against differences of the interpreter, in both number types, with statistics and with a
//! context.

use flow_runtime::nalgebra::{Matrix2xX, Vector2, Vector3};
use flow_runtime::{ConditionalFlow, FitOptions, Flow, Real, flow};
use flow_tests::numbers::{Stream, close, derivative};
use flow_tests::oracle::compiled;
use flow_tests::tolerance::{EMITTED_F32, EMITTED_F64, GRADIENT};

flow! {
    pub struct Mixed<2> {
        base: student_t(degrees_of_freedom = 5.0),
        layers: [
            coupling(transformer = rational_quadratic_spline(bins = 4), conditioner = mlp(hidden = [5], activation = tanh)),
            planar,
            autoregressive(explicit = inverse, conditioner = made(hidden = [6], activation = tanh)),
            radial,
            lower_triangular,
        ],
    }
}
const MIXED: &str = "
flow: Mixed
event: 2
base: {student_t: {degrees_of_freedom: 5.0}}
layers:
  - coupling: {transformer: {rational_quadratic_spline: {bins: 4}}, conditioner: {mlp: {hidden: [5], activation: tanh}}}
  - planar
  - autoregressive: {explicit: inverse, conditioner: {made: {hidden: [6], activation: tanh}}}
  - radial
  - lower_triangular
";

/// A direction of the interpreter.
type Direction<'a> = dyn Fn(&[f64]) -> (Vec<f64>, f64) + 'a;
/// A number for each point.
type OfPoint<'a> = dyn Fn(&Vector2<f64>) -> f64 + 'a;

/// All three calls at a point, with these cotangents: values, log-determinants or log-densities, and gradients.
fn calls<T: Real>(flow: &Mixed<T>, at: &[f64], bar: &[f64], of_ladj: f64) -> [Vec<f64>; 3] {
    let vector = |v: &[f64]| Vector2::new(T::from_f64(v[0]), T::from_f64(v[1]));
    let turned = || (vector(bar), T::from_f64(of_ladj));
    let flat = |(a, b, c): (Vector2<T>, T, Vector2<T>)| [a[0], a[1], b, c[0], c[1]].map(|v| v.to_f64()).to_vec();
    let (x, z) = (vector(at), vector(at));
    let (log_prob, gradient) = flow.log_prob_with_gradient(&x);
    [
        flat(flow.forward_with_vjp(&z, |_, _| turned())),
        flat(flow.inverse_with_vjp(&x, |_, _| turned())),
        [log_prob, gradient[0], gradient[1]].map(|v| v.to_f64()).to_vec(),
    ]
}

#[test]
fn values_and_products_are_those_of_the_interpreter() {
    let compiled = compiled(MIXED);
    let program = compiled.program();
    let mut stream = Stream::new(8);
    let parameters = stream.normals(program.flow().parameter_count(), 0.3);
    let narrow: Vec<f32> = parameters.iter().map(|p| *p as f32).collect();
    let (mut double, mut single) = (Mixed::new(1).cast::<f64>(), Mixed::new(1));
    double.set_parameters(&parameters).unwrap();
    single.set_parameters(&narrow).unwrap();
    for _ in 0..8 {
        let (at, bar, of_ladj) = (stream.normals(2, 1.0), stream.normals(2, 1.0), stream.normal());
        let [forward, inverse, density] = calls(&double, &at, &bar, of_ladj);
        let directions: [(&Vec<f64>, &Direction); 2] = [
            (&forward, &|z| program.forward(&parameters, z, &[])),
            (&inverse, &|x| program.inverse(&parameters, x, &[])),
        ];
        for (found, direction) in directions {
            let (result, ladj) = direction(&at);
            let product = |v: &[f64]| {
                let (result, ladj) = direction(v);
                vec![bar[0] * result[0] + bar[1] * result[1] + of_ladj * ladj]
            };
            let expected = [result[0], result[1], ladj];
            assert!(
                found.iter().zip(expected).all(|(f, e)| close(*f, e, EMITTED_F64)),
                "{found:?}, expected {expected:?}"
            );
            for i in 0..2 {
                let numeric = derivative(product, &at, i)[0];
                assert!(close(found[3 + i], numeric, GRADIENT), "{i}: {found:?}, numeric {numeric}");
            }
        }
        let log_prob = |x: &[f64]| program.log_prob(&parameters, x, &[]);
        assert!(close(density[0], log_prob(&at), EMITTED_F64), "{density:?}");
        for i in 0..2 {
            let numeric = derivative(|x| vec![log_prob(x)], &at, i)[0];
            assert!(close(density[1 + i], numeric, GRADIENT), "{i}: {density:?}, numeric {numeric}");
        }
        let loose = calls(&single, &at, &bar, of_ladj);
        for (found, expected) in loose.iter().flatten().zip([forward, inverse, density].iter().flatten()) {
            assert!(close(*found, *expected, 10.0 * EMITTED_F32), "f32: {found}, expected {expected}");
        }
    }
}

/// The turn is told what the direction gives, and statistics are undone.
#[test]
fn statistics_of_the_data_are_part_of_the_map() {
    let mut flow = Mixed::new(3).cast::<f64>();
    let mut stream = Stream::new(9);
    let rows = Matrix2xX::from_fn(300, |i, _| 10.0 * (i as f64 + 1.0) + 3.0 * stream.normal());
    flow.fit(
        &rows,
        &FitOptions { epochs: 2, standardize: flow_runtime::fit::Standardization::Moments, ..FitOptions::default() },
    )
    .unwrap();
    let (z, bar, of_ladj) = (Vector2::new(0.3, -0.8), Vector2::new(0.7, -0.2), 1.3);
    let told = |at: &Vector2<f64>, ladj: f64, (value, expected): (Vector2<f64>, f64)| {
        assert!((at - value).norm() < 1e-9 * value.norm().max(1.0) && close(ladj, expected, EMITTED_F64));
        (bar, of_ladj)
    };
    let (x, _, of_z) = flow.forward_with_vjp(&z, |x, ladj| told(x, ladj, flow.forward(&z)));
    let (_, _, of_x) = flow.inverse_with_vjp(&x, |z, ladj| told(z, ladj, flow.inverse(&x)));
    let (log_prob, gradient) = flow.log_prob_with_gradient(&x);
    let (expected, by_x, _) = flow.log_prob_and_grad(&x);
    assert!(close(log_prob, expected, EMITTED_F64) && (gradient - by_x).norm() < 1e-9);
    let product = |(to, ladj): (Vector2<f64>, f64)| vec![bar.dot(&to) + of_ladj * ladj];
    for i in 0..2 {
        let numeric = derivative(|v| product(flow.forward(&Vector2::new(v[0], v[1]))), z.as_slice(), i)[0];
        assert!(close(of_z[i], numeric, GRADIENT), "{i}: {of_z}, numeric {numeric}");
        let numeric = derivative(|v| product(flow.inverse(&Vector2::new(v[0], v[1]))), x.as_slice(), i)[0];
        assert!(close(of_x[i], numeric, GRADIENT), "{i}: {of_x}, numeric {numeric}");
    }
}

flow! {
    pub struct Given<2, context = { size: 3, embedding: mlp(hidden = [5], activation = tanh), outputs: 4 }> {
        layers: [
            conditional(conditioner = mlp(hidden = [4], activation = tanh)),
            coupling(conditioner = mlp(hidden = [6], activation = tanh)),
        ],
    }
}

#[test]
fn a_context_is_read_through_its_embedding() {
    let mut flow = Given::new(4).cast::<f64>();
    let count = flow.parameters().map(|p| p.values.len()).sum();
    flow.set_parameters(&Stream::new(2).normals(count, 0.5)).unwrap();
    let context = Vector3::new(0.4, -1.0, 0.9);
    let (at, bar, of_ladj) = (Vector2::new(0.3, -0.8), Vector2::new(0.7, -0.2), -0.4);
    let (_, _, of_z) = flow.forward_with_vjp(&at, &context, |_, _| (bar, of_ladj));
    let (_, _, of_x) = flow.inverse_with_vjp(&at, &context, |_, _| (bar, of_ladj));
    let (log_prob, gradient) = flow.log_prob_with_gradient(&at, &context);
    assert!(close(log_prob, flow.log_prob(&at, &context), EMITTED_F64));
    let product = |(to, ladj): (Vector2<f64>, f64)| bar.dot(&to) + of_ladj * ladj;
    let rows: [(&str, Vector2<f64>, &OfPoint); 3] = [
        ("forward", of_z, &|v| product(flow.forward(v, &context))),
        ("inverse", of_x, &|v| product(flow.inverse(v, &context))),
        ("log_prob", gradient, &|v| flow.log_prob(v, &context)),
    ];
    for (what, found, of) in rows {
        for i in 0..2 {
            let numeric = derivative(|v| vec![of(&Vector2::new(v[0], v[1]))], at.as_slice(), i)[0];
            assert!(close(found[i], numeric, GRADIENT), "{what} {i}: {found}, numeric {numeric}");
        }
    }
}

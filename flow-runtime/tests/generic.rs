//! Code that is generic over a flow: every method of the public traits has one meaning there, by
//! path and by method call.
//!
//! The flows are affine and untrained, so they are the identity on a standard normal base: what is
//! expected are the formulas of that.

use flow_runtime::fit::{Annealing, ReverseKl};
use flow_runtime::nalgebra::{Matrix1xX, Matrix2xX, SVector, Vector1, Vector2};
use flow_runtime::optim::{Optimizer, Sgd};
use flow_runtime::{ConditionalFlow, FitOptions, Flow, Reparameterized, Targeted, flow};

flow! {
    /// Fitted to a normal density without its factor, whose logarithm is `log 2π`.
    pub struct Plain<2> {
        layers: [affine],
        train: { objective: reverse_kl(target = "-0.5 * sum(square(x))") },
    }
}

flow! {
    pub struct Given<2, context = 1> { layers: [coupling(conditioner = mlp(hidden = [3]))] }
}

/// Steps too small to move a parameter by more than rounding.
fn still() -> FitOptions {
    let optimizer = Optimizer::Sgd(Sgd { learning_rate: 1e-30, ..Default::default() });
    FitOptions { epochs: 1, steps: Some(1), batch_size: 4, optimizer, ..Default::default() }
}

/// `log p` of two independent standard normals.
fn normal(x: &Vector2<f64>) -> f64 {
    -0.5 * x.norm_squared() - std::f64::consts::TAU.ln()
}

fn close(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-12, "{a} and {b}");
}

/// All that is asked of a flow, by paths.
fn by_path<F: Flow<f64, 2> + Reparameterized<f64>>(flow: &mut F) {
    let (x, rows) =
        (Vector2::new(0.3, -1.2), Matrix2xX::from_columns(&[Vector2::new(0.3, -1.2), Vector2::new(2.0, 0.5)]));
    close(F::log_prob(flow, &x), normal(&x));
    close(F::log_prob_batch(flow, &rows)[1], normal(&Vector2::new(2.0, 0.5)));
    assert_eq!(F::inverse(flow, &x), (x, 0.0));
    assert_eq!(F::forward(flow, &x), (x, 0.0));
    assert_eq!(F::inverse_batch(flow, &rows).0, rows);
    assert_eq!(F::forward_batch(flow, &rows).0, rows);
    let samples = F::sample(flow, 3, 7);
    assert_eq!(F::sample_with_log_prob(flow, 3, 7).0, samples);
    let (log_prob, by_x, by_parameters) = F::log_prob_and_grad(flow, &x);
    close(log_prob, normal(&x));
    assert_eq!((by_x, by_parameters.len()), (-x, 4));
    assert_eq!(F::log_prob_and_grad_batch(flow, &rows).1, -rows.clone());
    assert_eq!(F::log_prob_with_gradient(flow, &x).1, -x);
    assert_eq!(F::forward_with_vjp(flow, &x, |x, _| (2.0 * x, 0.0)), (x, 0.0, 2.0 * x));
    assert_eq!(F::inverse_with_vjp(flow, &x, |z, _| (2.0 * z, 0.0)), (x, 0.0, 2.0 * x));
    let before: Vec<f64> = F::parameters(flow).flat_map(|p| p.values.to_vec()).collect();
    assert_eq!(F::fit(flow, &rows, &still()).unwrap().steps, 1);
    assert_eq!(F::fit_with(flow, |_| rows.clone(), &still()).unwrap().steps, 1);
    let target = |x: &Vector2<f64>| (normal(x), -x);
    let objective = ReverseKl { annealing: Some(Annealing { start: 0.5, steps: 2 }), ..Default::default() };
    assert!(F::fit_reverse_kl(flow, &target, &objective, &still()).is_ok());
    F::set_parameters(flow, &before).unwrap();
    close(F::importance(flow, &target, 50, 1).unwrap().log_normalizer, 0.0);
    assert_eq!(F::parameter(flow, "layers.0.shift").map(|p| p.values.to_vec()), Some(vec![0.0, 0.0]));
    assert_eq!(F::parameter_vector::<2>(flow, "layers.0.shift").map(|v| v.sum()), Some(0.0));
    assert!(F::parameter_matrix::<2, 2>(flow, "layers.0.shift").is_none());
    assert_eq!(F::architecture(flow).len(), flow.architecture().len());
}

/// The same by method calls.
fn by_method<F: Flow<f64, 2> + Targeted<f64>>(flow: &mut F) {
    let (x, rows) =
        (Vector2::new(0.3, -1.2), Matrix2xX::from_columns(&[Vector2::new(0.3, -1.2), Vector2::new(2.0, 0.5)]));
    close(flow.log_prob(&x), normal(&x));
    close(flow.log_prob_batch(&rows)[0], normal(&x));
    assert_eq!((flow.inverse(&x), flow.forward(&x)), ((x, 0.0), (x, 0.0)));
    assert_eq!((flow.inverse_batch(&rows).0, flow.forward_batch(&rows).0), (rows.clone(), rows.clone()));
    assert_eq!(flow.sample(2, 3), flow.sample_with_log_prob(2, 3).0);
    assert_eq!(flow.log_prob_and_grad(&x).1, flow.log_prob_with_gradient(&x).1);
    assert_eq!(flow.log_prob_and_grad_batch(&rows).1, -rows.clone());
    assert_eq!(flow.forward_with_vjp(&x, |x, _| (*x, 0.0)).2, x);
    assert_eq!(flow.inverse_with_vjp(&x, |z, _| (*z, 0.0)).2, x);
    let before: Vec<f64> = flow.parameters().flat_map(|p| p.values.to_vec()).collect();
    assert_eq!(flow.fit(&rows, &still()).unwrap().steps, 1);
    assert_eq!(flow.fit_with(|_| rows.clone(), &still()).unwrap().steps, 1);
    let target = flow.declared();
    assert!(flow.fit_reverse_kl(&target, &ReverseKl::default(), &still()).is_ok());
    flow.set_parameters(&before).unwrap();
    close(flow.importance(&target, 50, 1).unwrap().log_normalizer, std::f64::consts::TAU.ln());
    assert_eq!(flow.parameter("layers.0.shift").map(|p| p.shape.to_vec()), Some(vec![2]));
    assert!(flow.parameter_vector::<3>("layers.0.shift").is_none());
    assert!(flow.parameter_matrix::<1, 2>("layers.0.shift").is_none());
    assert!(!flow.architecture().is_empty());
}

/// A flow that is given a context, by paths; its log-density is compared with what its own inverse
/// says.
fn given_by_path<F: ConditionalFlow<f64, 2, 1> + Reparameterized<f64>>(flow: &mut F) {
    let (x, c) = (Vector2::new(0.3, -1.2), Vector1::new(0.7));
    let (rows, contexts) = (Matrix2xX::from_columns(&[x]), Matrix1xX::from_element(1, 0.7));
    let (z, ladj) = F::inverse(flow, &x, &c);
    close(F::log_prob(flow, &x, &c), normal(&z) + ladj);
    let (again, back) = F::forward(flow, &z, &c);
    assert!((again - x).norm() < 1e-12);
    close(ladj, -back);
    close(F::log_prob_batch(flow, &rows, &contexts).unwrap()[0], normal(&z) + ladj);
    assert_eq!(F::inverse_batch(flow, &rows, &contexts).unwrap().0.column(0), z);
    assert_eq!(F::forward_batch(flow, &rows, &contexts).unwrap().0.ncols(), 1);
    assert_eq!(F::sample(flow, &c, 2, 3), F::sample_with_log_prob(flow, &c, 2, 3).0);
    assert_eq!(F::sample_each(flow, &contexts, 3), F::sample_each_with_log_prob(flow, &contexts, 3).0);
    let by_x: SVector<f64, 2> = F::log_prob_and_grad(flow, &x, &c).1;
    assert!((F::log_prob_with_gradient(flow, &x, &c).1 - by_x).norm() < 1e-12);
    assert!((F::log_prob_and_grad_batch(flow, &rows, &contexts).unwrap().1.column(0) - by_x).norm() < 1e-12);
    assert_eq!(F::forward_with_vjp(flow, &z, &c, |x, _| (0.0 * x, 0.0)).2, Vector2::zeros());
    assert_eq!(F::inverse_with_vjp(flow, &x, &c, |z, _| (0.0 * z, 0.0)).2, Vector2::zeros());
    assert_eq!(F::fit(flow, &rows, &contexts, &still()).unwrap().steps, 1);
    assert_eq!(F::fit_with(flow, |_| (rows.clone(), contexts.clone()), &still()).unwrap().steps, 1);
    let target = |x: &Vector2<f64>, _: &Vector1<f64>| (normal(x), -x);
    assert!(F::fit_reverse_kl(flow, &target, &contexts, &ReverseKl::default(), &still()).is_ok());
    assert!(F::importance(flow, &target, &c, 50, 1).unwrap().log_normalizer.is_finite());
    assert!(F::parameters(flow).count() > 0 && F::parameter(flow, "none").is_none());
}

/// The same by method calls, of which some suffice: the names are those above.
fn given_by_method<F: ConditionalFlow<f64, 2, 1>>(flow: &F) {
    let (x, c) = (Vector2::new(0.3, -1.2), Vector1::new(0.7));
    let (z, ladj) = flow.inverse(&x, &c);
    close(flow.log_prob(&x, &c), normal(&z) + ladj);
    assert!((flow.forward(&z, &c).0 - x).norm() < 1e-12);
    assert_eq!(flow.sample(&c, 2, 3).ncols(), 2);
    assert!(!flow.architecture().is_empty());
}

#[test]
fn a_flow_in_generic_code() {
    by_path(&mut Plain::new(1).cast::<f64>());
    by_method(&mut Plain::new(1).cast::<f64>());
}

#[test]
fn a_flow_with_context_in_generic_code() {
    let mut given = Given::new(1).cast::<f64>();
    given_by_method(&given);
    given_by_path(&mut given);
}

//! Fits without data: gradients of the free energy against differences of the interpreter's, both directions' kinds of layers, with and
//! without a context; and that fits find what they should.

use flow_runtime::fit::{
    Annealing, Control, Declared, DrawGradient, ReverseKl, Target, fit_reverse_kl, free_energy_and_grad,
    resume_reverse_kl,
};
use flow_runtime::nalgebra::{DMatrix, SVector, Vector2};
use flow_runtime::noise::{Noise, Purpose};
use flow_runtime::optim::{Adam, Optimizer};
use flow_runtime::{ConditionalFlow, FitOptions, Flow, flow};
use flow_tests::numbers::{Stream, close, derivative};
use flow_tests::oracle::compiled;
use flow_tests::tolerance::{EMITTED_F64, GRADIENT};

flow! {
    pub struct Bent<2> {
        layers: [
            coupling(conditioner = mlp(hidden = [5], activation = tanh)),
            planar,
            autoregressive(explicit = forward, conditioner = made(hidden = [6], activation = tanh)),
            radial,
            affine,
        ],
        train: { objective: reverse_kl(target = "
            { let r = (norm(x) - 2) / 0.8;
              -0.5 * r * r + log_add_exp(-0.5 * square((x[0] - 1) / 0.6), cos(pi * x[1]) - 0.5 * square((x[0] + 1) / 0.9)) }") },
    }
}
const BENT: &str = "
flow: Bent
event: 2
layers:
  - coupling: {conditioner: {mlp: {hidden: [5], activation: tanh}}}
  - planar
  - autoregressive: {explicit: forward, conditioner: {made: {hidden: [6], activation: tanh}}}
  - radial
  - affine
";

/// The same density, by hand.
fn bent(x: &[f64]) -> f64 {
    let r = (x[0].hypot(x[1]) - 2.0) / 0.8;
    let a = -0.5 * ((x[0] - 1.0) / 0.6).powi(2);
    let b = (std::f64::consts::PI * x[1]).cos() - 0.5 * ((x[0] + 1.0) / 0.9).powi(2);
    -0.5 * r * r + (a.exp() + b.exp()).ln()
}

/// The draws of a step, as the documentation of their addresses says.
fn latents(seed: u64, step: u64, n: usize, size: usize) -> Vec<Vec<f64>> {
    let noise = Noise::new(seed, Purpose::Steps);
    let number = |i: usize| noise.normal(step, i as u64, 1, 0);
    (0..n).map(|row| (0..size).map(|f| number(row * size + f)).collect()).collect()
}

fn options(n: usize) -> FitOptions {
    FitOptions { batch_size: n, steps: Some(400), seed: 3, threads: Some(1), ..FitOptions::default() }
}

#[test]
fn a_declared_density_is_the_one_that_was_written() {
    let declared = Declared::<Bent<f64>>::default();
    let mut stream = Stream::new(1);
    for _ in 0..20 {
        let x = stream.normals(2, 1.5);
        let (log_prob, gradient) = declared.log_prob_and_grad(&Vector2::new(x[0], x[1]));
        assert!(close(log_prob, bent(&x), EMITTED_F64), "{log_prob}, expected {}", bent(&x));
        for i in 0..2 {
            let numeric = derivative(|x| vec![bent(x)], &x, i)[0];
            assert!(close(gradient[i], numeric, GRADIENT), "{}, numeric {numeric}", gradient[i]);
        }
    }
}

#[test]
fn gradients_are_differences_of_the_interpreters_free_energy() {
    const DRAWS: usize = 3;
    let compiled = compiled(BENT);
    let program = compiled.program();
    let mut flow = Bent::new(1).cast::<f64>();
    let parameters = Stream::new(2).normals(program.parameter_count(), 0.4);
    flow.set_parameters(&parameters).unwrap();
    let step = 6;
    let annealing = Some(Annealing { start: 0.3, steps: 20 });
    let beta = 0.3 + 6.0 / 20.0;
    let draws = latents(3, step, DRAWS, 2);
    let mean = |of: &dyn Fn(&[f64]) -> f64| draws.iter().map(|z| of(z)).sum::<f64>() / DRAWS as f64;
    let full = |parameters: &[f64]| {
        mean(&|z| {
            let (x, ladj) = program.forward(parameters, z, &[]);
            program.base_log_prob(z) - ladj - beta * bent(&x)
        })
    };
    // Parameters move the draw, and not the density at it.
    let path = |moved: &[f64]| {
        mean(&|z| {
            let (x, _) = program.forward(moved, z, &[]);
            program.log_prob(&parameters, &x, &[]) - beta * bent(&x)
        })
    };
    for gradient in [DrawGradient::Full, DrawGradient::Path] {
        let objective = ReverseKl { annealing, gradient, ..ReverseKl::default() };
        let declared = flow.declared();
        let (energy, found) = free_energy_and_grad(&flow, &declared, &[], &objective, &options(DRAWS), step).unwrap();
        assert!(close(energy, full(&parameters), EMITTED_F64), "{energy}, expected {}", full(&parameters));
        assert_eq!(found.len(), parameters.len());
        for (i, found) in found.iter().enumerate().step_by(3) {
            let of = |p: &[f64]| vec![if gradient == DrawGradient::Full { full(p) } else { path(p) }];
            let numeric = derivative(of, &parameters, i)[0];
            assert!(close(*found, numeric, GRADIENT), "{gradient:?} {i}: {found}, numeric {numeric}");
        }
    }
}

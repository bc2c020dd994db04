//! Fits without data: gradients of the free energy against differences of the interpreter's, both directions' kinds of layers, with and
//! without a context; and that fits find what they should.

use flow_runtime::fit::{
    Annealing, Control, Declared, DensityTile, DrawGradient, ReverseKl, Target, TileDensity, Validation,
    fit_reverse_kl, free_energy_and_grad, resume_reverse_kl,
};
use flow_runtime::nalgebra::{Matrix1xX, Matrix2, Vector1, Vector2};
use flow_runtime::noise::{Noise, Purpose};
use flow_runtime::optim::{Adam, Optimizer, Schedule};
use flow_runtime::{ConditionalFlow, FitOptions, Flow, flow};
use flow_tests::numbers::{Stream, close, derivative};
use flow_tests::oracle::compiled;
use flow_tests::tolerance::{EMITTED_F64, GRADIENT};

flow! {
    pub struct Bent<2> {
        layers: [
            householder,
            affine,
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
  - householder
  - affine
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
    let declared = Declared::of(&Bent::new(1).cast::<f64>());
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
    let parameters = Stream::new(2).normals(program.flow().parameter_count(), 0.4);
    flow.set_parameters(&parameters).unwrap();
    let step = 6;
    let annealing = Some(Annealing { start: 0.3, steps: 20 });
    let beta = 0.3 + 6.0 / 20.0;
    let draws = latents(3, step, DRAWS, 2);
    let mean = |of: &dyn Fn(&[f64]) -> f64| draws.iter().map(|z| of(z)).sum::<f64>() / DRAWS as f64;
    let full = |parameters: &[f64]| {
        mean(&|z| {
            let (x, ladj) = program.forward(parameters, z, &[]);
            program.base_log_prob(parameters, z) - ladj - beta * bent(&x)
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

#[test]
fn gradients_of_many_tiles_are_differences_of_their_free_energy() {
    const DRAWS: usize = 150;
    let flow = Bent::new(1).cast::<f64>();
    let count = flow.parameters().map(|p| p.values.len()).sum();
    let parameters = Stream::new(3).normals(count, 0.3);
    let objective = ReverseKl { gradient: DrawGradient::Full, ..ReverseKl::default() };
    let declared = flow.declared();
    let at = |parameters: &[f64]| {
        let mut flow = flow.clone();
        flow.set_parameters(parameters).unwrap();
        free_energy_and_grad(&flow, &declared, &[], &objective, &options(DRAWS), 1).unwrap()
    };
    let (_, found) = at(&parameters);
    for (i, found) in found.iter().enumerate() {
        let numeric = derivative(|p| vec![at(p).0], &parameters, i)[0];
        assert!(close(*found, numeric, GRADIENT), "{i}: {found}, numeric {numeric}");
    }
}

flow! {
    pub struct Line<2> { layers: [lower_triangular, affine] }
}

/// A normal of this mean and covariance `l lᵀ`, without its factor.
fn normal(x: &Vector2<f64>) -> (f64, Vector2<f64>) {
    let mean = Vector2::new(0.7, -1.2);
    let l = Matrix2::new(1.5, 0.0, -0.6, 0.4);
    let precision = (l * l.transpose()).try_inverse().unwrap();
    let away = x - mean;
    (-0.5 * away.dot(&(precision * away)), -(precision * away))
}

fn descent(steps: usize) -> FitOptions {
    let optimizer = Optimizer::Adam(Adam { learning_rate: 0.03, ..Adam::default() });
    FitOptions {
        steps: Some(steps),
        schedule: Schedule::Cosine { final_fraction: 0.0, warm_up: 0 },
        optimizer,
        ..options(100)
    }
}

/// ln Z = ln 2π |l|; at the solution every draw has the same weight and the path gradient nothing to say.
#[test]
fn a_normal_is_found_exactly_and_so_is_its_normaliser() {
    let mut line = Line::new(1).cast::<f64>();
    let path = ReverseKl { gradient: DrawGradient::Path, ..ReverseKl::default() };
    let report = line.fit_reverse_kl(&normal, &path, &descent(2000)).unwrap();
    let exact = (2.0 * std::f64::consts::PI * 1.5 * 0.4).ln();
    let found = line.importance(&normal, 5000, 9).unwrap();
    assert!((found.log_normalizer - exact).abs() < 1e-4, "{found:?}, exact {exact}");
    assert!(found.effective_draws > 4990.0 && found.is_reliable() && found.standard_error < 1e-3, "{found:?}");
    assert!((found.free_energy.mean + exact).abs() < 1e-3 && found.draws == 5000);
    assert_eq!((report.epochs.len(), report.steps), (20, 2000));
    let first = &report.epochs[0];
    assert!(first.free_energy > -exact && first.validation > report.free_energy.unwrap().mean - 1e-9);
    let gradient = |gradient| {
        let objective = ReverseKl { gradient, ..ReverseKl::default() };
        let tiles = OfPoints(normal);
        let (_, g) = free_energy_and_grad(&line, &tiles, &[], &objective, &options(50), 0).unwrap();
        g.iter().map(|g| g * g).sum::<f64>().sqrt()
    };
    let (path, full) = (gradient(DrawGradient::Path), gradient(DrawGradient::Full));
    assert!(path < 0.02 * full, "path {path}, full {full}");
}

/// A closure as tiles, lane by lane.
struct OfPoints<F>(F);

impl<F: Fn(&Vector2<f64>) -> (f64, Vector2<f64>) + Sync> TileDensity<f64> for OfPoints<F> {
    fn evaluate(&self, tile: DensityTile<'_, f64>) {
        for lane in 0..tile.lanes {
            let (log_prob, gradient) = self.0(&Vector2::new(tile.x[lane], tile.x[tile.lanes + lane]));
            tile.log_prob[lane] = log_prob;
            (tile.gradient[lane], tile.gradient[tile.lanes + lane]) = (gradient[0], gradient[1]);
        }
    }
}

#[test]
fn a_fit_has_the_same_bits_on_any_number_of_threads_and_when_it_is_resumed() {
    let path = ReverseKl { gradient: DrawGradient::Path, ..ReverseKl::default() };
    let fit = |threads: usize| {
        let mut flow = Bent::new(5);
        let options = FitOptions { threads: Some(threads), steps: Some(130), ..descent(0) };
        let declared = flow.declared();
        flow.fit_reverse_kl(&declared, &path, &options).unwrap();
        bits(&flow)
    };
    let whole = fit(1);
    assert_eq!(whole, fit(2));
    let (mut flow, mut checkpoint) = (Bent::new(5), None);
    let options = FitOptions { steps: Some(130), ..descent(0) };
    let declared = flow.declared();
    let objective = path;
    fit_reverse_kl(&mut flow, &declared, &[], &objective, &options, &mut |progress| {
        if progress.step < 117 {
            return Control::Continue;
        }
        checkpoint = Some(progress.checkpoint());
        Control::Stop
    })
    .unwrap();
    let checkpoint = checkpoint.unwrap();
    let mut resumed = Bent::new(6);
    let mut go_on = |objective: &ReverseKl, target: &dyn TileDensity<f32>| {
        resume_reverse_kl(&mut resumed, target, &[], objective, &options, &checkpoint, &mut |_| Control::Continue)
            .map(|_| bits(&resumed))
    };
    assert_eq!(go_on(&objective, &declared).unwrap(), whole);
    let other = ReverseKl { gradient: DrawGradient::Full, ..objective };
    let message = go_on(&other, &declared).unwrap_err().to_string();
    assert!(message.contains("gradient Path") && message.contains("gradient Full"), "{message}");
    let message = go_on(&objective, &Declared::of(&Flat::new(1))).unwrap_err().to_string();
    assert!(message.contains("target"), "{message}");
}

fn bits(flow: &Bent) -> Vec<u32> {
    flow.parameters().flat_map(|p| p.values).map(|v| v.to_bits()).collect()
}

flow! {
    pub struct Flat<2> { train: { objective: reverse_kl(target = "-sum(abs(x))") } }
}

flow! {
    pub struct Given<1, context = 1> {
        layers: [conditional(conditioner = mlp(hidden = [16], activation = tanh))],
        train: { objective: reverse_kl(target = "-0.5 * square((x[0] - sin(context[0])) / 0.3)"), data: { file: "unread.csv" } },
    }
}

/// A normal around the sine of the context.
#[test]
fn a_density_given_a_context_is_found_for_each() {
    let mut flow = Given::new(2).cast::<f64>();
    let contexts = Matrix1xX::from_fn(200, |_, k| -2.0 + 0.02 * k as f64);
    let declared = flow.declared();
    let objective = ReverseKl { validation_draws: 400, gradient: DrawGradient::Path, ..ReverseKl::default() };
    flow.fit_reverse_kl(&declared, &contexts, &objective, &descent(1500)).unwrap();
    let exact = 0.5 * (2.0 * std::f64::consts::PI).ln() + 0.3f64.ln();
    for context in [-1.5, 0.0, 1.1] {
        let context = Vector1::new(context);
        let by_hand = |x: &Vector1<f64>, c: &Vector1<f64>| {
            let away = (x[0] - c[0].sin()) / 0.3;
            (-0.5 * away * away, Vector1::new(-away / 0.3))
        };
        let found = flow.importance(&by_hand, &context, 2000, 4).unwrap();
        assert!((found.log_normalizer - exact).abs() < 0.01, "{found:?}, exact {exact}");
        assert!(found.effective_draws > 1800.0, "{found:?}");
        assert_eq!(found, flow.importance(&declared, &context, 2000, 4).unwrap());
    }
    let none = Matrix1xX::zeros(0);
    let message = flow.fit_reverse_kl(&declared, &none, &objective, &descent(10)).unwrap_err().to_string();
    assert!(message.contains("0 numbers of contexts, expected rows of 1"), "{message}");
}

#[test]
fn what_speaks_of_rows_is_refused_and_a_failure_names_its_draw() {
    let mut line = Line::new(1).cast::<f64>();
    let objective = ReverseKl::default();
    for (wrong, word) in [
        (FitOptions { weights: vec![1.0], ..descent(10) }, "weights"),
        (FitOptions { validation: Validation::Fraction(0.1), ..descent(10) }, "a validation"),
        (FitOptions { standardize: flow_runtime::fit::Standardization::Moments, ..descent(10) }, "`standardize`"),
    ] {
        let message = line.fit_reverse_kl(&normal, &objective, &wrong).unwrap_err().to_string();
        assert!(message.contains(word), "{message}");
    }
    let before: Vec<f64> = line.parameters().flat_map(|p| p.values.to_vec()).collect();
    let nowhere = |_: &Vector2<f64>| (f64::NEG_INFINITY, Vector2::zeros());
    let error = line.fit_reverse_kl(&nowhere, &objective, &descent(10)).unwrap_err();
    assert_eq!(error.exit_code(), 4);
    assert!(error.to_string().contains("at step 1 (epoch 1): log p of the target is -inf at x = ("), "{error}");
    assert!(line.parameters().flat_map(|p| p.values.to_vec()).eq(before));
}

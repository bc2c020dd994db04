//! Optimizers against scalar recurrences in `f64`, written out in the order of the papers and of PyTorch's loops.

use super::*;
use crate::numeric::Real;

/// One parameter's course under some gradients, one number at a time. Shares no code with the optimizers.
fn by_hand(optimizer: Optimizer, grads: &[f64], theta: f64, scale: f64) -> f64 {
    match optimizer {
        Optimizer::Adam(o) => adam_by_hand(o, grads, theta, scale),
        Optimizer::Adamw(Adamw { learning_rate, beta1, beta2, epsilon, weight_decay }) => {
            adam_by_hand(Adam { learning_rate, beta1, beta2, epsilon, weight_decay }, grads, theta, scale)
        }
        Optimizer::Sgd(o) => sgd_by_hand(o, grads, theta, scale),
        Optimizer::Rmsprop(o) => rmsprop_by_hand(o, grads, theta, scale),
    }
}

/// The paper's algorithm, with the standard library's powers.
fn adam_by_hand(adam: Adam, grads: &[f64], mut theta: f64, scale: f64) -> f64 {
    let (mut m, mut v) = (0.0, 0.0);
    for (t, g) in grads.iter().enumerate() {
        let t = t as i32 + 1;
        theta -= scale * adam.learning_rate * adam.weight_decay * theta;
        m = adam.beta1 * m + (1.0 - adam.beta1) * g;
        v = adam.beta2 * v + (1.0 - adam.beta2) * g * g;
        let (m_hat, v_hat) = (m / (1.0 - adam.beta1.powi(t)), v / (1.0 - adam.beta2.powi(t)));
        theta -= scale * adam.learning_rate * m_hat / (v_hat.sqrt() + adam.epsilon);
    }
    theta
}

/// PyTorch's loop, in which the first step's velocity is the gradient itself.
fn sgd_by_hand(sgd: Sgd, grads: &[f64], mut theta: f64, scale: f64) -> f64 {
    let mut velocity: Option<f64> = None;
    for g in grads {
        let mut g = g + sgd.weight_decay * theta;
        if sgd.momentum != 0.0 {
            let b = velocity.map_or(g, |b| sgd.momentum * b + g);
            velocity = Some(b);
            g = if sgd.nesterov { g + sgd.momentum * b } else { b };
        }
        theta -= scale * sgd.learning_rate * g;
    }
    theta
}

/// PyTorch's loop.
fn rmsprop_by_hand(rmsprop: Rmsprop, grads: &[f64], mut theta: f64, scale: f64) -> f64 {
    let (mut square_avg, mut buf) = (0.0, 0.0);
    for g in grads {
        let g = g + rmsprop.weight_decay * theta;
        square_avg = rmsprop.alpha * square_avg + (1.0 - rmsprop.alpha) * g * g;
        let avg = f64::sqrt(square_avg) + rmsprop.epsilon;
        if rmsprop.momentum > 0.0 {
            buf = rmsprop.momentum * buf + g / avg;
            theta -= scale * rmsprop.learning_rate * buf;
        } else {
            theta -= scale * rmsprop.learning_rate * g / avg;
        }
    }
    theta
}

/// Every optimizer, with every setting in use somewhere.
fn all() -> Vec<Optimizer> {
    let adam = Adam { learning_rate: 0.1, weight_decay: 0.3, ..Adam::default() };
    let sgd = Sgd { learning_rate: 0.05, momentum: 0.9, weight_decay: 0.2, ..Sgd::default() };
    let rmsprop = Rmsprop { alpha: 0.9, epsilon: 1e-3, momentum: 0.5, weight_decay: 0.1, ..Rmsprop::default() };
    vec![
        Optimizer::Adam(Adam::default()),
        Optimizer::Adam(adam),
        Optimizer::Adam(Adam { beta1: 0.0, epsilon: 0.1, ..adam }),
        Optimizer::Adamw(Adamw::default()),
        Optimizer::Adamw(Adamw { learning_rate: 0.1, weight_decay: 1.0, ..Adamw::default() }),
        Optimizer::Sgd(Sgd::default()),
        Optimizer::Sgd(Sgd { momentum: 0.0, ..sgd }),
        Optimizer::Sgd(sgd),
        Optimizer::Sgd(Sgd { nesterov: true, ..sgd }),
        Optimizer::Rmsprop(Rmsprop::default()),
        Optimizer::Rmsprop(Rmsprop { momentum: 0.0, ..rmsprop }),
        Optimizer::Rmsprop(rmsprop),
    ]
}

fn follows<T: Real>(optimizer: Optimizer, tolerance: f64) {
    let grad = |i: usize, t: usize| ((i * 7 + t * 3) as f64).sin() * 10f64.powi(i as i32 % 5 - 2);
    let mut params: Vec<T> = (0..37).map(|i| T::from_f64(i as f64 / 7.0)).collect();
    let start: Vec<f64> = params.iter().map(|x| x.to_f64()).collect();
    let mut state = OptimizerState::new(&optimizer, params.len());
    for t in 0..20 {
        let grads: Vec<T> = (0..37).map(|i| T::from_f64(grad(i, t))).collect();
        optimizer.update(&mut params, &grads, &mut state, 0.5);
    }
    for (i, (param, start)) in params.iter().zip(start).enumerate() {
        let grads: Vec<f64> = (0..20).map(|t| T::from_f64(grad(i, t)).to_f64()).collect();
        let expected = by_hand(optimizer, &grads, start, 0.5);
        let error = (param.to_f64() - expected).abs();
        assert!(error <= tolerance * (1.0 + expected.abs()), "{optimizer:?}: {param} not {expected}");
    }
}

#[test]
fn each_equals_its_recurrence() {
    for optimizer in all() {
        follows::<f64>(optimizer, 2e-14);
        follows::<f32>(optimizer, 1e-5);
    }
}

#[test]
fn first_steps_are_known() {
    let sgd = Sgd { learning_rate: 0.1, momentum: 0.9, ..Sgd::default() };
    // √v is 0.1·|g| after the first step, √0.0199·|g| after the second.
    let step = |g: f64| 0.01 * g / (0.1 * g.abs() + 1e-8);
    // From θ = 1, after one and after two steps with gradient ½.
    let cases = [
        // The bias corrections cancel: a step of η whatever the gradient.
        (Optimizer::Adam(Adam { epsilon: 1e-300, ..Adam::default() }), 0.999, 0.998),
        (Optimizer::Adamw(Adamw { epsilon: 1e-300, ..Adamw::default() }), 0.99999 - 0.001, 0.99998000_01 - 0.00199999),
        (Optimizer::Sgd(Sgd { momentum: 0.0, ..sgd }), 0.95, 0.9),
        (Optimizer::Sgd(sgd), 0.95, 0.855),
        (Optimizer::Sgd(Sgd { nesterov: true, ..sgd }), 0.905, 0.905 - 0.1 * (0.5 + 0.9 * 0.95)),
        (Optimizer::Sgd(Sgd { momentum: 0.0, weight_decay: 1.0, ..sgd }), 0.85, 0.85 - 0.1 * 1.35),
        (
            Optimizer::Rmsprop(Rmsprop::default()),
            1.0 - step(0.5),
            1.0 - step(0.5) - 0.005 / (0.5 * 0.0199_f64.sqrt() + 1e-8),
        ),
    ];
    for (optimizer, first, second) in cases {
        let (mut theta, mut state) = (vec![1.0_f64], OptimizerState::new(&optimizer, 1));
        for expected in [first, second] {
            optimizer.update(&mut theta, &[0.5], &mut state, 1.0);
            assert!((theta[0] - expected).abs() < 1e-8, "{optimizer:?}: {} not {expected}", theta[0]);
        }
    }
}

#[test]
fn parts_give_the_same_bits() {
    let grads: Vec<f32> = (0..100).map(|i| (i as f32).cos()).collect();
    for optimizer in all() {
        let after = |size: usize| {
            let (mut params, mut state) = (vec![1.0_f32; 100], OptimizerState::new(&optimizer, 100));
            for step in 1..=3 {
                let mut rest = state.part(&mut params, &grads);
                while !rest.parameters.is_empty() {
                    let (part, after) = {
                        let n = size.min(rest.parameters.len());
                        rest.split_at(n)
                    };
                    optimizer.update_part(part, step, 0.7);
                    rest = after;
                }
            }
            (params, state)
        };
        let whole = after(100);
        for size in [1, 17, 50, 99] {
            assert_eq!(after(size), whole, "{optimizer:?} in parts of {size}");
        }
    }
}

#[test]
fn moments_fade_to_zero_and_are_never_subnormal() {
    for optimizer in all() {
        let (mut params, mut state) = (vec![1.0_f32; 40], OptimizerState::new(&optimizer, 40));
        let first: Vec<f32> = (0..40).map(|i| 10_f32.powi(-(i % 20)) * if i < 20 { 1.0 } else { -1.0 }).collect();
        optimizer.update(&mut params, &first, &mut state, 0.0);
        for _ in 0..2000 {
            // Weight decay would give momentum a gradient.
            params.fill(0.0);
            optimizer.update(&mut params, &[0.0; 40], &mut state, 0.0);
            let mut moments = state.first.iter().chain(&state.second);
            assert!(moments.all(|m| !m.is_subnormal()), "{optimizer:?}: {state:?}");
            let mut steps = state.first.iter().map(|m| 1e-4 * m);
            assert!(steps.all(|step| !step.is_subnormal()), "{optimizer:?}: {state:?}");
        }
        assert!(state.first.iter().all(|m| *m == 0.0), "{optimizer:?}: {state:?}");
        let mut bad = [f32::NAN; 40];
        bad[1] = f32::INFINITY;
        optimizer.update(&mut params, &bad, &mut state, 0.0);
        assert!(state.first.iter().chain(&state.second).all(|m| !m.is_finite()), "{optimizer:?}: {state:?}");
    }
}

#[test]
fn moments_of_small_gradients_are_kept() {
    for optimizer in all() {
        let (mut params, mut state) = (vec![0.0_f32; 2], OptimizerState::new(&optimizer, 2));
        optimizer.update(&mut params, &[1e-15, -1e-15], &mut state, 1.0);
        assert!(state.first.iter().chain(&state.second).all(|m| *m != 0.0), "{optimizer:?}: {state:?}");
    }
    // A step of Adam is η whatever the gradient, as long as ε is smaller.
    let adam = Optimizer::Adam(Adam { epsilon: 1e-30, ..Adam::default() });
    let (mut theta, mut state) = ([0.0_f32], OptimizerState::new(&adam, 1));
    adam.update(&mut theta, &[1e-15], &mut state, 1.0);
    assert!((theta[0] + 1e-3).abs() < 1e-8, "{}", theta[0]);
}

#[test]
fn each_finds_the_bottom_of_a_bowl() {
    let sgd = Sgd { momentum: 0.9, ..Sgd::default() };
    let kinds = [
        Optimizer::Adam(Adam::default()),
        Optimizer::Adamw(Adamw { weight_decay: 0.0, ..Adamw::default() }),
        Optimizer::Sgd(Sgd::default()),
        Optimizer::Sgd(sgd),
        Optimizer::Sgd(Sgd { nesterov: true, ..sgd }),
        Optimizer::Rmsprop(Rmsprop::default()),
        Optimizer::Rmsprop(Rmsprop { momentum: 0.5, ..Rmsprop::default() }),
    ];
    for mut optimizer in kinds {
        *optimizer.learning_rate_mut() = 0.01;
        let (mut params, mut state) = (vec![3.0_f64, -2.0, 0.5], OptimizerState::new(&optimizer, 3));
        for t in 0..4000 {
            let grads: Vec<f64> = params.iter().zip([1.0, 10.0, 100.0]).map(|(x, a)| a * (x - 1.0)).collect();
            optimizer.update(&mut params, &grads, &mut state, 1.0 - t as f64 / 4000.0);
        }
        assert!(params.iter().all(|x| (x - 1.0).abs() < 1e-3), "{optimizer:?}: {params:?}");
    }
}

#[test]
fn settings_have_ranges() {
    let cases = [
        (
            Optimizer::Adam(Adam { learning_rate: 0.0, ..Adam::default() }),
            "learning rate 0, expected a finite number above 0",
        ),
        (Optimizer::Adam(Adam { beta1: 1.0, ..Adam::default() }), "beta1 1, expected a number from 0, below 1"),
        (Optimizer::Adamw(Adamw { beta2: -0.1, ..Adamw::default() }), "beta2 -0.1, expected a number from 0, below 1"),
        (
            Optimizer::Adamw(Adamw { weight_decay: -1.0, ..Adamw::default() }),
            "weight decay -1, expected a finite number from 0",
        ),
        (
            Optimizer::Sgd(Sgd { momentum: f64::NAN, ..Sgd::default() }),
            "momentum NaN, expected a number from 0, below 1",
        ),
        (
            Optimizer::Sgd(Sgd { nesterov: true, ..Sgd::default() }),
            "Nesterov's rule without a momentum, expected a momentum above 0",
        ),
        (
            Optimizer::Rmsprop(Rmsprop { alpha: 1.0, ..Rmsprop::default() }),
            "alpha 1, expected a number from 0, below 1",
        ),
        (
            Optimizer::Rmsprop(Rmsprop { epsilon: 0.0, ..Rmsprop::default() }),
            "epsilon 0, expected a finite number above 0",
        ),
    ];
    for (optimizer, expected) in cases {
        assert_eq!(optimizer.check().unwrap_err().to_string(), format!("found {expected}"));
    }
    assert!(all().iter().all(|optimizer| optimizer.check().is_ok()));
}

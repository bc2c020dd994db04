//! A section `train` in `flow!` has a method that fits as it says; the same options written by hand are
//! the oracle.

use flow_runtime::fit::{FitOptions, Optimizer, ReverseKl, Standardization, Validation};
use flow_runtime::optim::{Adamw, Schedule, Sgd};
use flow_runtime::{ConditionalFlow, Flow, flow};

flow! {
    pub struct Plain<2> {
        layers: [coupling(conditioner = mlp(hidden = [4])), affine],
        train: {
            optimizer: adamw(learning_rate = 0.01, weight_decay = 0.1),
            schedule: cosine(warm_up = 3),
            epochs: 3,
            batch_size: 40,
            clip_norm: 0.5,
            validation: 0.25,
            early_stopping: { patience: 2 },
            standardize: robust,
            seed: 7,
        },
    }
}

flow! {
    pub struct Given<2, context = 1> {
        layers: [coupling(conditioner = mlp(hidden = [4]))],
        train: {
            data: { file: "rows.csv", columns: [a, b], context: [c] },
            validation: { file: "others.csv" },
            optimizer: sgd(learning_rate = 0.001),
            steps: 9,
        },
    }
}

flow! {
    pub struct Reached<2> {
        layers: [affine],
        train: { objective: reverse_kl(target = "-0.5 * sum(square(x - 1))", gradient = path), steps: 20, seed: 3 },
    }
}

fn points() -> Vec<[f64; 2]> {
    (0..200).map(|k| [(0.1 * f64::from(k)).sin(), (0.3 * f64::from(k)).cos()]).collect()
}

#[test]
fn a_fit_as_declared_is_the_fit_by_these_options() {
    let options = FitOptions {
        optimizer: Optimizer::Adamw(Adamw { learning_rate: 0.01, weight_decay: 0.1, ..Adamw::default() }),
        schedule: Schedule::Cosine { warm_up: 3, final_fraction: 0.0 },
        epochs: 3,
        batch_size: 40,
        clip_norm: Some(0.5),
        validation: Validation::Fraction(0.25),
        patience: Some(2),
        standardize: Standardization::Robust,
        seed: 7,
        ..FitOptions::default()
    };
    assert_eq!(Plain::<f32>::declared_options(), options);
    let (mut declared, mut by_hand) = (Plain::new(1), Plain::new(1));
    assert_eq!(declared.fit_as_declared(&points()).unwrap().epochs.len(), 3);
    by_hand.fit(&points(), &options).unwrap();
    assert_eq!(declared.to_bytes().unwrap(), by_hand.to_bytes().unwrap());
}

#[test]
fn contexts_and_validation_rows_are_given() {
    let contexts: Vec<[f64; 1]> = (0..200).map(|k| [f64::from(k) / 200.0]).collect();
    let validation = || Validation::given(&points()[..20], &contexts[..20]);
    let options = FitOptions {
        optimizer: Optimizer::Sgd(Sgd { learning_rate: 0.001, ..Sgd::default() }),
        steps: Some(9),
        standardize: Standardization::Moments,
        validation: validation(),
        ..FitOptions::default()
    };
    let (mut declared, mut by_hand) = (Given::new(1), Given::new(1));
    let report = declared.fit_as_declared(&points(), &contexts, validation()).unwrap();
    assert_eq!(report.steps, 9);
    assert!(report.validation.is_some());
    by_hand.fit(&points(), &contexts, &options).unwrap();
    assert_eq!(declared.to_bytes().unwrap(), by_hand.to_bytes().unwrap());
}

#[test]
fn a_density_is_fitted_to_as_declared() {
    let (mut declared, mut by_hand) = (Reached::new(1), Reached::new(1));
    assert_eq!(declared.fit_as_declared().unwrap().steps, 20);
    let options = FitOptions { steps: Some(20), seed: 3, ..FitOptions::default() };
    let objective = ReverseKl { gradient: flow_runtime::fit::DrawGradient::Path, ..ReverseKl::default() };
    let target = by_hand.declared();
    by_hand.fit_reverse_kl(&target, &objective, &options).unwrap();
    assert_eq!(declared.to_bytes().unwrap(), by_hand.to_bytes().unwrap());
}

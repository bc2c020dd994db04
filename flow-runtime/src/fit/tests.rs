//! Whole fits of small compiled flows.

use super::*;
use crate::Flow;
use crate::error::ErrorKind;
use crate::flow::examples::{Dropped, Given, Line, Normed, Positive, Small};
use crate::noise::{Noise, Purpose};
use crate::optim::{Adam, Schedule, Sgd};
use nalgebra::{Const, Dyn, OMatrix, Vector1, Vector2};

mod batch_statistics;
mod counting;
mod feeding;
mod resuming;
mod weighing;

type Columns<const D: usize> = OMatrix<f64, Const<D>, Dyn>;

/// Normal columns with the given means and standard deviations, in part with a sample correlation
/// by `tilt`.
fn normals<const D: usize>(n: usize, mean: [f64; D], deviation: [f64; D], tilt: f64) -> Columns<D> {
    let noise = Noise::new(11, Purpose::Data);
    let mut x = Columns::<D>::from_fn_generic(Const, Dyn(n), |i, k| noise.normal(0, k as u64, D, i));
    for mut column in x.column_iter_mut() {
        column[D - 1] += tilt * column[0] * column[0];
        (0..D).for_each(|i| column[i] = mean[i] + deviation[i] * column[i]);
    }
    x
}

fn adam(learning_rate: f64) -> Optimizer {
    Optimizer::Adam(Adam { learning_rate, ..Adam::default() })
}

#[test]
fn an_affine_flow_finds_mean_and_deviation() {
    let (mean, deviation) = ([3.0, -0.5], [0.5, 2.0]);
    let x = normals(4000, mean, deviation, 0.0);
    for standardize in [Standardization::Off, Standardization::Moments, Standardization::Robust] {
        let mut line = Line::new(1).cast::<f64>();
        let schedule = Schedule::Cosine { final_fraction: 0.0, warm_up: 0 };
        let options = FitOptions { optimizer: adam(0.05), schedule, standardize, ..FitOptions::default() };
        let report = line.fit(&x, &options).unwrap();
        // The best affine flow has the sample's own moments.
        for i in 0..2 {
            let row = x.row(i);
            let (sample_mean, sample_deviation) = (row.mean(), row.variance().sqrt());
            let (at_zero, at_one) =
                (line.forward(&Vector2::new(0.0, 0.0)).0[i], line.forward(&Vector2::new(1.0, 1.0)).0[i]);
            assert!((at_zero - sample_mean).abs() < 0.02 * sample_deviation, "mean {at_zero}, not {sample_mean}");
            assert!(((at_one - at_zero) / sample_deviation - 1.0).abs() < 0.02, "deviation, {standardize:?}");
        }
        let entropy = (2.0 * std::f64::consts::PI * std::f64::consts::E).ln() + (0.5_f64 * 2.0).ln();
        let found = -report.epochs.last().unwrap().train_log_prob;
        assert!((found - entropy).abs() < 0.05, "{found}, not {entropy}");
    }
}

#[test]
fn any_number_of_threads_gives_the_same_bits() {
    let x = normals(700, [0.0, 1.0], [1.0, 2.0], 0.7);
    let fitted = |threads: usize| {
        let mut small = Small::new(3);
        let validation = Validation::Fraction(0.2);
        let options = FitOptions {
            epochs: 3,
            batch_size: 150,
            threads: Some(threads),
            clip_norm: Some(1.0),
            standardize: Standardization::Moments,
            validation,
            ..FitOptions::default()
        };
        let mut report = small.fit(&x.map(|v| v as f32), &options).unwrap();
        report.epochs.iter_mut().for_each(|record| record.seconds = 0.0);
        let bits: Vec<u32> = small.parameters().flat_map(|p| p.values).map(|v| v.to_bits()).collect();
        (bits, report)
    };
    let alone = fitted(1);
    assert!(alone.1.epochs[2].train_log_prob > alone.1.epochs[0].train_log_prob);
    for threads in [2, 3, 8] {
        assert!(fitted(threads) == alone, "{threads} threads");
    }
}

#[test]
fn the_laws_hold_after_training() {
    let x = normals(300, [0.0, 1.0], [1.0, 2.0], 0.7);
    let options =
        FitOptions { epochs: 4, optimizer: adam(0.01), standardize: Standardization::Moments, ..FitOptions::default() };
    let mut small = Small::new(3).cast::<f64>();
    small.fit(&x, &options).unwrap();
    crate::flow::check_laws(&small, 70, 5).unwrap();
    let mut given = Given::new(3).cast::<f64>();
    let contexts = OMatrix::<f64, Const<1>, Dyn>::from_fn_generic(Const, Dyn(300), |_, k| x[(0, k)]);
    crate::ConditionalFlow::fit(&mut given, &x, &contexts, &options).unwrap();
    crate::flow::check_laws(&given, 70, 5).unwrap();
}

#[test]
fn a_gradient_by_the_context_is_a_derivative() {
    use crate::ConditionalFlow as _;
    let mut given = Given::new(3).cast::<f64>();
    let large: Vec<f64> = given.parameters().flat_map(|p| p.values).map(|v| 3.0 * v + 0.1).collect();
    given.set_parameters(&large).unwrap();
    let (x, c, h) = (Vector2::new(0.3, -0.8), 0.4, 1e-5);
    let score = |c: f64| given.log_prob(&x, &Vector1::new(c));
    let numeric = (score(c + h) - score(c - h)) / (2.0 * h);
    let (log_prob, _, by_context, _) = given.log_prob_and_grad(&x, &Vector1::new(c));
    assert!((log_prob - score(c)).abs() < 1e-12 && numeric.abs() > 1e-3);
    assert!((by_context[0] - numeric).abs() < 1e-7, "{} and {numeric}", by_context[0]);
}

#[test]
fn patience_ends_a_fit_and_the_best_parameters_come_back() {
    // Validation rows from elsewhere: training moves away from them, so the first epochs are the
    // best.
    let x = normals(256, [4.0, 4.0], [1.0, 1.0], 0.0);
    let elsewhere = normals(100, [0.5, 0.5], [1.0, 1.0], 0.0);
    let validation = Validation::Rows { events: elsewhere.as_slice().to_vec(), contexts: vec![], weights: vec![] };
    let options = FitOptions {
        epochs: 100,
        optimizer: adam(0.1),
        validation: validation.clone(),
        patience: Some(3),
        ..FitOptions::default()
    };
    let mut line = Line::new(1).cast::<f64>();
    let report = line.fit(&x, &options).unwrap();
    assert_eq!(report.stopped, Stopped::Patience);
    assert_eq!(report.epochs.len(), report.best_epoch + 3);
    let curve: Vec<f64> = report.epochs.iter().filter_map(|e| e.validation_log_prob).collect();
    let best = curve.iter().copied().fold(f64::MIN, f64::max);
    assert_eq!(curve[report.best_epoch - 1], best);
    assert!((line.log_prob_batch(&elsewhere).mean() - best).abs() < 1e-12);
}

#[test]
fn a_loss_that_is_not_finite_names_its_place_and_keeps_the_good_parameters() {
    let mut x = normals(128, [0.0, 0.0], [1.0, 1.0], 0.0).map(|v| v as f32);
    let mut line = Line::new(1);
    let options =
        |learning_rate, batch_size| FitOptions { optimizer: adam(learning_rate), batch_size, ..FitOptions::default() };
    line.fit(&x, &options(0.01, 64)).unwrap();
    let good: Vec<f32> = line.parameters().flat_map(|p| p.values.to_vec()).collect();
    // The square of this in the base overflows.
    x[(1, 77)] = 3e30;
    let error = line.fit(&x, &options(0.01, 128)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Numerical);
    let expected = "the loss is not finite at step 1 (epoch 1): row 78, in the density of the base";
    assert!(error.to_string().starts_with(expected), "{error}");
    x[(1, 77)] = 0.0;
    // A step of it leaves no parameter finite.
    let error = line.fit(&x, &options(1e42, 64)).unwrap_err();
    assert!(error.to_string().contains("after layer `layers.0`"), "{error}");
    let kept: Vec<f32> = line.parameters().flat_map(|p| p.values.to_vec()).collect();
    assert_eq!(kept, good);
}

#[test]
fn an_observer_sees_every_step_and_may_stop() {
    let x = normals(100, [0.0, 0.0], [1.0, 1.0], 0.0);
    let data = Data { events: x.as_slice(), contexts: &[] };
    let options = FitOptions { epochs: 5, batch_size: 30, ..FitOptions::default() };
    let (mut steps, mut epochs) = (0, 0);
    let mut line = Line::new(1).cast::<f64>();
    let report = fit_rows(&mut line, &data, &options, &mut |progress| {
        match &progress.finished {
            Some(finished) => epochs += usize::from(finished.improved),
            None => steps += 1,
        }
        assert_eq!((progress.step, progress.steps, progress.epochs), (steps, 20, 5));
        if steps == 10 { Control::Stop } else { Control::Continue }
    });
    let report = report.unwrap();
    assert_eq!((report.stopped, report.steps, report.best_epoch, epochs), (Stopped::Observer, 10, 2, 2));
}

#[test]
fn single_steps_can_be_timed() {
    let x = normals(100, [2.0, 2.0], [1.0, 1.0], 0.0);
    let mut line = Line::new(1).cast::<f64>();
    let data = Data { events: x.as_slice(), contexts: &[] };
    let mut trainer =
        Trainer::new(&mut line, &data, &FitOptions { threads: Some(1), ..FitOptions::default() }).unwrap();
    let rows: Vec<usize> = (0..100).collect();
    let first = trainer.step(&mut line, &rows);
    let second = trainer.step(&mut line, &rows);
    let expected =
        x.column_iter().map(|c| -0.5 * c.norm_squared() - (2.0 * std::f64::consts::PI).ln()).sum::<f64>() / 100.0;
    assert!((first.log_prob - expected).abs() < 1e-12 && second.log_prob > first.log_prob);
    assert_eq!(trainer.step_count(), 2);
}

#[test]
fn wrong_options_and_rows_are_refused() {
    let x = normals(10, [0.0, 0.0], [1.0, 1.0], 0.0);
    let good = FitOptions::default();
    let cases = [
        (FitOptions { epochs: 0, ..good.clone() }, "`epochs` is 0, expected at least 1"),
        (
            FitOptions { optimizer: adam(-1.0), ..good.clone() },
            "found learning rate -1, expected a finite number above 0",
        ),
        (FitOptions { steps: Some(0), ..good.clone() }, "`steps` is 0, expected at least 1"),
        (
            FitOptions { optimizer: Optimizer::Sgd(Sgd { nesterov: true, ..Sgd::default() }), ..good.clone() },
            "found Nesterov's rule without a momentum, expected a momentum above 0",
        ),
        (FitOptions { clip_norm: Some(0.0), ..good.clone() }, "found clip norm 0, expected a number above 0"),
        (
            FitOptions { validation: Validation::Fraction(1.0), ..good.clone() },
            "found validation 1, expected a fraction between 0 and 1",
        ),
        (
            FitOptions { patience: Some(2), ..good.clone() },
            "found patience without a validation, expected rows to judge the fit by",
        ),
        (FitOptions { threads: Some(0), ..good.clone() }, "found 0 threads, expected at least 1"),
    ];
    for (options, expected) in cases {
        let error = Line::new(1).cast::<f64>().fit(&x, &options).unwrap_err();
        assert_eq!((error.to_string().as_str(), error.exit_code()), (expected, 2));
    }
    let error = fit(&mut Line::new(1), &Data { events: &[1.0, 2.0, 3.0], contexts: &[] }, &good).unwrap_err();
    assert!(error.to_string().starts_with("found 3 numbers of rows"), "{error}");
    let error = fit(&mut Line::new(1), &Data { events: &[1.0, 2.0, 3.0, f64::NAN], contexts: &[] }, &good).unwrap_err();
    assert_eq!(error.to_string(), "row 2, column 2: found NaN, expected finite numbers");
    let mut positive = Positive::new(1);
    let error = fit(&mut positive, &Data { events: &[1.0, -2.5], contexts: &[] }, &good).unwrap_err();
    let expected = "found -2.5, expected numbers above 0, where the flow has a density";
    assert_eq!(error.to_string(), format!("row 2, column 1: {expected}"));
    // A number that f32 rounds to the end of the support is taken for its neighbour inside.
    assert!(fit(&mut positive, &Data { events: &[1e-60, 1.0], contexts: &[] }, &good).is_ok());
}

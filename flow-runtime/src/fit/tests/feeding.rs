//! Steps instead of epochs, and rows that are drawn anew for every epoch.

use std::sync::Mutex;

use super::*;

#[test]
fn steps_end_a_fit_within_a_pass_and_set_the_schedule() {
    let x = normals(100, [1.0, 0.0], [1.0, 2.0], 0.0);
    let schedule = Schedule::Cosine { final_fraction: 0.0, warm_up: 0 };
    let options =
        FitOptions { batch_size: 30, schedule, validation: Validation::Fraction(0.1), ..FitOptions::default() };
    // 90 rows are trained on, in 3 batches.
    let fitted = |options: &FitOptions| {
        let mut line = Line::new(1);
        let mut report = line.fit(&x.map(|v| v as f32), options).unwrap();
        report.epochs.iter_mut().for_each(|record| record.seconds = 0.0);
        (line.parameters().flat_map(|p| p.values.to_vec()).collect::<Vec<f32>>(), report)
    };
    let (_, report) = fitted(&FitOptions { steps: Some(7), ..options.clone() });
    assert_eq!((report.steps, report.epochs.len(), report.stopped), (7, 3, Stopped::Completed));
    assert!(report.epochs.iter().all(|record| record.validation_log_prob.is_some()));
    let rates: Vec<f64> = report.epochs.iter().map(|record| record.learning_rate).collect();
    let expected = [2, 5, 6].map(|step| 1e-3 * schedule.rate(step, 7));
    assert_eq!(rates, expected);
    let by_epochs = fitted(&FitOptions { epochs: 4, ..options.clone() });
    assert!(by_epochs == fitted(&FitOptions { steps: Some(12), ..options }));
}

/// Normal columns of an epoch.
fn epoch_rows(epoch: u64) -> Columns<2> {
    let noise = Noise::new(5, Purpose::Data);
    Columns::<2>::from_fn_generic(Const, Dyn(120), |i, k| 0.5 + noise.normal(epoch, k as u64, 2, i))
}

#[test]
fn every_epoch_has_its_own_rows_and_the_validation_keeps_its() {
    let drawn = Mutex::new(Vec::new());
    let draw = |epoch| {
        drawn.lock().unwrap().push(epoch);
        epoch_rows(epoch)
    };
    // Steps so small that the flow stays standard normal.
    let validation = Validation::Fraction(0.25);
    let options = FitOptions { epochs: 3, optimizer: adam(1e-12), validation, ..FitOptions::default() };
    let report = Line::new(1).cast::<f64>().fit_with(draw, &options).unwrap();
    let log_2pi = (2.0 * std::f64::consts::PI).ln();
    let mean =
        |x: Columns<2>| x.column_iter().map(|c| -0.5 * c.norm_squared() - log_2pi).sum::<f64>() / x.ncols() as f64;
    for (record, epoch) in report.epochs.iter().zip(1..) {
        assert!((record.train_log_prob - mean(epoch_rows(epoch))).abs() < 1e-9);
        let held_out = epoch_rows(0).columns(0, 30).into_owned();
        let expected = held_out.column_iter().map(|c| -0.5 * c.norm_squared() - log_2pi).sum::<f64>() / 30.0;
        assert!((record.validation_log_prob.unwrap() - expected).abs() < 1e-9);
    }
    assert_eq!((report.epochs.len(), report.training_rows), (3, 120));
    assert!(drawn.into_inner().unwrap().iter().all(|epoch| *epoch <= 3));
}

#[test]
fn fresh_rows_give_the_same_bits_on_any_number_of_threads() {
    let fitted = |threads: usize| {
        let mut small = Small::new(3);
        let threads = Some(threads);
        let options = FitOptions {
            epochs: 3,
            batch_size: 50,
            standardize: Standardization::Moments,
            threads,
            ..FitOptions::default()
        };
        small.fit_with(|epoch| epoch_rows(epoch).map(|v| v as f32), &options).unwrap();
        small.parameters().flat_map(|p| p.values).map(|v| v.to_bits()).collect::<Vec<u32>>()
    };
    assert_eq!(fitted(1), fitted(3));
}

#[test]
fn a_source_that_changes_its_mind_is_refused() {
    let draw = |epoch: u64| epoch_rows(epoch).columns(0, 100 + 5 * (epoch as usize / 2)).into_owned();
    let mut line = Line::new(1).cast::<f64>();
    let error = line.fit_with(draw, &FitOptions::default()).unwrap_err();
    assert_eq!(error.to_string(), "found 105 rows for epoch 2, expected 100 as for the first");
    let weighted = FitOptions { weights: vec![1.0; 120], ..FitOptions::default() };
    let error = line.fit_with(epoch_rows, &weighted).unwrap_err();
    assert_eq!(error.to_string(), "found weights beside fresh rows, expected rows that all count alike");
    let mut given = Given::new(3).cast::<f64>();
    let contexts = |epoch| epoch_rows(epoch).fixed_rows::<1>(0).into_owned();
    let both = |epoch| (epoch_rows(epoch), contexts(epoch));
    let options = FitOptions { steps: Some(2), ..FitOptions::default() };
    assert_eq!(crate::ConditionalFlow::fit_with(&mut given, both, &options).unwrap().steps, 2);
}

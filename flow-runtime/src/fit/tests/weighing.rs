//! Row weights against what they stand for: rows that are there several times, and means by hand.

use super::*;
use crate::engine::batch::Summary;

/// `log N(x; 0, I)` of a column, which an untrained affine flow has.
fn standard(column: &[f64]) -> f64 {
    column.iter().map(|x| -0.5 * x * x - 0.5 * (2.0 * std::f64::consts::PI).ln()).sum()
}

#[test]
fn a_weight_is_a_number_of_copies() {
    let x = normals(60, [1.0, -2.0], [1.0, 3.0], 0.5);
    let weights: Vec<f64> = (0..60).map(|k| f64::from(k % 4)).collect();
    let copies: Vec<f64> = (0..60).flat_map(|k| x.column(k).as_slice().repeat(k % 4)).collect();
    let copies = Columns::<2>::from_vec_generic(Const, Dyn(copies.len() / 2), copies);
    let sgd = Optimizer::Sgd(Sgd { learning_rate: 0.05, ..Sgd::default() });
    // One batch an epoch, so that both fits see the same rows in a step.
    let options = FitOptions {
        epochs: 10,
        batch_size: 1000,
        optimizer: sgd,
        standardize: Standardization::Moments,
        ..FitOptions::default()
    };
    let (mut weighted, mut copied) = (Small::new(3).cast::<f64>(), Small::new(3).cast::<f64>());
    let by_weight = weighted.fit(&x, &FitOptions { weights, ..options.clone() }).unwrap();
    let by_copies = copied.fit(&copies, &options).unwrap();
    for (a, b) in weighted.parameters().zip(copied.parameters()) {
        assert!(a.values.iter().zip(b.values).all(|(a, b)| (a - b).abs() < 1e-12), "{}", a.name);
    }
    for (a, b) in by_weight.epochs.iter().zip(&by_copies.epochs) {
        assert!((a.train_log_prob - b.train_log_prob).abs() < 1e-12);
        assert!((a.gradient_norm - b.gradient_norm).abs() < 1e-12);
    }
    assert!((weighted.log_prob_batch(&x) - copied.log_prob_batch(&x)).amax() < 1e-11);
}

#[test]
fn equal_weights_change_no_bit_and_rows_of_weight_0_are_not_there() {
    let x = normals(300, [0.0, 1.0], [1.0, 2.0], 0.7);
    let fitted = |x: &Columns<2>, weights: Vec<f64>, threads| {
        let mut small = Small::new(3);
        let (batch_size, validation) = (70, Validation::Fraction(0.2));
        let threads = Some(threads);
        let options = FitOptions {
            epochs: 2,
            batch_size,
            validation,
            standardize: Standardization::Moments,
            weights,
            threads,
            ..FitOptions::default()
        };
        let report = small.fit(&x.map(|v| v as f32), &options).unwrap();
        let bits: Vec<u32> = small.parameters().flat_map(|p| p.values).map(|v| v.to_bits()).collect();
        (bits, report.validation)
    };
    assert_eq!(fitted(&x, vec![], 1), fitted(&x, vec![3.0; 300], 1));
    let weights: Vec<f64> = (0..300).map(|k| f64::from(k % 3)).collect();
    let mut other = x.clone();
    (0..300).step_by(3).for_each(|k| other.column_mut(k).fill(50.0));
    let expected = fitted(&x, weights.clone(), 1);
    assert_eq!(expected, fitted(&other, weights.clone(), 1));
    assert_eq!(expected, fitted(&x, weights.clone(), 3));
    assert_ne!(expected, fitted(&x, vec![], 1));
}

#[test]
fn the_loss_and_the_report_are_means_by_weight() {
    let (x, judge) = (normals(50, [0.5, 0.0], [1.0, 2.0], 0.0), normals(40, [0.0, 0.0], [1.0, 1.0], 0.0));
    let weights: Vec<f64> = (0..50).map(|k| f64::from(k) * 0.3 + 0.1).collect();
    let mean = |x: &Columns<2>, weights: &[f64]| {
        let sum: f64 = x.column_iter().zip(weights).map(|(column, w)| w * standard(column.as_slice())).sum();
        sum / weights.iter().sum::<f64>()
    };
    let mut line = Line::new(1).cast::<f64>();
    let options = FitOptions { weights: weights.clone(), ..FitOptions::default() };
    let data = Data { events: x.as_slice(), contexts: &[] };
    let rows = [4, 40, 7];
    let report = Trainer::new(&mut line, &data, &options).unwrap().step(&mut line, &rows);
    let chosen = x.select_columns(&rows);
    assert!((report.log_prob - mean(&chosen, &rows.map(|k| weights[k]))).abs() < 1e-12);
    // A step so small that the flow stays what it was.
    let judge_weights: Vec<f64> = (0..40).map(|k| f64::from(k % 5)).collect();
    let validation =
        Validation::Rows { events: judge.as_slice().to_vec(), contexts: vec![], weights: judge_weights.clone() };
    let options = FitOptions { optimizer: adam(1e-12), epochs: 1, batch_size: 20, validation, ..options };
    let report = Line::new(1).cast::<f64>().fit(&x, &options).unwrap();
    assert!((report.epochs[0].train_log_prob - mean(&x, &weights)).abs() < 1e-9);
    assert!((report.validation.unwrap().finite.mean - mean(&judge, &judge_weights)).abs() < 1e-9);
}

#[test]
fn standard_errors_by_weight() {
    let log_prob = [0.5, 1.0, 1.5, 1.0];
    assert_eq!(Summary::weighted(&log_prob, &[1.0; 4]), Summary::of(&log_prob));
    let s = Summary::weighted(&log_prob, &[2.0, 0.5, 1.0, 0.5]);
    // Mean (1 + ½ + 1½ + ½) / 4; Σ w²(l − mean)² = 4·(3/8)² + ¼·(1/8)² + (5/8)² + ¼·(1/8)².
    assert!((s.mean - 0.875).abs() < 1e-15);
    let squares: f64 = 4.0 * 9.0 / 64.0 + 0.5 / 64.0 + 25.0 / 64.0;
    assert!((s.two_se - 2.0 * (squares * 4.0 / 3.0).sqrt() / 4.0).abs() < 1e-15);
}

#[test]
fn weights_that_do_not_fit_are_refused() {
    let x = normals(10, [0.0, 0.0], [1.0, 1.0], 0.0);
    let one_negative: Vec<f64> = (0..10).map(|k| if k == 6 { -0.5 } else { 1.0 }).collect();
    let one: Vec<f64> = (0..10).map(|k| if k == 6 { 1.0 } else { 0.0 }).collect();
    let half = Validation::Fraction(0.5);
    let cases = [
        (one_negative, Validation::None, "row 7 (from 1): found the weight -0.5, expected a finite number from 0"),
        (vec![1.0; 9], Validation::None, "found 9 weights, expected one for each of 10 rows"),
        (vec![0.0; 10], Validation::None, "found weights that are all 0, expected one above 0"),
        (one, half, "found the weight 0 for all "),
    ];
    for (weights, validation, expected) in cases {
        let options = FitOptions { weights, validation, ..FitOptions::default() };
        let error = Line::new(1).cast::<f64>().fit(&x, &options).unwrap_err();
        assert!(error.to_string().starts_with(expected), "{error}");
        assert_eq!(error.exit_code(), 2);
    }
}

//! Layers at which the samples of a batch meet: gradients through the batch's moments, starts by
//! the first batch, statistics in the end; and units that are switched off.

use super::*;
use crate::engine::backward::gradient::{Batch, Gradient};
use crate::engine::program::Parametric;
use crate::engine::workers::Workers;

/// Mean log-density of a batch by its own statistics, and the gradient.
fn trained(flow: &mut Normed<f64>, events: &[f64], threads: usize) -> (f64, Vec<f64>) {
    let rows: Vec<usize> = (0..events.len() / 2).collect();
    let weights = vec![1.0 / rows.len() as f64; rows.len()];
    let workers = Workers::new(Some(threads)).unwrap();
    let mut gradient = Gradient::new(flow, rows.len(), false, &workers);
    let batch = Batch { events, images: None, contexts: &[], rows: &rows, weights: &weights, dropout: None };
    workers.install(|| gradient.train(flow, batch, &workers));
    let mean = gradient.log_prob().iter().sum::<f64>() / rows.len() as f64;
    (mean, gradient.parameters().to_vec())
}

fn start() -> (Normed<f64>, Vec<f64>) {
    let mut flow = Normed::new(5).cast::<f64>();
    let noise = Noise::new(2, Purpose::Data);
    let parameters: Vec<f64> = flow
        .program_state()
        .parameters()
        .iter()
        .enumerate()
        .map(|(k, p)| p + 0.3 * noise.normal(0, k as u64, 1, 0))
        .collect();
    flow.set_parameters(&parameters).unwrap();
    let x = normals(150, [0.4, -1.0], [1.5, 0.7], 0.6);
    (flow, x.as_slice().to_vec())
}

/// The layer that meets the batch keeps what came of the one before it, which is undone from there;
/// between them, one walk ends.
#[test]
fn gradients_go_through_the_moments_of_the_batch() {
    let (mut flow, events) = start();
    let kept = |path: &str| flow.program_state().layout().layers.iter().find(|l| l.path == path).unwrap().density.len();
    assert_eq!(kept("layers.2") + 2, kept("layers.0"), "of two affine layers, one is undone");
    let (_, gradient) = trained(&mut flow, &events, 1);
    let parameters = flow.program_state().parameters().to_vec();
    let statistics: Vec<_> =
        flow.program_state().layout().meetings.iter().filter(|m| m.is_statistic()).cloned().collect();
    assert_eq!(statistics.len(), 2);
    let learned =
        |k: &usize| !statistics.iter().any(|m| m.mean().unwrap().contains(k) || m.variance().unwrap().contains(k));
    for k in 0..parameters.len() {
        if !learned(&k) {
            assert_eq!(gradient[k], 0.0, "statistics are not learned");
            continue;
        }
        let mut at = |h: f64| {
            let mut moved = parameters.clone();
            moved[k] += h;
            flow.set_parameters(&moved).unwrap();
            trained(&mut flow, &events, 1).0
        };
        let difference = |at: &mut dyn FnMut(f64) -> f64, h: f64| (at(h) - at(-h)) / (2.0 * h);
        let numeric = (4.0 * difference(&mut at, 5e-4) - difference(&mut at, 1e-3)) / 3.0;
        let name = &flow.program_state().layout().named.iter().find(|n| n.range.contains(&k)).unwrap().name;
        assert!(
            (numeric - gradient[k]).abs() < 1e-8,
            "{name}: {} by the cotangents, {numeric} numerically",
            gradient[k]
        );
    }
}

#[test]
fn moments_and_gradients_have_the_same_bits_on_any_number_of_threads() {
    let (flow, events) = start();
    let of = |threads: usize| {
        let mut flow = flow.clone();
        let (mean, gradient) = trained(&mut flow, &events, threads);
        (
            mean.to_bits(),
            gradient.iter().map(|g| g.to_bits()).collect::<Vec<_>>(),
            flow.program_state().parameters().to_vec(),
        )
    };
    assert!(of(1) == of(2) && of(1) == of(3));
}

#[test]
fn in_the_end_statistics_are_those_of_all_rows_and_the_density_integrates_by_them() {
    let x = normals(500, [3.0, -1.0], [2.0, 0.3], 0.4);
    let mut flow = Normed::new(1).cast::<f64>();
    let options = FitOptions { epochs: 6, batch_size: 64, optimizer: adam(5e-3), ..FitOptions::default() };
    let report = flow.fit(&x, &options).unwrap();
    // The layer nearest to the data is entered by the data themselves.
    let last = flow.program_state().layout().meetings.last().unwrap().clone();
    let (mean, variance) = (last.mean().unwrap(), last.variance().unwrap());
    for i in 0..2 {
        let row = x.row(i);
        assert!((flow.program_state().parameters()[mean.start + i] - row.mean()).abs() < 1e-12);
        assert!((flow.program_state().parameters()[variance.start + i] - row.variance()).abs() < 1e-12);
    }
    let judged = flow.log_prob_batch(&x).mean();
    let trained = report.epochs.last().unwrap().train_log_prob;
    assert!((judged - trained).abs() < 0.1, "{judged} by all rows, {trained} by batches");
    // Both directions use the same numbers.
    let (z, ladj) = flow.inverse(&Vector2::new(2.0, -1.1));
    let (back, other) = flow.forward(&z);
    assert!((back - Vector2::new(2.0, -1.1)).amax() < 1e-10 && (ladj + other).abs() < 1e-10);
}

#[test]
fn the_first_batch_starts_an_actnorm_and_no_later_one() {
    let x = normals(256, [3.0, -1.0], [2.0, 0.3], 0.0);
    let mut flow = Normed::new(1).cast::<f64>();
    let still = Optimizer::Sgd(Sgd { learning_rate: 1e-30, ..Sgd::default() });
    let options = FitOptions { epochs: 1, batch_size: 256, optimizer: still, ..FitOptions::default() };
    flow.fit(&x, &options).unwrap();
    let actnorm = flow.program_state().layout().meetings.iter().find(|m| !m.is_statistic()).unwrap().clone();
    let started: Vec<f64> =
        actnorm.parts.iter().flat_map(|(_, r)| flow.program_state().parameters()[r.clone()].to_vec()).collect();
    // What is not started is 0; the layers before have left little to do.
    assert!(started.iter().any(|p| p.abs() > 1e-5), "{started:?}");
    flow.fit(&(x * 2.0), &options).unwrap();
    let again: Vec<f64> =
        actnorm.parts.iter().flat_map(|(_, r)| flow.program_state().parameters()[r.clone()].to_vec()).collect();
    assert!(started.iter().zip(&again).all(|(a, b)| (a - b).abs() < 1e-12), "{started:?} {again:?}");
}

#[test]
fn dropout_is_the_same_on_any_number_of_threads_and_off_outside_of_training() {
    let x = normals(300, [0.0, 1.0], [1.0, 2.0], 0.7);
    let fitted = |threads: usize, seed: u64| {
        let mut flow = Dropped::new(3);
        let options = FitOptions { epochs: 2, batch_size: 77, seed, threads: Some(threads), ..FitOptions::default() };
        let report = flow.fit(&x.map(|v| v as f32), &options).unwrap();
        (flow.program_state().parameters().to_vec(), report.epochs.last().unwrap().train_log_prob, flow)
    };
    let (one, mean, flow) = fitted(1, 4);
    let (three, same, _) = fitted(3, 4);
    assert!(one == three && mean == same);
    let at = Vector2::new(0.3_f32, -0.2);
    assert_eq!(flow.log_prob(&at), flow.log_prob(&at));
    assert_eq!(flow.log_prob(&at), flow.log_prob_and_grad(&at).0);
    // Units are switched off at the rate that was declared, and kept ones weigh more.
    let noise = Noise::new(1, Purpose::Dropout);
    let dropout = crate::engine::chain::Dropout { noise: &noise, step: 3, rows: &[5, 9, 2, 7], units: 1000, first: 0 };
    let mut mask = vec![0.0_f64; 4 * 1000];
    crate::engine::chain::drop_units(&mut mask, Some(dropout), 0, 0.25, 4);
    let off = mask.iter().filter(|m| **m == 0.0).count();
    // A binomial count of mean 1000 and deviation 27: six deviations.
    assert!((off as f64 - 1000.0).abs() < 165.0, "{off} of 4000");
    assert!(mask.iter().all(|m| *m == 0.0 || (*m - 4.0 / 3.0).abs() < 1e-15));
}

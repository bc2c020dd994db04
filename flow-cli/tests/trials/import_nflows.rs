//! `flow import` of nflows, by the formulas of its layers as they are written out here.

use super::choices::done;
use super::import::{File, Map, Numbers, difference, folder, matrix, normal, relu};

/// The least width, height, slope, scale and diagonal of nflows.
const LEAST: f64 = 1e-3;
const BINS: usize = 4;
const BOUND: f64 = 3.0;
const UNITS: usize = 5;

fn softplus(u: f64) -> f64 {
    u.exp().ln_1p()
}

/// A rational-quadratic spline and the logarithm of its slope (Durkan et al. 2019), by raw widths, heights and
/// slopes.
fn spline(x: f64, raw: &[f64]) -> (f64, f64) {
    let knots = |raw: &[f64]| {
        let powers: Vec<f64> = raw.iter().map(|u| (u / (UNITS as f64).sqrt()).exp()).collect();
        let share = |k: usize| LEAST + (1.0 - LEAST * BINS as f64) * powers[k] / powers.iter().sum::<f64>();
        (0..=BINS).map(|k| 2.0 * BOUND * (0..k).map(share).sum::<f64>() - BOUND).collect::<Vec<f64>>()
    };
    let (of_x, of_z) = (knots(&raw[..BINS]), knots(&raw[BINS..2 * BINS]));
    let slope = |k: usize| if k == 0 || k == BINS { 1.0 } else { LEAST + softplus(raw[2 * BINS + k - 1]) };
    if x.abs() >= BOUND {
        return (x, 0.0);
    }
    let bin = (0..BINS).rev().find(|k| of_x[*k] <= x).expect("a bin");
    let (width, height) = (of_x[bin + 1] - of_x[bin], of_z[bin + 1] - of_z[bin]);
    let (s, xi) = (height / width, (x - of_x[bin]) / width);
    let (low, high) = (slope(bin), slope(bin + 1));
    let below = s + (low + high - 2.0 * s) * xi * (1.0 - xi);
    let z = of_z[bin] + height * (s * xi * xi + low * xi * (1.0 - xi)) / below;
    let above = high * xi * xi + 2.0 * s * xi * (1.0 - xi) + low * (1.0 - xi) * (1.0 - xi);
    (z, (s * s * above / (below * below)).ln())
}

/// A network of one residual block.
fn residual(maps: &[Map; 4], x: &[f64]) -> Vec<f64> {
    let h = maps[0].of(x);
    let added = maps[2].of(&relu(maps[1].of(&relu(h.clone()))));
    maps[3].of(&h.iter().zip(added).map(|(h, added)| h + added).collect::<Vec<_>>())
}

fn put(maps: &[Map; 4], file: &mut File, at: &str, masked: bool) {
    let names = ["initial_layer", "blocks.0.linear_layers.0", "blocks.0.linear_layers.1", "final_layer"];
    maps.iter().zip(names).for_each(|(map, name)| map.put(file, &format!("{at}.{name}"), masked));
}

/// From data to base: a masked autoregressive layer, a reversal, a matrix by its factors, a batch norm with the
/// averages that it keeps, and a coupling of splines. Each of them gives z from x.
#[test]
fn layers_of_nflows_go_from_data_to_base() {
    let (mut file, mut numbers) = (File::new(), Numbers(7));
    let at = |k: usize| format!("_transform._transforms.{k}");
    // Elements have the degrees 1 to 3, units 1 and 2 by turns.
    let (element, unit) = (|i: usize| i + 1, |j: usize| j % 2 + 1);
    let among = matrix(UNITS, UNITS, |j, l| unit(l) <= unit(j));
    let made = [
        Map::new(matrix(UNITS, 3, |j, i| element(i) <= unit(j)), &mut numbers),
        Map::new(among.clone(), &mut numbers),
        Map::new(among, &mut numbers),
        Map::new(matrix(6, UNITS, |row, l| unit(l) < element(row / 2)), &mut numbers),
    ];
    put(&made, &mut file, &format!("{}.autoregressive_net", at(0)), true);
    file.insert(format!("{}._permutation", at(1)), (vec![3], vec![2.0, 1.0, 0.0]));
    let mut vector = |name: String, scale: f64| {
        let values = numbers.several(3, scale);
        file.insert(name, (vec![3], values.clone()));
        values
    };
    let [lower, upper, diagonal, bias] = ["lower_entries", "upper_entries", "unconstrained_upper_diag", "bias"]
        .map(|name| vector(format!("{}.{name}", at(2)), 0.7));
    let [weight, shift, mean, variance] = ["unconstrained_weight", "bias", "running_mean", "running_var"]
        .map(|name| vector(format!("{}.{name}", at(3)), 0.7));
    let variance: Vec<f64> = variance.iter().map(|v| v * v + 0.1).collect();
    file.insert(format!("{}.running_var", at(3)), (vec![3], variance.clone()));
    let all = |rows: usize, columns: usize| matrix(rows, columns, |_, _| true);
    let each = 3 * BINS - 1;
    let splines = [(UNITS, 1), (UNITS, UNITS), (UNITS, UNITS), (2 * each, UNITS)]
        .map(|(rows, columns)| Map::new(all(rows, columns), &mut numbers));
    put(&splines, &mut file, &format!("{}.transform_net", at(4)), false);
    file.insert(format!("{}.identity_features", at(4)), (vec![1], vec![0.0]));
    file.insert(format!("{}.transform_features", at(4)), (vec![2], vec![1.0, 2.0]));

    let mut rows = Vec::new();
    let log_prob = (0..50).map(|_| {
        let x = numbers.several(3, 2.0);
        let (raw, mut ladj) = (residual(&made, &x), 0.0);
        let mut z: Vec<f64> = (0..3)
            .map(|i| {
                let scale = softplus(raw[2 * i]) + LEAST;
                ladj += scale.ln();
                scale * x[i] + raw[2 * i + 1]
            })
            .collect();
        z.reverse();
        let on_diagonal: Vec<f64> = diagonal.iter().map(|u| softplus(*u) + LEAST).collect();
        let [a, b, c] = [
            on_diagonal[0] * z[0] + upper[0] * z[1] + upper[1] * z[2],
            on_diagonal[1] * z[1] + upper[2] * z[2],
            on_diagonal[2] * z[2],
        ];
        z = vec![a + bias[0], lower[0] * a + b + bias[1], lower[1] * a + lower[2] * b + c + bias[2]];
        ladj += on_diagonal.iter().map(|d| d.ln()).sum::<f64>();
        for i in 0..3 {
            let factor = (softplus(weight[i]) + 1e-5) / (variance[i] + 1e-5).sqrt();
            z[i] = factor * (z[i] - mean[i]) + shift[i];
            ladj += factor.ln();
        }
        let raw = residual(&splines, &z[..1]);
        for i in 1..3 {
            let (moved, slope) = spline(z[i], &raw[(i - 1) * each..i * each]);
            (z[i], ladj) = (moved, ladj + slope);
        }
        rows.extend(x);
        normal(&z) + ladj
    });
    let log_prob: Vec<f64> = log_prob.collect();
    file.insert("check.x".into(), (vec![50, 3], rows));
    file.insert("check.log_prob".into(), (vec![50], log_prob));
    let spec = "flow: Imported
event: 3
layers:
  - invert: {layer: {coupling: {transformer: {rational_quadratic_spline: {bins: 4, bound: 3}}, conditioner: {residual_mlp: {hidden: 5, blocks: 1}}}}}
  - actnorm
  - lu_linear
  - reverse
  - invert: {layer: {autoregressive: {explicit: forward, transformer: {affine: {scale: softplus, min_scale: 0.001}}, conditioner: {residual_made: {hidden: 5, blocks: 1}}}}}
";
    let folder = folder(&file, spec);
    let (report, _) =
        done(folder.path(), &["import", "--from", "nflows", "model.safetensors", "--spec", "spec.yaml", "-o", "run"]);
    assert!(difference(&report) < 1e-11, "{report}");
}

//! Layers against their formulas, written out by hand with numbers that tell every term and sign apart. What is derived from a formula agrees
//! with it also where the formula itself is wrong; these rows do not.

use flow_tests::oracle::compiled;

fn softplus(v: f64) -> f64 {
    v.exp().ln_1p()
}

/// `softplus(raw + ln(e − 1))`
fn positive(raw: f64) -> f64 {
    softplus(raw + (std::f64::consts::E - 1.0).ln())
}

fn agree(layer: &str, found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len(), "{layer}");
    assert!(
        found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12),
        "{layer}: {found:?}, expected {expected:?}"
    );
}

/// Returns the image of `z` under a layer.
fn forward(layer: &str, parameters: &[f64], z: &[f64]) -> Vec<f64> {
    let compiled = compiled(&format!("{{flow: A, event: {}, layers: [{layer}]}}", z.len()));
    assert_eq!(compiled.program().flow().parameter_count(), parameters.len(), "{layer}");
    compiled.program().forward(parameters, z, &[]).0
}

/// Returns the image of `x` on the way to the base.
fn inverse(layer: &str, parameters: &[f64], x: &[f64]) -> Vec<f64> {
    let compiled = compiled(&format!("{{flow: A, event: {}, layers: [{layer}]}}", x.len()));
    assert_eq!(compiled.program().flow().parameter_count(), parameters.len(), "{layer}");
    compiled.program().inverse(parameters, x, &[]).0
}

#[test]
fn triangular_matrices() {
    let (a, b, s, c, d) = (0.3, -0.7, 1.9, 0.4, -1.1);
    let (z, x) = ([0.6, -1.3], [0.8, 0.25]);
    // Row by row: the masked entries of S are of no effect.
    let parameters = [a, b, 7.0, 8.0, s, 9.0, c, d];
    let lower = [positive(a) * z[0] + c, positive(b) * z[1] + s * z[0] + d];
    agree("lower", &forward("lower_triangular", &parameters, &z), &lower);
    // The same matrix of the reversed elements.
    let upper = [positive(b) * z[0] + s * z[1] + d, positive(a) * z[1] + c];
    agree("upper", &forward("{lower_triangular: {part: upper}}", &parameters, &z), &upper);
    // z = L (U x + shift), the parameters of L first.
    let l = -0.6;
    let of_both: Vec<f64> = [7.0, 8.0, l, 9.0].into_iter().chain(parameters).collect();
    let ux = [positive(b) * x[0] + s * x[1] + d, positive(a) * x[1] + c];
    agree("lu_linear", &inverse("lu_linear", &of_both, &x), &[ux[0], ux[1] + l * ux[0]]);
}

#[test]
fn normalisations() {
    let x = [0.8, -0.5];
    let z = |i: usize, mean: f64, scale: f64, shift: f64| (x[i] - mean) * scale + shift;
    let actnorm = [0.3, 1.2, 0.5, -0.4];
    let expected = [z(0, 0.3, (-0.5_f64).exp(), 0.0), z(1, 1.2, 0.4_f64.exp(), 0.0)];
    agree("actnorm", &inverse("actnorm", &actnorm, &x), &expected);
    let batch_norm = [0.3, 1.2, 2.5, 0.7, 0.2, -0.3, 0.9, -1.4];
    let scale = |gain: f64, variance: f64| gain.exp() / (variance + 0.01_f64).sqrt();
    let expected = [z(0, 0.3, scale(0.2, 2.5), 0.9), z(1, 1.2, scale(-0.3, 0.7), -1.4)];
    agree("batch_norm", &inverse("{batch_norm: {epsilon: 0.01}}", &batch_norm, &x), &expected);
}

/// `shift + exp(bound tanh(raw / bound)) z` with `(raw, shift)` from a residual network of one number.
#[test]
fn a_residual_network() {
    let z = [0.7, -1.2];
    let (w0, b0) = ([0.5, -0.8], [0.1, 0.2]);
    let (w1, b1, w2, b2) = ([[0.3, -0.4], [0.9, 0.6]], [0.05, -0.15], [[1.1, -0.2], [0.35, 0.45]], [-0.25, 0.15]);
    let (w3, b3) = ([[0.7, -0.9], [0.2, 0.8]], [0.12, -0.34]);
    let map = |w: &[[f64; 2]; 2], v: [f64; 2], b: [f64; 2]| {
        [w[0][0] * v[0] + w[0][1] * v[1] + b[0], w[1][0] * v[0] + w[1][1] * v[1] + b[1]]
    };
    let h = [w0[0] * z[0] + b0[0], w0[1] * z[0] + b0[1]];
    let inner = map(&w1, h.map(f64::tanh), b1).map(f64::tanh);
    let added = map(&w2, inner, b2);
    let raw = map(&w3, [h[0] + added[0], h[1] + added[1]], b3);
    let expected = [z[0], (5.0 * (raw[0] / 5.0).tanh()).exp() * z[1] + raw[1]];
    let flat = |w: &[[f64; 2]; 2]| w.iter().flatten().copied().collect::<Vec<f64>>();
    let parameters =
        [w0.to_vec(), b0.to_vec(), flat(&w1), b1.to_vec(), flat(&w2), b2.to_vec(), flat(&w3), b3.to_vec()].concat();
    let layer = "{coupling: {conditioner: {residual_mlp: {hidden: 2, blocks: 1, activation: tanh}}}}";
    agree("residual_mlp", &forward(layer, &parameters, &z), &expected);
}

/// A spline in its second of two bins, by the formula of its paper.
#[test]
fn a_spline() {
    let (w, v, slope) = ([0.4, -0.3], [-0.2, 0.6], 0.8);
    let share = |raw: [f64; 2]| raw[0].exp() / (raw[0].exp() + raw[1].exp());
    let knot = |raw| -1.5 + 3.0 * (1e-3 + (1.0 - 2e-3) * share(raw));
    let (z0, x0) = (knot(w), knot(v));
    let d0 = 1e-3 + softplus(slope + (0.999_f64.exp() - 1.0).ln());
    let (width, height) = (1.5 - z0, 1.5 - x0);
    let (z, s) = (0.9, height / width);
    let xi = (z - z0) / width;
    let both = xi * (1.0 - xi);
    let expected = x0 + height * (s * xi * xi + d0 * both) / (s + (d0 + 1.0 - 2.0 * s) * both);
    assert!(z0 < z && z < 1.5);
    let layer = "{rational_quadratic_spline: {bins: 2, bound: 1.5}}";
    agree("spline", &forward(layer, &[w[0], w[1], v[0], v[1], slope], &[z]), &[expected]);
    agree("outside", &forward(layer, &[w[0], w[1], v[0], v[1], slope], &[-2.5]), &[-2.5]);
}

/// `(L + V Vᵀ) z + shift` of one column, a reflection, and Sylvester's map of rank two in the plane, where Q is a reflection of the axes.
#[test]
fn maps_of_low_rank() {
    let z = [0.6, -1.3];
    let (a, b, s, v, shift) = (0.3, -0.7, 1.9, [0.4, -0.9], [0.2, -1.1]);
    let along = v[0] * z[0] + v[1] * z[1];
    let expected =
        [positive(a) * z[0] + v[0] * along + shift[0], positive(b) * z[1] + s * z[0] + v[1] * along + shift[1]];
    agree(
        "scale_tril",
        &forward("scale_tril", &[a, b, 7.0, 8.0, s, 9.0, v[0], v[1], shift[0], shift[1]], &z),
        &expected,
    );
    let reflect = |v: [f64; 2], z: [f64; 2]| {
        let twice = 2.0 * (v[0] * z[0] + v[1] * z[1]) / (v[0] * v[0] + v[1] * v[1]);
        [z[0] - twice * v[0], z[1] - twice * v[1]]
    };
    agree("householder", &forward("householder", &v, &z), &reflect(v, z));
    let (first, second) = ([0.4, -0.9], [1.3, 0.5]);
    let q = [[1.0, 0.0], [0.0, 1.0]].map(|axis| reflect(first, reflect(second, axis)));
    let (inner, outer, bias) = ([0.3, -0.8, 1.1], [-0.5, 0.7, 0.9], [0.2, -0.4]);
    let upper = |r: [f64; 3], v: [f64; 2]| [r[0].tanh() * v[0] + r[1] * v[1], r[2].tanh() * v[1]];
    let t = upper(inner, q.map(|q| q[0] * z[0] + q[1] * z[1]));
    let bends = upper(outer, [(t[0] + bias[0]).tanh(), (t[1] + bias[1]).tanh()]);
    let expected = [0, 1].map(|i| z[i] + q[0][i] * bends[0] + q[1][i] * bends[1]);
    let parameters = [&first[..], &second, &inner, &outer, &bias].concat();
    agree("sylvester", &forward("{sylvester: {rank: 2}}", &parameters, &z), &expected);
}

/// The gate of one number, whose network is a constant: `g z + (1 − g) m` with `g = sigmoid(raw + 2)`, the affine map of scale g and shift (1 − g) m.
#[test]
fn a_gate_is_an_affine_map() {
    let (raw, m, z) = (-0.8, 1.7, [0.6, -0.2]);
    let g = 1.0 / (1.0 + (-(raw + 2.0_f64)).exp());
    let layer = "{autoregressive: {explicit: forward, transformer: gate, conditioner: {made: {hidden: [1]}}}}";
    let flow = compiled(&format!("{{flow: A, event: 2, layers: [{layer}]}}"));
    // With weights of zero the last biases are what every element gets, a gate and a mean each.
    let mut parameters = vec![0.0; flow.program().flow().parameter_count()];
    let last = parameters.len() - 4;
    parameters[last..].copy_from_slice(&[raw, m, raw, m]);
    let (x, ladj) = flow.program().forward(&parameters, &z, &[]);
    let gated = z.map(|z| g * z + (1.0 - g) * m);
    agree("gate", &[x[0], x[1], ladj], &[gated[0], gated[1], 2.0 * g.ln()]);
}

/// A masked autoregressive layer and an inverse one of the same network are each other's inverse: what one subtracts, or divides by, the
/// other adds, or multiplies by, so that the last layer of the network changes its sign.
#[test]
fn maf_and_iaf_of_one_network() {
    for transformer in ["additive", "scale"] {
        let of = |explicit: &str| {
            let network = "{made: {hidden: [6], activation: tanh}}";
            let layer = format!("{{explicit: {explicit}, transformer: {transformer}, conditioner: {network}}}");
            compiled(&format!("{{flow: A, event: 3, layers: [autoregressive: {layer}]}}"))
        };
        let (maf, iaf) = (of("inverse"), of("forward"));
        let count = maf.program().flow().parameter_count();
        let parameters: Vec<f64> = (0..count).map(|k| (1.7 * k as f64).sin()).collect();
        let mut turned = parameters.clone();
        // Three outputs of six units, and their biases.
        turned[count - 3 * 6 - 3..].iter_mut().for_each(|p| *p = -*p);
        let x = [0.4, -1.1, 0.9];
        let (there, ladj) = maf.program().inverse(&parameters, &x, &[]);
        let (other, other_ladj) = iaf.program().forward(&turned, &x, &[]);
        agree("one pass", &there, &other);
        let (back, back_ladj) = iaf.program().inverse(&turned, &there, &[]);
        agree("level by level", &back, &x);
        let (again, again_ladj) = maf.program().forward(&parameters, &there, &[]);
        agree("level by level", &again, &x);
        agree("log-determinants", &[ladj, back_ladj], &[other_ladj, again_ladj]);
        agree("there and back", &[ladj + back_ladj], &[0.0]);
    }
}

/// NICE with its logistic prior: couplings keep areas, so the density is the prior's at z, with `+` in both exponents.
#[test]
fn nice_with_the_logistic_prior() {
    let flow = compiled(
        "{flow: A, event: 2, base: standard_logistic, layers: [{nice: {couplings: 2, conditioner: {mlp: {hidden: [3]}}}}]}",
    );
    let parameters: Vec<f64> =
        (0..flow.program().flow().parameter_count()).map(|k| 0.3 * (2.3 * k as f64).cos()).collect();
    let x = [0.7, -1.9];
    let (z, ladj) = flow.program().inverse(&parameters, &x, &[]);
    let prior: f64 = z.iter().map(|h| -softplus(*h) - softplus(-h)).sum();
    agree("nice", &[flow.program().log_prob(&parameters, &x, &[])], &[prior + ladj]);
}

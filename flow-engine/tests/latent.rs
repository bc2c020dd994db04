//! Latent variable models against oracles that know nothing of their gradient: finite differences,
//! closed forms, and sums over all events.

use flow_compiler::{compile, front};
use flow_engine::{LatentEngine, Number, latent};
use flow_runtime::__private::Parametric;
use flow_runtime::__private::engine::batch::Rows;
use flow_runtime::__private::engine::construct::{from_checkpoint, set_parameters, to_checkpoint};
use flow_runtime::__private::engine::rows;
use flow_runtime::__private::engine::temperature::Draw;
use flow_runtime::FitOptions;
use flow_runtime::fit::{Checkpoint, Control, Data, Elbo, Feed, Kl, LowerBound, elbo_and_grad, fit_elbo, resume_elbo};
use flow_runtime::latent::Bound;
use flow_runtime::nalgebra::{DMatrix, DVector};
use flow_runtime::noise::{Noise, Purpose};

fn model<T: Number>(latent_section: &str, likelihood: &str, event: &str, seed: u64) -> LatentEngine<T> {
    let text = format!("flow: Vae\nevent: {event}\nlatent: {latent_section}\nlikelihood: {likelihood}\n");
    let compiled = front::yaml::parse(&text).and_then(|spec| compile(&spec));
    let compiled = compiled.unwrap_or_else(|errors| panic!("{}", errors.render("vae.yaml", &text)));
    latent(&compiled, seed).expect("a latent variable model")
}

const BERNOULLI: &str = "{independent: {family: bernoulli, conditioner: {mlp: {hidden: [5], activation: tanh}}}}";
const BINARY: &str = "{shape: 4, elements: binary}";
const ENCODER: &str = "encoder: {mlp: {hidden: [6], activation: tanh}}, outputs: 5, activation: tanh";

/// Posteriors of every kind, each with its section `latent`.
fn sections() -> Vec<(&'static str, String)> {
    let of = |posterior: &str| format!("{{size: 2, {ENCODER}, posterior: {posterior}}}");
    let normal = "{standard_normal: {location: conditioned, scale: conditioned, conditioner: {mlp: {hidden: []}}}}";
    let layers = |layer: &str| of(&format!("{{base: {normal}, layers: [{layer}]}}"));
    vec![
        ("usual", format!("{{size: 2, {ENCODER}}}")),
        (
            "without encoder",
            "{size: 2, posterior: {standard_normal: {location: conditioned, scale: conditioned}}}".into(),
        ),
        (
            "learned prior",
            format!(
                "{{size: 2, {ENCODER}, prior: {{layers: [affine, {{coupling: {{conditioner: {{mlp: {{hidden: [4]}}}}}}}}]}}}}"
            ),
        ),
        ("mixture prior", format!("{{size: 2, {ENCODER}, prior: {{normal_mixture: {{components: 3}}}}}}")),
        ("inverse autoregressive", layers("{iaf: {layers: 2, conditioner: {made: {hidden: [4], activation: tanh}}}}")),
        ("planar", layers("planar, planar")),
        ("planar, conditioned", layers("{planar: {parameters: conditioned}}, {planar: {parameters: conditioned}}")),
        ("radial, conditioned", layers("{radial: {parameters: conditioned, conditioner: {mlp: {hidden: [3]}}}}")),
        ("householder, conditioned", layers("{householder: {parameters: conditioned}}")),
        ("sylvester, conditioned", layers("{sylvester: {parameters: conditioned}}")),
        ("radial", layers("radial")),
        ("householder", layers("householder")),
        ("sylvester", layers("sylvester")),
        ("coupling", layers("{coupling: {conditioner: {mlp: {hidden: [4], activation: tanh}}}}, reverse")),
    ]
}

fn rows() -> Vec<f64> {
    (0..7 * 4).map(|k| f64::from((k * k + k / 3) % 2)).collect()
}

fn options() -> FitOptions {
    FitOptions { batch_size: 7, threads: Some(1), seed: 3, ..FitOptions::default() }
}

#[test]
fn gradients_are_those_of_differences() {
    let rows = rows();
    let objectives = [
        Elbo::default(),
        Elbo { draws: 3, warm_up: 10, ..Elbo::default() },
        Elbo { draws: 3, bound: LowerBound::Importance, ..Elbo::default() },
        Elbo { free_nats: 100.0, ..Elbo::default() },
        Elbo { bound: LowerBound::Reconstruction, ..Elbo::default() },
        Elbo { draws: 2, warm_up: 10, kl: Kl::ClosedForm, ..Elbo::default() },
    ];
    for (name, section) in sections() {
        let mut model = model::<f64>(&section, BERNOULLI, BINARY, 5);
        for objective in objectives {
            if objective.kl == Kl::ClosedForm && !["usual", "without encoder"].contains(&name) {
                continue;
            }
            check_gradient(&format!("{name}, {objective:?}"), &mut model, &rows, &objective);
        }
    }
}

/// Compares the gradient of a step with differences of its loss.
fn check_gradient(name: &str, model: &mut LatentEngine<f64>, rows: &[f64], objective: &Elbo) {
    let (feed, options, step) = (Feed::Rows(Data { events: rows, contexts: &[] }), options(), 4);
    // Away from the start, where weights are small.
    let start: Vec<f64> =
        model.program_state().parameters().iter().enumerate().map(|(k, p)| p + 0.2 * (k as f64).sin()).collect();
    let before = model.clone();
    set_parameters(model, &start).unwrap();
    let (_, gradient) = elbo_and_grad(model, feed, objective, &options, step).unwrap();
    for k in (0..start.len()).step_by(start.len() / 40 + 1) {
        let mut at = |change: f64| {
            let mut moved = start.clone();
            moved[k] += change;
            set_parameters(model, &moved).unwrap();
            elbo_and_grad(model, feed, objective, &options, step).unwrap().0
        };
        let h = 1e-5;
        let expected = (at(h) - at(-h)) / (2.0 * h);
        assert!(
            (gradient[k] - expected).abs() < 1e-6 * (1.0 + expected.abs()),
            "{name}, parameter {k}: {} instead of {expected}",
            gradient[k]
        );
    }
    *model = before;
}

/// Likelihoods and encoders of other kinds: grids, units that are switched off, elements that depend on
/// each other, real numbers.
#[test]
fn gradients_of_other_members_are_those_of_differences() {
    let convolutions = "{size: 2, encoder: {strided_conv: {channels: [3, 2], hidden: [4], kernel: 3, activation: tanh}}, \
                        outputs: 5, activation: tanh}";
    let dropout = "{size: 2, encoder: {mlp: {hidden: [6], activation: tanh, dropout: 0.3}}, outputs: 5}";
    let image = "{shape: [2, 2, 7], elements: binary}";
    let of_grid = "{independent: {family: bernoulli, conditioner: {transposed_conv: {channels: [3, 2], hidden: [4], \
                   activation: tanh}}}}";
    let of_dropout =
        "{independent: {family: bernoulli, conditioner: {mlp: {hidden: [6], activation: tanh, dropout: 0.4}}}}";
    let pixels = "{autoregressive: {family: bernoulli, conditioner: {pixel_cnn: {hidden: 4, blocks: 1, kernel: 3, first_kernel: 3}}}}";
    let real = "{standard_normal: {location: conditioned, scale: conditioned, conditioner: {transposed_conv: {channels: [2], \
                activation: tanh}}}}";
    let importance = Elbo { draws: 3, bound: LowerBound::Importance, ..Elbo::default() };
    for (name, section, likelihood, event) in [
        ("convolutions", convolutions, of_grid, image),
        ("dropout", dropout, of_dropout, image),
        ("pixel_cnn", convolutions, pixels, image),
        ("real", convolutions, real, "[2, 2, 7]"),
    ] {
        let mut model = model::<f64>(section, likelihood, event, 5);
        let rows: Vec<f64> = (0..3 * 28).map(|k| f64::from((k * k + k / 3) % 2)).collect();
        for objective in [Elbo { draws: 2, ..Elbo::default() }, importance] {
            check_gradient(&format!("{name}, {objective:?}"), &mut model, &rows, &objective);
        }
    }
}

/// The numbers of a parameter.
fn parameter(model: &LatentEngine<f64>, name: &str) -> Vec<f64> {
    let file = to_checkpoint(model);
    let known = || file.tensors.iter().map(|t| t.info.name.clone()).collect::<Vec<_>>();
    let found = file.tensor(name).unwrap_or_else(|| panic!("no {name} among {:?}", known()));
    found.values.to_f64()
}

/// `W h + b`
fn mapped(weight: &[f64], bias: &[f64], h: &[f64]) -> Vec<f64> {
    bias.iter()
        .zip(weight.chunks(h.len()))
        .map(|(b, row)| b + row.iter().zip(h).map(|(w, h)| w * h).sum::<f64>())
        .collect()
}

/// Networks between grids and rows against loops that are written out here.
#[test]
fn strided_and_transposed_convolutions_are_those_of_loops() {
    let section = "{size: 2, encoder: {strided_conv: {channels: [3, 2], kernel: 3, activation: tanh}}, outputs: 5, \
                   posterior: {standard_normal: {location: conditioned, conditioner: {mlp: {hidden: []}}}}}";
    let likelihood = "{independent: {family: bernoulli, conditioner: {transposed_conv: {channels: [3, 4], hidden: [6], \
                      activation: tanh}}}}";
    let mut model = model::<f64>(section, likelihood, "{shape: [2, 5, 3], elements: binary}", 1);
    let start: Vec<f64> =
        model.program_state().parameters().iter().enumerate().map(|(k, p)| p + 0.3 * (k as f64).sin()).collect();
    set_parameters(&mut model, &start).unwrap();
    let of = |name: &str| parameter(&model, name);
    // Rows and columns of the grids, the largest first; windows of the encoder begin one place before.
    let grids = [[5_usize, 3], [3, 2], [2, 1]];
    let event: Vec<f64> = (0..30).map(|k| f64::from((k * k + k / 4) % 3 / 2)).collect();

    // [channel][row][column] ─▶ z
    let mut h: Vec<f64> = event.clone();
    let mut channels = 2;
    for (layer, outputs) in [3_usize, 2].into_iter().enumerate() {
        let (weight, bias) = (of(&format!("encoder.{layer}.weight")), of(&format!("encoder.{layer}.bias")));
        let ([height, width], [small_height, small_width]) = (grids[layer], grids[layer + 1]);
        let mut next = Vec::new();
        for output in 0..outputs {
            for (row, column) in (0..small_height).flat_map(|row| (0..small_width).map(move |column| (row, column))) {
                let mut sum = bias[output];
                for (channel, up, across) in (0..channels * 9).map(|k| (k / 9, k / 3 % 3, k % 3)) {
                    let (from, at) = ((2 * row + up).wrapping_sub(1), (2 * column + across).wrapping_sub(1));
                    if from < height && at < width {
                        sum += weight[((output * channels + channel) * 3 + up) * 3 + across]
                            * h[(channel * height + from) * width + at];
                    }
                }
                next.push(sum.tanh());
            }
        }
        (h, channels) = (next, outputs);
    }
    // The channels of a position side by side: the last grid has two positions of two channels.
    let flat = [h[0], h[2], h[1], h[3]];
    let read = mapped(&of("encoder.2.weight"), &of("encoder.2.bias"), &flat);
    let name = "posterior.base.location.conditioner.0";
    let z = mapped(&of(&format!("{name}.weight")), &of(&format!("{name}.bias")), &read);
    let found = model.encode_rows(
        &event,
        0,
        Draw::at_temperature(0, 0.0, flow_runtime::__private::Sampler::StandardNormal).unwrap(),
    );
    found.iter().zip(&z).for_each(|(found, expected)| assert!((found - expected).abs() < 1e-12, "{found}, {expected}"));

    // z ─▶ logits
    let name = "likelihood.base.conditioner";
    let map = |k: usize, h: &[f64]| mapped(&of(&format!("{name}.{k}.weight")), &of(&format!("{name}.{k}.bias")), h);
    let tanh = |h: Vec<f64>| h.into_iter().map(f64::tanh).collect::<Vec<_>>();
    let mut h = map(1, &tanh(map(0, &z)));
    for (layer, [channels, outputs]) in [[3, 4], [4, 2]].into_iter().enumerate() {
        h = tanh(h);
        let (weight, bias) = (of(&format!("{name}.{}.weight", layer + 2)), of(&format!("{name}.{}.bias", layer + 2)));
        let ([small_height, small_width], [height, width]) = (grids[2 - layer], grids[1 - layer]);
        let mut next: Vec<f64> = (0..height * width * outputs).map(|k| bias[k % outputs]).collect();
        for (row, column) in (0..small_height).flat_map(|row| (0..small_width).map(move |column| (row, column))) {
            for (channel, output) in (0..channels * outputs).map(|k| (k / outputs, k % outputs)) {
                for (up, across) in (0..16).map(|k| (k / 4, k % 4)) {
                    let (to, at) = ((2 * row + up).wrapping_sub(1), (2 * column + across).wrapping_sub(1));
                    if to < height && at < width {
                        next[(to * width + at) * outputs + output] += h
                            [(row * small_width + column) * channels + channel]
                            * weight[((channel * outputs + output) * 4 + up) * 4 + across];
                    }
                }
            }
        }
        h = next;
    }
    let likelihood = model.members().0;
    let found = rows::log_prob(&likelihood, Rows::standardized(&event, &z))[0];
    let log_prob = |(k, x): (usize, &f64)| {
        let logit = h[k % 15 * 2 + k / 15];
        -(if *x == 1.0 { -logit } else { logit }).exp().ln_1p()
    };
    let expected: f64 = event.iter().enumerate().map(log_prob).sum();
    assert!((found - expected).abs() < 1e-10, "{found} instead of {expected}");
}

/// A linear map of z with normal noise has a normal density: `x ~ N(b, W Wᵀ + diag σ²)`. Where the posterior
/// can be exact, the bound is that density. (Tipping and Bishop 1999)
#[test]
fn bounds_of_linear_normal_models_reach_the_exact_density() {
    let linear = "conditioner: {mlp: {hidden: []}}";
    let likelihood = format!("{{standard_normal: {{location: conditioned, scale: learned, {linear}}}}}");
    let normal = format!("{{standard_normal: {{location: conditioned, scale: conditioned, {linear}}}}}");
    let located = format!("{{conditional: {{transformer: additive, {linear}}}}}");
    let posteriors = [
        ("full covariance", format!("{{layers: [lower_triangular, {located}]}}")),
        ("planar", format!("{{base: {normal}, layers: [planar, planar, planar, planar]}}")),
        (
            "inverse autoregressive",
            format!("{{base: {normal}, layers: [{{iaf: {{layers: 1, conditioner: {{made: {{hidden: [8]}}}}}}}}]}}"),
        ),
    ];
    for (size, latent) in [(5, 2), (20, 3)] {
        let rows: Vec<f64> = (0..400_u64)
            .flat_map(|k| {
                let noise = |j: usize| Noise::new(2, Purpose::Data).normal(0, k, latent + size, j);
                (0..size)
                    .map(|i| {
                        let of_z = (0..latent).map(|j| noise(j) * ((i * latent + j) as f64 * 1.3).sin());
                        0.1 * i as f64 + of_z.sum::<f64>() + 0.5 * noise(latent + i)
                    })
                    .collect::<Vec<_>>()
            })
            .collect();
        for (name, posterior) in &posteriors {
            let section = format!("{{size: {latent}, posterior: {posterior}}}");
            let mut model = model::<f64>(&section, &likelihood, &size.to_string(), 1);
            let options = FitOptions {
                epochs: if *name == "planar" { 1500 } else { 400 },
                batch_size: 100,
                schedule: flow_runtime::optim::Schedule::Cosine { final_fraction: 0.0, warm_up: 0 },
                optimizer: flow_runtime::fit::Optimizer::Adam(flow_runtime::optim::Adam {
                    learning_rate: 0.02,
                    ..Default::default()
                }),
                ..FitOptions::default()
            };
            let feed = Feed::Rows(Data { events: &rows, contexts: &[] });
            fit_elbo(&mut model, feed, &Elbo::default(), &options, &mut |_| Control::Continue).unwrap();
            let exact = linear_normal(&model, &rows, [size, latent]);
            let bounds = model.bounds_of_rows(&rows, 0, 200, 3);
            let mean = bounds.iter().map(Bound::elbo).sum::<f64>() / bounds.len() as f64;
            assert!((mean - exact).abs() < 0.01, "{name}, {size} numbers: {mean} instead of {exact}");
        }
    }
}

/// The mean log-density of rows by the exact covariance.
fn linear_normal(model: &LatentEngine<f64>, rows: &[f64], [size, latent]: [usize; 2]) -> f64 {
    let of = |name: &str| parameter(model, name);
    let name = "likelihood.base.location.conditioner.0";
    let weight = DMatrix::from_row_slice(size, latent, &of(&format!("{name}.weight")));
    let scale = DVector::from_vec(of("likelihood.base.scale.raw_scale")).map(|raw| (5.0 * (raw / 5.0).tanh()).exp());
    let covariance = &weight * weight.transpose() + DMatrix::from_diagonal(&scale.component_mul(&scale));
    let bias = DVector::from_vec(of(&format!("{name}.bias")));
    let cholesky = covariance.cholesky().unwrap();
    let log_det = 2.0 * cholesky.l().diagonal().map(f64::ln).sum();
    let log_prob = |row: &[f64]| {
        let d = DVector::from_row_slice(row) - &bias;
        -0.5 * (d.dot(&cholesky.solve(&d)) + log_det + size as f64 * (2.0 * std::f64::consts::PI).ln())
    };
    rows.chunks(size).map(log_prob).sum::<f64>() / (rows.len() / size) as f64
}

/// Of a code that no output reads nothing is learned: the last maps of networks are as large as others,
/// uniform in ±1/√inputs. Those of a prior start close to the identity.
#[test]
fn networks_of_members_start_as_all_maps_do() {
    let (_, section) = sections().into_iter().find(|(name, _)| *name == "learned prior").expect("a prior");
    let model = model::<f64>(&section, BERNOULLI, BINARY, 5);
    let largest = |name: &str| parameter(&model, name).into_iter().fold(0.0, |most: f64, w| most.max(w.abs()));
    let uniform = |name: &str, inputs: f64| {
        let (found, bound) = (largest(name) * inputs.sqrt(), 0.5..=1.0);
        assert!(bound.contains(&found), "{name}: {found} of the bound");
    };
    uniform("likelihood.base.conditioner.1.weight", 5.0);
    uniform("posterior.base.conditioner.0.weight", 5.0);
    uniform("encoder.1.weight", 6.0);
    assert!(largest("prior.layers.1.conditioner.1.weight") < 0.01);
}

/// Every event of four zeros and ones.
fn all_events() -> Vec<f64> {
    (0..16).flat_map(|k| (0..4).map(move |bit| f64::from(k >> bit & 1))).collect()
}

/// A small model that was trained for a while, so that its numbers are no accidents of the start.
fn trained(section: &str) -> LatentEngine<f64> {
    let mut model = model::<f64>(section, BERNOULLI, BINARY, 2);
    let rows: Vec<f64> = (0..200)
        .flat_map(|k| if k % 3 == 0 { [1.0, 1.0, 0.0, 0.0] } else { [0.0, f64::from(k % 2), 1.0, 1.0] })
        .collect();
    let options = FitOptions { epochs: 20, batch_size: 20, threads: Some(1), seed: 1, ..FitOptions::default() };
    let feed = Feed::Rows(Data { events: &rows, contexts: &[] });
    fit_elbo(&mut model, feed, &Elbo::default(), &options, &mut |_| Control::Continue).unwrap();
    model
}

/// `log ∫ p(z) p(x | z) dz` of one or two latent numbers, by the trapezoidal rule.
fn integrated(model: &LatentEngine<f64>, event: &[f64]) -> f64 {
    let (likelihood, _, prior) = model.members();
    let size = model.latent();
    let (places, step): (usize, f64) = if size == 1 { (2001, 0.01) } else { (161, 0.1) };
    let at = |k: usize| (k as f64 - (places / 2) as f64) * step;
    let n = places.pow(size as u32);
    let z: Vec<f64> =
        (0..n).flat_map(|k| (0..size).map(move |unit| at(k / places.pow(unit as u32) % places))).collect();
    let of_z = rows::log_prob(&prior, Rows::standardized(&z, &[]));
    let of_x = rows::log_prob(&likelihood, Rows::standardized(&event.repeat(n), &z));
    of_z.iter().zip(&of_x).map(|(a, b)| (a + b).exp() * step.powi(size as i32)).sum::<f64>().ln()
}

/// Weights by importance need the posterior's own density: a wrong `log q` of any of them moves the estimate.
#[test]
fn estimates_by_each_posterior_are_the_integral() {
    for (name, section) in sections() {
        let model = trained(&section);
        for (k, event) in all_events().chunks(4).enumerate().step_by(5) {
            let found = model.bounds_of_rows(event, k, 20_000, 9)[0];
            let exact = integrated(&model, event);
            assert!((found.log_prob - exact).abs() < 0.05, "{name}, event {k}: {} instead of {exact}", found.log_prob);
            assert!(found.elbo() < exact + 0.02, "{name}, event {k}: {} above {exact}", found.elbo());
        }
    }
}

#[test]
fn bounds_lie_below_the_integral_and_tend_to_it() {
    for section in [
        format!("{{size: 1, {ENCODER}}}"),
        format!("{{size: 1, {ENCODER}, prior: {{normal_mixture: {{components: 2}}}}}}"),
    ] {
        let model = trained(&section);
        let (events, draws) = (all_events(), 20_000);
        let exact: Vec<f64> = events.chunks(4).map(|event| integrated(&model, event)).collect();
        let total: f64 = exact.iter().map(|l| l.exp()).sum();
        assert!((total - 1.0).abs() < 1e-6, "all events have probability {total}");
        for (bound, exact) in model.bounds_of_rows(&events, 0, draws, 7).iter().zip(&exact) {
            assert!((bound.log_prob - exact).abs() < 0.05, "{} instead of {exact}", bound.log_prob);
            assert!(bound.elbo() < exact + 0.02, "{} above {exact}", bound.elbo());
        }
        // One draw is the bound itself, and a row's draws depend on its number alone.
        let one = model.bounds_of_rows(&events, 0, 1, 7);
        assert!(one.iter().all(|bound| (bound.log_prob - bound.elbo()).abs() < 1e-12));
        assert_eq!(model.bounds_of_rows(&events[8 * 4..], 8, 1, 7), one[8..]);
    }
}

/// `KL(N(μ, σ²) ‖ N(0, 1)) = ½ Σ (μ² + σ² − 1) − Σ ln σ`
#[test]
fn the_kl_of_normals_is_the_closed_form_in_the_mean() {
    let model = trained(&format!("{{size: 2, {ENCODER}}}"));
    let (events, draws) = (all_events(), 50_000);
    let sampler = flow_runtime::__private::Sampler::StandardNormal;
    let means = model.encode_rows(&events, 0, Draw::at_temperature(0, 0.0, sampler).unwrap());
    for (k, bound) in model.bounds_of_rows(&events, 0, draws, 3).iter().enumerate() {
        let z = model.encode_rows(&events[k * 4..][..4].repeat(draws), 0, Draw::from(11));
        let mut expected = 0.0;
        for unit in 0..2 {
            let mean = means[k * 2 + unit];
            let variance = z[unit..].iter().step_by(2).map(|z| (z - mean).powi(2)).sum::<f64>() / draws as f64;
            expected += 0.5 * (mean * mean + variance - 1.0 - variance.ln());
        }
        assert!((bound.kl - expected).abs() < 0.03, "{} instead of {expected}", bound.kl);
    }
}

/// `½ Σ (μ² + σ² − 1 − ln σ²)` by the posterior's own μ and σ, which `mlp(hidden = [])` gives; and the score of
/// a fit with it is that of many draws in the mean.
#[test]
fn a_kl_in_closed_form_is_the_mean_of_the_drawn_one() {
    let mut model = trained("{size: 2, posterior: {standard_normal: {location: learned, scale: learned}}}");
    let rows = rows();
    let feed = Feed::Rows(Data { events: &rows, contexts: &[] });
    let [mean, log_scale] = ["posterior.base.shift", "posterior.base.raw_scale"].map(|name| parameter(&model, name));
    let kl: f64 = mean
        .iter()
        .zip(&log_scale)
        .map(|(m, raw)| (m, 5.0 * (raw / 5.0).tanh()))
        .map(|(m, s)| 0.5 * (m * m + (2.0 * s).exp() - 1.0) - s)
        .sum();
    let closed = Elbo { kl: Kl::ClosedForm, ..Elbo::default() };
    let (mut drawn, n) = (0.0, 2000);
    for step in 0..n {
        let [(exact, _), (one, _)] = [closed, Elbo::default()]
            .map(|objective| elbo_and_grad(&mut model, feed, &objective, &options(), step).unwrap());
        // The draws of x's own part are the same, so the scores differ by the KL alone.
        drawn += (exact + kl - one) / n as f64;
    }
    assert!((drawn - kl).abs() < 0.02, "{drawn} instead of {kl}");
}

#[test]
fn draws_have_the_frequencies_of_the_integral() {
    let model = trained(&format!("{{size: 1, {ENCODER}}}"));
    let n = 40_000;
    let mut counts = [0.0; 16];
    for event in model.sample_rows(0, n, 5).chunks(4) {
        counts[event.iter().enumerate().map(|(bit, x)| (*x as usize) << bit).sum::<usize>()] += 1.0;
    }
    let expected: Vec<f64> = all_events().chunks(4).map(|event| n as f64 * integrated(&model, event).exp()).collect();
    let chi: f64 = counts.iter().zip(&expected).map(|(found, expected)| (found - expected).powi(2) / expected).sum();
    // 15 degrees of freedom: a false alarm has probability 10⁻⁶.
    assert!(chi < 56.5, "χ² = {chi}");
}

#[test]
fn fits_are_the_same_on_any_number_of_threads_and_after_a_stop() {
    let rows: Vec<f64> = (0..150 * 4).map(|k| f64::from((k * k + k / 5) % 2)).collect();
    let feed = Feed::Rows(Data { events: &rows, contexts: &[] });
    let objective = Elbo { draws: 2, warm_up: 5, ..Elbo::default() };
    let section = format!(
        "{{size: 2, {ENCODER}, posterior: {{base: {{standard_normal: {{location: conditioned}}}}, layers: [planar]}}}}"
    );
    let start = model::<f32>(&section, BERNOULLI, BINARY, 3);
    let options = |threads| FitOptions { epochs: 3, batch_size: 64, threads: Some(threads), ..FitOptions::default() };
    let fitted = |threads: usize| {
        let mut model = start.clone();
        fit_elbo(&mut model, feed, &objective, &options(threads), &mut |_| Control::Continue).unwrap();
        model.program_state().parameters().to_vec()
    };
    let whole = fitted(1);
    assert_eq!(whole, fitted(3));
    let (mut cut, mut checkpoint) = (start.clone(), None);
    fit_elbo(&mut cut, feed, &objective, &options(1), &mut |progress| {
        if progress.step < 5 {
            return Control::Continue;
        }
        checkpoint = Some(progress.checkpoint());
        Control::Stop
    })
    .unwrap();
    let bytes = checkpoint.unwrap().to_bytes().unwrap();
    let checkpoint = Checkpoint::from_bytes(&bytes).unwrap();
    let mut again = start.clone();
    let report =
        resume_elbo(&mut again, feed, &objective, &options(2), &checkpoint, &mut |_| Control::Continue).unwrap();
    assert_eq!(again.program_state().parameters(), whole);
    assert!(report.epochs.iter().all(|epoch| {
        let parts = epoch.parts.unwrap();
        (parts.reconstruction - parts.kl - epoch.train_log_prob).abs() < 1e-9
    }));
    // A model file holds the numbers of all members under their names.
    let file = to_checkpoint(&again);
    let loaded = from_checkpoint(&start, &file).unwrap();
    assert_eq!(loaded.program_state().parameters(), whole);
    for name in ["encoder.0.weight", "posterior.layers.0.u", "likelihood.base.conditioner.1.bias"] {
        assert!(
            file.tensor(name).is_some(),
            "no {name} among {:?}",
            file.tensors.iter().map(|t| &t.info.name).collect::<Vec<_>>()
        );
    }
    let other = model::<f32>(&section.replace("size: 2", "size: 3"), BERNOULLI, BINARY, 3);
    let error = from_checkpoint(&other, &file).unwrap_err().to_string();
    assert!(error.contains("of another architecture"), "{error}");
}

/// Real data: a normal whose mean the network gives, in the units of the data.
#[test]
fn real_rows_are_standardised_and_scored_in_their_units() {
    let normal = "{standard_normal: {location: conditioned, scale: learned, conditioner: {mlp: {hidden: [4], activation: tanh}}}}";
    let mut of = model::<f64>(&format!("{{size: 1, {ENCODER}}}"), normal, "3", 4);
    let rows: Vec<f64> = (0..90).map(|k| 100.0 + 20.0 * (k as f64 * 0.7).sin()).collect();
    let options = FitOptions {
        epochs: 5,
        batch_size: 10,
        standardize: flow_runtime::fit::Standardization::Moments,
        threads: Some(1),
        ..FitOptions::default()
    };
    let feed = Feed::Rows(Data { events: &rows, contexts: &[] });
    fit_elbo(&mut of, feed, &Elbo::default(), &options, &mut |_| Control::Continue).unwrap();
    let exact = |event: &[f64]| {
        let statistics = of.program_state().statistics.event.as_ref().unwrap();
        let z: Vec<f64> =
            event.iter().enumerate().map(|(k, x)| (x - statistics.mean[k]) / statistics.scale[k]).collect();
        integrated(&of, &z) - statistics.scale.iter().map(|s| s.ln()).sum::<f64>()
    };
    for (bound, event) in of.bounds_of_rows(&rows[..9], 0, 20_000, 1).iter().zip(rows.chunks(3)) {
        assert!((bound.log_prob - exact(event)).abs() < 0.05, "{} instead of {}", bound.log_prob, exact(event));
    }
    assert!(of.sample_rows(0, 50, 1).iter().all(|x| (0.0..200.0).contains(x)));
}

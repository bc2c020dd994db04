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
use flow_runtime::fit::{Checkpoint, Control, Data, Elbo, Feed, LowerBound, elbo_and_grad, fit_elbo, resume_elbo};

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
    let (rows, options) = (rows(), options());
    let feed = Feed::Rows(Data { events: &rows, contexts: &[] });
    let objectives = [
        Elbo::default(),
        Elbo { draws: 3, warm_up: 10, ..Elbo::default() },
        Elbo { draws: 3, bound: LowerBound::Importance, ..Elbo::default() },
        Elbo { free_nats: 100.0, ..Elbo::default() },
        Elbo { bound: LowerBound::Reconstruction, ..Elbo::default() },
    ];
    for (name, section) in sections() {
        let mut model = model::<f64>(&section, BERNOULLI, BINARY, 5);
        // Away from the start, where weights are small.
        let start: Vec<f64> =
            model.program_state().parameters().iter().enumerate().map(|(k, p)| p + 0.2 * (k as f64).sin()).collect();
        for objective in objectives {
            set_parameters(&mut model, &start).unwrap();
            let step = 4;
            let (_, gradient) = elbo_and_grad(&mut model, feed, &objective, &options, step).unwrap();
            for k in (0..start.len()).step_by(start.len() / 40 + 1) {
                let mut at = |change: f64| {
                    let mut moved = start.clone();
                    moved[k] += change;
                    set_parameters(&mut model, &moved).unwrap();
                    elbo_and_grad(&mut model, feed, &objective, &options, step).unwrap().0
                };
                let h = 1e-5;
                let expected = (at(h) - at(-h)) / (2.0 * h);
                assert!(
                    (gradient[k] - expected).abs() < 1e-6 * (1.0 + expected.abs()),
                    "{name}, {objective:?}, parameter {k}: {} instead of {expected}",
                    gradient[k]
                );
            }
        }
    }
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

/// `log ∫ p(z) p(x | z) dz` of one latent number, by the trapezoidal rule.
fn integrated(model: &LatentEngine<f64>, event: &[f64]) -> f64 {
    let (likelihood, _, prior) = model.members();
    let (n, step) = (2001, 0.01);
    let z: Vec<f64> = (0..n).map(|k| (k as f64 - 1000.0) * step).collect();
    let of_z = rows::log_prob(&prior, Rows::standardized(&z, &[]));
    let of_x = rows::log_prob(&likelihood, Rows::standardized(&event.repeat(n), &z));
    of_z.iter().zip(&of_x).map(|(a, b)| (a + b).exp() * step).sum::<f64>().ln()
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

//! Latent variable models against oracles that know nothing of their gradient: finite differences,
//! closed forms, and sums over all events.

use flow_compiler::{compile, front};
use flow_engine::{LatentEngine, Number, latent};
use flow_runtime::__private::Parametric;
use flow_runtime::__private::engine::construct::set_parameters;
use flow_runtime::FitOptions;
use flow_runtime::fit::{Data, Elbo, Feed, LowerBound, elbo_and_grad};

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
        ("without encoder", "{size: 2, posterior: {standard_normal: {location: conditioned, scale: conditioned}}}".into()),
        ("learned prior", format!("{{size: 2, {ENCODER}, prior: {{layers: [affine, {{coupling: {{conditioner: {{mlp: {{hidden: [4]}}}}}}}}]}}}}")),
        ("mixture prior", format!("{{size: 2, {ENCODER}, prior: {{normal_mixture: {{components: 3}}}}}}")),
        ("inverse autoregressive", layers("{iaf: {layers: 2, conditioner: {made: {hidden: [4], activation: tanh}}}}")),
        ("planar", layers("planar, planar")),
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

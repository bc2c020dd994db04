//! The time of a training step of latent variable models of `specs`, on rows that are made up.
//!
//! `cargo bench -p flow-tests --bench latent [-- NAME] [--seconds=3]`; `images_peer.py vae` is the same in PyTorch.

use std::time::Instant;

use flow_compiler::{compile, front};
use flow_engine::latent;
use flow_runtime::FitOptions;
use flow_runtime::fit::{Control, Data, Elbo, Feed, LowerBound, fit_elbo};
use flow_runtime::noise::{Noise, Purpose};

const SPECS: [(&str, &str); 4] = [
    ("vae", include_str!("../../specs/mnist/mlp_vae.yaml")),
    ("vae_planar", include_str!("../../specs/mnist/mlp_vae_planar.yaml")),
    ("vae_iaf", include_str!("../../specs/mnist/mlp_vae_iaf.yaml")),
    ("autoencoder", include_str!("../../specs/mnist/autoencoder.yaml")),
];
const ROWS: usize = 1000;
const BATCH: usize = 100;

fn main() {
    let given = std::env::args().find_map(|argument| argument.strip_prefix("--seconds=").map(str::to_owned));
    let seconds: f64 = given.map_or(3.0, |seconds| seconds.parse().expect("seconds"));
    let word = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    let mut events = vec![0.0; ROWS * 784];
    Noise::new(1, Purpose::Data).fill_uniform(0, 0, 1, &mut events);
    events.iter_mut().for_each(|pixel| *pixel = f64::from(*pixel < 0.2));
    for (name, text) in SPECS.into_iter().filter(|(name, _)| name.contains(&word)) {
        for threads in [1, 2] {
            let milliseconds = measure(text, &events, threads, seconds, name == "autoencoder");
            println!("{name}, batches of {BATCH}, threads {threads}: {milliseconds:.2} ms a step");
        }
    }
}

/// Median milliseconds of a step.
fn measure(text: &str, events: &[f64], threads: usize, seconds: f64, is_code: bool) -> f64 {
    let compiled = front::yaml::parse(text).and_then(|spec| compile(&spec));
    let compiled = compiled.unwrap_or_else(|errors| panic!("{}", errors.render("a spec", text)));
    let mut model = latent::<f32>(&compiled, 1).expect("a latent variable model");
    let bound = if is_code { LowerBound::Reconstruction } else { LowerBound::Evidence };
    let options = FitOptions { batch_size: BATCH, epochs: 1_000_000, threads: Some(threads), ..FitOptions::default() };
    let (mut times, start, mut last) = (Vec::new(), Instant::now(), Instant::now());
    let feed = Feed::Rows(Data { events, contexts: &[] });
    fit_elbo(&mut model, feed, &Elbo { bound, ..Elbo::default() }, &options, &mut |progress| {
        // The end of an epoch is no step.
        if progress.finished.is_none() {
            times.push(last.elapsed().as_secs_f64() * 1e3);
        }
        last = Instant::now();
        if times.len() > 4 && start.elapsed().as_secs_f64() > seconds { Control::Stop } else { Control::Continue }
    })
    .expect("a fit");
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

//! A training step of flows of images: `cargo bench -p flow-tests --bench images -- [WORD] [--seconds=S]`.
//!
//! One line for each flow, size of batches and number of threads: the median time of a step, and the bytes that the fit holds after it,
//! which are the rows and what a step works with. `images_peer.py` takes the steps of the flow "coupling 32" in PyTorch.

use std::alloc::System;
use std::time::Instant;

use flow_engine::Engine;
use flow_runtime::fit::{Data, FitOptions, Trainer};
use flow_runtime::noise::{Noise, Purpose};
use flow_tests::oracle::compiled;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const ROWS: usize = 512;

/// The channels of the event, and the layers.
const FLOWS: [(&str, usize, &[&str]); 4] = [
    ("conv 16", 1, &["real_nvp: {couplings: 2, conditioner: {conv: {hidden: [16]}}}", "actnorm", "pixels"]),
    (
        "residual 16",
        1,
        &["real_nvp: {couplings: 3, conditioner: {residual_conv: {hidden: 16, blocks: 1}}}", "actnorm", "pixels"],
    ),
    (
        "residual 32",
        1,
        &["real_nvp: {couplings: 3, conditioner: {residual_conv: {hidden: 32, blocks: 2}}}", "actnorm", "pixels"],
    ),
    (
        "coupling 32",
        64,
        &["coupling: {split: channels, transformer: additive, conditioner: {conv: {hidden: [32], kernels: [3, 3]}}}"],
    ),
];

fn main() {
    let given = std::env::args().find_map(|argument| argument.strip_prefix("--seconds=").map(str::to_owned));
    let seconds: f64 = given.map_or(3.0, |seconds| seconds.parse().expect("seconds"));
    let word = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    for (name, channels, layers) in FLOWS.into_iter().filter(|(name, ..)| name.contains(&word)) {
        let mut events = vec![0.0; ROWS * channels * 28 * 28];
        Noise::new(1, Purpose::Data).fill_uniform(0, 0, 1, &mut events);
        events.iter_mut().for_each(|pixel| *pixel *= 255.0);
        let layers = layers.join("\n  - ");
        let yaml = format!("flow: Images\nevent: [{channels}, 28, 28]\nlayers:\n  - {layers}\n");
        for batch in [64, 256] {
            for threads in [1, 2] {
                // A thread of its own begins without working memory.
                let measure = || measure(&yaml, &events, batch, threads, seconds);
                let (milliseconds, bytes) = std::thread::scope(|scope| scope.spawn(measure).join().expect("a fit"));
                let megabytes = bytes as f64 / 1e6;
                println!(
                    "{name}, batches of {batch}, threads {threads}: {milliseconds:.1} ms a step, {megabytes:.0} MB"
                );
            }
        }
    }
}

/// Median milliseconds of a step, and the bytes that are held.
fn measure(yaml: &str, events: &[f64], batch_size: usize, threads: usize, seconds: f64) -> (f64, usize) {
    let mut flow = Engine::<f32>::new(&compiled(yaml), 1);
    let region = Region::new(ALLOCATOR);
    let options = FitOptions { batch_size, threads: Some(threads), ..FitOptions::default() };
    let mut trainer = Trainer::new(&mut flow, &Data { events, contexts: &[] }, &options).expect("a fit");
    let batches: Vec<Vec<usize>> = (0..ROWS).collect::<Vec<_>>().chunks(batch_size).map(<[_]>::to_vec).collect();
    let mut times = Vec::new();
    let start = Instant::now();
    while times.len() < 4 || start.elapsed().as_secs_f64() < seconds {
        let begin = Instant::now();
        assert!(trainer.step(&mut flow, &batches[times.len() % batches.len()]).is_finite());
        times.push(begin.elapsed().as_secs_f64() * 1e3);
    }
    let change = region.change();
    times.sort_by(f64::total_cmp);
    (times[times.len() / 2], change.bytes_allocated - change.bytes_deallocated)
}

//! Workloads W1 to W3 of the peers' benchmark: `cargo bench -p flow-tests --bench training_step`.
//!
//! One JSON line a measurement, with the keys of the peers' benchmark: median, 10th and 90th percentile in microseconds. A training
//! step is forward, backward, Adam and the preparation of the new weights; `sample` includes the log-density.

use std::hint::black_box;
use std::time::Instant;

use flow_runtime::evaluate::{Rows, What, run};
use flow_runtime::fit::{Data, FitOptions, Trainer};
use flow_runtime::flow;
use flow_runtime::generators::{Generator, TwoMoons};
use flow_runtime::noise::{Noise, Purpose};
use flow_runtime::program::Program;

flow! {
    pub struct W1<2> {
        layers: [real_nvp(couplings = 8, transformer = affine(bound = 1.0), conditioner = mlp(hidden = [64, 64]))],
    }
}

flow! {
    pub struct W2<8> {
        layers: [maf(layers = 5, conditioner = made(hidden = [100, 100]))],
    }
}

flow! {
    pub struct W3<43> {
        layers: [maf(layers = 5, conditioner = made(hidden = [512, 512]))],
    }
}

const ROWS: usize = 16_384;

fn main() {
    let moons = TwoMoons::new(0.1).expect("noise in range").draw(ROWS, 0, 0).values;
    workload("W1", W1::new(1), &moons, 256);
    workload("W2", W2::new(1), &normals(8), 512);
    workload("W3", W3::new(1), &normals(43), 512);
}

fn normals(columns: usize) -> Vec<f64> {
    let mut rows = vec![0.0; ROWS * columns];
    Noise::new(1, Purpose::Data).fill_normal(0, 0, columns, &mut rows);
    rows
}

fn workload<P: Program<f32>>(name: &str, flow: P, rows: &[f64], batch: usize) {
    let size = P::description().size();
    for threads in [1, 2] {
        let mut flow = flow.clone();
        let options = FitOptions { batch_size: batch, threads: Some(threads), ..FitOptions::default() };
        let data = Data { events: rows, contexts: &[] };
        let mut trainer = Trainer::new(&mut flow, &data, &options).expect("a trainer");
        let batches: Vec<Vec<usize>> = (0..16).map(|b| (b * batch..(b + 1) * batch).collect()).collect();
        let mut next = 0;
        measure(name, "train", threads, batch, || {
            black_box(trainer.step(&mut flow, &batches[next % 16]));
            next += 1;
        });
    }
    for batch in [1, 256] {
        let rows: Vec<f32> = rows[..size * batch].iter().map(|v| *v as f32).collect();
        let (mut out, mut number) = (vec![0.0; size * batch], vec![0.0; batch]);
        let rows = Rows::of_data(&rows, &[]);
        measure(name, "logp", 1, batch, || run(black_box(&flow), What::LogProb, rows, &mut [], &mut number));
        measure(name, "sample", 1, batch, || run(black_box(&flow), What::ForwardLogProb, rows, &mut out, &mut number));
    }
}

fn measure(workload: &str, metric: &str, threads: usize, batch: usize, mut step: impl FnMut()) {
    let start = Instant::now();
    let mut warm = 0;
    while start.elapsed().as_secs_f64() < 0.3 {
        step();
        warm += 1;
    }
    let inner = (warm / 300).max(1);
    let mut times: Vec<f64> = Vec::new();
    let start = Instant::now();
    while start.elapsed().as_secs_f64() < 1.5 {
        let one = Instant::now();
        (0..inner).for_each(|_| step());
        times.push(one.elapsed().as_secs_f64() / inner as f64 * 1e6);
    }
    times.sort_by(f64::total_cmp);
    let at = |p: f64| times[((p * times.len() as f64) as usize).min(times.len() - 1)];
    println!(
        "{{\"workload\": \"{workload}\", \"peer\": \"flow\", \"metric\": \"{metric}\", \"batch\": {batch}, \"threads\": {threads}, \
         \"us\": {:.2}, \"us_p10\": {:.2}, \"us_p90\": {:.2}}}",
        at(0.5),
        at(0.1),
        at(0.9)
    );
}

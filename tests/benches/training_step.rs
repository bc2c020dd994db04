//! Workload W1 on one thread and on two: `cargo bench -p flow-tests --bench training_step`.
//!
//! One JSON line a measurement, with the keys of the peers' benchmark: median, 10th and 90th percentile in microseconds. Rows are
//! prepared before; a step is forward, backward, Adam and the preparation of the new weights.

use std::hint::black_box;
use std::time::Instant;

use flow_runtime::evaluate::{Rows, What, run};
use flow_runtime::fit::{Data, FitOptions, Trainer};
use flow_runtime::flow;
use flow_runtime::generators::{Generator, TwoMoons};
use flow_runtime::program::Program;

flow! {
    pub struct W1<2> {
        layers: [real_nvp(couplings = 8, transformer = affine(bound = 1.0), conditioner = mlp(hidden = [64, 64]))],
    }
}

const ROWS: usize = 32_768;
const BATCH: usize = 256;

fn main() {
    let table = TwoMoons::new(0.1).expect("noise in range").draw(ROWS, 0, 0);
    for threads in [1, 2] {
        let mut flow = W1::new(1);
        let data = Data { events: &table.values, contexts: &[] };
        let options = FitOptions { batch_size: BATCH, threads: Some(threads), ..FitOptions::default() };
        let mut trainer = Trainer::new(&mut flow, &data, &options).expect("a trainer");
        let batches: Vec<Vec<usize>> = (0..32).map(|b| (b * BATCH..(b + 1) * BATCH).collect()).collect();
        let mut next = 0;
        measure("train", threads, BATCH, || {
            black_box(trainer.step(&mut flow, &batches[next % 32]));
            next += 1;
        });
    }
    let flow = W1::new(1);
    for batch in [1, 256] {
        let rows: Vec<f32> = table.values[..2 * batch].iter().map(|v| *v as f32).collect();
        let mut log_prob = vec![0.0; batch];
        measure("logp", 1, batch, || {
            run(black_box(&flow), What::LogProb, Rows::of_data(&rows, &[]), &mut [], &mut log_prob)
        });
    }
    assert_eq!(W1::<f32>::description().size(), 2);
}

fn measure(metric: &str, threads: usize, batch: usize, mut step: impl FnMut()) {
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
        "{{\"workload\": \"W1\", \"peer\": \"flow\", \"metric\": \"{metric}\", \"batch\": {batch}, \"threads\": {threads}, \"us\": {:.2}, \"us_p10\": {:.2}, \"us_p90\": {:.2}}}",
        at(0.5),
        at(0.1),
        at(0.9)
    );
}

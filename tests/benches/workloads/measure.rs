//! Times of one workload, as JSON lines.

use std::hint::black_box;
use std::thread;
use std::time::Instant;

use flow_runtime::__private::engine::batch::{Rows, Units, What, run};
use flow_runtime::__private::engine::rows::sample;
use flow_runtime::__private::{Contraction, Program, Reduction, Targeted};
use flow_runtime::fit::{
    Control, Data, Declared, FitOptions, Progress, ReverseKl, StepReport, Trainer, fit_reverse_kl,
};

use crate::peak::{burst, peak};

/// Batches of the evaluations.
const BATCHES: [usize; 3] = [1, 256, 16_384];

/// Seconds of one turn, where measurements take turns.
const ROUND: f64 = 0.05;

/// Products with each weight in a training step: forward, cotangent of what is read, cotangent of the weight.
const PRODUCTS: usize = 3;

pub struct Workload<'a> {
    pub name: &'a str,
    /// How the flow is computed: `flow` as compiled code, `engine` by its plans.
    pub peer: &'a str,
    /// None for a fit without data.
    pub rows: &'a [f64],
    /// Rows of a training step.
    pub batch: usize,
    pub threads: usize,
    /// Time spent on each figure.
    pub seconds: f64,
    /// Which of `train`, `logp` and `sample` are wanted.
    pub metrics: [bool; 3],
}

impl Workload<'_> {
    pub fn run<P: Program<f32>>(&self, flow: P, train: impl Fn(&Self, P)) {
        let [training, logp, sampling] = self.metrics;
        if training {
            train(self, flow.clone());
        }
        let size = flow.program_member().size();
        for batch in BATCHES {
            let mut number = vec![0.0; batch];
            if logp && !self.rows.is_empty() {
                let rows: Vec<f32> = self.rows[..size * batch].iter().map(|v| *v as f32).collect();
                let rows = Rows::of_data(&rows, &[]);
                let times = self.times(|| run(black_box(&flow), What::LogProb, rows, &mut [], &mut number));
                self.line("logp", batch, &times, "");
            }
            if sampling {
                let times = self.times(|| drop(black_box(sample(&flow, 0, batch, &[], Units::Data, 7))));
                self.line("sample", batch, &times, "");
            }
        }
    }

    /// Steps of training. The peak is measured before and after, so that it saw the same machine.
    pub fn train<P: Program<f32>>(&self, mut flow: P) {
        let options = FitOptions { batch_size: self.batch, threads: Some(self.threads), ..FitOptions::default() };
        let data = Data { events: self.rows, contexts: &[] };
        let mut trainer = Trainer::new(&mut flow, &data, &options).expect("a trainer");
        let batches: Vec<Vec<usize>> = (0..16).map(|b| (b * self.batch..(b + 1) * self.batch).collect()).collect();
        let mut next = 0;
        let before = peak::<f32>(0.2);
        let on_processor = on_processor();
        let times = self.times(|| {
            black_box(trainer.step(&mut flow, &batches[next % 16]));
            next += 1;
        });
        let on_processor = self::on_processor().zip(on_processor).map(|(end, start)| end - start);
        let peak = before.max(peak::<f32>(0.2));
        let work = (PRODUCTS * weights(&flow) * self.batch) as f64;
        // At the 10th percentile: the machine may be shared, and the peak is the best of its moments too.
        let of_peak = work / (at(&times, 0.1) * 1e-6) / peak;
        let mut more = format!(", \"peak_gflops\": {:.1}, \"of_peak\": {of_peak:.3}", 2e-9 * peak);
        if let (Some(time), 1) = (on_processor, self.threads) {
            more += &format!(", \"cpu_us\": {:.3}", time * 1e6 / next as f64);
        }
        if self.threads > 1 {
            let [steps, peak] = self.gains(flow, trainer, &options);
            more += &format!(", \"gain\": {steps:.2}, \"peak_gain\": {peak:.2}");
        }
        self.line("train", self.batch, &times, &more);
    }

    /// How many times as fast several threads are as one: in steps, and in multiply-adds in registers. Medians over rounds in which
    /// all four take turns, since a shared machine is another one a second later.
    fn gains<P: Program<f32>>(&self, mut flow: P, mut trainer: Trainer<f32>, options: &FitOptions) -> [f64; 2] {
        let data = Data { events: self.rows, contexts: &[] };
        let mut alone = flow.clone();
        let options = FitOptions { threads: Some(1), ..options.clone() };
        let mut one = Trainer::new(&mut alone, &data, &options).expect("a trainer");
        let batch: Vec<usize> = (0..self.batch).collect();
        let rounds = (self.seconds / (4.0 * ROUND)).ceil().max(5.0) as usize;
        let [mut steps, mut peak] = [Vec::new(), Vec::new()];
        for _ in 0..rounds {
            let several = rate(|| taken(trainer.step(&mut flow, &batch)));
            let single = rate(|| taken(one.step(&mut alone, &batch)));
            steps.push(several / single);
            peak.push(bursts(self.threads) / bursts(1));
        }
        [steps, peak].map(|mut gains| {
            gains.sort_by(f64::total_cmp);
            at(&gains, 0.5)
        })
    }

    /// Steps of a fit to the flow's own target, from one call of the observer to the next. An epoch's first step is left out, since the
    /// judgement of the epoch before falls into it.
    pub fn train_without_data<P: Targeted<f32>>(&self, mut flow: P) {
        let options = FitOptions {
            batch_size: self.batch,
            threads: Some(self.threads),
            steps: Some(usize::MAX >> 1),
            ..FitOptions::default()
        };
        let declared = Declared::of(&flow);
        let objective = ReverseKl { validation_draws: 1, ..ReverseKl::default() };
        let (begin, mut times, mut last) = (Instant::now(), Vec::new(), None);
        let mut observer = |progress: &Progress<'_, P>| {
            let (now, seconds) = (Instant::now(), begin.elapsed().as_secs_f64());
            if let (Some(last), true) = (last, seconds > 0.2 * self.seconds) {
                times.push(now.duration_since(last).as_secs_f64() * 1e6);
            }
            last = progress.finished.is_none().then_some(now);
            if seconds > 1.2 * self.seconds && times.len() > 4 { Control::Stop } else { Control::Continue }
        };
        fit_reverse_kl(&mut flow, &declared, &[], &objective, &options, &mut observer).expect("a fit");
        times.sort_by(f64::total_cmp);
        self.line("train", self.batch, &times, "");
    }

    /// Times of many calls in microseconds, ascending; calls that the clock is too coarse for are timed together.
    fn times(&self, mut call: impl FnMut()) -> Vec<f64> {
        let (start, mut warm) = (Instant::now(), 0);
        while start.elapsed().as_secs_f64() < 0.2 * self.seconds {
            call();
            warm += 1;
        }
        let per_call = start.elapsed().as_secs_f64() / f64::from(warm);
        let together = (2e-4 / per_call).clamp(1.0, 1e6) as usize;
        let (begin, mut times) = (Instant::now(), Vec::new());
        while begin.elapsed().as_secs_f64() < self.seconds || times.len() < 5 {
            let start = Instant::now();
            (0..together).for_each(|_| call());
            times.push(start.elapsed().as_secs_f64() / together as f64 * 1e6);
        }
        times.sort_by(f64::total_cmp);
        times
    }

    fn line(&self, metric: &str, batch: usize, times: &[f64], more: &str) {
        println!(
            "{{\"workload\": \"{}\", \"peer\": \"{}\", \"threads\": {}, \"metric\": \"{metric}\", \"batch\": {batch}, \
             \"us\": {:.3}, \"us_p10\": {:.3}, \"us_p90\": {:.3}{more}}}",
            self.name,
            self.peer,
            self.threads,
            at(times, 0.5),
            at(times, 0.1),
            at(times, 0.9)
        );
    }
}

/// Seconds that this thread has been on a processor, where the system tells: on a shared machine less than what a clock shows.
fn on_processor() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse::<f64>().ok().map(|nanoseconds| nanoseconds * 1e-9)
}

/// Multiply-adds in registers per second of several threads at once: all that they did over the time that it took.
fn bursts(threads: usize) -> f64 {
    thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(|| rate(burst::<f32>))).collect();
        rate(burst::<f32>) + others.into_iter().map(|other| other.join().expect("no panic")).sum::<f64>()
    })
}

/// Does some work for one turn: how much of it per second.
fn rate(mut work: impl FnMut() -> f64) -> f64 {
    let (begin, mut done) = (Instant::now(), 0.0);
    while begin.elapsed().as_secs_f64() < ROUND {
        done += work();
    }
    done / begin.elapsed().as_secs_f64()
}

/// One step, as work.
fn taken(step: StepReport) -> f64 {
    black_box(step);
    1.0
}

/// A quantile of ascending times.
fn at(times: &[f64], quantile: f64) -> f64 {
    times[((quantile * times.len() as f64) as usize).min(times.len() - 1)]
}

/// Weights of all networks that are not masked: the entries of matrices that are summed over a batch.
fn weights<P: Program<f32>>(flow: &P) -> usize {
    let entries = |reduction: &Reduction| match *reduction {
        Reduction::Outer { of: Contraction::Matrix(None), rows, columns, .. } => rows * columns,
        Reduction::Outer { of: Contraction::Matrix(Some(stairs)), rows, .. } => {
            (0..rows).map(|r| stairs.reach(r)).sum()
        }
        Reduction::Outer { of: Contraction::Window(window), .. } => window.weight_len(),
        Reduction::Sum { .. } => 0,
    };
    let layers = &flow.program_state().layout().layers;
    let of_layer = |declared: usize| {
        flow.program_description().layers[declared]
            .density
            .iter()
            .flat_map(|density| density.reductions)
            .map(entries)
            .sum::<usize>()
    };
    layers.iter().map(|placed| of_layer(placed.declared)).sum()
}

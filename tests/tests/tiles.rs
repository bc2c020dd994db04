//! Gradients of flows with windows, which are summed tile by tile: the same bits on any number of
//! threads, the sum of the rows' own, and the slopes of what a batch is measured by.

use flow_compiler::plan::{Place, ProgramPlan};
use flow_engine::{Engine, Number};
use flow_runtime::__private::{Parametric, Program};
use flow_runtime::__private::engine::backward::gradient::{Batch, Gradient};
use flow_runtime::__private::engine::construct::set_parameters;
use flow_runtime::__private::engine::workers::Workers;
use flow_runtime::Real;
use flow_runtime::fit::{Control, Data, Declared, FitOptions, ReverseKl, fit, fit_reverse_kl};
use flow_runtime::noise::{Noise, Purpose};
use flow_tests::numbers::{Stream, close, derivative};
use flow_tests::oracle::compiled;

/// Batches of one tile and of several, of less than a vector and with rows to spare, of one tile in each group and of more.
const BATCHES: [usize; 8] = [1, 5, 16, 65, 100, 257, 512, 700];

const PLAIN: &str = "
flow: Plain
event: [1, 4, 6]
layers:
  - coupling: {split: checkerboard, conditioner: {conv: {hidden: [5], kernels: [3]}}}
  - actnorm
  - coupling: {split: checkerboard, swap: true, conditioner: {residual_conv: {hidden: 3, blocks: 1}}}
";

/// Two layers that measure the batch. Towards the data each is followed by one that is undone from what it keeps.
const MEASURED: &str = "
flow: Measured
event: [2, 2, 4]
context: {size: 2, embedding: {mlp: {hidden: [4], activation: tanh}}, outputs: 3}
base: {student_t: {degrees_of_freedom: 4.0, location: learned}}
layers:
  - batch_norm: {epsilon: 0.5}
  - leaky_relu
  - actnorm
  - coupling: {split: channels, conditioner: {conv: {hidden: [3], activation: tanh}}}
  - coupling: {split: checkerboard, conditioner: {conv: {hidden: [3], activation: tanh, dropout: 0.2}}}
  - batch_norm: {epsilon: 0.5}
  - leaky_relu
  - actnorm
";

/// Layers that map a part of the event alone, one of which measures the batch. Scales are near 1, so that
/// differences are of numbers that are not large.
const SCALES: &str = "
flow: Scales
event: [4, 2, 4]
layers:
  - coupling: {split: channels, transformer: {affine: {bound: 1.0}}, conditioner: {conv: {hidden: [3], activation: tanh}}}
  - batch_norm: {epsilon: 0.5}
  - leaky_relu
  - factor_out: {conditioner: {conv: {hidden: [3], activation: tanh}}}
  - coupling: {split: channels, transformer: {affine: {bound: 1.0}}, conditioner: {conv: {hidden: [3], activation: tanh}}}
  - batch_norm: {epsilon: 0.5}
  - leaky_relu
";

/// Channels leave twice, and layers are undone from what others keep, also at the ends of stretches.
const DEEP: &str = "
flow: Deep
event: [2, 8, 8]
context: {size: 2, embedding: {mlp: {hidden: [4], activation: tanh}}, outputs: 3}
base: {student_t: {degrees_of_freedom: 4.0, location: learned}}
layers:
  - repeat: {times: 2, layers: [leaky_relu, actnorm, {coupling: {split: channels, conditioner: {conv: {hidden: [3], activation: tanh, dropout: 0.2}}}}]}
  - factor_out: {conditioner: {conv: {hidden: [3], activation: tanh}}}
  - leaky_relu
  - actnorm
  - glow: {levels: 2, steps: 2, conditioner: {conv: {hidden: [4], activation: tanh}}}
";

/// Rows for a flow, with a start that is not the declared one.
struct Rows<T> {
    events: Vec<T>,
    contexts: Vec<T>,
    weights: Vec<T>,
}

fn rows<T: Real>(flow: &impl Program<T>, rows: usize) -> Rows<T> {
    let d = flow.program_member();
    let mut stream = Stream::new(rows as u64);
    let mut numbers = |n: usize| -> Vec<T> { stream.normals(n, 1.2).into_iter().map(T::from_f64).collect() };
    let (events, contexts) = (numbers(rows * d.size()), numbers(rows * d.context));
    let weights = numbers(rows).into_iter().map(|w| T::from_f64((1.0 + w.to_f64().abs()) / rows as f64)).collect();
    Rows { events, contexts, weights }
}

fn engine<T: Number>(yaml: &str) -> Engine<T> {
    let mut flow = Engine::<T>::new(&compiled(yaml), 1);
    let mut stream = Stream::new(3);
    let moved = |p: &T| T::from_f64(p.to_f64() + 0.3 * stream.normal());
    let mut parameters: Vec<T> = flow.program_state().parameters().iter().map(moved).collect();
    for meeting in &flow.program_state().layout().meetings {
        meeting.variance().into_iter().for_each(|range| parameters[range].fill(T::ONE));
    }
    set_parameters(&mut flow, &parameters).expect("finite numbers");
    flow
}

/// All that a training step learns of a batch, with the statistics that it leaves.
fn trained<T: Number>(flow: &Engine<T>, rows: &Rows<T>, threads: usize) -> Vec<T> {
    let (mut flow, workers) = (flow.clone(), Workers::new(Some(threads)).expect("threads"));
    let chosen: Vec<usize> = (0..rows.weights.len()).collect();
    let noise = Noise::new(4, Purpose::Dropout);
    let Rows { events, contexts, weights } = rows;
    let batch = Batch { events, images: None, contexts, rows: &chosen, weights, dropout: Some((&noise, 7)) };
    let mut gradient = Gradient::new(&flow, chosen.len(), true, &workers);
    workers.install(|| gradient.train(&mut flow, batch, &workers));
    let statistics = flow.program_state().parameters();
    [gradient.log_prob(), gradient.parameters(), gradient.event(), gradient.context(), statistics].concat()
}

fn have_the_same_bits<T: Number>(yaml: &str) {
    let flow = engine::<T>(yaml);
    for batch in BATCHES {
        let rows = rows(&flow, batch);
        let bits = |threads| -> Vec<u64> {
            trained(&flow, &rows, threads).iter().map(|number| number.to_f64().to_bits()).collect()
        };
        let one = bits(1);
        assert!(one.iter().filter(|bits| **bits != 0).count() > one.len() / 2, "most numbers are not 0");
        for threads in [2, 3, 5] {
            assert!(bits(threads) == one, "{batch} rows on {threads} threads in {}:\n{yaml}", T::NAME);
        }
    }
}

#[test]
fn gradients_have_the_same_bits_on_any_number_of_threads() {
    for yaml in [PLAIN, MEASURED, SCALES] {
        have_the_same_bits::<f32>(yaml);
        have_the_same_bits::<f64>(yaml);
    }
}

/// All that a gradient consists of, where tiles keep at most so many numbers of tape for a row.
fn between_checkpoints<T: Number>(flow: &Engine<T>, rows: &Rows<T>, threads: usize, most: usize) -> Vec<u64> {
    let workers = Workers::new(Some(threads)).expect("threads");
    let chosen: Vec<usize> = (0..rows.weights.len()).collect();
    let noise = Noise::new(4, Purpose::Dropout);
    let Rows { events, contexts, weights } = rows;
    let batch = Batch { events, images: None, contexts, rows: &chosen, weights, dropout: Some((&noise, 7)) };
    let mut gradient = Gradient::with_most_tape(flow, chosen.len(), true, &workers, most);
    // Twice, since the first must leave nothing behind.
    workers.install(|| (0..2).for_each(|_| gradient.run(flow, batch, &workers)));
    let all = [gradient.log_prob(), gradient.parameters(), gradient.event(), gradient.context()].concat();
    all.iter().map(|number| number.to_f64().to_bits()).collect()
}

#[test]
fn walks_between_checkpoints_give_the_bits_of_one_walk() {
    fn check<T: Number>(yaml: &str) {
        let flow = engine::<T>(yaml);
        let tape = flow.program_state().layout().density_tape;
        let mut numbers = Vec::new();
        for batch in [1, 65, 257] {
            let rows = rows(&flow, batch);
            let whole = between_checkpoints(&flow, &rows, 1, usize::MAX);
            assert!(whole.iter().filter(|bits| **bits != 0).count() > whole.len() / 2, "most numbers are not 0");
            // From one stretch to one for each layer.
            for most in [tape - 1, tape / 2, tape / 3, tape / 7, 1] {
                numbers.push(flow.program_state().layout().by_stretches(most).stretches.len());
                for threads in [1, 3] {
                    let found = between_checkpoints(&flow, &rows, threads, most);
                    assert!(
                        found == whole,
                        "{batch} rows, {most} of {tape} on {threads} threads, {}:\n{yaml}",
                        T::NAME
                    );
                }
            }
        }
        let is_long = yaml == DEEP;
        assert!(
            numbers.iter().any(|n| (2..5).contains(n)) && is_long == numbers.contains(&33),
            "{numbers:?} stretches"
        );
    }
    for yaml in [PLAIN, DEEP] {
        check::<f32>(yaml);
        check::<f64>(yaml);
    }
}

/// Starts that a first batch is measured for are the same, wherever stretches end.
#[test]
fn what_enters_a_layer_does_not_depend_on_checkpoints() {
    let flow = engine::<f64>(DEEP);
    let layout = flow.program_state().layout().clone();
    let rows = rows(&flow, 65);
    let chosen: Vec<usize> = (0..65).collect();
    let Rows { events, contexts, weights } = &rows;
    let batch = Batch { events, images: None, contexts, rows: &chosen, weights, dropout: None };
    let moments = |most: usize| {
        let mut gradient = Gradient::with_most_tape(&flow, 65, false, &Workers::Here, most);
        let mut end = layout.chain().end;
        let mut found = Vec::new();
        for (k, meeting) in layout.meetings.iter().rev().enumerate() {
            let layers = meeting.layer + 1..end;
            found.push(gradient.entering(&flow, batch, meeting, layers, k == 0, &Workers::Here));
            end = meeting.layer + 1;
        }
        gradient.run(&flow, batch, &Workers::Here);
        (found, gradient.parameters().to_vec())
    };
    let whole = moments(usize::MAX);
    assert!(whole.0.len() > 5, "{} layers measure what enters them", whole.0.len());
    for most in [layout.density_tape / 2, layout.density_tape / 7, 1] {
        assert!(moments(most) == whole, "{most} of {}", layout.density_tape);
    }
}

/// The gradient of rows, by the statistics that the flow has: by parameters, events and contexts.
fn gradient(flow: &Engine<f64>, rows: &Rows<f64>, chosen: &[usize], weights: &[f64]) -> [Vec<f64>; 3] {
    let Rows { events, contexts, .. } = rows;
    let mut gradient = Gradient::new(flow, chosen.len(), true, &Workers::Here);
    let batch = Batch { events, images: None, contexts, rows: chosen, weights, dropout: None };
    gradient.run(flow, batch, &Workers::Here);
    let d = flow.program_member();
    let (events, contexts) = (chosen.len() * d.size(), chosen.len() * d.context);
    [gradient.parameters().to_vec(), gradient.event()[..events].to_vec(), gradient.context()[..contexts].to_vec()]
}

#[test]
fn the_gradient_of_a_batch_is_the_sum_of_those_of_its_rows() {
    for yaml in [PLAIN, MEASURED, SCALES] {
        let flow = engine::<f64>(yaml);
        for batch in BATCHES {
            let rows = rows(&flow, batch);
            // A batch need not have its rows in order, and may have fewer than there is memory for.
            let chosen: Vec<usize> = (0..batch).rev().collect();
            let found = gradient(&flow, &rows, &chosen, &rows.weights);
            let mut sums: [Vec<f64>; 3] = [vec![0.0; found[0].len()], Vec::new(), Vec::new()];
            for (row, weight) in chosen.iter().zip(&rows.weights) {
                let [parameters, event, context] = gradient(&flow, &rows, &[*row], &[*weight]);
                sums[0].iter_mut().zip(parameters).for_each(|(sum, term)| *sum += term);
                sums[1].extend(event);
                sums[2].extend(context);
            }
            for (found, expected) in found.iter().flatten().zip(sums.iter().flatten()) {
                assert!(close(*found, *expected, 1e-10), "{found} of {batch} rows, {expected} row by row:\n{yaml}");
            }
        }
    }
}

#[test]
fn a_smaller_batch_has_the_gradient_that_it_has_alone_up_to_rounding() {
    let flow = engine::<f64>(PLAIN);
    let rows = rows(&flow, 700);
    let mut memory = Gradient::new(&flow, 700, false, &Workers::Here);
    let all: Vec<usize> = (0..700).collect();
    for batch in [700, 130, 3, 700] {
        let (events, weights, chosen) = (&rows.events, &rows.weights[..batch], &all[..batch]);
        memory.run(
            &flow,
            Batch { events, images: None, contexts: &[], rows: chosen, weights, dropout: None },
            &Workers::Here,
        );
        let [alone, ..] = gradient(&flow, &rows, chosen, weights);
        let pairs = || memory.parameters().iter().zip(&alone);
        assert!(pairs().all(|(a, b)| close(*a, *b, 1e-10)), "{batch} rows in memory for 700");
    }
}

/// True if the cotangents of a layer, by its number, begin with what the next layer keeps.
fn reads_its_result(yaml: &str, layer: usize) -> bool {
    let compiled = compiled(yaml);
    let planned = ProgramPlan::new(compiled.program());
    let reverse = planned.kinds[planned.placed()[layer].kind].density.reverse.as_ref().expect("cotangents");
    reverse.vjp.buffers.iter().any(|buffer| buffer.place == Place::Result)
}

/// With batch norms a stretch of layers is walked out again before it is walked back.
#[test]
fn gradients_go_through_the_moments_of_the_batch() {
    [MEASURED, SCALES].into_iter().for_each(go_through_the_moments);
}

fn go_through_the_moments(yaml: &str) {
    let flow = engine::<f64>(yaml);
    let layout = flow.program_state().layout().clone();
    for meeting in layout.meetings.iter().filter(|meeting| meeting.is_statistic()) {
        assert!(reads_its_result(yaml, meeting.layer + 1), "what a layer keeps that is not walked is read");
    }
    let is_statistic = |k: usize| {
        let of = |range: Option<std::ops::Range<usize>>| range.is_some_and(|range| range.contains(&k));
        layout.meetings.iter().any(|meeting| of(meeting.mean()) || of(meeting.variance()))
    };
    let parameters = flow.program_state().parameters().to_vec();
    for batch in [40, 600] {
        let rows = rows(&flow, batch);
        let found = &trained(&flow, &rows, 1)[batch..];
        let loss = |parameters: &[f64]| {
            let mut flow = flow.clone();
            set_parameters(&mut flow, parameters).expect("finite numbers");
            let log_prob = trained(&flow, &rows, 1);
            vec![log_prob.iter().zip(&rows.weights).map(|(l, w)| l * w).sum()]
        };
        // Each difference takes two walks of all rows.
        let step = if batch > 100 { 7 } else { 1 };
        for (k, found) in found[..parameters.len()].iter().enumerate().step_by(step) {
            let expected = if is_statistic(k) { 0.0 } else { derivative(loss, &parameters, k)[0] };
            assert!(close(*found, expected, 1e-6), "parameter {k}: {found} and {expected} numerically");
        }
    }
}

#[test]
fn fits_end_with_the_same_bits_on_any_number_of_threads() {
    let mut stream = Stream::new(8);
    let (events, contexts) = (stream.normals(16 * 400, 1.3), stream.normals(2 * 400, 1.0));
    let fitted = |threads: usize| {
        let mut flow = engine::<f32>(MEASURED);
        let options = FitOptions { epochs: 2, batch_size: 150, threads: Some(threads), ..FitOptions::default() };
        fit(&mut flow, &Data { events: &events, contexts: &contexts }, &options).expect("a fit");
        flow.program_state().parameters().to_vec()
    };
    assert!(fitted(1) == fitted(2) && fitted(1) == fitted(3));
}

#[test]
fn fits_without_data_end_with_the_same_bits_on_any_number_of_threads() {
    // Without data there is nothing that an `actnorm` could measure.
    let plain = PLAIN.replace("actnorm", "affine");
    let yaml = format!("{plain}train: {{objective: {{reverse_kl: {{target: \"-0.5 * square(norm(x) - 2)\"}}}}}}\n");
    let begin = engine::<f32>(&yaml);
    let fitted = |threads: usize| {
        let mut flow = begin.clone();
        let options = FitOptions { steps: Some(5), batch_size: 200, threads: Some(threads), ..FitOptions::default() };
        let objective = ReverseKl { validation_draws: 300, ..ReverseKl::default() };
        let target = Declared::of(&begin);
        fit_reverse_kl(&mut flow, &target, &[], &objective, &options, &mut |_| Control::Continue).expect("a fit");
        flow.program_state().parameters().to_vec()
    };
    assert!(begin.program_state().parameters() != fitted(1), "something is learned");
    assert!(fitted(1) == fitted(2) && fitted(1) == fitted(3));
}

//! Memory: after the first calls, none is asked for inside a training step, of one thread or several, or a log-density; and what a
//! flow of images takes does not grow with the activations of a batch, and images stay bytes.

use flow_engine::Engine;
use flow_runtime::__private::{Parametric, Program};
use flow_runtime::__private::engine::backward::gradient::{Batch, Gradient};
use flow_runtime::__private::engine::batch::{Rows, What, run};
use flow_runtime::__private::engine::workers::Workers;
use flow_runtime::data::{Binarize, Column, ColumnKind, Columns, FileRows, read, write_npy_bytes};
use flow_runtime::fit::{Control, Data, Feed, FitOptions, Trainer, fit_with};
use flow_runtime::noise::{Noise, Purpose};
use flow_runtime::{ConditionalFlow, Density, Flow, flow, nalgebra};
use flow_tests::oracle::compiled;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

flow! {
    pub struct Couplings<4> {
        layers: [
            repeat(times = 2, layers = [coupling(conditioner = mlp(hidden = [20, 12])), reverse]),
            coupling(transformer = rational_quadratic_spline(bins = 4), conditioner = mlp(hidden = [8])),
        ],
    }
}

flow! {
    pub struct Masked<5> { layers: [maf(layers = 2, conditioner = made(hidden = [40, 30])), lu_linear, planar] }
}

flow! {
    pub struct Given<3, context = 2> {
        layers: [coupling(conditioner = mlp(hidden = [20, 12])), reverse, coupling(conditioner = mlp(hidden = [8]))],
    }
}

const COUPLINGS: &str = "
flow: Couplings
event: 4
layers:
  - {repeat: {times: 2, layers: [{coupling: {conditioner: {mlp: {hidden: [20, 12]}}}}, reverse]}}
  - {coupling: {transformer: {rational_quadratic_spline: {bins: 4}}, conditioner: {mlp: {hidden: [8]}}}}
";
const MASKED: &str = "
flow: Masked
event: 5
layers: [{maf: {layers: 2, conditioner: {made: {hidden: [40, 30]}}}}, lu_linear, planar]
";

const IMAGES: &str = "
flow: Images
event: [1, 12, 12]
layers:
  - real_nvp: {couplings: 2, conditioner: {conv: {hidden: [6]}}}
  - actnorm
";

/// Allocations, also those that move memory, while `calls` runs.
fn allocations(mut calls: impl FnMut()) -> usize {
    let region = Region::new(ALLOCATOR);
    calls();
    let change = region.change();
    change.allocations + change.reallocations
}

fn none_in_steps_and_densities<P: Flow<f32, D>, const D: usize>(mut flow: P, yaml: &str) {
    let mut engine = Engine::<f32>::new(&compiled(yaml), 1);
    none_in_steps(&mut engine, "of the engine");
    none_in_steps(&mut flow, "compiled");
    none_in_densities(flow);
}

fn events(size: usize) -> Vec<f64> {
    let mut events = vec![0.0; 300 * size];
    Noise::new(1, Purpose::Data).fill_normal(0, 0, size, &mut events);
    events
}

fn none_in_steps<P: Program<f32>>(flow: &mut P, how: &str) {
    let (name, events) = (flow.program_description().name, events(flow.program_member().size()));
    let batches: Vec<Vec<usize>> = (0..3).map(|k| (100 * k..100 * (k + 1)).collect()).collect();
    for threads in 1..3 {
        let options = FitOptions { batch_size: 100, threads: Some(threads), ..FitOptions::default() };
        let mut trainer = Trainer::new(flow, &Data { events: &events, contexts: &[] }, &options).unwrap();
        let mut step = |k: usize| assert!(trainer.step(flow, &batches[k % 3]).is_finite());
        // A thread asks for its working memory when it first gets some work, whenever that is; the queue through which a step enters a pool
        // takes a block now and then. Steps that ask for memory themselves do so every time.
        let least = (0..20).map(|_| allocations(|| (0..6).for_each(&mut step))).min();
        assert_eq!(least, Some(0), "in 6 steps of {name}, {how}, on {threads} threads");
    }
}

/// Bytes that a fit holds after a few steps on batches of so many rows, its workers' too.
fn held(yaml: &str, batch_size: usize) -> usize {
    let fit = || {
        let mut flow = Engine::<f32>::new(&compiled(yaml), 1);
        let mut events = vec![0.0; 512 * flow.program_member().size()];
        Noise::new(1, Purpose::Data).fill_normal(0, 0, 1, &mut events);
        let options = FitOptions { batch_size, threads: Some(1), ..FitOptions::default() };
        let region = Region::new(ALLOCATOR);
        let mut trainer = Trainer::new(&mut flow, &Data { events: &events, contexts: &[] }, &options).unwrap();
        let batch: Vec<usize> = (0..batch_size).collect();
        (0..3).for_each(|_| assert!(trainer.step(&mut flow, &batch).is_finite()));
        let change = region.change();
        change.bytes_allocated - change.bytes_deallocated
    };
    // A thread of its own begins without working memory.
    std::thread::scope(|scope| scope.spawn(fit).join().unwrap())
}

/// A step of 64 rows and one of 512 have tiles of the same size; one in eight parts of what the larger
/// one walks is kept at a time.
fn activations_of_a_batch_are_not_kept() {
    let flow = Engine::<f32>::new(&compiled(IMAGES), 1);
    let layout = flow.program_state().layout().clone();
    let (of_row, store) = (4 * layout.density_tape, 4 * (layout.parameters + layout.uniforms));
    let (few, many) = (held(IMAGES, 64), held(IMAGES, 512));
    assert!(few > 64 * of_row, "{few} bytes hold the tape of a tile");
    // Each group of tiles sums in a store of its own, and a row has the values that it takes from one
    // stretch of layers to the next.
    let carried = 4 * (flow.program_member().size() + 1);
    let room = 8 * store + 512 * (carried + 100);
    assert!(64 * of_row > 3 * room, "a tape of {of_row} bytes a row shows beside {room} bytes");
    assert!(many < few + room, "{many} bytes for 512 rows, {few} for 64, of which one has {of_row}");
}

/// Bytes that the gradient of 64 images takes, its workers' too, by a Glow of three levels of so many steps.
fn held_by_glow(steps: usize, most: usize) -> usize {
    let conditioner = "{conv: {hidden: [16], kernels: [3, 1]}}";
    let yaml = format!(
        "flow: G\nevent: [3, 16, 16]\nlayers: [{{glow: {{levels: 3, steps: {steps}, conditioner: {conditioner}}}}}]\n"
    );
    let gradient = || {
        let flow = Engine::<f32>::new(&compiled(&yaml), 1);
        let size = flow.program_member().size();
        let mut events = vec![0.0f32; 64 * size];
        Noise::new(1, Purpose::Data).fill_normal(0, 0, 1, &mut events);
        let (rows, weights): (Vec<usize>, Vec<f32>) = ((0..64).collect(), vec![1.0; 64]);
        let batch =
            Batch { events: &events, images: None, contexts: &[], rows: &rows, weights: &weights, dropout: None };
        let region = Region::new(ALLOCATOR);
        let mut gradient = Gradient::with_most_tape(&flow, 64, false, &Workers::Here, most);
        gradient.run(&flow, batch, &Workers::Here);
        assert!(gradient.log_prob().iter().all(|log_prob| log_prob.is_finite()));
        let change = region.change();
        change.bytes_allocated - change.bytes_deallocated
    };
    // A thread of its own begins without working memory.
    std::thread::scope(|scope| scope.spawn(gradient).join().unwrap())
}

/// Four times as many steps keep four times as much; where a tile walks its chain by stretches, less than
/// twice as much.
fn long_chains_are_walked_by_stretches() {
    const MOST: usize = 1 << 15;
    let [few, many] = [8, 32].map(|steps| held_by_glow(steps, usize::MAX));
    assert!(many > 3 * few, "{many} bytes of 32 steps, {few} of 8");
    let [few, many] = [8, 32].map(|steps| held_by_glow(steps, MOST));
    assert!(many < 2 * few, "{many} bytes of 32 steps, {few} of 8 by stretches");
}

/// Bytes that are asked for, whether they are given back or not, while so many images are read from a file of bytes
/// and fitted for a few steps: at least those that live at a time.
fn asked_for_images(images: usize) -> usize {
    let mut flow = Engine::<f32>::new(&compiled(IMAGES), 1);
    let size = flow.program_member().size();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("images.npy");
    let bytes: Vec<u8> = (0..images * size).map(|k| (k * k % 251) as u8).collect();
    write_npy_bytes(&file, &[images, 1, 12, 12], &bytes).unwrap();
    let pixel = Column { name: String::new(), kind: ColumnKind::Pixel { levels: 2 } };
    let binarize = Some(Binarize::Dynamic);
    flow.program_state_mut().statistics.columns = Columns { event: vec![pixel; size], binarize, ..Columns::default() };
    let options = FitOptions { batch_size: 16, steps: Some(3), threads: Some(1), ..FitOptions::default() };
    let region = Region::new(ALLOCATOR);
    let table = read(&FileRows { in_bytes: true, ..FileRows::new(file.display().to_string()) }).unwrap();
    assert_eq!(table.bytes, bytes);
    let report = fit_with(&mut flow, Feed::Images(&table.bytes), &options, &mut |_| Control::Continue).unwrap();
    assert_eq!(report.steps, 3);
    region.change().bytes_allocated
}

/// An image takes its bytes, once where the file is read and once in the fit, and a few numbers that name it: neither
/// all images nor those of an epoch ever stand as numbers of four or eight bytes.
fn images_stay_bytes() {
    const SIZE: usize = 144;
    let (few, many) = (asked_for_images(2_000), asked_for_images(10_000));
    let of_image = (many - few) as f64 / 8_000.0;
    assert!(of_image >= 2.0 * SIZE as f64, "the count counts: {of_image} bytes an image");
    assert!(of_image < 2.0 * SIZE as f64 + 100.0, "{of_image} bytes an image of {SIZE}");
}

fn none_in_densities<P: Flow<f32, D>, const D: usize>(flow: P) {
    let (name, events) = (flow.program_description().name, events(D));

    let rows: Vec<f32> = events.iter().map(|x| *x as f32).collect();
    let (mut out, mut number) = (vec![0.0; 200 * D], vec![0.0; 200]);
    let mut both = || {
        run(&flow, What::LogProb, Rows::of_data(&rows[..200 * D], &[]), &mut [], &mut number);
        run(&flow, What::ForwardLogProb, Rows::of_data(&rows[..200 * D], &[]), &mut out, &mut number);
    };
    both();
    // The threads of the trainer may still be ending, and count too. Calls that ask for memory themselves do so every time.
    let least = (0..20).map(|_| allocations(&mut both)).min();
    assert_eq!(least, Some(0), "200 rows of {name}");

    let x = nalgebra::SVector::<f32, D>::from_column_slice(&rows[..D]);
    let one = || assert!(flow.log_prob(&x).is_finite() && flow.forward(&x).1.is_finite());
    one();
    assert_eq!(allocations(one), 0, "one row of {name}");
}

/// A thread of a service asks for memory in its first request alone, and starts no thread for any.
fn none_in_requests() {
    let (given, plain) = (Given::new(1), Masked::new(1));
    let (x, context) = (nalgebra::Vector3::new(0.5, -1.0, 2.0), nalgebra::Vector2::new(0.3, 0.1));
    let pointers: [&dyn Density<f32>; 2] = [&given, &plain];
    let mut number = [0.0; 64];
    let mut requests = || {
        assert!(ConditionalFlow::log_prob(&given, &x, &context).is_finite());
        assert!(pointers[0].log_prob(x.as_slice(), context.as_slice()).unwrap().is_finite());
        assert!(pointers[1].log_prob(&[0.5; 5], &[]).unwrap().is_finite());
        pointers[1].log_prob_of_rows(&[0.5; 5 * 64], &[], &mut number).unwrap();
        assert!(given.log_prob_with_gradient(&x, &context).0.is_finite());
        assert!(given.forward(&x, &context).1.is_finite());
        // Points without a density take the same way.
        assert_eq!(pointers[1].log_prob(&[f32::INFINITY; 5], &[]).unwrap(), f32::NEG_INFINITY);
        assert_eq!(pointers[1].log_prob(&[f32::MAX; 5], &[]).unwrap(), f32::NEG_INFINITY);
    };
    std::thread::scope(|scope| {
        let of_a_thread = || {
            requests();
            let before = threads();
            // Other threads of this test count too; requests that ask for memory do so every time.
            let least = (0..20).map(|_| allocations(&mut requests)).min();
            assert_eq!(least, Some(0), "requests");
            assert_eq!(threads(), before, "threads of the process");
        };
        scope.spawn(of_a_thread).join().unwrap();
    });
}

/// The threads of this process, where the system tells.
fn threads() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find(|line| line.starts_with("Threads:")).map(str::to_owned)
}

// One test, since the count is that of the whole process.
#[test]
fn after_the_first_calls_no_memory_is_asked_for() {
    assert!(allocations(|| drop(std::hint::black_box(vec![1]))) > 0, "the count counts");
    // Before any fit, whose threads may still be ending.
    none_in_requests();
    none_in_steps_and_densities(Couplings::new(1), COUPLINGS);
    none_in_steps_and_densities(Masked::new(1), MASKED);
    none_in_steps(&mut Engine::<f32>::new(&compiled(IMAGES), 1), "of the engine");
    images_stay_bytes();
    activations_of_a_batch_are_not_kept();
    long_chains_are_walked_by_stretches();
}

//! Fits in the engine end with the parameters of compiled fits, to the bit: with what is measured of batches, units that are switched off,
//! embeddings, whole numbers and densities without data.

use flow_engine::{Engine, Number};
use flow_runtime::__private::Program;
use flow_runtime::__private::engine::construct::start;
use flow_runtime::data::Recordings;
use flow_runtime::fit::{
    Control, Data, Declared, Feed, FitOptions, ReverseKl, Validation, fit, fit_reverse_kl, fit_with,
};
use flow_runtime::noise::{Noise, Purpose};
use flow_runtime::{Real, flow};
use flow_tests::numbers::Stream;
use flow_tests::oracle::compiled;

flow! {
    pub struct Measured<4, context = { size: 2, embedding: mlp(hidden = [6], activation = tanh), outputs: 3 }> {
        base: student_t(degrees_of_freedom = 4.0, location = learned),
        layers: [
            batch_norm,
            coupling(conditioner = mlp(hidden = [12, 9], activation = tanh, dropout = 0.2)),
            actnorm,
            autoregressive(conditioner = made(hidden = [11], activation = relu, dropout = 0.1)),
            permute(seed = 3),
            coupling(transformer = rational_quadratic_spline(bins = 5), conditioner = residual_mlp(hidden = 8, blocks = 1)),
            lu_linear,
        ],
    }
}
const MEASURED: &str = "
flow: Measured
event: 4
context: {size: 2, embedding: {mlp: {hidden: [6], activation: tanh}}, outputs: 3}
base: {student_t: {degrees_of_freedom: 4.0, location: learned}}
layers:
  - batch_norm
  - {coupling: {conditioner: {mlp: {hidden: [12, 9], activation: tanh, dropout: 0.2}}}}
  - actnorm
  - {autoregressive: {conditioner: {made: {hidden: [11], activation: relu, dropout: 0.1}}}}
  - {permute: {seed: 3}}
  - {coupling: {transformer: {rational_quadratic_spline: {bins: 5}}, conditioner: {residual_mlp: {hidden: 8, blocks: 1}}}}
  - lu_linear
";

flow! {
    pub struct Ring<2> {
        layers: [repeat(times = 3, layers = [planar, radial, affine]), scale_tril(rank = 1)],
        train: { objective: reverse_kl(target = "-0.5 * square((norm(x) - 2) / 0.4)") }
    }
}
const RING: &str = "
flow: Ring
event: 2
layers: [{repeat: {times: 3, layers: [planar, radial, affine]}}, {scale_tril: {rank: 1}}]
train: {objective: {reverse_kl: {target: \"-0.5 * square((norm(x) - 2) / 0.4)\"}}}
";

flow! {
    pub struct Scales<[2, 4, 4]> {
        layers: [
            actnorm,
            coupling(split = channels, conditioner = conv(hidden = [3], activation = tanh)),
            factor_out(conditioner = residual_conv(hidden = 3, blocks = 1)),
            repeat(times = 2, layers = [coupling(split = channels, conditioner = conv(hidden = [3])), conv_1x1, batch_norm]),
            squeeze,
            actnorm,
        ],
    }
}
const SCALES: &str = "
flow: Scales
event: [2, 4, 4]
layers:
  - actnorm
  - {coupling: {split: channels, conditioner: {conv: {hidden: [3], activation: tanh}}}}
  - {factor_out: {conditioner: {residual_conv: {hidden: 3, blocks: 1}}}}
  - {repeat: {times: 2, layers: [{coupling: {split: channels, conditioner: {conv: {hidden: [3]}}}}, conv_1x1, batch_norm]}}
  - squeeze
  - actnorm
";
// Without what is measured of batches, which a fit without data does not have.
flow! {
    pub struct Drawn<[2, 4, 4]> {
        layers: [
            coupling(split = channels, conditioner = conv(hidden = [3], activation = tanh)),
            factor_out(prior = learned),
            repeat(times = 2, layers = [coupling(split = channels, conditioner = conv(hidden = [3])), conv_1x1]),
            factor_out,
            conv_1x1,
            squeeze,
            affine,
        ],
        train: { objective: reverse_kl(target = "-0.5 * square((norm(x) - 2) / 0.4)") }
    }
}
const DRAWN: &str = "
flow: Drawn
event: [2, 4, 4]
layers:
  - {coupling: {split: channels, conditioner: {conv: {hidden: [3], activation: tanh}}}}
  - {factor_out: {prior: learned}}
  - {repeat: {times: 2, layers: [{coupling: {split: channels, conditioner: {conv: {hidden: [3]}}}}, conv_1x1]}}
  - factor_out
  - conv_1x1
  - squeeze
  - affine
train: {objective: {reverse_kl: {target: \"-0.5 * square((norm(x) - 2) / 0.4)\"}}}
";

fn same<T: Real>(compiled: &impl Program<T>, engine: &impl Program<T>, threads: usize) {
    let (a, b) = (compiled.program_state().parameters(), engine.program_state().parameters());
    assert_eq!(a.len(), b.len());
    let differs = a.iter().zip(b).position(|(a, b)| a.to_f64().to_bits() != b.to_f64().to_bits());
    assert_eq!(differs, None, "the first parameter that differs, on {threads} threads in {}", T::NAME);
}

fn fits_of_data_are_alike<T: Number>(begin: impl Program<T>) {
    let mut stream = Stream::new(8);
    let (events, contexts) = (stream.normals(4 * 500, 1.3), stream.normals(2 * 500, 1.0));
    let data = Data { events: &events, contexts: &contexts };
    for threads in [1, 2] {
        let options = FitOptions {
            epochs: 2,
            batch_size: 90,
            clip_norm: Some(2.0),
            threads: Some(threads),
            ..FitOptions::default()
        };
        let (mut flow, mut engine) = (begin.clone(), Engine::<T>::new(&compiled(MEASURED), 1));
        fit(&mut flow, &data, &options).expect("a fit");
        fit(&mut engine, &data, &options).expect("a fit");
        same(&flow, &engine, threads);
    }
}

#[test]
fn fits_of_data_end_with_the_same_bits() {
    fits_of_data_are_alike::<f32>(Measured::new(1));
    fits_of_data_are_alike::<f64>(start::<f64, Measured<f64>>(1));
}

#[test]
fn fits_of_several_scales_end_with_the_same_bits() {
    let events = Stream::new(9).normals(32 * 150, 1.3);
    let data = Data { events: &events, contexts: &[] };
    for threads in [1, 2] {
        let options = FitOptions { epochs: 2, batch_size: 40, threads: Some(threads), ..FitOptions::default() };
        let (mut flow, mut engine) = (Scales::new(1), Engine::<f32>::new(&compiled(SCALES), 1));
        fit(&mut flow, &data, &options).expect("a fit");
        fit(&mut engine, &data, &options).expect("a fit");
        same(&flow, &engine, threads);

        let options = FitOptions { steps: Some(30), batch_size: 40, threads: Some(threads), ..FitOptions::default() };
        let (mut flow, mut engine) = (Drawn::new(1), Engine::<f32>::new(&compiled(DRAWN), 1));
        let (of_flow, of_engine) = (Declared::of(&flow), Declared::of(&engine));
        let objective = ReverseKl { validation_draws: 100, ..ReverseKl::default() };
        fit_reverse_kl(&mut flow, &of_flow, &[], &objective, &options, &mut |_| Control::Continue).expect("a fit");
        fit_reverse_kl(&mut engine, &of_engine, &[], &objective, &options, &mut |_| Control::Continue).expect("a fit");
        same(&flow, &engine, threads);
    }
}

#[test]
fn fits_of_densities_end_with_the_same_bits() {
    for threads in [1, 2] {
        let options = FitOptions { steps: Some(60), batch_size: 70, threads: Some(threads), ..FitOptions::default() };
        let (mut flow, mut engine) = (Ring::new(1), Engine::<f32>::new(&compiled(RING), 1));
        let (of_flow, of_engine) = (Declared::of(&flow), Declared::of(&engine));
        let objective = ReverseKl { validation_draws: 500, ..ReverseKl::default() };
        fit_reverse_kl(&mut flow, &of_flow, &[], &objective, &options, &mut |_| Control::Continue).expect("a fit");
        fit_reverse_kl(&mut engine, &of_engine, &[], &objective, &options, &mut |_| Control::Continue).expect("a fit");
        same(&flow, &engine, threads);
    }
}

/// Crops have the contexts of their recordings in every epoch: no bit of a fit tells them from rows that are drawn with theirs.
#[test]
fn crops_are_fitted_with_the_contexts_of_their_recordings() {
    const SIZE: usize = 6;
    let tones = format!(
        "flow: Tones\nevent: {{shape: [1, {SIZE}], elements: {{categorical: {{levels: 4}}}}}}\ncontext: 2\nbase: {{autoregressive: \
         {{family: {{categorical: {{levels: 4}}}}, inputs: one_hot, conditioner: {{wavenet: {{hidden: 4, skip: 4, dilations: [1]}}}}}}}}\n"
    );
    let levels: Vec<u8> = (0..59_u32).map(|k| (k * k / 5 % 4) as u8).collect();
    let recordings = Recordings::new(levels, &[20, 30, 9]).with_contexts(vec![0.3, -1.0, 2.0, 0.4, -0.7, 0.1]);
    let draw = |epoch: u64| {
        let crops = 0..recordings.crops(SIZE) as u64;
        let places: Vec<f64> = crops.map(|crop| Noise::new(9, Purpose::Crops).uniform(epoch, crop, 1, 0)).collect();
        let levels = places.iter().flat_map(|place| recordings.crop(SIZE, *place));
        let contexts = places.iter().flat_map(|place| recordings.context_of_crop(SIZE, *place));
        Ok(flow_runtime::fit::Drawn {
            events: levels.map(|level| f64::from(*level)).collect(),
            contexts: contexts.copied().collect(),
        })
    };
    let options =
        FitOptions { epochs: 3, batch_size: 4, seed: 9, validation: Validation::None, ..FitOptions::default() };
    let fitted = |feed: Feed<'_>| {
        let mut engine = Engine::<f32>::new(&compiled(&tones), 1);
        fit_with(&mut engine, feed, &options, &mut |_| Control::Continue).expect("a fit");
        engine
    };
    let crops = fitted(Feed::Crops(&recordings));
    same(&crops, &fitted(Feed::Fresh(&draw)), 1);
    let without = recordings.with_contexts(Vec::new());
    let mut engine = Engine::<f32>::new(&compiled(&tones), 1);
    let error = fit_with(&mut engine, Feed::Crops(&without), &options, &mut |_| Control::Continue).unwrap_err();
    assert!(error.to_string().contains("found 0 numbers of contexts, expected 2 for each recording"), "{error}");
}

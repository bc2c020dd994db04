//! Flows of several scales: a chain's density is the product of densities that are computed apart.

use flow_compiler::Compiled;
use flow_compiler::lower::Program;
use flow_engine::Engine;
use flow_runtime::__private::Parametric as _;
use flow_runtime::FitOptions;
use flow_runtime::fit::{Control, Data, Feed, fit_with, resume};
use flow_tests::numbers::Stream;
use flow_tests::oracle::compiled;

/// `log N(x; mean, e^log_scale)` of some numbers.
fn normal(x: &[f64], of: impl Fn(usize) -> (f64, f64)) -> f64 {
    let log_2_pi = (2.0 * std::f64::consts::PI).ln();
    let one = |(k, x): (usize, &f64)| {
        let (mean, log_scale) = of(k);
        -0.5 * (((x - mean) / log_scale.exp()).powi(2) + log_2_pi) - log_scale
    };
    x.iter().enumerate().map(one).sum()
}

fn part(event: &str, layers: &str) -> Compiled {
    compiled(&format!("flow: Part\nevent: {event}\nlayers: [{layers}]\n"))
}

fn drawn(program: &Program, stream: &mut Stream) -> Vec<f64> {
    stream.normals(program.flow().parameter_count(), 0.3)
}

const NEAR: &str = "{coupling: {split: channels, conditioner: {conv: {hidden: [3]}}}}, affine";
const FAR: &str = "conv_1x1, {coupling: {split: checkerboard, conditioner: {conv: {hidden: [3]}}}}";

#[test]
fn a_learned_prior_is_a_normal_density_of_what_leaves() {
    // The layers nearer the base alone, and the whole chain whose last layer factors out.
    let near = part("[2, 2, 3]", NEAR);
    let near = near.program();
    let whole = part("[4, 2, 3]", &format!("{NEAR}, {{factor_out: {{prior: learned}}}}"));
    let whole = whole.program();
    let mut stream = Stream::new(3);
    for _ in 0..5 {
        let of_near = drawn(near, &mut stream);
        let prior = stream.normals(4, 0.5);
        let parameters = [of_near.clone(), prior.clone()].concat();
        assert_eq!(parameters.len(), whole.flow().parameter_count());
        let x = stream.normals(24, 1.0);
        let (kept, left) = x.split_at(12);
        let channel = |k: usize| (prior[k / 6], prior[2 + k / 6]);
        let apart = near.log_prob(&of_near, kept, &[]) + normal(left, channel);
        let found = whole.log_prob(&parameters, &x, &[]);
        assert!((found - apart).abs() < 1e-9 * apart.abs().max(1.0), "{found} and {apart}");
    }
}

/// Two scales: the chain is that of the layers before the split, with a normal base, where the density of
/// what stays is put in the place of the base's.
#[test]
fn a_chain_is_the_product_of_its_scales() {
    let factor_out = "{factor_out: {conditioner: {residual_conv: {hidden: 3, blocks: 1}}}}";
    let near = part("[2, 2, 3]", NEAR);
    let near = near.program();
    let far = part("[4, 2, 3]", &format!("{factor_out}, {FAR}"));
    let far = far.program();
    let whole = part("[4, 2, 3]", &format!("{NEAR}, {factor_out}, {FAR}"));
    let whole = whole.program();
    let mut stream = Stream::new(4);
    for _ in 0..5 {
        let (of_near, of_far) = (drawn(near, &mut stream), drawn(far, &mut stream));
        let parameters = [of_near.clone(), of_far.clone()].concat();
        assert_eq!(parameters.len(), whole.flow().parameter_count());
        let x = stream.normals(24, 1.0);
        let (z, _) = far.inverse(&of_far, &x, &[]);
        // In a chain the channels of a position lie side by side.
        let kept: Vec<f64> = (0..12).map(|k| at_position(&z, k)).collect();
        let apart =
            far.log_prob(&of_far, &x, &[]) - normal(&kept, |_| (0.0, 0.0)) + near.log_prob(&of_near, &kept, &[]);
        let found = whole.log_prob(&parameters, &x, &[]);
        assert!((found - apart).abs() < 1e-9 * apart.abs().max(1.0), "{found} and {apart}");
        // And what it makes of the latent numbers is the image again.
        let (latent, ladj) = whole.inverse(&parameters, &x, &[]);
        assert_eq!(latent[12..], z[12..], "what left");
        let (back, other) = whole.forward(&parameters, &latent, &[]);
        assert!(back.iter().zip(&x).all(|(a, b)| (a - b).abs() < 1e-9) && (ladj + other).abs() < 1e-9);
    }
}

/// Number `k` of an image of two channels and six positions, channel by channel, of one position by
/// position.
fn at_position(z: &[f64], k: usize) -> f64 {
    z[k % 6 * 2 + k / 6]
}

/// With a conditioner that starts at zero, what leaves is standard normal at first.
#[test]
fn a_conditioned_prior_starts_as_the_standard_one() {
    let yaml = "flow: Part\nevent: [4, 2, 3]\nlayers: [factor_out]\n";
    let engine = Engine::<f64>::new(&compiled(yaml), 1);
    let x = Stream::new(5).normals(24, 1.0);
    let parameters = engine.program_state().parameters();
    let found = compiled(yaml).program().log_prob(parameters, &x, &[]);
    assert!((found - normal(&x, |_| (0.0, 0.0))).abs() < 1e-12);
    assert!(!parameters.is_empty() && parameters.iter().all(|p| *p == 0.0));
}

/// A Glow of two levels is trained, cut and continued: statistics of batches that shrink with the scales.
#[test]
fn a_fit_of_several_scales_is_resumed_to_the_same_bits() {
    let yaml =
        "flow: Part\nevent: [1, 4, 8]\nlayers: [{glow: {steps: 2, conditioner: {conv: {hidden: [4]}}}}, batch_norm]\n";
    let rows: Vec<f64> = Stream::new(6).normals(32 * 90, 1.0).iter().map(|x| 3.0 + 2.0 * x.sinh()).collect();
    let feed = Feed::Rows(Data { events: &rows, contexts: &[] });
    let options = FitOptions { epochs: 3, batch_size: 20, seed: 4, ..FitOptions::default() };
    let compiled = compiled(yaml);
    let mut whole = Engine::<f32>::new(&compiled, 1);
    let before = densities(compiled.program(), &whole, &rows);
    fit_with(&mut whole, feed, &options, &mut |_| Control::Continue).expect("a fit");
    let after = densities(compiled.program(), &whole, &rows);
    assert!(after > before + 100.0, "from {before} to {after}");
    let (mut cut, mut checkpoint) = (Engine::<f32>::new(&compiled, 1), None);
    let mut stop = |progress: &flow_runtime::fit::Progress<'_, Engine<f32>>| {
        if progress.step < 7 {
            return Control::Continue;
        }
        checkpoint = Some(progress.checkpoint());
        Control::Stop
    };
    fit_with(&mut cut, feed, &options, &mut stop).expect("a fit");
    let checkpoint = checkpoint.expect("the fit was cut");
    resume(&mut cut, feed, &options, &checkpoint, &mut |_| Control::Continue).expect("a fit");
    assert_eq!(cut.program_state().parameters(), whole.program_state().parameters());
}

/// The mean log-density of some rows, by the interpreter.
fn densities(program: &Program, engine: &Engine<f32>, rows: &[f64]) -> f64 {
    let parameters: Vec<f64> = engine.program_state().parameters().iter().map(|p| f64::from(*p)).collect();
    // Users have the channels one after another, as one channel lies anyway.
    rows.chunks(32).take(20).map(|row| program.log_prob(&parameters, row, &[])).sum::<f64>() / 20.0
}

//! Plans in the engine, against the interpreter and on real specifications.
//!
//! `oracle` and the drawn architectures compare the engine with compiled code, bit by bit. Here are those that rustc need not compile:
//! `cargo run -p flow-tests --example architectures -- --count 10000` tries more of them.

use flow_engine::Model;
use flow_runtime::FitOptions;
use flow_runtime::generators::{Generator, TwoMoons};
use flow_tests::architectures::{Architecture, COUNT};
use flow_tests::emitted::check_engine;

/// How many architectures are drawn, behind those that are compiled.
const DRAWN: usize = 500;

/// Compares every second architecture, from the first or the second on: one test for each core.
fn architectures_agree(first: usize) {
    let mut compared = 0;
    for number in (COUNT + first..COUNT + DRAWN).step_by(2) {
        let yaml = Architecture::new(number).yaml();
        let found = std::panic::catch_unwind(|| check_engine(&yaml));
        compared += found.unwrap_or_else(|_| panic!("architecture {number} differs:\n{yaml}"));
    }
    // A condition that leaves no digits is rare.
    assert!(compared > DRAWN / 2, "only {compared} points were compared");
}

#[test]
fn even_architectures_agree_with_the_interpreter() {
    architectures_agree(0);
}

#[test]
fn odd_architectures_agree_with_the_interpreter() {
    architectures_agree(1);
}

/// Flows of grids: every split, network and norm, with and without a context, of one channel and more.
#[test]
fn grids_agree_with_the_interpreter() {
    let cases = [
        "event: [1, 4, 6]\nlayers:\n  - coupling: {split: checkerboard, conditioner: {conv: {hidden: [5], kernels: [3]}}}\n  - coupling: {split: checkerboard, swap: true, conditioner: {residual_conv: {hidden: 3, blocks: 1}}}",
        "event: [1, 5, 3]\nlayers:\n  - actnorm\n  - coupling: {split: checkerboard, conditioner: {conv: {hidden: [4, 3], kernels: [3, 1, 3], activation: tanh}}}",
        "event: [3, 2, 3]\nlayers:\n  - coupling: {split: channels, conditioner: {conv: {hidden: [4]}}}\n  - batch_norm\n  - coupling: {split: channels, swap: true, conditioner: {mlp: {hidden: [5]}}}",
        "event: [1, 4, 4]\ncontext: 2\nlayers:\n  - coupling: {split: channels, conditioner: {residual_conv: {hidden: 4, blocks: 1}}}\n  - actnorm\n  - squeeze\n  - coupling: {split: checkerboard, conditioner: {conv: {hidden: [4]}}}\n  - pixels: {levels: 4}",
        "event: [2, 2, 4]\nlayers:\n  - squeeze\n  - coupling: {split: checkerboard, transformer: {rational_quadratic_spline: {bins: 3}}, conditioner: {conv: {hidden: [4]}}}\n  - repeat: {times: 2, layers: [actnorm, {permute: {seed: 3}}, {coupling: {split: channels, conditioner: {conv: {hidden: [3], activation: softplus}}}}]}",
        "event: [2, 4, 3]\nlayers:\n  - repeat: {times: 2, layers: [actnorm, {conv_1x1: {seed: 3}}, {coupling: {split: channels, conditioner: {conv: {hidden: [3]}}}}]}\n  - invert: {layer: {lower_triangular: {part: upper}}}\n  - lu_linear",
        "event: [1, 4, 8]\nlayers:\n  - batch_norm\n  - coupling: {split: checkerboard, conditioner: {conv: {hidden: [3]}}}\n  - factor_out: {prior: learned}\n  - repeat: {times: 2, layers: [actnorm, conv_1x1]}\n  - factor_out: {conditioner: {residual_conv: {hidden: 3, blocks: 1}}}\n  - coupling: {split: channels, conditioner: {conv: {hidden: [4]}}}\n  - conv_1x1\n  - squeeze\n  - pixels: {levels: 4}",
        "event: [3, 2, 3]\ncontext: 2\nbase: {standard_logistic: {location: learned, scale: learned}}\nlayers:\n  - coupling: {split: channels, conditioner: {mlp: {hidden: [4]}}}\n  - batch_norm\n  - factor_out\n  - batch_norm\n  - conv_1x1",
        "event: [2, 6]\nlayers:\n  - coupling: {split: checkerboard, conditioner: {conv: {hidden: [4]}}}\n  - invert: {layer: {coupling: {split: channels, conditioner: {residual_conv: {hidden: 4, blocks: 1}}}}}",
    ];
    for case in cases {
        let yaml = format!("flow: Grid\n{case}\n");
        assert!(check_engine(&yaml) > 0, "no point was compared:\n{yaml}");
    }
}

/// Images of 28 × 28: a bright square somewhere on dark ground, with the noise of whole numbers.
fn squares(rows: usize) -> Vec<f64> {
    let mut stream = flow_tests::numbers::Stream::new(5);
    let mut out = Vec::new();
    for row in 0..rows {
        let (top, left) = (3 + row * 7 % 17, 3 + row * 5 % 16);
        for place in 0..28 * 28 {
            let inside = (top..top + 8).contains(&(place / 28)) && (left..left + 8).contains(&(place % 28));
            let noise = 1.0 / (1.0 + (-stream.normals(1, 1.0)[0]).exp());
            out.push(if inside { 200.0 } else { 10.0 } + noise);
        }
    }
    out
}

#[test]
fn a_real_nvp_of_images_learns() {
    const IMAGES: &str = "flow: Squares\nevent: [1, 28, 28]\nlayers:\n  - real_nvp: {couplings: 2, conditioner: {conv: {hidden: [6]}}}\n  - actnorm\n  - pixels\n";
    let rows = squares(48);
    let options = FitOptions { steps: Some(20), batch_size: 16, seed: 2, ..FitOptions::default() };
    let mut model = Model::<f32>::from_yaml(IMAGES, 2).expect("a model");
    let bits = |model: &Model<f32>| {
        let nats: f64 = model.log_prob(&rows, &[]).expect("densities").iter().sum();
        -nats / (rows.len() as f64 * std::f64::consts::LN_2)
    };
    let before = bits(&model);
    model.fit(&rows, &[], &options).expect("a fit");
    let after = bits(&model);
    // Whole numbers of 256 levels have at most 8 bits each.
    assert!(after < before - 1.0 && after < 8.0, "from {before} to {after} bits per dimension");
    let drawn = model.sample(3, &[], 1).expect("images");
    assert!(drawn.len() == 3 * 784 && drawn.iter().all(|x| (-15.0..271.0).contains(x)));
    let (z, _) = model.inverse(&rows[..784], &[]).expect("a latent image");
    let (x, _) = model.forward(&z, &[]).expect("an image");
    assert!(x.iter().zip(&rows).all(|(x, row)| (x - row).abs() < 0.05), "a round trip");
}

const MOONS: &str = "flow: Moons\nevent: 2\nlayers: [{nsf: {steps: 2, bins: 6, hidden: [24]}}]\n";

#[test]
fn a_model_is_fitted_saved_and_read_again() {
    let rows = TwoMoons::new(0.1).expect("a generator").draw(2000, 1, 0).values;
    let options = FitOptions { epochs: 4, seed: 2, ..FitOptions::default() };
    let mut model = Model::<f32>::from_yaml(MOONS, 2).expect("a model");
    let before: f64 = model.log_prob(&rows, &[]).expect("densities").iter().sum();
    model.fit(&rows, &[], &options).expect("a fit");
    let densities = model.log_prob(&rows, &[]).expect("densities");
    assert!(densities.iter().sum::<f64>() > before + 500.0);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("model.safetensors");
    model.save(&file).expect("a file");
    let again = Model::<f32>::from_yaml(MOONS, 9).expect("a model").load(&file).expect("the same model");
    assert_eq!(again.log_prob(&rows, &[]).expect("densities"), densities);
    assert_eq!(again.sample(10, &[], 3).expect("rows"), model.sample(10, &[], 3).expect("rows"));
    let at = |temperature| model.sample_at_temperature(10, &[], 3, temperature);
    assert_eq!(at(1.0).expect("rows"), model.sample(10, &[], 3).expect("rows"));
    let mode = model.forward(&[0.0; 20], &[]).expect("rows").0;
    assert_eq!(at(0.0).expect("rows"), mode);
    assert!(at(-1.0).unwrap_err().to_string().contains("found the temperature -1, expected a finite number from 0"));
    let way = model.interpolate(&rows[..2], &rows[2..4], &[], 4).expect("rows");
    for (k, (x, row)) in way[..2].iter().zip(&rows).chain(way[6..].iter().zip(&rows[2..])).enumerate() {
        assert!((x - row).abs() < 1e-4, "number {k}");
    }
    let error = model.interpolate(&rows[..2], &rows[2..6], &[], 4).unwrap_err().to_string();
    assert!(error.contains("found 2 events for `to`, expected one"), "{error}");
    let (z, ladj) = model.inverse(&rows[..20], &[]).expect("latent rows");
    let (x, back) = model.forward(&z, &[]).expect("rows");
    for k in 0..20 {
        assert!((x[k] - rows[k]).abs() < 1e-4 && (ladj[k / 2] + back[k / 2]).abs() < 1e-3);
    }
}

#[test]
fn rows_of_another_size_and_wrong_declarations_are_refused() {
    let mut model =
        Model::<f64>::from_yaml("flow: A\nevent: 2\ncontext: 1\nlayers: [{conditional: {transformer: affine}}]\n", 1)
            .expect("a model");
    let message = |error: flow_runtime::Error| error.to_string();
    assert!(
        message(model.log_prob(&[1.0], &[]).unwrap_err())
            .contains("found 1 number of events, expected a multiple of 2")
    );
    assert!(
        message(model.log_prob(&[1.0, 2.0], &[]).unwrap_err()).contains("found 0 numbers of contexts for 1 events")
    );
    assert!(message(model.sample(3, &[1.0], 1).unwrap_err()).contains("expected 3 for 3 events"));
    assert!(message(model.set_columns(&["a"]).unwrap_err()).contains("expected 3"));
    model.set_columns(&["a", "b", "c"]).expect("names");
    assert_eq!(model.arrange(&["c", "a", "b"], &[3.0, 1.0, 2.0]).expect("rows"), [1.0, 2.0, 3.0]);
    assert!(message(model.arrange(&["c", "a"], &[3.0, 1.0]).unwrap_err()).contains("one named `b`"));
    let refused = Model::<f32>::from_yaml("flow: A\nevent: 2\nlayers: [affin]\n", 1).unwrap_err().to_string();
    assert!(refused.contains("declaration:3:10") && refused.contains("did you mean `affine`"), "{refused}");
}

/// On its way level by level the interpreter meets numbers that are not found yet; some are infinite, and none is read through a mask.
#[test]
fn a_direction_level_by_level_is_the_inverse_for_the_interpreter_too() {
    let yaml = Architecture::new(7645).yaml();
    assert!(check_engine(&yaml) > 0, "{yaml}");
}

/// A solution backwards, level by level, with as many hidden units as elements: by their number alone, units and elements cannot be told
/// apart, and a level must not read what a later one computes.
#[test]
fn as_many_hidden_units_as_elements_have_the_right_gradient() {
    for (size, context) in [(3, 1), (5, 2), (8, 1)] {
        for transformer in
            ["affine", "{rational_quadratic_spline: {bins: 2}}", "{rational_quadratic_spline: {bins: 3}}"]
        {
            for hidden in [format!("[{size}]"), format!("[{size}, {size}]"), format!("[{}, {size}]", 7 * size)] {
                let yaml = format!(
                    "flow: Same\nevent: {size}\ncontext: {context}\nlayers: [{{autoregressive: {{explicit: forward, \
                     transformer: {transformer}, conditioner: {{made: {{hidden: {hidden}}}}}}}}}]\n"
                );
                let found = std::panic::catch_unwind(|| check_engine(&yaml));
                assert!(found.is_ok_and(|points| points > 0), "{yaml}");
            }
        }
    }
}

/// A norm of parameters inside an elementwise formula is no operation of a loop.
#[test]
fn norms_of_parameters_stand_in_elementwise_formulas() {
    for formula in ["|f| f + norm(i)", "|f| f * (1 + norm(i)) + if norm(0.4 + i) > i { 0.5 } else { i }"] {
        for event in [3, 6] {
            let yaml = format!(
                "flow: Normed\nevent: {event}\nbijectors:\n  normed: {{parameters: {{i: {{per_element: unit}}}}, \
                 forward: \"{formula}\"}}\nlayers: [normed, affine]\n"
            );
            assert!(check_engine(&yaml) > 0, "{yaml}");
        }
    }
}

//! The public traits on small compiled flows.

use nalgebra::{Const, Dyn, OMatrix, Vector1, Vector2, Vector3};

use super::examples::{Given, Line, Positive, Priced, Small};
use crate::engine::program::{Parametric, Program};
use crate::model::{Columns, Standardization, Standardize};
use crate::{ConditionalFlow, Error, Flow};

/// A flow whose every parameter matters.
fn trained<P: Program<f64>>(mut flow: P) -> P {
    let parameters: Vec<f64> = (0..flow.program_state().parameters().len()).map(|i| (i as f64).sin()).collect();
    crate::engine::construct::set_parameters(&mut flow, &parameters).unwrap();
    flow
}

#[test]
fn an_untrained_affine_layer_is_the_identity() {
    let flow = Line::new(1).cast::<f64>();
    let expected = |x: [f64; 2]| -(2.0 * std::f64::consts::PI).ln() - 0.5 * (x[0] * x[0] + x[1] * x[1]);
    for x in [[0.0, 0.0], [1.0, -2.0], [30.0, 0.1]] {
        assert!((Flow::log_prob(&flow, &x.into()) - expected(x)).abs() < 1e-12);
        assert_eq!(Flow::inverse(&flow, &x.into()), (Vector2::new(x[1], x[0]), 0.0));
    }
}

#[test]
fn statistics_shift_scale_and_change_the_density() {
    let plain = trained(Small::new(1).cast::<f64>());
    let mut moved = plain.clone();
    let statistics = Standardize { mean: vec![1.0, -2.0], scale: vec![0.5, 4.0], intervals: vec![] };
    moved.program_state_mut().statistics.event = Some(statistics);
    let x = Vector2::new(0.3, 1.4);
    let standardized = Vector2::new((0.3 - 1.0) / 0.5, (1.4 + 2.0) / 4.0);
    let log_scale = (0.5_f64 * 4.0).ln();
    assert!((moved.log_prob(&x) - (plain.log_prob(&standardized) - log_scale)).abs() < 1e-12);
    let (z, ladj) = moved.inverse(&x);
    assert_eq!(z, plain.inverse(&standardized).0);
    let (again, back) = moved.forward(&z);
    assert!((again - x).norm() < 1e-12 && (ladj + back).abs() < 1e-12);
    super::check_laws(&moved, 65, 3).unwrap();
}

#[test]
fn fewer_samples_are_the_first_of_more_and_know_their_density() {
    let flow = trained(Small::new(1).cast::<f64>());
    let (many, log_prob) = flow.sample_with_log_prob(1000, 5);
    for n in [0, 1, 10, 64, 65, 999] {
        assert_eq!(flow.sample(n, 5), many.columns(0, n));
    }
    assert_ne!(flow.sample(1, 6), many.columns(0, 1));
    let scored = flow.log_prob_batch(&many);
    assert!((scored - log_prob).amax() < 1e-9);
}

#[test]
fn a_temperature_multiplies_deviations_from_the_mode_of_the_base() {
    let mut flow = trained(Small::new(1).cast::<f64>());
    let statistics = Standardize { mean: vec![1.0, -2.0], scale: vec![0.5, 4.0], intervals: vec![] };
    flow.program_state_mut().statistics.event = Some(statistics);
    let plain = flow.sample(200, 5);
    assert_eq!(flow.sample_at_temperature(200, 5, 1.0).unwrap(), plain);
    let latent = flow.inverse_batch(&plain).0;
    let narrow = flow.sample_at_temperature(200, 5, 0.25).unwrap();
    assert!((narrow - flow.forward_batch(&(0.25 * latent)).0).amax() < 1e-9);
    let mode = flow.forward(&Vector2::zeros()).0;
    assert!(flow.sample_at_temperature(3, 5, 0.0).unwrap().column_iter().all(|x| x == mode));
    assert_eq!(flow.sample_at_temperature(1, 5, -0.1).unwrap_err().exit_code(), 2);

    let given = trained(Given::new(1).cast::<f64>());
    let contexts = OMatrix::<f64, Const<1>, Dyn>::from_fn_generic(Const, Dyn(70), |_, k| (k as f64).cos());
    let each = given.sample_each(&contexts, 3);
    assert_eq!(given.sample_each_at_temperature(&contexts, 3, 1.0).unwrap(), each);
    let narrow = given.sample_each_at_temperature(&contexts, 3, 2.0).unwrap();
    let latent = given.inverse_batch(&each, &contexts).unwrap().0;
    assert!((&narrow - given.forward_batch(&(2.0 * latent), &contexts).unwrap().0).amax() < 1e-9);
    let context = contexts.column(69).into_owned();
    assert_eq!(given.sample_at_temperature(&context, 70, 3, 2.0).unwrap().column(69), narrow.column(69));
    assert!(given.sample_at_temperature(&context, 1, 3, f64::NAN).is_err());
}

/// In the units of the data, whatever the flow works in: latents of two numbers on a great circle are those
/// on a circle.
#[test]
fn the_way_between_two_events_leads_along_their_latents() {
    let mut flow = trained(Small::new(1).cast::<f64>());
    let statistics = Standardize { mean: vec![1.0, -2.0], scale: vec![0.5, 4.0], intervals: vec![] };
    flow.program_state_mut().statistics.event = Some(statistics);
    let ends = flow.sample(2, 5);
    let [from, to] = [0, 1].map(|k| ends.column(k).into_owned());
    let way = flow.interpolate(&from, &to, 5).unwrap();
    assert!((way.column(0) - from).norm() < 1e-9 && (way.column(4) - to).norm() < 1e-9);
    let latent = flow.inverse_batch(&way).0;
    let [first, last] = [0, 4].map(|k| latent.column(k).into_owned());
    let turned = |z: Vector2<f64>| z.y.atan2(z.x);
    let angle =
        (turned(last) - turned(first) + std::f64::consts::PI).rem_euclid(std::f64::consts::TAU) - std::f64::consts::PI;
    for (k, z) in latent.column_iter().enumerate() {
        let t = k as f64 / 4.0;
        let (length, turn) = ((1.0 - t) * first.norm() + t * last.norm(), turned(first) + t * angle);
        assert!((z - length * Vector2::new(turn.cos(), turn.sin())).norm() < 1e-8, "step {k}");
    }
    for (to, steps, expected) in [(to, 1, "expected at least 2"), (Vector2::repeat(f64::NAN), 3, "`to` has density 0")]
    {
        let error = flow.interpolate(&from, &to, steps).unwrap_err();
        assert!(error.to_string().contains(expected) && error.exit_code() == 2, "{error}");
    }

    let given = trained(Given::new(1).cast::<f64>());
    let context = nalgebra::Vector1::new(0.7);
    let ends = given.sample(&context, 2, 5);
    let [from, to] = [0, 1].map(|k| ends.column(k).into_owned());
    let way = given.interpolate(&from, &to, &context, 3).unwrap();
    assert!((way.column(0) - from).norm() < 1e-9 && (way.column(2) - to).norm() < 1e-9);
    let contexts = OMatrix::<f64, Const<1>, Dyn>::from_element_generic(Const, Dyn(3), 0.7);
    let latent = given.inverse_batch(&way, &contexts).unwrap().0;
    let middle = 0.5 * (latent.column(0).norm() + latent.column(2).norm());
    assert!((latent.column(1).norm() - middle).abs() < 1e-8);
}

#[test]
fn a_row_alone_has_the_bits_it_has_in_a_batch() {
    let flow = Small::new(1);
    let x = flow.sample(300, 5);
    let batch = flow.log_prob_batch(&x);
    let gradients = flow.log_prob_and_grad_batch(&x);
    for k in 0..300 {
        let one = x.column(k).into_owned();
        assert_eq!(flow.log_prob(&one).to_bits(), batch[k].to_bits());
        let (log_prob, by_x, _) = flow.log_prob_and_grad(&one);
        assert_eq!((log_prob, by_x), (gradients.0[k], gradients.1.column(k).into_owned()));
    }
}

#[test]
fn contexts_belong_to_their_columns() {
    let mut flow = trained(Given::new(1).cast::<f64>());
    let contexts = OMatrix::<f64, Const<1>, Dyn>::from_fn_generic(Const, Dyn(130), |_, k| (k as f64).cos());
    let (each, log_prob) = flow.sample_each_with_log_prob(&contexts, 3);
    for k in [0, 64, 129] {
        let (x, context) = (each.column(k).into_owned(), contexts.column(k).into_owned());
        assert!((flow.log_prob(&x, &context) - log_prob[k]).abs() < 1e-10);
        assert_eq!(flow.sample(&context, k + 1, 3).column(k), each.column(k));
        assert!((flow.log_prob(&x, &(context * 2.0)) - log_prob[k]).abs() > 1e-6);
    }
    assert_eq!(flow.log_prob_batch(&each, &contexts).unwrap().len(), 130);
    let few = contexts.columns(0, 129).into_owned();
    let expected = "found 129 contexts, expected one for each of 130 rows";
    let errors = [
        flow.log_prob_batch(&each, &few).unwrap_err(),
        flow.inverse_batch(&each, &few).unwrap_err(),
        flow.forward_batch(&each, &few).unwrap_err(),
        flow.log_prob_and_grad_batch(&each, &few).unwrap_err(),
        flow.fit(&each, &few, &crate::FitOptions::default()).unwrap_err(),
    ];
    assert!(errors.iter().all(|error| error.to_string() == expected), "{errors:?}");
}

#[test]
fn outside_its_support_a_density_is_zero() {
    let flow = Positive::new(1);
    assert_eq!(flow.log_prob(&Vector1::new(-1.0)), f32::NEG_INFINITY);
    assert_eq!(flow.log_prob(&Vector1::new(0.0)), f32::NEG_INFINITY);
    assert!(flow.log_prob(&Vector1::new(1.0)).is_finite());
}

#[test]
fn parameters_are_found_by_name_and_shape() {
    let mut flow = Small::new(1);
    let weight = flow.parameter("layers.0.1.0.conditioner.2.weight").unwrap();
    assert_eq!(weight.shape, [2, 5]);
    let matrix = flow.parameter_matrix::<2, 5>("layers.0.1.0.conditioner.2.weight").unwrap();
    assert_eq!((matrix[(1, 3)], matrix[(0, 4)]), (weight.values[8], weight.values[4]));
    assert!(flow.parameter_matrix::<5, 2>("layers.0.1.0.conditioner.2.weight").is_none());
    assert_eq!(flow.parameter_vector::<2>("layers.1.shift").map(|v| v.len()), Some(2));
    let mut all: Vec<f32> = flow.parameters().flat_map(|p| p.values.to_vec()).collect();
    assert_eq!(all.len(), 738);
    all[3] = f32::NAN;
    let error = flow.set_parameters(&all).unwrap_err().to_string();
    assert_eq!(error, "found NaN in `layers.0.0.0.conditioner.0.weight` at element 3, expected finite numbers");
    assert_eq!(flow.set_parameters(&all[1..]).unwrap_err().to_string(), "found 737 parameters, expected 738");
}

#[test]
fn rand_draws_from_the_density() {
    struct Words(u64);
    impl rand::TryRng for Words {
        type Error = std::convert::Infallible;
        fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
            Ok(self.try_next_u64()? as u32)
        }
        fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
            self.0 += 1;
            Ok(self.0)
        }
        fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Self::Error> {
            bytes.fill(0);
            Ok(())
        }
    }
    let flow = Small::new(1);
    let draws: Vec<_> = rand::distr::Distribution::sample_iter(&flow, Words(4)).take(2000).collect();
    assert_eq!(draws[1], flow.sample(1, 6).column(0));
    let mean = draws.iter().map(|x| x[0]).sum::<f32>() / 2000.0;
    assert!(mean.abs() < 0.1, "{mean}");
}

#[test]
fn a_saved_flow_is_the_same_to_the_bit_and_another_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("small.safetensors");
    let mut flow = Small::new(1);
    flow.program_state_mut().statistics.event =
        Some(Standardize { mean: vec![1.0, 0.1], scale: vec![0.3, 4.0], intervals: vec![] });
    flow.program_state_mut().statistics.columns = Columns::named(["a, b", "c"], []);
    flow.save(&path).unwrap();
    let loaded = Small::load(&path).unwrap();
    assert_eq!(loaded.program_state().statistics, flow.program_state().statistics);
    let x = flow.sample(100, 1);
    assert_eq!(loaded.log_prob_batch(&x), flow.log_prob_batch(&x));
    // In f64 too, and from a file in f64.
    let double: Small<f64> = crate::__private::load(&path).unwrap();
    assert_eq!(double.parameter("layers.1.shift").map(|p| p.values.len()), Some(2));
    double.save(&path).unwrap();
    assert_eq!(double.to_bytes().unwrap(), std::fs::read(&path).unwrap());
    assert_eq!(Small::from_bytes(&double.to_bytes().unwrap()).unwrap().log_prob_batch(&x), flow.log_prob_batch(&x));
    let again = Small::<f64>::load(&path).unwrap();
    assert_eq!(again.parameters().collect::<Vec<_>>(), double.parameters().collect::<Vec<_>>());
    assert_eq!(
        Small::<f64>::from_bytes(&flow.to_bytes().unwrap()).unwrap().to_bytes().unwrap(),
        double.to_bytes().unwrap()
    );
    assert_eq!(Small::load(&path).unwrap().log_prob_batch(&x), flow.log_prob_batch(&x));
    let error: Error = Line::load(&path).unwrap_err();
    let text = error.to_string();
    let expected = "found flow `Small` of another architecture";
    assert!(text.contains(expected) && text.contains(": `repeat × 2`, expected `layers.0 affine("), "{text}");
    assert_eq!(error.exit_code(), 2);
    assert!(format!("{flow:?}").starts_with("Small { event: [2], context: 0, parameters: 738, dtype: f32"), "{flow:?}");
}

/// The same layers under another name, and once with a setting and once with a layer that differ.
#[test]
fn a_renamed_type_reads_the_file_and_another_architecture_names_its_first_difference() {
    mod renamed {
        crate::flow! { pub struct Another<2> { layers: [affine, reverse] } }
        crate::flow! { pub struct Bounded<2> { layers: [affine(bound = 3), reverse] } }
        crate::flow! { pub struct Longer<2> { layers: [affine, reverse, reverse] } }
    }
    let mut line = Line::new(1);
    line.set_parameters(&[0.5, -1.0, 0.25, 0.125]).unwrap();
    let (bytes, x) = (line.to_bytes().unwrap(), Vector2::new(0.3, -2.0));
    assert_eq!(renamed::Another::from_bytes(&bytes).unwrap().log_prob(&x), line.log_prob(&x));
    let said = |error: Error| error.to_string();
    let text = said(renamed::Bounded::from_bytes(&bytes).unwrap_err());
    assert!(text.contains("`layers.0 affine` has `bound = 5`, expected `3`"), "{text}");
    let text = said(renamed::Longer::from_bytes(&bytes).unwrap_err());
    assert!(text.contains("no further layer, expected `layers.2 reverse`"), "{text}");
}

#[test]
fn rows_are_found_by_the_names_of_their_columns() {
    let mut given = trained(Given::new(1).cast::<f64>());
    let nameless = given.log_prob_named(&[]).unwrap_err().to_string();
    assert!(nameless.contains("have no names"), "{nameless}");
    for (event, context) in [(&["a"][..], &["c"][..]), (&["a", "b"], &[]), (&["a", "a"], &["c"]), (&["a", "b"], &["b"])]
    {
        assert_eq!(given.set_column_names(event, context).unwrap_err().exit_code(), 2, "{event:?}");
    }
    given.set_column_names(&["width", "height"], &["age"]).unwrap();
    given.program_state_mut().statistics.event =
        Some(Standardize { mean: vec![1.0, 0.1], scale: vec![0.3, 4.0], intervals: vec![] });
    let again: Given<f64> = Given::<f64>::from_bytes(&given.to_bytes().unwrap()).unwrap();
    assert_eq!(again.columns().event_names(), ["width", "height"]);
    assert_eq!(again.standardization().unwrap().scale, [0.3, 4.0]);
    assert!(again.context_standardization().is_none());
    let expected = given.log_prob(&Vector2::new(0.5, 2.0), &Vector1::new(-1.0));
    let found = again.log_prob_named(&[("age", -1.0), ("height", 2.0), ("width", 0.5)]).unwrap();
    assert!((found - expected).abs() < 1e-12, "{found} and {expected}");
    let wrong = again.log_prob_named(&[("age", -1.0), ("hieght", 2.0), ("age", 0.5)]).unwrap_err().to_string();
    let expected = "found no `width`, `height`, the unknown `hieght` (did you mean `height`?), `age` twice, \
        expected each of `width`, `height`, `age` once";
    assert_eq!(wrong, expected);
}

/// Untrained, it is log-normal, logit-normal and normal; the three densities are written out here.
#[test]
fn elements_with_supports_of_their_own() {
    let flow = Priced::new(1).cast::<f64>();
    let normal = |z: f64| -0.5 * (z * z + (2.0 * std::f64::consts::PI).ln());
    for [price, share, age] in [[1.0, 0.5, 0.0], [12.5, 0.01, -3.0], [1e-3, 0.999, 2.0]] {
        let log_normal = normal(f64::ln(price)) - f64::ln(price);
        let logit_normal = normal((share / (1.0 - share)).ln()) - (share * (1.0 - share)).ln();
        let found = flow.log_prob(&Vector3::new(price, share, age));
        assert!((found - (log_normal + logit_normal + normal(age))).abs() < 1e-10, "{price} {share} {age}: {found}");
    }
    for outside in [[0.0, 0.5, 0.0], [-1.0, 0.5, 0.0], [1.0, 0.0, 0.0], [1.0, 1.0, 0.0], [1.0, 2.0, 0.0]] {
        assert_eq!(flow.log_prob(&outside.into()), f64::NEG_INFINITY);
    }
    // The logarithms of other elements do not reach an element's gradient, even where they have
    // none.
    let (_, gradient, parameters) = flow.log_prob_and_grad(&Vector3::new(2.0, 0.5, 0.0));
    assert!((gradient[0] + (1.0 + 2.0_f64.ln()) / 2.0).abs() < 1e-12 && gradient[2] == 0.0, "{gradient}");
    assert!(parameters.iter().all(|p| p.is_finite()));
    assert!((flow.log_prob_and_grad(&Vector3::new(2.0, 0.5, 1.0)).1[2] + 1.0).abs() < 1e-12);
    let samples = trained(flow).sample(1000, 3);
    assert!(samples.column_iter().all(|x| x[0] > 0.0 && x[1] > 0.0 && x[1] < 1.0));
}

/// The layer starts at the mean and deviation of the logarithms, and the real column keeps its
/// statistics.
#[test]
fn supports_are_standardised_where_there_are_no_bounds() {
    let normal = |k: u64, e| crate::noise::Noise::new(5, crate::noise::Purpose::Data).normal(0, k, 3, e);
    let row = |k| {
        let logit = 0.5 * normal(k, 1) - 2.0;
        [(6.0 + 0.01 * normal(k, 0)).exp(), 1.0 / (1.0 + (-logit).exp()), 1000.0 + 30.0 * normal(k, 2)]
    };
    let rows: Vec<f64> = (0..4000).flat_map(row).collect();
    let x = OMatrix::<f64, Const<3>, Dyn>::from_column_slice(&rows);
    let mut flow = Priced::new(1).cast::<f64>();
    let adam = crate::optim::Adam { learning_rate: 1e-12, ..Default::default() };
    let optimizer = crate::fit::Optimizer::Adam(adam);
    let options =
        crate::FitOptions { epochs: 1, standardize: Standardization::Moments, optimizer, ..Default::default() };
    flow.fit(&x, &options).unwrap();
    let statistics = flow.program_state().statistics.event.clone().unwrap();
    let at = |name: &str| flow.parameter(name).unwrap().values.to_vec();
    let (location, log_scale) = (at("layers.1.location"), at("layers.1.log_scale"));
    assert_eq!((statistics.mean[0], statistics.mean[1], statistics.scale[1]), (0.0, 0.0, 1.0));
    assert!((statistics.mean[2] - 1000.0).abs() < 2.0);
    // Price is divided by its deviation, so its logarithm is shifted; all else is as drawn.
    assert!((location[0] + statistics.scale[0].ln() - 6.0).abs() < 1e-3, "{location:?}");
    assert!((log_scale[0] - 0.01_f64.ln()).abs() < 0.05 && (log_scale[1] - 0.5_f64.ln()).abs() < 0.05, "{log_scale:?}");
    assert!((location[1] + 2.0).abs() < 0.05 && location[2].abs() < 1e-6 && log_scale[2].abs() < 1e-6);
    let score = flow.log_prob_batch(&x).mean();
    // The entropy of the three columns, by the change of variables of a normal.
    let mean = |f: &dyn Fn(&[f64]) -> f64| rows.chunks(3).map(f).sum::<f64>() / 4000.0;
    let entropy = 1.5 * (1.0 + (2.0 * std::f64::consts::PI).ln())
        + (0.01_f64 * 0.5 * 30.0).ln()
        + mean(&|row| row[0].ln() + (row[1] * (1.0 - row[1])).ln());
    assert!((score + entropy).abs() < 0.03, "{score} and {entropy}");
}

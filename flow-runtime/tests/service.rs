//! The contract for services: what may be shared, and what any input gives.

use flow_runtime::data::Columns;
use flow_runtime::nalgebra::{SVector, Vector1, Vector2, Vector3};
use flow_runtime::{ConditionalFlow, Density, Error, ErrorKind, FitOptions, FitReport, Flow, flow};

flow! {
    /// Its networks, splines and matrices overflow at different sizes of what they read.
    pub struct Mixed<3> {
        layers: [
            affine,
            coupling(transformer = rational_quadratic_spline(bins = 4), conditioner = mlp(hidden = [6])),
            lu_linear,
            autoregressive(conditioner = made(hidden = [8])),
            planar,
            radial,
            reverse,
        ],
    }
}

flow! {
    /// The way to the base is an exponential, which overflows from 89 on.
    pub struct Logarithms<2> { layers: [softplus, log] }
}

flow! {
    pub struct Given<2, context = 1> {
        layers: [coupling(conditioner = mlp(hidden = [6], activation = tanh)), reverse, coupling],
    }
}

fn shared<T: Send + Sync + 'static>() {}

#[test]
fn everything_that_a_service_keeps_goes_between_threads() {
    shared::<Mixed<f32>>();
    shared::<Given<f64>>();
    shared::<std::sync::Arc<dyn Density<f32>>>();
    shared::<Box<dyn Density<f64>>>();
    shared::<(Error, ErrorKind, FitOptions, FitReport, Columns)>();
}

/// Numbers of every size, and the parameters at which nothing cancels.
fn extremes() -> Vec<f64> {
    let powers = (-300..=308).step_by(19).map(|exponent| 10_f64.powi(exponent));
    let f32s = [f64::from(f32::MAX), f64::from(f32::MIN_POSITIVE), 1e19, 2e19, 88.0, 89.0, 104.0, 1e-45];
    let positive: Vec<f64> = powers.chain(f32s).chain([f64::MAX, f64::MIN_POSITIVE, f64::INFINITY, 0.0]).collect();
    positive.iter().flat_map(|x| [*x, -*x]).collect()
}

fn any_point<const D: usize>(log_prob: impl Fn(&SVector<f64, D>) -> f64) {
    let extremes = extremes();
    for (k, x) in extremes.iter().enumerate() {
        for place in 0..D {
            let mut point = SVector::<f64, D>::repeat(0.3);
            point[place] = *x;
            point[(place + 1) % D] = if k % 2 == 0 { -1.5 } else { extremes[(7 * k) % extremes.len()] };
            let found = log_prob(&point);
            let infinite = point.iter().any(|x| x.is_infinite());
            assert!(!found.is_nan() && found < f64::INFINITY, "{point:?}: {found}");
            assert!(!infinite || found == f64::NEG_INFINITY, "{point:?}: {found}");
        }
    }
}

#[test]
fn a_point_that_is_infinite_or_huge_has_no_density_and_is_not_nan() {
    let mut mixed = Mixed::new(3);
    let parameters: Vec<f32> =
        (0..mixed.parameters().map(|p| p.values.len()).sum()).map(|i| (i as f32).sin()).collect();
    mixed.set_parameters(&parameters).unwrap();
    let double = mixed.cast::<f64>();
    any_point(|x| double.log_prob(x));
    any_point(|x| double.log_prob_with_gradient(x).0);
    any_point(|x| double.log_prob_and_grad(x).0);
    any_point(|x: &Vector3<f64>| f64::from(mixed.log_prob(&Vector3::from_fn(|i, _| x[i] as f32))));
    let logarithms = Logarithms::new(1);
    any_point(|x: &Vector2<f64>| f64::from(logarithms.log_prob(&x.map(|x| x as f32))));
    // x = log log(1 + eᶻ), so with y = eˣ: z = log(eʸ − 1), and dz/dx = y eʸ / (eʸ − 1).
    let expected = |x: f64| {
        let (y, z) = (x.exp(), x.exp().exp_m1().ln());
        -0.5 * z * z - 0.5 * std::f64::consts::TAU.ln() + (y * y.exp() / y.exp_m1()).ln()
    };
    let found = f64::from(logarithms.log_prob(&Vector2::new(1.5, 0.0)));
    assert!((found - expected(1.5) - expected(0.0)).abs() < 1e-4, "{found}");
    assert_eq!(logarithms.log_prob(&Vector2::new(89.0, 0.0)), f32::NEG_INFINITY);

    let given = Given::new(2).cast::<f64>();
    any_point(|x: &Vector2<f64>| given.log_prob(x, &Vector1::new(0.5)));
    // A batch has the same bits.
    let points: Vec<Vector3<f64>> = extremes().windows(3).map(Vector3::from_column_slice).collect();
    let batch = double.log_prob_batch(&flow_runtime::nalgebra::Matrix3xX::from_columns(&points));
    points.iter().zip(batch.iter()).for_each(|(x, l)| assert_eq!(double.log_prob(x).to_bits(), l.to_bits()));
}

#[test]
fn nan_comes_of_nan_alone() {
    let mixed = Mixed::new(3);
    let mut points = flow_runtime::nalgebra::Matrix3xX::repeat(3, 0.5_f32);
    points[(1, 1)] = f32::NAN;
    let found = mixed.log_prob_batch(&points);
    assert!(found[0].is_finite() && found[1].is_nan() && found[2] == found[0]);
    let given = Given::new(2);
    assert!(given.log_prob(&Vector2::new(0.5, 0.5), &Vector1::new(f32::NAN)).is_nan());
}

#[test]
fn a_density_behind_a_pointer_is_the_flow() {
    let (mixed, given) = (Mixed::new(3), Given::new(2));
    let densities: [Box<dyn Density<f32>>; 2] = [Box::new(mixed.clone()), Box::new(given.clone())];
    let (x, context) = (Vector3::new(0.5, -1.0, 0.25), Vector1::new(2.0));
    assert_eq!(densities[0].log_prob(x.as_slice(), &[]).unwrap(), mixed.log_prob(&x));
    let pair = Vector2::new(0.5, -1.0);
    assert_eq!(densities[1].log_prob(pair.as_slice(), &[2.0]).unwrap(), given.log_prob(&pair, &context));
    assert_eq!(densities[0].sample(300, &[], 7).unwrap(), mixed.sample(300, 7).as_slice());
    assert_eq!(densities[1].sample(300, &[2.0], 7).unwrap(), given.sample(&context, 300, 7).as_slice());
    let mut scores = vec![0.0; 300];
    densities[0].log_prob_of_rows(mixed.sample(300, 7).as_slice(), &[], &mut scores).unwrap();
    assert_eq!(scores, mixed.log_prob_batch(&mixed.sample(300, 7)).as_slice());
    assert_eq!(densities.each_ref().map(|d| (d.event_size(), d.context_size())), [(3, 0), (2, 1)]);
    let errors = [
        (densities[0].log_prob(&[0.0; 4], &[]).unwrap_err(), "found 4 numbers of the events, expected 1 × 3"),
        (densities[0].log_prob(&[0.0; 3], &[1.0]).unwrap_err(), "found 1 numbers of the contexts, expected 1 × 0"),
        (densities[1].sample(2, &[], 1).unwrap_err(), "found 0 numbers of the context, expected 1 × 1"),
        (
            densities[0].log_prob_of_rows(&[0.0; 7], &[], &mut [0.0; 2]).unwrap_err(),
            "found 7 numbers of the events, expected 2 × 3",
        ),
    ];
    errors.iter().for_each(|(error, expected)| assert_eq!(error.to_string(), *expected));
}

#[test]
fn rand_draws_given_a_context() {
    use flow_runtime::rand::distr::Distribution;
    struct Words(u64);
    impl flow_runtime::rand::TryRng for Words {
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
    let given = Given::new(2);
    let context = Vector1::new(0.5);
    let draws: Vec<Vector2<f32>> = given.given(&context).sample_iter(Words(4)).take(3).collect();
    assert_eq!(draws[1], given.sample(&context, 1, 6).column(0));
}

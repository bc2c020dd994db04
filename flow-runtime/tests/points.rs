//! Every way in which a program holds points gives the same fit and the same scores.

use flow_runtime::fit::{Control, Standardization, Validation};
use flow_runtime::nalgebra::{Matrix1xX, Matrix2xX, Vector1, Vector2};
use flow_runtime::{Batch, ConditionalFlow, FitOptions, Flow, Points, flow};

flow! {
    pub struct Pair<2> { layers: [coupling(conditioner = mlp(hidden = [6])), reverse, affine] }
}

flow! {
    pub struct Given<2, context = 1> { layers: [coupling(conditioner = mlp(hidden = [6])), affine] }
}

/// Numbers that `f32` holds exactly.
fn points() -> Vec<[f64; 2]> {
    (0..300).map(|k| [f64::from((0.1 * k as f32).sin()), f64::from((0.3 * k as f32).cos())]).collect()
}

fn options() -> FitOptions {
    FitOptions { epochs: 2, batch_size: 50, ..FitOptions::default() }
}

#[test]
fn all_kinds_of_points_are_one_batch() {
    let double = points();
    let single: Vec<[f32; 2]> = double.iter().map(|x| x.map(|x| x as f32)).collect();
    let fitted = |fit: &dyn Fn(&mut Pair)| {
        let mut pair = Pair::new(1);
        fit(&mut pair);
        pair.to_bytes().unwrap()
    };
    let matrix = Matrix2xX::from_columns(&single.iter().map(|x| Vector2::from(*x)).collect::<Vec<_>>());
    let expected = fitted(&|pair| drop(pair.fit(&matrix, &options()).unwrap()));
    let flat: Vec<f64> = double.as_flattened().to_vec();
    let array: [[f32; 2]; 300] = single.clone().try_into().unwrap();
    let fits: [&dyn Fn(&mut Pair); 8] = [
        &|pair| drop(pair.fit(&double, &options()).unwrap()),
        &|pair| drop(pair.fit(&single, &options()).unwrap()),
        &|pair| drop(pair.fit(&double[..], &options()).unwrap()),
        &|pair| drop(pair.fit(&array, &options()).unwrap()),
        &|pair| drop(pair.fit(double.iter().copied(), &options()).unwrap()),
        &|pair| drop(pair.fit(single.iter().map(|x| [x[0], x[1]]), &options()).unwrap()),
        &|pair| drop(pair.fit(&matrix.map(f64::from), &options()).unwrap()),
        &|pair| drop(pair.fit(&Points::<f64, 2>::of_rows(&flat).unwrap(), &options()).unwrap()),
    ];
    for (k, fit) in fits.iter().enumerate() {
        assert_eq!(fitted(fit), expected, "way {k}");
    }
    let pair = Pair::from_bytes(&expected).unwrap();
    // Each point alone is the oracle.
    let alone: Vec<f32> = single.iter().map(|x| pair.log_prob(&Vector2::from(*x))).collect();
    assert_eq!(pair.log_prob_batch(&double).as_slice(), alone);
    assert_eq!(pair.log_prob_batch(single.iter().copied()).as_slice(), alone);
    assert_eq!(pair.inverse_batch(&single).0.column(7), pair.inverse(&Vector2::from(single[7])).0);
    assert_eq!(pair.forward_batch(&double).1[7], pair.forward(&Vector2::from(single[7])).1);
    assert_eq!(pair.log_prob_and_grad_batch(&single).0.as_slice(), alone);
    let error = Points::<f64, 2>::of_rows(&flat[1..]).unwrap_err().to_string();
    assert_eq!(error, "found 599 numbers, expected whole rows of 2");
}

fn score<By>(pair: &Pair<f64>, points: impl Batch<2, By>) -> f64 {
    pair.log_prob_batch(points).sum()
}

#[test]
fn a_batch_goes_through_code_of_a_user() {
    let pair = Pair::new(1).cast::<f64>();
    assert_eq!(score(&pair, &points()), score(&pair, points().into_iter()));
}

#[test]
fn contexts_come_in_the_same_ways() {
    let (points, contexts): (Vec<[f64; 2]>, Vec<[f32; 1]>) = (points(), (0..300).map(|k| [k as f32 / 300.0]).collect());
    let mut given = Given::new(1);
    let report = given.fit(&points, contexts.iter().copied(), &options()).unwrap();
    let mut again = Given::new(1);
    let (columns, matrix) = (
        Matrix2xX::from_iterator(300, points.iter().flatten().copied()),
        Matrix1xX::from_iterator(300, contexts.iter().map(|c| c[0])),
    );
    again.fit(&columns, &matrix, &options()).unwrap();
    assert_eq!((report.steps, again.to_bytes().unwrap()), (12, given.to_bytes().unwrap()));
    let alone = given.log_prob(&Vector2::new(points[3][0] as f32, points[3][1] as f32), &Vector1::from(contexts[3]));
    assert_eq!(given.log_prob_batch(&points, &contexts).unwrap()[3], alone);
    let error = given.fit(&points[1..], &contexts, &options()).unwrap_err().to_string();
    assert_eq!(error, "found 300 contexts, expected one for each of 299 rows");
}

#[test]
fn an_observer_sees_each_step_and_ends_the_fit() {
    let (mut steps, mut epochs) = (0, 0);
    let report = Pair::new(1)
        .fit_observed(&points(), &options(), |progress| {
            (steps, epochs) =
                (steps + usize::from(progress.finished.is_none()), epochs + usize::from(progress.finished.is_some()));
            Control::Continue
        })
        .unwrap();
    assert_eq!((steps, epochs, report.steps), (12, 2, 12));
    let stopped = Pair::new(1).fit_observed(&points(), &options(), |_| Control::Stop).unwrap();
    assert_eq!(stopped.steps, 1);
    let given = Given::new(1).fit_observed(&points(), (0..300).map(|_| [0.5]), &options(), |_| Control::Stop).unwrap();
    assert_eq!(given.steps, 1);
}

#[test]
fn validation_rows_are_points_and_scales_are_told() {
    let wide: Vec<[f64; 2]> = points().iter().map(|x| [x[0], 1e4 * x[1]]).collect();
    let validation = Validation::points(&wide[..50]);
    assert!(matches!(&validation, Validation::Rows { events, .. } if events == wide[..50].as_flattened()));
    let report = Pair::new(1).fit(&wide, &FitOptions { validation, ..options() }).unwrap();
    assert!(report.warnings[0].starts_with("element 1 has the deviation 7"), "{report}");
    assert!(
        report.to_string().contains("2 epochs, 12 steps; epoch ")
            && report.to_string().contains("\nwarning: element 1")
    );
    let standardized = FitOptions { standardize: Standardization::Moments, ..options() };
    let mut pair = Pair::new(1);
    assert!(pair.fit(&wide, &standardized).unwrap().warnings.is_empty());
    assert!(pair.standardization().unwrap().scale[1] > 1e3);
    assert!(Pair::new(1).fit(&points(), &options()).unwrap().warnings.is_empty());
}

#[cfg(feature = "ndarray")]
#[test]
fn views_of_arrays_are_points_too() {
    let flat = points().as_flattened().to_vec();
    let array = ndarray::Array2::from_shape_vec((300, 2), flat).unwrap();
    let pair = Pair::new(1);
    let rows = Points::<f64, 2>::try_from(array.view()).unwrap();
    assert_eq!(pair.log_prob_batch(&rows), pair.log_prob_batch(&points()));
    // A view that does not lie row after row.
    let turned = array.t().to_owned();
    assert_eq!(Points::<f64, 2>::try_from(turned.t()).unwrap(), rows);
    let error = Points::<f64, 3>::try_from(array.view()).unwrap_err().to_string();
    assert!(error.starts_with("found an array of [300, 2], expected 3 columns"), "{error}");
}

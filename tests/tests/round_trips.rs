//! There and back through emitted code: a point returns up to 16 units in the last place of `f32`, and 1e-12 in `f64`, times the condition
//! of the layer there. Near its ends too: directions of no length, the centre itself, parameters at the edge of what keeps a map invertible.
//! Where the condition leaves no digit, the numbers are finite all the same.

use flow_runtime::nalgebra::{DMatrix, SVector};
use flow_runtime::{Flow, flow};
use flow_tests::numbers::{Stream, derivative};
use flow_tests::oracle::compiled;
use flow_tests::tolerance::{ROUND_TRIP, ROUND_TRIP_F32};

/// Layers as a flow of their own in both spellings, the numbers that they compare points with, and settings of parameters by the end of
/// their names.
macro_rules! layers {
    ($($test:ident, $flow:ident, $size:literal, [$($layer:tt)*], $yaml:literal, $compared:literal, $edges:expr;)*) => {
        mod flows {
            use super::flow;
            $(flow! { pub struct $flow<$size> { layers: [$($layer)*] } })*
        }
        $(
            #[test]
            fn $test() {
                let yaml = format!("{{flow: {}, event: {}, layers: [{}]}}", stringify!($flow), $size, $yaml);
                check(flows::$flow::new(1), flows::$flow::new(1).cast::<f64>(), &yaml, $compared, $edges);
            }
        )*
    };
}

type Edge = &'static [(&'static str, f64)];

layers! {
    planar_maps, Planar, 3, [planar], "planar", 0.0, &[&[("w", 0.0)], &[("w", 1e-18)], &[("w", 1.0), ("u", -12.0)], &[("w", 30.0), ("u", 30.0)]];
    radial_maps, Radial, 3, [radial], "radial", 0.0,
        &[&[("raw_beta", -12.0)], &[("raw_alpha", -12.0)], &[("raw_alpha", -3.0), ("raw_beta", 20.0)], &[("centre", 1e3)]];
    sylvester_maps, Sylvester, 4, [sylvester(rank = 2)], "{sylvester: {rank: 2}}", 0.0,
        &[&[("inner", 20.0), ("outer", -20.0)], &[("inner", 3.0), ("outer", 3.0)], &[("inner", 0.0)], &[("outer", 0.0)]];
    triangular_matrices_of_low_rank, ScaleTril, 3, [scale_tril(rank = 2)], "{scale_tril: {rank: 2}}", 0.0,
        &[&[("raw_diagonal", -1.0)], &[("raw_diagonal", 20.0)], &[("perturbation.0", 0.0), ("perturbation.1", 0.0)]];
    reflections, Householder, 3, [householder], "householder", 0.0, &[&[("v", 1e-15)], &[("v", 1e15)]];
    gates, Gates, 3, [iaf(layers = 1, transformer = gate, conditioner = made(hidden = [4]))],
        "{iaf: {layers: 1, transformer: gate, conditioner: {made: {hidden: [4]}}}}", 0.0, &[&[("bias", -4.0)], &[("bias", 4.0)]];
    triangular_matrices, Triangular, 3, [lower_triangular], "lower_triangular", 0.0, &[&[("raw_diagonal", -6.0)], &[("raw_diagonal", 20.0)]];
    splines, Spline, 2, [rational_quadratic_spline(bins = 4, bound = 2.0)], "{rational_quadratic_spline: {bins: 4, bound: 2.0}}", 2.0,
        &[&[("raw_slopes", -20.0)], &[("raw_widths", 3.0), ("raw_heights", -3.0)]];
}

/// Where `α + β̂` is e⁻³⁰, so that neither type tells points near the centre apart: z is the centre up to its own size, and all is finite.
#[test]
fn a_radial_map_that_is_hardly_invertible_is_finite_at_its_centre() {
    let mut flow = flows::Radial::new(1);
    flow.set_parameters(&[0.5, -1.0, 2.0, 0.3, -30.0]).unwrap();
    let centre = SVector::from([0.5, -1.0, 2.0]);
    for z in [centre, centre * (1.0 + f32::EPSILON), SVector::from([0.5, -1.0, 2.001])] {
        let (x, ladj) = flow.forward(&z);
        let (back, back_ladj) = flow.inverse(&x);
        assert!(ladj.is_finite() && back_ladj.is_finite(), "{z}: {ladj} and {back_ladj}");
        assert!(back.iter().all(|v| v.abs() < 10.0), "{z}: {back}");
        assert!(flow.log_prob(&x).is_finite() && flow.log_prob_and_grad(&x).1.iter().all(|g| g.is_finite()), "{z}");
    }
}

fn check<F32, F64, const D: usize>(mut single: F32, mut double: F64, yaml: &str, compared: f64, edges: &[Edge])
where
    F32: Flow<f32, D>,
    F64: Flow<f64, D>,
{
    let compiled = compiled(yaml);
    let program = compiled.program();
    assert_eq!(F64::emitted_description().architecture, compiled.architecture_hash());
    let mut stream = Stream::new(3);
    let all: Vec<Edge> = [&[] as Edge, &[], &[]].into_iter().chain(edges.iter().copied()).collect();
    for edge in all {
        // Both types have the same parameters.
        let drawn = stream.normals(program.flow().parameter_count(), 0.7);
        let parameters: Vec<f64> = placed(program, &drawn, edge).into_iter().map(|p| f64::from(p as f32)).collect();
        single.set_parameters(&parameters.iter().map(|p| *p as f32).collect::<Vec<_>>()).unwrap();
        double.set_parameters(&parameters).unwrap();
        for z in points(program, &parameters, &mut stream) {
            let condition = condition(program, &parameters, &z);
            let narrow = SVector::<f32, D>::from_iterator(z.iter().map(|v| *v as f32));
            let (x, ladj) = single.forward(&narrow);
            let (back, back_ladj) = single.inverse(&x);
            let at = format!("{yaml} at {z:?} with {edge:?} {parameters:?}");
            let error = apart(back.iter().map(|v| f64::from(*v)), &z);
            if condition > LOST {
                continue;
            }
            let size = size_of(&z, x.iter().map(|v| f64::from(*v)), &parameters, program).max(compared);
            assert!(
                error <= ROUND_TRIP_F32 * condition * size,
                "{at}: {back:?}, off by {error:e}, condition {condition:e}"
            );
            assert!(ladj.is_finite() && back_ladj.is_finite(), "{at}: {ladj} and {back_ladj}");
            let wide = SVector::<f64, D>::from_column_slice(&z);
            let (x, _) = double.forward(&wide);
            let (back, _) = double.inverse(&x);
            let error = apart(back.iter().copied(), &z);
            let size = size_of(&z, x.iter().copied(), &parameters, program).max(compared);
            assert!(
                error <= ROUND_TRIP * condition * size,
                "{at}: f64 {back:?}, off by {error:e}, condition {condition:e}"
            );
        }
    }
}

/// The parameters with those of some names at one number.
fn placed(program: &flow_compiler::lower::Program, drawn: &[f64], edge: Edge) -> Vec<f64> {
    let mut at = 0;
    let mut out = drawn.to_vec();
    let mut found = 0;
    for (name, shape, _) in program.flow().parameter_table() {
        for (end, value) in edge {
            if name.ends_with(&format!(".{end}")) {
                out[at..at + shape.size()].fill(*value);
                found += 1;
            }
        }
        at += shape.size();
    }
    assert!(found >= edge.len(), "{edge:?} is not all in the parameter table");
    out
}

/// Near zero, at ordinary distance, far out, and where a centre is.
fn points(program: &flow_compiler::lower::Program, parameters: &[f64], stream: &mut Stream) -> Vec<Vec<f64>> {
    let narrow = |z: Vec<f64>| z.into_iter().map(|v| f64::from(v as f32)).collect::<Vec<f64>>();
    let mut out: Vec<Vec<f64>> = Vec::new();
    for scale in [1e-6, 1.0, 1.0, 3.0, 100.0] {
        out.extend((0..4).map(|_| narrow(stream.normals(program.flow().size, scale))));
    }
    let mut at = 0;
    for (name, shape, _) in program.flow().parameter_table() {
        if name.ends_with(".centre") {
            let centre = parameters[at..at + shape.size()].to_vec();
            out.push(narrow(centre.iter().map(|v| v * (1.0 + 1e-6)).collect()));
            out.push(centre);
        }
        at += shape.size();
    }
    out.push(vec![0.0; program.flow().size]);
    out
}

/// A condition at which neither type has a digit left, and an element's image may be that of another.
const LOST: f64 = 1e30;

/// By how much an error of rounding in z or x, whose sizes are like those of the numbers of the layer, can be larger after the round trip:
/// `max |J⁻¹| · max(1, max |J|)` of the forward direction, at least 1.
fn condition(program: &flow_compiler::lower::Program, parameters: &[f64], z: &[f64]) -> f64 {
    let n = z.len();
    let forward = |z: &[f64]| program.forward(parameters, z, &[]).0;
    let jacobian = DMatrix::from_vec(n, n, (0..n).flat_map(|i| derivative(forward, z, i)).collect());
    let largest = jacobian.amax();
    let back = jacobian.try_inverse().map_or(f64::INFINITY, |inverse| inverse.amax());
    (largest.max(1.0) * back).max(1.0)
}

fn apart(found: impl Iterator<Item = f64>, expected: &[f64]) -> f64 {
    let differences = found.zip(expected).map(|(f, e)| (f - e).abs());
    differences.fold(0.0, |worst: f64, e| if e.is_nan() { f64::NAN } else { worst.max(e) })
}

/// The size of the numbers that a layer works with there: point, image and what it moves them by.
fn size_of(
    z: &[f64],
    x: impl Iterator<Item = f64>,
    parameters: &[f64],
    program: &flow_compiler::lower::Program,
) -> f64 {
    let mut at = 0;
    let mut shifts = Vec::new();
    for (name, shape, _) in program.flow().parameter_table() {
        if ["centre", "shift", "u", "bias", "outer"].iter().any(|end| name.ends_with(&format!(".{end}"))) {
            shifts.extend_from_slice(&parameters[at..at + shape.size()]);
        }
        at += shape.size();
    }
    z.iter().copied().chain(x).chain(shifts).fold(0.0, |m: f64, v| m.max(v.abs()))
}

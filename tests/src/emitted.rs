//! Emitted code against the interpreter at a few points: both directions, log-determinants, densities and gradients.

use flow_compiler::Compiled;
use flow_compiler::lower::Program;
use flow_runtime::nalgebra::{DMatrix, SVector};
use flow_runtime::{ConditionalFlow, Flow, Real};

use flow_engine::Engine;
use flow_runtime::__private::engine::batch::{Rows, What};
use flow_runtime::__private::engine::construct::set_parameters;
use flow_runtime::__private::engine::rows;

use crate::engine::same_bits;
use crate::numbers::{Stream, close};
use crate::oracle::{compiled, gradient};
use crate::tolerance::{EMITTED_F32, EMITTED_F64};

/// How many points of a flow are compared.
const POINTS: usize = 3;
/// The deviation of parameters: the larger, the worse a flow's condition.
const DEVIATION: f64 = 0.25;

/// Results of emitted code at a point: `x` and `ladj` of z, `z` and `ladj` of x, `log p`, and its gradients by x, the context and the
/// parameters.
struct Emitted {
    x: (Vec<f64>, f64),
    z: (Vec<f64>, f64),
    log_prob: f64,
    with_gradient: f64,
    of_x: Vec<f64>,
    of_parameters: Vec<f64>,
}

/// Checks a flow without a context, in both numbers, against the interpreter of its other spelling.
///
/// # Panics
/// Where they differ.
pub fn check<F32: Flow<f32, D>, F64: Flow<f64, D>, const D: usize>(mut single: F32, mut double: F64, yaml: &str) {
    let case = Case::new(yaml, F64::emitted_description().architecture);
    double.set_parameters(&case.parameters).expect("as many parameters");
    single.set_parameters(&narrow(&case.parameters)).expect("as many parameters");
    same_bits(&double, yaml);
    same_bits(&single, yaml);
    case.compare(
        |z, _| {
            let (x, ladj) = double.forward(&SVector::from_column_slice(z));
            let (back, back_ladj) = double.inverse(&x);
            let (with_gradient, of_x, of_parameters) = double.log_prob_and_grad(&x);
            Emitted {
                x: (x.as_slice().to_vec(), ladj),
                z: (back.as_slice().to_vec(), back_ladj),
                log_prob: double.log_prob(&x),
                with_gradient,
                of_x: of_x.as_slice().to_vec(),
                of_parameters: of_parameters.as_slice().to_vec(),
            }
        },
        |x, _| f64::from(single.log_prob(&SVector::from_column_slice(x))),
    );
}

/// The same of a flow with a context.
///
/// # Panics
/// Where they differ.
pub fn check_given<F32, F64, const D: usize, const C: usize>(mut single: F32, mut double: F64, yaml: &str)
where
    F32: ConditionalFlow<f32, D, C>,
    F64: ConditionalFlow<f64, D, C>,
{
    let case = Case::new(yaml, F64::emitted_description().architecture);
    double.set_parameters(&case.parameters).expect("as many parameters");
    single.set_parameters(&narrow(&case.parameters)).expect("as many parameters");
    same_bits(&double, yaml);
    same_bits(&single, yaml);
    case.compare(
        |z, given| {
            let context = SVector::from_column_slice(given);
            let (x, ladj) = double.forward(&SVector::from_column_slice(z), &context);
            let (back, back_ladj) = double.inverse(&x, &context);
            let (with_gradient, of_x, _, of_parameters) = double.log_prob_and_grad(&x, &context);
            Emitted {
                x: (x.as_slice().to_vec(), ladj),
                z: (back.as_slice().to_vec(), back_ladj),
                log_prob: double.log_prob(&x, &context),
                with_gradient,
                of_x: of_x.as_slice().to_vec(),
                of_parameters: of_parameters.as_slice().to_vec(),
            }
        },
        |x, given| {
            f64::from(single.log_prob(&SVector::from_column_slice(x), &SVector::from_column_slice(&narrow(given))))
        },
    );
}

/// The plans of a flow in the engine, in both numbers, against the interpreter; the points where the
/// flow's condition leaves enough digits to compare.
///
/// # Panics
/// Where they differ.
pub fn check_engine(yaml: &str) -> usize {
    let case = Case::new(yaml, &compiled(yaml).architecture_hash());
    let mut double = Engine::<f64>::new(&case.compiled, 1);
    let mut single = Engine::<f32>::new(&case.compiled, 1);
    set_parameters(&mut double, &case.parameters).expect("as many parameters");
    set_parameters(&mut single, &narrow(&case.parameters)).expect("as many parameters");
    let whole = |what: What, x: &[f64], given: &[f64]| {
        let (numbers, ladj) = rows::apply(&double, what, Rows::of_data(x, given));
        (numbers, ladj[0])
    };
    case.compare_where(
        |z, given| {
            let x = whole(What::Forward, z, given);
            let gradients = rows::log_prob_and_grad(&double, &x.0, given);
            Emitted {
                z: whole(What::Inverse, &x.0, given),
                log_prob: rows::log_prob(&double, Rows::of_data(&x.0, given))[0],
                with_gradient: gradients.log_prob[0],
                of_x: gradients.event,
                of_parameters: gradients.parameters,
                x,
            }
        },
        |x, given| f64::from(rows::log_prob(&single, Rows::of_data(x, &narrow(given)))[0]),
        |z, given, condition| {
            // Layers may undo what others have lost, as tanh and its inverse do. Numbers with fewer digits
            // tell how much is lost on the way.
            let lost = |what: What, numbers: &[f64]| {
                let (exact, rough) = (whole(what, numbers, given), rough(&single, what, numbers, given));
                let pairs = exact.0.iter().zip(&rough.0).chain([(&exact.1, &rough.1)]);
                let parts = pairs.map(|(a, b)| (a - b).abs() / a.abs().max(1.0));
                // What is no number in f32 has lost everything.
                let lost =
                    parts.fold(0.0, |most: f64, part| if part.is_nan() { f64::INFINITY } else { most.max(part) });
                (lost / f64::from(f32::EPSILON), exact.0)
            };
            let (there, x) = lost(What::Forward, z);
            let condition = condition.max(there).max(lost(What::Inverse, &x).0);
            (EMITTED_F64 * condition < SHOWS).then_some(condition)
        },
    )
}

/// One direction in f32.
fn rough(flow: &Engine<f32>, what: What, numbers: &[f64], given: &[f64]) -> (Vec<f64>, f64) {
    let (x, ladj) = rows::apply(flow, what, Rows::of_data(&narrow(numbers), &narrow(given)));
    (x.into_iter().map(f64::from).collect(), f64::from(ladj[0]))
}

/// A larger tolerance would show nothing.
const SHOWS: f64 = 1e-6;

fn narrow<T: Real>(numbers: &[f64]) -> Vec<T> {
    numbers.iter().map(|v| T::from_f64(*v)).collect()
}

/// The interpreter's side.
struct Case {
    compiled: Compiled,
    parameters: Vec<f64>,
}

impl Case {
    fn new(yaml: &str, architecture: &str) -> Self {
        let compiled = compiled(yaml);
        assert_eq!(architecture, compiled.architecture_hash(), "the two spellings are not one flow");
        let count = compiled.program().flow().parameter_count();
        let parameters = Stream::new(1 + count as u64).normals(count, DEVIATION);
        Case { compiled, parameters }
    }

    fn compare(&self, double: impl Fn(&[f64], &[f64]) -> Emitted, single: impl Fn(&[f32], &[f64]) -> f64) {
        self.compare_where(double, single, |_, _, condition| Some(condition));
    }

    /// Compares at the points that have a condition; tells how many these are.
    fn compare_where(
        &self,
        double: impl Fn(&[f64], &[f64]) -> Emitted,
        single: impl Fn(&[f32], &[f64]) -> f64,
        condition: impl Fn(&[f64], &[f64], f64) -> Option<f64>,
    ) -> usize {
        let (program, parameters) = (self.compiled.program(), &self.parameters);
        let mut stream = Stream::new(program.flow().size as u64);
        let mut compared = 0;
        for _ in 0..POINTS {
            let z = self.point(&mut stream);
            let given = stream.normals(program.flow().context, 1.0);
            let found = double(&z, &given);
            let (expected, ladj) = program.forward(parameters, &z, &given);
            let x = &found.x.0;
            let Some(condition) = condition(&z, &given, self::condition(program, parameters, x, &given)) else {
                continue;
            };
            let tolerance = EMITTED_F64 * condition;
            compared += 1;
            agree("x", x, &expected, tolerance);
            agree("ladj", &[found.x.1], &[ladj], tolerance);
            let (expected, ladj) = program.inverse(parameters, x, &given);
            agree("z", &found.z.0, &expected, tolerance);
            agree("inverse ladj", &[found.z.1], &[ladj], tolerance);
            let log_prob = program.log_prob(parameters, x, &given);
            agree("log_prob", &[found.log_prob], &[log_prob], tolerance);
            agree("log_prob with gradient", &[found.with_gradient], &[log_prob], tolerance);
            let (of_x, of_parameters) = gradient(program, parameters, x, &given);
            agree("gradient in x", &found.of_x, &of_x, tolerance);
            agree("gradient in parameters", &found.of_parameters, &of_parameters, tolerance);
            let rounded: Vec<f32> = narrow(x);
            if rounded.iter().all(|v| program.flow().support.contains(f64::from(*v))) {
                let loose = EMITTED_F32 * condition;
                let value = single(&rounded, &given);
                assert!(close(value, log_prob, loose), "f32: {value}, expected {log_prob} up to {loose:e}");
            }
        }
        compared
    }

    /// A latent point: within 0 and 1 where the base is.
    fn point(&self, stream: &mut Stream) -> Vec<f64> {
        let size = self.compiled.program().flow().size;
        let normals = stream.normals(size, 1.0);
        let unit = self.compiled.program().base_log_prob(&self.parameters, &vec![-0.5; size]) == f64::NEG_INFINITY;
        if unit { normals.into_iter().map(|v| 1.0 / (1.0 + (-v).exp())).collect() } else { normals }
    }
}

/// `max |J| · max |J⁻¹|` of the density direction, by central differences; at least 1.
fn condition(program: &Program, parameters: &[f64], x: &[f64], given: &[f64]) -> f64 {
    let column = |i: usize| {
        let h = 1e-6 * x[i].abs();
        let moved = |h: f64| {
            let mut x = x.to_vec();
            x[i] += h;
            program.inverse(parameters, &x, given).0
        };
        moved(h).into_iter().zip(moved(-h)).map(move |(p, m)| (p - m) / (2.0 * h)).collect::<Vec<_>>()
    };
    let n = x.len();
    let jacobian = DMatrix::from_vec(n, n, (0..n).flat_map(column).collect());
    let largest = jacobian.amax();
    let back = jacobian.try_inverse().map_or(f64::INFINITY, |inverse| inverse.amax());
    (largest * back).max(1.0)
}

/// Agreement relative to the size of the numbers of the row.
fn agree(what: &str, found: &[f64], expected: &[f64], tolerance: f64) {
    assert!(tolerance < SHOWS, "{what}: a tolerance of {tolerance:e} would show nothing");
    let size = expected.iter().fold(1.0, |m: f64, v| m.max(v.abs()));
    for (i, (f, e)) in found.iter().zip(expected).enumerate() {
        let message = || format!("{what}[{i}]: emitted {f:e}, interpreted {e:e}, up to {tolerance:e} of {size:e}");
        assert!((f - e).abs() <= tolerance * size, "{}", message());
    }
    assert_eq!(found.len(), expected.len(), "{what}");
}

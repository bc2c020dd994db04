//! Every tolerance of the tests, in one table. None is loosened in the change that needs it.

/// Emitted code against the interpreter, f64, relative to the size of the result.
pub const EMITTED_F64: f64 = 1e-11;
/// Emitted code against the interpreter, f32, relative to the size of the result.
pub const EMITTED_F32: f64 = 1e-4;
/// A round trip through the interpreter, relative, times the condition of the map.
pub const ROUND_TRIP: f64 = 1e-12;
/// A log-determinant against that of a Jacobian by Richardson's central differences.
pub const LOG_DET: f64 = 1e-8;
/// A gradient against Richardson's central differences, relative.
pub const GRADIENT: f64 = 1e-7;
/// A density's integral over the plane, where the density is smooth.
pub const INTEGRAL_SMOOTH: f64 = 1e-6;
/// A density's integral where it has kinks.
pub const INTEGRAL_KINKED: f64 = 1e-4;
/// A round trip through emitted `f32` code, relative to the numbers that the layer works with, times the condition of the map: 16 units in
/// the last place.
pub const ROUND_TRIP_F32: f64 = 16.0 * f32::EPSILON as f64;

//! Shared tools of this package's tests: tolerances, small generators, and ways from a declaration to its interpreter.

pub mod architectures;
pub mod declarations;
pub mod doors;
pub mod emitted;
pub mod engine;
pub mod laws;
pub mod numbers;
pub mod oracle;
pub mod sequential;
pub mod step;
pub mod tolerance;

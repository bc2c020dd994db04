//! Masks and orders of degrees as the runtime's kernels take them.

use flow_compiler::shape;
use flow_runtime::__private::{Degrees, Stairs};

/// An order of degrees as the runtime's kernels take it.
pub fn degrees(d: &shape::Degrees) -> Degrees {
    Degrees::new(d.always, d.first, d.groups, d.size)
}

/// A mask as the runtime's kernels take it.
pub fn stairs(s: &shape::Stairs) -> Stairs {
    Stairs::new(degrees(&s.rows), degrees(&s.columns), s.strict)
}

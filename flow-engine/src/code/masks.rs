//! Masks, windows and orders of degrees as the runtime's kernels take them.

use flow_compiler::shape;
use flow_runtime::__private::{Axis, Contraction, Degrees, Stairs, Window};

/// An order of degrees as the runtime's kernels take it.
pub fn degrees(d: &shape::Degrees) -> Degrees {
    Degrees::new(d.always, d.first, d.groups, d.size)
}

/// A mask as the runtime's kernels take it.
pub fn stairs(s: &shape::Stairs) -> Stairs {
    Stairs::new(degrees(&s.rows), degrees(&s.columns), s.strict)
}

/// How a matrix lies, as the runtime's kernels take it.
pub fn contraction(of: &shape::Contraction) -> Contraction {
    match of {
        shape::Contraction::Matrix(mask) => Contraction::Matrix(mask.as_ref().map(stairs)),
        shape::Contraction::Window(window) => Contraction::Window(self::window(window)),
    }
}

fn window(w: &shape::Window) -> Window {
    let whole = Window::new(axis(&w.height), axis(&w.width), w.inputs, w.outputs);
    w.causal.map_or(whole, |shape::Causal { groups, strict }| whole.causal(groups, strict))
}

fn axis(a: &shape::Axis) -> Axis {
    Axis::new(a.input, a.output, a.kernel, a.stride, a.dilation, a.before)
}

//! The elementary functions by name, over a block; the kernels' benchmark has them from here too.

use flow_runtime::__private::numeric::isa::{Isa, Segment};
use flow_runtime::Real;

/// `y = name(x)`, element by element.
pub struct Map<'a, T> {
    pub name: &'static str,
    pub x: &'a [T],
    pub y: &'a mut [T],
}

impl<T: Real> Segment for Map<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let pairs = self.x.iter().zip(self.y);
        match self.name {
            "exp" => pairs.for_each(|(&x, y)| *y = isa.exp(x)),
            "expm1" => pairs.for_each(|(&x, y)| *y = isa.expm1(x)),
            "log_abs" => pairs.for_each(|(&x, y)| *y = isa.log_abs(x)),
            "log1p" => pairs.for_each(|(&x, y)| *y = isa.log1p(x)),
            "tanh" => pairs.for_each(|(&x, y)| *y = isa.tanh(x)),
            "sech2" => pairs.for_each(|(&x, y)| *y = isa.sech2(x)),
            "atanh" => pairs.for_each(|(&x, y)| *y = isa.atanh(x)),
            "sinh" => pairs.for_each(|(&x, y)| *y = isa.sinh(x)),
            "cosh" => pairs.for_each(|(&x, y)| *y = isa.cosh(x)),
            "asinh" => pairs.for_each(|(&x, y)| *y = isa.asinh(x)),
            "acosh" => pairs.for_each(|(&x, y)| *y = isa.acosh(x)),
            "sigmoid" => pairs.for_each(|(&x, y)| *y = isa.sigmoid(x)),
            "softplus" => pairs.for_each(|(&x, y)| *y = isa.softplus(x)),
            "sin" => pairs.for_each(|(&x, y)| *y = isa.sin(x)),
            "cos" => pairs.for_each(|(&x, y)| *y = isa.cos(x)),
            other => panic!("there is no function `{other}`"),
        }
    }
}

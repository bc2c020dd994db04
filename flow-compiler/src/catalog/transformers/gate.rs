//! `gate`: a weighted mean of the element and a number.

use crate::ir::Expr;
use crate::vocabulary::{Checked, Elementwise, Filled, Scalar, Settings, Value, Word};

/// `x = g z + (1 − g) m`, with a gate between 0 and 1.
pub struct Gate;

impl Word for Gate {
    fn name(&self) -> &'static str {
        "gate"
    }
    fn doc(&self) -> &'static str {
        "Gate: `x = g z + (1 − g) m` with `g = sigmoid(raw + bias)`; with a positive bias it starts near the identity. It is the affine \
         map of scale g and shift (1 − g) m. (Kingma et al. 2016)"
    }
    fn settings(&self) -> Settings {
        Settings::none().within("bias", (-10.0, 10.0), 2.0, "what is added to the raw gate")
    }
    fn elementwise(&self) -> Option<&dyn Elementwise> {
        Some(self)
    }
}

impl Elementwise for Gate {
    fn parameters(&self, _: Checked) -> Vec<Scalar> {
        vec![Scalar::each("raw_gate", 0.0), Scalar::each("m", 0.0)]
    }

    fn forward<'g>(&self, z: Expr<'g>, parameters: &[Expr<'g>], settings: Checked) -> Expr<'g> {
        let raw = parameters[0] + settings.number("bias");
        // 1 − sigmoid(raw) = sigmoid(−raw), without cancellation.
        raw.sigmoid().named("gate") * z + (-raw).sigmoid() * parameters[1]
    }

    fn examples(&self) -> Vec<Filled> {
        let defaults = self.defaults();
        vec![defaults.clone(), defaults.with("bias", Value::Number(-1.0))]
    }
}

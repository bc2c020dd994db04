//! `logistic`: real numbers with tails that fall as e⁻ˣ.

use crate::catalog::bases::standard_logistic::StandardLogistic;
use crate::vocabulary::{Base, RealFamily, Settings, Word};

/// `x = m + s log(u / (1 − u))` for a uniform u.
pub struct Logistic;

impl Word for Logistic {
    fn name(&self) -> &'static str {
        "logistic"
    }
    fn doc(&self) -> &'static str {
        "Logistic: real numbers with the density `e^(−y) / (s (1 + e^(−y))²)` at `y = (x − m)/s`, where the network outputs the location m and \
         the scale s, as of the transformer `affine`. Its tails are heavier than the normal's. Flows may follow it."
    }
    fn settings(&self) -> Settings {
        Settings::none()
    }
    fn real_family(&self) -> Option<&dyn RealFamily> {
        Some(self)
    }
}

impl RealFamily for Logistic {
    fn standard(&self) -> &'static (dyn Base + Sync) {
        &StandardLogistic
    }
}

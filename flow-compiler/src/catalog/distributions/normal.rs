//! `normal`: real numbers around a mean.

use crate::catalog::bases::standard_normal::StandardNormal;
use crate::vocabulary::{Base, RealFamily, Settings, Word};

/// `x = m + s ε` for a standard normal ε.
pub struct Normal;

impl Word for Normal {
    fn name(&self) -> &'static str {
        "normal"
    }
    fn doc(&self) -> &'static str {
        "Normal: real numbers with the density `e^(−(x − m)²/(2s²)) / (s √(2π))`, where the network outputs the mean m and the scale s, as of the \
         transformer `affine`. Flows may follow it."
    }
    fn settings(&self) -> Settings {
        Settings::none()
    }
    fn real_family(&self) -> Option<&dyn RealFamily> {
        Some(self)
    }
}

impl RealFamily for Normal {
    fn standard(&self) -> &'static (dyn Base + Sync) {
        &StandardNormal
    }
}

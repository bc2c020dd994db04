//! Stochastic gradient descent.

use super::MOST_DECAY;
use crate::diag::Diagnostics;
use crate::vocabulary::{Checked, Settings, Training, Word};

/// `b ← μ b + g`, `θ ← θ − η b`.
pub struct Sgd;

impl Word for Sgd {
    fn name(&self) -> &'static str {
        "sgd"
    }
    fn doc(&self) -> &'static str {
        "Stochastic gradient descent: `g ← g + decay · θ`, `b ← μ b + g`, `θ ← θ − η b`, by Nesterov's rule `θ ← θ − η (g + μ b)`. (Polyak 1964; Sutskever et al. 2013)"
    }
    fn settings(&self) -> Settings {
        Settings::none()
            .positive("learning_rate", 1e-3, "η")
            .fraction("momentum", 0.0, "μ, how much of the step before is taken again")
            .flag("nesterov", false, "whether the step looks ahead along the momentum")
            .within("weight_decay", (0.0, MOST_DECAY), 0.0, "what is added to the gradient, times the parameter")
    }
    fn training(&self) -> Option<&dyn Training> {
        Some(self)
    }
}

impl Training for Sgd {
    fn check(&self, settings: Checked, errors: &mut Diagnostics) {
        if settings.flag("nesterov") && settings.number("momentum") == 0.0 {
            errors
                .error(settings.span("nesterov"), "`nesterov` of `sgd` needs `momentum`")
                .help("set a momentum such as 0.9");
        }
    }
}

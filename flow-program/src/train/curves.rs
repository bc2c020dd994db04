//! The curves of a fit, as people read them.

/// The meaning of a fit's scores. Records hold scores, of which larger ones are better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Curves {
    /// They are log-likelihoods, shown as they are.
    LogLikelihood,
    /// They are negative free energies.
    FreeEnergy,
}

impl Curves {
    /// A score as it is shown.
    pub fn shown(self, score: f64) -> f64 {
        match self {
            Curves::LogLikelihood => score,
            Curves::FreeEnergy => -score,
        }
    }

    /// Its name in the columns of a history.
    pub fn column(self) -> &'static str {
        match self {
            Curves::LogLikelihood => "log_prob",
            Curves::FreeEnergy => "free_energy",
        }
    }

    /// The word before a score on a line of progress.
    pub fn word(self) -> &'static str {
        match self {
            Curves::LogLikelihood => "train",
            Curves::FreeEnergy => "free energy",
        }
    }

    /// The name of the samples of a step.
    pub fn rows(self) -> &'static str {
        match self {
            Curves::LogLikelihood => "rows",
            Curves::FreeEnergy => "draws",
        }
    }
}

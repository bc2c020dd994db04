//! The curves of a fit, as people read them.

use crate::scores::bits_per_dimension;

/// The meaning of a fit's scores. Records hold scores, of which larger ones are better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Curves {
    /// They are log-likelihoods, shown as they are.
    LogLikelihood,
    /// They are log-likelihoods of rows of this many whole numbers, which are shown in bits per dimension
    /// too.
    WholeNumbers(usize),
    /// They are evidence lower bounds.
    Elbo,
    /// They are log-densities of rows given their codes.
    Reconstruction,
    /// They are negative free energies.
    FreeEnergy,
}

impl Curves {
    /// A score as it is shown.
    pub fn shown(self, score: f64) -> f64 {
        match self {
            Curves::LogLikelihood | Curves::WholeNumbers(_) | Curves::Elbo | Curves::Reconstruction => score,
            Curves::FreeEnergy => -score,
        }
    }

    /// A score in bits per dimension, where it has a meaning in them.
    pub fn in_bits(self, score: f64) -> Option<f64> {
        match self {
            Curves::WholeNumbers(size) => Some(bits_per_dimension(score, size)),
            Curves::LogLikelihood | Curves::Elbo | Curves::Reconstruction | Curves::FreeEnergy => None,
        }
    }

    /// The number and the unit behind it that a line of progress has for a score.
    pub fn on_a_line(self, score: f64) -> (f64, &'static str) {
        match self.in_bits(score) {
            Some(bits) => (bits, " bits/dim"),
            None => (self.shown(score), ""),
        }
    }

    /// Its name in the columns of a history.
    pub fn column(self) -> &'static str {
        match self {
            Curves::LogLikelihood | Curves::WholeNumbers(_) => "log_prob",
            Curves::Elbo => "elbo",
            Curves::Reconstruction => "reconstruction",
            Curves::FreeEnergy => "free_energy",
        }
    }

    /// The word before a score on a line of progress.
    pub fn word(self) -> &'static str {
        match self {
            Curves::LogLikelihood | Curves::WholeNumbers(_) => "train",
            Curves::Elbo => "train ELBO",
            Curves::Reconstruction => "train reconstruction",
            Curves::FreeEnergy => "free energy",
        }
    }

    /// The name of a score in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Curves::LogLikelihood | Curves::WholeNumbers(_) => "log-likelihood",
            Curves::Elbo => "evidence lower bound",
            Curves::Reconstruction => "reconstruction",
            Curves::FreeEnergy => "free energy",
        }
    }

    /// The name of the samples of a step.
    pub fn rows(self) -> &'static str {
        match self {
            Curves::LogLikelihood | Curves::WholeNumbers(_) | Curves::Elbo | Curves::Reconstruction => "rows",
            Curves::FreeEnergy => "draws",
        }
    }
}

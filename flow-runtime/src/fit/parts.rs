//! The two parts of an evidence lower bound.

/// The two parts of an evidence lower bound, in nats.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ElboParts {
    /// The mean of `log p(x | z)`.
    pub reconstruction: f64,
    /// The mean of `log q(z | x) − log p(z)`.
    pub kl: f64,
}

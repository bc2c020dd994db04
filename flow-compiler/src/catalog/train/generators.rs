//! Generators of data with known densities.

use crate::vocabulary::{Settings, Static, Word};

/// All generators, in the order of the reference page.
pub static GENERATORS: &[Static] = &[&TwoMoons, &Banana, &ColouredShapes];

/// The setting of every generator that asks for new rows in every epoch.
pub const FRESH: &str = "fresh";

/// A bent normal.
pub struct Banana;

impl Word for Banana {
    fn name(&self) -> &'static str {
        "banana"
    }
    fn doc(&self) -> &'static str {
        "A bent normal: `(¼ x₂² + ε₁, x₂)` with `x₂ = 4 ε₂` and standard normal ε; its entropy is 4.224171 nats."
    }
    fn settings(&self) -> Settings {
        Settings::none().count_or("rows", 1, 20_000, "how many rows").flag(
            FRESH,
            false,
            "whether every epoch has new rows",
        )
    }
}

/// Two interleaved half circles.
pub struct TwoMoons;

impl Word for TwoMoons {
    fn name(&self) -> &'static str {
        "two_moons"
    }
    fn doc(&self) -> &'static str {
        "Two interleaved half circles: `(cos θ, sin θ)` or `(1 − cos θ, ½ − sin θ)` with θ uniform in (0, π), plus normal noise."
    }
    fn settings(&self) -> Settings {
        Settings::none()
            .count_or("rows", 1, 20_000, "how many rows")
            .positive("noise", 0.05, "standard deviation of the noise")
            .flag(FRESH, false, "whether every epoch has new rows")
    }
}

/// Images of three colours.
pub struct ColouredShapes;

impl Word for ColouredShapes {
    fn name(&self) -> &'static str {
        "coloured_shapes"
    }
    fn doc(&self) -> &'static str {
        "Images of `[3, 32, 32]` bytes: a square, a disc or a triangle of one colour on a ground of another, with noise of 8 levels; \
         their entropy is 3.013803 bits per dimension."
    }
    fn settings(&self) -> Settings {
        Settings::none().count_or("rows", 1, 20_000, "how many rows").flag(
            FRESH,
            false,
            "whether every epoch has new rows",
        )
    }
}

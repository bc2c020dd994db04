//! Synthetic data with a known density: what a flow learned can be compared with the truth.
//!
//! A generator is one file and one entry in [`generator`].

mod banana;
mod coloured_shapes;
mod two_moons;

pub use banana::Banana;
pub use coloured_shapes::ColouredShapes;
pub use two_moons::TwoMoons;

use crate::data::Table;
use crate::error::{Error, Result, listed, nearest, quoted};

/// A source of samples with a name, settings and, where it is known, an exact density.
pub trait Generator: Sync {
    /// The name in a spec.
    fn name(&self) -> &'static str;

    /// Settings with their values, in the order of the documentation.
    fn settings(&self) -> Vec<(&'static str, f64)>;

    /// Number of elements of a sample.
    fn columns(&self) -> usize;

    /// The samples `0 .. rows` of a seed and epoch, each epoch's others. A shorter draw is a prefix
    /// of a longer one. Whole numbers, to which a fit adds noise, are bytes of the table.
    fn draw(&self, rows: usize, seed: u64, epoch: u64) -> Table;

    /// The exact log-density at `x` in nats.
    ///
    /// # Panics
    /// When `x` has not [`columns`](Self::columns) elements.
    fn log_density(&self, x: &[f64]) -> f64;

    /// The differential entropy `−E log p(x)`: the least mean negative log-likelihood that any
    /// model reaches. `None` where it is not known.
    fn entropy(&self) -> Option<Entropy>;
}

/// A computed entropy in nats.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entropy {
    /// The entropy.
    pub value: f64,
    /// An estimate, on the large side, of the error of `value`.
    pub error: f64,
}

/// The generator with this name and these settings; settings that are left out have their defaults.
///
/// # Errors
/// For an unknown name or setting, or a setting out of its range.
pub fn generator(name: &str, settings: &[(&str, f64)]) -> Result<Box<dyn Generator>> {
    type Make = fn(&[(&str, f64)]) -> Result<Box<dyn Generator>>;
    let known: [(&str, Make); 3] = [
        ("two_moons", two_moons::from_settings),
        ("banana", banana::from_settings),
        ("coloured_shapes", coloured_shapes::from_settings),
    ];
    match known.iter().find(|(known, _)| *known == name) {
        Some((_, make)) => make(settings),
        None => Err(unknown("generator", name, &known.map(|(name, _)| name))),
    }
}

/// One setting's value, or its default; refuses settings other than `known`.
fn setting(settings: &[(&str, f64)], known: &[&str], name: &str, default: f64) -> Result<f64> {
    if let Some((other, _)) = settings.iter().find(|(name, _)| !known.contains(name)) {
        return Err(unknown("setting", other, known));
    }
    Ok(settings.iter().find(|(found, _)| *found == name).map_or(default, |&(_, value)| value))
}

fn unknown(what: &str, name: &str, known: &[&str]) -> Error {
    let expected = listed(known.iter().copied());
    let error = Error::input(format!("found no {what} {}, expected one of {expected}", quoted(name)));
    match nearest(name, known.iter().copied()) {
        Some(near) => error.help(format!("did you mean {}?", quoted(near))),
        None => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generators_are_made_by_name() {
        let two_moons = generator("two_moons", &[("noise", 0.2)]).unwrap();
        assert_eq!(
            (two_moons.name(), two_moons.settings(), two_moons.columns()),
            ("two_moons", vec![("noise", 0.2)], 2)
        );
        assert_eq!(generator("two_moons", &[]).unwrap().settings(), [("noise", 0.05)]);
        let cases = [
            (
                "two_moon",
                vec![],
                "found no generator `two_moon`, expected one of `two_moons`, `banana`, `coloured_shapes`\nhelp: did you mean `two_moons`?",
            ),
            (
                "two_moons",
                vec![("nois", 0.1)],
                "found no setting `nois`, expected one of `noise`\nhelp: did you mean `noise`?",
            ),
            ("banana", vec![("noise", 0.1)], "found no setting `noise`: `banana` has none"),
            ("coloured_shapes", vec![("noise", 4.0)], "found no setting `noise`: `coloured_shapes` has none"),
            ("two_moons", vec![("noise", -0.1)], "found noise -0.1, expected a finite number above 0"),
        ];
        for (name, settings, expected) in cases {
            assert_eq!(generator(name, &settings).err().unwrap().to_string(), expected);
        }
    }
}

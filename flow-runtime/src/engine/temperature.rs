//! The temperature of samples: how far the draws of a base lie from its mode.

use crate::engine::base::Base;
use crate::error::{Error, Result, number};
use crate::model::description::Sampler;
use crate::noise::{Noise, Purpose};
use crate::numeric::Real;

/// The draws of a seed at a temperature, `z = T ε` for the draw ε of a base around 0. The location and
/// scale of a base are layers above it, so that its deviations from its location are multiplied by T.
///
/// T = 1 is the base itself, and T = 0 its mode.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Draw {
    seed: u64,
    temperature: f64,
    kept: Option<Kept>,
}

/// The elements that rows in sequence have in common.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kept {
    /// The first of them.
    pub first: usize,
    /// The one behind the last.
    pub end: usize,
    /// How many rows have those of the first of them.
    pub rows: usize,
}

/// The draws of a seed from the base itself.
impl From<u64> for Draw {
    fn from(seed: u64) -> Self {
        Draw { seed, temperature: 1.0, kept: None }
    }
}

impl Draw {
    /// The draws of a seed from a base at a temperature.
    ///
    /// # Errors
    /// For a temperature that is negative or not finite, and one other than 1 of a base without one location.
    pub fn at_temperature(seed: u64, temperature: f64, base: Sampler) -> Result<Self> {
        let found = format!("found the temperature {}", number(temperature));
        if !(temperature >= 0.0 && temperature.is_finite()) {
            return Err(Error::input(format!("{found}, expected a finite number from 0"))
                .help("1 draws from the flow itself, and 0 gives what the mode of its base becomes"));
        }
        match without_location(base).filter(|_| temperature != 1.0) {
            Some(reason) => Err(Error::input(format!("{found}, but {reason}, so that 1 is expected")).help(
                "leave out the temperature, or declare a base that has one: `standard_normal`, `standard_logistic`, \
                 `laplace`, `student_t` or `normal`",
            )),
            None => Ok(Draw { seed, temperature, kept: None }),
        }
    }

    /// The same draws, but that rows in sequence have some elements of the first of them.
    #[must_use]
    pub fn keeping(self, kept: Kept) -> Self {
        Draw { kept: Some(kept), ..self }
    }

    /// Draws the rows from number `first` on.
    pub fn fill<T: Real>(self, base: Base<'_, T>, first: u64, latent: &mut [T]) {
        self.fill_apart(base, first, latent);
        let Some(Kept { first: from, end, rows }) = self.kept else { return };
        let (rows, mut common) = (rows as u64, vec![T::ZERO; base.size]);
        let mut held = None;
        for (number, row) in (first..).zip(latent.chunks_mut(base.size)) {
            let group = number / rows;
            if held != Some(group) {
                self.fill_apart(base, group * rows, &mut common);
                held = Some(group);
            }
            row[from..end].copy_from_slice(&common[from..end]);
        }
    }

    /// The rows from number `first` on, each a draw of its own.
    fn fill_apart<T: Real>(self, base: Base<'_, T>, first: u64, latent: &mut [T]) {
        if self.temperature == 0.0 {
            // A draw may be infinite in the type of the flow.
            return latent.fill(T::ZERO);
        }
        base.fill(&Noise::new(self.seed, Purpose::Base), 0, first, latent);
        if self.temperature != 1.0 {
            let temperature = T::from_f64(self.temperature);
            latent.iter_mut().for_each(|z| *z *= temperature);
        }
    }
}

/// The reason why deviations from one location have no meaning for a base, where they have none.
fn without_location(base: Sampler) -> Option<&'static str> {
    match base {
        Sampler::StandardNormal | Sampler::StandardLogistic | Sampler::Laplace | Sampler::StudentT(_) => None,
        Sampler::StandardUniform => Some("the base draws uniform numbers, which have no mode to deviate from"),
        Sampler::Cylindrical(_) => Some("the base draws angles, which have no mode to deviate from"),
        Sampler::NormalMixture => Some("the base is a mixture, which has no one location to deviate from"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCATED: [Sampler; 4] =
        [Sampler::StandardNormal, Sampler::StandardLogistic, Sampler::Laplace, Sampler::StudentT(0.1)];

    fn drawn(draw: impl Into<Draw>, sampler: Sampler) -> Vec<f32> {
        let mut out = vec![f32::NAN; 300];
        draw.into().fill(Base { sampler, size: 3, parameters: &[] }, 4, &mut out);
        out
    }

    #[test]
    fn deviations_are_multiplied() {
        for sampler in LOCATED {
            let at = |temperature| drawn(Draw::at_temperature(9, temperature, sampler).unwrap(), sampler);
            let plain = drawn(9, sampler);
            let mut expected = vec![0.0; 300];
            let base = Base { sampler, size: 3, parameters: &[] };
            base.fill(&Noise::new(9, Purpose::Base), 0, 4, &mut expected);
            assert_eq!((&plain, &at(1.0)), (&expected, &expected), "{sampler:?}");
            let half: Vec<f32> = plain.iter().map(|z| 0.5 * z).collect();
            assert_eq!(at(0.5), half, "{sampler:?}");
            assert!(at(0.0).iter().all(|z| z.to_bits() == 0), "{sampler:?}");
        }
    }

    #[test]
    fn rows_in_sequence_have_what_is_kept_in_common() {
        let base = Base { sampler: Sampler::StandardNormal, size: 3, parameters: &[] };
        let plain = |first: u64, n: usize| {
            let mut out = vec![0.0f64; 3 * n];
            Draw::at_temperature(9, 0.5, base.sampler).unwrap().fill(base, first, &mut out);
            out
        };
        let kept = Kept { first: 1, end: 3, rows: 4 };
        let draw = Draw::at_temperature(9, 0.5, base.sampler).unwrap().keeping(kept);
        let mut found = vec![f64::NAN; 3 * 7];
        draw.fill(base, 2, &mut found);
        for (number, row) in (2..9u64).zip(found.chunks(3)) {
            let (own, common) = (plain(number, 1), plain(number / 4 * 4, 1));
            assert_eq!(row, [own[0], common[1], common[2]], "row {number}");
        }
    }

    #[test]
    fn other_temperatures_are_refused_with_the_reason() {
        for temperature in [-0.5, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            let error = Draw::at_temperature(1, temperature, Sampler::StandardNormal).unwrap_err();
            assert!(error.to_string().contains("expected a finite number from 0"), "{error}");
        }
        for sampler in [Sampler::StandardUniform, Sampler::Cylindrical(1.0), Sampler::NormalMixture] {
            assert_eq!(Draw::at_temperature(1, 1.0, sampler).unwrap(), 1.into());
            let error = Draw::at_temperature(1, 0.7, sampler).unwrap_err();
            assert!(error.to_string().starts_with("found the temperature 0.7, but the base "), "{error}");
            assert_eq!(error.exit_code(), 2);
        }
    }
}

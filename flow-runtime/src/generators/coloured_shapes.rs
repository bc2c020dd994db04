//! Images of one coloured shape on a ground of another colour: three channels of bytes whose entropy is
//! known exactly.

use std::ops::Range;

use super::{Entropy, Generator};
use crate::data::Table;
use crate::error::{Error, Result, quoted};
use crate::noise::{Noise, Purpose};

/// Height and width of an image.
const SIDE: usize = 32;
/// Red, green and blue.
const CHANNELS: usize = 3;
/// Positions of an image, and its elements.
const POSITIONS: usize = SIDE * SIDE;
const ELEMENTS: usize = CHANNELS * POSITIONS;
/// Levels of noise, of which every element gets one; colours are multiples of it.
const NOISE: usize = 8;
/// Levels that a channel of a colour can have before the noise.
const SHADES: usize = 256 / NOISE;
/// Colours.
const COLOURS: usize = SHADES.pow(3);
/// A shape with the centre `(y, x)` and radius `r` reaches from `y − r` to `y + r`, and from `x − r` to `x + r`.
const RADII: Range<usize> = 4..10;
/// The ground shows all around a shape.
const MARGIN: usize = 1;
/// Uniform numbers that an image takes before its noise.
const CHOICES: usize = 4;

/// One shape on a ground, `[3, 32, 32]` bytes: a square, a disc or a triangle of one of 1,804 places and
/// sizes, in one of 32,768 colours, on a ground of another. To every element a whole number from 0 to 7 is
/// added, all alike likely.
///
/// Noise never hides which multiple of 8 a colour is, so an image shows everything that was chosen for it:
/// all images are alike likely, and their entropy is the logarithm of their number,
/// `ln(3 · 1,804 · 32,768 · 32,767) + 3,072 ln 8 = 6,417.435` nats, or 3.013803 bits per dimension. Noise
/// between whole numbers, by which a density is fitted, does not change it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ColouredShapes;

pub(super) fn from_settings(settings: &[(&str, f64)]) -> Result<Box<dyn Generator>> {
    match settings.first() {
        None => Ok(Box::new(ColouredShapes)),
        Some((name, _)) => Err(Error::input(format!("found no setting {}: `coloured_shapes` has none", quoted(name)))),
    }
}

/// The forms of shapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Form {
    Square,
    Disc,
    Triangle,
}

const FORMS: [Form; 3] = [Form::Square, Form::Disc, Form::Triangle];

/// A form at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shape {
    form: Form,
    radius: usize,
    /// The row and the column of its centre.
    centre: [usize; 2],
}

impl Shape {
    /// The centres of a radius, along one axis.
    fn centres(radius: usize) -> Range<usize> {
        radius + MARGIN..SIDE - radius - MARGIN
    }

    /// The number of places and sizes of a form.
    fn places() -> usize {
        RADII.map(|radius| Self::centres(radius).len().pow(2)).sum()
    }

    /// A form at one of the places, by its number.
    fn at(form: Form, place: usize) -> Self {
        let (mut radius, mut place) = (RADII.start, place);
        while place >= Self::centres(radius).len().pow(2) {
            place -= Self::centres(radius).len().pow(2);
            radius += 1;
        }
        let centres = Self::centres(radius);
        let centre = [place / centres.len(), place % centres.len()].map(|k| centres.start + k);
        Shape { form, radius, centre }
    }

    /// True where it covers a position.
    fn covers(&self, y: usize, x: usize) -> bool {
        let radius = self.radius as i64;
        let [down, right] = [(y, self.centre[0]), (x, self.centre[1])].map(|(at, centre)| at as i64 - centre as i64);
        down.abs() <= radius
            && right.abs() <= radius
            && match self.form {
                Form::Square => true,
                Form::Disc => down * down + right * right <= radius * (radius + 1),
                Form::Triangle => 2 * right.abs() <= down + radius,
            }
    }

    /// The shape that covers exactly these positions, if there is one.
    fn covering(covered: &[bool]) -> Option<Self> {
        let inside = || (0..POSITIONS).filter(|at| covered[*at]);
        let (top, bottom) = (inside().next()? / SIDE, inside().next_back()? / SIDE);
        let left = inside().map(|at| at % SIDE).min()?;
        let radius = (bottom - top) / 2;
        let centre = [top + radius, left + radius];
        let shapes = FORMS.map(|form| Shape { form, radius, centre });
        let placed = RADII.contains(&radius) && centre.iter().all(|at| Self::centres(radius).contains(at));
        shapes
            .into_iter()
            .filter(|_| placed)
            .find(|shape| (0..POSITIONS).all(|at| covered[at] == shape.covers(at / SIDE, at % SIDE)))
    }
}

/// The number of images, as its logarithm.
fn log_images() -> f64 {
    let shapes = (FORMS.len() * Shape::places()) as f64;
    let colours = (COLOURS * (COLOURS - 1)) as f64;
    shapes.ln() + colours.ln() + ELEMENTS as f64 * (NOISE as f64).ln()
}

/// The whole number below `n` that a uniform number chooses.
fn choice(uniform: f64, n: usize) -> usize {
    ((uniform * n as f64) as usize).min(n - 1)
}

/// The shades of a colour by its number.
fn shades(colour: usize) -> [usize; CHANNELS] {
    [colour / (SHADES * SHADES), colour / SHADES % SHADES, colour % SHADES]
}

/// One image of uniform numbers: those that choose, and then one for the noise of each element.
fn image(uniform: &[f64], bytes: &mut [u8]) {
    let (choices, noise) = uniform.split_at(CHOICES);
    let shape = Shape::at(FORMS[choice(choices[0], FORMS.len())], choice(choices[1], Shape::places()));
    let ground = choice(choices[2], COLOURS);
    // The ground's own colour is left out.
    let colour = choice(choices[3], COLOURS - 1);
    let colours = [shades(ground), shades(if colour < ground { colour } else { colour + 1 })];
    for (k, (byte, noise)) in bytes.iter_mut().zip(noise).enumerate() {
        let (channel, at) = (k / POSITIONS, k % POSITIONS);
        let colour = colours[usize::from(shape.covers(at / SIDE, at % SIDE))];
        *byte = (NOISE * colour[channel] + choice(*noise, NOISE)) as u8;
    }
}

impl Generator for ColouredShapes {
    fn name(&self) -> &'static str {
        "coloured_shapes"
    }

    fn settings(&self) -> Vec<(&'static str, f64)> {
        Vec::new()
    }

    fn columns(&self) -> usize {
        ELEMENTS
    }

    fn draw(&self, rows: usize, seed: u64, epoch: u64) -> Table {
        let noise = Noise::new(seed, Purpose::Data);
        let mut uniform = vec![0.0; CHOICES + ELEMENTS];
        let mut bytes = vec![0; rows * ELEMENTS];
        for (row, bytes) in bytes.chunks_exact_mut(ELEMENTS).enumerate() {
            noise.fill_uniform(epoch, row as u64, uniform.len(), &mut uniform);
            image(&uniform, bytes);
        }
        Table {
            rows,
            columns: ELEMENTS,
            event: vec![CHANNELS, SIDE, SIDE],
            bytes,
            source: "coloured_shapes".into(),
            ..Table::default()
        }
    }

    /// The log-density of whole numbers with noise between 0 and 1, which is the logarithm of the
    /// probability of an image.
    fn log_density(&self, x: &[f64]) -> f64 {
        assert_eq!(x.len(), ELEMENTS, "an image has {ELEMENTS} elements");
        let possible = x.iter().all(|x| (0.0..256.0).contains(x));
        let colour = |at: usize| [0, 1, 2].map(|channel| x[channel * POSITIONS + at] as usize / NOISE);
        let (ground, mut shape) = (colour(0), None);
        let covered: Vec<bool> = (0..POSITIONS).map(|at| colour(at) != ground).collect();
        let one_colour =
            (0..POSITIONS).filter(|at| covered[*at]).all(|at| *shape.get_or_insert(colour(at)) == colour(at));
        match possible && one_colour && Shape::covering(&covered).is_some() {
            true => -log_images(),
            false => f64::NEG_INFINITY,
        }
    }

    fn entropy(&self) -> Option<Entropy> {
        Some(Entropy { value: log_images(), error: 1e-11 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeSet, HashSet};

    /// The entropy rests on this: no two shapes cover the same positions, and each is found again.
    #[test]
    fn every_shape_shows_what_it_is() {
        let mut seen = HashSet::new();
        for form in FORMS {
            for place in 0..Shape::places() {
                let shape = Shape::at(form, place);
                let covered: Vec<bool> = (0..POSITIONS).map(|at| shape.covers(at / SIDE, at % SIDE)).collect();
                assert_eq!(Shape::covering(&covered), Some(shape));
                assert!(!covered[0], "the first position is the ground's");
                assert!(seen.insert(covered), "{shape:?} covers what another does");
            }
        }
        assert_eq!(seen.len(), 3 * 1804);
    }

    #[test]
    fn draws_density_and_entropy_belong_together() {
        let entropy = ColouredShapes.entropy().expect("it is known").value;
        let bits = entropy / (ELEMENTS as f64 * std::f64::consts::LN_2);
        let expected = (3.0 * 1804.0 * 32768.0 * 32767.0f64).log2() / 3072.0 + 3.0;
        assert!((bits - expected).abs() < 1e-12 && (bits - 3.013803).abs() < 5e-7, "{bits}");
        assert!((entropy - 6417.435).abs() < 5e-4, "{entropy}");
        let drawn = ColouredShapes.draw(200, 3, 1);
        let (mut levels, mut greys) = (BTreeSet::new(), [0usize; NOISE]);
        for bytes in drawn.bytes.chunks(ELEMENTS) {
            let mut x: Vec<f64> = bytes.iter().map(|byte| f64::from(*byte) + 0.5).collect();
            assert_eq!(ColouredShapes.log_density(&x), -entropy);
            levels.extend(bytes.iter().copied());
            bytes.iter().for_each(|byte| greys[usize::from(*byte) % NOISE] += 1);
            // A dot of another colour, and a level that there is not, are no such image.
            let own = x[5];
            x[5] = if own < 128.0 { own + 100.0 } else { own - 100.0 };
            assert_eq!(ColouredShapes.log_density(&x), f64::NEG_INFINITY);
            x[5] = 256.0;
            assert_eq!(ColouredShapes.log_density(&x), f64::NEG_INFINITY);
        }
        // Of 614,400 elements an eighth each has a noise, up to six standard deviations.
        let (n, share) = (200.0 * ELEMENTS as f64, 1.0 / NOISE as f64);
        let bound = 6.0 * (n * share * (1.0 - share)).sqrt();
        assert!(greys.iter().all(|found| (*found as f64 - n * share).abs() < bound), "{greys:?}");
        assert!(levels.len() > 250, "{levels:?}");
        assert_eq!(ColouredShapes.draw(10, 3, 1).bytes, drawn.bytes[..10 * ELEMENTS]);
        assert_ne!(ColouredShapes.draw(10, 3, 2).bytes, drawn.bytes[..10 * ELEMENTS]);
        // One colour everywhere is no shape.
        assert_eq!(ColouredShapes.log_density(&[9.5; ELEMENTS]), f64::NEG_INFINITY);
    }
}

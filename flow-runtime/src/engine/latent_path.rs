//! Paths between two latent values, along which a flow goes from one sample to another.

use std::f64::consts::{PI, TAU};

use crate::model::description::Sampler;
use crate::numeric::Real;

/// A path of some steps from one latent value to another, both of which it holds: `z(t)` at
/// `t = k / (steps − 1)`.
///
/// Where the base is normal, the path is an arc: `z(t) = r(t) u(t)`, whose direction `u` goes at a
/// constant pace along the great circle through both directions, and whose length `r = |z|` goes from
/// one to the other linearly. Draws of many normal numbers lie near a sphere around 0, and so do all
/// values on the arc, while the straight line between two draws that are independent comes down to
/// 0.71 of their length, where hardly any draw lies. Where no single circle leads from one to the
/// other, since both lie on one line through 0, the path is that line; so are all paths of other bases,
/// but that angles go the shorter way round.
#[derive(Clone, Debug)]
pub struct LatentPath {
    from: Vec<f64>,
    to: Vec<f64>,
    steps: usize,
    shape: Shape,
}

/// The curve that a path follows.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Shape {
    /// An arc, with both lengths and the angle between both ends.
    Arc { lengths: [f64; 2], angle: f64 },
    /// A line, on which this many last elements are angles.
    Line { angles: usize },
}

/// Sines below this are of angles for which the great circle is one of rounding.
const NO_CIRCLE: f64 = 1e-9;

impl LatentPath {
    /// The path between two latent values of a base, in at least two steps.
    pub fn new<T: Real>(from: &[T], to: &[T], steps: usize, base: Sampler) -> Self {
        let [from, to] = [from, to].map(|z| z.iter().map(|z| z.to_f64()).collect::<Vec<f64>>());
        let shape = match base {
            Sampler::StandardNormal => arc(&from, &to),
            Sampler::Cylindrical(angles) => Shape::Line { angles: angles as usize },
            _ => Shape::Line { angles: 0 },
        };
        LatentPath { from, to, steps, shape }
    }

    /// The steps from number `first` on, as many as `latent` holds.
    pub fn fill<T: Real>(&self, first: usize, latent: &mut [T]) {
        let size = self.from.len();
        for (k, z) in (first..).zip(latent.chunks_mut(size)) {
            // Both ends are exact.
            let [own, other] = match k {
                0 => [1.0, 0.0],
                k if k + 1 >= self.steps => [0.0, 1.0],
                k => self.weights(k as f64 / (self.steps - 1) as f64),
            };
            for ((z, a), b) in z.iter_mut().zip(&self.from).zip(&self.to) {
                *z = T::from_f64(own * a + other * b);
            }
            if let Shape::Line { angles } = self.shape {
                let ends = self.from.iter().zip(&self.to).skip(size - angles);
                let angles = z[size - angles..].iter_mut().zip(ends);
                angles.for_each(|(z, (a, b))| *z = T::from_f64(wrapped(a + other * wrapped(b - a))));
            }
        }
    }

    /// Returns the factors that both ends are multiplied by at `t`.
    fn weights(&self, t: f64) -> [f64; 2] {
        let Shape::Arc { lengths: [a, b], angle } = self.shape else { return [1.0 - t, t] };
        let length = (1.0 - t) * a + t * b;
        let part = |t: f64, end: f64| length * (t * angle).sin() / (angle.sin() * end);
        [part(1.0 - t, a), part(t, b)]
    }
}

/// The arc between two values, or the line where there is no single one.
fn arc(from: &[f64], to: &[f64]) -> Shape {
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let lengths = [from, to].map(|z| dot(z, z).sqrt());
    // Of unit vectors u and v the angle is 2 atan2(|u − v|, |u + v|), which loses no digits near 0 and π.
    let apart = |sign: f64| {
        let difference = |(a, b): (&f64, &f64)| (a / lengths[0] + sign * b / lengths[1]).powi(2);
        from.iter().zip(to).map(difference).sum::<f64>().sqrt()
    };
    let angle = 2.0 * apart(-1.0).atan2(apart(1.0));
    if angle.sin() > NO_CIRCLE { Shape::Arc { lengths, angle } } else { Shape::Line { angles: 0 } }
}

/// The same angle from −π to below π.
fn wrapped(angle: f64) -> f64 {
    (angle + PI).rem_euclid(TAU) - PI
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(from: &[f64], to: &[f64], steps: usize, base: Sampler) -> Vec<Vec<f64>> {
        let mut latent = vec![f64::NAN; steps * from.len()];
        let path = LatentPath::new(from, to, steps, base);
        path.fill(0, &mut latent);
        // Any part of a path is that part of the whole.
        let mut later = vec![f64::NAN; from.len()];
        path.fill(1, &mut later);
        assert_eq!(later, latent[from.len()..2 * from.len()]);
        latent.chunks(from.len()).map(<[f64]>::to_vec).collect()
    }

    #[track_caller]
    fn assert_near(found: &[f64], expected: &[f64]) {
        assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12), "{found:?}, expected {expected:?}");
    }

    #[test]
    fn normal_latents_go_along_an_arc() {
        // A quarter of a circle in three steps of 30 degrees, while the length goes from 1 to 4.
        let found = path(&[1.0, 0.0], &[0.0, 4.0], 4, Sampler::StandardNormal);
        let (half, most) = (0.5, 0.75f64.sqrt());
        let expected = [[1.0, 0.0], [2.0 * most, 2.0 * half], [3.0 * half, 3.0 * most], [0.0, 4.0]];
        found.iter().zip(&expected).for_each(|(found, expected)| assert_near(found, expected));
        assert_eq!((found[0].as_slice(), found[3].as_slice()), (&[1.0, 0.0][..], &[0.0, 4.0][..]));
        // Independent draws of many numbers: their length stays, where a line loses almost a third.
        let draw = |shift: f64| -> Vec<f64> { (0..3000).map(|k| (f64::from(k) * 1.7 + shift).sin()).collect() };
        let (a, b) = (draw(0.0), draw(2.0));
        let length = |z: &[f64]| z.iter().map(|z| z * z).sum::<f64>().sqrt();
        let [arc, line] = [Sampler::StandardNormal, Sampler::StandardLogistic].map(|base| path(&a, &b, 3, base));
        assert!((length(&arc[1]) - 0.5 * (length(&a) + length(&b))).abs() < 1e-9);
        assert!(length(&line[1]) < 0.6 * length(&a));
    }

    #[test]
    fn what_lies_on_one_line_through_zero_stays_on_it() {
        for (from, to) in [([1.0, 2.0], [-2.0, -4.0]), ([1.0, 2.0], [3.0, 6.0]), ([0.0, 0.0], [1.0, 3.0])] {
            let found = path(&from, &to, 3, Sampler::StandardNormal);
            assert_near(&found[1], &[0.5 * (from[0] + to[0]), 0.5 * (from[1] + to[1])]);
        }
        assert_near(&path(&[3.0], &[-1.0], 5, Sampler::StandardNormal).concat(), &[3.0, 2.0, 1.0, 0.0, -1.0]);
    }

    #[test]
    fn other_bases_have_lines_and_angles_the_shorter_way() {
        for base in [Sampler::StandardUniform, Sampler::Laplace, Sampler::NormalMixture] {
            assert_near(&path(&[0.1, 0.9], &[0.5, 0.1], 3, base)[1], &[0.3, 0.5]);
        }
        let found = path(&[0.0, 3.0, 0.5], &[2.0, -3.0, -0.5], 3, Sampler::Cylindrical(2.0));
        assert_near(&found[0], &[0.0, 3.0, 0.5]);
        assert_near(&found[1], &[1.0, -PI, 0.0]);
        assert_near(&found[2], &[2.0, -3.0, -0.5]);
    }

    #[test]
    fn the_type_of_a_flow_holds_both_ends() {
        let (from, to) = ([0.1f32, -0.7, 1e-3], [5.3f32, 0.2, -9.9]);
        let mut latent = [f32::NAN; 15];
        LatentPath::new(&from, &to, 5, Sampler::StandardNormal).fill(0, &mut latent);
        assert_eq!((&latent[..3], &latent[12..]), (&from[..], &to[..]));
    }
}

//! Rows that stay bytes until a tile takes them up: images, to which noise is added on the way.

use std::sync::Arc;

use super::tile::keep_inside;
use crate::model::columns::with_noise;
use crate::model::description::Member;
use crate::noise::{Noise, Purpose};
use crate::numeric::Real;

/// Events of bytes, and the noise that makes numbers of them: the same, by its address, that
/// [`Columns::add_noise`](crate::model::Columns::add_noise) adds to the rows of a table.
pub struct Images {
    /// All images of the data, `[n, size]`.
    bytes: Arc<[u8]>,
    /// Which of them these are.
    numbers: Vec<usize>,
    noise: Noise,
    draw: u64,
}

impl Images {
    /// The images of these numbers, with the noise of a draw: that of an epoch, or of a validation.
    pub fn new(bytes: Arc<[u8]>, numbers: Vec<usize>, seed: u64, draw: u64) -> Self {
        Images { bytes, numbers, noise: Noise::new(seed, Purpose::Dequantization), draw }
    }

    /// Takes the noise of another draw.
    pub fn turn_to(&mut self, seed: u64, draw: u64) {
        (self.noise, self.draw) = (Noise::new(seed, Purpose::Dequantization), draw);
    }

    /// One of these images as the flow takes it up.
    pub fn event<T: Real>(&self, d: &Member, image: usize) -> Vec<T> {
        let (size, row) = (d.size(), self.numbers[image]);
        let mut uniform = vec![0.0; size];
        self.noise.fill_uniform(self.draw, row as u64, size, &mut uniform);
        let bytes = &self.bytes[row * size..][..size];
        let noisy = bytes.iter().zip(uniform).map(|(byte, u)| T::from_f64(with_noise(f64::from(*byte), u)));
        let mut event: Vec<T> = noisy.collect();
        // Rounding to the flow's type must not leave its support.
        keep_inside(d, &mut event);
        event
    }

    /// Chosen images as a feature-major tile; lanes beyond them repeat the last.
    pub fn gather<T: Real>(&self, d: &Member, chosen: &[usize], lanes: usize, tile: &mut [T]) {
        for lane in 0..lanes {
            match chosen.get(lane) {
                Some(image) => {
                    let event = self.event(d, *image);
                    event.iter().enumerate().for_each(|(f, x)| tile[f * lanes + lane] = *x);
                }
                None => tile.chunks_mut(lanes).for_each(|row| row[lane] = row[lane - 1]),
            }
        }
    }
}

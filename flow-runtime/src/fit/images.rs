//! Rows that stay bytes until a step takes them up: images, to which noise is added on the way.

use std::sync::Arc;

use crate::engine::tile::keep_inside;
use crate::engine::workers::{Parts, Workers};
use crate::model::columns::with_noise;
use crate::model::description::Member;
use crate::noise::{Noise, Purpose};
use crate::numeric::Real;

/// Events of bytes, and the noise that makes numbers of them: the same, by its address, that
/// [`Columns::add_noise`](crate::model::Columns::add_noise) adds to the rows of a table.
#[derive(Clone)]
pub struct Images {
    bytes: Arc<[u8]>,
    noise: Noise,
    draw: u64,
}

impl Images {
    /// The bytes of rows, with the noise of a draw: that of an epoch, or of a validation.
    pub fn new(bytes: &[u8], seed: u64, draw: u64) -> Self {
        Images { bytes: bytes.into(), noise: Noise::new(seed, Purpose::Dequantization), draw }
    }

    /// Takes the noise of another draw.
    pub fn turn_to(&mut self, seed: u64, draw: u64) {
        (self.noise, self.draw) = (Noise::new(seed, Purpose::Dequantization), draw);
    }

    /// The rows of these numbers as the flow takes them up, one after another in `out`.
    pub fn gather<T: Real>(&self, d: &Member, rows: &[usize], out: &mut [T], workers: &Workers) {
        let size = d.size();
        workers.share(Parts::new(out, size), |(place, out)| {
            let row = rows[place];
            let mut uniform = vec![0.0; size];
            self.noise.fill_uniform(self.draw, row as u64, size, &mut uniform);
            let event = &self.bytes[row * size..][..size];
            for ((x, byte), uniform) in out.iter_mut().zip(event).zip(&uniform) {
                *x = T::from_f64(with_noise(f64::from(*byte), *uniform));
            }
            // Rounding to the flow's type must not leave its support.
            keep_inside(d, out);
        });
    }
}

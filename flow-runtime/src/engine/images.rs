//! Rows that stay bytes until a tile takes them up: images, which are drawn on the way, and crops of recordings.

use std::sync::Arc;

use super::tile::keep_inside;
use crate::model::description::Member;
use crate::model::{Columns, Recordings};
use crate::noise::{Noise, Purpose};
use crate::numeric::Real;

/// Events of bytes, and what makes numbers of them: the same, by its address, that
/// [`Columns::draw`] makes of the rows of a table.
pub struct Images {
    bytes: Bytes,
    columns: Columns,
    /// Seed and draw.
    address: (u64, u64),
}

/// The bytes of events.
enum Bytes {
    /// Some of the images of the data, `[n, size]`, by their numbers.
    Rows(Arc<[u8]>, Vec<usize>),
    /// Crops of recordings, which begin where the draw says.
    Crops(Recordings),
}

impl Images {
    /// The images of these numbers, as the draw of a seed makes them of their columns: that of an epoch, or
    /// of a validation.
    pub fn new(bytes: Arc<[u8]>, numbers: Vec<usize>, columns: &Columns, address: (u64, u64)) -> Self {
        Images { bytes: Bytes::Rows(bytes, numbers), columns: columns.clone(), address }
    }

    /// Crops of recordings, as the draw of a seed takes them.
    pub fn crops(recordings: Recordings, columns: &Columns, address: (u64, u64)) -> Self {
        Images { bytes: Bytes::Crops(recordings), columns: columns.clone(), address }
    }

    /// Takes another draw of a seed.
    pub fn turn_to(&mut self, address: (u64, u64)) {
        self.address = address;
    }

    /// One of these images as the flow takes it up.
    pub fn event<T: Real>(&self, d: &Member, image: usize) -> Vec<T> {
        let (size, (seed, draw)) = (d.size(), self.address);
        let (row, bytes) = match &self.bytes {
            Bytes::Rows(bytes, numbers) => (numbers[image], &bytes[numbers[image] * size..][..size]),
            Bytes::Crops(recordings) => (image, recordings.crop(size, place_of_crop((seed, draw), image))),
        };
        let mut numbers: Vec<f64> = bytes.iter().map(|byte| f64::from(*byte)).collect();
        self.columns.draw_from(row as u64, &mut numbers, size, seed, draw);
        let mut event: Vec<T> = numbers.into_iter().map(T::from_f64).collect();
        // Rounding to the flow's type must not leave its support.
        keep_inside(d, &mut event);
        event
    }

    /// The contexts of crops, `[n, context]`, of events of this size; nothing where these are no crops.
    pub fn contexts_of_crops(&self, size: usize) -> Vec<f64> {
        let Bytes::Crops(recordings) = &self.bytes else { return Vec::new() };
        let context = |crop| recordings.context_of_crop(size, place_of_crop(self.address, crop));
        (0..recordings.crops(size)).flat_map(context).copied().collect()
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

/// The uniform number that chooses a crop, as the draw of a seed takes it.
fn place_of_crop((seed, draw): (u64, u64), crop: usize) -> f64 {
    Noise::new(seed, Purpose::Crops).uniform(draw, crop as u64, 1, 0)
}

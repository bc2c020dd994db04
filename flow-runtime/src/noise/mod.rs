//! Counter-based randomness: every random number is a function of its place, not of what was drawn
//! before it.
//!
//! A number's address is a key (seed, [`Purpose`]) and a position (draw or epoch, row, element).
//! ChaCha8 maps each address to one 64-bit word, and one word makes one uniform or one normal
//! number (by the inverse distribution function: rejection would use words by chance). So neither
//! batch size, tile nor thread can change a number; `sample(10)` is a prefix of `sample(100)`; a
//! training run resumes at any step with nothing saved but its seed.
//!
//! Uniform numbers are exact. The last digits of normal ones depend on the number type and, where
//! its multiply-adds round twice, on the instruction set.
//!
//! In ChaCha's terms the key bytes are the seed, the purpose's number (both as 64-bit little
//! endian) and a fixed tag; the nonce is the draw; word `row · columns + element` of that stream is
//! the number's.

mod permutation;
pub(crate) mod quantile;

pub use permutation::{permutation, shuffle_order};
pub use quantile::normal_quantile;

use crate::numeric::Real;
use crate::numeric::isa::dispatch;
use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng, SeedableRng};
use pulp::bytemuck::cast_slice_mut;
use quantile::Normals;

/// Numbers that are drawn at a time: few enough to stay off the heap.
pub(crate) const BLOCK: usize = 256;

/// The purpose of random numbers; different purposes never share a number. The values are part of
/// the file format of results: changing one changes every result of that purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u64)]
pub enum Purpose {
    /// Initial parameters.
    Initialisation = 1,
    /// Draws from the base distribution.
    Base = 2,
    /// The order of rows within an epoch.
    Shuffle = 3,
    /// Which rows are held out for validation.
    Split = 4,
    /// Dropout masks.
    Dropout = 5,
    /// Rows of a data generator.
    Data = 6,
    /// Noise added to discrete data.
    Dequantization = 7,
    /// Draws from the base on which a fit without data steps.
    Steps = 8,
    /// Draws from the base, and contexts, that judge such a fit.
    Judgement = 9,
    /// Draws from the base of an estimate by importance.
    Importance = 10,
    /// Zeros and ones in place of levels.
    Binarization = 11,
    /// Where crops of recordings begin.
    Crops = 12,
    /// Dropout masks of the posterior of a latent variable model.
    PosteriorDropout = 13,
    /// Dropout masks of its prior.
    PriorDropout = 14,
}

/// All random numbers of one seed and purpose, addressed by position. Holds a key and no state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noise {
    key: [u8; 32],
}

impl Noise {
    /// The numbers of this seed and purpose.
    pub fn new(seed: u64, purpose: Purpose) -> Self {
        let mut key = *b"................flow noise, v. 1";
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8..16].copy_from_slice(&(purpose as u64).to_le_bytes());
        Self { key }
    }

    /// The uniform number in (0, 1) at `(draw, row, element)`, in rows of `columns` elements.
    pub fn uniform(&self, draw: u64, row: u64, columns: usize, element: usize) -> f64 {
        let mut number = [0.0];
        self.fill_uniform_from(draw, row, columns, element, &mut number);
        number[0]
    }

    /// The standard normal number at `(draw, row, element)`, in rows of `columns` elements.
    pub fn normal(&self, draw: u64, row: u64, columns: usize, element: usize) -> f64 {
        let mut number = [0.0];
        dispatch(Normals { uniform: &[self.uniform(draw, row, columns, element)], out: &mut number });
        number[0]
    }

    /// Uniform numbers in (0, 1) for the rows from `first_row` on, as many as `out` has room for:
    /// `out[row · columns + element]`.
    pub fn fill_uniform(&self, draw: u64, first_row: u64, columns: usize, out: &mut [f64]) {
        self.fill_uniform_from(draw, first_row, columns, 0, out);
    }

    /// Uniform numbers in (0, 1) for the elements of one row from `first` on.
    pub fn fill_uniform_from(&self, draw: u64, row: u64, columns: usize, first: usize, out: &mut [f64]) {
        // The words are written where their numbers will be.
        self.words(draw, row, columns, first).fill_bytes(cast_slice_mut(out));
        out.iter_mut().for_each(|u| *u = open_unit(u64::from_le(u.to_bits())));
    }

    /// Standard normal numbers for the rows from `first_row` on, as many as `out` has room for:
    /// `out[row · columns + element]`. In `f32` they are those of `f64` to some units in the last
    /// place.
    pub fn fill_normal<T: Real>(&self, draw: u64, first_row: u64, columns: usize, out: &mut [T]) {
        let mut uniform = [0.0; BLOCK];
        for (block, out) in out.chunks_mut(BLOCK).enumerate() {
            let uniform = &mut uniform[..out.len()];
            self.fill_uniform_from(draw, first_row, columns, block * BLOCK, uniform);
            dispatch(Normals { uniform, out });
        }
    }

    /// The stream of a draw from one position on.
    fn words(&self, draw: u64, row: u64, columns: usize, element: usize) -> ChaCha8Rng {
        let index = u128::from(row) * columns as u128 + element as u128;
        let mut stream = ChaCha8Rng::from_seed(self.key);
        stream.set_stream(draw);
        // ChaCha counts words of 32 bits.
        stream.set_word_pos(2 * index);
        stream
    }
}

/// An odd multiple of 2⁻⁵³, from the upper 52 bits of `word`: never 0 or 1, exact, and symmetric
/// about ½.
#[inline(always)]
fn open_unit(word: u64) -> f64 {
    const HALF_STEP: f64 = 1.0 / (1u64 << 53) as f64;
    // The bits make a number from 1 to 2, and the difference is exact.
    f64::from_bits(word >> 12 | 1.0f64.to_bits()) - (1.0 - HALF_STEP)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Asymptotic probability that Kolmogorov's statistic `√n · D` exceeds `t`: `2 Σ (−1)^{k−1}
    /// exp(−2 k² t²)`.
    fn kolmogorov_tail(t: f64) -> f64 {
        (1..100).map(|k| 2.0 * f64::from(k % 2 * 2 - 1) * (-2.0 * f64::from(k * k) * t * t).exp()).sum()
    }

    /// The probability of a distance as large as this between a sample and the distribution it
    /// should have.
    pub fn ks_p_value(mut sample: Vec<f64>, cdf: impl Fn(f64) -> f64) -> f64 {
        sample.sort_by(f64::total_cmp);
        let n = sample.len() as f64;
        let distance = |(i, &x): (usize, &f64)| (cdf(x) - i as f64 / n).abs().max((cdf(x) - (i + 1) as f64 / n).abs());
        kolmogorov_tail(sample.iter().enumerate().map(distance).fold(0.0, f64::max) * n.sqrt())
    }

    /// A false alarm has probability 2 · 10⁻⁶ over the choice of seed; the seed is fixed, so it
    /// cannot come and go.
    #[test]
    fn uniforms_and_normals_have_their_distributions() {
        let mut sample = vec![0.0; 100_000];
        Noise::new(7, Purpose::Base).fill_uniform(0, 0, 5, &mut sample);
        assert!(ks_p_value(sample.clone(), |x| x) > 1e-6);
        Noise::new(8, Purpose::Base).fill_normal(3, 0, 5, &mut sample);
        assert!(ks_p_value(sample, quantile::tests::normal_cdf) > 1e-6);
    }

    #[test]
    fn a_number_depends_on_its_address_only() {
        let noise = Noise::new(11, Purpose::Base);
        for columns in [1, 2, 3, 7, 64] {
            let mut whole = vec![0.0; 100 * columns];
            noise.fill_normal(4, 0, columns, &mut whole);
            for batch in [1, 3, 10, 99] {
                let mut parts = vec![0.0; whole.len()];
                for (i, part) in parts.chunks_mut(batch * columns).enumerate() {
                    noise.fill_normal(4, (i * batch) as u64, columns, part);
                }
                assert_eq!(parts, whole, "{columns} columns in batches of {batch}");
            }
            assert_eq!(noise.normal(4, 99, columns, columns - 1), whole[100 * columns - 1]);
            let mut first = vec![0.0; 10 * columns];
            noise.fill_normal(4, 0, columns, &mut first);
            assert_eq!(first, whole[..10 * columns], "a short sample is a prefix of a long one");
        }
    }

    #[test]
    fn different_addresses_give_different_numbers() {
        use Purpose::*;
        let mut seen = std::collections::BTreeSet::new();
        for purpose in [
            Initialisation,
            Base,
            Shuffle,
            Split,
            Dropout,
            Data,
            Dequantization,
            Steps,
            Judgement,
            Importance,
            Binarization,
        ] {
            for (seed, draw, row, element) in [(0, 0, 0, 0), (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)] {
                let far = Noise::new(seed, purpose).uniform(draw, row + (1 << 50), 2, element);
                assert!(seen.insert(far.to_bits()));
                assert!(seen.insert(Noise::new(seed, purpose).uniform(draw, row, 2, element).to_bits()));
            }
        }
    }

    #[test]
    fn uniforms_stay_inside_the_open_interval() {
        assert_eq!(open_unit(0), 2f64.powi(-53));
        assert_eq!(open_unit(u64::MAX), 1.0 - 2f64.powi(-53));
        assert_eq!(open_unit(0) + open_unit(u64::MAX), 1.0);
        assert!(normal_quantile(open_unit(u64::MAX)).is_finite());
    }

    /// Pins the numbers, by words computed with another implementation of ChaCha8: results of old
    /// seeds must not change.
    #[test]
    fn words_are_those_of_chacha8() {
        let noise = Noise::new(1, Purpose::Base);
        let mut words = noise.words(0, 0, 1, 0);
        assert_eq!([words.next_u64(), words.next_u64()], [0x977c_53df_ee80_919e, 0x4402_2da4_e145_7f9d]);
        assert_eq!(noise.words(5, 1 << 40, 3, 0).next_u64(), 0xdbed_9d54_0aac_d811);
    }
}

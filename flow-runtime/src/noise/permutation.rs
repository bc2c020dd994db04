//! Random orders: Fisher–Yates over a source of 64-bit words.
//!
//! [`permutation`] is specified to the last bit, since the compiler has a twin of it: a seeded
//! `permute` layer must mean the same order in both.
//!
//! * Words: SplitMix64 (Steele, Lea, Flood 2014). The state starts at the seed; each word first adds
//!   `0x9E3779B97F4A7C15` to it (all arithmetic modulo 2⁶⁴), then mixes a copy `z` of it: `z ^= z >> 30`,
//!   `z *= 0xBF58476D1CE4E5B9`, `z ^= z >> 27`, `z *= 0x94D049BB133111EB`, `z ^= z >> 31`.
//! * Numbers below `bound`: words are taken until one is at least `2⁶⁴ mod bound`; the number is that word modulo `bound`.
//! * Order: start from `0, 1, …, n − 1`; for `i` from `n − 1` down to 1, exchange places `i` and `j`, with `j` a number
//!   below `i + 1`.

use super::Noise;
use chacha20::rand_core::Rng;

/// The order of `0 .. n` that belongs to `seed` (specified in the module's documentation).
pub fn permutation(seed: u64, n: usize) -> Vec<usize> {
    let mut state = seed;
    fisher_yates(n, || split_mix(&mut state))
}

/// The order in which an epoch visits `0 .. n`: the same algorithm over the words of `noise` at
/// that epoch.
pub fn shuffle_order(noise: &Noise, epoch: u64, n: usize) -> Vec<usize> {
    let mut words = noise.words(epoch, 0, 1, 0);
    fisher_yates(n, || words.next_u64())
}

fn fisher_yates(n: usize, mut word: impl FnMut() -> u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    for i in (1..n).rev() {
        order.swap(i, below(i as u64 + 1, &mut word) as usize);
    }
    order
}

/// A uniform number below `bound` (not 0). Refusing the lowest `2⁶⁴ mod bound` words leaves a
/// multiple of `bound`, so no number is favoured.
fn below(bound: u64, mut word: impl FnMut() -> u64) -> u64 {
    let refused = bound.wrapping_neg() % bound;
    loop {
        let word = word();
        if word >= refused {
            return word % bound;
        }
    }
}

fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let z = *state;
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::super::Purpose;
    use super::*;

    /// The first words of seed 1234567 as published with several implementations of SplitMix64.
    #[test]
    fn split_mix_gives_the_published_words() {
        let mut state = 1_234_567;
        let words: Vec<u64> = (0..3).map(|_| split_mix(&mut state)).collect();
        assert_eq!(words, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn refuses_the_words_that_would_favour_small_numbers() {
        // 2⁶⁴ mod (2⁶³ + 1) = 2⁶³ − 1: the words below it are refused.
        let bound = (1 << 63) + 1;
        let mut words = [0, (1 << 63) - 2, (1 << 63) - 1].into_iter();
        assert_eq!(below(bound, || words.next().unwrap()), (1 << 63) - 1);
    }

    /// 24 orders of 4 over 24 000 seeds: chi-square with 23 degrees of freedom exceeds 66.6 with
    /// probability 5 · 10⁻⁶.
    #[test]
    fn all_orders_are_equally_likely() {
        let noise = Noise::new(5, Purpose::Shuffle);
        let sources: [&dyn Fn(u64) -> Vec<usize>; 2] = [&|k| permutation(k, 4), &|k| shuffle_order(&noise, k, 4)];
        for order in sources {
            let mut counts = std::collections::BTreeMap::new();
            (0..24_000).for_each(|k| *counts.entry(order(k)).or_insert(0) += 1);
            assert_eq!(counts.len(), 24);
            let statistic: f64 = counts.values().map(|&count| f64::from(count - 1000).powi(2) / 1000.0).sum();
            assert!(statistic < 66.6, "{statistic}");
        }
    }

    /// Pinned by another implementation of the specification, for the compiler's twin and for old
    /// results.
    #[test]
    fn orders_are_fixed() {
        assert!(permutation(0, 0).is_empty());
        assert_eq!(permutation(3, 1), [0]);
        assert_eq!(permutation(7, 8), [1, 4, 5, 2, 6, 0, 3, 7]);
        assert_eq!(permutation(u64::MAX, 6), [3, 5, 0, 1, 4, 2]);
    }
}

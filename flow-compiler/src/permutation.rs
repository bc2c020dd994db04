//! The generator of seeded permutations, specified to the bit.
//!
//! State `s` starts at the seed. Each draw is SplitMix64: `s += 0x9E3779B97F4A7C15`, then `z = s`,
//! `z = (z ^ z≫30) · 0xBF58476D1CE4E5B9`, `z = (z ^ z≫27) · 0x94D049BB133111EB`, `z ^ z≫31`, all
//! modulo 2⁶⁴. A number below `n` is the draw modulo `n`, where draws at or above the largest
//! multiple of `n` are drawn again. The order starts as `0, 1, …`; for `i` from the last place down
//! to 1, place `i` is exchanged with a place drawn below `i + 1`. The runtime holds a twin of this
//! function, and a test compares them: an emitted program states a seed instead of a table.

/// The permutation of `0..n` that belongs to a seed.
///
/// ```
/// let mut order = flow_compiler::permutation::permutation(7, 5);
/// order.sort();
/// assert_eq!(order, [0, 1, 2, 3, 4]);
/// ```
pub fn permutation(seed: u64, n: usize) -> Vec<usize> {
    let mut state = seed;
    let mut below = |bound: u64| {
        let limit = u64::MAX - (u64::MAX % bound + 1) % bound;
        loop {
            let draw = split_mix(&mut state);
            if draw <= limit {
                return (draw % bound) as usize;
            }
        }
    };
    let mut order: Vec<usize> = (0..n).collect();
    for i in (1..n).rev() {
        order.swap(i, below(i as u64 + 1));
    }
    order
}

fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let z = (*state ^ (*state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_of_three_is_about_equally_frequent() {
        let mut count = std::collections::BTreeMap::new();
        for seed in 0..6000 {
            *count.entry(permutation(seed, 3)).or_insert(0) += 1;
        }
        assert_eq!(count.len(), 6);
        // A binomial count of mean 1000 and deviation 29: six deviations fail once in 10⁸ tries.
        assert!(count.values().all(|n: &i32| (n - 1000).abs() < 175), "{count:?}");
    }

    #[test]
    fn the_first_draw_is_the_published_split_mix() {
        // First output of SplitMix64 seeded with 0 (Vigna's reference code prints it).
        assert_eq!(split_mix(&mut 0), 0xE220_A839_7B1D_CDAF);
    }
}

//! Numbers in `f64` that a function is tried on: every exponent, the ranges where functions bend, and the neighbours of special points.

/// Numbers of all exponents and both signs, by their bits.
const BY_BITS: u64 = 1 << 19;
/// Numbers of each range.
const OF_RANGE: u64 = 1 << 18;
/// Neighbours on each side of a special point.
const NEIGHBOURS: i64 = 1 << 9;

/// Ranges that are covered evenly: where `exp` is finite, where sigmoids bend, where the argument is hardly reduced.
const RANGES: [f64; 4] = [1e6, 760.0, 40.0, 1.0];

/// Hands over all samples, in blocks of at most this size.
pub fn blocks(size: usize, mut take: impl FnMut(&[f64])) {
    let mut block = Vec::with_capacity(size);
    for x in samples() {
        block.push(x);
        if block.len() == size {
            take(&block);
            block.clear();
        }
    }
    take(&block);
}

fn samples() -> impl Iterator<Item = f64> {
    // Odd multiples of the golden ratio visit bits and intervals evenly, whatever their number is.
    const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
    let golden = |k: u64| k.wrapping_mul(GOLDEN);
    let by_bits = (0..BY_BITS).map(move |k| f64::from_bits(golden(k)));
    let of_range = move |range: f64| (0..OF_RANGE).map(move |k| (golden(k) as i64) as f64 / 2f64.powi(63) * range);
    by_bits.chain(RANGES.into_iter().flat_map(of_range)).chain(special_points().into_iter().flat_map(neighbours))
}

/// Where a method changes its form, or a result leaves the numbers; of both signs.
fn special_points() -> Vec<f64> {
    let ends = [0.0, 1.0, 2.0, f64::MIN_POSITIVE, f64::MAX, f64::INFINITY, f64::NAN, f64::EPSILON];
    let of_exp =
        [709.782712893384, 708.3964185322641, 745.1332191019412, 354.9, 372.6, 36.7, 37.4, 18.7, 19.1, 22.0, 44.0];
    let roots = [0.5, 2.0, 1.5].map(f64::sqrt);
    let halves = (1..=64).map(|k| f64::from(k) * 0.5);
    let of_ln_2 = halves.clone().map(|k| k * std::f64::consts::LN_2);
    let of_pi = halves.flat_map(|k| [0.5 * k, 1e3 * k].map(|k| k * std::f64::consts::PI));
    let positive = ends.into_iter().chain(of_exp).chain(roots).chain(of_ln_2).chain(of_pi);
    positive.flat_map(|x| [x, -x]).collect()
}

fn neighbours(x: f64) -> impl Iterator<Item = f64> {
    (-NEIGHBOURS..=NEIGHBOURS).map(move |k| f64::from_bits(x.to_bits().wrapping_add_signed(k)))
}

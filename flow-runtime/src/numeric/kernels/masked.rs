//! Products with masked weights that leave the zero blocks out.
//!
//! The weights are packed like any others, zeros in the masked places. A block of rows then stops
//! at the reach of its last row, or for the transpose starts at the first row that reads its first
//! column. The few masked entries along the edge are multiplied as the zeros they are.
//!
//! **Sameness.** A multiply-add with a zero weight leaves a finite chain as it is, so the bits are
//! those of the dense product with masked weights. Only a sum of exactly −0 may keep the sign that
//! adding +0 would have removed.

use super::mask::{Pattern, Stairs};
use super::product::{Activation, Product, Start};
use crate::numeric::Real;

/// `out[r] = activation(bias[r] + Σₖ w[r][k]·x[k])` over the columns k that row r reads.
///
/// Shapes as in `product`; `panels` from `pack_stairs` with
/// the same stairs.
#[inline]
pub fn product_stairs<T: Real>(
    out: &mut [T],
    panels: &[T],
    bias: Option<&[T]>,
    x: &[T],
    rows: usize,
    cols: usize,
    lanes: usize,
    activation: Activation,
    stairs: Stairs,
) {
    stairs.check(rows, cols);
    let (start, pattern) = (bias.map_or(Start::Zero, Start::Bias), Pattern::Stairs(stairs));
    T::product(Product { out, panels, x, start, rows, cols, lanes, activation, gate: None, pattern });
}

/// `out[k] = Σᵢ w[i][k]·g[i]` over the rows i of w that read column k: the cotangent of a masked
/// product's input.
///
/// Shapes: `out` [rows, lanes], `g` [cols, lanes], `panels` from
/// [`pack_stairs_transposed`](super::pack_stairs_transposed). As always `rows` are those of the
/// result, here the columns of w, and `cols` the rows of w; `stairs` describes w.
#[inline]
pub fn product_stairs_transposed<T: Real>(
    out: &mut [T],
    panels: &[T],
    g: &[T],
    rows: usize,
    cols: usize,
    lanes: usize,
    stairs: Stairs,
) {
    stairs.check(cols, rows);
    let (start, activation, pattern) = (Start::Zero, Activation::Identity, Pattern::Transposed(stairs));
    T::product(Product { out, panels, x: g, start, rows, cols, lanes, activation, gate: None, pattern });
}

/// `out[k] = gate[k] > 0 ? Σᵢ w[i][k]·g[i] : 0`, as [`product_gated`](super::product_gated) for a
/// masked weight. Shapes as in [`product_stairs_transposed`], and `gate` as `out`.
#[inline]
pub fn product_stairs_transposed_gated<T: Real>(
    out: &mut [T],
    panels: &[T],
    g: &[T],
    gate: &[T],
    rows: usize,
    cols: usize,
    lanes: usize,
    stairs: Stairs,
) {
    stairs.check(cols, rows);
    let (start, activation, pattern) = (Start::Zero, Activation::Identity, Pattern::Transposed(stairs));
    T::product(Product { out, panels, x: g, start, rows, cols, lanes, activation, gate: Some(gate), pattern });
}

#[cfg(test)]
mod tests {
    use super::super::mask::tests::{made, mask};
    use super::super::product::tests::{bits, masked_chains, numbers};
    use super::super::{pack, pack_stairs, pack_stairs_transposed, packed_len};
    use super::*;
    use crate::numeric::isa::{Baseline, InstructionSet, Isa};

    /// The rows and columns of `w` exchanged.
    fn transposed<U: Copy>(w: &[U], rows: usize, cols: usize) -> Vec<U> {
        (0..w.len()).map(|i| w[i % rows * cols + i / rows]).collect()
    }

    fn agrees<T: Real>(stairs: Stairs, lanes: usize) {
        let (rows, cols, mask) = (stairs.rows.len(), stairs.columns.len(), mask(stairs));
        let (w, x) = (numbers::<T>(rows * cols, 1), numbers::<T>(cols * lanes, 2));
        let (bias, g) = (numbers::<T>(rows, 3), numbers::<T>(rows * lanes, 4));
        let mut panels = vec![T::ONE; packed_len(rows, cols)];
        pack_stairs(&mut panels, &w, rows, cols, stairs);
        let mut across = vec![T::ONE; packed_len(cols, rows)];
        pack_stairs_transposed(&mut across, &w, rows, cols, stairs);
        let relu = Activation::Relu;
        for set in InstructionSet::available() {
            let place = || format!("{} {stairs:?}, {lanes} lanes, {}", T::NAME, set.name());
            let mut out = vec![T::ONE; rows * lanes];
            let (start, pattern) = (Start::Bias(&bias[..]), Pattern::Stairs(stairs));
            let (panels, activation) = (&panels[..], relu);
            let gate = None;
            set.run(Product { out: &mut out, panels, x: &x, start, rows, cols, lanes, activation, gate, pattern });
            let expected = masked_chains(&w, &mask, &bias, &x, cols, lanes, set.fused());
            let expected: Vec<T> = expected.into_iter().map(|y| Baseline.relu(y)).collect();
            assert_eq!(bits(&out), bits(&expected), "{}", place());

            let mut out = vec![T::ONE; cols * lanes];
            let (start, pattern) = (Start::Zero, Pattern::Transposed(stairs));
            let (panels, activation, zeros) = (&across[..], Activation::Identity, vec![T::ZERO; cols]);
            let (w, mask) = (transposed(&w, rows, cols), transposed(&mask, rows, cols));
            let (out_, x, rows, cols) = (&mut out, &g[..], cols, rows);
            set.run(Product { out: out_, panels, x, start, rows, cols, lanes, activation, gate, pattern });
            let expected = masked_chains(&w, &mask, &zeros, x, cols, lanes, set.fused());
            assert_eq!(bits(&out), bits(&expected), "transposed {}", place());
        }
    }

    #[test]
    fn every_output_is_the_chain_of_its_unmasked_weights() {
        for lanes in [1, 5, 64] {
            for d in 1..10 {
                for context in [0, 3] {
                    for hidden in [d, 17, 40] {
                        for stairs in made(d, context, hidden) {
                            agrees::<f32>(stairs, lanes);
                            agrees::<f64>(stairs, lanes);
                        }
                    }
                }
            }
            for stairs in made(43, 2, 150) {
                agrees::<f32>(stairs, lanes);
                agrees::<f64>(stairs, lanes);
            }
        }
    }

    #[test]
    fn packed_weights_are_the_masked_ones_packed() {
        for stairs in (1..10).flat_map(|d| made(d, d % 3, 37)) {
            let (rows, cols) = (stairs.rows.len(), stairs.columns.len());
            let w = numbers::<f32>(rows * cols, 5);
            let masked: Vec<f32> = w.iter().zip(mask(stairs)).map(|(&w, kept)| if kept { w } else { 0.0 }).collect();
            let (mut found, mut expected) = (vec![1.0; packed_len(rows, cols)], vec![1.0; packed_len(rows, cols)]);
            pack_stairs(&mut found, &w, rows, cols, stairs);
            pack(&mut expected, &masked, rows, cols);
            assert_eq!(found, expected, "{stairs:?}");
            let (mut found, mut expected) = (vec![1.0; packed_len(cols, rows)], vec![1.0; packed_len(cols, rows)]);
            pack_stairs_transposed(&mut found, &w, rows, cols, stairs);
            pack(&mut expected, &transposed(&masked, rows, cols), cols, rows);
            assert_eq!(found, expected, "{stairs:?} transposed");
        }
    }

    #[test]
    fn the_public_functions_are_the_dense_ones_with_masked_weights() {
        let [stairs, ..] = made(8, 2, 50);
        let (rows, cols, lanes) = (stairs.rows.len(), stairs.columns.len(), 19);
        let (w, bias, x) = (numbers::<f64>(rows * cols, 6), numbers(rows, 7), numbers(cols * lanes, 8));
        let mut panels = vec![0.0; packed_len(rows, cols)];
        pack_stairs(&mut panels, &w, rows, cols, stairs);
        let (mut out, mut dense) = (vec![1.0; rows * lanes], vec![2.0; rows * lanes]);
        let tanh = Activation::Tanh;
        product_stairs(&mut out, &panels, Some(&bias), &x, rows, cols, lanes, tanh, stairs);
        super::super::product(&mut dense, &panels, Some(&bias), &x, rows, cols, lanes, tanh);
        assert_eq!(bits(&out), bits(&dense));

        let mut across = vec![0.0; packed_len(cols, rows)];
        pack_stairs_transposed(&mut across, &w, rows, cols, stairs);
        let (mut dx, mut dense) = (vec![1.0; cols * lanes], vec![2.0; cols * lanes]);
        product_stairs_transposed(&mut dx, &across, &out, cols, rows, lanes, stairs);
        super::super::product(&mut dense, &across, None, &out, cols, rows, lanes, Activation::Identity);
        assert_eq!(bits(&dx), bits(&dense));

        let gate = numbers::<f64>(cols * lanes, 9);
        let chosen = dense.iter().zip(&gate).map(|(y, gate)| if *gate > 0.0 { *y } else { 0.0 });
        let chosen: Vec<f64> = chosen.collect();
        product_stairs_transposed_gated(&mut dx, &across, &out, &gate, cols, rows, lanes, stairs);
        super::super::product_gated(&mut dense, &across, &out, &gate, cols, rows, lanes);
        assert_eq!((bits(&dx), bits(&dense)), (bits(&chosen), bits(&chosen)));
    }
}

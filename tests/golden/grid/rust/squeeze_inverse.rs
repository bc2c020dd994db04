/// x → z: z = x[0 step 16 × 4 step 2 × 4 step 8 × 2 step 1 × 2], ladj = 0
/// It also does the work of `inverse_tape`.
#[inline(always)]
fn squeeze_inverse<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, .. } = layer;
    for row in 0..64 {
        let x_row = row_of(x, 16 * (row / 16) + 2 * (row / 4 % 4) + 8 * (row / 2 % 2) + row % 2, lanes);
        let z_row_mut = row_of_mut(z, row, lanes);
        for lane in 0..lanes {
            z_row_mut[lane] = x_row[lane];
        }
    }
}

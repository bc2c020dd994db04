/// x → z: z = x[0 step 16 × 4 step 2 × 4 step 8 × 2 step 1 × 2], ladj = 0
/// It also does the work of `inverse_tape`.
#[inline(always)]
fn squeeze_inverse<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, .. } = layer;
    for row in 0..64 {
        each_lane! {
            lane in lanes;
            read x = x[16 * (row / 16) + 2 * (row / 4 % 4) + 8 * (row / 2 % 2) + row % 2];
            write z_out = z[row];
            z_out[lane] = x[lane];
        }
    }
}

/// z → x: x = z[0 step 16 × 4 step 2 × 2 step 4 × 4 step 1 × 2], ladj = 0
/// It also does the work of `forward_tape`.
#[inline(always)]
fn squeeze_forward<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, .. } = layer;
    for row in 0..64 {
        each_lane! {
            lane in lanes;
            read z = z[16 * (row / 16) + 2 * (row / 8 % 2) + 4 * (row / 2 % 4) + row % 2];
            write x_out = x[row];
            x_out[lane] = z[lane];
        }
    }
}

/// cotangents of x → z
/// of argument: x_cotangent
#[inline(always)]
fn squeeze_inverse_vjp<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: result_cotangent, output: argument_cotangent, .. } = layer;
    for row in 0..64 {
        each_lane! {
            lane in lanes;
            read x_cotangent = result_cotangent[16 * (row / 16) + 2 * (row / 8 % 2) + 4 * (row / 2 % 4) + row % 2];
            write argument_cotangent_out = argument_cotangent[row];
            argument_cotangent_out[lane] = x_cotangent[lane];
        }
    }
}

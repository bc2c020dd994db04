/// cotangents of x → z
/// of argument: x_cotangent
#[inline(always)]
fn permute_inverse_vjp<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: result_cotangent, output: argument_cotangent, tables, .. } = layer;
    for row in 0..5 {
        each_lane! {
            lane in lanes;
            read x_cotangent = result_cotangent[tables[row] as usize];
            write argument_cotangent_out = argument_cotangent[row];
            argument_cotangent_out[lane] = x_cotangent[lane];
        }
    }
}

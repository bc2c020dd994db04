/// cotangents of z → x
/// of argument: z_cotangent
#[inline(always)]
fn permute_forward_vjp<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: result_cotangent, output: argument_cotangent, tables, .. } = layer;
    for row in 0..5 {
        each_lane! {
            lane in lanes;
            read z_cotangent = result_cotangent[tables[5 + row] as usize];
            write argument_cotangent_out = argument_cotangent[row];
            argument_cotangent_out[lane] = z_cotangent[lane];
        }
    }
}

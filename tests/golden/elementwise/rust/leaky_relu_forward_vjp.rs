/// cotangents of z → x
/// of argument: (if z < 0 { 0.5*result_cotangent } else { result_cotangent })
#[inline(always)]
fn leaky_relu_forward_vjp<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: result_cotangent, output: argument_cotangent, tape, .. } = layer;
    let [z] = carve(tape, lanes, [5]);
    for row in 0..5 {
        each_lane! {
            lane in lanes;
            read z = z[row], result_cotangent = result_cotangent[row];
            write argument_cotangent_out = argument_cotangent[row];
            let result_cotangent = result_cotangent[lane];
            let product_3 = real::<T>(0.5) * result_cotangent;
            let z_cotangent = if z[lane] < T::ZERO { product_3 } else { result_cotangent };
            argument_cotangent_out[lane] = z_cotangent;
        }
    }
}

/// cotangents of x → z
/// of argument: (if x < 0 { 2*result_cotangent } else { result_cotangent })
#[inline(always)]
fn leaky_relu_inverse_vjp<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: result_cotangent, output: argument_cotangent, result: z, .. } = layer;
    for row in 0..5 {
        each_lane! {
            lane in lanes;
            read z = z[row], result_cotangent = result_cotangent[row];
            write argument_cotangent_out = argument_cotangent[row];
            let (z, result_cotangent) = (z[lane], result_cotangent[lane]);
            let product_2 = real::<T>(0.5) * z;
            let chosen_3 = if z < T::ZERO { product_2 } else { z };
            let product_6 = real::<T>(2.0) * result_cotangent;
            let x_cotangent = if chosen_3 < T::ZERO { product_6 } else { result_cotangent };
            argument_cotangent_out[lane] = x_cotangent;
        }
    }
}

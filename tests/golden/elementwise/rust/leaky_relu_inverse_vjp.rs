/// cotangents of x → z
/// of argument: (if … < … { 0 } else { result_cotangent } + (if … < … { …*… } else { 0 }))
#[inline(always)]
fn leaky_relu_inverse_vjp<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: result_cotangent, output: argument_cotangent, result: z, .. } = layer;
    for row in 0..5 {
        let z_row = row_of(z, row, lanes);
        let result_cotangent_row = row_of(result_cotangent, row, lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, row, lanes);
        for lane in 0..lanes {
            let z = z_row[lane];
            let product_2 = real::<T>(0.5) * z;
            let chosen_3 = if z < T::ZERO { product_2 } else { z };
            let below_4 = chosen_3 < T::ZERO;
            let result_cotangent = result_cotangent_row[lane];
            let chosen_6 = if below_4 { T::ZERO } else { result_cotangent };
            let product_7 = real::<T>(2.0) * result_cotangent;
            let chosen_8 = if below_4 { product_7 } else { T::ZERO };
            argument_cotangent_row_mut[lane] = chosen_6 + chosen_8;
        }
    }
}

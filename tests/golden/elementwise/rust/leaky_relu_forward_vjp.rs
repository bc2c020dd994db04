/// cotangents of z → x
/// of argument: (if … < … { 0 } else { result_cotangent } + (if … < … { …*… } else { 0 }))
#[inline(always)]
fn leaky_relu_forward_vjp<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: result_cotangent, output: argument_cotangent, tape, .. } = layer;
    let [z] = carve(tape, lanes, [5]);
    for row in 0..5 {
        let result_cotangent_row = row_of(result_cotangent, row, lanes);
        let z_row = row_of(z, row, lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, row, lanes);
        for lane in 0..lanes {
            let below_1 = z_row[lane] < T::ZERO;
            let result_cotangent = result_cotangent_row[lane];
            let chosen_3 = if below_1 { T::ZERO } else { result_cotangent };
            let product_4 = real::<T>(0.5) * result_cotangent;
            let chosen_5 = if below_1 { product_4 } else { T::ZERO };
            argument_cotangent_row_mut[lane] = chosen_3 + chosen_5;
        }
    }
}

/// cotangents of x → z
/// of argument: [exp(…*…)[1..2]*result_cotangent[1..2]; exp(…*…)[0..1]*result_cotangent[0..1]]
/// of sum(-5*tanh(…*…)): ladj_cotangent
/// of shift_0: -exp(-5*tanh(0.2*raw_scale))[0..1]*result_cotangent[0..1]
/// of exp(…*…)[0..1]: (x[0..1] - shift_0)*result_cotangent[0..1]
/// of shift_1: -exp(-5*tanh(0.2*raw_scale))[1..2]*result_cotangent[1..2]
/// of exp(…*…)[1..2]: (x[1..2] - shift_1)*result_cotangent[1..2]
#[inline(always)]
fn affine_inverse_vjp<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer {
        lanes,
        input: result_cotangent,
        output: argument_cotangent,
        ladj: ladj_cotangent,
        prepared,
        mut tape,
        ..
    } = layer;
    let (shift_0, gather) = (&prepared[AFFINE_SHIFT_0], &prepared[AFFINE_GATHER]);
    let (shift_1, gather_2) = (&prepared[AFFINE_SHIFT_1], &prepared[AFFINE_GATHER_2]);
    let [x, ladj_cotangent_2, shift_0_cotangent] = carve_from(&mut tape, lanes, [2, 1, 1]);
    let [product_cotangent_2, shift_1_cotangent, product_cotangent] = carve_from(&mut tape, lanes, [1, 1, 1]);
    {
        let [argument_cotangent_1_out, argument_cotangent_0_out] = rows_of_mut(argument_cotangent, [1, 0], lanes);
        each_lane! {
            lane in lanes;
            share shift_1 = shift_1[0], gather_2 = gather_2[0], shift_0 = shift_0[0], gather = gather[0];
            read ladj_cotangent = ladj_cotangent[0], x_1 = x[1], shift_1_cotangent = result_cotangent[1], x_0 = x[0],
                shift_0_cotangent = result_cotangent[0];
            write ladj_cotangent_2_out = ladj_cotangent_2[0], product_cotangent_out = product_cotangent[0],
                shift_1_cotangent_out = shift_1_cotangent[0], product_cotangent_2_out = product_cotangent_2[0],
                shift_0_cotangent_out = shift_0_cotangent[0], argument_cotangent_1_out = argument_cotangent_1_out[0],
                argument_cotangent_0_out = argument_cotangent_0_out[0];
            let product_7 = gather_2 * shift_1_cotangent[lane];
            let product_15 = gather * shift_0_cotangent[lane];
            ladj_cotangent_2_out[lane] = ladj_cotangent[lane];
            product_cotangent_out[lane] = (x_1[lane] - shift_1) * shift_1_cotangent[lane];
            shift_1_cotangent_out[lane] = -product_7;
            product_cotangent_2_out[lane] = (x_0[lane] - shift_0) * shift_0_cotangent[lane];
            shift_0_cotangent_out[lane] = -product_15;
            argument_cotangent_1_out[lane] = product_7;
            argument_cotangent_0_out[lane] = product_15;
        }
    }
}

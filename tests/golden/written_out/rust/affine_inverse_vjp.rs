/// cotangents of x → z
/// of argument: [exp(…*…)[1..2]*result_cotangent[1..2]; exp(…*…)[0..1]*result_cotangent[0..1]]
/// of sum(-5*tanh(…*…)): ladj_cotangent
/// of shift_0: -exp(-5*tanh(0.2*raw_scale))[0..1]*result_cotangent[0..1]
/// of exp(…*…)[0..1]: (x[0..1] - shift_0)*result_cotangent[0..1]
/// of shift_1: -exp(-5*tanh(0.2*raw_scale))[1..2]*result_cotangent[1..2]
/// of exp(…*…)[1..2]: (x[1..2] - shift_1)*result_cotangent[1..2]
#[inline(always)]
fn affine_inverse_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer {
        lanes, input: result_cotangent, output: argument_cotangent, ladj: ladj_cotangent, prepared, tape, ..
    } = layer;
    let shift_0 = &prepared[AFFINE_SHIFT_0];
    let gather = &prepared[AFFINE_GATHER];
    let shift_1 = &prepared[AFFINE_SHIFT_1];
    let gather_2 = &prepared[AFFINE_GATHER_2];
    let [x, ladj_cotangent_2, shift_0_cotangent, product_cotangent_2, shift_1_cotangent, product_cotangent] =
        carve(tape, lanes, [2, 1, 1, 1, 1, 1]);
    {
        let shift_1_value = shift_1[0];
        let gather_2_value = gather_2[0];
        let shift_0_value = shift_0[0];
        let gather_value = gather[0];
        let shift_1_cotangent_row = row_of(result_cotangent, 1, lanes);
        let shift_0_cotangent_row = row_of(result_cotangent, 0, lanes);
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let x_1_row = row_of(x, 1, lanes);
        let x_0_row = row_of(x, 0, lanes);
        let ladj_cotangent_2_row_mut = row_of_mut(ladj_cotangent_2, 0, lanes);
        let product_cotangent_row_mut = row_of_mut(product_cotangent, 0, lanes);
        let shift_1_cotangent_row_mut = row_of_mut(shift_1_cotangent, 0, lanes);
        let product_cotangent_2_row_mut = row_of_mut(product_cotangent_2, 0, lanes);
        let shift_0_cotangent_row_mut = row_of_mut(shift_0_cotangent, 0, lanes);
        let [argument_cotangent_1_row_mut, argument_cotangent_0_row_mut] =
            rows_of_mut(argument_cotangent, [1, 0], lanes);
        affine_inverse_vjp_lanes(
            isa, lanes, shift_1_value, gather_2_value, shift_0_value, gather_value, shift_1_cotangent_row,
            shift_0_cotangent_row, ladj_cotangent_row, x_1_row, x_0_row, ladj_cotangent_2_row_mut,
            product_cotangent_row_mut, shift_1_cotangent_row_mut, product_cotangent_2_row_mut,
            shift_0_cotangent_row_mut, argument_cotangent_1_row_mut, argument_cotangent_0_row_mut,
        );
    }
}

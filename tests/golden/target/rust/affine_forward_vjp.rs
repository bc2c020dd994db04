/// cotangents of z → x
/// of argument: [shift_1_cotangent*scale_1; shift_0_cotangent*scale_0]
/// of sum(5*tanh(…*…)): ladj_cotangent
/// of shift_0: shift_0_cotangent
/// of shift_1: shift_1_cotangent
/// of scale_0: shift_0_cotangent*z[0..1]
/// of scale_1: shift_1_cotangent*z[1..2]
#[inline(always)]
fn affine_forward_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer {
        lanes, input: result_cotangent, output: argument_cotangent, ladj: ladj_cotangent, prepared, tape, ..
    } = layer;
    let scale_0 = &prepared[AFFINE_SCALE_0];
    let scale_1 = &prepared[AFFINE_SCALE_1];
    let [z, ladj_cotangent_2, shift_0_cotangent, shift_1_cotangent, scale_0_cotangent, scale_1_cotangent] =
        carve(tape, lanes, [2, 1, 1, 1, 1, 1]);
    {
        let scale_1_value = scale_1[0];
        let scale_0_value = scale_0[0];
        let shift_0_cotangent_row = row_of(result_cotangent, 0, lanes);
        let shift_1_cotangent_row = row_of(result_cotangent, 1, lanes);
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let z_1_row = row_of(z, 1, lanes);
        let z_0_row = row_of(z, 0, lanes);
        let ladj_cotangent_2_row_mut = row_of_mut(ladj_cotangent_2, 0, lanes);
        let shift_0_cotangent_row_mut = row_of_mut(shift_0_cotangent, 0, lanes);
        let shift_1_cotangent_row_mut = row_of_mut(shift_1_cotangent, 0, lanes);
        let scale_1_cotangent_row_mut = row_of_mut(scale_1_cotangent, 0, lanes);
        let scale_0_cotangent_row_mut = row_of_mut(scale_0_cotangent, 0, lanes);
        let [argument_cotangent_1_row_mut, argument_cotangent_0_row_mut] =
            rows_of_mut(argument_cotangent, [1, 0], lanes);
        affine_forward_vjp_lanes(
            isa, lanes, scale_1_value, scale_0_value, shift_0_cotangent_row, shift_1_cotangent_row, ladj_cotangent_row,
            z_1_row, z_0_row, ladj_cotangent_2_row_mut, shift_0_cotangent_row_mut, shift_1_cotangent_row_mut,
            scale_1_cotangent_row_mut, scale_0_cotangent_row_mut, argument_cotangent_1_row_mut,
            argument_cotangent_0_row_mut,
        );
    }
}

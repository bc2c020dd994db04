/// cotangents of z → x
/// of argument: exp(5*tanh(0.2*raw_scale))*result_cotangent
/// of shift: result_cotangent
/// of exp(5*tanh(…*…)): z*result_cotangent
/// of sum(5*tanh(…*…)): ladj_cotangent
#[inline(always)]
fn affine_forward_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer {
        lanes, input: result_cotangent, output: argument_cotangent, ladj: ladj_cotangent, prepared, tape, ..
    } = layer;
    let scale = &prepared[AFFINE_SCALE];
    let [z, result_cotangent_2, scale_cotangent, ladj_cotangent_2] = carve(tape, lanes, [5, 5, 5, 1]);
    {
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let ladj_cotangent_2_row_mut = row_of_mut(ladj_cotangent_2, 0, lanes);
        for lane in 0..lanes {
            ladj_cotangent_2_row_mut[lane] = ladj_cotangent_row[lane];
        }
    }

    for row in 0..5 {
        let scale_value = scale[row];
        let result_cotangent_row = row_of(result_cotangent, row, lanes);
        let z_row = row_of(z, row, lanes);
        let result_cotangent_2_row_mut = row_of_mut(result_cotangent_2, row, lanes);
        let scale_cotangent_row_mut = row_of_mut(scale_cotangent, row, lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, row, lanes);
        affine_forward_vjp_lanes(
            isa, lanes, scale_value, result_cotangent_row, z_row, result_cotangent_2_row_mut, scale_cotangent_row_mut,
            argument_cotangent_row_mut,
        );
    }
}

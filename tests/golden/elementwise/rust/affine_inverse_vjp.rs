/// cotangents of x → z
/// of argument: exp(-5*tanh(0.2*raw_scale))*result_cotangent
/// of shift: -exp(-5*tanh(0.2*raw_scale))*result_cotangent
/// of exp(-5*tanh(…*…)): (x - shift)*result_cotangent
/// of sum(-5*tanh(…*…)): ladj_cotangent
#[inline(always)]
fn affine_inverse_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer {
        lanes,
        input: result_cotangent,
        output: argument_cotangent,
        ladj: ladj_cotangent,
        parameters,
        prepared,
        tape,
        ..
    } = layer;
    let shift = &parameters[AFFINE_SHIFT];
    let exp = &prepared[AFFINE_EXP];
    let [x, shift_cotangent, product_cotangent, ladj_cotangent_2] = carve(tape, lanes, [5, 5, 5, 1]);
    {
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let ladj_cotangent_2_row_mut = row_of_mut(ladj_cotangent_2, 0, lanes);
        for lane in 0..lanes {
            ladj_cotangent_2_row_mut[lane] = ladj_cotangent_row[lane];
        }
    }

    for row in 0..5 {
        let shift_value = shift[row];
        let exp_value = exp[row];
        let result_cotangent_row = row_of(result_cotangent, row, lanes);
        let x_row = row_of(x, row, lanes);
        let product_cotangent_row_mut = row_of_mut(product_cotangent, row, lanes);
        let shift_cotangent_row_mut = row_of_mut(shift_cotangent, row, lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, row, lanes);
        affine_inverse_vjp_lanes(
            isa, lanes, shift_value, exp_value, result_cotangent_row, x_row, product_cotangent_row_mut,
            shift_cotangent_row_mut, argument_cotangent_row_mut,
        );
    }
}

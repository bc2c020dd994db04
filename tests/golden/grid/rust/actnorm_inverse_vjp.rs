/// cotangents of x → z
/// of argument: exp(-log_deviation)*result_cotangent
/// of mean: fold(-exp(-log_deviation)*result_cotangent)
/// of exp(-log_deviation): fold((x - mean)*result_cotangent)
/// of 16*sum(-…): ladj_cotangent
#[inline(always)]
fn actnorm_inverse_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
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
    let mean = &parameters[ACTNORM_MEAN];
    let exp = &prepared[ACTNORM_EXP];
    let [x, mean_cotangent, fold_cotangent, ladj_cotangent_2] = carve(tape, lanes, [64, 4, 4, 1]);
    fold_cotangent.fill(T::ZERO);
    mean_cotangent.fill(T::ZERO);
    {
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let ladj_cotangent_2_row_mut = row_of_mut(ladj_cotangent_2, 0, lanes);
        for lane in 0..lanes {
            ladj_cotangent_2_row_mut[lane] = ladj_cotangent_row[lane];
        }
    }

    for row in 0..64 {
        let mean_value = mean[row % 4];
        let scale = exp[row % 4];
        let result_cotangent_row = row_of(result_cotangent, row, lanes);
        let x_row = row_of(x, row, lanes);
        let fold_cotangent_row_mut = row_of_mut(fold_cotangent, row % 4, lanes);
        let mean_cotangent_row_mut = row_of_mut(mean_cotangent, row % 4, lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, row, lanes);
        actnorm_inverse_vjp_lanes(
            isa, lanes, mean_value, scale, result_cotangent_row, x_row, fold_cotangent_row_mut, mean_cotangent_row_mut,
            argument_cotangent_row_mut,
        );
    }
}

/// cotangents of z → x
/// of argument: result_cotangent*exp(log_deviation)
/// of mean: fold(result_cotangent)
/// of exp(-log_deviation): fold(-result_cotangent*z/exp(-log_deviation)/exp(-log_deviation))
/// of -16*sum(-…): ladj_cotangent
#[inline(always)]
fn actnorm_forward_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer {
        lanes, input: result_cotangent, output: argument_cotangent, ladj: ladj_cotangent, prepared, tape, ..
    } = layer;
    let exp_2 = &prepared[ACTNORM_EXP_2];
    let [ratio, mean_cotangent, fold_cotangent, ladj_cotangent_2] = carve(tape, lanes, [64, 4, 4, 1]);
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
        let exp_2_value = exp_2[row % 4];
        let result_cotangent_row = row_of(result_cotangent, row, lanes);
        let ratio_row = row_of(ratio, row, lanes);
        let fold_cotangent_row_mut = row_of_mut(fold_cotangent, row % 4, lanes);
        let mean_cotangent_row_mut = row_of_mut(mean_cotangent, row % 4, lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, row, lanes);
        actnorm_forward_vjp_lanes(
            isa, lanes, exp_2_value, result_cotangent_row, ratio_row, fold_cotangent_row_mut, mean_cotangent_row_mut,
            argument_cotangent_row_mut,
        );
    }
}

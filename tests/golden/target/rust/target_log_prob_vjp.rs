/// the score times the cotangent
#[inline(always)]
fn target_log_prob_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, output: argument_cotangent, ladj: ladj_cotangent, tape, .. } = layer;
    let [x, sqrt, ratio] = carve(tape, lanes, [2, 1, 1]);
    {
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let x_0_row = row_of(x, 0, lanes);
        let x_1_row = row_of(x, 1, lanes);
        let sqrt_row = row_of(sqrt, 0, lanes);
        let ratio_row = row_of(ratio, 0, lanes);
        let [argument_cotangent_1_row_mut, argument_cotangent_0_row_mut] =
            rows_of_mut(argument_cotangent, [1, 0], lanes);
        target_log_prob_vjp_lanes(
            isa, lanes, ladj_cotangent_row, x_0_row, x_1_row, sqrt_row, ratio_row, argument_cotangent_1_row_mut,
            argument_cotangent_0_row_mut,
        );
    }
}

/// the score times the cotangent
#[inline(always)]
fn standard_normal_log_prob_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, output: argument_cotangent, ladj: ladj_cotangent, tape, .. } = layer;
    let [z] = carve(tape, lanes, [4]);
    {
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let z_3_row = row_of(z, 3, lanes);
        let z_2_row = row_of(z, 2, lanes);
        let z_1_row = row_of(z, 1, lanes);
        let z_0_row = row_of(z, 0, lanes);
        let [
            argument_cotangent_3_row_mut,
            argument_cotangent_2_row_mut,
            argument_cotangent_1_row_mut,
            argument_cotangent_0_row_mut,
        ] = rows_of_mut(argument_cotangent, [3, 2, 1, 0], lanes);
        standard_normal_log_prob_vjp_lanes(
            isa, lanes, ladj_cotangent_row, z_3_row, z_2_row, z_1_row, z_0_row, argument_cotangent_3_row_mut,
            argument_cotangent_2_row_mut, argument_cotangent_1_row_mut, argument_cotangent_0_row_mut,
        );
    }
}

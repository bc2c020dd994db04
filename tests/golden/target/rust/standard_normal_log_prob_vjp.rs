/// the score times the cotangent
#[inline(always)]
fn standard_normal_log_prob_vjp<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, output: argument_cotangent, ladj: ladj_cotangent, tape, .. } = layer;
    let [z] = carve(tape, lanes, [2]);
    {
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let z_1_row = row_of(z, 1, lanes);
        let z_0_row = row_of(z, 0, lanes);
        let [argument_cotangent_1_row_mut, argument_cotangent_0_row_mut] =
            rows_of_mut(argument_cotangent, [1, 0], lanes);
        for lane in 0..lanes {
            let neg_3 = -(z_1_row[lane] * ladj_cotangent_row[lane]);
            let neg_6 = -(z_0_row[lane] * ladj_cotangent_row[lane]);
            argument_cotangent_1_row_mut[lane] = neg_3;
            argument_cotangent_0_row_mut[lane] = neg_6;
        }
    }
}

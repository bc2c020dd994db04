/// the score times the cotangent.
#[inline(always)]
fn standard_normal_log_prob_vjp<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, output: argument_cotangent, ladj: ladj_cotangent, tape, .. } = layer;
    let [z] = carve(tape, lanes, [2]);
    {
        let z_row = row_of(z, 1, lanes);
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let z_2_row = row_of(z, 0, lanes);
        let [argument_cotangent_row_mut, argument_cotangent_row_mut_2] = rows_of_mut(argument_cotangent, [1, 0], lanes);
        for lane in 0..lanes {
            let ladj_cotangent = ladj_cotangent_row[lane];
            let product_2 = z_row[lane] * ladj_cotangent;
            let neg_3 = -product_2;
            let product_5 = z_2_row[lane] * ladj_cotangent;
            let neg_6 = -product_5;
            argument_cotangent_row_mut[lane] = neg_3;
            argument_cotangent_row_mut_2[lane] = neg_6;
        }
    }
}

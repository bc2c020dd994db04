/// the score times the cotangent
#[inline(always)]
fn standard_normal_log_prob_vjp<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, output: argument_cotangent, ladj: ladj_cotangent, tape, .. } = layer;
    let [z] = carve(tape, lanes, [64]);
    for row in 0..64 {
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let z_row = row_of(z, row, lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, row, lanes);
        for lane in 0..lanes {
            argument_cotangent_row_mut[lane] = -(z_row[lane] * ladj_cotangent_row[lane]);
        }
    }
}

/// the score times the cotangent
#[inline(always)]
fn standard_normal_log_prob_vjp<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, output: argument_cotangent, ladj: ladj_cotangent, tape, .. } = layer;
    let [z] = carve(tape, lanes, [5]);
    for row in 0..5 {
        each_lane! {
            lane in lanes;
            read z = z[row], ladj_cotangent = ladj_cotangent[0];
            write argument_cotangent_out = argument_cotangent[row];
            argument_cotangent_out[lane] = -(z[lane] * ladj_cotangent[lane]);
        }
    }
}

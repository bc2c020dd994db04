/// the score times the cotangent
#[inline(always)]
fn standard_normal_log_prob_vjp<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, output: argument_cotangent, ladj: ladj_cotangent, tape, .. } = layer;
    let [z] = carve(tape, lanes, [2]);
    {
        let [argument_cotangent_1_out, argument_cotangent_0_out] = rows_of_mut(argument_cotangent, [1, 0], lanes);
        each_lane! {
            lane in lanes;
            read z_1 = z[1], ladj_cotangent = ladj_cotangent[0], z_0 = z[0];
            write argument_cotangent_1_out = argument_cotangent_1_out[0],
                argument_cotangent_0_out = argument_cotangent_0_out[0];
            argument_cotangent_1_out[lane] = -(z_1[lane] * ladj_cotangent[lane]);
            argument_cotangent_0_out[lane] = -(z_0[lane] * ladj_cotangent[lane]);
        }
    }
}

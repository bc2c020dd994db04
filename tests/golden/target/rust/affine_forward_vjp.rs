/// cotangents of z → x
/// of argument: [shift_1_cotangent*scale_1; shift_0_cotangent*scale_0]
/// of sum(5*tanh(…*…)): ladj_cotangent
/// of shift_0: shift_0_cotangent
/// of shift_1: shift_1_cotangent
/// of scale_0: shift_0_cotangent*z[0..1]
/// of scale_1: shift_1_cotangent*z[1..2]
#[inline(always)]
fn affine_forward_vjp<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer {
        lanes,
        input: result_cotangent,
        output: argument_cotangent,
        ladj: ladj_cotangent,
        prepared,
        mut tape,
        ..
    } = layer;
    let (scale_0, scale_1) = (&prepared[AFFINE_SCALE_0], &prepared[AFFINE_SCALE_1]);
    let [z, ladj_cotangent_2, shift_0_cotangent] = carve_from(&mut tape, lanes, [2, 1, 1]);
    let [shift_1_cotangent, scale_0_cotangent, scale_1_cotangent] = carve_from(&mut tape, lanes, [1, 1, 1]);
    {
        let [argument_cotangent_1_out, argument_cotangent_0_out] = rows_of_mut(argument_cotangent, [1, 0], lanes);
        each_lane! {
            lane in lanes;
            share scale_1 = scale_1[0], scale_0 = scale_0[0];
            read ladj_cotangent = ladj_cotangent[0], shift_0_cotangent = result_cotangent[0],
                shift_1_cotangent = result_cotangent[1], z_1 = z[1], z_0 = z[0];
            write ladj_cotangent_2_out = ladj_cotangent_2[0], shift_0_cotangent_out = shift_0_cotangent[0],
                shift_1_cotangent_out = shift_1_cotangent[0], scale_1_cotangent_out = scale_1_cotangent[0],
                scale_0_cotangent_out = scale_0_cotangent[0], argument_cotangent_1_out = argument_cotangent_1_out[0],
                argument_cotangent_0_out = argument_cotangent_0_out[0];
            let (shift_0_cotangent, shift_1_cotangent) = (shift_0_cotangent[lane], shift_1_cotangent[lane]);
            ladj_cotangent_2_out[lane] = ladj_cotangent[lane];
            shift_0_cotangent_out[lane] = shift_0_cotangent;
            shift_1_cotangent_out[lane] = shift_1_cotangent;
            scale_1_cotangent_out[lane] = shift_1_cotangent * z_1[lane];
            scale_0_cotangent_out[lane] = shift_0_cotangent * z_0[lane];
            argument_cotangent_1_out[lane] = shift_1_cotangent * scale_1;
            argument_cotangent_0_out[lane] = shift_0_cotangent * scale_0;
        }
    }
}

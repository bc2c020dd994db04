/// cotangents of z → x
/// of argument: exp(5*tanh(0.2*raw_scale))*result_cotangent
/// of shift: result_cotangent
/// of exp(5*tanh(…*…)): z*result_cotangent
/// of sum(5*tanh(…*…)): ladj_cotangent
#[inline(always)]
fn affine_forward_vjp<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer {
        lanes, input: result_cotangent, output: argument_cotangent, ladj: ladj_cotangent, prepared, tape, ..
    } = layer;
    let scale = &prepared[AFFINE_SCALE];
    let [z, result_cotangent_2, scale_cotangent, ladj_cotangent_2] = carve(tape, lanes, [5, 5, 5, 1]);
    each_lane! {
        lane in lanes;
        read ladj_cotangent = ladj_cotangent[0];
        write ladj_cotangent_2_out = ladj_cotangent_2[0];
        ladj_cotangent_2_out[lane] = ladj_cotangent[lane];
    }
    for row in 0..5 {
        each_lane! {
            lane in lanes;
            share scale = scale[row];
            read result_cotangent = result_cotangent[row], z = z[row];
            write result_cotangent_2_out = result_cotangent_2[row], scale_cotangent_out = scale_cotangent[row],
                argument_cotangent_out = argument_cotangent[row];
            let result_cotangent = result_cotangent[lane];
            result_cotangent_2_out[lane] = result_cotangent;
            scale_cotangent_out[lane] = z[lane] * result_cotangent;
            argument_cotangent_out[lane] = scale * result_cotangent;
        }
    }
}

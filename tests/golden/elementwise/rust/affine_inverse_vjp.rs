/// cotangents of x → z
/// of argument: exp(-5*tanh(0.2*raw_scale))*result_cotangent
/// of shift: -exp(-5*tanh(0.2*raw_scale))*result_cotangent
/// of exp(-5*tanh(…*…)): (x - shift)*result_cotangent
/// of sum(-5*tanh(…*…)): ladj_cotangent
#[inline(always)]
fn affine_inverse_vjp<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer {
        lanes,
        input: result_cotangent,
        output: argument_cotangent,
        ladj: ladj_cotangent,
        parameters,
        prepared,
        tape,
        ..
    } = layer;
    let shift = &parameters[AFFINE_SHIFT];
    let exp = &prepared[AFFINE_EXP];
    let [x, shift_cotangent, product_cotangent, ladj_cotangent_2] = carve(tape, lanes, [5, 5, 5, 1]);
    each_lane! {
        lane in lanes;
        read ladj_cotangent = ladj_cotangent[0];
        write ladj_cotangent_2_out = ladj_cotangent_2[0];
        ladj_cotangent_2_out[lane] = ladj_cotangent[lane];
    }
    for row in 0..5 {
        each_lane! {
            lane in lanes;
            share shift = shift[row], exp = exp[row];
            read x = x[row], result_cotangent = result_cotangent[row];
            write product_cotangent_out = product_cotangent[row], shift_cotangent_out = shift_cotangent[row],
                argument_cotangent_out = argument_cotangent[row];
            let x_cotangent = exp * result_cotangent[lane];
            product_cotangent_out[lane] = (x[lane] - shift) * result_cotangent[lane];
            shift_cotangent_out[lane] = -x_cotangent;
            argument_cotangent_out[lane] = x_cotangent;
        }
    }
}

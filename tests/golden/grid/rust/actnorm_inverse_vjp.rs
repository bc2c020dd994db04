/// cotangents of x → z
/// of argument: exp(-log_deviation)*result_cotangent
/// of mean: fold(-exp(-log_deviation)*result_cotangent)
/// of exp(-log_deviation): fold((x - mean)*result_cotangent)
/// of 16*sum(-…): ladj_cotangent
#[inline(always)]
fn actnorm_inverse_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
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
    let mean = &parameters[ACTNORM_MEAN];
    let exp = &prepared[ACTNORM_EXP];
    let [x, mean_cotangent, fold_cotangent, ladj_cotangent_2] = carve(tape, lanes, [64, 4, 4, 1]);
    clear([fold_cotangent, mean_cotangent]);
    each_lane! {
        lane in lanes;
        read ladj_cotangent = ladj_cotangent[0];
        write ladj_cotangent_2_out = ladj_cotangent_2[0];
        ladj_cotangent_2_out[lane] = ladj_cotangent[lane];
    }
    for row in 0..64 {
        each_lane! {
            lane in lanes, isa: I;
            share mean = mean[row % 4], scale = exp[row % 4];
            read x = x[row], result_cotangent = result_cotangent[row];
            write fold_cotangent_out = fold_cotangent[row % 4], mean_cotangent_out = mean_cotangent[row % 4],
                argument_cotangent_out = argument_cotangent[row];
            let x_cotangent = scale * result_cotangent[lane];
            fold_cotangent_out[lane] = isa.mul_add(x[lane] - mean, result_cotangent[lane], fold_cotangent_out[lane]);
            mean_cotangent_out[lane] += -x_cotangent;
            argument_cotangent_out[lane] = x_cotangent;
        }
    }
}

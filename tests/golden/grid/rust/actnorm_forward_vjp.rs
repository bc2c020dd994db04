/// cotangents of z → x
/// of argument: result_cotangent*exp(log_deviation)
/// of mean: fold(result_cotangent)
/// of exp(-log_deviation): fold(-result_cotangent*z/exp(-log_deviation)/exp(-log_deviation))
/// of -16*sum(-…): ladj_cotangent
#[inline(always)]
fn actnorm_forward_vjp<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer {
        lanes, input: result_cotangent, output: argument_cotangent, ladj: ladj_cotangent, prepared, tape, ..
    } = layer;
    let exp_2 = &prepared[ACTNORM_EXP_2];
    let [ratio, mean_cotangent, fold_cotangent, ladj_cotangent_2] = carve(tape, lanes, [64, 4, 4, 1]);
    clear([fold_cotangent, mean_cotangent]);
    each_lane! {
        lane in lanes;
        read ladj_cotangent = ladj_cotangent[0];
        write ladj_cotangent_2_out = ladj_cotangent_2[0];
        ladj_cotangent_2_out[lane] = ladj_cotangent[lane];
    }
    for row in 0..64 {
        each_lane! {
            lane in lanes;
            share exp_2 = exp_2[row % 4];
            read result_cotangent = result_cotangent[row], ratio = ratio[row];
            write fold_cotangent_out = fold_cotangent[row % 4], mean_cotangent_out = mean_cotangent[row % 4],
                argument_cotangent_out = argument_cotangent[row];
            let result_cotangent = result_cotangent[lane];
            fold_cotangent_out[lane] += -(result_cotangent * ratio[lane]);
            mean_cotangent_out[lane] += result_cotangent;
            argument_cotangent_out[lane] = result_cotangent * exp_2;
        }
    }
}

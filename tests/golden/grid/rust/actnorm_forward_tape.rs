/// z → x: x = (z/exp(-log_deviation) + mean), ladj = -16*sum(-log_deviation); keeps what the cotangents need
#[inline(always)]
fn actnorm_forward_tape<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, parameters, prepared, tape, .. } = layer;
    let mean = &parameters[ACTNORM_MEAN];
    let (exp, product_2) = (&prepared[ACTNORM_EXP], &prepared[ACTNORM_PRODUCT_2]);
    let [ratio] = carve(tape, lanes, [64]);
    each_lane! {
        lane in lanes;
        share product_2 = product_2[0];
        write ladj_out = ladj[0];
        ladj_out[lane] += product_2;
    }
    for row in 0..64 {
        each_lane! {
            lane in lanes;
            share scale = exp[row % 4], mean = mean[row % 4];
            read z = z[row];
            write x_out = x[row], ratio_out = ratio[row];
            let ratio_2 = z[lane] / scale;
            ratio_out[lane] = ratio_2 / scale;
            x_out[lane] = ratio_2 + mean;
        }
    }
}

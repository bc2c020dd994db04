/// z → x: x = (z/exp(-log_deviation) + mean), ladj = -16*sum(-log_deviation)
#[inline(always)]
fn actnorm_forward<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, parameters, prepared, .. } = layer;
    let mean = &parameters[ACTNORM_MEAN];
    let (exp, product_2) = (&prepared[ACTNORM_EXP], &prepared[ACTNORM_PRODUCT_2]);
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
            write x_out = x[row];
            x_out[lane] = z[lane] / scale + mean;
        }
    }
}

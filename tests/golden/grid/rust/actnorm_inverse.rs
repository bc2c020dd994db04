/// x → z: z = (x - mean)*exp(-log_deviation), ladj = 16*sum(-log_deviation)
#[inline(always)]
fn actnorm_inverse<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, parameters, prepared, .. } = layer;
    let mean = &parameters[ACTNORM_MEAN];
    let (exp, product_value) = (&prepared[ACTNORM_EXP], &prepared[ACTNORM_PRODUCT]);
    each_lane! {
        lane in lanes;
        share product_value = product_value[0];
        write ladj_out = ladj[0];
        ladj_out[lane] += product_value;
    }
    for row in 0..64 {
        each_lane! {
            lane in lanes;
            share mean = mean[row % 4], scale = exp[row % 4];
            read x = x[row];
            write z_out = z[row];
            z_out[lane] = (x[lane] - mean) * scale;
        }
    }
}

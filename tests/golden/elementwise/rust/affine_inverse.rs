/// x → z: z = (x - shift)*exp(-5*tanh(0.2*raw_scale)), ladj = sum(-5*tanh(0.2*raw_scale))
#[inline(always)]
fn affine_inverse<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, parameters, prepared, .. } = layer;
    let shift = &parameters[AFFINE_SHIFT];
    let (exp, sum_2) = (&prepared[AFFINE_EXP], &prepared[AFFINE_SUM_2]);
    each_lane! {
        lane in lanes;
        share sum_2 = sum_2[0];
        write ladj_out = ladj[0];
        ladj_out[lane] += sum_2;
    }
    for row in 0..5 {
        each_lane! {
            lane in lanes;
            share shift = shift[row], exp = exp[row];
            read x = x[row];
            write z_out = z[row];
            z_out[lane] = (x[lane] - shift) * exp;
        }
    }
}

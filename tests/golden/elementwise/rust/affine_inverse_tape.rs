/// x → z: z = (x - shift)*exp(-5*tanh(0.2*raw_scale)), ladj = sum(-5*tanh(0.2*raw_scale)); keeps what the cotangents need
#[inline(always)]
fn affine_inverse_tape<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, parameters, prepared, tape, .. } = layer;
    let shift = &parameters[AFFINE_SHIFT];
    let (exp, sum_2) = (&prepared[AFFINE_EXP], &prepared[AFFINE_SUM_2]);
    let [x_kept] = carve(tape, lanes, [5]);
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
            write z_out = z[row], x_kept_out = x_kept[row];
            x_kept_out[lane] = x[lane];
            z_out[lane] = (x[lane] - shift) * exp;
        }
    }
}

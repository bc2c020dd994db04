/// z → x: x = (z*exp(5*tanh(0.2*raw_scale)) + shift), ladj = sum(5*tanh(0.2*raw_scale)); keeps what the cotangents need
#[inline(always)]
fn affine_forward_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, parameters, prepared, tape, .. } = layer;
    let shift = &parameters[AFFINE_SHIFT];
    let (scale, sum) = (&prepared[AFFINE_SCALE], &prepared[AFFINE_SUM]);
    let [z_kept] = carve(tape, lanes, [5]);
    each_lane! {
        lane in lanes;
        share sum = sum[0];
        write ladj_out = ladj[0];
        ladj_out[lane] += sum;
    }
    for row in 0..5 {
        each_lane! {
            lane in lanes, isa: I;
            share scale = scale[row], shift = shift[row];
            read z = z[row];
            write x_out = x[row], z_kept_out = z_kept[row];
            z_kept_out[lane] = z[lane];
            x_out[lane] = isa.mul_add(z[lane], scale, shift);
        }
    }
}

/// z → x: x = (z*exp(5*tanh(0.2*raw_scale)) + shift), ladj = sum(5*tanh(0.2*raw_scale))
#[inline(always)]
fn affine_forward<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, parameters, prepared, .. } = layer;
    let shift = &parameters[AFFINE_SHIFT];
    let (scale, sum) = (&prepared[AFFINE_SCALE], &prepared[AFFINE_SUM]);
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
            write x_out = x[row];
            x_out[lane] = isa.mul_add(z[lane], scale, shift);
        }
    }
}

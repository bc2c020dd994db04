/// z → x: x = (z*exp(5*tanh(0.2*raw_scale)) + shift), ladj = sum(5*tanh(0.2*raw_scale))
#[inline(always)]
fn affine_forward<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, parameters, prepared, .. } = layer;
    let shift = &parameters[AFFINE_SHIFT];
    let scale = &prepared[AFFINE_SCALE];
    let sum = &prepared[AFFINE_SUM];
    {
        let sum_value = sum[0];
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        for lane in 0..lanes {
            ladj_row_mut[lane] += sum_value;
        }
    }

    for row in 0..5 {
        let scale_value = scale[row];
        let shift_value = shift[row];
        let z_row = row_of(z, row, lanes);
        let x_row_mut = row_of_mut(x, row, lanes);
        for lane in 0..lanes {
            x_row_mut[lane] = isa.mul_add(z_row[lane], scale_value, shift_value);
        }
    }
}

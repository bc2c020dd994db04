/// z → x: x = (z*exp(5*tanh(0.2*raw_scale)) + shift), ladj = sum(5*tanh(0.2*raw_scale)).
#[inline(always)]
fn affine_forward<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, parameters, prepared, .. } = layer;
    let shift = &parameters[5..10];
    let scale = &prepared[0..5];
    let sum = &prepared[16..17];
    {
        let sum_here = sum[0];
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        for lane in 0..lanes {
            ladj_row_mut[lane] += sum_here;
        }
    }

    for row in 0..5 {
        let z_row = row_of(z, row, lanes);
        let scale_here = scale[row];
        let shift_here = shift[row];
        let x_row_mut = row_of_mut(x, row, lanes);
        for lane in 0..lanes {
            x_row_mut[lane] = isa.mul_add(z_row[lane], scale_here, shift_here);
        }
    }
}

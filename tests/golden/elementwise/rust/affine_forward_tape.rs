/// z → x: x = (z*exp(5*tanh(0.2*raw_scale)) + shift), ladj = sum(5*tanh(0.2*raw_scale)); keeps what the cotangents need
#[inline(always)]
fn affine_forward_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, parameters, prepared, tape, .. } = layer;
    let shift = &parameters[AFFINE_SHIFT];
    let scale = &prepared[AFFINE_SCALE];
    let sum = &prepared[AFFINE_SUM];
    let [z_kept, _, _, _] = carve(tape, lanes, [5, 5, 5, 1]);
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
        let z_kept_row_mut = row_of_mut(z_kept, row, lanes);
        for lane in 0..lanes {
            let z = z_row[lane];
            let sum_4 = isa.mul_add(z, scale_value, shift_value);
            z_kept_row_mut[lane] = z;
            x_row_mut[lane] = sum_4;
        }
    }
}

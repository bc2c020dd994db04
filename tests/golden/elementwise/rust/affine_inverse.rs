/// x → z: z = (x - shift)*exp(-5*tanh(0.2*raw_scale)), ladj = sum(-5*tanh(0.2*raw_scale))
#[inline(always)]
fn affine_inverse<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, parameters, prepared, .. } = layer;
    let shift = &parameters[AFFINE_SHIFT];
    let exp = &prepared[AFFINE_EXP];
    let sum_2 = &prepared[AFFINE_SUM_2];
    {
        let sum_2_value = sum_2[0];
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        for lane in 0..lanes {
            ladj_row_mut[lane] += sum_2_value;
        }
    }

    for row in 0..5 {
        let shift_value = shift[row];
        let exp_value = exp[row];
        let x_row = row_of(x, row, lanes);
        let z_row_mut = row_of_mut(z, row, lanes);
        for lane in 0..lanes {
            z_row_mut[lane] = (x_row[lane] - shift_value) * exp_value;
        }
    }
}

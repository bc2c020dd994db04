/// x → z: z = (x - shift)*exp(-5*tanh(0.2*raw_scale)), ladj = sum(-5*tanh(0.2*raw_scale)).
#[inline(always)]
fn affine_inverse<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, parameters, prepared, .. } = layer;
    let shift = &parameters[5..10];
    let exp = &prepared[32..37];
    let sum_2 = &prepared[48..49];
    {
        let sum_2_here = sum_2[0];
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        for lane in 0..lanes {
            ladj_row_mut[lane] += sum_2_here;
        }
    }

    for row in 0..5 {
        let x_row = row_of(x, row, lanes);
        let shift_here = shift[row];
        let exp_here = exp[row];
        let z_row_mut = row_of_mut(z, row, lanes);
        for lane in 0..lanes {
            let difference_2 = x_row[lane] - shift_here;
            z_row_mut[lane] = difference_2 * exp_here;
        }
    }
}

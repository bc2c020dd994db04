/// x → z: z = (x - shift)*exp(-5*tanh(0.2*raw_scale)), ladj = sum(-5*tanh(0.2*raw_scale)); keeps what the cotangents need.
#[inline(always)]
fn affine_inverse_tape<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, parameters, prepared, tape, .. } = layer;
    let shift = &parameters[5..10];
    let exp = &prepared[32..37];
    let sum_2 = &prepared[48..49];
    let [x_kept, _, _, _] = carve(tape, lanes, [5, 5, 5, 1]);
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
        let x_kept_row_mut = row_of_mut(x_kept, row, lanes);
        for lane in 0..lanes {
            let x = x_row[lane];
            let difference_2 = x - shift_here;
            let product_4 = difference_2 * exp_here;
            x_kept_row_mut[lane] = x;
            z_row_mut[lane] = product_4;
        }
    }
}

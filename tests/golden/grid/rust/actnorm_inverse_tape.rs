/// x → z: z = (x - mean)*exp(-log_deviation), ladj = 16*sum(-log_deviation); keeps what the cotangents need
#[inline(always)]
fn actnorm_inverse_tape<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, parameters, prepared, tape, .. } = layer;
    let mean = &parameters[ACTNORM_MEAN];
    let exp = &prepared[ACTNORM_EXP];
    let product_value = &prepared[ACTNORM_PRODUCT];
    let [x_kept, _, _, _] = carve(tape, lanes, [64, 4, 4, 1]);
    {
        let product_value_2 = product_value[0];
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        for lane in 0..lanes {
            ladj_row_mut[lane] += product_value_2;
        }
    }

    for row in 0..64 {
        let mean_value = mean[row % 4];
        let scale = exp[row % 4];
        let x_row = row_of(x, row, lanes);
        let z_row_mut = row_of_mut(z, row, lanes);
        let x_kept_row_mut = row_of_mut(x_kept, row, lanes);
        for lane in 0..lanes {
            let x = x_row[lane];
            let product_4 = (x - mean_value) * scale;
            x_kept_row_mut[lane] = x;
            z_row_mut[lane] = product_4;
        }
    }
}

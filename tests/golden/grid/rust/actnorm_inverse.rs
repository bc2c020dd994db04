/// x → z: z = (x - mean)*exp(-log_deviation), ladj = 16*sum(-log_deviation)
#[inline(always)]
fn actnorm_inverse<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, parameters, prepared, .. } = layer;
    let mean = &parameters[ACTNORM_MEAN];
    let exp = &prepared[ACTNORM_EXP];
    let product_value = &prepared[ACTNORM_PRODUCT];
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
        for lane in 0..lanes {
            z_row_mut[lane] = (x_row[lane] - mean_value) * scale;
        }
    }
}

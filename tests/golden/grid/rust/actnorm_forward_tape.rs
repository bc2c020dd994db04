/// z → x: x = (z/exp(-log_deviation) + mean), ladj = -16*sum(-log_deviation); keeps what the cotangents need
#[inline(always)]
fn actnorm_forward_tape<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, parameters, prepared, tape, .. } = layer;
    let mean = &parameters[ACTNORM_MEAN];
    let exp = &prepared[ACTNORM_EXP];
    let product_2 = &prepared[ACTNORM_PRODUCT_2];
    let [ratio, _, _, _] = carve(tape, lanes, [64, 4, 4, 1]);
    {
        let product_2_value = product_2[0];
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        for lane in 0..lanes {
            ladj_row_mut[lane] += product_2_value;
        }
    }

    for row in 0..64 {
        let scale = exp[row % 4];
        let mean_value = mean[row % 4];
        let z_row = row_of(z, row, lanes);
        let x_row_mut = row_of_mut(x, row, lanes);
        let ratio_row_mut = row_of_mut(ratio, row, lanes);
        for lane in 0..lanes {
            let ratio_2 = z_row[lane] / scale;
            let ratio_3 = ratio_2 / scale;
            let sum_5 = ratio_2 + mean_value;
            ratio_row_mut[lane] = ratio_3;
            x_row_mut[lane] = sum_5;
        }
    }
}

/// z → x: x = (z + (if sum(w^2) < 0.000000000000000000000000000001 { 0 } else { (u + w*(softplus(sum(u*w)) - 1 - sum(u*w))/sum(w^2))*tanh(sum(z*w) + b) })), ladj = (if sum(w^2) < 0.000000000000000000000000000001 { 0 } else { log|tanh(sum(z*w) + b)^2 + softplus(sum(u*w))*sech2(sum(z*w) + b)| })
#[inline(always)]
fn planar_forward<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, parameters, prepared, scratch, .. } = layer;
    let w = &parameters[PLANAR_W];
    let b = &parameters[PLANAR_B];
    let sum = &prepared[PLANAR_SUM];
    let softplus = &prepared[PLANAR_SOFTPLUS];
    let sum_2 = &prepared[PLANAR_SUM_2];
    let [slot_0, slot_1] = carve(scratch, lanes, [1, 1]);
    let sum_3 = &mut slot_0[..lanes];
    sum_3.fill(T::ZERO);
    for row in 0..5 {
        let w_value = w[row];
        let z_row = row_of(z, row, lanes);
        let sum_3_row_mut = row_of_mut(sum_3, 0, lanes);
        for lane in 0..lanes {
            sum_3_row_mut[lane] = isa.mul_add(z_row[lane], w_value, sum_3_row_mut[lane]);
        }
    }

    let tanh = &mut slot_1[..lanes];
    {
        let b_value = b[0];
        let sum_value = sum[0];
        let softplus_value = softplus[0];
        let sum_3_row = row_of(sum_3, 0, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        let tanh_row_mut = row_of_mut(tanh, 0, lanes);
        for lane in 0..lanes {
            let (tanh_3, sech2_8) = isa.tanh_sech2(sum_3_row[lane] + b_value);
            let log_abs_11 = isa.log_abs(tanh_3 * tanh_3 + softplus_value * sech2_8);
            let chosen_12 = if sum_value < real::<T>(1e-30) { T::ZERO } else { log_abs_11 };
            tanh_row_mut[lane] = tanh_3;
            ladj_row_mut[lane] += chosen_12;
        }
    }

    for row in 0..5 {
        let sum_value = sum[0];
        let sum_2_value = sum_2[row];
        let z_row = row_of(z, row, lanes);
        let tanh_row = row_of(tanh, 0, lanes);
        let x_row_mut = row_of_mut(x, row, lanes);
        for lane in 0..lanes {
            let product_5 = sum_2_value * tanh_row[lane];
            let chosen_6 = if sum_value < real::<T>(1e-30) { T::ZERO } else { product_5 };
            x_row_mut[lane] = z_row[lane] + chosen_6;
        }
    }
}

/// x → z: z = (x - (if sum(w^2) < 0.000000000000000000000000000001 { 0 } else { (u + w*(softplus(sum(u*w)) - 1 - sum(u*w))/sum(w^2))*tanh(root(unknown - (if captured 1 < 0.000000000000000000000000000001 { captured 3 } else { tanh(… + …) + captured 3 - captured 2*tanh(… + …) }) = 0) + b) })), ladj = -(if sum(w^2) < 0.000000000000000000000000000001 { 0 } else { log|tanh(root(unknown - (if captured 1 < 0.000000000000000000000000000001 { captured 3 } else { … + … - …*… }) = 0) + b)^2 + softplus(sum(u*w))*sech2(root(unknown - (if captured 1 < 0.000000000000000000000000000001 { captured 3 } else { … + … - …*… }) = 0) + b)| })
#[inline(always)]
fn planar_inverse<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, parameters, prepared, scratch, .. } = layer;
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
        let x_row = row_of(x, row, lanes);
        let sum_3_row_mut = row_of_mut(sum_3, 0, lanes);
        for lane in 0..lanes {
            sum_3_row_mut[lane] = isa.mul_add(x_row[lane], w_value, sum_3_row_mut[lane]);
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
            let sum_3 = sum_3_row[lane];
            let root_4 = isa.root(T::ZERO, true, |unknown: T| {
                let term_5 = sum_value < real::<T>(1e-30);
                let term_6 = unknown + b_value;
                let (term_7, term_13) = isa.tanh_sech2(term_6);
                let term_8 = term_7 + sum_3;
                let term_9 = softplus_value * term_7;
                let term_10 = term_8 - term_9;
                let term_11 = if term_5 { sum_3 } else { term_10 };
                let term_12 = unknown - term_11;
                let term_14 = softplus_value * term_13;
                let term_15 = term_13 - term_14;
                let term_16 = if term_5 { T::ZERO } else { term_15 };
                let term_17 = T::ONE - term_16;
                (term_12, term_17)
            });
            let (tanh_6, sech2_9) = isa.tanh_sech2(root_4 + b_value);
            let log_abs_12 = isa.log_abs(tanh_6 * tanh_6 + softplus_value * sech2_9);
            let chosen_13 = if sum_value < real::<T>(1e-30) { T::ZERO } else { log_abs_12 };
            let neg_14 = -chosen_13;
            tanh_row_mut[lane] = tanh_6;
            ladj_row_mut[lane] += neg_14;
        }
    }

    for row in 0..5 {
        let sum_value = sum[0];
        let sum_2_value = sum_2[row];
        let x_row = row_of(x, row, lanes);
        let tanh_row = row_of(tanh, 0, lanes);
        let z_row_mut = row_of_mut(z, row, lanes);
        for lane in 0..lanes {
            let product_5 = sum_2_value * tanh_row[lane];
            let chosen_6 = if sum_value < real::<T>(1e-30) { T::ZERO } else { product_5 };
            z_row_mut[lane] = x_row[lane] - chosen_6;
        }
    }
}

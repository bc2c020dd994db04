/// x → z: z = (x - (if sum(w^2) < 0.000000000000000000000000000001 { 0 } else { (u + w*(softplus(sum(u*w)) - 1 - sum(u*w))/sum(w^2))*tanh(root(unknown - (if captured 1 < 0.000000000000000000000000000001 { captured 3 } else { tanh(… + …) + captured 3 - captured 2*tanh(… + …) }) = 0) + b) })), ladj = -(if sum(w^2) < 0.000000000000000000000000000001 { 0 } else { log|tanh(root(unknown - (if captured 1 < 0.000000000000000000000000000001 { captured 3 } else { … + … - …*… }) = 0) + b)^2 + softplus(sum(u*w))*sech2(root(unknown - (if captured 1 < 0.000000000000000000000000000001 { captured 3 } else { … + … - …*… }) = 0) + b)| }); keeps what the cotangents need
#[inline(always)]
fn planar_inverse_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, parameters, prepared, scratch, tape, .. } = layer;
    let w = &parameters[PLANAR_W];
    let b = &parameters[PLANAR_B];
    let sum = &prepared[PLANAR_SUM];
    let softplus = &prepared[PLANAR_SOFTPLUS];
    let sum_2 = &prepared[PLANAR_SUM_2];
    let [slot_0] = carve(scratch, lanes, [1]);
    let [x_kept, ratio, sech2, tanh, ratio_2, ratio_3, ratio_4, _, _, _, _] =
        carve(tape, lanes, [5, 1, 1, 1, 1, 1, 1, 5, 1, 1, 5]);
    let sum_3 = &mut slot_0[..lanes];
    sum_3.fill(T::ZERO);
    for row in 0..5 {
        let w_value = w[row];
        let x_row = row_of(x, row, lanes);
        let x_kept_row_mut = row_of_mut(x_kept, row, lanes);
        let sum_3_row_mut = row_of_mut(sum_3, 0, lanes);
        for lane in 0..lanes {
            let x = x_row[lane];
            x_kept_row_mut[lane] = x;
            sum_3_row_mut[lane] = isa.mul_add(x, w_value, sum_3_row_mut[lane]);
        }
    }

    {
        let b_value = b[0];
        let sum_value = sum[0];
        let softplus_value = softplus[0];
        let sum_3_row = row_of(sum_3, 0, lanes);
        let tanh_row_mut = row_of_mut(tanh, 0, lanes);
        let sech2_row_mut = row_of_mut(sech2, 0, lanes);
        let ratio_row_mut = row_of_mut(ratio, 0, lanes);
        let ratio_2_row_mut = row_of_mut(ratio_2, 0, lanes);
        let ratio_3_row_mut = row_of_mut(ratio_3, 0, lanes);
        let ratio_4_row_mut = row_of_mut(ratio_4, 0, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        planar_inverse_tape_lanes(
            isa, lanes, b_value, sum_value, softplus_value, sum_3_row, tanh_row_mut, sech2_row_mut, ratio_row_mut,
            ratio_2_row_mut, ratio_3_row_mut, ratio_4_row_mut, ladj_row_mut,
        );
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

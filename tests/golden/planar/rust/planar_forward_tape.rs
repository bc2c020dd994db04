/// z → x: x = (z + (if sum(w^2) < 0.000000000000000000000000000001 { 0 } else { (u + w*(softplus(sum(u*w)) - 1 - sum(u*w))/sum(w^2))*tanh(sum(z*w) + b) })), ladj = (if sum(w^2) < 0.000000000000000000000000000001 { 0 } else { log|tanh(sum(z*w) + b)^2 + softplus(sum(u*w))*sech2(sum(z*w) + b)| }); keeps what the cotangents need
#[inline(always)]
fn planar_forward_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, parameters, prepared, scratch, tape, .. } = layer;
    let w = &parameters[PLANAR_W];
    let b = &parameters[PLANAR_B];
    let sum = &prepared[PLANAR_SUM];
    let softplus = &prepared[PLANAR_SOFTPLUS];
    let sum_2 = &prepared[PLANAR_SUM_2];
    let [slot_0] = carve(scratch, lanes, [1]);
    let [z_kept, ratio, sech2, tanh, _, _, _, _] = carve(tape, lanes, [5, 1, 1, 1, 5, 1, 1, 5]);
    let sum_3 = &mut slot_0[..lanes];
    sum_3.fill(T::ZERO);
    for row in 0..5 {
        let w_value = w[row];
        let z_row = row_of(z, row, lanes);
        let z_kept_row_mut = row_of_mut(z_kept, row, lanes);
        let sum_3_row_mut = row_of_mut(sum_3, 0, lanes);
        for lane in 0..lanes {
            let z = z_row[lane];
            z_kept_row_mut[lane] = z;
            sum_3_row_mut[lane] = isa.mul_add(z, w_value, sum_3_row_mut[lane]);
        }
    }

    {
        let b_value = b[0];
        let softplus_value = softplus[0];
        let sum_value = sum[0];
        let sum_3_row = row_of(sum_3, 0, lanes);
        let tanh_row_mut = row_of_mut(tanh, 0, lanes);
        let sech2_row_mut = row_of_mut(sech2, 0, lanes);
        let ratio_row_mut = row_of_mut(ratio, 0, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        planar_forward_tape_lanes(
            isa, lanes, b_value, softplus_value, sum_value, sum_3_row, tanh_row_mut, sech2_row_mut, ratio_row_mut,
            ladj_row_mut,
        );
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

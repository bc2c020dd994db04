/// cotangents of x → z
/// of argument: (result_cotangent + w*(0 - (if … { … } else { … } + …*…)*-1/(… - …)))
/// of w: x*(0 - (if … { … } else { … } + …*…)*-1/(… - …))
/// of b: (if … { … } else { … } + …*… + (… + …)*…/…)
/// of softplus(sum(u*w)): (if … < … { 0 } else { -… } + (… + …)*…/…)
/// of (u + …*…/sum(…)): (if sum(…) < 0.000000000000000000000000000001 { 0 } else { -…*… })
#[inline(always)]
fn planar_inverse_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer {
        lanes,
        input: result_cotangent,
        output: argument_cotangent,
        ladj: ladj_cotangent,
        parameters,
        prepared,
        scratch,
        tape,
        ..
    } = layer;
    let w = &parameters[PLANAR_W];
    let sum = &prepared[PLANAR_SUM];
    let softplus = &prepared[PLANAR_SOFTPLUS];
    let sum_2 = &prepared[PLANAR_SUM_2];
    let [slot_0, slot_1] = carve(scratch, lanes, [1, 1]);
    let [x, ratio, sech2, tanh, ratio_2, ratio_3, ratio_4, w_cotangent, b_cotangent, sum_cotangent, select_cotangent] =
        carve(tape, lanes, [5, 1, 1, 1, 1, 1, 1, 5, 1, 1, 5]);
    let sum_3 = &mut slot_0[..lanes];
    sum_3.fill(T::ZERO);
    for row in 0..5 {
        let sum_value = sum[0];
        let sum_2_value = sum_2[row];
        let result_cotangent_row = row_of(result_cotangent, row, lanes);
        let tanh_row = row_of(tanh, 0, lanes);
        let select_cotangent_row_mut = row_of_mut(select_cotangent, row, lanes);
        let sum_3_row_mut = row_of_mut(sum_3, 0, lanes);
        for lane in 0..lanes {
            let below_1 = sum_value < real::<T>(1e-30);
            let neg_5 = -(tanh_row[lane] * result_cotangent_row[lane]);
            let chosen_6 = if below_1 { T::ZERO } else { neg_5 };
            let neg_9 = -(sum_2_value * result_cotangent_row[lane]);
            let chosen_10 = if below_1 { T::ZERO } else { neg_9 };
            select_cotangent_row_mut[lane] = chosen_6;
            sum_3_row_mut[lane] += chosen_10;
        }
    }

    let product_value = &mut slot_1[..lanes];
    {
        let sum_value = sum[0];
        let softplus_value = softplus[0];
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let tanh_row = row_of(tanh, 0, lanes);
        let sech2_row = row_of(sech2, 0, lanes);
        let ratio_row = row_of(ratio, 0, lanes);
        let ratio_2_row = row_of(ratio_2, 0, lanes);
        let ratio_3_row = row_of(ratio_3, 0, lanes);
        let ratio_4_row = row_of(ratio_4, 0, lanes);
        let sum_3_row = row_of(sum_3, 0, lanes);
        let b_cotangent_row_mut = row_of_mut(b_cotangent, 0, lanes);
        let sum_cotangent_row_mut = row_of_mut(sum_cotangent, 0, lanes);
        let product_row_mut = row_of_mut(product_value, 0, lanes);
        planar_inverse_vjp_lanes(
            isa, lanes, sum_value, softplus_value, ladj_cotangent_row, tanh_row, sech2_row, ratio_row, ratio_2_row,
            ratio_3_row, ratio_4_row, sum_3_row, b_cotangent_row_mut, sum_cotangent_row_mut, product_row_mut,
        );
    }

    for row in 0..5 {
        let w_value = w[row];
        let result_cotangent_row = row_of(result_cotangent, row, lanes);
        let x_row = row_of(x, row, lanes);
        let product_value_row = row_of(product_value, 0, lanes);
        let w_cotangent_row_mut = row_of_mut(w_cotangent, row, lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, row, lanes);
        for lane in 0..lanes {
            let difference_2 = T::ZERO - product_value_row[lane];
            let w_cotangent = x_row[lane] * difference_2;
            let x_cotangent = isa.mul_add(w_value, difference_2, result_cotangent_row[lane]);
            w_cotangent_row_mut[lane] = w_cotangent;
            argument_cotangent_row_mut[lane] = x_cotangent;
        }
    }
}

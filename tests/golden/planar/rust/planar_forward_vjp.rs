/// cotangents of z → x
/// of argument: (result_cotangent + w*(if … < … { 0 } else { …*… } + (… + …)*(… - …) + 0))
/// of w: z*(if … < … { 0 } else { …*… } + (… + …)*(… - …) + 0)
/// of b: (if … < … { 0 } else { …*… } + (… + …)*(… - …))
/// of softplus(sum(u*w)): (if sum(…) < 0.000000000000000000000000000001 { 0 } else { sech2(…)*…*… })
/// of (u + …*…/sum(…)): (if … < … { 0 } else { …*… })
#[inline(always)]
fn planar_forward_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
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
    let [slot_0] = carve(scratch, lanes, [1]);
    let [z, ratio, sech2, tanh, w_cotangent, b_cotangent, select_cotangent, select_cotangent_2] =
        carve(tape, lanes, [5, 1, 1, 1, 5, 1, 1, 5]);
    let sum_3 = &mut slot_0[..lanes];
    sum_3.fill(T::ZERO);
    {
        let sum_value = sum[0];
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let sech2_row = row_of(sech2, 0, lanes);
        let ratio_row = row_of(ratio, 0, lanes);
        let select_cotangent_row_mut = row_of_mut(select_cotangent, 0, lanes);
        for lane in 0..lanes {
            let product_6 = sech2_row[lane] * (ladj_cotangent_row[lane] * ratio_row[lane]);
            let chosen_7 = if sum_value < real::<T>(1e-30) { T::ZERO } else { product_6 };
            select_cotangent_row_mut[lane] = chosen_7;
        }
    }

    for row in 0..5 {
        let sum_value = sum[0];
        let sum_2_value = sum_2[row];
        let result_cotangent_row = row_of(result_cotangent, row, lanes);
        let tanh_row = row_of(tanh, 0, lanes);
        let select_cotangent_2_row_mut = row_of_mut(select_cotangent_2, row, lanes);
        let sum_3_row_mut = row_of_mut(sum_3, 0, lanes);
        for lane in 0..lanes {
            let below_1 = sum_value < real::<T>(1e-30);
            let product_4 = tanh_row[lane] * result_cotangent_row[lane];
            let chosen_5 = if below_1 { T::ZERO } else { product_4 };
            let product_7 = sum_2_value * result_cotangent_row[lane];
            let chosen_8 = if below_1 { T::ZERO } else { product_7 };
            select_cotangent_2_row_mut[lane] = chosen_5;
            sum_3_row_mut[lane] += chosen_8;
        }
    }

    {
        let sum_value = sum[0];
        let softplus_value = softplus[0];
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let tanh_row = row_of(tanh, 0, lanes);
        let sech2_row = row_of(sech2, 0, lanes);
        let ratio_row = row_of(ratio, 0, lanes);
        let sum_3_row = row_of(sum_3, 0, lanes);
        let b_cotangent_row_mut = row_of_mut(b_cotangent, 0, lanes);
        for lane in 0..lanes {
            let below_1 = sum_value < real::<T>(1e-30);
            let product_5 = ladj_cotangent_row[lane] * ratio_row[lane];
            let tanh = tanh_row[lane];
            let product_11 = real::<T>(-2.0) * (softplus_value * product_5 * (tanh * sech2_row[lane]));
            let chosen_12 = if below_1 { T::ZERO } else { product_11 };
            let product_14 = real::<T>(2.0) * (tanh * product_5);
            let chosen_15 = if below_1 { T::ZERO } else { product_14 };
            b_cotangent_row_mut[lane] = isa.mul_add(chosen_15 + sum_3_row[lane], T::ONE - tanh * tanh, chosen_12);
        }
    }

    for row in 0..5 {
        let w_value = w[row];
        let result_cotangent_row = row_of(result_cotangent, row, lanes);
        let z_row = row_of(z, row, lanes);
        let b_cotangent_row = row_of(b_cotangent, 0, lanes);
        let w_cotangent_row_mut = row_of_mut(w_cotangent, row, lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, row, lanes);
        for lane in 0..lanes {
            let w_cotangent = z_row[lane] * b_cotangent_row[lane];
            let z_cotangent = isa.mul_add(w_value, b_cotangent_row[lane], result_cotangent_row[lane]);
            w_cotangent_row_mut[lane] = w_cotangent;
            argument_cotangent_row_mut[lane] = z_cotangent;
        }
    }
}

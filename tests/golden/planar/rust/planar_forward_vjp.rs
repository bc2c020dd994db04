/// cotangents of z → x.
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
    let w = &parameters[5..10];
    let sum = &prepared[0..1];
    let softplus = &prepared[16..17];
    let sum_2 = &prepared[32..37];
    let [slot_0] = carve(scratch, lanes, [1]);
    let [z, ratio, sech2, tanh, product_cotangent, sum_cotangent, select_cotangent, select_cotangent_2] =
        carve(tape, lanes, [5, 1, 1, 1, 5, 1, 1, 5]);
    let sum_3 = &mut slot_0[..lanes];
    sum_3.fill(T::ZERO);
    {
        let sum_here = sum[0];
        let sech2_row = row_of(sech2, 0, lanes);
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let ratio_row = row_of(ratio, 0, lanes);
        let select_cotangent_row_mut = row_of_mut(select_cotangent, 0, lanes);
        for lane in 0..lanes {
            let below_1 = sum_here < real::<T>(0.000000000000000000000000000001);
            let product_5 = ladj_cotangent_row[lane] * ratio_row[lane];
            let product_6 = sech2_row[lane] * product_5;
            let chosen_7 = if below_1 { T::ZERO } else { product_6 };
            select_cotangent_row_mut[lane] = chosen_7;
        }
    }

    for row in 0..5 {
        let sum_here = sum[0];
        let tanh_row = row_of(tanh, 0, lanes);
        let result_cotangent_row = row_of(result_cotangent, row, lanes);
        let sum_2_here = sum_2[row];
        let select_cotangent_2_row_mut = row_of_mut(select_cotangent_2, row, lanes);
        let sum_3_row_mut = row_of_mut(sum_3, 0, lanes);
        for lane in 0..lanes {
            let below_1 = sum_here < real::<T>(0.000000000000000000000000000001);
            let result_cotangent = result_cotangent_row[lane];
            let product_4 = tanh_row[lane] * result_cotangent;
            let chosen_5 = if below_1 { T::ZERO } else { product_4 };
            let product_7 = sum_2_here * result_cotangent;
            let chosen_8 = if below_1 { T::ZERO } else { product_7 };
            select_cotangent_2_row_mut[lane] = chosen_5;
            sum_3_row_mut[lane] += chosen_8;
        }
    }

    {
        let sum_here = sum[0];
        let softplus_here = softplus[0];
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let ratio_row = row_of(ratio, 0, lanes);
        let tanh_row = row_of(tanh, 0, lanes);
        let sech2_row = row_of(sech2, 0, lanes);
        let sum_3_row = row_of(sum_3, 0, lanes);
        let sum_cotangent_row_mut = row_of_mut(sum_cotangent, 0, lanes);
        for lane in 0..lanes {
            let below_1 = sum_here < real::<T>(0.000000000000000000000000000001);
            let product_5 = ladj_cotangent_row[lane] * ratio_row[lane];
            let product_6 = softplus_here * product_5;
            let tanh = tanh_row[lane];
            let product_9 = tanh * sech2_row[lane];
            let product_10 = product_6 * product_9;
            let product_11 = real::<T>(-2.0) * product_10;
            let chosen_12 = if below_1 { T::ZERO } else { product_11 };
            let product_13 = tanh * product_5;
            let product_14 = real::<T>(2.0) * product_13;
            let chosen_15 = if below_1 { T::ZERO } else { product_14 };
            let sum_17 = chosen_15 + sum_3_row[lane];
            let square_18 = tanh * tanh;
            let difference_19 = T::ONE - square_18;
            sum_cotangent_row_mut[lane] = isa.mul_add(sum_17, difference_19, chosen_12);
        }
    }

    for row in 0..5 {
        let z_row = row_of(z, row, lanes);
        let sum_cotangent_row = row_of(sum_cotangent, 0, lanes);
        let result_cotangent_row = row_of(result_cotangent, row, lanes);
        let w_here = w[row];
        let product_cotangent_row_mut = row_of_mut(product_cotangent, row, lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, row, lanes);
        for lane in 0..lanes {
            let sum_cotangent = sum_cotangent_row[lane];
            let product_2 = z_row[lane] * sum_cotangent;
            let sum_6 = isa.mul_add(w_here, sum_cotangent, result_cotangent_row[lane]);
            product_cotangent_row_mut[lane] = product_2;
            argument_cotangent_row_mut[lane] = sum_6;
        }
    }
}

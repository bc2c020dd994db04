/// cotangents of x → z.
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
    let w = &parameters[5..10];
    let sum = &prepared[0..1];
    let softplus = &prepared[16..17];
    let sum_2 = &prepared[32..37];
    let [slot_0, slot_1] = carve(scratch, lanes, [1, 1]);
    let [
        x,
        ratio,
        sech2,
        tanh,
        ratio_2,
        ratio_3,
        ratio_4,
        product_cotangent,
        sum_cotangent,
        sum_cotangent_2,
        select_cotangent,
    ] = carve(tape, lanes, [5, 1, 1, 1, 1, 1, 1, 5, 1, 1, 5]);
    let sum_3 = &mut slot_0[..lanes];
    sum_3.fill(T::ZERO);
    for row in 0..5 {
        let sum_here = sum[0];
        let tanh_row = row_of(tanh, 0, lanes);
        let result_cotangent_row = row_of(result_cotangent, row, lanes);
        let sum_2_here = sum_2[row];
        let select_cotangent_row_mut = row_of_mut(select_cotangent, row, lanes);
        let sum_3_row_mut = row_of_mut(sum_3, 0, lanes);
        for lane in 0..lanes {
            let below_1 = sum_here < real::<T>(0.000000000000000000000000000001);
            let result_cotangent = result_cotangent_row[lane];
            let product_4 = tanh_row[lane] * result_cotangent;
            let neg_5 = -product_4;
            let chosen_6 = if below_1 { T::ZERO } else { neg_5 };
            let product_8 = sum_2_here * result_cotangent;
            let neg_9 = -product_8;
            let chosen_10 = if below_1 { T::ZERO } else { neg_9 };
            select_cotangent_row_mut[lane] = chosen_6;
            sum_3_row_mut[lane] += chosen_10;
        }
    }

    let product_value = &mut slot_1[..lanes];
    {
        let sum_here = sum[0];
        let softplus_here = softplus[0];
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let ratio_row = row_of(ratio, 0, lanes);
        let tanh_row = row_of(tanh, 0, lanes);
        let sech2_row = row_of(sech2, 0, lanes);
        let sum_3_row = row_of(sum_3, 0, lanes);
        let ratio_2_row = row_of(ratio_2, 0, lanes);
        let ratio_3_row = row_of(ratio_3, 0, lanes);
        let ratio_4_row = row_of(ratio_4, 0, lanes);
        let sum_cotangent_row_mut = row_of_mut(sum_cotangent, 0, lanes);
        let sum_cotangent_2_row_mut = row_of_mut(sum_cotangent_2, 0, lanes);
        let product_value_row_mut = row_of_mut(product_value, 0, lanes);
        #[inline(always)]
        #[allow(clippy::too_many_arguments)]
        fn each_lane<T: Real, I: Isa>(
            isa: I, lanes: usize, ladj_cotangent_row: &[T], ratio_row: &[T], tanh_row: &[T], sech2_row: &[T],
            sum_3_row: &[T], ratio_2_row: &[T], ratio_3_row: &[T], ratio_4_row: &[T], sum_here: T, softplus_here: T,
            sum_cotangent_row_mut: &mut [T], sum_cotangent_2_row_mut: &mut [T], product_value_row_mut: &mut [T],
        ) {
            for lane in 0..lanes {
                let below_1 = sum_here < real::<T>(0.000000000000000000000000000001);
                let product_5 = ladj_cotangent_row[lane] * ratio_row[lane];
                let product_6 = softplus_here * product_5;
                let tanh = tanh_row[lane];
                let sech2 = sech2_row[lane];
                let product_9 = tanh * sech2;
                let product_10 = product_6 * product_9;
                let product_11 = real::<T>(2.0) * product_10;
                let chosen_12 = if below_1 { T::ZERO } else { product_11 };
                let product_13 = tanh * product_5;
                let product_14 = real::<T>(-2.0) * product_13;
                let chosen_15 = if below_1 { T::ZERO } else { product_14 };
                let sum_17 = chosen_15 + sum_3_row[lane];
                let square_18 = tanh * tanh;
                let difference_19 = T::ONE - square_18;
                let sum_21 = isa.mul_add(sum_17, difference_19, chosen_12);
                let sum_24 = isa.mul_add(sum_21, ratio_2_row[lane], sum_21);
                let product_25 = sech2 * product_5;
                let neg_26 = -product_25;
                let chosen_27 = if below_1 { T::ZERO } else { neg_26 };
                let sum_30 = isa.mul_add(sum_21, ratio_3_row[lane], chosen_27);
                let product_32 = sum_21 * ratio_4_row[lane];
                sum_cotangent_row_mut[lane] = sum_24;
                sum_cotangent_2_row_mut[lane] = sum_30;
                product_value_row_mut[lane] = product_32;
            }
        }

        each_lane(
            isa, lanes, ladj_cotangent_row, ratio_row, tanh_row, sech2_row, sum_3_row, ratio_2_row, ratio_3_row,
            ratio_4_row, sum_here, softplus_here, sum_cotangent_row_mut, sum_cotangent_2_row_mut,
            product_value_row_mut,
        );
    }

    for row in 0..5 {
        let x_row = row_of(x, row, lanes);
        let product_value_row = row_of(product_value, 0, lanes);
        let result_cotangent_row = row_of(result_cotangent, row, lanes);
        let w_here = w[row];
        let product_cotangent_row_mut = row_of_mut(product_cotangent, row, lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, row, lanes);
        for lane in 0..lanes {
            let difference_2 = T::ZERO - product_value_row[lane];
            let product_3 = x_row[lane] * difference_2;
            let sum_7 = isa.mul_add(w_here, difference_2, result_cotangent_row[lane]);
            product_cotangent_row_mut[lane] = product_3;
            argument_cotangent_row_mut[lane] = sum_7;
        }
    }
}

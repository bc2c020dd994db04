/// cotangents of z → x
/// of argument: (… + … + (if … { … } else { … }))
/// of cumulative_sum(…): (if … < […; …] { if … < … { 0 } else { … } } else { 0 })
/// of [5; …[1 step 2 × 5]]: (if … < […; …] { if … < … { 0 } else { … } } else { 0 })
/// of cumulative_sum(…): (if … < […; …] { if … < … { 0 } else { … } } else { 0 })
/// of [5; …[1 step 2 × 5]]: (if … < […; …] { if … < … { 0 } else { … } } else { 0 })
/// of [1; … + …]: (if … < […; …] { if … < … { 0 } else { … } } else { 0 })
/// of [1; … + …]: (if … < […; …] { if … < … { 0 } else { … } } else { 0 })
#[inline(always)]
fn rational_quadratic_spline_forward_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer {
        lanes,
        input: result_cotangent,
        output: argument_cotangent,
        ladj: ladj_cotangent,
        prepared,
        mut scratch,
        mut tape,
        ..
    } = layer;
    let knots = &prepared[RATIONAL_QUADRATIC_SPLINE_KNOTS];
    let assemble = &prepared[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE];
    let [select, select_2, select_3, select_4, select_5] = carve_from(&mut scratch, lanes, [5, 5, 5, 5, 5]);
    let [select_6, select_7] = carve_from(&mut scratch, lanes, [5, 5]);
    let [z, ratio_2, ratio_3, ratio_4, ratio_5, xi] = carve_from(&mut tape, lanes, [5, 5, 5, 5, 5, 5]);
    let [fold_3, steepness, fold_4, ratio, fold_2, fold] = carve_from(&mut tape, lanes, [5, 5, 5, 5, 5, 5]);
    let [ratio_6, ratio_7, ratio_8, knots_cotangent] = carve_from(&mut tape, lanes, [5, 5, 5, 10]);
    let [select_cotangent_4, levels_cotangent, select_cotangent_3] = carve_from(&mut tape, lanes, [10, 10, 10]);
    let [select_cotangent_2, select_cotangent] = carve_from(&mut tape, lanes, [10, 10]);
    for row in 0..5 {
        each_lane! {
            lane in lanes, isa: I;
            read z = z[row], xi = xi[row], ladj_cotangent = ladj_cotangent[0], ratio_5 = ratio_5[row],
                ratio_2 = ratio_2[row], result_cotangent = result_cotangent[row], fold_2 = fold_2[row],
                fold = fold[row], ratio_6 = ratio_6[row], ratio_4 = ratio_4[row], ratio = ratio[row],
                ratio_3 = ratio_3[row], fold_4 = fold_4[row], steepness = steepness[row], fold_3 = fold_3[row],
                ratio_7 = ratio_7[row], ratio_8 = ratio_8[row];
            write argument_cotangent_out = argument_cotangent[row], select_out = select[row],
                select_2_out = select_2[row], select_3_out = select_3[row], select_4_out = select_4[row],
                select_5_out = select_5[row], select_6_out = select_6[row], select_7_out = select_7[row];
            let (z, xi, ladj_cotangent) = (z[lane], xi[lane], ladj_cotangent[lane]);
            let (result_cotangent, ratio_3, steepness) = (result_cotangent[lane], ratio_3[lane], steepness[lane]);
            let fold_3 = fold_3[lane];
            let below_1 = z < real::<T>(5.0);
            let chosen_2 = if below_1 { z } else { T::ZERO };
            let below_3 = chosen_2 < real::<T>(-5.0);
            let chosen_4 = if below_3 { T::ZERO } else { chosen_2 };
            let below_5 = z < real::<T>(-5.0);
            let square_7 = xi * xi;
            let product_10 = ladj_cotangent * ratio_5[lane];
            let difference_12 = T::ONE - xi;
            let product_13 = xi * difference_12;
            let product_21 = result_cotangent * (fold_2[lane] - fold[lane]);
            let difference_24 = real::<T>(-2.0) * (ladj_cotangent * ratio_2[lane]) - product_21 * ratio_6[lane];
            let product_25 = product_13 * difference_24;
            let sum_26 = square_7 * product_10 + product_25;
            let chosen_28 = if below_1 & !below_5 { sum_26 } else { T::ZERO };
            let product_32 = ratio_2[lane] * product_21;
            let sum_34 = isa.mul_add(product_13, product_32, difference_12 * difference_12 * product_10 + product_25);
            let chosen_36 = if below_1 & !below_5 { sum_34 } else { T::ZERO };
            let sum_42 = real::<T>(2.0) * (ladj_cotangent * ratio_4[lane]) + result_cotangent * ratio[lane];
            let sum_46 = isa.mul_add(real::<T>(2.0), product_13 * product_10, difference_24);
            let sum_50 = isa.mul_add(square_7, product_32, isa.mul_add(real::<T>(-2.0), product_25, sum_46));
            let sum_52 = isa.mul_add(ratio_3, sum_50, sum_42);
            let chosen_54 = if below_1 & !below_5 { sum_52 } else { T::ZERO };
            let difference_55 = result_cotangent - sum_52;
            let chosen_57 = if below_1 & !below_5 { difference_55 } else { T::ZERO };
            let product_66 = real::<T>(2.0) * (xi * (fold_4[lane] * product_10 + steepness * product_32));
            let sum_74 = real::<T>(2.0) * (steepness * product_10)
                + (fold_3 + fold_4[lane] - real::<T>(2.0) * steepness) * difference_24;
            let sum_76 = isa.mul_add(fold_3, product_32, sum_74);
            let difference_84 = product_66 + difference_12 * sum_76
                - (real::<T>(2.0) * (difference_12 * (fold_3 * product_10)) + xi * sum_76);
            let difference_87 = real::<T>(-2.0) * (ladj_cotangent * ratio_3) - difference_84 * ratio_7[lane];
            let product_89 = sum_50 * ratio_8[lane];
            let difference_90 = difference_87 - product_89;
            let chosen_92 = if below_1 & !below_5 { difference_90 } else { T::ZERO };
            let product_94 = ratio_3 * difference_84;
            let difference_95 = product_89 - difference_87 - product_94;
            let chosen_97 = if below_1 & !below_5 { difference_95 } else { T::ZERO };
            let chosen_98 = if below_5 { result_cotangent } else { T::ZERO };
            let chosen_100 = if !below_1 & !below_5 { result_cotangent } else { T::ZERO };
            let chosen_104 = if below_1 & !below_3 & !below_5 { product_94 } else { T::ZERO };
            select_out[lane] = chosen_4;
            select_2_out[lane] = chosen_28;
            select_3_out[lane] = chosen_36;
            select_4_out[lane] = chosen_54;
            select_5_out[lane] = chosen_57;
            select_6_out[lane] = chosen_92;
            select_7_out[lane] = chosen_97;
            argument_cotangent_out[lane] = chosen_98 + chosen_100 + chosen_104;
        }
    }

    rational_quadratic_spline_levels_cotangent_rows(
        lanes, select, assemble, knots, select_2, select_3, select_4, select_5, select_6, select_7, select_cotangent,
        select_cotangent_2, select_cotangent_3, levels_cotangent, select_cotangent_4, knots_cotangent,
    );
}

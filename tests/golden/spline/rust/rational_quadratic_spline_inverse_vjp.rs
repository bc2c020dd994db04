/// cotangents of x → z
/// of argument: (… + … + (if … { … } else { … }))
/// of cumulative_sum(…): (if … < […; …] { if … < … { 0 } else { … } } else { 0 })
/// of [5; …[1 step 2 × 5]]: (if … < […; …] { if … < … { 0 } else { … } } else { 0 })
/// of cumulative_sum(…): (if … < […; …] { if … < … { 0 } else { … } } else { 0 })
/// of [5; …[1 step 2 × 5]]: (if … < […; …] { if … < … { 0 } else { … } } else { 0 })
/// of [1; … + …]: (if … < […; …] { if … < … { 0 } else { … } } else { 0 })
/// of [1; … + …]: (if … < […; …] { if … < … { 0 } else { … } } else { 0 })
#[inline(always)]
fn rational_quadratic_spline_inverse_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
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
    let levels = &prepared[RATIONAL_QUADRATIC_SPLINE_LEVELS];
    let assemble_2 = &prepared[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE_2];
    let [select, select_2, select_3, select_4, select_5] = carve_from(&mut scratch, lanes, [5, 5, 5, 5, 5]);
    let [select_6, select_7] = carve_from(&mut scratch, lanes, [5, 5]);
    let [x, ratio_2, ratio_3, ratio_4, ratio_5, ratio] = carve_from(&mut tape, lanes, [5, 5, 5, 5, 5, 5]);
    let [fold_5, fold_6, steepness, fold_2, fold] = carve_from(&mut tape, lanes, [5, 5, 5, 5, 5]);
    let [ratio_6, ratio_7, ratio_8, fold_3, fold_4] = carve_from(&mut tape, lanes, [5, 5, 5, 5, 5]);
    let [ratio_9, knots_cotangent, select_cotangent_4] = carve_from(&mut tape, lanes, [5, 10, 10]);
    let [levels_cotangent, select_cotangent_3, select_cotangent_2] = carve_from(&mut tape, lanes, [10, 10, 10]);
    let [select_cotangent] = carve_from(&mut tape, lanes, [10]);
    for row in 0..5 {
        each_lane! {
            lane in lanes, isa: I;
            read x = x[row], ratio = ratio[row], ladj_cotangent = ladj_cotangent[0], ratio_2 = ratio_2[row],
                fold_3 = fold_3[row], fold_6 = fold_6[row], ratio_5 = ratio_5[row], fold_5 = fold_5[row],
                steepness = steepness[row], fold_2 = fold_2[row], fold = fold[row],
                result_cotangent = result_cotangent[row], ratio_7 = ratio_7[row], fold_4 = fold_4[row],
                ratio_8 = ratio_8[row], ratio_4 = ratio_4[row], ratio_3 = ratio_3[row], ratio_6 = ratio_6[row],
                ratio_9 = ratio_9[row];
            write argument_cotangent_out = argument_cotangent[row], select_out = select[row],
                select_2_out = select_2[row], select_3_out = select_3[row], select_4_out = select_4[row],
                select_5_out = select_5[row], select_6_out = select_6[row], select_7_out = select_7[row];
            let (x, ratio, ladj_cotangent, fold_5) = (x[lane], ratio[lane], ladj_cotangent[lane], fold_5[lane]);
            let (steepness, result_cotangent) = (steepness[lane], result_cotangent[lane]);
            let below_1 = x < real::<T>(5.0);
            let chosen_2 = if below_1 { x } else { T::ZERO };
            let below_3 = chosen_2 < real::<T>(-5.0);
            let chosen_4 = if below_3 { T::ZERO } else { chosen_2 };
            let below_5 = x < real::<T>(-5.0);
            let difference_7 = T::ONE - ratio;
            let product_8 = ratio * difference_7;
            let product_11 = ladj_cotangent * ratio_2[lane];
            let difference_15 = chosen_4 - fold_3[lane];
            let product_18 = ladj_cotangent * ratio_5[lane];
            let difference_26 = fold_5 + fold_6[lane] - real::<T>(2.0) * steepness;
            let sum_31 = real::<T>(2.0) * (difference_26 * product_11) + real::<T>(-2.0) * (steepness * product_18);
            let sum_33 = real::<T>(-2.0) * (ratio * (fold_6[lane] * product_18)) + difference_7 * sum_31;
            let sum_38 = real::<T>(-2.0) * (difference_7 * (fold_5 * product_18)) + ratio * sum_31;
            let sum_45 = isa.mul_add(fold_2[lane] - fold[lane], result_cotangent, sum_33 - sum_38);
            let product_47 = sum_45 * ratio_7[lane];
            let difference_49 = fold_4[lane] - fold_3[lane];
            let product_51 = difference_15 * difference_26;
            let difference_52 = fold_5 * difference_49 - product_51;
            let difference_54 = steepness - fold_5;
            let sum_56 = difference_49 * difference_54 + product_51;
            let product_57 = steepness * difference_15;
            let sum_60 = difference_52 * difference_52 + real::<T>(4.0) * (sum_56 * product_57);
            let below_61 = sum_60 < T::ZERO;
            let product_63 = product_47 * ratio_8[lane];
            let product_65 = real::<T>(-2.0) * (difference_52 * product_63);
            let chosen_66 = if below_61 { T::ZERO } else { product_65 };
            let product_68 = product_57 * product_63;
            let product_69 = real::<T>(-4.0) * product_68;
            let chosen_70 = if below_61 { T::ZERO } else { product_69 };
            let sum_71 = product_47 - chosen_66 + chosen_70;
            let sum_73 = real::<T>(2.0) * (product_8 * product_11) + difference_15 * sum_71;
            let difference_76 = sum_73 - ratio * ratio * product_18;
            let chosen_78 = if below_1 & !below_5 { difference_76 } else { T::ZERO };
            let difference_79 = chosen_66 - product_47;
            let difference_83 = difference_49 * difference_79 - difference_7 * difference_7 * product_18;
            let product_84 = difference_49 * product_68;
            let product_85 = real::<T>(4.0) * product_84;
            let chosen_86 = if below_61 { T::ZERO } else { product_85 };
            let sum_88 = difference_83 + chosen_86 + sum_73;
            let chosen_90 = if below_1 & !below_5 { sum_88 } else { T::ZERO };
            let sum_95 = real::<T>(-2.0) * (ladj_cotangent * ratio_4[lane]) + fold_5 * difference_79;
            let product_97 = real::<T>(-4.0) * (difference_54 * product_68);
            let chosen_98 = if below_61 { T::ZERO } else { product_97 };
            let sum_104 = real::<T>(2.0) * product_11 + real::<T>(-2.0) * (product_8 * product_18);
            let product_109 = real::<T>(-4.0) * (sum_56 * product_63);
            let chosen_110 = if below_61 { T::ZERO } else { product_109 };
            let sum_111 = isa.mul_add(real::<T>(2.0), sum_45 * ratio_6[lane], chosen_110);
            let product_114 = real::<T>(-4.0) * product_84;
            let chosen_115 = if below_61 { T::ZERO } else { product_114 };
            let sum_118 =
                isa.mul_add(real::<T>(-2.0), sum_73, isa.mul_add(difference_15, sum_111, sum_104) + chosen_115);
            let sum_120 = isa.mul_add(ratio_3[lane], sum_118, sum_95 + chosen_98);
            let chosen_122 = if below_1 & !below_5 { sum_120 } else { T::ZERO };
            let sum_125 = steepness * sum_111 + difference_26 * sum_71;
            let difference_127 = -sum_125 - sum_120;
            let chosen_129 = if below_1 & !below_5 { difference_127 } else { T::ZERO };
            let sum_133 = real::<T>(2.0) * (ladj_cotangent * ratio_3[lane]) + ratio * result_cotangent;
            let product_135 = sum_118 * ratio_9[lane];
            let difference_136 = sum_133 - product_135;
            let chosen_138 = if below_1 & !below_5 { difference_136 } else { T::ZERO };
            let sum_140 = result_cotangent + (product_135 - sum_133);
            let chosen_142 = if below_1 & !below_5 { sum_140 } else { T::ZERO };
            let chosen_143 = if below_5 { result_cotangent } else { T::ZERO };
            let chosen_145 = if !below_1 & !below_5 { result_cotangent } else { T::ZERO };
            let chosen_149 = if below_1 & !below_3 & !below_5 { sum_125 } else { T::ZERO };
            select_out[lane] = chosen_4;
            select_2_out[lane] = chosen_78;
            select_3_out[lane] = chosen_90;
            select_4_out[lane] = chosen_122;
            select_5_out[lane] = chosen_129;
            select_6_out[lane] = chosen_138;
            select_7_out[lane] = chosen_142;
            argument_cotangent_out[lane] = chosen_143 + chosen_145 + chosen_149;
        }
    }

    rational_quadratic_spline_levels_cotangent_rows(
        lanes, select, assemble_2, levels, select_2, select_3, select_4, select_5, select_6, select_7,
        select_cotangent, select_cotangent_2, select_cotangent_3, levels_cotangent, select_cotangent_4,
        knots_cotangent,
    );
}

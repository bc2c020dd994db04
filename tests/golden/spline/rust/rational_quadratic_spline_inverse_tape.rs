/// x → z: z = spline_inverse(x; …), ladj = sum(-log|spline_slope_at_value(x; …)|); keeps what the cotangents need
#[inline(always)]
fn rational_quadratic_spline_inverse_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, prepared, scratch, mut tape, .. } = layer;
    let knots = &prepared[RATIONAL_QUADRATIC_SPLINE_KNOTS];
    let assemble = &prepared[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE];
    let levels = &prepared[RATIONAL_QUADRATIC_SPLINE_LEVELS];
    let assemble_2 = &prepared[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE_2];
    let assemble_3 = &prepared[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE_3];
    let assemble_4 = &prepared[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE_4];
    let [select] = carve(scratch, lanes, [5]);
    let [x_kept, ratio_2, ratio_3, ratio_4, ratio_5] = carve_from(&mut tape, lanes, [5, 5, 5, 5, 5]);
    let [ratio, fold_5, fold_6, steepness, fold_2, fold] = carve_from(&mut tape, lanes, [5, 5, 5, 5, 5, 5]);
    let [ratio_6, ratio_7, ratio_8, fold_3, fold_4] = carve_from(&mut tape, lanes, [5, 5, 5, 5, 5]);
    let [ratio_9] = carve_from(&mut tape, lanes, [5]);
    clear([fold, fold_2, fold_3, fold_4, fold_5, fold_6]);
    rational_quadratic_spline_x_kept_rows(lanes, x, x_kept, select);
    rational_quadratic_spline_fold_rows(
        lanes, select, levels, assemble_2, knots, assemble, assemble_3, assemble_4, fold_4, fold, fold_2, fold_5,
        fold_6, fold_3,
    );
    for row in 0..5 {
        each_lane! {
            lane in lanes, isa: I;
            read fold_4 = fold_4[row], fold_3 = fold_3[row], fold_2 = fold_2[row], fold = fold[row],
                select = select[row], fold_5 = fold_5[row], fold_6 = fold_6[row], x = x[row];
            write z_out = z[row], steepness_out = steepness[row], ratio_out = ratio[row], ratio_2_out = ratio_2[row],
                ratio_3_out = ratio_3[row], ratio_4_out = ratio_4[row], ratio_5_out = ratio_5[row],
                ratio_6_out = ratio_6[row], ratio_7_out = ratio_7[row], ratio_8_out = ratio_8[row],
                ratio_9_out = ratio_9[row], ladj_out = ladj[0];
            let (fold_5, x) = (fold_5[lane], x[lane]);
            let difference_2 = fold_4[lane] - fold_3[lane];
            let difference_5 = fold_2[lane] - fold[lane];
            let steepness = difference_2 / difference_5;
            let difference_8 = select[lane] - fold_3[lane];
            let product_9 = steepness * difference_8;
            let difference_16 = fold_5 + fold_6[lane] - real::<T>(2.0) * steepness;
            let product_17 = difference_8 * difference_16;
            let difference_18 = fold_5 * difference_2 - product_17;
            let product_24 = real::<T>(4.0) * ((difference_2 * (steepness - fold_5) + product_17) * product_9);
            let sum_25 = difference_18 * difference_18 + product_24;
            let chosen_27 = if sum_25 < T::ZERO { T::ZERO } else { sum_25 };
            let sqrt_28 = isa.sqrt(chosen_27);
            let sum_29 = difference_18 + sqrt_28;
            let ratio_30 = real::<T>(2.0) * product_9 / sum_29;
            let difference_31 = T::ONE - ratio_30;
            let product_32 = ratio_30 * difference_31;
            let sum_34 = isa.mul_add(difference_16, product_32, steepness);
            let sum_42 = fold_6[lane] * (ratio_30 * ratio_30) + real::<T>(2.0) * (steepness * product_32);
            let sum_45 = isa.mul_add(fold_5, difference_31 * difference_31, sum_42);
            let below_52 = x < real::<T>(-5.0);
            let below_53 = x < real::<T>(5.0);
            let sum_55 = isa.mul_add(difference_5, ratio_30, fold[lane]);
            let chosen_57 = if !below_52 & below_53 { sum_55 } else { x };
            let difference_63 = isa.log_abs(difference_2) - isa.log_abs(difference_5) - isa.log_abs(sum_34);
            let sum_65 = isa.mul_add(real::<T>(2.0), difference_63, isa.log_abs(sum_45));
            let neg_66 = -sum_65;
            let chosen_68 = if !below_52 & below_53 { neg_66 } else { T::ZERO };
            steepness_out[lane] = steepness;
            ratio_out[lane] = ratio_30;
            ratio_2_out[lane] = T::ONE / sum_34;
            ratio_3_out[lane] = T::ONE / difference_5;
            ratio_4_out[lane] = T::ONE / difference_2;
            ratio_5_out[lane] = T::ONE / sum_45;
            ratio_6_out[lane] = T::ONE / sum_29;
            ratio_7_out[lane] = ratio_30 / sum_29;
            ratio_8_out[lane] = real::<T>(0.5) / sqrt_28;
            ratio_9_out[lane] = steepness / difference_5;
            z_out[lane] = chosen_57;
            ladj_out[lane] += chosen_68;
        }
    }
}

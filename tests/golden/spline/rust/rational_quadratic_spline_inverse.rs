/// x → z: z = spline_inverse(x; …), ladj = sum(-log|spline_slope_at_value(x; …)|)
#[inline(always)]
fn rational_quadratic_spline_inverse<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, prepared, mut scratch, .. } = layer;
    let knots = &prepared[RATIONAL_QUADRATIC_SPLINE_KNOTS];
    let assemble = &prepared[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE];
    let levels = &prepared[RATIONAL_QUADRATIC_SPLINE_LEVELS];
    let assemble_2 = &prepared[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE_2];
    let assemble_3 = &prepared[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE_3];
    let assemble_4 = &prepared[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE_4];
    let [fold, fold_2, fold_3, fold_4, fold_5] = carve_from(&mut scratch, lanes, [5, 5, 5, 5, 5]);
    let [fold_6, select] = carve_from(&mut scratch, lanes, [5, 5]);
    clear([fold, fold_2, fold_3, fold_4, fold_5, fold_6]);
    rational_quadratic_spline_select_rows(lanes, x, select);
    rational_quadratic_spline_fold_rows(
        lanes, select, levels, assemble_2, knots, assemble, assemble_3, assemble_4, fold_3, fold, fold_2, fold_5,
        fold_6, fold_4,
    );
    for row in 0..5 {
        each_lane! {
            lane in lanes, isa: I;
            read x = x[row], fold = fold[row], fold_2 = fold_2[row], fold_3 = fold_3[row], fold_4 = fold_4[row],
                select = select[row], fold_5 = fold_5[row], fold_6 = fold_6[row];
            write z_out = z[row], ladj_out = ladj[0];
            let (x, fold_5) = (x[lane], fold_5[lane]);
            let below_1 = x < real::<T>(-5.0);
            let below_2 = x < real::<T>(5.0);
            let difference_5 = fold_2[lane] - fold[lane];
            let difference_8 = fold_3[lane] - fold_4[lane];
            let steepness = difference_8 / difference_5;
            let difference_11 = select[lane] - fold_4[lane];
            let product_12 = steepness * difference_11;
            let difference_19 = fold_5 + fold_6[lane] - real::<T>(2.0) * steepness;
            let product_20 = difference_11 * difference_19;
            let difference_21 = fold_5 * difference_8 - product_20;
            let product_27 = real::<T>(4.0) * ((difference_8 * (steepness - fold_5) + product_20) * product_12);
            let sum_28 = difference_21 * difference_21 + product_27;
            let chosen_30 = if sum_28 < T::ZERO { T::ZERO } else { sum_28 };
            let ratio_33 = real::<T>(2.0) * product_12 / (difference_21 + isa.sqrt(chosen_30));
            let sum_35 = isa.mul_add(difference_5, ratio_33, fold[lane]);
            let chosen_37 = if !below_1 & below_2 { sum_35 } else { x };
            let difference_40 = T::ONE - ratio_33;
            let product_41 = ratio_33 * difference_40;
            let sum_44 = fold_6[lane] * (ratio_33 * ratio_33) + real::<T>(2.0) * (steepness * product_41);
            let log_abs_48 = isa.log_abs(isa.mul_add(fold_5, difference_40 * difference_40, sum_44));
            let difference_55 = isa.log_abs(difference_8)
                - isa.log_abs(difference_5)
                - isa.log_abs(isa.mul_add(difference_19, product_41, steepness));
            let neg_58 = -isa.mul_add(real::<T>(2.0), difference_55, log_abs_48);
            let chosen_60 = if !below_1 & below_2 { neg_58 } else { T::ZERO };
            z_out[lane] = chosen_37;
            ladj_out[lane] += chosen_60;
        }
    }
}

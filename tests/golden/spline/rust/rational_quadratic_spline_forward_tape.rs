/// z → x: x = spline(z; …), ladj = sum(log|spline_slope(z; …)|); keeps what the cotangents need
#[inline(always)]
fn rational_quadratic_spline_forward_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, prepared, scratch, mut tape, .. } = layer;
    let knots = &prepared[RATIONAL_QUADRATIC_SPLINE_KNOTS];
    let assemble = &prepared[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE];
    let levels = &prepared[RATIONAL_QUADRATIC_SPLINE_LEVELS];
    let assemble_2 = &prepared[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE_2];
    let assemble_3 = &prepared[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE_3];
    let assemble_4 = &prepared[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE_4];
    let [fold_5, fold_6, select] = carve(scratch, lanes, [5, 5, 5]);
    let [z_kept, ratio_2, ratio_3, ratio_4, ratio_5, xi] = carve_from(&mut tape, lanes, [5, 5, 5, 5, 5, 5]);
    let [fold_3, steepness, fold_4, ratio, fold_2, fold] = carve_from(&mut tape, lanes, [5, 5, 5, 5, 5, 5]);
    let [ratio_6, ratio_7, ratio_8] = carve_from(&mut tape, lanes, [5, 5, 5]);
    clear([fold, fold_2, fold_3, fold_4, fold_5, fold_6]);
    rational_quadratic_spline_x_kept_rows(lanes, z, z_kept, select);
    rational_quadratic_spline_fold_rows(
        lanes, select, knots, assemble, levels, assemble_2, assemble_3, assemble_4, fold_5, fold, fold_2, fold_3,
        fold_4, fold_6,
    );
    for row in 0..5 {
        each_lane! {
            lane in lanes, isa: I;
            read fold_2 = fold_2[row], fold = fold[row], fold_5 = fold_5[row], fold_6 = fold_6[row],
                select = select[row], fold_3 = fold_3[row], fold_4 = fold_4[row], z = z[row];
            write x_out = x[row], steepness_out = steepness[row], xi_out = xi[row], ratio_out = ratio[row],
                ratio_2_out = ratio_2[row], ratio_3_out = ratio_3[row], ratio_4_out = ratio_4[row],
                ratio_5_out = ratio_5[row], ratio_6_out = ratio_6[row], ratio_7_out = ratio_7[row],
                ratio_8_out = ratio_8[row], ladj_out = ladj[0];
            let (fold_3, z) = (fold_3[lane], z[lane]);
            let difference_2 = fold_2[lane] - fold[lane];
            let difference_5 = fold_5[lane] - fold_6[lane];
            let steepness = difference_2 / difference_5;
            let xi = (select[lane] - fold_6[lane]) / difference_5;
            let square_10 = xi * xi;
            let difference_13 = T::ONE - xi;
            let product_14 = xi * difference_13;
            let sum_22 = isa.mul_add(product_14, fold_3 + fold_4[lane] - real::<T>(2.0) * steepness, steepness);
            let ratio_23 = (steepness * square_10 + fold_3 * product_14) / sum_22;
            let sum_33 = isa.mul_add(
                fold_3,
                difference_13 * difference_13,
                fold_4[lane] * square_10 + real::<T>(2.0) * (steepness * product_14),
            );
            let below_39 = z < real::<T>(-5.0);
            let below_40 = z < real::<T>(5.0);
            let sum_42 = isa.mul_add(difference_2, ratio_23, fold[lane]);
            let chosen_44 = if !below_39 & below_40 { sum_42 } else { z };
            let difference_50 = isa.log_abs(difference_2) - isa.log_abs(difference_5) - isa.log_abs(sum_22);
            let sum_52 = isa.mul_add(real::<T>(2.0), difference_50, isa.log_abs(sum_33));
            let chosen_54 = if !below_39 & below_40 { sum_52 } else { T::ZERO };
            steepness_out[lane] = steepness;
            xi_out[lane] = xi;
            ratio_out[lane] = ratio_23;
            ratio_2_out[lane] = T::ONE / sum_22;
            ratio_3_out[lane] = T::ONE / difference_5;
            ratio_4_out[lane] = T::ONE / difference_2;
            ratio_5_out[lane] = T::ONE / sum_33;
            ratio_6_out[lane] = ratio_23 / sum_22;
            ratio_7_out[lane] = xi / difference_5;
            ratio_8_out[lane] = steepness / difference_5;
            x_out[lane] = chosen_44;
            ladj_out[lane] += chosen_54;
        }
    }
}

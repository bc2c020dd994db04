/// z → x: x = spline(z; …), ladj = sum(log|spline_slope(z; …)|)
#[inline(always)]
fn rational_quadratic_spline_forward<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, prepared, mut scratch, .. } = layer;
    let knots = &prepared[RATIONAL_QUADRATIC_SPLINE_KNOTS];
    let assemble = &prepared[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE];
    let levels = &prepared[RATIONAL_QUADRATIC_SPLINE_LEVELS];
    let assemble_2 = &prepared[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE_2];
    let assemble_3 = &prepared[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE_3];
    let assemble_4 = &prepared[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE_4];
    let [fold, fold_2, fold_3, fold_4, fold_5] = carve_from(&mut scratch, lanes, [5, 5, 5, 5, 5]);
    let [fold_6, select] = carve_from(&mut scratch, lanes, [5, 5]);
    clear([fold, fold_2, fold_3, fold_4, fold_5, fold_6]);
    rational_quadratic_spline_select_rows(lanes, z, select);
    rational_quadratic_spline_fold_rows(
        lanes, select, knots, assemble, levels, assemble_2, assemble_3, assemble_4, fold_3, fold, fold_2, fold_5,
        fold_6, fold_4,
    );
    for row in 0..5 {
        each_lane! {
            lane in lanes, isa: I;
            read z = z[row], fold = fold[row], fold_2 = fold_2[row], fold_3 = fold_3[row], fold_4 = fold_4[row],
                select = select[row], fold_5 = fold_5[row], fold_6 = fold_6[row];
            write x_out = x[row], ladj_out = ladj[0];
            let (z, fold_5) = (z[lane], fold_5[lane]);
            let below_1 = z < real::<T>(-5.0);
            let below_2 = z < real::<T>(5.0);
            let difference_5 = fold_2[lane] - fold[lane];
            let difference_8 = fold_3[lane] - fold_4[lane];
            let steepness = difference_5 / difference_8;
            let xi = (select[lane] - fold_4[lane]) / difference_8;
            let square_13 = xi * xi;
            let difference_16 = T::ONE - xi;
            let product_17 = xi * difference_16;
            let sum_25 = isa.mul_add(product_17, fold_5 + fold_6[lane] - real::<T>(2.0) * steepness, steepness);
            let sum_28 = isa.mul_add(difference_5, (steepness * square_13 + fold_5 * product_17) / sum_25, fold[lane]);
            let chosen_30 = if !below_1 & below_2 { sum_28 } else { z };
            let sum_37 = isa.mul_add(
                fold_5,
                difference_16 * difference_16,
                fold_6[lane] * square_13 + real::<T>(2.0) * (steepness * product_17),
            );
            let difference_43 = isa.log_abs(difference_5) - isa.log_abs(difference_8) - isa.log_abs(sum_25);
            let sum_45 = isa.mul_add(real::<T>(2.0), difference_43, isa.log_abs(sum_37));
            let chosen_47 = if !below_1 & below_2 { sum_45 } else { T::ZERO };
            x_out[lane] = chosen_30;
            ladj_out[lane] += chosen_47;
        }
    }
}

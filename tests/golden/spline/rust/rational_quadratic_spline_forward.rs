/// z → x: x = spline(z; …), ladj = sum(log|spline_slope(z; …)|)
#[inline(always)]
fn rational_quadratic_spline_forward<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, prepared, .. } = layer;
    let knot_1 = &prepared[RATIONAL_QUADRATIC_SPLINE_KNOT_1];
    let level_1 = &prepared[RATIONAL_QUADRATIC_SPLINE_LEVEL_1];
    let slope_1 = &prepared[RATIONAL_QUADRATIC_SPLINE_SLOPE_1];
    for row in 0..5 {
        let knot_1_value = knot_1[row];
        let level_1_value = level_1[row];
        let slope_1_value = slope_1[row];
        let z_row = row_of(z, row, lanes);
        let x_row_mut = row_of_mut(x, row, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        for lane in 0..lanes {
            let z = z_row[lane];
            let below_1 = z < real::<T>(-5.0);
            let below_2 = z < real::<T>(5.0);
            let below_4 = z < knot_1_value;
            let chosen_6 = if below_4 { real::<T>(-5.0) } else { level_1_value };
            let chosen_7 = if below_4 { level_1_value } else { real::<T>(5.0) };
            let difference_8 = chosen_7 - chosen_6;
            let chosen_9 = if below_4 { knot_1_value } else { real::<T>(5.0) };
            let chosen_10 = if below_4 { real::<T>(-5.0) } else { knot_1_value };
            let difference_11 = chosen_9 - chosen_10;
            let steepness = difference_8 / difference_11;
            let chosen_13 = if below_2 { z } else { real::<T>(5.0) };
            let chosen_15 = if chosen_13 < real::<T>(-5.0) { real::<T>(-5.0) } else { chosen_13 };
            let xi = (chosen_15 - chosen_10) / difference_11;
            let square_18 = xi * xi;
            let chosen_21 = if below_4 { T::ONE } else { slope_1_value };
            let difference_22 = T::ONE - xi;
            let product_23 = xi * difference_22;
            let chosen_26 = if below_4 { slope_1_value } else { T::ONE };
            let sum_31 = isa.mul_add(product_23, chosen_21 + chosen_26 - real::<T>(2.0) * steepness, steepness);
            let sum_34 = isa.mul_add(difference_8, (steepness * square_18 + chosen_21 * product_23) / sum_31, chosen_6);
            let chosen_35 = if below_2 { sum_34 } else { z };
            let chosen_36 = if below_1 { z } else { chosen_35 };
            let sum_43 = isa.mul_add(
                chosen_21,
                difference_22 * difference_22,
                chosen_26 * square_18 + real::<T>(2.0) * (steepness * product_23),
            );
            let difference_49 = isa.log_abs(difference_8) - isa.log_abs(difference_11) - isa.log_abs(sum_31);
            let sum_51 = isa.mul_add(real::<T>(2.0), difference_49, isa.log_abs(sum_43));
            let chosen_52 = if below_2 { sum_51 } else { T::ZERO };
            let chosen_53 = if below_1 { T::ZERO } else { chosen_52 };
            x_row_mut[lane] = chosen_36;
            ladj_row_mut[lane] += chosen_53;
        }
    }
}

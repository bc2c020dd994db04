/// x → z: z = spline_inverse(x; …), ladj = sum(-log|spline_slope(spline_inverse(x; …); …)|)
#[inline(always)]
fn rational_quadratic_spline_inverse<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, prepared, .. } = layer;
    let knot_1 = &prepared[RATIONAL_QUADRATIC_SPLINE_KNOT_1];
    let level_1 = &prepared[RATIONAL_QUADRATIC_SPLINE_LEVEL_1];
    let slope_1 = &prepared[RATIONAL_QUADRATIC_SPLINE_SLOPE_1];
    for row in 0..5 {
        let level_1_value = level_1[row];
        let knot_1_value = knot_1[row];
        let slope_1_value = slope_1[row];
        let x_row = row_of(x, row, lanes);
        let z_row_mut = row_of_mut(z, row, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        for lane in 0..lanes {
            let x = x_row[lane];
            let below_2 = x < real::<T>(5.0);
            let below_4 = x < level_1_value;
            let chosen_6 = if below_4 { real::<T>(-5.0) } else { knot_1_value };
            let chosen_7 = if below_4 { knot_1_value } else { real::<T>(5.0) };
            let difference_8 = chosen_7 - chosen_6;
            let chosen_9 = if below_4 { level_1_value } else { real::<T>(5.0) };
            let chosen_10 = if below_4 { real::<T>(-5.0) } else { level_1_value };
            let difference_11 = chosen_9 - chosen_10;
            let steepness = difference_11 / difference_8;
            let chosen_13 = if below_2 { x } else { real::<T>(5.0) };
            let chosen_15 = if chosen_13 < real::<T>(-5.0) { real::<T>(-5.0) } else { chosen_13 };
            let difference_16 = chosen_15 - chosen_10;
            let product_17 = steepness * difference_16;
            let chosen_20 = if below_4 { T::ONE } else { slope_1_value };
            let chosen_22 = if below_4 { slope_1_value } else { T::ONE };
            let product_26 = difference_16 * (chosen_20 + chosen_22 - real::<T>(2.0) * steepness);
            let difference_27 = chosen_20 * difference_11 - product_26;
            let product_33 = real::<T>(4.0) * ((difference_11 * (steepness - chosen_20) + product_26) * product_17);
            let sum_34 = difference_27 * difference_27 + product_33;
            let chosen_36 = if sum_34 < T::ZERO { T::ZERO } else { sum_34 };
            let ratio_39 = real::<T>(2.0) * product_17 / (difference_27 + isa.sqrt(chosen_36));
            let sum_41 = isa.mul_add(difference_8, ratio_39, chosen_6);
            let chosen_42 = if below_2 { sum_41 } else { x };
            let chosen_43 = if x < real::<T>(-5.0) { x } else { chosen_42 };
            let below_45 = chosen_43 < real::<T>(5.0);
            let below_46 = chosen_43 < knot_1_value;
            let chosen_47 = if below_46 { slope_1_value } else { T::ONE };
            let chosen_48 = if below_45 { chosen_43 } else { real::<T>(5.0) };
            let chosen_50 = if chosen_48 < real::<T>(-5.0) { real::<T>(-5.0) } else { chosen_48 };
            let chosen_51 = if below_46 { real::<T>(-5.0) } else { knot_1_value };
            let chosen_53 = if below_46 { knot_1_value } else { real::<T>(5.0) };
            let difference_54 = chosen_53 - chosen_51;
            let xi = (chosen_50 - chosen_51) / difference_54;
            let chosen_58 = if below_46 { level_1_value } else { real::<T>(5.0) };
            let chosen_59 = if below_46 { real::<T>(-5.0) } else { level_1_value };
            let difference_60 = chosen_58 - chosen_59;
            let steepness_2 = difference_60 / difference_54;
            let difference_62 = T::ONE - xi;
            let product_63 = xi * difference_62;
            let chosen_67 = if below_46 { T::ONE } else { slope_1_value };
            let sum_70 = isa.mul_add(
                chosen_67,
                difference_62 * difference_62,
                chosen_47 * (xi * xi) + real::<T>(2.0) * (steepness_2 * product_63),
            );
            let sum_79 = isa.mul_add(product_63, chosen_67 + chosen_47 - real::<T>(2.0) * steepness_2, steepness_2);
            let difference_81 = isa.log_abs(difference_60) - isa.log_abs(difference_54) - isa.log_abs(sum_79);
            let sum_83 = isa.mul_add(real::<T>(2.0), difference_81, isa.log_abs(sum_70));
            let chosen_84 = if below_45 { sum_83 } else { T::ZERO };
            let chosen_85 = if chosen_43 < real::<T>(-5.0) { T::ZERO } else { chosen_84 };
            let neg_86 = -chosen_85;
            z_row_mut[lane] = chosen_43;
            ladj_row_mut[lane] += neg_86;
        }
    }
}

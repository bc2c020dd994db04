/// The work of `rational_quadratic_spline_forward_tape` on the lanes of a row.
#[inline(always)]
fn rational_quadratic_spline_forward_tape_lanes<T: Real, I: Isa>(
    isa: I, lanes: usize, knot_1_value: T, level_1_value: T, slope_1_value: T, z_row: &[T], x_row_mut: &mut [T],
    z_kept_row_mut: &mut [T], steepness_row_mut: &mut [T], xi_row_mut: &mut [T], ratio_row_mut: &mut [T],
    ratio_2_row_mut: &mut [T], ratio_3_row_mut: &mut [T], ratio_4_row_mut: &mut [T], ratio_5_row_mut: &mut [T],
    ratio_6_row_mut: &mut [T], ratio_7_row_mut: &mut [T], ratio_8_row_mut: &mut [T], ladj_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let z = z_row[lane];
        let below_2 = z < knot_1_value;
        let chosen_4 = if below_2 { level_1_value } else { real::<T>(5.0) };
        let chosen_5 = if below_2 { real::<T>(-5.0) } else { level_1_value };
        let difference_6 = chosen_4 - chosen_5;
        let chosen_7 = if below_2 { knot_1_value } else { real::<T>(5.0) };
        let chosen_8 = if below_2 { real::<T>(-5.0) } else { knot_1_value };
        let difference_9 = chosen_7 - chosen_8;
        let steepness = difference_6 / difference_9;
        let below_11 = z < real::<T>(5.0);
        let chosen_12 = if below_11 { z } else { real::<T>(5.0) };
        let chosen_14 = if chosen_12 < real::<T>(-5.0) { real::<T>(-5.0) } else { chosen_12 };
        let xi = (chosen_14 - chosen_8) / difference_9;
        let square_17 = xi * xi;
        let chosen_20 = if below_2 { T::ONE } else { slope_1_value };
        let difference_21 = T::ONE - xi;
        let product_22 = xi * difference_21;
        let chosen_25 = if below_2 { slope_1_value } else { T::ONE };
        let sum_30 = isa.mul_add(product_22, chosen_20 + chosen_25 - real::<T>(2.0) * steepness, steepness);
        let ratio_31 = (steepness * square_17 + chosen_20 * product_22) / sum_30;
        let ratio_32 = T::ONE / sum_30;
        let ratio_33 = T::ONE / difference_9;
        let ratio_34 = T::ONE / difference_6;
        let sum_41 = isa.mul_add(
            chosen_20,
            difference_21 * difference_21,
            chosen_25 * square_17 + real::<T>(2.0) * (steepness * product_22),
        );
        let ratio_42 = T::ONE / sum_41;
        let ratio_43 = ratio_31 / sum_30;
        let ratio_44 = xi / difference_9;
        let ratio_45 = steepness / difference_9;
        let below_46 = z < real::<T>(-5.0);
        let sum_48 = isa.mul_add(difference_6, ratio_31, chosen_5);
        let chosen_49 = if below_11 { sum_48 } else { z };
        let chosen_50 = if below_46 { z } else { chosen_49 };
        let difference_56 = isa.log_abs(difference_6) - isa.log_abs(difference_9) - isa.log_abs(sum_30);
        let sum_58 = isa.mul_add(real::<T>(2.0), difference_56, isa.log_abs(sum_41));
        let chosen_59 = if below_11 { sum_58 } else { T::ZERO };
        let chosen_60 = if below_46 { T::ZERO } else { chosen_59 };
        z_kept_row_mut[lane] = z;
        steepness_row_mut[lane] = steepness;
        xi_row_mut[lane] = xi;
        ratio_row_mut[lane] = ratio_31;
        ratio_2_row_mut[lane] = ratio_32;
        ratio_3_row_mut[lane] = ratio_33;
        ratio_4_row_mut[lane] = ratio_34;
        ratio_5_row_mut[lane] = ratio_42;
        ratio_6_row_mut[lane] = ratio_43;
        ratio_7_row_mut[lane] = ratio_44;
        ratio_8_row_mut[lane] = ratio_45;
        x_row_mut[lane] = chosen_50;
        ladj_row_mut[lane] += chosen_60;
    }
}

/// The work of `rational_quadratic_spline_inverse_tape` on the lanes of a row.
#[inline(always)]
fn rational_quadratic_spline_inverse_tape_lanes<T: Real, I: Isa>(
    isa: I, lanes: usize, level_1_value: T, knot_1_value: T, slope_1_value: T, x_row: &[T], z_row_mut: &mut [T],
    x_kept_row_mut: &mut [T], steepness_row_mut: &mut [T], ratio_row_mut: &mut [T], steepness_2_row_mut: &mut [T],
    xi_row_mut: &mut [T], ratio_2_row_mut: &mut [T], ratio_3_row_mut: &mut [T], ratio_4_row_mut: &mut [T],
    ratio_5_row_mut: &mut [T], ratio_6_row_mut: &mut [T], ratio_7_row_mut: &mut [T], ratio_8_row_mut: &mut [T],
    ratio_9_row_mut: &mut [T], ratio_10_row_mut: &mut [T], ratio_11_row_mut: &mut [T], ratio_12_row_mut: &mut [T],
    ladj_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let x = x_row[lane];
        let below_2 = x < level_1_value;
        let chosen_3 = if below_2 { level_1_value } else { real::<T>(5.0) };
        let chosen_4 = if below_2 { real::<T>(-5.0) } else { level_1_value };
        let difference_5 = chosen_3 - chosen_4;
        let chosen_7 = if below_2 { knot_1_value } else { real::<T>(5.0) };
        let chosen_8 = if below_2 { real::<T>(-5.0) } else { knot_1_value };
        let difference_9 = chosen_7 - chosen_8;
        let steepness = difference_5 / difference_9;
        let below_11 = x < real::<T>(5.0);
        let chosen_12 = if below_11 { x } else { real::<T>(5.0) };
        let chosen_14 = if chosen_12 < real::<T>(-5.0) { real::<T>(-5.0) } else { chosen_12 };
        let difference_15 = chosen_14 - chosen_4;
        let product_16 = steepness * difference_15;
        let chosen_19 = if below_2 { T::ONE } else { slope_1_value };
        let chosen_21 = if below_2 { slope_1_value } else { T::ONE };
        let product_25 = difference_15 * (chosen_19 + chosen_21 - real::<T>(2.0) * steepness);
        let difference_26 = chosen_19 * difference_5 - product_25;
        let product_32 = real::<T>(4.0) * ((difference_5 * (steepness - chosen_19) + product_25) * product_16);
        let sum_33 = difference_26 * difference_26 + product_32;
        let chosen_35 = if sum_33 < T::ZERO { T::ZERO } else { sum_33 };
        let sqrt_36 = isa.sqrt(chosen_35);
        let sum_37 = difference_26 + sqrt_36;
        let ratio_38 = real::<T>(2.0) * product_16 / sum_37;
        let sum_41 = isa.mul_add(difference_9, ratio_38, chosen_8);
        let chosen_42 = if below_11 { sum_41 } else { x };
        let chosen_43 = if x < real::<T>(-5.0) { x } else { chosen_42 };
        let below_44 = chosen_43 < knot_1_value;
        let chosen_45 = if below_44 { level_1_value } else { real::<T>(5.0) };
        let chosen_46 = if below_44 { real::<T>(-5.0) } else { level_1_value };
        let difference_47 = chosen_45 - chosen_46;
        let chosen_48 = if below_44 { knot_1_value } else { real::<T>(5.0) };
        let chosen_49 = if below_44 { real::<T>(-5.0) } else { knot_1_value };
        let difference_50 = chosen_48 - chosen_49;
        let steepness_2 = difference_47 / difference_50;
        let below_52 = chosen_43 < real::<T>(5.0);
        let chosen_53 = if below_52 { chosen_43 } else { real::<T>(5.0) };
        let chosen_55 = if chosen_53 < real::<T>(-5.0) { real::<T>(-5.0) } else { chosen_53 };
        let xi = (chosen_55 - chosen_49) / difference_50;
        let difference_58 = T::ONE - xi;
        let product_59 = xi * difference_58;
        let chosen_60 = if below_44 { T::ONE } else { slope_1_value };
        let chosen_61 = if below_44 { slope_1_value } else { T::ONE };
        let sum_66 = isa.mul_add(product_59, chosen_60 + chosen_61 - real::<T>(2.0) * steepness_2, steepness_2);
        let ratio_67 = T::ONE / sum_66;
        let ratio_68 = T::ONE / difference_50;
        let ratio_69 = T::ONE / difference_47;
        let sum_77 = isa.mul_add(
            chosen_60,
            difference_58 * difference_58,
            chosen_61 * (xi * xi) + real::<T>(2.0) * (steepness_2 * product_59),
        );
        let ratio_78 = T::ONE / sum_77;
        let ratio_79 = xi / difference_50;
        let ratio_80 = steepness_2 / difference_50;
        let ratio_81 = T::ONE / sum_37;
        let ratio_82 = ratio_38 / sum_37;
        let ratio_83 = real::<T>(0.5) / sqrt_36;
        let ratio_84 = T::ONE / difference_9;
        let ratio_85 = steepness / difference_9;
        let difference_92 = isa.log_abs(difference_47) - isa.log_abs(difference_50) - isa.log_abs(sum_66);
        let sum_94 = isa.mul_add(real::<T>(2.0), difference_92, isa.log_abs(sum_77));
        let chosen_95 = if below_52 { sum_94 } else { T::ZERO };
        let chosen_96 = if chosen_43 < real::<T>(-5.0) { T::ZERO } else { chosen_95 };
        let neg_97 = -chosen_96;
        x_kept_row_mut[lane] = x;
        steepness_row_mut[lane] = steepness;
        ratio_row_mut[lane] = ratio_38;
        steepness_2_row_mut[lane] = steepness_2;
        xi_row_mut[lane] = xi;
        ratio_2_row_mut[lane] = ratio_67;
        ratio_3_row_mut[lane] = ratio_68;
        ratio_4_row_mut[lane] = ratio_69;
        ratio_5_row_mut[lane] = ratio_78;
        ratio_6_row_mut[lane] = ratio_79;
        ratio_7_row_mut[lane] = ratio_80;
        ratio_8_row_mut[lane] = ratio_81;
        ratio_9_row_mut[lane] = ratio_82;
        ratio_10_row_mut[lane] = ratio_83;
        ratio_11_row_mut[lane] = ratio_84;
        ratio_12_row_mut[lane] = ratio_85;
        z_row_mut[lane] = chosen_43;
        ladj_row_mut[lane] += neg_97;
    }
}

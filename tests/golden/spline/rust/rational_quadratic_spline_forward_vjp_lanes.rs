/// The work of `rational_quadratic_spline_forward_vjp` on the lanes of a row.
#[inline(always)]
fn rational_quadratic_spline_forward_vjp_lanes<T: Real, I: Isa>(
    isa: I, lanes: usize, knot_1_value: T, level_1_value: T, slope_1_value: T, result_cotangent_row: &[T],
    ladj_cotangent_row: &[T], z_row: &[T], steepness_row: &[T], xi_row: &[T], ratio_row: &[T], ratio_2_row: &[T],
    ratio_3_row: &[T], ratio_4_row: &[T], ratio_5_row: &[T], ratio_6_row: &[T], ratio_7_row: &[T], ratio_8_row: &[T],
    slope_1_cotangent_row_mut: &mut [T], level_1_cotangent_row_mut: &mut [T], knot_1_cotangent_row_mut: &mut [T],
    argument_cotangent_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let z = z_row[lane];
        let below_2 = z < knot_1_value;
        let below_3 = z < real::<T>(5.0);
        let below_4 = z < real::<T>(-5.0);
        let xi = xi_row[lane];
        let square_6 = xi * xi;
        let ladj_cotangent = ladj_cotangent_row[lane];
        let product_9 = ladj_cotangent * ratio_5_row[lane];
        let product_10 = square_6 * product_9;
        let chosen_11 = if below_4 { T::ZERO } else { product_10 };
        let chosen_12 = if below_3 { chosen_11 } else { T::ZERO };
        let difference_13 = T::ONE - xi;
        let product_14 = xi * difference_13;
        let product_17 = real::<T>(-2.0) * (ladj_cotangent * ratio_2_row[lane]);
        let chosen_18 = if below_4 { T::ZERO } else { product_17 };
        let chosen_19 = if below_3 { chosen_18 } else { T::ZERO };
        let result_cotangent = result_cotangent_row[lane];
        let chosen_22 = if below_2 { level_1_value } else { real::<T>(5.0) };
        let chosen_23 = if below_2 { real::<T>(-5.0) } else { level_1_value };
        let product_25 = result_cotangent * (chosen_22 - chosen_23);
        let neg_28 = -(product_25 * ratio_6_row[lane]);
        let chosen_29 = if below_4 { T::ZERO } else { neg_28 };
        let chosen_30 = if below_3 { chosen_29 } else { T::ZERO };
        let sum_31 = chosen_19 + chosen_30;
        let product_32 = product_14 * sum_31;
        let sum_33 = chosen_12 + product_32;
        let chosen_34 = if below_2 { sum_33 } else { T::ZERO };
        let product_36 = difference_13 * difference_13 * product_9;
        let chosen_37 = if below_4 { T::ZERO } else { product_36 };
        let chosen_38 = if below_3 { chosen_37 } else { T::ZERO };
        let product_40 = ratio_2_row[lane] * product_25;
        let product_41 = product_14 * product_40;
        let chosen_42 = if below_4 { T::ZERO } else { product_41 };
        let chosen_43 = if below_3 { chosen_42 } else { T::ZERO };
        let sum_44 = chosen_38 + product_32 + chosen_43;
        let chosen_45 = if below_2 { T::ZERO } else { sum_44 };
        let slope_1_cotangent = chosen_34 + chosen_45;
        let product_49 = real::<T>(2.0) * (ladj_cotangent * ratio_4_row[lane]);
        let chosen_50 = if below_4 { T::ZERO } else { product_49 };
        let chosen_51 = if below_3 { chosen_50 } else { T::ZERO };
        let product_53 = result_cotangent * ratio_row[lane];
        let chosen_54 = if below_4 { T::ZERO } else { product_53 };
        let chosen_55 = if below_3 { chosen_54 } else { T::ZERO };
        let ratio_3 = ratio_3_row[lane];
        let product_59 = real::<T>(2.0) * (product_14 * product_9);
        let chosen_60 = if below_4 { T::ZERO } else { product_59 };
        let chosen_61 = if below_3 { chosen_60 } else { T::ZERO };
        let product_65 = square_6 * product_40;
        let chosen_66 = if below_4 { T::ZERO } else { product_65 };
        let chosen_67 = if below_3 { chosen_66 } else { T::ZERO };
        let steepness_cotangent = isa.mul_add(real::<T>(-2.0), product_32, chosen_61 + sum_31) + chosen_67;
        let sum_70 = isa.mul_add(ratio_3, steepness_cotangent, chosen_51 + chosen_55);
        let chosen_71 = if below_2 { sum_70 } else { T::ZERO };
        let chosen_72 = if below_4 { T::ZERO } else { result_cotangent };
        let chosen_73 = if below_3 { chosen_72 } else { T::ZERO };
        let difference_74 = chosen_73 - sum_70;
        let chosen_75 = if below_2 { T::ZERO } else { difference_74 };
        let level_1_cotangent = chosen_71 + chosen_75;
        let product_78 = real::<T>(-2.0) * (ladj_cotangent * ratio_3);
        let chosen_79 = if below_4 { T::ZERO } else { product_78 };
        let chosen_80 = if below_3 { chosen_79 } else { T::ZERO };
        let chosen_82 = if below_2 { slope_1_value } else { T::ONE };
        let product_83 = chosen_82 * product_9;
        let chosen_84 = if below_4 { T::ZERO } else { product_83 };
        let chosen_85 = if below_3 { chosen_84 } else { T::ZERO };
        let steepness = steepness_row[lane];
        let product_87 = steepness * product_40;
        let chosen_88 = if below_4 { T::ZERO } else { product_87 };
        let chosen_89 = if below_3 { chosen_88 } else { T::ZERO };
        let product_94 = real::<T>(2.0) * (steepness * product_9);
        let chosen_95 = if below_4 { T::ZERO } else { product_94 };
        let chosen_96 = if below_3 { chosen_95 } else { T::ZERO };
        let chosen_97 = if below_2 { T::ONE } else { slope_1_value };
        let sum_102 = isa.mul_add(chosen_97 + chosen_82 - real::<T>(2.0) * steepness, sum_31, chosen_96);
        let product_103 = chosen_97 * product_40;
        let chosen_104 = if below_4 { T::ZERO } else { product_103 };
        let chosen_105 = if below_3 { chosen_104 } else { T::ZERO };
        let sum_106 = sum_102 + chosen_105;
        let sum_108 = real::<T>(2.0) * (xi * (chosen_85 + chosen_89)) + difference_13 * sum_106;
        let product_111 = real::<T>(2.0) * (difference_13 * (chosen_97 * product_9));
        let chosen_112 = if below_4 { T::ZERO } else { product_111 };
        let chosen_113 = if below_3 { chosen_112 } else { T::ZERO };
        let xi_cotangent = sum_108 - isa.mul_add(xi, sum_106, chosen_113);
        let difference_119 = chosen_80 - xi_cotangent * ratio_7_row[lane];
        let product_121 = steepness_cotangent * ratio_8_row[lane];
        let difference_122 = difference_119 - product_121;
        let chosen_123 = if below_2 { difference_122 } else { T::ZERO };
        let product_125 = ratio_3 * xi_cotangent;
        let difference_126 = product_121 - difference_119 - product_125;
        let chosen_127 = if below_2 { T::ZERO } else { difference_126 };
        let knot_1_cotangent = chosen_123 + chosen_127;
        let chosen_129 = if below_4 { result_cotangent } else { T::ZERO };
        let chosen_130 = if below_3 { T::ZERO } else { chosen_72 };
        let chosen_132 = if below_3 { z } else { real::<T>(5.0) };
        let chosen_134 = if chosen_132 < real::<T>(-5.0) { T::ZERO } else { product_125 };
        let chosen_135 = if below_3 { chosen_134 } else { T::ZERO };
        let z_cotangent = chosen_129 + chosen_130 + chosen_135;
        slope_1_cotangent_row_mut[lane] = slope_1_cotangent;
        level_1_cotangent_row_mut[lane] = level_1_cotangent;
        knot_1_cotangent_row_mut[lane] = knot_1_cotangent;
        argument_cotangent_row_mut[lane] = z_cotangent;
    }
}

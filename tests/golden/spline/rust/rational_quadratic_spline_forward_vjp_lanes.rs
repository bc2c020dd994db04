/// The work of `rational_quadratic_spline_forward_vjp` on the lanes of a row.
#[inline(always)]
fn rational_quadratic_spline_forward_vjp_lanes<T: Real, I: Isa>(
    isa: I, lanes: usize, result_cotangent_row: &[T], ladj_cotangent_row: &[T], z_row: &[T], fold_row: &[T],
    fold_2_row: &[T], fold_3_row: &[T], fold_4_row: &[T], steepness_row: &[T], xi_row: &[T], ratio_row: &[T],
    ratio_2_row: &[T], ratio_3_row: &[T], ratio_4_row: &[T], ratio_5_row: &[T], ratio_6_row: &[T], ratio_7_row: &[T],
    ratio_8_row: &[T], argument_cotangent_row_mut: &mut [T], select_row_mut: &mut [T], sum_row_mut: &mut [T],
    sum_2_row_mut: &mut [T], sum_3_row_mut: &mut [T], difference_row_mut: &mut [T], difference_2_row_mut: &mut [T],
    difference_3_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let z = z_row[lane];
        let below_1 = z < real::<T>(5.0);
        let chosen_2 = if below_1 { z } else { T::ZERO };
        let below_3 = chosen_2 < real::<T>(-5.0);
        let chosen_4 = if below_3 { T::ZERO } else { chosen_2 };
        let below_5 = z < real::<T>(-5.0);
        let xi = xi_row[lane];
        let square_7 = xi * xi;
        let ladj_cotangent = ladj_cotangent_row[lane];
        let product_10 = ladj_cotangent * ratio_5_row[lane];
        let product_11 = square_7 * product_10;
        let chosen_12 = if below_5 { T::ZERO } else { product_11 };
        let chosen_13 = if below_1 { chosen_12 } else { T::ZERO };
        let difference_14 = T::ONE - xi;
        let product_15 = xi * difference_14;
        let product_18 = real::<T>(-2.0) * (ladj_cotangent * ratio_2_row[lane]);
        let chosen_19 = if below_5 { T::ZERO } else { product_18 };
        let chosen_20 = if below_1 { chosen_19 } else { T::ZERO };
        let result_cotangent = result_cotangent_row[lane];
        let product_25 = result_cotangent * (fold_2_row[lane] - fold_row[lane]);
        let neg_28 = -(product_25 * ratio_6_row[lane]);
        let chosen_29 = if below_5 { T::ZERO } else { neg_28 };
        let chosen_30 = if below_1 { chosen_29 } else { T::ZERO };
        let sum_31 = chosen_20 + chosen_30;
        let product_32 = product_15 * sum_31;
        let sum_33 = chosen_13 + product_32;
        let product_35 = difference_14 * difference_14 * product_10;
        let chosen_36 = if below_5 { T::ZERO } else { product_35 };
        let chosen_37 = if below_1 { chosen_36 } else { T::ZERO };
        let product_39 = ratio_2_row[lane] * product_25;
        let product_40 = product_15 * product_39;
        let chosen_41 = if below_5 { T::ZERO } else { product_40 };
        let chosen_42 = if below_1 { chosen_41 } else { T::ZERO };
        let sum_43 = chosen_37 + product_32 + chosen_42;
        let product_46 = real::<T>(2.0) * (ladj_cotangent * ratio_4_row[lane]);
        let chosen_47 = if below_5 { T::ZERO } else { product_46 };
        let chosen_48 = if below_1 { chosen_47 } else { T::ZERO };
        let product_50 = result_cotangent * ratio_row[lane];
        let chosen_51 = if below_5 { T::ZERO } else { product_50 };
        let chosen_52 = if below_1 { chosen_51 } else { T::ZERO };
        let ratio_3 = ratio_3_row[lane];
        let product_56 = real::<T>(2.0) * (product_15 * product_10);
        let chosen_57 = if below_5 { T::ZERO } else { product_56 };
        let chosen_58 = if below_1 { chosen_57 } else { T::ZERO };
        let product_62 = square_7 * product_39;
        let chosen_63 = if below_5 { T::ZERO } else { product_62 };
        let chosen_64 = if below_1 { chosen_63 } else { T::ZERO };
        let steepness_cotangent = isa.mul_add(real::<T>(-2.0), product_32, chosen_58 + sum_31) + chosen_64;
        let sum_67 = isa.mul_add(ratio_3, steepness_cotangent, chosen_48 + chosen_52);
        let chosen_68 = if below_5 { T::ZERO } else { result_cotangent };
        let chosen_69 = if below_1 { chosen_68 } else { T::ZERO };
        let difference_70 = chosen_69 - sum_67;
        let product_72 = real::<T>(-2.0) * (ladj_cotangent * ratio_3);
        let chosen_73 = if below_5 { T::ZERO } else { product_72 };
        let chosen_74 = if below_1 { chosen_73 } else { T::ZERO };
        let product_76 = fold_4_row[lane] * product_10;
        let chosen_77 = if below_5 { T::ZERO } else { product_76 };
        let chosen_78 = if below_1 { chosen_77 } else { T::ZERO };
        let steepness = steepness_row[lane];
        let product_80 = steepness * product_39;
        let chosen_81 = if below_5 { T::ZERO } else { product_80 };
        let chosen_82 = if below_1 { chosen_81 } else { T::ZERO };
        let product_87 = real::<T>(2.0) * (steepness * product_10);
        let chosen_88 = if below_5 { T::ZERO } else { product_87 };
        let chosen_89 = if below_1 { chosen_88 } else { T::ZERO };
        let fold_3 = fold_3_row[lane];
        let sum_95 = isa.mul_add(fold_3 + fold_4_row[lane] - real::<T>(2.0) * steepness, sum_31, chosen_89);
        let product_96 = fold_3 * product_39;
        let chosen_97 = if below_5 { T::ZERO } else { product_96 };
        let chosen_98 = if below_1 { chosen_97 } else { T::ZERO };
        let sum_99 = sum_95 + chosen_98;
        let sum_101 = real::<T>(2.0) * (xi * (chosen_78 + chosen_82)) + difference_14 * sum_99;
        let product_104 = real::<T>(2.0) * (difference_14 * (fold_3 * product_10));
        let chosen_105 = if below_5 { T::ZERO } else { product_104 };
        let chosen_106 = if below_1 { chosen_105 } else { T::ZERO };
        let xi_cotangent = sum_101 - isa.mul_add(xi, sum_99, chosen_106);
        let difference_112 = chosen_74 - xi_cotangent * ratio_7_row[lane];
        let product_114 = steepness_cotangent * ratio_8_row[lane];
        let difference_115 = difference_112 - product_114;
        let product_117 = ratio_3 * xi_cotangent;
        let difference_118 = product_114 - difference_112 - product_117;
        let chosen_119 = if below_5 { result_cotangent } else { T::ZERO };
        let chosen_120 = if below_1 { T::ZERO } else { chosen_68 };
        let chosen_122 = if below_3 { T::ZERO } else { product_117 };
        let chosen_123 = if below_1 { chosen_122 } else { T::ZERO };
        let z_cotangent = chosen_119 + chosen_120 + chosen_123;
        select_row_mut[lane] = chosen_4;
        sum_row_mut[lane] = sum_33;
        sum_2_row_mut[lane] = sum_43;
        sum_3_row_mut[lane] = sum_67;
        difference_row_mut[lane] = difference_70;
        difference_2_row_mut[lane] = difference_115;
        difference_3_row_mut[lane] = difference_118;
        argument_cotangent_row_mut[lane] = z_cotangent;
    }
}

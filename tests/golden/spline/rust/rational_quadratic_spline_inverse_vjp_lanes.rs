/// The work of `rational_quadratic_spline_inverse_vjp` on the lanes of a row.
#[inline(always)]
fn rational_quadratic_spline_inverse_vjp_lanes<T: Real, I: Isa>(
    isa: I, lanes: usize, result_cotangent_row: &[T], ladj_cotangent_row: &[T], x_row: &[T], fold_row: &[T],
    fold_2_row: &[T], fold_3_row: &[T], fold_4_row: &[T], fold_5_row: &[T], fold_6_row: &[T], steepness_row: &[T],
    ratio_row: &[T], ratio_2_row: &[T], ratio_3_row: &[T], ratio_4_row: &[T], ratio_5_row: &[T], ratio_6_row: &[T],
    ratio_7_row: &[T], ratio_8_row: &[T], ratio_9_row: &[T], argument_cotangent_row_mut: &mut [T],
    select_row_mut: &mut [T], sum_row_mut: &mut [T], sum_2_row_mut: &mut [T], sum_3_row_mut: &mut [T],
    difference_row_mut: &mut [T], difference_2_row_mut: &mut [T], sum_4_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let x = x_row[lane];
        let below_1 = x < real::<T>(5.0);
        let chosen_2 = if below_1 { x } else { T::ZERO };
        let below_3 = chosen_2 < real::<T>(-5.0);
        let chosen_4 = if below_3 { T::ZERO } else { chosen_2 };
        let below_5 = x < real::<T>(-5.0);
        let ratio = ratio_row[lane];
        let ladj_cotangent = ladj_cotangent_row[lane];
        let product_10 = ladj_cotangent * ratio_5_row[lane];
        let neg_12 = -(ratio * ratio * product_10);
        let chosen_13 = if below_5 { T::ZERO } else { neg_12 };
        let chosen_14 = if below_1 { chosen_13 } else { T::ZERO };
        let difference_15 = T::ONE - ratio;
        let product_16 = ratio * difference_15;
        let product_18 = ladj_cotangent * ratio_2_row[lane];
        let product_20 = real::<T>(2.0) * (product_16 * product_18);
        let chosen_21 = if below_5 { T::ZERO } else { product_20 };
        let chosen_22 = if below_1 { chosen_21 } else { T::ZERO };
        let difference_24 = chosen_4 - fold_3_row[lane];
        let product_28 = real::<T>(-2.0) * (ratio * (fold_6_row[lane] * product_10));
        let chosen_29 = if below_5 { T::ZERO } else { product_28 };
        let chosen_30 = if below_1 { chosen_29 } else { T::ZERO };
        let fold_5 = fold_5_row[lane];
        let steepness = steepness_row[lane];
        let difference_35 = fold_5 + fold_6_row[lane] - real::<T>(2.0) * steepness;
        let product_37 = real::<T>(2.0) * (difference_35 * product_18);
        let chosen_38 = if below_5 { T::ZERO } else { product_37 };
        let chosen_39 = if below_1 { chosen_38 } else { T::ZERO };
        let product_41 = real::<T>(-2.0) * (steepness * product_10);
        let chosen_42 = if below_5 { T::ZERO } else { product_41 };
        let chosen_43 = if below_1 { chosen_42 } else { T::ZERO };
        let sum_44 = chosen_39 + chosen_43;
        let product_49 = real::<T>(-2.0) * (difference_15 * (fold_5 * product_10));
        let chosen_50 = if below_5 { T::ZERO } else { product_49 };
        let chosen_51 = if below_1 { chosen_50 } else { T::ZERO };
        let difference_54 = isa.mul_add(difference_15, sum_44, chosen_30) - isa.mul_add(ratio, sum_44, chosen_51);
        let result_cotangent = result_cotangent_row[lane];
        let product_59 = (fold_2_row[lane] - fold_row[lane]) * result_cotangent;
        let chosen_60 = if below_5 { T::ZERO } else { product_59 };
        let chosen_61 = if below_1 { chosen_60 } else { T::ZERO };
        let sum_62 = difference_54 + chosen_61;
        let product_64 = sum_62 * ratio_7_row[lane];
        let difference_66 = fold_4_row[lane] - fold_3_row[lane];
        let product_68 = difference_24 * difference_35;
        let difference_69 = fold_5 * difference_66 - product_68;
        let difference_71 = steepness - fold_5;
        let sum_73 = difference_66 * difference_71 + product_68;
        let product_74 = steepness * difference_24;
        let sum_77 = difference_69 * difference_69 + real::<T>(4.0) * (sum_73 * product_74);
        let below_78 = sum_77 < T::ZERO;
        let product_80 = product_64 * ratio_8_row[lane];
        let product_82 = real::<T>(-2.0) * (difference_69 * product_80);
        let chosen_83 = if below_78 { T::ZERO } else { product_82 };
        let product_85 = product_74 * product_80;
        let product_86 = real::<T>(-4.0) * product_85;
        let chosen_87 = if below_78 { T::ZERO } else { product_86 };
        let sum_88 = product_64 - chosen_83 + chosen_87;
        let sum_90 = isa.mul_add(difference_24, sum_88, chosen_22);
        let sum_91 = chosen_14 + sum_90;
        let neg_94 = -(difference_15 * difference_15 * product_10);
        let chosen_95 = if below_5 { T::ZERO } else { neg_94 };
        let chosen_96 = if below_1 { chosen_95 } else { T::ZERO };
        let difference_97 = chosen_83 - product_64;
        let product_100 = difference_66 * product_85;
        let product_101 = real::<T>(4.0) * product_100;
        let chosen_102 = if below_78 { T::ZERO } else { product_101 };
        let sum_103 = isa.mul_add(difference_66, difference_97, chosen_96) + chosen_102;
        let sum_104 = sum_103 + sum_90;
        let product_107 = real::<T>(-2.0) * (ladj_cotangent * ratio_4_row[lane]);
        let chosen_108 = if below_5 { T::ZERO } else { product_107 };
        let chosen_109 = if below_1 { chosen_108 } else { T::ZERO };
        let product_113 = real::<T>(-4.0) * (difference_71 * product_85);
        let chosen_114 = if below_78 { T::ZERO } else { product_113 };
        let product_117 = real::<T>(2.0) * product_18;
        let chosen_118 = if below_5 { T::ZERO } else { product_117 };
        let chosen_119 = if below_1 { chosen_118 } else { T::ZERO };
        let product_121 = real::<T>(-2.0) * (product_16 * product_10);
        let chosen_122 = if below_5 { T::ZERO } else { product_121 };
        let chosen_123 = if below_1 { chosen_122 } else { T::ZERO };
        let product_129 = real::<T>(-4.0) * (sum_73 * product_80);
        let chosen_130 = if below_78 { T::ZERO } else { product_129 };
        let sum_131 = isa.mul_add(real::<T>(2.0), sum_62 * ratio_6_row[lane], chosen_130);
        let product_134 = real::<T>(-4.0) * product_100;
        let chosen_135 = if below_78 { T::ZERO } else { product_134 };
        let sum_136 = isa.mul_add(difference_24, sum_131, chosen_119 + chosen_123) + chosen_135;
        let steepness_cotangent = isa.mul_add(real::<T>(-2.0), sum_90, sum_136);
        let sum_140 = isa.mul_add(
            ratio_3_row[lane],
            steepness_cotangent,
            isa.mul_add(fold_5, difference_97, chosen_109) + chosen_114,
        );
        let sum_143 = steepness * sum_131 + difference_35 * sum_88;
        let difference_145 = -sum_143 - sum_140;
        let product_147 = real::<T>(2.0) * (ladj_cotangent * ratio_3_row[lane]);
        let chosen_148 = if below_5 { T::ZERO } else { product_147 };
        let chosen_149 = if below_1 { chosen_148 } else { T::ZERO };
        let product_150 = ratio * result_cotangent;
        let chosen_151 = if below_5 { T::ZERO } else { product_150 };
        let chosen_152 = if below_1 { chosen_151 } else { T::ZERO };
        let sum_153 = chosen_149 + chosen_152;
        let product_155 = steepness_cotangent * ratio_9_row[lane];
        let difference_156 = sum_153 - product_155;
        let chosen_157 = if below_5 { T::ZERO } else { result_cotangent };
        let chosen_158 = if below_1 { chosen_157 } else { T::ZERO };
        let sum_160 = chosen_158 + (product_155 - sum_153);
        let chosen_161 = if below_5 { result_cotangent } else { T::ZERO };
        let chosen_162 = if below_1 { T::ZERO } else { chosen_157 };
        let chosen_164 = if below_3 { T::ZERO } else { sum_143 };
        let chosen_165 = if below_1 { chosen_164 } else { T::ZERO };
        let x_cotangent = chosen_161 + chosen_162 + chosen_165;
        select_row_mut[lane] = chosen_4;
        sum_row_mut[lane] = sum_91;
        sum_2_row_mut[lane] = sum_104;
        sum_3_row_mut[lane] = sum_140;
        difference_row_mut[lane] = difference_145;
        difference_2_row_mut[lane] = difference_156;
        sum_4_row_mut[lane] = sum_160;
        argument_cotangent_row_mut[lane] = x_cotangent;
    }
}

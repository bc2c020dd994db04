/// cotangents of z → x.
#[inline(always)]
fn rational_quadratic_spline_forward_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer {
        lanes, input: result_cotangent, output: argument_cotangent, ladj: ladj_cotangent, prepared, tape, ..
    } = layer;
    let knot_1 = &prepared[0..5];
    let level_1 = &prepared[16..21];
    let slope_1 = &prepared[32..37];
    let [
        z,
        ratio_2,
        ratio_3,
        ratio_4,
        ratio_5,
        xi,
        steepness,
        ratio,
        ratio_6,
        ratio_7,
        ratio_8,
        sum_cotangent_3,
        sum_cotangent_2,
        sum_cotangent,
    ] = carve(tape, lanes, [5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5]);
    for row in 0..5 {
        let z_row = row_of(z, row, lanes);
        let knot_1_here = knot_1[row];
        let xi_row = row_of(xi, row, lanes);
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let ratio_5_row = row_of(ratio_5, row, lanes);
        let ratio_2_row = row_of(ratio_2, row, lanes);
        let result_cotangent_row = row_of(result_cotangent, row, lanes);
        let level_1_here = level_1[row];
        let ratio_6_row = row_of(ratio_6, row, lanes);
        let ratio_4_row = row_of(ratio_4, row, lanes);
        let ratio_row = row_of(ratio, row, lanes);
        let ratio_3_row = row_of(ratio_3, row, lanes);
        let slope_1_here = slope_1[row];
        let steepness_row = row_of(steepness, row, lanes);
        let ratio_7_row = row_of(ratio_7, row, lanes);
        let ratio_8_row = row_of(ratio_8, row, lanes);
        let sum_cotangent_row_mut = row_of_mut(sum_cotangent, row, lanes);
        let sum_cotangent_2_row_mut = row_of_mut(sum_cotangent_2, row, lanes);
        let sum_cotangent_3_row_mut = row_of_mut(sum_cotangent_3, row, lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, row, lanes);
        #[inline(always)]
        #[allow(clippy::too_many_arguments)]
        fn each_lane<T: Real, I: Isa>(
            isa: I, lanes: usize, z_row: &[T], xi_row: &[T], ladj_cotangent_row: &[T], ratio_5_row: &[T],
            ratio_2_row: &[T], result_cotangent_row: &[T], ratio_6_row: &[T], ratio_4_row: &[T], ratio_row: &[T],
            ratio_3_row: &[T], steepness_row: &[T], ratio_7_row: &[T], ratio_8_row: &[T], knot_1_here: T,
            level_1_here: T, slope_1_here: T, sum_cotangent_row_mut: &mut [T], sum_cotangent_2_row_mut: &mut [T],
            sum_cotangent_3_row_mut: &mut [T], argument_cotangent_row_mut: &mut [T],
        ) {
            for lane in 0..lanes {
                let z = z_row[lane];
                let below_2 = z < knot_1_here;
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
                let ratio_2 = ratio_2_row[lane];
                let product_16 = ladj_cotangent * ratio_2;
                let product_17 = real::<T>(-2.0) * product_16;
                let chosen_18 = if below_4 { T::ZERO } else { product_17 };
                let chosen_19 = if below_3 { chosen_18 } else { T::ZERO };
                let result_cotangent = result_cotangent_row[lane];
                let chosen_22 = if below_2 { level_1_here } else { real::<T>(5.0) };
                let chosen_23 = if below_2 { real::<T>(-5.0) } else { level_1_here };
                let difference_24 = chosen_22 - chosen_23;
                let product_25 = result_cotangent * difference_24;
                let product_27 = product_25 * ratio_6_row[lane];
                let neg_28 = -product_27;
                let chosen_29 = if below_4 { T::ZERO } else { neg_28 };
                let chosen_30 = if below_3 { chosen_29 } else { T::ZERO };
                let sum_31 = chosen_19 + chosen_30;
                let product_32 = product_14 * sum_31;
                let sum_33 = chosen_12 + product_32;
                let chosen_34 = if below_2 { sum_33 } else { T::ZERO };
                let square_35 = difference_13 * difference_13;
                let product_36 = square_35 * product_9;
                let chosen_37 = if below_4 { T::ZERO } else { product_36 };
                let chosen_38 = if below_3 { chosen_37 } else { T::ZERO };
                let sum_39 = chosen_38 + product_32;
                let product_40 = ratio_2 * product_25;
                let product_41 = product_14 * product_40;
                let chosen_42 = if below_4 { T::ZERO } else { product_41 };
                let chosen_43 = if below_3 { chosen_42 } else { T::ZERO };
                let sum_44 = sum_39 + chosen_43;
                let chosen_45 = if below_2 { T::ZERO } else { sum_44 };
                let sum_46 = chosen_34 + chosen_45;
                let product_48 = ladj_cotangent * ratio_4_row[lane];
                let product_49 = real::<T>(2.0) * product_48;
                let chosen_50 = if below_4 { T::ZERO } else { product_49 };
                let chosen_51 = if below_3 { chosen_50 } else { T::ZERO };
                let product_53 = result_cotangent * ratio_row[lane];
                let chosen_54 = if below_4 { T::ZERO } else { product_53 };
                let chosen_55 = if below_3 { chosen_54 } else { T::ZERO };
                let sum_56 = chosen_51 + chosen_55;
                let ratio_3 = ratio_3_row[lane];
                let product_58 = product_14 * product_9;
                let product_59 = real::<T>(2.0) * product_58;
                let chosen_60 = if below_4 { T::ZERO } else { product_59 };
                let chosen_61 = if below_3 { chosen_60 } else { T::ZERO };
                let sum_62 = chosen_61 + sum_31;
                let sum_64 = isa.mul_add(real::<T>(-2.0), product_32, sum_62);
                let product_65 = square_6 * product_40;
                let chosen_66 = if below_4 { T::ZERO } else { product_65 };
                let chosen_67 = if below_3 { chosen_66 } else { T::ZERO };
                let sum_68 = sum_64 + chosen_67;
                let sum_70 = isa.mul_add(ratio_3, sum_68, sum_56);
                let chosen_71 = if below_2 { sum_70 } else { T::ZERO };
                let chosen_72 = if below_4 { T::ZERO } else { result_cotangent };
                let chosen_73 = if below_3 { chosen_72 } else { T::ZERO };
                let difference_74 = chosen_73 - sum_70;
                let chosen_75 = if below_2 { T::ZERO } else { difference_74 };
                let sum_76 = chosen_71 + chosen_75;
                let product_77 = ladj_cotangent * ratio_3;
                let product_78 = real::<T>(-2.0) * product_77;
                let chosen_79 = if below_4 { T::ZERO } else { product_78 };
                let chosen_80 = if below_3 { chosen_79 } else { T::ZERO };
                let chosen_82 = if below_2 { slope_1_here } else { T::ONE };
                let product_83 = chosen_82 * product_9;
                let chosen_84 = if below_4 { T::ZERO } else { product_83 };
                let chosen_85 = if below_3 { chosen_84 } else { T::ZERO };
                let steepness = steepness_row[lane];
                let product_87 = steepness * product_40;
                let chosen_88 = if below_4 { T::ZERO } else { product_87 };
                let chosen_89 = if below_3 { chosen_88 } else { T::ZERO };
                let sum_90 = chosen_85 + chosen_89;
                let product_91 = xi * sum_90;
                let product_92 = real::<T>(2.0) * product_91;
                let product_93 = steepness * product_9;
                let product_94 = real::<T>(2.0) * product_93;
                let chosen_95 = if below_4 { T::ZERO } else { product_94 };
                let chosen_96 = if below_3 { chosen_95 } else { T::ZERO };
                let chosen_97 = if below_2 { T::ONE } else { slope_1_here };
                let sum_98 = chosen_97 + chosen_82;
                let product_99 = real::<T>(2.0) * steepness;
                let difference_100 = sum_98 - product_99;
                let sum_102 = isa.mul_add(difference_100, sum_31, chosen_96);
                let product_103 = chosen_97 * product_40;
                let chosen_104 = if below_4 { T::ZERO } else { product_103 };
                let chosen_105 = if below_3 { chosen_104 } else { T::ZERO };
                let sum_106 = sum_102 + chosen_105;
                let product_107 = difference_13 * sum_106;
                let sum_108 = product_92 + product_107;
                let product_109 = chosen_97 * product_9;
                let product_110 = difference_13 * product_109;
                let product_111 = real::<T>(2.0) * product_110;
                let chosen_112 = if below_4 { T::ZERO } else { product_111 };
                let chosen_113 = if below_3 { chosen_112 } else { T::ZERO };
                let sum_115 = isa.mul_add(xi, sum_106, chosen_113);
                let difference_116 = sum_108 - sum_115;
                let product_118 = difference_116 * ratio_7_row[lane];
                let difference_119 = chosen_80 - product_118;
                let product_121 = sum_68 * ratio_8_row[lane];
                let difference_122 = difference_119 - product_121;
                let chosen_123 = if below_2 { difference_122 } else { T::ZERO };
                let difference_124 = product_121 - difference_119;
                let product_125 = ratio_3 * difference_116;
                let difference_126 = difference_124 - product_125;
                let chosen_127 = if below_2 { T::ZERO } else { difference_126 };
                let sum_128 = chosen_123 + chosen_127;
                let chosen_129 = if below_4 { result_cotangent } else { T::ZERO };
                let chosen_130 = if below_3 { T::ZERO } else { chosen_72 };
                let sum_131 = chosen_129 + chosen_130;
                let chosen_132 = if below_3 { z } else { real::<T>(5.0) };
                let below_133 = chosen_132 < real::<T>(-5.0);
                let chosen_134 = if below_133 { T::ZERO } else { product_125 };
                let chosen_135 = if below_3 { chosen_134 } else { T::ZERO };
                let sum_136 = sum_131 + chosen_135;
                sum_cotangent_row_mut[lane] = sum_46;
                sum_cotangent_2_row_mut[lane] = sum_76;
                sum_cotangent_3_row_mut[lane] = sum_128;
                argument_cotangent_row_mut[lane] = sum_136;
            }
        }

        each_lane(
            isa, lanes, z_row, xi_row, ladj_cotangent_row, ratio_5_row, ratio_2_row, result_cotangent_row, ratio_6_row,
            ratio_4_row, ratio_row, ratio_3_row, steepness_row, ratio_7_row, ratio_8_row, knot_1_here, level_1_here,
            slope_1_here, sum_cotangent_row_mut, sum_cotangent_2_row_mut, sum_cotangent_3_row_mut,
            argument_cotangent_row_mut,
        );
    }
}

/// cotangents of x → z.
#[inline(always)]
fn rational_quadratic_spline_inverse_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer {
        lanes, input: result_cotangent, output: argument_cotangent, ladj: ladj_cotangent, prepared, tape, ..
    } = layer;
    let knot_1 = &prepared[0..5];
    let level_1 = &prepared[16..21];
    let slope_1 = &prepared[32..37];
    let [
        x,
        ratio_2,
        ratio,
        ratio_3,
        ratio_4,
        ratio_5,
        xi,
        steepness_2,
        ratio_6,
        ratio_7,
        ratio_8,
        ratio_9,
        ratio_10,
        steepness,
        ratio_11,
        ratio_12,
        sum_cotangent_3,
        sum_cotangent_2,
        sum_cotangent,
    ] = carve(tape, lanes, [5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5]);
    for row in 0..5 {
        let x_row = row_of(x, row, lanes);
        let level_1_here = level_1[row];
        let knot_1_here = knot_1[row];
        let ratio_row = row_of(ratio, row, lanes);
        let xi_row = row_of(xi, row, lanes);
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let ratio_5_row = row_of(ratio_5, row, lanes);
        let ratio_2_row = row_of(ratio_2, row, lanes);
        let slope_1_here = slope_1[row];
        let steepness_row = row_of(steepness, row, lanes);
        let result_cotangent_row = row_of(result_cotangent, row, lanes);
        let ratio_3_row = row_of(ratio_3, row, lanes);
        let steepness_2_row = row_of(steepness_2, row, lanes);
        let ratio_9_row = row_of(ratio_9, row, lanes);
        let ratio_10_row = row_of(ratio_10, row, lanes);
        let ratio_4_row = row_of(ratio_4, row, lanes);
        let ratio_8_row = row_of(ratio_8, row, lanes);
        let ratio_11_row = row_of(ratio_11, row, lanes);
        let ratio_6_row = row_of(ratio_6, row, lanes);
        let ratio_7_row = row_of(ratio_7, row, lanes);
        let ratio_12_row = row_of(ratio_12, row, lanes);
        let sum_cotangent_row_mut = row_of_mut(sum_cotangent, row, lanes);
        let sum_cotangent_2_row_mut = row_of_mut(sum_cotangent_2, row, lanes);
        let sum_cotangent_3_row_mut = row_of_mut(sum_cotangent_3, row, lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, row, lanes);
        #[inline(always)]
        #[allow(clippy::too_many_arguments)]
        fn each_lane<T: Real, I: Isa>(
            isa: I, lanes: usize, x_row: &[T], ratio_row: &[T], xi_row: &[T], ladj_cotangent_row: &[T],
            ratio_5_row: &[T], ratio_2_row: &[T], steepness_row: &[T], result_cotangent_row: &[T], ratio_3_row: &[T],
            steepness_2_row: &[T], ratio_9_row: &[T], ratio_10_row: &[T], ratio_4_row: &[T], ratio_8_row: &[T],
            ratio_11_row: &[T], ratio_6_row: &[T], ratio_7_row: &[T], ratio_12_row: &[T], level_1_here: T,
            knot_1_here: T, slope_1_here: T, sum_cotangent_row_mut: &mut [T], sum_cotangent_2_row_mut: &mut [T],
            sum_cotangent_3_row_mut: &mut [T], argument_cotangent_row_mut: &mut [T],
        ) {
            for lane in 0..lanes {
                let x = x_row[lane];
                let below_1 = x < real::<T>(-5.0);
                let below_2 = x < real::<T>(5.0);
                let below_4 = x < level_1_here;
                let chosen_6 = if below_4 { real::<T>(-5.0) } else { knot_1_here };
                let chosen_7 = if below_4 { knot_1_here } else { real::<T>(5.0) };
                let difference_8 = chosen_7 - chosen_6;
                let ratio = ratio_row[lane];
                let sum_11 = isa.mul_add(difference_8, ratio, chosen_6);
                let chosen_12 = if below_2 { sum_11 } else { x };
                let chosen_13 = if below_1 { x } else { chosen_12 };
                let below_14 = chosen_13 < knot_1_here;
                let below_15 = chosen_13 < real::<T>(5.0);
                let below_16 = chosen_13 < real::<T>(-5.0);
                let xi = xi_row[lane];
                let square_18 = xi * xi;
                let ladj_cotangent = ladj_cotangent_row[lane];
                let product_21 = ladj_cotangent * ratio_5_row[lane];
                let product_22 = square_18 * product_21;
                let neg_23 = -product_22;
                let chosen_24 = if below_16 { T::ZERO } else { neg_23 };
                let chosen_25 = if below_15 { chosen_24 } else { T::ZERO };
                let difference_26 = T::ONE - xi;
                let product_27 = xi * difference_26;
                let product_29 = ladj_cotangent * ratio_2_row[lane];
                let product_30 = product_27 * product_29;
                let product_31 = real::<T>(2.0) * product_30;
                let chosen_32 = if below_16 { T::ZERO } else { product_31 };
                let chosen_33 = if below_15 { chosen_32 } else { T::ZERO };
                let sum_34 = chosen_25 + chosen_33;
                let chosen_35 = if below_14 { sum_34 } else { T::ZERO };
                let square_36 = difference_26 * difference_26;
                let product_37 = square_36 * product_21;
                let neg_38 = -product_37;
                let chosen_39 = if below_16 { T::ZERO } else { neg_38 };
                let chosen_40 = if below_15 { chosen_39 } else { T::ZERO };
                let sum_41 = chosen_40 + chosen_33;
                let chosen_42 = if below_14 { T::ZERO } else { sum_41 };
                let sum_43 = chosen_35 + chosen_42;
                let chosen_44 = if below_2 { x } else { real::<T>(5.0) };
                let below_45 = chosen_44 < real::<T>(-5.0);
                let chosen_46 = if below_45 { real::<T>(-5.0) } else { chosen_44 };
                let chosen_47 = if below_4 { real::<T>(-5.0) } else { level_1_here };
                let difference_48 = chosen_46 - chosen_47;
                let chosen_50 = if below_4 { T::ONE } else { slope_1_here };
                let chosen_51 = if below_4 { level_1_here } else { real::<T>(5.0) };
                let difference_52 = chosen_51 - chosen_47;
                let product_53 = chosen_50 * difference_52;
                let chosen_54 = if below_4 { slope_1_here } else { T::ONE };
                let sum_55 = chosen_50 + chosen_54;
                let steepness = steepness_row[lane];
                let product_57 = real::<T>(2.0) * steepness;
                let difference_58 = sum_55 - product_57;
                let product_59 = difference_48 * difference_58;
                let difference_60 = product_53 - product_59;
                let square_61 = difference_60 * difference_60;
                let difference_62 = steepness - chosen_50;
                let product_63 = difference_52 * difference_62;
                let sum_64 = product_63 + product_59;
                let product_65 = steepness * difference_48;
                let product_66 = sum_64 * product_65;
                let product_67 = real::<T>(4.0) * product_66;
                let sum_68 = square_61 + product_67;
                let below_69 = sum_68 < T::ZERO;
                let chosen_71 = if below_15 { chosen_13 } else { real::<T>(5.0) };
                let below_72 = chosen_71 < real::<T>(-5.0);
                let ratio_3 = ratio_3_row[lane];
                let chosen_74 = if below_14 { slope_1_here } else { T::ONE };
                let product_75 = chosen_74 * product_21;
                let product_76 = xi * product_75;
                let product_77 = real::<T>(-2.0) * product_76;
                let chosen_78 = if below_16 { T::ZERO } else { product_77 };
                let chosen_79 = if below_15 { chosen_78 } else { T::ZERO };
                let steepness_2 = steepness_2_row[lane];
                let product_81 = steepness_2 * product_21;
                let product_82 = real::<T>(-2.0) * product_81;
                let chosen_83 = if below_16 { T::ZERO } else { product_82 };
                let chosen_84 = if below_15 { chosen_83 } else { T::ZERO };
                let chosen_85 = if below_14 { T::ONE } else { slope_1_here };
                let sum_86 = chosen_85 + chosen_74;
                let product_87 = real::<T>(2.0) * steepness_2;
                let difference_88 = sum_86 - product_87;
                let product_89 = difference_88 * product_29;
                let product_90 = real::<T>(2.0) * product_89;
                let chosen_91 = if below_16 { T::ZERO } else { product_90 };
                let chosen_92 = if below_15 { chosen_91 } else { T::ZERO };
                let sum_93 = chosen_84 + chosen_92;
                let sum_95 = isa.mul_add(difference_26, sum_93, chosen_79);
                let product_96 = chosen_85 * product_21;
                let product_97 = difference_26 * product_96;
                let product_98 = real::<T>(-2.0) * product_97;
                let chosen_99 = if below_16 { T::ZERO } else { product_98 };
                let chosen_100 = if below_15 { chosen_99 } else { T::ZERO };
                let sum_102 = isa.mul_add(xi, sum_93, chosen_100);
                let difference_103 = sum_95 - sum_102;
                let product_104 = ratio_3 * difference_103;
                let chosen_105 = if below_72 { T::ZERO } else { product_104 };
                let chosen_106 = if below_15 { chosen_105 } else { T::ZERO };
                let sum_107 = result_cotangent_row[lane] + chosen_106;
                let product_108 = difference_8 * sum_107;
                let product_110 = product_108 * ratio_9_row[lane];
                let product_112 = product_110 * ratio_10_row[lane];
                let product_113 = product_65 * product_112;
                let product_114 = real::<T>(-4.0) * product_113;
                let chosen_115 = if below_1 { T::ZERO } else { product_114 };
                let chosen_116 = if below_2 { chosen_115 } else { T::ZERO };
                let chosen_117 = if below_69 { T::ZERO } else { chosen_116 };
                let neg_118 = -product_110;
                let chosen_119 = if below_1 { T::ZERO } else { neg_118 };
                let chosen_120 = if below_2 { chosen_119 } else { T::ZERO };
                let product_121 = difference_60 * product_112;
                let product_122 = real::<T>(-2.0) * product_121;
                let chosen_123 = if below_1 { T::ZERO } else { product_122 };
                let chosen_124 = if below_2 { chosen_123 } else { T::ZERO };
                let chosen_125 = if below_69 { T::ZERO } else { chosen_124 };
                let sum_126 = chosen_120 + chosen_125;
                let difference_127 = chosen_117 - sum_126;
                let product_128 = difference_48 * difference_127;
                let chosen_129 = if below_4 { product_128 } else { T::ZERO };
                let sum_130 = sum_43 + chosen_129;
                let product_132 = difference_52 * product_113;
                let product_133 = real::<T>(4.0) * product_132;
                let chosen_134 = if below_1 { T::ZERO } else { product_133 };
                let chosen_135 = if below_2 { chosen_134 } else { T::ZERO };
                let chosen_136 = if below_69 { T::ZERO } else { chosen_135 };
                let sum_137 = isa.mul_add(difference_52, sum_126, chosen_136);
                let sum_138 = sum_137 + product_128;
                let chosen_139 = if below_4 { T::ZERO } else { sum_138 };
                let sum_140 = sum_130 + chosen_139;
                let product_142 = ladj_cotangent * ratio_4_row[lane];
                let product_143 = real::<T>(-2.0) * product_142;
                let chosen_144 = if below_16 { T::ZERO } else { product_143 };
                let chosen_145 = if below_15 { chosen_144 } else { T::ZERO };
                let product_146 = product_27 * product_21;
                let product_147 = real::<T>(-2.0) * product_146;
                let chosen_148 = if below_16 { T::ZERO } else { product_147 };
                let chosen_149 = if below_15 { chosen_148 } else { T::ZERO };
                let product_150 = real::<T>(2.0) * product_29;
                let chosen_151 = if below_16 { T::ZERO } else { product_150 };
                let chosen_152 = if below_15 { chosen_151 } else { T::ZERO };
                let sum_153 = chosen_149 + chosen_152;
                let product_154 = real::<T>(-4.0) * product_30;
                let chosen_155 = if below_16 { T::ZERO } else { product_154 };
                let chosen_156 = if below_15 { chosen_155 } else { T::ZERO };
                let sum_157 = sum_153 + chosen_156;
                let sum_159 = isa.mul_add(ratio_3, sum_157, chosen_145);
                let chosen_160 = if below_14 { sum_159 } else { T::ZERO };
                let neg_161 = -sum_159;
                let chosen_162 = if below_14 { T::ZERO } else { neg_161 };
                let sum_163 = chosen_160 + chosen_162;
                let product_165 = difference_62 * product_113;
                let product_166 = real::<T>(-4.0) * product_165;
                let chosen_167 = if below_1 { T::ZERO } else { product_166 };
                let chosen_168 = if below_2 { chosen_167 } else { T::ZERO };
                let chosen_169 = if below_69 { T::ZERO } else { chosen_168 };
                let sum_170 = isa.mul_add(chosen_50, sum_126, chosen_169);
                let product_172 = product_108 * ratio_8_row[lane];
                let product_173 = real::<T>(2.0) * product_172;
                let chosen_174 = if below_1 { T::ZERO } else { product_173 };
                let chosen_175 = if below_2 { chosen_174 } else { T::ZERO };
                let product_176 = sum_64 * product_112;
                let product_177 = real::<T>(-4.0) * product_176;
                let chosen_178 = if below_1 { T::ZERO } else { product_177 };
                let chosen_179 = if below_2 { chosen_178 } else { T::ZERO };
                let chosen_180 = if below_69 { T::ZERO } else { chosen_179 };
                let sum_181 = chosen_175 + chosen_180;
                let product_183 = real::<T>(-4.0) * product_132;
                let chosen_184 = if below_1 { T::ZERO } else { product_183 };
                let chosen_185 = if below_2 { chosen_184 } else { T::ZERO };
                let chosen_186 = if below_69 { T::ZERO } else { chosen_185 };
                let sum_187 = isa.mul_add(difference_48, sum_181, chosen_186);
                let sum_189 = isa.mul_add(real::<T>(-2.0), product_128, sum_187);
                let sum_192 = isa.mul_add(sum_189, ratio_11_row[lane], sum_170);
                let chosen_193 = if below_4 { sum_192 } else { T::ZERO };
                let sum_194 = sum_163 + chosen_193;
                let product_195 = steepness * sum_181;
                let product_196 = difference_58 * difference_127;
                let sum_197 = product_195 + product_196;
                let neg_198 = -sum_197;
                let difference_199 = neg_198 - sum_192;
                let chosen_200 = if below_4 { T::ZERO } else { difference_199 };
                let sum_201 = sum_194 + chosen_200;
                let product_202 = ladj_cotangent * ratio_3;
                let product_203 = real::<T>(2.0) * product_202;
                let chosen_204 = if below_16 { T::ZERO } else { product_203 };
                let chosen_205 = if below_15 { chosen_204 } else { T::ZERO };
                let product_207 = difference_103 * ratio_6_row[lane];
                let difference_208 = chosen_205 - product_207;
                let product_210 = sum_157 * ratio_7_row[lane];
                let difference_211 = difference_208 - product_210;
                let chosen_212 = if below_14 { difference_211 } else { T::ZERO };
                let difference_213 = product_210 - difference_208;
                let difference_214 = difference_213 - product_104;
                let chosen_215 = if below_14 { T::ZERO } else { difference_214 };
                let sum_216 = chosen_212 + chosen_215;
                let product_217 = ratio * sum_107;
                let chosen_218 = if below_1 { T::ZERO } else { product_217 };
                let chosen_219 = if below_2 { chosen_218 } else { T::ZERO };
                let product_221 = sum_189 * ratio_12_row[lane];
                let difference_222 = chosen_219 - product_221;
                let chosen_223 = if below_4 { difference_222 } else { T::ZERO };
                let sum_224 = sum_216 + chosen_223;
                let chosen_225 = if below_1 { T::ZERO } else { sum_107 };
                let chosen_226 = if below_2 { chosen_225 } else { T::ZERO };
                let difference_227 = product_221 - chosen_219;
                let sum_228 = chosen_226 + difference_227;
                let chosen_229 = if below_4 { T::ZERO } else { sum_228 };
                let sum_230 = sum_224 + chosen_229;
                let chosen_231 = if below_1 { sum_107 } else { T::ZERO };
                let chosen_232 = if below_2 { T::ZERO } else { chosen_225 };
                let sum_233 = chosen_231 + chosen_232;
                let chosen_234 = if below_45 { T::ZERO } else { sum_197 };
                let chosen_235 = if below_2 { chosen_234 } else { T::ZERO };
                let sum_236 = sum_233 + chosen_235;
                sum_cotangent_row_mut[lane] = sum_140;
                sum_cotangent_2_row_mut[lane] = sum_201;
                sum_cotangent_3_row_mut[lane] = sum_230;
                argument_cotangent_row_mut[lane] = sum_236;
            }
        }

        each_lane(
            isa, lanes, x_row, ratio_row, xi_row, ladj_cotangent_row, ratio_5_row, ratio_2_row, steepness_row,
            result_cotangent_row, ratio_3_row, steepness_2_row, ratio_9_row, ratio_10_row, ratio_4_row, ratio_8_row,
            ratio_11_row, ratio_6_row, ratio_7_row, ratio_12_row, level_1_here, knot_1_here, slope_1_here,
            sum_cotangent_row_mut, sum_cotangent_2_row_mut, sum_cotangent_3_row_mut, argument_cotangent_row_mut,
        );
    }
}

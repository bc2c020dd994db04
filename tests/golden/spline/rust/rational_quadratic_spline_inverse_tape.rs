/// x → z: z = spline_inverse(x; …), ladj = sum(-log|spline_slope(spline_inverse(x; …); …)|); keeps what the cotangents need.
#[inline(always)]
fn rational_quadratic_spline_inverse_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, prepared, tape, .. } = layer;
    let knot_1 = &prepared[0..5];
    let level_1 = &prepared[16..21];
    let slope_1 = &prepared[32..37];
    let [
        x_kept,
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
        _,
        _,
        _,
    ] = carve(tape, lanes, [5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5]);
    for row in 0..5 {
        let x_row = row_of(x, row, lanes);
        let level_1_here = level_1[row];
        let knot_1_here = knot_1[row];
        let slope_1_here = slope_1[row];
        let z_row_mut = row_of_mut(z, row, lanes);
        let x_kept_row_mut = row_of_mut(x_kept, row, lanes);
        let steepness_row_mut = row_of_mut(steepness, row, lanes);
        let ratio_row_mut = row_of_mut(ratio, row, lanes);
        let steepness_2_row_mut = row_of_mut(steepness_2, row, lanes);
        let xi_row_mut = row_of_mut(xi, row, lanes);
        let ratio_2_row_mut = row_of_mut(ratio_2, row, lanes);
        let ratio_3_row_mut = row_of_mut(ratio_3, row, lanes);
        let ratio_4_row_mut = row_of_mut(ratio_4, row, lanes);
        let ratio_5_row_mut = row_of_mut(ratio_5, row, lanes);
        let ratio_6_row_mut = row_of_mut(ratio_6, row, lanes);
        let ratio_7_row_mut = row_of_mut(ratio_7, row, lanes);
        let ratio_8_row_mut = row_of_mut(ratio_8, row, lanes);
        let ratio_9_row_mut = row_of_mut(ratio_9, row, lanes);
        let ratio_10_row_mut = row_of_mut(ratio_10, row, lanes);
        let ratio_11_row_mut = row_of_mut(ratio_11, row, lanes);
        let ratio_12_row_mut = row_of_mut(ratio_12, row, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        #[inline(always)]
        #[allow(clippy::too_many_arguments)]
        fn each_lane<T: Real, I: Isa>(
            isa: I, lanes: usize, x_row: &[T], level_1_here: T, knot_1_here: T, slope_1_here: T, z_row_mut: &mut [T],
            x_kept_row_mut: &mut [T], steepness_row_mut: &mut [T], ratio_row_mut: &mut [T],
            steepness_2_row_mut: &mut [T], xi_row_mut: &mut [T], ratio_2_row_mut: &mut [T], ratio_3_row_mut: &mut [T],
            ratio_4_row_mut: &mut [T], ratio_5_row_mut: &mut [T], ratio_6_row_mut: &mut [T], ratio_7_row_mut: &mut [T],
            ratio_8_row_mut: &mut [T], ratio_9_row_mut: &mut [T], ratio_10_row_mut: &mut [T],
            ratio_11_row_mut: &mut [T], ratio_12_row_mut: &mut [T], ladj_row_mut: &mut [T],
        ) {
            for lane in 0..lanes {
                let x = x_row[lane];
                let below_2 = x < level_1_here;
                let chosen_3 = if below_2 { level_1_here } else { real::<T>(5.0) };
                let chosen_4 = if below_2 { real::<T>(-5.0) } else { level_1_here };
                let difference_5 = chosen_3 - chosen_4;
                let chosen_7 = if below_2 { knot_1_here } else { real::<T>(5.0) };
                let chosen_8 = if below_2 { real::<T>(-5.0) } else { knot_1_here };
                let difference_9 = chosen_7 - chosen_8;
                let steepness = difference_5 / difference_9;
                let below_11 = x < real::<T>(5.0);
                let chosen_12 = if below_11 { x } else { real::<T>(5.0) };
                let below_13 = chosen_12 < real::<T>(-5.0);
                let chosen_14 = if below_13 { real::<T>(-5.0) } else { chosen_12 };
                let difference_15 = chosen_14 - chosen_4;
                let product_16 = steepness * difference_15;
                let product_17 = real::<T>(2.0) * product_16;
                let chosen_19 = if below_2 { T::ONE } else { slope_1_here };
                let product_20 = chosen_19 * difference_5;
                let chosen_21 = if below_2 { slope_1_here } else { T::ONE };
                let sum_22 = chosen_19 + chosen_21;
                let product_23 = real::<T>(2.0) * steepness;
                let difference_24 = sum_22 - product_23;
                let product_25 = difference_15 * difference_24;
                let difference_26 = product_20 - product_25;
                let square_27 = difference_26 * difference_26;
                let difference_28 = steepness - chosen_19;
                let product_29 = difference_5 * difference_28;
                let sum_30 = product_29 + product_25;
                let product_31 = sum_30 * product_16;
                let product_32 = real::<T>(4.0) * product_31;
                let sum_33 = square_27 + product_32;
                let below_34 = sum_33 < T::ZERO;
                let chosen_35 = if below_34 { T::ZERO } else { sum_33 };
                let sqrt_36 = isa.sqrt(chosen_35);
                let sum_37 = difference_26 + sqrt_36;
                let ratio_38 = product_17 / sum_37;
                let below_39 = x < real::<T>(-5.0);
                let sum_41 = isa.mul_add(difference_9, ratio_38, chosen_8);
                let chosen_42 = if below_11 { sum_41 } else { x };
                let chosen_43 = if below_39 { x } else { chosen_42 };
                let below_44 = chosen_43 < knot_1_here;
                let chosen_45 = if below_44 { level_1_here } else { real::<T>(5.0) };
                let chosen_46 = if below_44 { real::<T>(-5.0) } else { level_1_here };
                let difference_47 = chosen_45 - chosen_46;
                let chosen_48 = if below_44 { knot_1_here } else { real::<T>(5.0) };
                let chosen_49 = if below_44 { real::<T>(-5.0) } else { knot_1_here };
                let difference_50 = chosen_48 - chosen_49;
                let steepness_2 = difference_47 / difference_50;
                let below_52 = chosen_43 < real::<T>(5.0);
                let chosen_53 = if below_52 { chosen_43 } else { real::<T>(5.0) };
                let below_54 = chosen_53 < real::<T>(-5.0);
                let chosen_55 = if below_54 { real::<T>(-5.0) } else { chosen_53 };
                let difference_56 = chosen_55 - chosen_49;
                let xi = difference_56 / difference_50;
                let difference_58 = T::ONE - xi;
                let product_59 = xi * difference_58;
                let chosen_60 = if below_44 { T::ONE } else { slope_1_here };
                let chosen_61 = if below_44 { slope_1_here } else { T::ONE };
                let sum_62 = chosen_60 + chosen_61;
                let product_63 = real::<T>(2.0) * steepness_2;
                let difference_64 = sum_62 - product_63;
                let sum_66 = isa.mul_add(product_59, difference_64, steepness_2);
                let ratio_67 = T::ONE / sum_66;
                let ratio_68 = T::ONE / difference_50;
                let ratio_69 = T::ONE / difference_47;
                let square_70 = xi * xi;
                let product_71 = chosen_61 * square_70;
                let product_72 = steepness_2 * product_59;
                let product_73 = real::<T>(2.0) * product_72;
                let sum_74 = product_71 + product_73;
                let square_75 = difference_58 * difference_58;
                let sum_77 = isa.mul_add(chosen_60, square_75, sum_74);
                let ratio_78 = T::ONE / sum_77;
                let ratio_79 = xi / difference_50;
                let ratio_80 = steepness_2 / difference_50;
                let ratio_81 = T::ONE / sum_37;
                let ratio_82 = ratio_38 / sum_37;
                let ratio_83 = real::<T>(0.5) / sqrt_36;
                let ratio_84 = T::ONE / difference_9;
                let ratio_85 = steepness / difference_9;
                let below_86 = chosen_43 < real::<T>(-5.0);
                let log_abs_87 = isa.log_abs(sum_77);
                let log_abs_88 = isa.log_abs(difference_47);
                let log_abs_89 = isa.log_abs(difference_50);
                let difference_90 = log_abs_88 - log_abs_89;
                let log_abs_91 = isa.log_abs(sum_66);
                let difference_92 = difference_90 - log_abs_91;
                let sum_94 = isa.mul_add(real::<T>(2.0), difference_92, log_abs_87);
                let chosen_95 = if below_52 { sum_94 } else { T::ZERO };
                let chosen_96 = if below_86 { T::ZERO } else { chosen_95 };
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

        each_lane(
            isa, lanes, x_row, level_1_here, knot_1_here, slope_1_here, z_row_mut, x_kept_row_mut, steepness_row_mut,
            ratio_row_mut, steepness_2_row_mut, xi_row_mut, ratio_2_row_mut, ratio_3_row_mut, ratio_4_row_mut,
            ratio_5_row_mut, ratio_6_row_mut, ratio_7_row_mut, ratio_8_row_mut, ratio_9_row_mut, ratio_10_row_mut,
            ratio_11_row_mut, ratio_12_row_mut, ladj_row_mut,
        );
    }
}

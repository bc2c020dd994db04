/// The work of `rational_quadratic_spline_inverse_tape` on the lanes of a row.
#[inline(always)]
fn rational_quadratic_spline_inverse_tape_lanes_2<T: Real, I: Isa>(
    isa: I, lanes: usize, x_row: &[T], fold_row: &[T], fold_2_row: &[T], fold_3_row: &[T], fold_4_row: &[T],
    fold_5_row: &[T], fold_6_row: &[T], select_row: &[T], z_row_mut: &mut [T], steepness_row_mut: &mut [T],
    ratio_row_mut: &mut [T], ratio_2_row_mut: &mut [T], ratio_3_row_mut: &mut [T], ratio_4_row_mut: &mut [T],
    ratio_5_row_mut: &mut [T], ratio_6_row_mut: &mut [T], ratio_7_row_mut: &mut [T], ratio_8_row_mut: &mut [T],
    ratio_9_row_mut: &mut [T], ladj_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let difference_2 = fold_4_row[lane] - fold_3_row[lane];
        let difference_5 = fold_2_row[lane] - fold_row[lane];
        let steepness = difference_2 / difference_5;
        let difference_8 = select_row[lane] - fold_3_row[lane];
        let product_9 = steepness * difference_8;
        let fold_5 = fold_5_row[lane];
        let difference_16 = fold_5 + fold_6_row[lane] - real::<T>(2.0) * steepness;
        let product_17 = difference_8 * difference_16;
        let difference_18 = fold_5 * difference_2 - product_17;
        let product_24 = real::<T>(4.0) * ((difference_2 * (steepness - fold_5) + product_17) * product_9);
        let sum_25 = difference_18 * difference_18 + product_24;
        let chosen_27 = if sum_25 < T::ZERO { T::ZERO } else { sum_25 };
        let sqrt_28 = isa.sqrt(chosen_27);
        let sum_29 = difference_18 + sqrt_28;
        let ratio_30 = real::<T>(2.0) * product_9 / sum_29;
        let difference_31 = T::ONE - ratio_30;
        let product_32 = ratio_30 * difference_31;
        let sum_34 = isa.mul_add(difference_16, product_32, steepness);
        let ratio_35 = T::ONE / sum_34;
        let ratio_36 = T::ONE / difference_5;
        let ratio_37 = T::ONE / difference_2;
        let sum_42 = fold_6_row[lane] * (ratio_30 * ratio_30) + real::<T>(2.0) * (steepness * product_32);
        let sum_45 = isa.mul_add(fold_5, difference_31 * difference_31, sum_42);
        let ratio_46 = T::ONE / sum_45;
        let ratio_47 = T::ONE / sum_29;
        let ratio_48 = ratio_30 / sum_29;
        let ratio_49 = real::<T>(0.5) / sqrt_28;
        let ratio_50 = steepness / difference_5;
        let x = x_row[lane];
        let below_52 = x < real::<T>(-5.0);
        let below_53 = x < real::<T>(5.0);
        let sum_55 = isa.mul_add(difference_5, ratio_30, fold_row[lane]);
        let chosen_56 = if below_53 { sum_55 } else { x };
        let chosen_57 = if below_52 { x } else { chosen_56 };
        let difference_63 = isa.log_abs(difference_2) - isa.log_abs(difference_5) - isa.log_abs(sum_34);
        let sum_65 = isa.mul_add(real::<T>(2.0), difference_63, isa.log_abs(sum_45));
        let chosen_66 = if below_53 { sum_65 } else { T::ZERO };
        let chosen_67 = if below_52 { T::ZERO } else { chosen_66 };
        let neg_68 = -chosen_67;
        steepness_row_mut[lane] = steepness;
        ratio_row_mut[lane] = ratio_30;
        ratio_2_row_mut[lane] = ratio_35;
        ratio_3_row_mut[lane] = ratio_36;
        ratio_4_row_mut[lane] = ratio_37;
        ratio_5_row_mut[lane] = ratio_46;
        ratio_6_row_mut[lane] = ratio_47;
        ratio_7_row_mut[lane] = ratio_48;
        ratio_8_row_mut[lane] = ratio_49;
        ratio_9_row_mut[lane] = ratio_50;
        z_row_mut[lane] = chosen_57;
        ladj_row_mut[lane] += neg_68;
    }
}

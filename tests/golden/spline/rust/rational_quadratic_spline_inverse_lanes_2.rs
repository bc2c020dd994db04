/// The work of `rational_quadratic_spline_inverse` on the lanes of a row.
#[inline(always)]
fn rational_quadratic_spline_inverse_lanes_2<T: Real, I: Isa>(
    isa: I, lanes: usize, x_row: &[T], fold_row: &[T], select_row: &[T], fold_2_row: &[T], fold_3_row: &[T],
    fold_4_row: &[T], fold_5_row: &[T], fold_6_row: &[T], z_row_mut: &mut [T], ladj_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let x = x_row[lane];
        let below_1 = x < real::<T>(-5.0);
        let below_2 = x < real::<T>(5.0);
        let difference_5 = fold_2_row[lane] - fold_row[lane];
        let difference_8 = fold_3_row[lane] - fold_4_row[lane];
        let steepness = difference_8 / difference_5;
        let difference_11 = select_row[lane] - fold_4_row[lane];
        let product_12 = steepness * difference_11;
        let fold_5 = fold_5_row[lane];
        let difference_19 = fold_5 + fold_6_row[lane] - real::<T>(2.0) * steepness;
        let product_20 = difference_11 * difference_19;
        let difference_21 = fold_5 * difference_8 - product_20;
        let product_27 = real::<T>(4.0) * ((difference_8 * (steepness - fold_5) + product_20) * product_12);
        let sum_28 = difference_21 * difference_21 + product_27;
        let chosen_30 = if sum_28 < T::ZERO { T::ZERO } else { sum_28 };
        let ratio_33 = real::<T>(2.0) * product_12 / (difference_21 + isa.sqrt(chosen_30));
        let sum_35 = isa.mul_add(difference_5, ratio_33, fold_row[lane]);
        let chosen_36 = if below_2 { sum_35 } else { x };
        let chosen_37 = if below_1 { x } else { chosen_36 };
        let difference_40 = T::ONE - ratio_33;
        let product_41 = ratio_33 * difference_40;
        let sum_44 = fold_6_row[lane] * (ratio_33 * ratio_33) + real::<T>(2.0) * (steepness * product_41);
        let log_abs_48 = isa.log_abs(isa.mul_add(fold_5, difference_40 * difference_40, sum_44));
        let difference_55 = isa.log_abs(difference_8)
            - isa.log_abs(difference_5)
            - isa.log_abs(isa.mul_add(difference_19, product_41, steepness));
        let sum_57 = isa.mul_add(real::<T>(2.0), difference_55, log_abs_48);
        let chosen_58 = if below_2 { sum_57 } else { T::ZERO };
        let chosen_59 = if below_1 { T::ZERO } else { chosen_58 };
        let neg_60 = -chosen_59;
        z_row_mut[lane] = chosen_37;
        ladj_row_mut[lane] += neg_60;
    }
}

/// The work of `rational_quadratic_spline_forward_tape` on the lanes of a row.
#[inline(always)]
fn rational_quadratic_spline_forward_tape_lanes_2<T: Real, I: Isa>(
    isa: I, lanes: usize, z_row: &[T], fold_row: &[T], fold_2_row: &[T], fold_3_row: &[T], fold_4_row: &[T],
    select_row: &[T], fold_5_row: &[T], fold_6_row: &[T], x_row_mut: &mut [T], steepness_row_mut: &mut [T],
    xi_row_mut: &mut [T], ratio_row_mut: &mut [T], ratio_2_row_mut: &mut [T], ratio_3_row_mut: &mut [T],
    ratio_4_row_mut: &mut [T], ratio_5_row_mut: &mut [T], ratio_6_row_mut: &mut [T], ratio_7_row_mut: &mut [T],
    ratio_8_row_mut: &mut [T], ladj_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let difference_2 = fold_2_row[lane] - fold_row[lane];
        let difference_5 = fold_5_row[lane] - fold_6_row[lane];
        let steepness = difference_2 / difference_5;
        let xi = (select_row[lane] - fold_6_row[lane]) / difference_5;
        let square_10 = xi * xi;
        let fold_3 = fold_3_row[lane];
        let difference_13 = T::ONE - xi;
        let product_14 = xi * difference_13;
        let sum_22 = isa.mul_add(product_14, fold_3 + fold_4_row[lane] - real::<T>(2.0) * steepness, steepness);
        let ratio_23 = (steepness * square_10 + fold_3 * product_14) / sum_22;
        let ratio_24 = T::ONE / sum_22;
        let ratio_25 = T::ONE / difference_5;
        let ratio_26 = T::ONE / difference_2;
        let sum_30 = fold_4_row[lane] * square_10 + real::<T>(2.0) * (steepness * product_14);
        let sum_33 = isa.mul_add(fold_3, difference_13 * difference_13, sum_30);
        let ratio_34 = T::ONE / sum_33;
        let ratio_35 = ratio_23 / sum_22;
        let ratio_36 = xi / difference_5;
        let ratio_37 = steepness / difference_5;
        let z = z_row[lane];
        let below_39 = z < real::<T>(-5.0);
        let below_40 = z < real::<T>(5.0);
        let sum_42 = isa.mul_add(difference_2, ratio_23, fold_row[lane]);
        let chosen_43 = if below_40 { sum_42 } else { z };
        let chosen_44 = if below_39 { z } else { chosen_43 };
        let difference_50 = isa.log_abs(difference_2) - isa.log_abs(difference_5) - isa.log_abs(sum_22);
        let sum_52 = isa.mul_add(real::<T>(2.0), difference_50, isa.log_abs(sum_33));
        let chosen_53 = if below_40 { sum_52 } else { T::ZERO };
        let chosen_54 = if below_39 { T::ZERO } else { chosen_53 };
        steepness_row_mut[lane] = steepness;
        xi_row_mut[lane] = xi;
        ratio_row_mut[lane] = ratio_23;
        ratio_2_row_mut[lane] = ratio_24;
        ratio_3_row_mut[lane] = ratio_25;
        ratio_4_row_mut[lane] = ratio_26;
        ratio_5_row_mut[lane] = ratio_34;
        ratio_6_row_mut[lane] = ratio_35;
        ratio_7_row_mut[lane] = ratio_36;
        ratio_8_row_mut[lane] = ratio_37;
        x_row_mut[lane] = chosen_44;
        ladj_row_mut[lane] += chosen_54;
    }
}

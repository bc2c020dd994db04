/// The work of `rational_quadratic_spline_forward` on the lanes of a row.
#[inline(always)]
fn rational_quadratic_spline_forward_lanes_2<T: Real, I: Isa>(
    isa: I, lanes: usize, z_row: &[T], fold_row: &[T], select_row: &[T], fold_2_row: &[T], fold_3_row: &[T],
    fold_4_row: &[T], fold_5_row: &[T], fold_6_row: &[T], x_row_mut: &mut [T], ladj_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let z = z_row[lane];
        let below_1 = z < real::<T>(-5.0);
        let below_2 = z < real::<T>(5.0);
        let difference_5 = fold_2_row[lane] - fold_row[lane];
        let difference_8 = fold_3_row[lane] - fold_4_row[lane];
        let steepness = difference_5 / difference_8;
        let xi = (select_row[lane] - fold_4_row[lane]) / difference_8;
        let square_13 = xi * xi;
        let fold_5 = fold_5_row[lane];
        let difference_16 = T::ONE - xi;
        let product_17 = xi * difference_16;
        let sum_25 = isa.mul_add(product_17, fold_5 + fold_6_row[lane] - real::<T>(2.0) * steepness, steepness);
        let sum_28 = isa.mul_add(difference_5, (steepness * square_13 + fold_5 * product_17) / sum_25, fold_row[lane]);
        let chosen_29 = if below_2 { sum_28 } else { z };
        let chosen_30 = if below_1 { z } else { chosen_29 };
        let sum_34 = fold_6_row[lane] * square_13 + real::<T>(2.0) * (steepness * product_17);
        let log_abs_38 = isa.log_abs(isa.mul_add(fold_5, difference_16 * difference_16, sum_34));
        let difference_43 = isa.log_abs(difference_5) - isa.log_abs(difference_8) - isa.log_abs(sum_25);
        let sum_45 = isa.mul_add(real::<T>(2.0), difference_43, log_abs_38);
        let chosen_46 = if below_2 { sum_45 } else { T::ZERO };
        let chosen_47 = if below_1 { T::ZERO } else { chosen_46 };
        x_row_mut[lane] = chosen_30;
        ladj_row_mut[lane] += chosen_47;
    }
}

/// The work of `target_log_prob_tape` on the lanes of a row.
#[inline(always)]
fn target_log_prob_tape_lanes<T: Real, I: Isa>(
    isa: I, lanes: usize, x_0_row: &[T], x_1_row: &[T], sqrt_row_mut: &mut [T], ratio_row_mut: &mut [T],
    ladj_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let x_0 = x_0_row[lane];
        let x_1 = x_1_row[lane];
        let sum_4 = x_0 * x_0 + x_1 * x_1;
        let below_5 = T::ZERO < sum_4;
        let chosen_6 = if below_5 { sum_4 } else { T::ONE };
        let sqrt_7 = isa.sqrt(chosen_6);
        let ratio_8 = real::<T>(0.5) / sqrt_7;
        let chosen_9 = if below_5 { sqrt_7 } else { T::ZERO };
        let difference_10 = chosen_9 - real::<T>(2.0);
        let square_11 = difference_10 * difference_10;
        sqrt_row_mut[lane] = sqrt_7;
        ratio_row_mut[lane] = ratio_8;
        ladj_row_mut[lane] = isa.mul_add(real::<T>(-0.5), square_11, ladj_row_mut[lane]);
    }
}

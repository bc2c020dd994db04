/// The work of `planar_forward_tape` on the lanes of a row.
#[inline(always)]
fn planar_forward_tape_lanes<T: Real, I: Isa>(
    isa: I, lanes: usize, b_value: T, softplus_value: T, sum_value: T, sum_3_row: &[T], tanh_row_mut: &mut [T],
    sech2_row_mut: &mut [T], ratio_row_mut: &mut [T], ladj_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let (tanh_3, sech2_4) = isa.tanh_sech2(sum_3_row[lane] + b_value);
        let sum_8 = tanh_3 * tanh_3 + softplus_value * sech2_4;
        let ratio_9 = T::ONE / sum_8;
        let log_abs_12 = isa.log_abs(sum_8);
        let chosen_13 = if sum_value < real::<T>(1e-30) { T::ZERO } else { log_abs_12 };
        tanh_row_mut[lane] = tanh_3;
        sech2_row_mut[lane] = sech2_4;
        ratio_row_mut[lane] = ratio_9;
        ladj_row_mut[lane] += chosen_13;
    }
}

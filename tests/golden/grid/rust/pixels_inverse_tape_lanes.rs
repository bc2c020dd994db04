/// The work of `pixels_inverse_tape` on the lanes of a row.
#[inline(always)]
fn pixels_inverse_tape_lanes<T: Real, I: Isa>(
    isa: I, lanes: usize, x_row: &[T], z_row_mut: &mut [T], sigmoid_row_mut: &mut [T], sigmoid_2_row_mut: &mut [T],
    ratio_row_mut: &mut [T], ratio_2_row_mut: &mut [T], ladj_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let sum_2 = x_row[lane] / real::<T>(284.44444444444446) + real::<T>(0.05);
        let log_3 = isa.log(sum_2);
        let log1p_5 = isa.log1p(-sum_2);
        let difference_6 = log_3 - log1p_5;
        let sigmoid_7 = isa.sigmoid(difference_6);
        let difference_8 = log1p_5 - log_3;
        let sigmoid_9 = isa.sigmoid(difference_8);
        let ratio_11 = T::ONE / (T::ONE - sum_2);
        let ratio_12 = T::ONE / sum_2;
        let sum_17 = real::<T>(5.650537960137389) + (-isa.softplus(difference_8) - isa.softplus(difference_6));
        let neg_18 = -sum_17;
        sigmoid_row_mut[lane] = sigmoid_7;
        sigmoid_2_row_mut[lane] = sigmoid_9;
        ratio_row_mut[lane] = ratio_11;
        ratio_2_row_mut[lane] = ratio_12;
        z_row_mut[lane] = difference_6;
        ladj_row_mut[lane] += neg_18;
    }
}

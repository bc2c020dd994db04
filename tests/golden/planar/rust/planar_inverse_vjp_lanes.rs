/// The work of `planar_inverse_vjp` on the lanes of a row.
#[inline(always)]
fn planar_inverse_vjp_lanes<T: Real, I: Isa>(
    isa: I, lanes: usize, sum_value: T, softplus_value: T, ladj_cotangent_row: &[T], tanh_row: &[T], sech2_row: &[T],
    ratio_row: &[T], ratio_2_row: &[T], ratio_3_row: &[T], ratio_4_row: &[T], sum_3_row: &[T],
    b_cotangent_row_mut: &mut [T], sum_cotangent_row_mut: &mut [T], product_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let below_1 = sum_value < real::<T>(1e-30);
        let product_5 = ladj_cotangent_row[lane] * ratio_row[lane];
        let tanh = tanh_row[lane];
        let product_11 = real::<T>(2.0) * (softplus_value * product_5 * (tanh * sech2_row[lane]));
        let chosen_12 = if below_1 { T::ZERO } else { product_11 };
        let product_14 = real::<T>(-2.0) * (tanh * product_5);
        let chosen_15 = if below_1 { T::ZERO } else { product_14 };
        let sum_21 = isa.mul_add(chosen_15 + sum_3_row[lane], T::ONE - tanh * tanh, chosen_12);
        let b_cotangent = isa.mul_add(sum_21, ratio_2_row[lane], sum_21);
        let neg_26 = -(sech2_row[lane] * product_5);
        let chosen_27 = if below_1 { T::ZERO } else { neg_26 };
        let sum_30 = isa.mul_add(sum_21, ratio_3_row[lane], chosen_27);
        let product_32 = sum_21 * ratio_4_row[lane];
        b_cotangent_row_mut[lane] = b_cotangent;
        sum_cotangent_row_mut[lane] = sum_30;
        product_row_mut[lane] = product_32;
    }
}

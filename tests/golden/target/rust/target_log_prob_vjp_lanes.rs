/// The work of `target_log_prob_vjp` on the lanes of a row.
#[inline(always)]
fn target_log_prob_vjp_lanes<T: Real, I: Isa>(
    _: I, lanes: usize, ladj_cotangent_row: &[T], x_0_row: &[T], x_1_row: &[T], sqrt_row: &[T], ratio_row: &[T],
    argument_cotangent_1_row_mut: &mut [T], argument_cotangent_0_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let x_0 = x_0_row[lane];
        let x_1 = x_1_row[lane];
        let below_5 = T::ZERO < x_0 * x_0 + x_1 * x_1;
        let sqrt = sqrt_row[lane];
        let chosen_7 = if below_5 { sqrt } else { T::ZERO };
        let product_12 = (chosen_7 - real::<T>(2.0)) * ladj_cotangent_row[lane] * ratio_row[lane];
        let product_14 = real::<T>(-2.0) * (x_1 * product_12);
        let chosen_15 = if below_5 { product_14 } else { T::ZERO };
        let chosen_16 = if below_5 { chosen_15 } else { T::ZERO };
        let product_18 = real::<T>(-2.0) * (x_0 * product_12);
        let chosen_19 = if below_5 { product_18 } else { T::ZERO };
        let chosen_20 = if below_5 { chosen_19 } else { T::ZERO };
        argument_cotangent_1_row_mut[lane] = chosen_16;
        argument_cotangent_0_row_mut[lane] = chosen_20;
    }
}

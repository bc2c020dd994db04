/// parameters → what all samples share.
#[inline(always)]
fn rational_quadratic_spline_prepare<T: Real, I: Isa>(isa: I, parameters: &[T], prepared: &mut [T]) {
    let raw_widths = &parameters[RATIONAL_QUADRATIC_SPLINE_RAW_WIDTHS];
    let raw_heights = &parameters[RATIONAL_QUADRATIC_SPLINE_RAW_HEIGHTS];
    let raw_slopes = &parameters[RATIONAL_QUADRATIC_SPLINE_RAW_SLOPES];
    let [knots, _, assemble, _, levels, _, assemble_2, _, assemble_3, _, assemble_4, _] =
        carve(prepared, 1, [10, 6, 10, 6, 10, 6, 10, 6, 10, 6, 10, 6]);
    let mut scratch = [T::ZERO; 70];
    let [slot_0, slot_1, slot_2, slot_3, slot_4, slot_5, slot_6, slot_7] =
        carve(&mut scratch, 1, [10, 10, 10, 10, 10, 10, 5, 5]);
    let fold = &mut slot_0[..5];
    fold.fill(T::ZERO);
    let fold_2 = &mut slot_1[..5];
    fold_2.fill(T::ZERO);
    let assemble_5 = &mut slot_2[..10];
    let assemble_6 = &mut slot_3[..10];
    for row in 0..5 {
        let slopes = real::<T>(0.001) + isa.softplus(raw_slopes[row] + real::<T>(0.5397424172369522));
        assemble_5[2 * row] = real::<T>(-5.0);
        assemble[1 + 2 * row] = real::<T>(5.0);
        assemble_6[2 * row] = real::<T>(-5.0);
        assemble_2[1 + 2 * row] = real::<T>(5.0);
        assemble_3[2 * row] = T::ONE;
        assemble_3[1 + 2 * row] = slopes;
        assemble_4[1 + 2 * row] = T::ONE;
        assemble_4[2 * row] = slopes;
    }

    let exp = &mut slot_4[..10];
    let exp_2 = &mut slot_5[..10];
    for row in 0..10 {
        let raw_widths_value = raw_widths[row];
        let chosen_2 = if raw_widths_value < real::<T>(80.0) { raw_widths_value } else { real::<T>(80.0) };
        let chosen_4 = if chosen_2 < real::<T>(-80.0) { real::<T>(-80.0) } else { chosen_2 };
        let exp_5 = isa.exp(chosen_4);
        let raw_heights_value = raw_heights[row];
        let chosen_8 = if raw_heights_value < real::<T>(80.0) { raw_heights_value } else { real::<T>(80.0) };
        let chosen_10 = if chosen_8 < real::<T>(-80.0) { real::<T>(-80.0) } else { chosen_8 };
        let exp_11 = isa.exp(chosen_10);
        fold[row / 2] += exp_5;
        exp[row] = exp_5;
        fold_2[row / 2] += exp_11;
        exp_2[row] = exp_11;
    }

    let one_over_sum = &mut slot_6[..5];
    let one_over_sum_2 = &mut slot_7[..5];
    for row in 0..5 {
        let one_over_sum_value = T::ONE / fold[row];
        let one_over_sum_2_value = T::ONE / fold_2[row];
        one_over_sum[row] = one_over_sum_value;
        one_over_sum_2[row] = one_over_sum_2_value;
    }

    let product_value = &mut slot_0[..10];
    let product_2 = &mut slot_1[..10];
    for row in 0..10 {
        let sum_4 = real::<T>(0.001) + real::<T>(0.998) * (exp[row] * one_over_sum[row / 2]);
        let product_5 = real::<T>(10.0) * sum_4;
        let sum_10 = real::<T>(0.001) + real::<T>(0.998) * (exp_2[row] * one_over_sum_2[row / 2]);
        let product_11 = real::<T>(10.0) * sum_10;
        product_value[row] = product_5;
        product_2[row] = product_11;
    }

    for row in 0..5 {
        let product_value_2 = product_value[2 * row];
        let product_2_value = product_2[2 * row];
        assemble_5[1 + 2 * row] = product_value_2;
        assemble_6[1 + 2 * row] = product_2_value;
    }

    cumulative_sum(knots, assemble_5, 0..5, 2, 1, 1);
    cumulative_sum(levels, assemble_6, 0..5, 2, 1, 1);
    for row in 0..5 {
        let knots_value = knots[1 + 2 * row];
        let levels_value = levels[1 + 2 * row];
        assemble[2 * row] = knots_value;
        assemble_2[2 * row] = levels_value;
    }
}

/// parameters → what all samples share.
#[inline(always)]
fn rational_quadratic_spline_prepare<T: Real, I: Isa>(isa: I, parameters: &[T], mut prepared: &mut [T]) {
    let raw_widths = &parameters[RATIONAL_QUADRATIC_SPLINE_RAW_WIDTHS];
    let raw_heights = &parameters[RATIONAL_QUADRATIC_SPLINE_RAW_HEIGHTS];
    let raw_slopes = &parameters[RATIONAL_QUADRATIC_SPLINE_RAW_SLOPES];
    let [knots, _, assemble, _, levels, _] = carve_from(&mut prepared, 1, [10, 6, 10, 6, 10, 6]);
    let [assemble_2, _, assemble_3, _, assemble_4] = carve_from(&mut prepared, 1, [10, 6, 10, 6, 10]);
    let mut scratch = &mut [T::ZERO; 70][..];
    let [slot_0, slot_1, assemble_5, assemble_6, exp] = carve_from(&mut scratch, 1, [10, 10, 10, 10, 10]);
    let [exp_2, one_over_sum, one_over_sum_2] = carve_from(&mut scratch, 1, [10, 5, 5]);
    let fold = &mut slot_0[..5];
    let fold_2 = &mut slot_1[..5];
    clear([fold, fold_2]);
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

    for row in 0..10 {
        let (raw_widths_value, raw_heights_value) = (raw_widths[row], raw_heights[row]);
        let chosen_2 = if raw_widths_value < real::<T>(80.0) { raw_widths_value } else { real::<T>(80.0) };
        let chosen_4 = if chosen_2 < real::<T>(-80.0) { real::<T>(-80.0) } else { chosen_2 };
        let exp_5 = isa.exp(chosen_4);
        let chosen_8 = if raw_heights_value < real::<T>(80.0) { raw_heights_value } else { real::<T>(80.0) };
        let chosen_10 = if chosen_8 < real::<T>(-80.0) { real::<T>(-80.0) } else { chosen_8 };
        let exp_11 = isa.exp(chosen_10);
        fold[row / 2] += exp_5;
        exp[row] = exp_5;
        fold_2[row / 2] += exp_11;
        exp_2[row] = exp_11;
    }

    for row in 0..5 {
        one_over_sum[row] = T::ONE / fold[row];
        one_over_sum_2[row] = T::ONE / fold_2[row];
    }

    let product_value = &mut slot_0[..10];
    let product_2 = &mut slot_1[..10];
    for row in 0..10 {
        let sum_4 = real::<T>(0.001) + real::<T>(0.998) * (exp[row] * one_over_sum[row / 2]);
        let sum_10 = real::<T>(0.001) + real::<T>(0.998) * (exp_2[row] * one_over_sum_2[row / 2]);
        product_value[row] = real::<T>(10.0) * sum_4;
        product_2[row] = real::<T>(10.0) * sum_10;
    }

    for row in 0..5 {
        assemble_5[1 + 2 * row] = product_value[2 * row];
        assemble_6[1 + 2 * row] = product_2[2 * row];
    }

    cumulative_sum(knots, assemble_5, 0..5, 2, 1, 1);
    cumulative_sum(levels, assemble_6, 0..5, 2, 1, 1);
    for row in 0..5 {
        assemble[2 * row] = knots[1 + 2 * row];
        assemble_2[2 * row] = levels[1 + 2 * row];
    }
}

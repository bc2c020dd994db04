/// parameters → what all samples share.
#[inline(always)]
fn rational_quadratic_spline_prepare<T: Real, I: Isa>(isa: I, parameters: &[T], prepared: &mut [T]) {
    let raw_widths = &parameters[RATIONAL_QUADRATIC_SPLINE_RAW_WIDTHS];
    let raw_heights = &parameters[RATIONAL_QUADRATIC_SPLINE_RAW_HEIGHTS];
    let raw_slopes = &parameters[RATIONAL_QUADRATIC_SPLINE_RAW_SLOPES];
    let [knot_1, _, level_1, _, slope_1, _] = carve(prepared, 1, [5, 11, 5, 11, 5, 11]);
    let mut scratch = [T::ZERO; 20];
    let [slot_0, slot_1] = carve(&mut scratch, 1, [10, 10]);
    for row in 0..5 {
        slope_1[row] = real::<T>(0.001) + isa.softplus(raw_slopes[row] + real::<T>(0.5397424172369522));
    }

    let exp = &mut slot_0[..10];
    let exp_2 = &mut slot_1[..10];
    for row in 0..10 {
        let raw_widths_value = raw_widths[row];
        let chosen_2 = if raw_widths_value < real::<T>(80.0) { raw_widths_value } else { real::<T>(80.0) };
        let chosen_4 = if chosen_2 < real::<T>(-80.0) { real::<T>(-80.0) } else { chosen_2 };
        let exp_5 = isa.exp(chosen_4);
        let raw_heights_value = raw_heights[row];
        let chosen_8 = if raw_heights_value < real::<T>(80.0) { raw_heights_value } else { real::<T>(80.0) };
        let chosen_10 = if chosen_8 < real::<T>(-80.0) { real::<T>(-80.0) } else { chosen_8 };
        let exp_11 = isa.exp(chosen_10);
        exp[row] = exp_5;
        exp_2[row] = exp_11;
    }

    for row in 0..5 {
        let one_over_sum = T::ONE / (exp[2 * row] + exp[1 + 2 * row]);
        let product_7 = real::<T>(10.0) * (real::<T>(0.001) + real::<T>(0.998) * (exp[2 * row] * one_over_sum));
        let knot_1_value = real::<T>(-5.0) + product_7;
        let one_over_sum_2 = T::ONE / (exp_2[2 * row] + exp_2[1 + 2 * row]);
        let sum_15 = real::<T>(0.001) + real::<T>(0.998) * (exp_2[2 * row] * one_over_sum_2);
        let level_1_value = real::<T>(-5.0) + real::<T>(10.0) * sum_15;
        knot_1[row] = knot_1_value;
        level_1[row] = level_1_value;
    }
}

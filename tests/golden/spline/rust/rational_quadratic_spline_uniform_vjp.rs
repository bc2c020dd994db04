/// from cotangents of uniform values to those of parameters.
#[inline(always)]
fn rational_quadratic_spline_uniform_vjp<T: Real, I: Isa>(
    isa: I, parameters: &[T], uniform: &[T], cotangent: &mut [T],
) {
    let raw_widths = &parameters[RATIONAL_QUADRATIC_SPLINE_RAW_WIDTHS];
    let raw_heights = &parameters[RATIONAL_QUADRATIC_SPLINE_RAW_HEIGHTS];
    let raw_slopes = &parameters[RATIONAL_QUADRATIC_SPLINE_RAW_SLOPES];
    let knot_1_cotangent = &uniform[RATIONAL_QUADRATIC_SPLINE_KNOT_1_COTANGENT];
    let level_1_cotangent = &uniform[RATIONAL_QUADRATIC_SPLINE_LEVEL_1_COTANGENT];
    let slope_1_cotangent = &uniform[RATIONAL_QUADRATIC_SPLINE_SLOPE_1_COTANGENT];
    let [parameter_0_cotangent, parameter_1_cotangent, parameter_2_cotangent] = carve(cotangent, 1, [10, 10, 5]);
    let mut scratch = [T::ZERO; 40];
    let [slot_0, slot_1, slot_2, slot_3] = carve(&mut scratch, 1, [10, 10, 10, 10]);
    for row in 0..5 {
        parameter_2_cotangent[row] +=
            slope_1_cotangent[row] * isa.sigmoid(raw_slopes[row] + real::<T>(0.5397424172369522));
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

    let assemble = &mut slot_2[..10];
    let assemble_2 = &mut slot_3[..10];
    for row in 0..5 {
        let sum_4 = exp[2 * row] + exp[1 + 2 * row];
        let one_over_sum = T::ONE / sum_4;
        let product_8 = real::<T>(-9.98) * (exp[2 * row] * knot_1_cotangent[row] * (one_over_sum / sum_4));
        let sum_11 = real::<T>(9.98) * (one_over_sum * knot_1_cotangent[row]) + product_8;
        let sum_16 = exp_2[2 * row] + exp_2[1 + 2 * row];
        let one_over_sum_2 = T::ONE / sum_16;
        let product_20 = real::<T>(-9.98) * (exp_2[2 * row] * level_1_cotangent[row] * (one_over_sum_2 / sum_16));
        let sum_23 = real::<T>(9.98) * (one_over_sum_2 * level_1_cotangent[row]) + product_20;
        assemble[1 + 2 * row] = product_8;
        assemble[2 * row] = sum_11;
        assemble_2[1 + 2 * row] = product_20;
        assemble_2[2 * row] = sum_23;
    }

    for row in 0..10 {
        let raw_widths_value = raw_widths[row];
        let below_1 = raw_widths_value < real::<T>(80.0);
        let chosen_2 = if below_1 { raw_widths_value } else { real::<T>(80.0) };
        let product_6 = exp[row] * assemble[row];
        let chosen_7 = if chosen_2 < real::<T>(-80.0) { T::ZERO } else { product_6 };
        let raw_widths_cotangent = if below_1 { chosen_7 } else { T::ZERO };
        let raw_heights_value = raw_heights[row];
        let below_10 = raw_heights_value < real::<T>(80.0);
        let chosen_11 = if below_10 { raw_heights_value } else { real::<T>(80.0) };
        let product_15 = exp_2[row] * assemble_2[row];
        let chosen_16 = if chosen_11 < real::<T>(-80.0) { T::ZERO } else { product_15 };
        let raw_heights_cotangent = if below_10 { chosen_16 } else { T::ZERO };
        parameter_0_cotangent[row] += raw_widths_cotangent;
        parameter_1_cotangent[row] += raw_heights_cotangent;
    }
}

/// from cotangents of uniform values to those of parameters.
#[inline(always)]
fn rational_quadratic_spline_uniform_vjp<T: Real, I: Isa>(
    isa: I, parameters: &[T], uniform: &[T], mut cotangent: &mut [T],
) {
    let raw_widths = &parameters[RATIONAL_QUADRATIC_SPLINE_RAW_WIDTHS];
    let raw_heights = &parameters[RATIONAL_QUADRATIC_SPLINE_RAW_HEIGHTS];
    let raw_slopes = &parameters[RATIONAL_QUADRATIC_SPLINE_RAW_SLOPES];
    let knots_cotangent = &uniform[RATIONAL_QUADRATIC_SPLINE_KNOTS_COTANGENT];
    let assemble_cotangent = &uniform[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE_COTANGENT];
    let levels_cotangent = &uniform[RATIONAL_QUADRATIC_SPLINE_LEVELS_COTANGENT];
    let assemble_cotangent_2 = &uniform[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE_COTANGENT_2];
    let assemble_cotangent_3 = &uniform[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE_COTANGENT_3];
    let assemble_cotangent_4 = &uniform[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE_COTANGENT_4];
    let [parameter_0_cotangent, parameter_1_cotangent] = carve_from(&mut cotangent, 1, [10, 10]);
    let [parameter_2_cotangent] = carve_from(&mut cotangent, 1, [5]);
    let mut scratch = &mut [T::ZERO; 140][..];
    let [slot_0, assemble, slot_2, slot_3] = carve_from(&mut scratch, 1, [10, 10, 10, 5]);
    let [one_over_sum_cotangent, slot_5, assemble_3, slot_7] = carve_from(&mut scratch, 1, [5, 10, 10, 10]);
    let [slot_8, one_over_sum_cotangent_2, exp, exp_2] = carve_from(&mut scratch, 1, [5, 5, 10, 10]);
    let [ratio, ratio_2, one_over_sum, one_over_sum_2] = carve_from(&mut scratch, 1, [5, 5, 5, 5]);
    let [sum, sum_2] = carve_from(&mut scratch, 1, [10, 10]);
    let fold = &mut slot_0[..5];
    let assemble_2 = &mut slot_2[..10];
    let fold_2 = &mut slot_3[..5];
    let fold_3 = &mut slot_5[..5];
    let assemble_4 = &mut slot_7[..10];
    let fold_4 = &mut slot_8[..5];
    clear([
        fold, assemble, assemble_2, fold_2, one_over_sum_cotangent, fold_3, assemble_3, assemble_4, fold_4,
        one_over_sum_cotangent_2,
    ]);
    for row in 0..5 {
        let slopes_cotangent = assemble_cotangent_4[2 * row] + assemble_cotangent_3[1 + 2 * row];
        assemble_2[1 + 2 * row] = assemble_cotangent[2 * row];
        assemble_4[1 + 2 * row] = assemble_cotangent_2[2 * row];
        parameter_2_cotangent[row] += slopes_cotangent * isa.sigmoid(raw_slopes[row] + real::<T>(0.5397424172369522));
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
        fold_3[row / 2] += exp_11;
        exp_2[row] = exp_11;
    }

    for row in 0..5 {
        let one_over_sum_value = T::ONE / fold[row];
        let one_over_sum_2_value = T::ONE / fold_3[row];
        one_over_sum[row] = one_over_sum_value;
        ratio[row] = one_over_sum_value / fold[row];
        one_over_sum_2[row] = one_over_sum_2_value;
        ratio_2[row] = one_over_sum_2_value / fold_3[row];
    }

    let knots_cotangent_2 = &mut slot_0[..10];
    let levels_cotangent_2 = &mut slot_5[..10];
    for row in 0..10 {
        let knots_cotangent_2_value = knots_cotangent[row] + assemble_2[row];
        let levels_cotangent_2_value = levels_cotangent[row] + assemble_4[row];
        fold_2[row / 2] += knots_cotangent_2_value;
        knots_cotangent_2[row] = knots_cotangent_2_value;
        fold_4[row / 2] += levels_cotangent_2_value;
        levels_cotangent_2[row] = levels_cotangent_2_value;
    }

    let cumulative_sum_value = &mut slot_2[..10];
    cumulative_sum(cumulative_sum_value, knots_cotangent_2, 0..5, 2, 1, 1);
    let cumulative_sum_2 = &mut slot_7[..10];
    cumulative_sum(cumulative_sum_2, levels_cotangent_2, 0..5, 2, 1, 1);
    for row in 0..10 {
        sum[row] = fold_2[row / 2] - cumulative_sum_value[row] + knots_cotangent_2[row];
        sum_2[row] = fold_4[row / 2] - cumulative_sum_2[row] + levels_cotangent_2[row];
    }

    for row in 0..5 {
        assemble[2 * row] = sum[1 + 2 * row];
        assemble_3[2 * row] = sum_2[1 + 2 * row];
    }

    for row in 0..10 {
        one_over_sum_cotangent[row / 2] += real::<T>(9.98) * (exp[row] * assemble[row]);
        one_over_sum_cotangent_2[row / 2] += real::<T>(9.98) * (exp_2[row] * assemble_3[row]);
    }

    let neg = &mut slot_3[..5];
    let neg_2 = &mut slot_8[..5];
    for row in 0..5 {
        neg[row] = -(one_over_sum_cotangent[row] * ratio[row]);
        neg_2[row] = -(one_over_sum_cotangent_2[row] * ratio_2[row]);
    }

    for row in 0..10 {
        let (raw_widths_value, raw_heights_value) = (raw_widths[row], raw_heights[row]);
        let below_1 = raw_widths_value < real::<T>(80.0);
        let chosen_2 = if below_1 { raw_widths_value } else { real::<T>(80.0) };
        let sum_10 = real::<T>(9.98) * (one_over_sum[row / 2] * assemble[row]) + neg[row / 2];
        let product_11 = exp[row] * sum_10;
        let chosen_12 = if chosen_2 < real::<T>(-80.0) { T::ZERO } else { product_11 };
        let raw_widths_cotangent = if below_1 { chosen_12 } else { T::ZERO };
        let below_15 = raw_heights_value < real::<T>(80.0);
        let chosen_16 = if below_15 { raw_heights_value } else { real::<T>(80.0) };
        let sum_24 = real::<T>(9.98) * (one_over_sum_2[row / 2] * assemble_3[row]) + neg_2[row / 2];
        let product_25 = exp_2[row] * sum_24;
        let chosen_26 = if chosen_16 < real::<T>(-80.0) { T::ZERO } else { product_25 };
        let raw_heights_cotangent = if below_15 { chosen_26 } else { T::ZERO };
        parameter_0_cotangent[row] += raw_widths_cotangent;
        parameter_1_cotangent[row] += raw_heights_cotangent;
    }
}

/// from cotangents of uniform values to those of parameters.
#[inline(always)]
fn rational_quadratic_spline_uniform_vjp<T: Real, I: Isa>(
    isa: I, parameters: &[T], uniform: &[T], cotangent: &mut [T],
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
    let [parameter_0_cotangent, parameter_1_cotangent, parameter_2_cotangent] = carve(cotangent, 1, [10, 10, 5]);
    let mut scratch = [T::ZERO; 140];
    let [
        slot_0,
        slot_1,
        slot_2,
        slot_3,
        slot_4,
        slot_5,
        slot_6,
        slot_7,
        slot_8,
        slot_9,
        slot_10,
        slot_11,
        slot_12,
        slot_13,
        slot_14,
        slot_15,
        slot_16,
        slot_17,
    ] = carve(&mut scratch, 1, [10, 10, 10, 5, 5, 10, 10, 10, 5, 5, 10, 10, 5, 5, 5, 5, 10, 10]);
    let fold = &mut slot_0[..5];
    fold.fill(T::ZERO);
    let assemble = &mut slot_1[..10];
    assemble.fill(T::ZERO);
    let assemble_2 = &mut slot_2[..10];
    assemble_2.fill(T::ZERO);
    let fold_2 = &mut slot_3[..5];
    fold_2.fill(T::ZERO);
    let one_over_sum_cotangent = &mut slot_4[..5];
    one_over_sum_cotangent.fill(T::ZERO);
    let fold_3 = &mut slot_5[..5];
    fold_3.fill(T::ZERO);
    let assemble_3 = &mut slot_6[..10];
    assemble_3.fill(T::ZERO);
    let assemble_4 = &mut slot_7[..10];
    assemble_4.fill(T::ZERO);
    let fold_4 = &mut slot_8[..5];
    fold_4.fill(T::ZERO);
    let one_over_sum_cotangent_2 = &mut slot_9[..5];
    one_over_sum_cotangent_2.fill(T::ZERO);
    for row in 0..5 {
        let assemble_cotangent_value = assemble_cotangent[2 * row];
        let assemble_cotangent_2_value = assemble_cotangent_2[2 * row];
        let slopes_cotangent = assemble_cotangent_4[2 * row] + assemble_cotangent_3[1 + 2 * row];
        let raw_slopes_cotangent = slopes_cotangent * isa.sigmoid(raw_slopes[row] + real::<T>(0.5397424172369522));
        assemble_2[1 + 2 * row] = assemble_cotangent_value;
        assemble_4[1 + 2 * row] = assemble_cotangent_2_value;
        parameter_2_cotangent[row] += raw_slopes_cotangent;
    }

    let exp = &mut slot_10[..10];
    let exp_2 = &mut slot_11[..10];
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
        fold_3[row / 2] += exp_11;
        exp_2[row] = exp_11;
    }

    let one_over_sum = &mut slot_14[..5];
    let ratio = &mut slot_12[..5];
    let one_over_sum_2 = &mut slot_15[..5];
    let ratio_2 = &mut slot_13[..5];
    for row in 0..5 {
        let one_over_sum_value = T::ONE / fold[row];
        let ratio_2_value = one_over_sum_value / fold[row];
        let one_over_sum_2_value = T::ONE / fold_3[row];
        let ratio_5 = one_over_sum_2_value / fold_3[row];
        one_over_sum[row] = one_over_sum_value;
        ratio[row] = ratio_2_value;
        one_over_sum_2[row] = one_over_sum_2_value;
        ratio_2[row] = ratio_5;
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
    let sum = &mut slot_16[..10];
    let sum_2 = &mut slot_17[..10];
    for row in 0..10 {
        let sum_4 = fold_2[row / 2] - cumulative_sum_value[row] + knots_cotangent_2[row];
        let sum_9 = fold_4[row / 2] - cumulative_sum_2[row] + levels_cotangent_2[row];
        sum[row] = sum_4;
        sum_2[row] = sum_9;
    }

    for row in 0..5 {
        let sum_value = sum[1 + 2 * row];
        let sum_2_value = sum_2[1 + 2 * row];
        assemble[2 * row] = sum_value;
        assemble_3[2 * row] = sum_2_value;
    }

    for row in 0..10 {
        let product_3 = real::<T>(9.98) * (exp[row] * assemble[row]);
        let product_7 = real::<T>(9.98) * (exp_2[row] * assemble_3[row]);
        one_over_sum_cotangent[row / 2] += product_3;
        one_over_sum_cotangent_2[row / 2] += product_7;
    }

    let neg = &mut slot_3[..5];
    let neg_2 = &mut slot_8[..5];
    for row in 0..5 {
        let neg_3 = -(one_over_sum_cotangent[row] * ratio[row]);
        let neg_7 = -(one_over_sum_cotangent_2[row] * ratio_2[row]);
        neg[row] = neg_3;
        neg_2[row] = neg_7;
    }

    for row in 0..10 {
        let raw_widths_value = raw_widths[row];
        let below_1 = raw_widths_value < real::<T>(80.0);
        let chosen_2 = if below_1 { raw_widths_value } else { real::<T>(80.0) };
        let sum_10 = real::<T>(9.98) * (one_over_sum[row / 2] * assemble[row]) + neg[row / 2];
        let product_11 = exp[row] * sum_10;
        let chosen_12 = if chosen_2 < real::<T>(-80.0) { T::ZERO } else { product_11 };
        let raw_widths_cotangent = if below_1 { chosen_12 } else { T::ZERO };
        let raw_heights_value = raw_heights[row];
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

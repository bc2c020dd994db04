/// from cotangents of uniform values to those of parameters.
#[inline(always)]
fn rational_quadratic_spline_uniform_vjp<T: Real, I: Isa>(
    isa: I, parameters: &[T], uniform: &[T], cotangent: &mut [T],
) {
    let raw_widths = &parameters[0..10];
    let raw_heights = &parameters[10..20];
    let raw_slopes = &parameters[20..25];
    let knot_1_cotangent = &uniform[0..5];
    let level_1_cotangent = &uniform[5..10];
    let slope_1_cotangent = &uniform[10..15];
    let [parameter_0_cotangent, parameter_1_cotangent, parameter_2_cotangent] = carve(cotangent, 1, [10, 10, 5]);
    let mut scratch = [T::ZERO; 40];
    let [slot_0, slot_1, slot_2, slot_3] = carve(&mut scratch, 1, [10, 10, 10, 10]);
    for row in 0..5 {
        let slope_1_cotangent_here = slope_1_cotangent[row];
        let raw_slopes_here = raw_slopes[row];
        let sum_2 = raw_slopes_here + real::<T>(0.5397424172369522);
        let sigmoid_3 = isa.sigmoid(sum_2);
        parameter_2_cotangent[row] += slope_1_cotangent_here * sigmoid_3;
    }

    let exp = &mut slot_0[..10];
    let exp_2 = &mut slot_1[..10];
    for row in 0..10 {
        let raw_widths_here = raw_widths[row];
        let below_1 = raw_widths_here < real::<T>(80.0);
        let chosen_2 = if below_1 { raw_widths_here } else { real::<T>(80.0) };
        let below_3 = chosen_2 < real::<T>(-80.0);
        let chosen_4 = if below_3 { real::<T>(-80.0) } else { chosen_2 };
        let exp_5 = isa.exp(chosen_4);
        let raw_heights_here = raw_heights[row];
        let below_7 = raw_heights_here < real::<T>(80.0);
        let chosen_8 = if below_7 { raw_heights_here } else { real::<T>(80.0) };
        let below_9 = chosen_8 < real::<T>(-80.0);
        let chosen_10 = if below_9 { real::<T>(-80.0) } else { chosen_8 };
        let exp_11 = isa.exp(chosen_10);
        exp[row] = exp_5;
        exp_2[row] = exp_11;
    }

    let assemble = &mut slot_2[..10];
    let assemble_2 = &mut slot_3[..10];
    for row in 0..5 {
        let exp_here = exp[2 * row];
        let knot_1_cotangent_here = knot_1_cotangent[row];
        let product_2 = exp_here * knot_1_cotangent_here;
        let exp_2_here = exp[1 + 2 * row];
        let sum_4 = exp_here + exp_2_here;
        let one_over_sum = T::ONE / sum_4;
        let ratio_6 = one_over_sum / sum_4;
        let product_7 = product_2 * ratio_6;
        let product_8 = real::<T>(-9.98) * product_7;
        let exp_2_2 = exp_2[2 * row];
        let level_1_cotangent_here = level_1_cotangent[row];
        let product_11 = exp_2_2 * level_1_cotangent_here;
        let exp_2_3 = exp_2[1 + 2 * row];
        let sum_13 = exp_2_2 + exp_2_3;
        let one_over_sum_2 = T::ONE / sum_13;
        let ratio_15 = one_over_sum_2 / sum_13;
        let product_16 = product_11 * ratio_15;
        let product_17 = real::<T>(-9.98) * product_16;
        assemble[1 + 2 * row] = product_8;
        assemble_2[1 + 2 * row] = product_17;
    }

    for row in 0..5 {
        let exp_here = exp[2 * row];
        let exp_2_here = exp[1 + 2 * row];
        let sum_2 = exp_here + exp_2_here;
        let one_over_sum = T::ONE / sum_2;
        let knot_1_cotangent_here = knot_1_cotangent[row];
        let product_5 = one_over_sum * knot_1_cotangent_here;
        let product_6 = real::<T>(9.98) * product_5;
        let product_7 = exp_here * knot_1_cotangent_here;
        let ratio_8 = one_over_sum / sum_2;
        let product_9 = product_7 * ratio_8;
        let product_10 = real::<T>(-9.98) * product_9;
        let sum_11 = product_6 + product_10;
        let exp_2_2 = exp_2[2 * row];
        let exp_2_3 = exp_2[1 + 2 * row];
        let sum_14 = exp_2_2 + exp_2_3;
        let one_over_sum_2 = T::ONE / sum_14;
        let level_1_cotangent_here = level_1_cotangent[row];
        let product_17 = one_over_sum_2 * level_1_cotangent_here;
        let product_18 = real::<T>(9.98) * product_17;
        let product_19 = exp_2_2 * level_1_cotangent_here;
        let ratio_20 = one_over_sum_2 / sum_14;
        let product_21 = product_19 * ratio_20;
        let product_22 = real::<T>(-9.98) * product_21;
        let sum_23 = product_18 + product_22;
        assemble[2 * row] = sum_11;
        assemble_2[2 * row] = sum_23;
    }

    for row in 0..10 {
        let raw_widths_here = raw_widths[row];
        let below_1 = raw_widths_here < real::<T>(80.0);
        let chosen_2 = if below_1 { raw_widths_here } else { real::<T>(80.0) };
        let below_3 = chosen_2 < real::<T>(-80.0);
        let exp_here = exp[row];
        let assemble_here = assemble[row];
        let product_6 = exp_here * assemble_here;
        let chosen_7 = if below_3 { T::ZERO } else { product_6 };
        let chosen_8 = if below_1 { chosen_7 } else { T::ZERO };
        let raw_heights_here = raw_heights[row];
        let below_10 = raw_heights_here < real::<T>(80.0);
        let chosen_11 = if below_10 { raw_heights_here } else { real::<T>(80.0) };
        let below_12 = chosen_11 < real::<T>(-80.0);
        let exp_2_here = exp_2[row];
        let assemble_2_here = assemble_2[row];
        let product_15 = exp_2_here * assemble_2_here;
        let chosen_16 = if below_12 { T::ZERO } else { product_15 };
        let chosen_17 = if below_10 { chosen_16 } else { T::ZERO };
        parameter_0_cotangent[row] += chosen_8;
        parameter_1_cotangent[row] += chosen_17;
    }
}

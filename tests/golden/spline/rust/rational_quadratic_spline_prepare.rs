/// parameters → what all samples share.
#[inline(always)]
fn rational_quadratic_spline_prepare<T: Real, I: Isa>(isa: I, parameters: &[T], prepared: &mut [T]) {
    let raw_widths = &parameters[0..10];
    let raw_heights = &parameters[10..20];
    let raw_slopes = &parameters[20..25];
    let [knot_1, _, level_1, _, slope_1, _] = carve(prepared, 1, [5, 11, 5, 11, 5, 11]);
    let mut scratch = [T::ZERO; 20];
    let [slot_0, slot_1] = carve(&mut scratch, 1, [10, 10]);
    for row in 0..5 {
        let raw_slopes_here = raw_slopes[row];
        let sum_1 = raw_slopes_here + real::<T>(0.5397424172369522);
        let softplus_2 = isa.softplus(sum_1);
        slope_1[row] = real::<T>(0.001) + softplus_2;
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

    for row in 0..5 {
        let exp_here = exp[2 * row];
        let exp_2_here = exp[1 + 2 * row];
        let sum_2 = exp_here + exp_2_here;
        let one_over_sum = T::ONE / sum_2;
        let product_4 = exp_here * one_over_sum;
        let product_5 = real::<T>(0.998) * product_4;
        let sum_6 = real::<T>(0.001) + product_5;
        let product_7 = real::<T>(10.0) * sum_6;
        let knot_1_here = real::<T>(-5.0) + product_7;
        let exp_2_2 = exp_2[2 * row];
        let exp_2_3 = exp_2[1 + 2 * row];
        let sum_11 = exp_2_2 + exp_2_3;
        let one_over_sum_2 = T::ONE / sum_11;
        let product_13 = exp_2_2 * one_over_sum_2;
        let product_14 = real::<T>(0.998) * product_13;
        let sum_15 = real::<T>(0.001) + product_14;
        let product_16 = real::<T>(10.0) * sum_15;
        let level_1_here = real::<T>(-5.0) + product_16;
        knot_1[row] = knot_1_here;
        level_1[row] = level_1_here;
    }
}

/// cotangents of x → z
/// of argument: (… + … + (if … { … } else { … }))
/// of cumulative_sum(…): (if … < […; …] { if … < … { 0 } else { … } } else { 0 })
/// of [5; …[1 step 2 × 5]]: (if … < […; …] { if … < … { 0 } else { … } } else { 0 })
/// of cumulative_sum(…): (if … < […; …] { if … < … { 0 } else { … } } else { 0 })
/// of [5; …[1 step 2 × 5]]: (if … < […; …] { if … < … { 0 } else { … } } else { 0 })
/// of [1; … + …]: (if … < […; …] { if … < … { 0 } else { … } } else { 0 })
/// of [1; … + …]: (if … < […; …] { if … < … { 0 } else { … } } else { 0 })
#[inline(always)]
fn rational_quadratic_spline_inverse_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer {
        lanes,
        input: result_cotangent,
        output: argument_cotangent,
        ladj: ladj_cotangent,
        prepared,
        scratch,
        tape,
        ..
    } = layer;
    let levels = &prepared[RATIONAL_QUADRATIC_SPLINE_LEVELS];
    let assemble_2 = &prepared[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE_2];
    let [slot_0, slot_1, slot_2, slot_3, slot_4, slot_5, slot_6] = carve(scratch, lanes, [5, 5, 5, 5, 5, 5, 5]);
    let [
        x,
        ratio_2,
        ratio_3,
        ratio_4,
        ratio_5,
        ratio,
        fold_5,
        fold_6,
        steepness,
        fold_2,
        fold,
        ratio_6,
        ratio_7,
        ratio_8,
        fold_3,
        fold_4,
        ratio_9,
        knots_cotangent,
        select_cotangent_4,
        levels_cotangent,
        select_cotangent_3,
        select_cotangent_2,
        select_cotangent,
    ] = carve(tape, lanes, [5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 10, 10, 10, 10, 10, 10]);
    let select = &mut slot_0[..5 * lanes];
    let sum = &mut slot_1[..5 * lanes];
    let sum_2 = &mut slot_2[..5 * lanes];
    let sum_3 = &mut slot_3[..5 * lanes];
    let difference = &mut slot_4[..5 * lanes];
    let difference_2 = &mut slot_5[..5 * lanes];
    let sum_4 = &mut slot_6[..5 * lanes];
    for row in 0..5 {
        let result_cotangent_row = row_of(result_cotangent, row, lanes);
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let x_row = row_of(x, row, lanes);
        let fold_row = row_of(fold, row, lanes);
        let fold_2_row = row_of(fold_2, row, lanes);
        let fold_3_row = row_of(fold_3, row, lanes);
        let fold_4_row = row_of(fold_4, row, lanes);
        let fold_5_row = row_of(fold_5, row, lanes);
        let fold_6_row = row_of(fold_6, row, lanes);
        let steepness_row = row_of(steepness, row, lanes);
        let ratio_row = row_of(ratio, row, lanes);
        let ratio_2_row = row_of(ratio_2, row, lanes);
        let ratio_3_row = row_of(ratio_3, row, lanes);
        let ratio_4_row = row_of(ratio_4, row, lanes);
        let ratio_5_row = row_of(ratio_5, row, lanes);
        let ratio_6_row = row_of(ratio_6, row, lanes);
        let ratio_7_row = row_of(ratio_7, row, lanes);
        let ratio_8_row = row_of(ratio_8, row, lanes);
        let ratio_9_row = row_of(ratio_9, row, lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, row, lanes);
        let select_row_mut = row_of_mut(select, row, lanes);
        let sum_row_mut = row_of_mut(sum, row, lanes);
        let sum_2_row_mut = row_of_mut(sum_2, row, lanes);
        let sum_3_row_mut = row_of_mut(sum_3, row, lanes);
        let difference_row_mut = row_of_mut(difference, row, lanes);
        let difference_2_row_mut = row_of_mut(difference_2, row, lanes);
        let sum_4_row_mut = row_of_mut(sum_4, row, lanes);
        rational_quadratic_spline_inverse_vjp_lanes(
            isa, lanes, result_cotangent_row, ladj_cotangent_row, x_row, fold_row, fold_2_row, fold_3_row, fold_4_row,
            fold_5_row, fold_6_row, steepness_row, ratio_row, ratio_2_row, ratio_3_row, ratio_4_row, ratio_5_row,
            ratio_6_row, ratio_7_row, ratio_8_row, ratio_9_row, argument_cotangent_row_mut, select_row_mut,
            sum_row_mut, sum_2_row_mut, sum_3_row_mut, difference_row_mut, difference_2_row_mut, sum_4_row_mut,
        );
    }

    for row in 0..10 {
        let assemble_2_value = assemble_2[row];
        let levels_value = levels[row];
        let select_row = row_of(select, row / 2, lanes);
        let sum_row = row_of(sum, row / 2, lanes);
        let sum_2_row = row_of(sum_2, row / 2, lanes);
        let sum_3_row = row_of(sum_3, row / 2, lanes);
        let difference_row = row_of(difference, row / 2, lanes);
        let difference_2_row = row_of(difference_2, row / 2, lanes);
        let sum_4_row = row_of(sum_4, row / 2, lanes);
        let select_cotangent_row_mut = row_of_mut(select_cotangent, row, lanes);
        let select_cotangent_2_row_mut = row_of_mut(select_cotangent_2, row, lanes);
        let select_cotangent_3_row_mut = row_of_mut(select_cotangent_3, row, lanes);
        let levels_cotangent_row_mut = row_of_mut(levels_cotangent, row, lanes);
        let select_cotangent_4_row_mut = row_of_mut(select_cotangent_4, row, lanes);
        let knots_cotangent_row_mut = row_of_mut(knots_cotangent, row, lanes);
        rational_quadratic_spline_inverse_vjp_lanes_2(
            isa, lanes, assemble_2_value, levels_value, select_row, sum_row, sum_2_row, sum_3_row, difference_row,
            difference_2_row, sum_4_row, select_cotangent_row_mut, select_cotangent_2_row_mut,
            select_cotangent_3_row_mut, levels_cotangent_row_mut, select_cotangent_4_row_mut, knots_cotangent_row_mut,
        );
    }
}

/// x → z: z = spline_inverse(x; …), ladj = sum(-log|spline_slope_at_value(x; …)|); keeps what the cotangents need
#[inline(always)]
fn rational_quadratic_spline_inverse_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, prepared, scratch, tape, .. } = layer;
    let knots = &prepared[RATIONAL_QUADRATIC_SPLINE_KNOTS];
    let assemble = &prepared[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE];
    let levels = &prepared[RATIONAL_QUADRATIC_SPLINE_LEVELS];
    let assemble_2 = &prepared[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE_2];
    let assemble_3 = &prepared[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE_3];
    let assemble_4 = &prepared[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE_4];
    let [slot_0] = carve(scratch, lanes, [5]);
    let [
        x_kept,
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
        _,
        _,
        _,
        _,
        _,
        _,
    ] = carve(tape, lanes, [5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 10, 10, 10, 10, 10, 10]);
    fold.fill(T::ZERO);
    fold_2.fill(T::ZERO);
    fold_3.fill(T::ZERO);
    fold_4.fill(T::ZERO);
    fold_5.fill(T::ZERO);
    fold_6.fill(T::ZERO);
    let select = &mut slot_0[..5 * lanes];
    for row in 0..5 {
        let x_row = row_of(x, row, lanes);
        let x_kept_row_mut = row_of_mut(x_kept, row, lanes);
        let select_row_mut = row_of_mut(select, row, lanes);
        for lane in 0..lanes {
            let x = x_row[lane];
            let chosen_2 = if x < real::<T>(5.0) { x } else { T::ZERO };
            let chosen_4 = if chosen_2 < real::<T>(-5.0) { T::ZERO } else { chosen_2 };
            x_kept_row_mut[lane] = x;
            select_row_mut[lane] = chosen_4;
        }
    }

    for row in 0..10 {
        let levels_value = levels[row];
        let assemble_2_value = assemble_2[row];
        let knots_value = knots[row];
        let assemble_value = assemble[row];
        let assemble_3_value = assemble_3[row];
        let assemble_4_value = assemble_4[row];
        let select_row = row_of(select, row / 2, lanes);
        let fold_row_mut = row_of_mut(fold, row / 2, lanes);
        let fold_2_row_mut = row_of_mut(fold_2, row / 2, lanes);
        let fold_3_row_mut = row_of_mut(fold_3, row / 2, lanes);
        let fold_4_row_mut = row_of_mut(fold_4, row / 2, lanes);
        let fold_5_row_mut = row_of_mut(fold_5, row / 2, lanes);
        let fold_6_row_mut = row_of_mut(fold_6, row / 2, lanes);
        rational_quadratic_spline_inverse_tape_lanes(
            isa, lanes, levels_value, assemble_2_value, knots_value, assemble_value, assemble_3_value,
            assemble_4_value, select_row, fold_row_mut, fold_2_row_mut, fold_3_row_mut, fold_4_row_mut, fold_5_row_mut,
            fold_6_row_mut,
        );
    }

    for row in 0..5 {
        let x_row = row_of(x, row, lanes);
        let fold_row = row_of(fold, row, lanes);
        let fold_2_row = row_of(fold_2, row, lanes);
        let fold_3_row = row_of(fold_3, row, lanes);
        let fold_4_row = row_of(fold_4, row, lanes);
        let fold_5_row = row_of(fold_5, row, lanes);
        let fold_6_row = row_of(fold_6, row, lanes);
        let select_row = row_of(select, row, lanes);
        let z_row_mut = row_of_mut(z, row, lanes);
        let steepness_row_mut = row_of_mut(steepness, row, lanes);
        let ratio_row_mut = row_of_mut(ratio, row, lanes);
        let ratio_2_row_mut = row_of_mut(ratio_2, row, lanes);
        let ratio_3_row_mut = row_of_mut(ratio_3, row, lanes);
        let ratio_4_row_mut = row_of_mut(ratio_4, row, lanes);
        let ratio_5_row_mut = row_of_mut(ratio_5, row, lanes);
        let ratio_6_row_mut = row_of_mut(ratio_6, row, lanes);
        let ratio_7_row_mut = row_of_mut(ratio_7, row, lanes);
        let ratio_8_row_mut = row_of_mut(ratio_8, row, lanes);
        let ratio_9_row_mut = row_of_mut(ratio_9, row, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        rational_quadratic_spline_inverse_tape_lanes_2(
            isa, lanes, x_row, fold_row, fold_2_row, fold_3_row, fold_4_row, fold_5_row, fold_6_row, select_row,
            z_row_mut, steepness_row_mut, ratio_row_mut, ratio_2_row_mut, ratio_3_row_mut, ratio_4_row_mut,
            ratio_5_row_mut, ratio_6_row_mut, ratio_7_row_mut, ratio_8_row_mut, ratio_9_row_mut, ladj_row_mut,
        );
    }
}

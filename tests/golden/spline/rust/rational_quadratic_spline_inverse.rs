/// x → z: z = spline_inverse(x; …), ladj = sum(-log|spline_slope_at_value(x; …)|)
#[inline(always)]
fn rational_quadratic_spline_inverse<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, prepared, scratch, .. } = layer;
    let knots = &prepared[RATIONAL_QUADRATIC_SPLINE_KNOTS];
    let assemble = &prepared[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE];
    let levels = &prepared[RATIONAL_QUADRATIC_SPLINE_LEVELS];
    let assemble_2 = &prepared[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE_2];
    let assemble_3 = &prepared[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE_3];
    let assemble_4 = &prepared[RATIONAL_QUADRATIC_SPLINE_ASSEMBLE_4];
    let [slot_0, slot_1, slot_2, slot_3, slot_4, slot_5, slot_6] = carve(scratch, lanes, [5, 5, 5, 5, 5, 5, 5]);
    let fold = &mut slot_0[..5 * lanes];
    fold.fill(T::ZERO);
    let fold_2 = &mut slot_1[..5 * lanes];
    fold_2.fill(T::ZERO);
    let fold_3 = &mut slot_2[..5 * lanes];
    fold_3.fill(T::ZERO);
    let fold_4 = &mut slot_3[..5 * lanes];
    fold_4.fill(T::ZERO);
    let fold_5 = &mut slot_4[..5 * lanes];
    fold_5.fill(T::ZERO);
    let fold_6 = &mut slot_5[..5 * lanes];
    fold_6.fill(T::ZERO);
    let select = &mut slot_6[..5 * lanes];
    for row in 0..5 {
        let x_row = row_of(x, row, lanes);
        let select_row_mut = row_of_mut(select, row, lanes);
        for lane in 0..lanes {
            let x = x_row[lane];
            let chosen_2 = if x < real::<T>(5.0) { x } else { T::ZERO };
            let chosen_4 = if chosen_2 < real::<T>(-5.0) { T::ZERO } else { chosen_2 };
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
        rational_quadratic_spline_inverse_lanes(
            isa, lanes, levels_value, assemble_2_value, knots_value, assemble_value, assemble_3_value,
            assemble_4_value, select_row, fold_row_mut, fold_2_row_mut, fold_3_row_mut, fold_4_row_mut, fold_5_row_mut,
            fold_6_row_mut,
        );
    }

    for row in 0..5 {
        let x_row = row_of(x, row, lanes);
        let fold_row = row_of(fold, row, lanes);
        let select_row = row_of(select, row, lanes);
        let fold_2_row = row_of(fold_2, row, lanes);
        let fold_3_row = row_of(fold_3, row, lanes);
        let fold_4_row = row_of(fold_4, row, lanes);
        let fold_5_row = row_of(fold_5, row, lanes);
        let fold_6_row = row_of(fold_6, row, lanes);
        let z_row_mut = row_of_mut(z, row, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        rational_quadratic_spline_inverse_lanes_2(
            isa, lanes, x_row, fold_row, select_row, fold_2_row, fold_3_row, fold_4_row, fold_5_row, fold_6_row,
            z_row_mut, ladj_row_mut,
        );
    }
}

/// z → x: x = spline(z; …), ladj = sum(log|spline_slope(z; …)|); keeps what the cotangents need
#[inline(always)]
fn rational_quadratic_spline_forward_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, prepared, tape, .. } = layer;
    let knot_1 = &prepared[RATIONAL_QUADRATIC_SPLINE_KNOT_1];
    let level_1 = &prepared[RATIONAL_QUADRATIC_SPLINE_LEVEL_1];
    let slope_1 = &prepared[RATIONAL_QUADRATIC_SPLINE_SLOPE_1];
    let [z_kept, ratio_2, ratio_3, ratio_4, ratio_5, xi, steepness, ratio, ratio_6, ratio_7, ratio_8, _, _, _] =
        carve(tape, lanes, [5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5]);
    for row in 0..5 {
        let knot_1_value = knot_1[row];
        let level_1_value = level_1[row];
        let slope_1_value = slope_1[row];
        let z_row = row_of(z, row, lanes);
        let x_row_mut = row_of_mut(x, row, lanes);
        let z_kept_row_mut = row_of_mut(z_kept, row, lanes);
        let steepness_row_mut = row_of_mut(steepness, row, lanes);
        let xi_row_mut = row_of_mut(xi, row, lanes);
        let ratio_row_mut = row_of_mut(ratio, row, lanes);
        let ratio_2_row_mut = row_of_mut(ratio_2, row, lanes);
        let ratio_3_row_mut = row_of_mut(ratio_3, row, lanes);
        let ratio_4_row_mut = row_of_mut(ratio_4, row, lanes);
        let ratio_5_row_mut = row_of_mut(ratio_5, row, lanes);
        let ratio_6_row_mut = row_of_mut(ratio_6, row, lanes);
        let ratio_7_row_mut = row_of_mut(ratio_7, row, lanes);
        let ratio_8_row_mut = row_of_mut(ratio_8, row, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        rational_quadratic_spline_forward_tape_lanes(
            isa, lanes, knot_1_value, level_1_value, slope_1_value, z_row, x_row_mut, z_kept_row_mut,
            steepness_row_mut, xi_row_mut, ratio_row_mut, ratio_2_row_mut, ratio_3_row_mut, ratio_4_row_mut,
            ratio_5_row_mut, ratio_6_row_mut, ratio_7_row_mut, ratio_8_row_mut, ladj_row_mut,
        );
    }
}

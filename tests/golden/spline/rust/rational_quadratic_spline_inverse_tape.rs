/// x → z: z = spline_inverse(x; …), ladj = sum(-log|spline_slope(spline_inverse(x; …); …)|); keeps what the cotangents need
#[inline(always)]
fn rational_quadratic_spline_inverse_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, prepared, tape, .. } = layer;
    let knot_1 = &prepared[RATIONAL_QUADRATIC_SPLINE_KNOT_1];
    let level_1 = &prepared[RATIONAL_QUADRATIC_SPLINE_LEVEL_1];
    let slope_1 = &prepared[RATIONAL_QUADRATIC_SPLINE_SLOPE_1];
    let [
        x_kept,
        ratio_2,
        ratio,
        ratio_3,
        ratio_4,
        ratio_5,
        xi,
        steepness_2,
        ratio_6,
        ratio_7,
        ratio_8,
        ratio_9,
        ratio_10,
        steepness,
        ratio_11,
        ratio_12,
        _,
        _,
        _,
    ] = carve(tape, lanes, [5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5]);
    for row in 0..5 {
        let level_1_value = level_1[row];
        let knot_1_value = knot_1[row];
        let slope_1_value = slope_1[row];
        let x_row = row_of(x, row, lanes);
        let z_row_mut = row_of_mut(z, row, lanes);
        let x_kept_row_mut = row_of_mut(x_kept, row, lanes);
        let steepness_row_mut = row_of_mut(steepness, row, lanes);
        let ratio_row_mut = row_of_mut(ratio, row, lanes);
        let steepness_2_row_mut = row_of_mut(steepness_2, row, lanes);
        let xi_row_mut = row_of_mut(xi, row, lanes);
        let ratio_2_row_mut = row_of_mut(ratio_2, row, lanes);
        let ratio_3_row_mut = row_of_mut(ratio_3, row, lanes);
        let ratio_4_row_mut = row_of_mut(ratio_4, row, lanes);
        let ratio_5_row_mut = row_of_mut(ratio_5, row, lanes);
        let ratio_6_row_mut = row_of_mut(ratio_6, row, lanes);
        let ratio_7_row_mut = row_of_mut(ratio_7, row, lanes);
        let ratio_8_row_mut = row_of_mut(ratio_8, row, lanes);
        let ratio_9_row_mut = row_of_mut(ratio_9, row, lanes);
        let ratio_10_row_mut = row_of_mut(ratio_10, row, lanes);
        let ratio_11_row_mut = row_of_mut(ratio_11, row, lanes);
        let ratio_12_row_mut = row_of_mut(ratio_12, row, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        rational_quadratic_spline_inverse_tape_lanes(
            isa, lanes, level_1_value, knot_1_value, slope_1_value, x_row, z_row_mut, x_kept_row_mut,
            steepness_row_mut, ratio_row_mut, steepness_2_row_mut, xi_row_mut, ratio_2_row_mut, ratio_3_row_mut,
            ratio_4_row_mut, ratio_5_row_mut, ratio_6_row_mut, ratio_7_row_mut, ratio_8_row_mut, ratio_9_row_mut,
            ratio_10_row_mut, ratio_11_row_mut, ratio_12_row_mut, ladj_row_mut,
        );
    }
}

/// cotangents of z → x
/// of argument: (… + … + (if … { … } else { … }))
/// of (-5 + 10*(… + …)): (if … < … { … - … } else { 0 } + (if … < … { 0 } else { … - … }))
/// of (-5 + 10*(… + …)): (if … < … { … + … } else { 0 } + (if … < … { 0 } else { … - … }))
/// of (… + …): (if … < … { … + … } else { 0 } + (if … < … { 0 } else { … + … }))
#[inline(always)]
fn rational_quadratic_spline_forward_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer {
        lanes, input: result_cotangent, output: argument_cotangent, ladj: ladj_cotangent, prepared, tape, ..
    } = layer;
    let knot_1 = &prepared[RATIONAL_QUADRATIC_SPLINE_KNOT_1];
    let level_1 = &prepared[RATIONAL_QUADRATIC_SPLINE_LEVEL_1];
    let slope_1 = &prepared[RATIONAL_QUADRATIC_SPLINE_SLOPE_1];
    let [
        z,
        ratio_2,
        ratio_3,
        ratio_4,
        ratio_5,
        xi,
        steepness,
        ratio,
        ratio_6,
        ratio_7,
        ratio_8,
        knot_1_cotangent,
        level_1_cotangent,
        slope_1_cotangent,
    ] = carve(tape, lanes, [5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5]);
    for row in 0..5 {
        let knot_1_value = knot_1[row];
        let level_1_value = level_1[row];
        let slope_1_value = slope_1[row];
        let result_cotangent_row = row_of(result_cotangent, row, lanes);
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let z_row = row_of(z, row, lanes);
        let steepness_row = row_of(steepness, row, lanes);
        let xi_row = row_of(xi, row, lanes);
        let ratio_row = row_of(ratio, row, lanes);
        let ratio_2_row = row_of(ratio_2, row, lanes);
        let ratio_3_row = row_of(ratio_3, row, lanes);
        let ratio_4_row = row_of(ratio_4, row, lanes);
        let ratio_5_row = row_of(ratio_5, row, lanes);
        let ratio_6_row = row_of(ratio_6, row, lanes);
        let ratio_7_row = row_of(ratio_7, row, lanes);
        let ratio_8_row = row_of(ratio_8, row, lanes);
        let slope_1_cotangent_row_mut = row_of_mut(slope_1_cotangent, row, lanes);
        let level_1_cotangent_row_mut = row_of_mut(level_1_cotangent, row, lanes);
        let knot_1_cotangent_row_mut = row_of_mut(knot_1_cotangent, row, lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, row, lanes);
        rational_quadratic_spline_forward_vjp_lanes(
            isa, lanes, knot_1_value, level_1_value, slope_1_value, result_cotangent_row, ladj_cotangent_row, z_row,
            steepness_row, xi_row, ratio_row, ratio_2_row, ratio_3_row, ratio_4_row, ratio_5_row, ratio_6_row,
            ratio_7_row, ratio_8_row, slope_1_cotangent_row_mut, level_1_cotangent_row_mut, knot_1_cotangent_row_mut,
            argument_cotangent_row_mut,
        );
    }
}

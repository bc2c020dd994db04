/// cotangents of x → z
/// of argument: x_cotangent
#[inline(always)]
fn squeeze_inverse_vjp<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: result_cotangent, output: argument_cotangent, .. } = layer;
    for row in 0..64 {
        let x_cotangent_row =
            row_of(result_cotangent, 16 * (row / 16) + 2 * (row / 8 % 2) + 4 * (row / 2 % 4) + row % 2, lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, row, lanes);
        for lane in 0..lanes {
            argument_cotangent_row_mut[lane] = x_cotangent_row[lane];
        }
    }
}

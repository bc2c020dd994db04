/// cotangents of x → z
/// of argument: x_cotangent
#[inline(always)]
fn permute_inverse_vjp<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: result_cotangent, output: argument_cotangent, tables, .. } = layer;
    for row in 0..5 {
        let x_cotangent_row = row_of(result_cotangent, tables[row] as usize, lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, row, lanes);
        for lane in 0..lanes {
            argument_cotangent_row_mut[lane] = x_cotangent_row[lane];
        }
    }
}

/// cotangents of x → z. Also forward, forward_tape.
#[inline(always)]
fn permute_inverse_vjp<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: result_cotangent, output: argument_cotangent, tables, .. } = layer;
    for row in 0..5 {
        let result_cotangent_row = row_of(result_cotangent, tables[0 + row] as usize, lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, row, lanes);
        for lane in 0..lanes {
            argument_cotangent_row_mut[lane] = result_cotangent_row[lane];
        }
    }
}

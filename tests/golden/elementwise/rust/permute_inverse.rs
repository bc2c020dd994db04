/// x → z: z = x[table 1 × 5], ladj = 0
/// It also does the work of `inverse_tape`.
#[inline(always)]
fn permute_inverse<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, tables, .. } = layer;
    for row in 0..5 {
        let x_row = row_of(x, tables[5 + row] as usize, lanes);
        let z_row_mut = row_of_mut(z, row, lanes);
        for lane in 0..lanes {
            z_row_mut[lane] = x_row[lane];
        }
    }
}

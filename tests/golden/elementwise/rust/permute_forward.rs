/// z → x: x = z[table 0 × 5], ladj = 0
/// It also does the work of `forward_tape`.
#[inline(always)]
fn permute_forward<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, tables, .. } = layer;
    for row in 0..5 {
        let z_row = row_of(z, tables[row] as usize, lanes);
        let x_row_mut = row_of_mut(x, row, lanes);
        for lane in 0..lanes {
            x_row_mut[lane] = z_row[lane];
        }
    }
}

/// z → x: x = z[table 0 × 5], ladj = 0; keeps what the cotangents need.
#[inline(always)]
fn permute_forward_tape<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, tables, .. } = layer;
    for row in 0..5 {
        let z_row = row_of(z, tables[0 + row] as usize, lanes);
        let x_row_mut = row_of_mut(x, row, lanes);
        for lane in 0..lanes {
            let z = z_row[lane];
            x_row_mut[lane] = z;
        }
    }
}


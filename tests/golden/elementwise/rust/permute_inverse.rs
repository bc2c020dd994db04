/// x → z: z = x[table 1 × 5], ladj = 0
/// It also does the work of `inverse_tape`.
#[inline(always)]
fn permute_inverse<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, tables, .. } = layer;
    for row in 0..5 {
        each_lane! {
            lane in lanes;
            read x = x[tables[5 + row] as usize];
            write z_out = z[row];
            z_out[lane] = x[lane];
        }
    }
}

/// z → x: x = z[table 0 × 5], ladj = 0
/// It also does the work of `forward_tape`.
#[inline(always)]
fn permute_forward<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, tables, .. } = layer;
    for row in 0..5 {
        each_lane! {
            lane in lanes;
            read z = z[tables[row] as usize];
            write x_out = x[row];
            x_out[lane] = z[lane];
        }
    }
}

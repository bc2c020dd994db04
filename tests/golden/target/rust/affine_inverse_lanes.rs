/// The work of `affine_inverse` on the lanes of a row.
#[inline(always)]
fn affine_inverse_lanes<T: Real, I: Isa>(
    _: I, lanes: usize, shift_0_value: T, gather_value: T, shift_1_value: T, gather_2_value: T, sum_2_value: T,
    x_0_row: &[T], x_1_row: &[T], z_0_row_mut: &mut [T], z_1_row_mut: &mut [T], ladj_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let product_4 = (x_0_row[lane] - shift_0_value) * gather_value;
        let product_9 = (x_1_row[lane] - shift_1_value) * gather_2_value;
        z_0_row_mut[lane] = product_4;
        z_1_row_mut[lane] = product_9;
        ladj_row_mut[lane] += sum_2_value;
    }
}

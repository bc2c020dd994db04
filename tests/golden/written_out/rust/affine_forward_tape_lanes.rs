/// The work of `affine_forward_tape` on the lanes of a row.
#[inline(always)]
fn affine_forward_tape_lanes<T: Real, I: Isa>(
    isa: I, lanes: usize, scale_0_value: T, shift_0_value: T, scale_1_value: T, shift_1_value: T, sum_value: T,
    z_0_row: &[T], z_1_row: &[T], x_0_row_mut: &mut [T], x_1_row_mut: &mut [T], ladj_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let sum_4 = isa.mul_add(z_0_row[lane], scale_0_value, shift_0_value);
        let sum_9 = isa.mul_add(z_1_row[lane], scale_1_value, shift_1_value);
        x_0_row_mut[lane] = sum_4;
        x_1_row_mut[lane] = sum_9;
        ladj_row_mut[lane] += sum_value;
    }
}

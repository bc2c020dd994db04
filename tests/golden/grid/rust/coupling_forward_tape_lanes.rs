/// The work of `coupling_forward_tape` on the lanes of a row.
#[inline(always)]
fn coupling_forward_tape_lanes<T: Real, I: Isa>(
    isa: I, lanes: usize, changed_row: &[T], raw_scale_row: &[T], shift_row: &[T], x_row_mut: &mut [T],
    tanh_row_mut: &mut [T], scale_row_mut: &mut [T], ladj_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let tanh_2 = isa.tanh(real::<T>(0.2) * raw_scale_row[lane]);
        let log_scale = real::<T>(5.0) * tanh_2;
        let scale = isa.exp(log_scale);
        let moved = isa.mul_add(changed_row[lane], scale, shift_row[lane]);
        tanh_row_mut[lane] = tanh_2;
        scale_row_mut[lane] = scale;
        x_row_mut[lane] = moved;
        ladj_row_mut[lane] += log_scale;
    }
}

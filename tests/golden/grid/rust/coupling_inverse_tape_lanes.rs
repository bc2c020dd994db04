/// The work of `coupling_inverse_tape` on the lanes of a row.
#[inline(always)]
fn coupling_inverse_tape_lanes<T: Real, I: Isa>(
    isa: I, lanes: usize, x_row: &[T], raw_scale_row: &[T], shift_row: &[T], z_row_mut: &mut [T],
    tanh_row_mut: &mut [T], exp_row_mut: &mut [T], ladj_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let tanh_2 = isa.tanh(real::<T>(0.2) * raw_scale_row[lane]);
        let product_3 = real::<T>(-5.0) * tanh_2;
        let exp_4 = isa.exp(product_3);
        let product_8 = (x_row[lane] - shift_row[lane]) * exp_4;
        tanh_row_mut[lane] = tanh_2;
        exp_row_mut[lane] = exp_4;
        z_row_mut[lane] = product_8;
        ladj_row_mut[lane] += product_3;
    }
}

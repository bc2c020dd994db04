/// The work of `coupling_inverse_vjp` on the lanes of a row.
#[inline(always)]
fn coupling_inverse_vjp_lanes<T: Real, I: Isa>(
    isa: I, lanes: usize, moved_cotangent_row: &[T], ladj_cotangent_row: &[T], x_row: &[T], shift_row: &[T],
    tanh_row: &[T], exp_row: &[T], raw_cotangent_row_mut: &mut [T], raw_cotangent_row_mut_value: &mut [T],
    argument_cotangent_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let product_2 = exp_row[lane] * moved_cotangent_row[lane];
        let shift_cotangent = -product_2;
        let sum_10 = isa.mul_add(
            exp_row[lane],
            (x_row[lane] - shift_row[lane]) * moved_cotangent_row[lane],
            ladj_cotangent_row[lane],
        );
        let tanh = tanh_row[lane];
        let raw_scale_cotangent = -(sum_10 * (T::ONE - tanh * tanh));
        raw_cotangent_row_mut[lane] = shift_cotangent;
        raw_cotangent_row_mut_value[lane] = raw_scale_cotangent;
        argument_cotangent_row_mut[lane] = product_2;
    }
}

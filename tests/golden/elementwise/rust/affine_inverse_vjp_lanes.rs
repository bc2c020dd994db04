/// The work of `affine_inverse_vjp` on the lanes of a row.
#[inline(always)]
fn affine_inverse_vjp_lanes<T: Real, I: Isa>(
    _: I, lanes: usize, shift_value: T, exp_value: T, result_cotangent_row: &[T], x_row: &[T],
    product_cotangent_row_mut: &mut [T], shift_cotangent_row_mut: &mut [T], argument_cotangent_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let product_4 = (x_row[lane] - shift_value) * result_cotangent_row[lane];
        let x_cotangent = exp_value * result_cotangent_row[lane];
        let shift_cotangent = -x_cotangent;
        product_cotangent_row_mut[lane] = product_4;
        shift_cotangent_row_mut[lane] = shift_cotangent;
        argument_cotangent_row_mut[lane] = x_cotangent;
    }
}

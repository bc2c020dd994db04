/// The work of `affine_inverse_vjp` on the lanes of a row.
#[inline(always)]
fn affine_inverse_vjp_lanes<T: Real, I: Isa>(
    _: I, lanes: usize, shift_1_value: T, gather_2_value: T, shift_0_value: T, gather_value: T,
    shift_1_cotangent_row: &[T], shift_0_cotangent_row: &[T], ladj_cotangent_row: &[T], x_1_row: &[T], x_0_row: &[T],
    ladj_cotangent_2_row_mut: &mut [T], product_cotangent_row_mut: &mut [T], shift_1_cotangent_row_mut: &mut [T],
    product_cotangent_2_row_mut: &mut [T], shift_0_cotangent_row_mut: &mut [T], argument_cotangent_1_row_mut: &mut [T],
    argument_cotangent_0_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let ladj_cotangent = ladj_cotangent_row[lane];
        let product_5 = (x_1_row[lane] - shift_1_value) * shift_1_cotangent_row[lane];
        let product_7 = gather_2_value * shift_1_cotangent_row[lane];
        let shift_1_cotangent_2 = -product_7;
        let product_13 = (x_0_row[lane] - shift_0_value) * shift_0_cotangent_row[lane];
        let product_15 = gather_value * shift_0_cotangent_row[lane];
        let shift_0_cotangent_2 = -product_15;
        ladj_cotangent_2_row_mut[lane] = ladj_cotangent;
        product_cotangent_row_mut[lane] = product_5;
        shift_1_cotangent_row_mut[lane] = shift_1_cotangent_2;
        product_cotangent_2_row_mut[lane] = product_13;
        shift_0_cotangent_row_mut[lane] = shift_0_cotangent_2;
        argument_cotangent_1_row_mut[lane] = product_7;
        argument_cotangent_0_row_mut[lane] = product_15;
    }
}

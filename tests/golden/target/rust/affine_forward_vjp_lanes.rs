/// The work of `affine_forward_vjp` on the lanes of a row.
#[inline(always)]
fn affine_forward_vjp_lanes<T: Real, I: Isa>(
    _: I, lanes: usize, scale_1_value: T, scale_0_value: T, shift_0_cotangent_row: &[T], shift_1_cotangent_row: &[T],
    ladj_cotangent_row: &[T], z_1_row: &[T], z_0_row: &[T], ladj_cotangent_2_row_mut: &mut [T],
    shift_0_cotangent_row_mut: &mut [T], shift_1_cotangent_row_mut: &mut [T], scale_1_cotangent_row_mut: &mut [T],
    scale_0_cotangent_row_mut: &mut [T], argument_cotangent_1_row_mut: &mut [T],
    argument_cotangent_0_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let ladj_cotangent = ladj_cotangent_row[lane];
        let shift_0_cotangent = shift_0_cotangent_row[lane];
        let shift_1_cotangent = shift_1_cotangent_row[lane];
        let scale_1_cotangent = shift_1_cotangent * z_1_row[lane];
        let scale_0_cotangent = shift_0_cotangent * z_0_row[lane];
        let product_8 = shift_1_cotangent * scale_1_value;
        let product_10 = shift_0_cotangent * scale_0_value;
        ladj_cotangent_2_row_mut[lane] = ladj_cotangent;
        shift_0_cotangent_row_mut[lane] = shift_0_cotangent;
        shift_1_cotangent_row_mut[lane] = shift_1_cotangent;
        scale_1_cotangent_row_mut[lane] = scale_1_cotangent;
        scale_0_cotangent_row_mut[lane] = scale_0_cotangent;
        argument_cotangent_1_row_mut[lane] = product_8;
        argument_cotangent_0_row_mut[lane] = product_10;
    }
}

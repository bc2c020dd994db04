/// The work of `affine_forward_vjp` on the lanes of a row.
#[inline(always)]
fn affine_forward_vjp_lanes<T: Real, I: Isa>(
    _: I, lanes: usize, scale_value: T, result_cotangent_row: &[T], z_row: &[T], result_cotangent_2_row_mut: &mut [T],
    scale_cotangent_row_mut: &mut [T], argument_cotangent_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let result_cotangent = result_cotangent_row[lane];
        let scale_cotangent = z_row[lane] * result_cotangent;
        let z_cotangent = scale_value * result_cotangent;
        result_cotangent_2_row_mut[lane] = result_cotangent;
        scale_cotangent_row_mut[lane] = scale_cotangent;
        argument_cotangent_row_mut[lane] = z_cotangent;
    }
}

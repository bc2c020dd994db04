/// The work of `actnorm_forward_vjp` on the lanes of a row.
#[inline(always)]
fn actnorm_forward_vjp_lanes<T: Real, I: Isa>(
    _: I, lanes: usize, exp_2_value: T, result_cotangent_row: &[T], ratio_row: &[T], fold_cotangent_row_mut: &mut [T],
    mean_cotangent_row_mut: &mut [T], argument_cotangent_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let result_cotangent = result_cotangent_row[lane];
        let scale_cotangent = -(result_cotangent * ratio_row[lane]);
        let z_cotangent = result_cotangent * exp_2_value;
        fold_cotangent_row_mut[lane] += scale_cotangent;
        mean_cotangent_row_mut[lane] += result_cotangent;
        argument_cotangent_row_mut[lane] = z_cotangent;
    }
}

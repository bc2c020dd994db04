/// The work of `coupling_forward_vjp` on the lanes of a row.
#[inline(always)]
fn coupling_forward_vjp_lanes<T: Real, I: Isa>(
    isa: I, lanes: usize, moved_cotangent_row: &[T], ladj_cotangent_row: &[T], changed_row: &[T], tanh_row: &[T],
    scale_row: &[T], raw_cotangent_row_mut: &mut [T], raw_cotangent_row_mut_value: &mut [T],
    argument_cotangent_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let moved_cotangent = moved_cotangent_row[lane];
        let scale_cotangent = changed_row[lane] * moved_cotangent;
        let log_scale_cotangent = isa.mul_add(scale_row[lane], scale_cotangent, ladj_cotangent_row[lane]);
        let tanh = tanh_row[lane];
        let raw_scale_cotangent = log_scale_cotangent * (T::ONE - tanh * tanh);
        let changed_cotangent = scale_row[lane] * moved_cotangent;
        raw_cotangent_row_mut[lane] = moved_cotangent;
        raw_cotangent_row_mut_value[lane] = raw_scale_cotangent;
        argument_cotangent_row_mut[lane] = changed_cotangent;
    }
}

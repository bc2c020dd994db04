/// The work of `standard_normal_log_prob_vjp` on the lanes of a row.
#[inline(always)]
fn standard_normal_log_prob_vjp_lanes<T: Real, I: Isa>(
    _: I, lanes: usize, ladj_cotangent_row: &[T], z_3_row: &[T], z_2_row: &[T], z_1_row: &[T], z_0_row: &[T],
    argument_cotangent_3_row_mut: &mut [T], argument_cotangent_2_row_mut: &mut [T],
    argument_cotangent_1_row_mut: &mut [T], argument_cotangent_0_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let ladj_cotangent = ladj_cotangent_row[lane];
        let neg_3 = -(z_3_row[lane] * ladj_cotangent);
        let neg_6 = -(z_2_row[lane] * ladj_cotangent);
        let neg_9 = -(z_1_row[lane] * ladj_cotangent);
        let neg_12 = -(z_0_row[lane] * ladj_cotangent);
        argument_cotangent_3_row_mut[lane] = neg_3;
        argument_cotangent_2_row_mut[lane] = neg_6;
        argument_cotangent_1_row_mut[lane] = neg_9;
        argument_cotangent_0_row_mut[lane] = neg_12;
    }
}

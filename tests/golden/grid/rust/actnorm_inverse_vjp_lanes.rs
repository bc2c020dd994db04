/// The work of `actnorm_inverse_vjp` on the lanes of a row.
#[inline(always)]
fn actnorm_inverse_vjp_lanes<T: Real, I: Isa>(
    isa: I, lanes: usize, mean_value: T, scale: T, result_cotangent_row: &[T], x_row: &[T],
    fold_cotangent_row_mut: &mut [T], mean_cotangent_row_mut: &mut [T], argument_cotangent_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let difference_2 = x_row[lane] - mean_value;
        let result_cotangent = result_cotangent_row[lane];
        let x_cotangent = scale * result_cotangent;
        let neg_7 = -x_cotangent;
        fold_cotangent_row_mut[lane] = isa.mul_add(difference_2, result_cotangent, fold_cotangent_row_mut[lane]);
        mean_cotangent_row_mut[lane] += neg_7;
        argument_cotangent_row_mut[lane] = x_cotangent;
    }
}

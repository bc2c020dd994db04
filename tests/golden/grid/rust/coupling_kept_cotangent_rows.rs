/// A part of `coupling_inverse_vjp` and `coupling_forward_vjp`.
#[inline(always)]
fn coupling_kept_cotangent_rows<T: Real>(
    lanes: usize, result_cotangent: &[T], masked_cotangent: &[T], argument_cotangent: &mut [T],
) {
    for row in 0..32 {
        each_lane! {
            lane in lanes;
            read result_cotangent = result_cotangent[16 * (row / 8) + 9 * (row / 4 % 2) + 2 * (row % 4)],
                masked_cotangent = masked_cotangent[16 * (row / 8) + 9 * (row / 4 % 2) + 2 * (row % 4)];
            write argument_cotangent_out = argument_cotangent[16 * (row / 8) + 9 * (row / 4 % 2) + 2 * (row % 4)];
            argument_cotangent_out[lane] = result_cotangent[lane] + masked_cotangent[lane];
        }
    }
}

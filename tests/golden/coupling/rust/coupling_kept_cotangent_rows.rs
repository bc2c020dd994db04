/// A part of `coupling_inverse_vjp` and `coupling_forward_vjp`.
#[inline(always)]
fn coupling_kept_cotangent_rows<T: Real>(
    lanes: usize, result_cotangent: &[T], inputs_cotangent: &[T], argument_cotangent: &mut [T],
) {
    each_lane! {
        lane in lanes;
        read result_cotangent_0 = result_cotangent[0], inputs_cotangent_0 = inputs_cotangent[0];
        write argument_cotangent_0_out = argument_cotangent[0];
        argument_cotangent_0_out[lane] = result_cotangent_0[lane] + inputs_cotangent_0[lane];
    }
}

/// A part of `coupling_inverse_vjp` and `coupling_forward_vjp`.
#[inline(always)]
fn coupling_select_cotangent_rows<T: Real>(
    lanes: usize, hidden_0: &[T], hidden_0_cotangent: &[T], select_cotangent: &mut [T],
    conditioner_0_bias_cotangent: &mut [T],
) {
    for row in 0..256 {
        each_lane! {
            lane in lanes;
            read hidden_0 = hidden_0[row], hidden_0_cotangent = hidden_0_cotangent[row];
            write select_cotangent_out = select_cotangent[row],
                conditioner_0_bias_cotangent_out = conditioner_0_bias_cotangent[row % 4];
            let hidden_0_cotangent = hidden_0_cotangent[lane];
            let chosen_3 = if T::ZERO < hidden_0[lane] { hidden_0_cotangent } else { T::ZERO };
            select_cotangent_out[lane] = chosen_3;
            conditioner_0_bias_cotangent_out[lane] += chosen_3;
        }
    }
}

/// cotangents of x → z
/// of argument: 0.0035156249999999997*((… + … - …*…)*1/(… + …) - (…*… - (… + …))*1/(… - …))
#[inline(always)]
fn pixels_inverse_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: result_cotangent, output: argument_cotangent, ladj: ladj_cotangent, tape, .. } = layer;
    let [sigmoid, sigmoid_2, ratio, ratio_2] = carve(tape, lanes, [64, 64, 64, 64]);
    for row in 0..64 {
        each_lane! {
            lane in lanes, isa: I;
            read result_cotangent = result_cotangent[row], ladj_cotangent = ladj_cotangent[0], sigmoid = sigmoid[row],
                sigmoid_2 = sigmoid_2[row], ratio_2 = ratio_2[row], ratio = ratio[row];
            write argument_cotangent_out = argument_cotangent[row];
            let sum_4 = isa.mul_add(ladj_cotangent[lane], sigmoid[lane], result_cotangent[lane]);
            let product_6 = ladj_cotangent[lane] * sigmoid_2[lane];
            let difference_13 = (sum_4 - product_6) * ratio_2[lane] - (product_6 - sum_4) * ratio[lane];
            argument_cotangent_out[lane] = real::<T>(0.0035156249999999997) * difference_13;
        }
    }
}

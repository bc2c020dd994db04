/// cotangents of z → x
/// of argument: (…*… - …*… + 284.44444444444446*…*…)
#[inline(always)]
fn pixels_forward_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: result_cotangent, output: argument_cotangent, ladj: ladj_cotangent, tape, .. } = layer;
    let [sigmoid, sigmoid_2] = carve(tape, lanes, [64, 64]);
    for row in 0..64 {
        each_lane! {
            lane in lanes, isa: I;
            read sigmoid_2 = sigmoid_2[row], ladj_cotangent = ladj_cotangent[0], sigmoid = sigmoid[row],
                result_cotangent = result_cotangent[row];
            write argument_cotangent_out = argument_cotangent[row];
            let difference_5 = sigmoid_2[lane] * ladj_cotangent[lane] - sigmoid[lane] * ladj_cotangent[lane];
            argument_cotangent_out[lane] = isa.mul_add(
                real::<T>(284.44444444444446),
                sigmoid[lane] * sigmoid_2[lane] * result_cotangent[lane],
                difference_5,
            );
        }
    }
}

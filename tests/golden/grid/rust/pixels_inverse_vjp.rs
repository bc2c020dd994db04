/// cotangents of x → z
/// of argument: 0.0035156249999999997*((… + … - …*…)*1/(… + …) - (…*… - (… + …))*1/(… - …))
#[inline(always)]
fn pixels_inverse_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: result_cotangent, output: argument_cotangent, ladj: ladj_cotangent, tape, .. } = layer;
    let [sigmoid, sigmoid_2, ratio, ratio_2] = carve(tape, lanes, [64, 64, 64, 64]);
    for row in 0..64 {
        let result_cotangent_row = row_of(result_cotangent, row, lanes);
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let sigmoid_row = row_of(sigmoid, row, lanes);
        let sigmoid_2_row = row_of(sigmoid_2, row, lanes);
        let ratio_row = row_of(ratio, row, lanes);
        let ratio_2_row = row_of(ratio_2, row, lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, row, lanes);
        for lane in 0..lanes {
            let sum_4 = isa.mul_add(ladj_cotangent_row[lane], sigmoid_row[lane], result_cotangent_row[lane]);
            let product_6 = ladj_cotangent_row[lane] * sigmoid_2_row[lane];
            let difference_13 = (sum_4 - product_6) * ratio_2_row[lane] - (product_6 - sum_4) * ratio_row[lane];
            argument_cotangent_row_mut[lane] = real::<T>(0.0035156249999999997) * difference_13;
        }
    }
}

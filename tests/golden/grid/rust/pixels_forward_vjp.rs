/// cotangents of z → x
/// of argument: (…*… - …*… + 284.44444444444446*…*…)
#[inline(always)]
fn pixels_forward_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: result_cotangent, output: argument_cotangent, ladj: ladj_cotangent, tape, .. } = layer;
    let [sigmoid, sigmoid_2] = carve(tape, lanes, [64, 64]);
    for row in 0..64 {
        let result_cotangent_row = row_of(result_cotangent, row, lanes);
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let sigmoid_row = row_of(sigmoid, row, lanes);
        let sigmoid_2_row = row_of(sigmoid_2, row, lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, row, lanes);
        for lane in 0..lanes {
            let difference_5 =
                sigmoid_2_row[lane] * ladj_cotangent_row[lane] - sigmoid_row[lane] * ladj_cotangent_row[lane];
            let product_8 = sigmoid_row[lane] * sigmoid_2_row[lane] * result_cotangent_row[lane];
            argument_cotangent_row_mut[lane] = isa.mul_add(real::<T>(284.44444444444446), product_8, difference_5);
        }
    }
}

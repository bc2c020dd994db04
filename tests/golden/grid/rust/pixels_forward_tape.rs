/// z → x: x = 284.44444444444446*(sigmoid(z) - 0.05), ladj = sum(5.650537960137389 + (-softplus(-z) - softplus(z))); keeps what the cotangents need
#[inline(always)]
fn pixels_forward_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, tape, .. } = layer;
    let [sigmoid, sigmoid_2] = carve(tape, lanes, [64, 64]);
    for row in 0..64 {
        let z_row = row_of(z, row, lanes);
        let x_row_mut = row_of_mut(x, row, lanes);
        let sigmoid_row_mut = row_of_mut(sigmoid, row, lanes);
        let sigmoid_2_row_mut = row_of_mut(sigmoid_2, row, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        pixels_forward_tape_lanes(isa, lanes, z_row, x_row_mut, sigmoid_row_mut, sigmoid_2_row_mut, ladj_row_mut);
    }
}

/// x → z: z = (log(x/284.44444444444446 + 0.05) - log1p(-(x/284.44444444444446 + 0.05))), ladj = sum(-(5.650537960137389 + (-softplus(log1p(-(x/284.44444444444446 + 0.05)) - log(x/284.44444444444446 + 0.05)) - softplus(log(x/284.44444444444446 + 0.05) - log1p(-(x/284.44444444444446 + 0.05)))))); keeps what the cotangents need
#[inline(always)]
fn pixels_inverse_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, tape, .. } = layer;
    let [sigmoid, sigmoid_2, ratio, ratio_2] = carve(tape, lanes, [64, 64, 64, 64]);
    for row in 0..64 {
        let x_row = row_of(x, row, lanes);
        let z_row_mut = row_of_mut(z, row, lanes);
        let sigmoid_row_mut = row_of_mut(sigmoid, row, lanes);
        let sigmoid_2_row_mut = row_of_mut(sigmoid_2, row, lanes);
        let ratio_row_mut = row_of_mut(ratio, row, lanes);
        let ratio_2_row_mut = row_of_mut(ratio_2, row, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        pixels_inverse_tape_lanes(
            isa, lanes, x_row, z_row_mut, sigmoid_row_mut, sigmoid_2_row_mut, ratio_row_mut, ratio_2_row_mut,
            ladj_row_mut,
        );
    }
}

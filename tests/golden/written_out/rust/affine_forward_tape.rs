/// z → x: x = (z*exp(5*tanh(0.2*raw_scale)) + shift), ladj = sum(5*tanh(0.2*raw_scale)); keeps what the cotangents need
#[inline(always)]
fn affine_forward_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, prepared, tape, .. } = layer;
    let sum = &prepared[AFFINE_SUM];
    let shift_0 = &prepared[AFFINE_SHIFT_0];
    let shift_1 = &prepared[AFFINE_SHIFT_1];
    let scale_0 = &prepared[AFFINE_SCALE_0];
    let scale_1 = &prepared[AFFINE_SCALE_1];
    let [z_kept, _, _, _, _, _] = carve(tape, lanes, [2, 1, 1, 1, 1, 1]);
    {
        let scale_0_value = scale_0[0];
        let shift_0_value = shift_0[0];
        let scale_1_value = scale_1[0];
        let shift_1_value = shift_1[0];
        let sum_value = sum[0];
        let z_0_row = row_of(z, 0, lanes);
        let z_1_row = row_of(z, 1, lanes);
        let [x_0_row_mut, x_1_row_mut] = rows_of_mut(x, [0, 1], lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        affine_forward_tape_lanes(
            isa, lanes, scale_0_value, shift_0_value, scale_1_value, shift_1_value, sum_value, z_0_row, z_1_row,
            x_0_row_mut, x_1_row_mut, ladj_row_mut,
        );
    }

    z_kept.copy_from_slice(z);
}

/// x → z: z = (x - shift)*exp(-5*tanh(0.2*raw_scale)), ladj = sum(-5*tanh(0.2*raw_scale)); keeps what the cotangents need
#[inline(always)]
fn affine_inverse_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, prepared, tape, .. } = layer;
    let sum_2 = &prepared[AFFINE_SUM_2];
    let shift_0 = &prepared[AFFINE_SHIFT_0];
    let gather = &prepared[AFFINE_GATHER];
    let shift_1 = &prepared[AFFINE_SHIFT_1];
    let gather_2 = &prepared[AFFINE_GATHER_2];
    let [x_kept, _, _, _, _, _] = carve(tape, lanes, [2, 1, 1, 1, 1, 1]);
    {
        let shift_0_value = shift_0[0];
        let gather_value = gather[0];
        let shift_1_value = shift_1[0];
        let gather_2_value = gather_2[0];
        let sum_2_value = sum_2[0];
        let x_0_row = row_of(x, 0, lanes);
        let x_1_row = row_of(x, 1, lanes);
        let [z_0_row_mut, z_1_row_mut] = rows_of_mut(z, [0, 1], lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        affine_inverse_tape_lanes(
            isa, lanes, shift_0_value, gather_value, shift_1_value, gather_2_value, sum_2_value, x_0_row, x_1_row,
            z_0_row_mut, z_1_row_mut, ladj_row_mut,
        );
    }

    x_kept.copy_from_slice(x);
}

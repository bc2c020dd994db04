/// z → x: x = [kept; changed*exp(5*tanh(0.2*raw_scale)) + shift], ladj = sum(5*tanh(0.2*raw_scale)); keeps what the cotangents need
#[inline(always)]
fn coupling_forward_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, parameters, prepared, scratch, tape, .. } = layer;
    let conditioner_0_bias = &parameters[COUPLING_CONDITIONER_0_BIAS];
    let conditioner_1_bias = &parameters[COUPLING_CONDITIONER_1_BIAS];
    let conditioner_0_weight_panels = &prepared[COUPLING_CONDITIONER_0_WEIGHT_PANELS];
    let conditioner_1_weight_panels = &prepared[COUPLING_CONDITIONER_1_WEIGHT_PANELS];
    let [slot_0] = carve(scratch, lanes, [128]);
    let [z_kept, scale, tanh, hidden_0, masked, _, _, _, _] = carve(tape, lanes, [64, 32, 32, 256, 64, 256, 4, 128, 2]);
    masked.fill(T::ZERO);
    for row in 0..32 {
        let kept_row = row_of(z, 16 * (row / 8) + 9 * (row / 4 % 2) + 2 * (row % 4), lanes);
        let x_row_mut = row_of_mut(x, 16 * (row / 8) + 9 * (row / 4 % 2) + 2 * (row % 4), lanes);
        let masked_row_mut = row_of_mut(masked, 16 * (row / 8) + 9 * (row / 4 % 2) + 2 * (row % 4), lanes);
        for lane in 0..lanes {
            let kept = kept_row[lane];
            masked_row_mut[lane] = kept;
            x_row_mut[lane] = kept;
        }
    }

    z_kept.copy_from_slice(z);
    convolve(
        hidden_0,
        conditioner_0_weight_panels,
        Some(conditioner_0_bias),
        masked,
        lanes,
        Activation::Relu,
        WINDOW_0,
    );
    let raw = &mut slot_0[..128 * lanes];
    convolve(
        raw,
        conditioner_1_weight_panels,
        Some(conditioner_1_bias),
        hidden_0,
        lanes,
        Activation::Identity,
        WINDOW_1,
    );
    for row in 0..32 {
        let changed_row = row_of(z, 1 + 16 * (row / 8) + 7 * (row / 4 % 2) + 2 * (row % 4), lanes);
        let raw_scale_row = row_of(raw, 2 + 32 * (row / 8) + 14 * (row / 4 % 2) + 4 * (row % 4), lanes);
        let shift_row = row_of(raw, 3 + 32 * (row / 8) + 14 * (row / 4 % 2) + 4 * (row % 4), lanes);
        let x_row_mut = row_of_mut(x, 1 + 16 * (row / 8) + 7 * (row / 4 % 2) + 2 * (row % 4), lanes);
        let tanh_row_mut = row_of_mut(tanh, row, lanes);
        let scale_row_mut = row_of_mut(scale, row, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        coupling_forward_tape_lanes(
            isa, lanes, changed_row, raw_scale_row, shift_row, x_row_mut, tanh_row_mut, scale_row_mut, ladj_row_mut,
        );
    }
}

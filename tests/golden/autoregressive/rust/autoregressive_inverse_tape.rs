/// x → z: z = (x - shift)*exp(-5*tanh(0.2*raw_scale)), ladj = sum(-5*tanh(0.2*raw_scale)); keeps what the cotangents need
#[inline(always)]
fn autoregressive_inverse_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, parameters, prepared, tape, .. } = layer;
    let conditioner_0_bias = &parameters[AUTOREGRESSIVE_CONDITIONER_0_BIAS];
    let conditioner_1_bias = &parameters[AUTOREGRESSIVE_CONDITIONER_1_BIAS];
    let conditioner_0_weight_panels = &prepared[AUTOREGRESSIVE_CONDITIONER_0_WEIGHT_PANELS];
    let conditioner_1_weight_panels = &prepared[AUTOREGRESSIVE_CONDITIONER_1_WEIGHT_PANELS];
    let [x_kept, exp, raw, tanh, hidden_0, _, _] = carve(tape, lanes, [4, 4, 8, 4, 6, 6, 8]);
    x_kept.copy_from_slice(x);
    product_stairs(
        hidden_0,
        conditioner_0_weight_panels,
        Some(conditioner_0_bias),
        x,
        6,
        4,
        lanes,
        Activation::Relu,
        MASK_0,
    );
    product_stairs(
        raw,
        conditioner_1_weight_panels,
        Some(conditioner_1_bias),
        hidden_0,
        8,
        6,
        lanes,
        Activation::Identity,
        MASK_1,
    );
    for row in 0..4 {
        let x_row = row_of(x, row, lanes);
        let raw_scale_row = row_of(raw, 2 * row, lanes);
        let shift_row = row_of(raw, 1 + 2 * row, lanes);
        let z_row_mut = row_of_mut(z, row, lanes);
        let tanh_row_mut = row_of_mut(tanh, row, lanes);
        let exp_row_mut = row_of_mut(exp, row, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        autoregressive_inverse_tape_lanes(
            isa, lanes, x_row, raw_scale_row, shift_row, z_row_mut, tanh_row_mut, exp_row_mut, ladj_row_mut,
        );
    }
}

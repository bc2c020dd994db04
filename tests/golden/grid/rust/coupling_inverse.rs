/// x → z: z = [kept; (x[1 step 16 × 4 step 7 × 2 step 2 × 4] - shift)*exp(-5*tanh(0.2*raw_scale))], ladj = sum(-5*tanh(0.2*raw_scale))
#[inline(always)]
fn coupling_inverse<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, parameters, prepared, scratch, .. } = layer;
    let conditioner_0_bias = &parameters[COUPLING_CONDITIONER_0_BIAS];
    let conditioner_1_bias = &parameters[COUPLING_CONDITIONER_1_BIAS];
    let conditioner_0_weight_panels = &prepared[COUPLING_CONDITIONER_0_WEIGHT_PANELS];
    let conditioner_1_weight_panels = &prepared[COUPLING_CONDITIONER_1_WEIGHT_PANELS];
    let [slot_0, slot_1] = carve(scratch, lanes, [128, 256]);
    let masked = &mut slot_0[..64 * lanes];
    masked.fill(T::ZERO);
    for row in 0..32 {
        let kept_row = row_of(x, 16 * (row / 8) + 9 * (row / 4 % 2) + 2 * (row % 4), lanes);
        let z_row_mut = row_of_mut(z, 16 * (row / 8) + 9 * (row / 4 % 2) + 2 * (row % 4), lanes);
        let masked_row_mut = row_of_mut(masked, 16 * (row / 8) + 9 * (row / 4 % 2) + 2 * (row % 4), lanes);
        for lane in 0..lanes {
            let kept = kept_row[lane];
            z_row_mut[lane] = kept;
            masked_row_mut[lane] = kept;
        }
    }

    let hidden_0 = &mut slot_1[..256 * lanes];
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
        let x_row = row_of(x, 1 + 16 * (row / 8) + 7 * (row / 4 % 2) + 2 * (row % 4), lanes);
        let shift_row = row_of(raw, 3 + 32 * (row / 8) + 14 * (row / 4 % 2) + 4 * (row % 4), lanes);
        let raw_scale_row = row_of(raw, 2 + 32 * (row / 8) + 14 * (row / 4 % 2) + 4 * (row % 4), lanes);
        let z_row_mut = row_of_mut(z, 1 + 16 * (row / 8) + 7 * (row / 4 % 2) + 2 * (row % 4), lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        for lane in 0..lanes {
            let product_6 = real::<T>(-5.0) * isa.tanh(real::<T>(0.2) * raw_scale_row[lane]);
            let product_8 = (x_row[lane] - shift_row[lane]) * isa.exp(product_6);
            z_row_mut[lane] = product_8;
            ladj_row_mut[lane] += product_6;
        }
    }
}

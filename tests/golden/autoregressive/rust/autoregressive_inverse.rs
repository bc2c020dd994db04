/// x → z: z = (x - shift)*exp(-5*tanh(0.2*raw_scale)), ladj = sum(-5*tanh(0.2*raw_scale))
#[inline(always)]
fn autoregressive_inverse<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, parameters, prepared, scratch, .. } = layer;
    let conditioner_0_bias = &parameters[AUTOREGRESSIVE_CONDITIONER_0_BIAS];
    let conditioner_1_bias = &parameters[AUTOREGRESSIVE_CONDITIONER_1_BIAS];
    let conditioner_0_weight_panels = &prepared[AUTOREGRESSIVE_CONDITIONER_0_WEIGHT_PANELS];
    let conditioner_1_weight_panels = &prepared[AUTOREGRESSIVE_CONDITIONER_1_WEIGHT_PANELS];
    let [slot_0, slot_1] = carve(scratch, lanes, [6, 8]);
    let hidden_0 = &mut slot_0[..6 * lanes];
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
    let raw = &mut slot_1[..8 * lanes];
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
        let shift_row = row_of(raw, 1 + 2 * row, lanes);
        let raw_scale_row = row_of(raw, 2 * row, lanes);
        let z_row_mut = row_of_mut(z, row, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        for lane in 0..lanes {
            let product_6 = real::<T>(-5.0) * isa.tanh(real::<T>(0.2) * raw_scale_row[lane]);
            let product_8 = (x_row[lane] - shift_row[lane]) * isa.exp(product_6);
            z_row_mut[lane] = product_8;
            ladj_row_mut[lane] += product_6;
        }
    }
}

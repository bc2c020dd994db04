/// x → z: z = [kept; (x[1..3] - shift)*exp(-5*tanh(0.2*raw_scale))], ladj = sum(-5*tanh(0.2*raw_scale))
#[inline(always)]
fn coupling_inverse<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, context, parameters, prepared, scratch, .. } = layer;
    let conditioner_0_bias = &parameters[COUPLING_CONDITIONER_0_BIAS];
    let conditioner_1_bias = &parameters[COUPLING_CONDITIONER_1_BIAS];
    let conditioner_0_weight_panels = &prepared[COUPLING_CONDITIONER_0_WEIGHT_PANELS];
    let conditioner_1_weight_panels = &prepared[COUPLING_CONDITIONER_1_WEIGHT_PANELS];
    let [slot_0, slot_1] = carve(scratch, lanes, [4, 8]);
    let inputs = &mut slot_0[..3 * lanes];
    {
        let kept_row = row_of(x, 0, lanes);
        let z_0_row_mut = row_of_mut(z, 0, lanes);
        let inputs_0_row_mut = row_of_mut(inputs, 0, lanes);
        for lane in 0..lanes {
            let kept = kept_row[lane];
            z_0_row_mut[lane] = kept;
            inputs_0_row_mut[lane] = kept;
        }
    }

    inputs[lanes..3 * lanes].copy_from_slice(context);
    let hidden_0 = &mut slot_1[..8 * lanes];
    product(hidden_0, conditioner_0_weight_panels, Some(conditioner_0_bias), inputs, 8, 3, lanes, Activation::Relu);
    let raw = &mut slot_0[..4 * lanes];
    product(raw, conditioner_1_weight_panels, Some(conditioner_1_bias), hidden_0, 4, 8, lanes, Activation::Identity);
    for row in 0..2 {
        let x_row = row_of(x, 1 + row, lanes);
        let shift_row = row_of(raw, 1 + 2 * row, lanes);
        let raw_scale_row = row_of(raw, 2 * row, lanes);
        let z_row_mut = row_of_mut(z, 1 + row, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        for lane in 0..lanes {
            let product_6 = real::<T>(-5.0) * isa.tanh(real::<T>(0.2) * raw_scale_row[lane]);
            let product_8 = (x_row[lane] - shift_row[lane]) * isa.exp(product_6);
            z_row_mut[lane] = product_8;
            ladj_row_mut[lane] += product_6;
        }
    }
}

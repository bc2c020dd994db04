/// z → x: x = [kept; changed*exp(5*tanh(0.2*raw_scale)) + shift], ladj = sum(5*tanh(0.2*raw_scale)); keeps what the cotangents need
#[inline(always)]
fn coupling_forward_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, context, parameters, prepared, scratch, tape, .. } = layer;
    let conditioner_0_bias = &parameters[COUPLING_CONDITIONER_0_BIAS];
    let conditioner_1_bias = &parameters[COUPLING_CONDITIONER_1_BIAS];
    let conditioner_0_weight_panels = &prepared[COUPLING_CONDITIONER_0_WEIGHT_PANELS];
    let conditioner_1_weight_panels = &prepared[COUPLING_CONDITIONER_1_WEIGHT_PANELS];
    let [slot_0] = carve(scratch, lanes, [4]);
    let [z_kept, scale, tanh, hidden_0, inputs, _, _] = carve(tape, lanes, [3, 2, 2, 8, 3, 8, 4]);
    {
        let kept_row = row_of(z, 0, lanes);
        let x_0_row_mut = row_of_mut(x, 0, lanes);
        let inputs_0_row_mut = row_of_mut(inputs, 0, lanes);
        for lane in 0..lanes {
            let kept = kept_row[lane];
            inputs_0_row_mut[lane] = kept;
            x_0_row_mut[lane] = kept;
        }
    }

    inputs[lanes..3 * lanes].copy_from_slice(context);
    z_kept.copy_from_slice(z);
    product(hidden_0, conditioner_0_weight_panels, Some(conditioner_0_bias), inputs, 8, 3, lanes, Activation::Relu);
    let raw = &mut slot_0[..4 * lanes];
    product(raw, conditioner_1_weight_panels, Some(conditioner_1_bias), hidden_0, 4, 8, lanes, Activation::Identity);
    for row in 0..2 {
        let changed_row = row_of(z, 1 + row, lanes);
        let raw_scale_row = row_of(raw, 2 * row, lanes);
        let shift_row = row_of(raw, 1 + 2 * row, lanes);
        let x_row_mut = row_of_mut(x, 1 + row, lanes);
        let tanh_row_mut = row_of_mut(tanh, row, lanes);
        let scale_row_mut = row_of_mut(scale, row, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        coupling_forward_tape_lanes(
            isa, lanes, changed_row, raw_scale_row, shift_row, x_row_mut, tanh_row_mut, scale_row_mut, ladj_row_mut,
        );
    }
}

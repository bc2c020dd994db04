/// z → x: x = (z*exp(5*tanh(0.2*raw_scale)) + shift), ladj = sum(5*tanh(0.2*raw_scale)); keeps what the cotangents need
#[inline(always)]
fn conditional_forward_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, context, parameters, prepared, scratch, tape, .. } = layer;
    let conditioner_0_bias = &parameters[CONDITIONAL_CONDITIONER_0_BIAS];
    let conditioner_1_bias = &parameters[CONDITIONAL_CONDITIONER_1_BIAS];
    let conditioner_0_weight_panels = &prepared[CONDITIONAL_CONDITIONER_0_WEIGHT_PANELS];
    let conditioner_1_weight_panels = &prepared[CONDITIONAL_CONDITIONER_1_WEIGHT_PANELS];
    let [slot_0] = carve(scratch, lanes, [10]);
    let [z_kept, scale, tanh, hidden_0, context_kept, _, _] = carve(tape, lanes, [5, 5, 5, 8, 6, 8, 10]);
    z_kept.copy_from_slice(z);
    context_kept.copy_from_slice(context);
    product(hidden_0, conditioner_0_weight_panels, Some(conditioner_0_bias), context, 8, 6, lanes, Activation::Relu);
    let raw = &mut slot_0[..10 * lanes];
    product(raw, conditioner_1_weight_panels, Some(conditioner_1_bias), hidden_0, 10, 8, lanes, Activation::Identity);
    for row in 0..5 {
        let z_row = row_of(z, row, lanes);
        let raw_scale_row = row_of(raw, 2 * row, lanes);
        let shift_row = row_of(raw, 1 + 2 * row, lanes);
        let x_row_mut = row_of_mut(x, row, lanes);
        let tanh_row_mut = row_of_mut(tanh, row, lanes);
        let scale_row_mut = row_of_mut(scale, row, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        conditional_forward_tape_lanes(
            isa, lanes, z_row, raw_scale_row, shift_row, x_row_mut, tanh_row_mut, scale_row_mut, ladj_row_mut,
        );
    }
}

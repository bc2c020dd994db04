/// x → z: z = (x - shift)*exp(-5*tanh(0.2*raw_scale)), ladj = sum(-5*tanh(0.2*raw_scale)); keeps what the cotangents need
#[inline(always)]
fn conditional_inverse_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, context, parameters, prepared, tape, .. } = layer;
    let conditioner_0_bias = &parameters[CONDITIONAL_CONDITIONER_0_BIAS];
    let conditioner_1_bias = &parameters[CONDITIONAL_CONDITIONER_1_BIAS];
    let conditioner_0_weight_panels = &prepared[CONDITIONAL_CONDITIONER_0_WEIGHT_PANELS];
    let conditioner_1_weight_panels = &prepared[CONDITIONAL_CONDITIONER_1_WEIGHT_PANELS];
    let [x_kept, exp, raw, tanh, hidden_0, context_kept, _, _] = carve(tape, lanes, [5, 5, 10, 5, 8, 6, 8, 10]);
    x_kept.copy_from_slice(x);
    context_kept.copy_from_slice(context);
    product(hidden_0, conditioner_0_weight_panels, Some(conditioner_0_bias), context, 8, 6, lanes, Activation::Relu);
    product(raw, conditioner_1_weight_panels, Some(conditioner_1_bias), hidden_0, 10, 8, lanes, Activation::Identity);
    for row in 0..5 {
        let x_row = row_of(x, row, lanes);
        let raw_scale_row = row_of(raw, 2 * row, lanes);
        let shift_row = row_of(raw, 1 + 2 * row, lanes);
        let z_row_mut = row_of_mut(z, row, lanes);
        let tanh_row_mut = row_of_mut(tanh, row, lanes);
        let exp_row_mut = row_of_mut(exp, row, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        conditional_inverse_tape_lanes(
            isa, lanes, x_row, raw_scale_row, shift_row, z_row_mut, tanh_row_mut, exp_row_mut, ladj_row_mut,
        );
    }
}

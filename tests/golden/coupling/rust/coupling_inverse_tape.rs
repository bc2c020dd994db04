/// x → z: z = [kept; (x[1..3] - shift)*exp(-5*tanh(0.2*raw_scale))], ladj = sum(-5*tanh(0.2*raw_scale)); keeps what the cotangents need
#[inline(always)]
fn coupling_inverse_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, context, parameters, prepared, tape, .. } = layer;
    let conditioner_0_bias = &parameters[COUPLING_CONDITIONER_0_BIAS];
    let conditioner_1_bias = &parameters[COUPLING_CONDITIONER_1_BIAS];
    let conditioner_0_weight_panels = &prepared[COUPLING_CONDITIONER_0_WEIGHT_PANELS];
    let conditioner_1_weight_panels = &prepared[COUPLING_CONDITIONER_1_WEIGHT_PANELS];
    let [x_kept, exp, raw, tanh, hidden_0, inputs, _, _] = carve(tape, lanes, [3, 2, 4, 2, 8, 3, 8, 4]);
    {
        let kept_row = row_of(x, 0, lanes);
        let z_0_row_mut = row_of_mut(z, 0, lanes);
        let inputs_0_row_mut = row_of_mut(inputs, 0, lanes);
        for lane in 0..lanes {
            let kept = kept_row[lane];
            inputs_0_row_mut[lane] = kept;
            z_0_row_mut[lane] = kept;
        }
    }

    inputs[lanes..3 * lanes].copy_from_slice(context);
    x_kept.copy_from_slice(x);
    product(hidden_0, conditioner_0_weight_panels, Some(conditioner_0_bias), inputs, 8, 3, lanes, Activation::Relu);
    product(raw, conditioner_1_weight_panels, Some(conditioner_1_bias), hidden_0, 4, 8, lanes, Activation::Identity);
    for row in 0..2 {
        let x_row = row_of(x, 1 + row, lanes);
        let raw_scale_row = row_of(raw, 2 * row, lanes);
        let shift_row = row_of(raw, 1 + 2 * row, lanes);
        let z_row_mut = row_of_mut(z, 1 + row, lanes);
        let tanh_row_mut = row_of_mut(tanh, row, lanes);
        let exp_row_mut = row_of_mut(exp, row, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        coupling_inverse_tape_lanes(
            isa, lanes, x_row, raw_scale_row, shift_row, z_row_mut, tanh_row_mut, exp_row_mut, ladj_row_mut,
        );
    }
}

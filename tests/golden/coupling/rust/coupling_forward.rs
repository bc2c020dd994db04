/// z → x: x = [kept; changed*exp(5*tanh(0.2*raw_scale)) + shift], ladj = sum(5*tanh(0.2*raw_scale))
#[inline(always)]
fn coupling_forward<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, context, parameters, prepared, scratch, .. } = layer;
    let conditioner_0_bias = &parameters[COUPLING_CONDITIONER_0_BIAS];
    let conditioner_1_bias = &parameters[COUPLING_CONDITIONER_1_BIAS];
    let conditioner_0_panels = &prepared[COUPLING_CONDITIONER_0_PANELS];
    let conditioner_1_panels = &prepared[COUPLING_CONDITIONER_1_PANELS];
    let [slot_0, hidden_0] = carve(scratch, lanes, [4, 8]);
    x[..lanes].copy_from_slice(&z[..lanes]);
    let inputs = &mut slot_0[..3 * lanes];
    inputs[..lanes].copy_from_slice(&z[..lanes]);
    inputs[lanes..3 * lanes].copy_from_slice(context);
    product(hidden_0, conditioner_0_panels, Some(conditioner_0_bias), inputs, 8, 3, lanes, Activation::Relu);
    let raw = &mut slot_0[..4 * lanes];
    product(raw, conditioner_1_panels, Some(conditioner_1_bias), hidden_0, 4, 8, lanes, Activation::Identity);
    for row in 0..2 {
        each_lane! {
            lane in lanes, isa: I;
            read changed = z[1 + row], raw_scale = raw[2 * row], shift = raw[1 + 2 * row];
            write x_out = x[1 + row], ladj_out = ladj[0];
            let log_scale = real::<T>(5.0) * isa.tanh(real::<T>(0.2) * raw_scale[lane]);
            let scale = isa.exp(log_scale);
            x_out[lane] = isa.mul_add(changed[lane], scale, shift[lane]);
            ladj_out[lane] += log_scale;
        }
    }
}

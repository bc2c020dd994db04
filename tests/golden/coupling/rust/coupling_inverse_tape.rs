/// x → z: z = [kept; (x[1..3] - shift)*exp(-5*tanh(0.2*raw_scale))], ladj = sum(-5*tanh(0.2*raw_scale)); keeps what the cotangents need
#[inline(always)]
fn coupling_inverse_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, context, parameters, prepared, tape, .. } = layer;
    let conditioner_0_bias = &parameters[COUPLING_CONDITIONER_0_BIAS];
    let conditioner_1_bias = &parameters[COUPLING_CONDITIONER_1_BIAS];
    let conditioner_0_panels = &prepared[COUPLING_CONDITIONER_0_PANELS];
    let conditioner_1_panels = &prepared[COUPLING_CONDITIONER_1_PANELS];
    let [x_kept, exp, raw, tanh, hidden_0, inputs] = carve(tape, lanes, [3, 2, 4, 2, 8, 3]);
    inputs[..lanes].copy_from_slice(&x[..lanes]);
    z[..lanes].copy_from_slice(&x[..lanes]);
    inputs[lanes..3 * lanes].copy_from_slice(context);
    x_kept.copy_from_slice(x);
    product(hidden_0, conditioner_0_panels, Some(conditioner_0_bias), inputs, 8, 3, lanes, Activation::Relu);
    product(raw, conditioner_1_panels, Some(conditioner_1_bias), hidden_0, 4, 8, lanes, Activation::Identity);
    for row in 0..2 {
        each_lane! {
            lane in lanes, isa: I;
            read raw_scale = raw[2 * row], x = x[1 + row], shift = raw[1 + 2 * row];
            write z_out = z[1 + row], tanh_out = tanh[row], exp_out = exp[row], ladj_out = ladj[0];
            let tanh_2 = isa.tanh(real::<T>(0.2) * raw_scale[lane]);
            let product_3 = real::<T>(-5.0) * tanh_2;
            let exp_4 = isa.exp(product_3);
            tanh_out[lane] = tanh_2;
            exp_out[lane] = exp_4;
            z_out[lane] = (x[lane] - shift[lane]) * exp_4;
            ladj_out[lane] += product_3;
        }
    }
}

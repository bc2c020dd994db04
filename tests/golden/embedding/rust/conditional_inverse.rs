/// x → z: z = (x - shift)*exp(-5*tanh(0.2*raw_scale)), ladj = sum(-5*tanh(0.2*raw_scale))
#[inline(always)]
fn conditional_inverse<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, context, parameters, prepared, scratch, .. } = layer;
    let conditioner_0_bias = &parameters[CONDITIONAL_CONDITIONER_0_BIAS];
    let conditioner_1_bias = &parameters[CONDITIONAL_CONDITIONER_1_BIAS];
    let conditioner_0_panels = &prepared[CONDITIONAL_CONDITIONER_0_PANELS];
    let conditioner_1_panels = &prepared[CONDITIONAL_CONDITIONER_1_PANELS];
    let [hidden_0, raw] = carve(scratch, lanes, [8, 10]);
    product(hidden_0, conditioner_0_panels, Some(conditioner_0_bias), context, 8, 6, lanes, Activation::Relu);
    product(raw, conditioner_1_panels, Some(conditioner_1_bias), hidden_0, 10, 8, lanes, Activation::Identity);
    for row in 0..5 {
        each_lane! {
            lane in lanes, isa: I;
            read x = x[row], shift = raw[1 + 2 * row], raw_scale = raw[2 * row];
            write z_out = z[row], ladj_out = ladj[0];
            let product_6 = real::<T>(-5.0) * isa.tanh(real::<T>(0.2) * raw_scale[lane]);
            z_out[lane] = (x[lane] - shift[lane]) * isa.exp(product_6);
            ladj_out[lane] += product_6;
        }
    }
}

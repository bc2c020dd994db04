/// z → x: x = (z*exp(5*tanh(0.2*raw_scale)) + shift), ladj = sum(5*tanh(0.2*raw_scale)); keeps what the cotangents need
#[inline(always)]
fn conditional_forward_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, context, parameters, prepared, scratch, tape, .. } = layer;
    let conditioner_0_bias = &parameters[CONDITIONAL_CONDITIONER_0_BIAS];
    let conditioner_1_bias = &parameters[CONDITIONAL_CONDITIONER_1_BIAS];
    let conditioner_0_panels = &prepared[CONDITIONAL_CONDITIONER_0_PANELS];
    let conditioner_1_panels = &prepared[CONDITIONAL_CONDITIONER_1_PANELS];
    let [raw] = carve(scratch, lanes, [10]);
    let [z_kept, scale, tanh, hidden_0, context_kept] = carve(tape, lanes, [5, 5, 5, 8, 6]);
    z_kept.copy_from_slice(z);
    context_kept.copy_from_slice(context);
    product(hidden_0, conditioner_0_panels, Some(conditioner_0_bias), context, 8, 6, lanes, Activation::Relu);
    product(raw, conditioner_1_panels, Some(conditioner_1_bias), hidden_0, 10, 8, lanes, Activation::Identity);
    for row in 0..5 {
        each_lane! {
            lane in lanes, isa: I;
            read raw_scale = raw[2 * row], z = z[row], shift = raw[1 + 2 * row];
            write x_out = x[row], tanh_out = tanh[row], scale_out = scale[row], ladj_out = ladj[0];
            let tanh_2 = isa.tanh(real::<T>(0.2) * raw_scale[lane]);
            let log_scale = real::<T>(5.0) * tanh_2;
            let scale = isa.exp(log_scale);
            tanh_out[lane] = tanh_2;
            scale_out[lane] = scale;
            x_out[lane] = isa.mul_add(z[lane], scale, shift[lane]);
            ladj_out[lane] += log_scale;
        }
    }
}

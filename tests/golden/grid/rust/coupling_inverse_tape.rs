/// x → z: z = [kept; (x[1 step 16 × 4 step 7 × 2 step 2 × 4] - shift)*exp(-5*tanh(0.2*raw_scale))], ladj = sum(-5*tanh(0.2*raw_scale)); keeps what the cotangents need
#[inline(always)]
fn coupling_inverse_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, parameters, prepared, tape, .. } = layer;
    let conditioner_0_bias = &parameters[COUPLING_CONDITIONER_0_BIAS];
    let conditioner_1_bias = &parameters[COUPLING_CONDITIONER_1_BIAS];
    let conditioner_0_panels = &prepared[COUPLING_CONDITIONER_0_PANELS];
    let conditioner_1_panels = &prepared[COUPLING_CONDITIONER_1_PANELS];
    let [x_kept, exp, raw, tanh, hidden_0, masked] = carve(tape, lanes, [64, 32, 128, 32, 256, 64]);
    masked.fill(T::ZERO);
    for row in 0..32 {
        each_lane! {
            lane in lanes;
            read kept = x[16 * (row / 8) + 9 * (row / 4 % 2) + 2 * (row % 4)];
            write z_out = z[16 * (row / 8) + 9 * (row / 4 % 2) + 2 * (row % 4)],
                masked_out = masked[16 * (row / 8) + 9 * (row / 4 % 2) + 2 * (row % 4)];
            masked_out[lane] = kept[lane];
            z_out[lane] = kept[lane];
        }
    }

    x_kept.copy_from_slice(x);
    convolve(hidden_0, conditioner_0_panels, Some(conditioner_0_bias), masked, lanes, Activation::Relu, WINDOW_0);
    convolve(raw, conditioner_1_panels, Some(conditioner_1_bias), hidden_0, lanes, Activation::Identity, WINDOW_1);
    for row in 0..32 {
        each_lane! {
            lane in lanes, isa: I;
            read raw_scale = raw[2 + 32 * (row / 8) + 14 * (row / 4 % 2) + 4 * (row % 4)],
                x = x[1 + 16 * (row / 8) + 7 * (row / 4 % 2) + 2 * (row % 4)],
                shift = raw[3 + 32 * (row / 8) + 14 * (row / 4 % 2) + 4 * (row % 4)];
            write z_out = z[1 + 16 * (row / 8) + 7 * (row / 4 % 2) + 2 * (row % 4)], tanh_out = tanh[row],
                exp_out = exp[row], ladj_out = ladj[0];
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

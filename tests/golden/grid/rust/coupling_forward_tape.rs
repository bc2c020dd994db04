/// z → x: x = [kept; changed*exp(5*tanh(0.2*raw_scale)) + shift], ladj = sum(5*tanh(0.2*raw_scale)); keeps what the cotangents need
#[inline(always)]
fn coupling_forward_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, parameters, prepared, scratch, tape, .. } = layer;
    let conditioner_0_bias = &parameters[COUPLING_CONDITIONER_0_BIAS];
    let conditioner_1_bias = &parameters[COUPLING_CONDITIONER_1_BIAS];
    let conditioner_0_panels = &prepared[COUPLING_CONDITIONER_0_PANELS];
    let conditioner_1_panels = &prepared[COUPLING_CONDITIONER_1_PANELS];
    let [raw] = carve(scratch, lanes, [128]);
    let [z_kept, scale, tanh, hidden_0, masked] = carve(tape, lanes, [64, 32, 32, 256, 64]);
    masked.fill(T::ZERO);
    for row in 0..32 {
        each_lane! {
            lane in lanes;
            read kept = z[16 * (row / 8) + 9 * (row / 4 % 2) + 2 * (row % 4)];
            write x_out = x[16 * (row / 8) + 9 * (row / 4 % 2) + 2 * (row % 4)],
                masked_out = masked[16 * (row / 8) + 9 * (row / 4 % 2) + 2 * (row % 4)];
            masked_out[lane] = kept[lane];
            x_out[lane] = kept[lane];
        }
    }

    z_kept.copy_from_slice(z);
    convolve(hidden_0, conditioner_0_panels, Some(conditioner_0_bias), masked, lanes, Activation::Relu, WINDOW_0);
    convolve(raw, conditioner_1_panels, Some(conditioner_1_bias), hidden_0, lanes, Activation::Identity, WINDOW_1);
    for row in 0..32 {
        each_lane! {
            lane in lanes, isa: I;
            read raw_scale = raw[2 + 32 * (row / 8) + 14 * (row / 4 % 2) + 4 * (row % 4)],
                changed = z[1 + 16 * (row / 8) + 7 * (row / 4 % 2) + 2 * (row % 4)],
                shift = raw[3 + 32 * (row / 8) + 14 * (row / 4 % 2) + 4 * (row % 4)];
            write x_out = x[1 + 16 * (row / 8) + 7 * (row / 4 % 2) + 2 * (row % 4)], tanh_out = tanh[row],
                scale_out = scale[row], ladj_out = ladj[0];
            let tanh_2 = isa.tanh(real::<T>(0.2) * raw_scale[lane]);
            let log_scale = real::<T>(5.0) * tanh_2;
            let scale = isa.exp(log_scale);
            tanh_out[lane] = tanh_2;
            scale_out[lane] = scale;
            x_out[lane] = isa.mul_add(changed[lane], scale, shift[lane]);
            ladj_out[lane] += log_scale;
        }
    }
}

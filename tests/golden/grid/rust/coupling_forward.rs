/// z → x: x = [kept; changed*exp(5*tanh(0.2*raw_scale)) + shift], ladj = sum(5*tanh(0.2*raw_scale))
#[inline(always)]
fn coupling_forward<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, parameters, prepared, scratch, .. } = layer;
    let conditioner_0_bias = &parameters[COUPLING_CONDITIONER_0_BIAS];
    let conditioner_1_bias = &parameters[COUPLING_CONDITIONER_1_BIAS];
    let conditioner_0_panels = &prepared[COUPLING_CONDITIONER_0_PANELS];
    let conditioner_1_panels = &prepared[COUPLING_CONDITIONER_1_PANELS];
    let [slot_0, hidden_0] = carve(scratch, lanes, [128, 256]);
    let masked = &mut slot_0[..64 * lanes];
    masked.fill(T::ZERO);
    for row in 0..32 {
        each_lane! {
            lane in lanes;
            read kept = z[16 * (row / 8) + 9 * (row / 4 % 2) + 2 * (row % 4)];
            write x_out = x[16 * (row / 8) + 9 * (row / 4 % 2) + 2 * (row % 4)],
                masked_out = masked[16 * (row / 8) + 9 * (row / 4 % 2) + 2 * (row % 4)];
            x_out[lane] = kept[lane];
            masked_out[lane] = kept[lane];
        }
    }

    convolve(hidden_0, conditioner_0_panels, Some(conditioner_0_bias), masked, lanes, Activation::Relu, WINDOW_0);
    let raw = &mut slot_0[..128 * lanes];
    convolve(raw, conditioner_1_panels, Some(conditioner_1_bias), hidden_0, lanes, Activation::Identity, WINDOW_1);
    for row in 0..32 {
        each_lane! {
            lane in lanes, isa: I;
            read changed = z[1 + 16 * (row / 8) + 7 * (row / 4 % 2) + 2 * (row % 4)],
                raw_scale = raw[2 + 32 * (row / 8) + 14 * (row / 4 % 2) + 4 * (row % 4)],
                shift = raw[3 + 32 * (row / 8) + 14 * (row / 4 % 2) + 4 * (row % 4)];
            write x_out = x[1 + 16 * (row / 8) + 7 * (row / 4 % 2) + 2 * (row % 4)], ladj_out = ladj[0];
            let log_scale = real::<T>(5.0) * isa.tanh(real::<T>(0.2) * raw_scale[lane]);
            let scale = isa.exp(log_scale);
            x_out[lane] = isa.mul_add(changed[lane], scale, shift[lane]);
            ladj_out[lane] += log_scale;
        }
    }
}

/// z → x: x = x, ladj = sum(5*tanh(0.2*raw_scale)); keeps what the cotangents need
#[inline(always)]
fn autoregressive_forward_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x_2, ladj, parameters, tape, .. } = layer;
    let conditioner_0_bias = &parameters[AUTOREGRESSIVE_CONDITIONER_0_BIAS];
    let conditioner_1_bias = &parameters[AUTOREGRESSIVE_CONDITIONER_1_BIAS];
    let conditioner_0_weight = &parameters[AUTOREGRESSIVE_CONDITIONER_0_WEIGHT];
    let conditioner_1_weight = &parameters[AUTOREGRESSIVE_CONDITIONER_1_WEIGHT];
    let [exp, x, raw, tanh, hidden_0, scale] = carve(tape, lanes, [4, 4, 8, 4, 6, 4]);
    for level in 0..4 {
        product_level(
            hidden_0,
            conditioner_0_weight,
            Some(conditioner_0_bias),
            x,
            level,
            lanes,
            Activation::Relu,
            MASK_0,
        );
        product_level(
            raw,
            conditioner_1_weight,
            Some(conditioner_1_bias),
            hidden_0,
            level,
            lanes,
            Activation::Identity,
            MASK_1,
        );
        autoregressive_x_rows(isa, lanes, level, z, raw, x);
    }

    for row in 0..4 {
        each_lane! {
            lane in lanes, isa: I;
            read raw_scale = raw[2 * row], x = x[row];
            write x_2_out = x_2[row], tanh_out = tanh[row], scale_out = scale[row], exp_out = exp[row],
                ladj_out = ladj[0];
            let tanh_2 = isa.tanh(real::<T>(0.2) * raw_scale[lane]);
            let log_scale = real::<T>(5.0) * tanh_2;
            tanh_out[lane] = tanh_2;
            scale_out[lane] = isa.exp(log_scale);
            exp_out[lane] = isa.exp(real::<T>(-5.0) * tanh_2);
            x_2_out[lane] = x[lane];
            ladj_out[lane] += log_scale;
        }
    }
}

/// z → x: x = x, ladj = sum(5*tanh(0.2*raw_scale)); keeps what the cotangents need
#[inline(always)]
fn autoregressive_forward_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x_2, ladj, parameters, tape, .. } = layer;
    let conditioner_0_bias = &parameters[AUTOREGRESSIVE_CONDITIONER_0_BIAS];
    let conditioner_1_bias = &parameters[AUTOREGRESSIVE_CONDITIONER_1_BIAS];
    let conditioner_0_weight = &parameters[AUTOREGRESSIVE_CONDITIONER_0_WEIGHT];
    let conditioner_1_weight = &parameters[AUTOREGRESSIVE_CONDITIONER_1_WEIGHT];
    let [exp, x, raw, tanh, hidden_0, scale, _, _] = carve(tape, lanes, [4, 4, 8, 4, 6, 4, 6, 8]);
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
        {
            let row = level;
            let z_row = row_of(z, row, lanes);
            let raw_scale_row = row_of(raw, 2 * row, lanes);
            let shift_row = row_of(raw, 1 + 2 * row, lanes);
            let x_row_mut = row_of_mut(x, row, lanes);
            for lane in 0..lanes {
                let log_scale = real::<T>(5.0) * isa.tanh(real::<T>(0.2) * raw_scale_row[lane]);
                let scale = isa.exp(log_scale);
                x_row_mut[lane] = isa.mul_add(z_row[lane], scale, shift_row[lane]);
            }
        }
    }

    for row in 0..4 {
        let x_row = row_of(x, row, lanes);
        let raw_scale_row = row_of(raw, 2 * row, lanes);
        let x_2_row_mut = row_of_mut(x_2, row, lanes);
        let tanh_row_mut = row_of_mut(tanh, row, lanes);
        let scale_row_mut = row_of_mut(scale, row, lanes);
        let exp_row_mut = row_of_mut(exp, row, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        autoregressive_forward_tape_lanes(
            isa, lanes, x_row, raw_scale_row, x_2_row_mut, tanh_row_mut, scale_row_mut, exp_row_mut, ladj_row_mut,
        );
    }
}

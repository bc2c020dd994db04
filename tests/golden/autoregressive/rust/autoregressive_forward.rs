/// z → x: x = x, ladj = sum(5*tanh(0.2*raw_scale))
#[inline(always)]
fn autoregressive_forward<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x_2, ladj, parameters, scratch, .. } = layer;
    let conditioner_0_bias = &parameters[AUTOREGRESSIVE_CONDITIONER_0_BIAS];
    let conditioner_1_bias = &parameters[AUTOREGRESSIVE_CONDITIONER_1_BIAS];
    let conditioner_0_weight = &parameters[AUTOREGRESSIVE_CONDITIONER_0_WEIGHT];
    let conditioner_1_weight = &parameters[AUTOREGRESSIVE_CONDITIONER_1_WEIGHT];
    let [slot_0, slot_1, slot_2] = carve(scratch, lanes, [6, 4, 8]);
    let hidden_0 = &mut slot_0[..6 * lanes];
    let x = &mut slot_1[..4 * lanes];
    let raw = &mut slot_2[..8 * lanes];
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
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        for lane in 0..lanes {
            let x = x_row[lane];
            let tanh_3 = isa.tanh(real::<T>(0.2) * raw_scale_row[lane]);
            x_2_row_mut[lane] = x;
            ladj_row_mut[lane] = isa.mul_add(real::<T>(5.0), tanh_3, ladj_row_mut[lane]);
        }
    }
}

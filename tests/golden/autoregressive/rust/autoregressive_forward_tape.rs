/// z → x: x = x, ladj = sum(5*tanh(0.2*raw_scale)); keeps what the cotangents need.
#[inline(always)]
fn autoregressive_forward_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x_2, ladj, parameters, tape, .. } = layer;
    let conditioner_0_bias = &parameters[24..30];
    let conditioner_1_bias = &parameters[78..86];
    let conditioner_0_weight = &parameters[0..24];
    let conditioner_1_weight = &parameters[30..78];
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
                let product_2 = real::<T>(0.2) * raw_scale_row[lane];
                let tanh_3 = isa.tanh(product_2);
                let log_scale = real::<T>(5.0) * tanh_3;
                let scale = isa.exp(log_scale);
                x_row_mut[lane] = isa.mul_add(z_row[lane], scale, shift_row[lane]);
            }
        }
    }

    for row in 0..4 {
        let raw_scale_row = row_of(raw, 2 * row, lanes);
        let x_row = row_of(x, row, lanes);
        let x_2_row_mut = row_of_mut(x_2, row, lanes);
        let tanh_row_mut = row_of_mut(tanh, row, lanes);
        let scale_row_mut = row_of_mut(scale, row, lanes);
        let exp_row_mut = row_of_mut(exp, row, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        #[inline(always)]
        #[allow(clippy::too_many_arguments)]
        fn each_lane<T: Real, I: Isa>(
            isa: I, lanes: usize, raw_scale_row: &[T], x_row: &[T], x_2_row_mut: &mut [T], tanh_row_mut: &mut [T],
            scale_row_mut: &mut [T], exp_row_mut: &mut [T], ladj_row_mut: &mut [T],
        ) {
            for lane in 0..lanes {
                let product_1 = real::<T>(0.2) * raw_scale_row[lane];
                let tanh_2 = isa.tanh(product_1);
                let log_scale = real::<T>(5.0) * tanh_2;
                let scale = isa.exp(log_scale);
                let product_5 = real::<T>(-5.0) * tanh_2;
                let exp_6 = isa.exp(product_5);
                let x = x_row[lane];
                tanh_row_mut[lane] = tanh_2;
                scale_row_mut[lane] = scale;
                exp_row_mut[lane] = exp_6;
                x_2_row_mut[lane] = x;
                ladj_row_mut[lane] += log_scale;
            }
        }

        each_lane(
            isa, lanes, raw_scale_row, x_row, x_2_row_mut, tanh_row_mut, scale_row_mut, exp_row_mut, ladj_row_mut,
        );
    }
}

/// z → x: x = [kept; changed*exp(5*tanh(0.2*raw_scale)) + shift], ladj = sum(5*tanh(0.2*raw_scale)); keeps what the cotangents need.
#[inline(always)]
fn coupling_forward_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, context, parameters, prepared, scratch, tape, .. } = layer;
    let conditioner_0_weight_panels = &prepared[0..48];
    let conditioner_1_weight_panels = &prepared[48..176];
    let conditioner_0_bias = &parameters[24..32];
    let conditioner_1_bias = &parameters[64..68];
    let [slot_0] = carve(scratch, lanes, [4]);
    let [z_kept, scale, tanh, hidden_0, inputs, _, _] = carve(tape, lanes, [3, 2, 2, 8, 3, 8, 4]);
    {
        let kept_row = row_of(z, 0, lanes);
        let x_row_mut = row_of_mut(x, 0, lanes);
        let inputs_row_mut = row_of_mut(inputs, 0, lanes);
        for lane in 0..lanes {
            let kept = kept_row[lane];
            inputs_row_mut[lane] = kept;
            x_row_mut[lane] = kept;
        }
    }

    inputs[lanes..3 * lanes].copy_from_slice(context);
    z_kept.copy_from_slice(z);
    product(hidden_0, conditioner_0_weight_panels, Some(conditioner_0_bias), inputs, 8, 3, lanes, Activation::Relu);
    let raw = &mut slot_0[..4 * lanes];
    product(raw, conditioner_1_weight_panels, Some(conditioner_1_bias), hidden_0, 4, 8, lanes, Activation::Identity);
    for row in 0..2 {
        let raw_scale_row = row_of(raw, 2 * row, lanes);
        let changed_row = row_of(z, 1 + row, lanes);
        let shift_row = row_of(raw, 1 + 2 * row, lanes);
        let x_row_mut = row_of_mut(x, 1 + row, lanes);
        let tanh_row_mut = row_of_mut(tanh, row, lanes);
        let scale_row_mut = row_of_mut(scale, row, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        #[inline(always)]
        #[allow(clippy::too_many_arguments)]
        fn each_lane<T: Real, I: Isa>(
            isa: I, lanes: usize, raw_scale_row: &[T], changed_row: &[T], shift_row: &[T], x_row_mut: &mut [T],
            tanh_row_mut: &mut [T], scale_row_mut: &mut [T], ladj_row_mut: &mut [T],
        ) {
            for lane in 0..lanes {
                let product_1 = real::<T>(0.2) * raw_scale_row[lane];
                let tanh_2 = isa.tanh(product_1);
                let log_scale = real::<T>(5.0) * tanh_2;
                let scale = isa.exp(log_scale);
                let moved = isa.mul_add(changed_row[lane], scale, shift_row[lane]);
                tanh_row_mut[lane] = tanh_2;
                scale_row_mut[lane] = scale;
                x_row_mut[lane] = moved;
                ladj_row_mut[lane] += log_scale;
            }
        }

        each_lane(
            isa, lanes, raw_scale_row, changed_row, shift_row, x_row_mut, tanh_row_mut, scale_row_mut, ladj_row_mut,
        );
    }
}

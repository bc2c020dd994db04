/// x → z: z = (x - shift)*exp(-5*tanh(0.2*raw_scale)), ladj = sum(-5*tanh(0.2*raw_scale)); keeps what the cotangents need.
#[inline(always)]
fn conditional_inverse_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, context, parameters, prepared, tape, .. } = layer;
    let conditioner_0_weight_panels = &prepared[0..96];
    let conditioner_1_weight_panels = &prepared[96..224];
    let conditioner_0_bias = &parameters[48..56];
    let conditioner_1_bias = &parameters[136..146];
    let [x_kept, exp, raw, tanh, hidden_0, context_kept, _, _] = carve(tape, lanes, [5, 5, 10, 5, 8, 6, 8, 10]);
    x_kept.copy_from_slice(x);
    context_kept.copy_from_slice(context);
    product(hidden_0, conditioner_0_weight_panels, Some(conditioner_0_bias), context, 8, 6, lanes, Activation::Relu);
    product(raw, conditioner_1_weight_panels, Some(conditioner_1_bias), hidden_0, 10, 8, lanes, Activation::Identity);
    for row in 0..5 {
        let raw_scale_row = row_of(raw, 2 * row, lanes);
        let x_row = row_of(x, row, lanes);
        let shift_row = row_of(raw, 1 + 2 * row, lanes);
        let z_row_mut = row_of_mut(z, row, lanes);
        let tanh_row_mut = row_of_mut(tanh, row, lanes);
        let exp_row_mut = row_of_mut(exp, row, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        #[inline(always)]
        #[allow(clippy::too_many_arguments)]
        fn each_lane<T: Real, I: Isa>(
            isa: I, lanes: usize, raw_scale_row: &[T], x_row: &[T], shift_row: &[T], z_row_mut: &mut [T],
            tanh_row_mut: &mut [T], exp_row_mut: &mut [T], ladj_row_mut: &mut [T],
        ) {
            for lane in 0..lanes {
                let product_1 = real::<T>(0.2) * raw_scale_row[lane];
                let tanh_2 = isa.tanh(product_1);
                let product_3 = real::<T>(-5.0) * tanh_2;
                let exp_4 = isa.exp(product_3);
                let difference_7 = x_row[lane] - shift_row[lane];
                let product_8 = difference_7 * exp_4;
                tanh_row_mut[lane] = tanh_2;
                exp_row_mut[lane] = exp_4;
                z_row_mut[lane] = product_8;
                ladj_row_mut[lane] += product_3;
            }
        }

        each_lane(isa, lanes, raw_scale_row, x_row, shift_row, z_row_mut, tanh_row_mut, exp_row_mut, ladj_row_mut);
    }
}

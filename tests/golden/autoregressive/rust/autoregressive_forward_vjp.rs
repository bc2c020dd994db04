/// cotangents of z → x
/// of argument: multiplier
/// of conditioner.0.weight: (if 0 < relu(… + …) { conditioner.1.weight·[…*…; …*…] } else { 0 })⊗x
/// of conditioner.0.bias: (if 0 < relu(… + …) { conditioner.1.weight·[…*…; …*…] } else { 0 })
/// of conditioner.1.weight: [exp(…)*multiplier; 0.2*…*…]⊗relu(…·… + conditioner.0.bias)
/// of conditioner.1.bias: [exp(-5*tanh(…*…))*multiplier; 0.2*(1 - tanh(…)^2)*(5*…*… + 5*(… + …))]
#[inline(always)]
fn autoregressive_forward_vjp<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer {
        lanes,
        input: result_cotangent,
        output: argument_cotangent,
        ladj: ladj_cotangent,
        prepared,
        scratch,
        tape,
        ..
    } = layer;
    let conditioner_1_weight_exchanged = &prepared[AUTOREGRESSIVE_CONDITIONER_1_WEIGHT_EXCHANGED];
    let conditioner_0_weight_exchanged = &prepared[AUTOREGRESSIVE_CONDITIONER_0_WEIGHT_EXCHANGED];
    let [slot_0, slot_1, slot_2] = carve(scratch, lanes, [6, 4, 4]);
    let [exp, x, raw, tanh, hidden_0, scale, conditioner_0_bias_cotangent, raw_cotangent] =
        carve(tape, lanes, [4, 4, 8, 4, 6, 4, 6, 8]);
    let hidden_0_cotangent = &mut slot_0[..6 * lanes];
    let x_cotangent = &mut slot_1[..4 * lanes];
    let multiplier = &mut slot_2[..4 * lanes];
    for level in (0..4).rev() {
        product_level_transposed(
            hidden_0_cotangent,
            conditioner_1_weight_exchanged,
            raw_cotangent,
            level + 1,
            lanes,
            MASK_1,
        );
        for row in rows_of(Degrees::new(0, 1, 3, 6), level + 1) {
            let hidden_0_row = row_of(hidden_0, row, lanes);
            let hidden_0_cotangent_row = row_of(hidden_0_cotangent, row, lanes);
            let conditioner_0_bias_cotangent_row_mut = row_of_mut(conditioner_0_bias_cotangent, row, lanes);
            for lane in 0..lanes {
                let hidden_0_cotangent = hidden_0_cotangent_row[lane];
                let conditioner_0_bias_cotangent =
                    if T::ZERO < hidden_0_row[lane] { hidden_0_cotangent } else { T::ZERO };
                conditioner_0_bias_cotangent_row_mut[lane] = conditioner_0_bias_cotangent;
            }
        }
        product_level_transposed(
            x_cotangent,
            conditioner_0_weight_exchanged,
            conditioner_0_bias_cotangent,
            level + 1,
            lanes,
            MASK_0,
        );
        {
            let row = level;
            let result_cotangent_row = row_of(result_cotangent, row, lanes);
            let scale_row = row_of(scale, row, lanes);
            let x_cotangent_row = row_of(x_cotangent, row, lanes);
            let multiplier_row_mut = row_of_mut(multiplier, row, lanes);
            for lane in 0..lanes {
                let x_cotangent_2 = result_cotangent_row[lane] + x_cotangent_row[lane];
                multiplier_row_mut[lane] = scale_row[lane] * x_cotangent_2;
            }
        }
        {
            let row = level;
            let exp_row = row_of(exp, row, lanes);
            let multiplier_row = row_of(multiplier, row, lanes);
            let raw_cotangent_row_mut = row_of_mut(raw_cotangent, 1 + 2 * row, lanes);
            for lane in 0..lanes {
                raw_cotangent_row_mut[lane] = exp_row[lane] * multiplier_row[lane];
            }
        }
        {
            let row = level;
            let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
            let x_row = row_of(x, row, lanes);
            let shift_row = row_of(raw, 1 + 2 * row, lanes);
            let tanh_row = row_of(tanh, row, lanes);
            let exp_row = row_of(exp, row, lanes);
            let multiplier_row = row_of(multiplier, row, lanes);
            let raw_cotangent_row_mut = row_of_mut(raw_cotangent, 2 * row, lanes);
            for lane in 0..lanes {
                let tanh = tanh_row[lane];
                let product_9 = exp_row[lane] * ((x_row[lane] - shift_row[lane]) * multiplier_row[lane]);
                let sum_13 = real::<T>(5.0) * product_9 + real::<T>(5.0) * ladj_cotangent_row[lane];
                raw_cotangent_row_mut[lane] = real::<T>(0.2) * ((T::ONE - tanh * tanh) * sum_13);
            }
        }
    }

    argument_cotangent.copy_from_slice(multiplier);
}

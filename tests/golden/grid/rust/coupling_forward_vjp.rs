/// cotangents of z → x
/// of argument: […*…; … + …]
/// of conditioner.0.weight: (if 0 < relu(…) { convᵀ(conditioner.1.weight, […; …]) } else { 0 })⊗kept
/// of conditioner.0.bias: fold(if 0 < relu(…) { convᵀ(conditioner.1.weight, […; …]) } else { 0 })
/// of conditioner.1.weight: [moved_cotangent; (… + …)*(… - …)]⊗relu(conv(…, …) + …)
/// of conditioner.1.bias: fold([moved_cotangent; (ladj_cotangent + 0 + exp(…)*…*…)*(1 - tanh(…)^2)])
#[inline(always)]
fn coupling_forward_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
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
    let conditioner_1_weight_transposed = &prepared[COUPLING_CONDITIONER_1_WEIGHT_TRANSPOSED];
    let conditioner_0_weight_transposed = &prepared[COUPLING_CONDITIONER_0_WEIGHT_TRANSPOSED];
    let [slot_0] = carve(scratch, lanes, [256]);
    let [
        z,
        scale,
        tanh,
        hidden_0,
        _,
        select_cotangent,
        conditioner_0_bias_cotangent,
        raw_cotangent,
        conditioner_1_bias_cotangent,
    ] = carve(tape, lanes, [64, 32, 32, 256, 64, 256, 4, 128, 2]);
    raw_cotangent.fill(T::ZERO);
    conditioner_1_bias_cotangent.fill(T::ZERO);
    conditioner_0_bias_cotangent.fill(T::ZERO);
    for row in 0..32 {
        let moved_cotangent_row =
            row_of(result_cotangent, 1 + 16 * (row / 8) + 7 * (row / 4 % 2) + 2 * (row % 4), lanes);
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let changed_row = row_of(z, 1 + 16 * (row / 8) + 7 * (row / 4 % 2) + 2 * (row % 4), lanes);
        let tanh_row = row_of(tanh, row, lanes);
        let scale_row = row_of(scale, row, lanes);
        let [raw_cotangent_row_mut, raw_cotangent_row_mut_value] = rows_of_mut(
            raw_cotangent,
            [
                3 + 32 * (row / 8) + 14 * (row / 4 % 2) + 4 * (row % 4),
                2 + 32 * (row / 8) + 14 * (row / 4 % 2) + 4 * (row % 4),
            ],
            lanes,
        );
        let argument_cotangent_row_mut =
            row_of_mut(argument_cotangent, 1 + 16 * (row / 8) + 7 * (row / 4 % 2) + 2 * (row % 4), lanes);
        coupling_forward_vjp_lanes(
            isa, lanes, moved_cotangent_row, ladj_cotangent_row, changed_row, tanh_row, scale_row,
            raw_cotangent_row_mut, raw_cotangent_row_mut_value, argument_cotangent_row_mut,
        );
    }

    let hidden_0_cotangent = &mut slot_0[..256 * lanes];
    convolve_transposed(
        hidden_0_cotangent,
        conditioner_1_weight_transposed,
        None,
        raw_cotangent,
        None,
        lanes,
        Activation::Identity,
        WINDOW_1,
    );
    for row in 0..128 {
        let raw_cotangent_row = row_of(raw_cotangent, row, lanes);
        let conditioner_1_bias_cotangent_row_mut = row_of_mut(conditioner_1_bias_cotangent, row % 2, lanes);
        for lane in 0..lanes {
            conditioner_1_bias_cotangent_row_mut[lane] += raw_cotangent_row[lane];
        }
    }

    for row in 0..256 {
        let hidden_0_row = row_of(hidden_0, row, lanes);
        let hidden_0_cotangent_row = row_of(hidden_0_cotangent, row, lanes);
        let select_cotangent_row_mut = row_of_mut(select_cotangent, row, lanes);
        let conditioner_0_bias_cotangent_row_mut = row_of_mut(conditioner_0_bias_cotangent, row % 4, lanes);
        for lane in 0..lanes {
            let hidden_0_cotangent = hidden_0_cotangent_row[lane];
            let chosen_3 = if T::ZERO < hidden_0_row[lane] { hidden_0_cotangent } else { T::ZERO };
            select_cotangent_row_mut[lane] = chosen_3;
            conditioner_0_bias_cotangent_row_mut[lane] += chosen_3;
        }
    }

    let masked_cotangent = &mut slot_0[..64 * lanes];
    convolve_transposed(
        masked_cotangent,
        conditioner_0_weight_transposed,
        None,
        select_cotangent,
        None,
        lanes,
        Activation::Identity,
        WINDOW_0,
    );
    for row in 0..32 {
        let result_cotangent_row = row_of(result_cotangent, 16 * (row / 8) + 9 * (row / 4 % 2) + 2 * (row % 4), lanes);
        let masked_cotangent_row = row_of(masked_cotangent, 16 * (row / 8) + 9 * (row / 4 % 2) + 2 * (row % 4), lanes);
        let argument_cotangent_row_mut =
            row_of_mut(argument_cotangent, 16 * (row / 8) + 9 * (row / 4 % 2) + 2 * (row % 4), lanes);
        for lane in 0..lanes {
            argument_cotangent_row_mut[lane] = result_cotangent_row[lane] + masked_cotangent_row[lane];
        }
    }
}

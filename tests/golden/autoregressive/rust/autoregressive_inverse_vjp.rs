/// cotangents of x → z
/// of argument: (exp(…*…)*result_cotangent + conditioner.0.weight·(if … < … { …·… } else { 0 }))
/// of conditioner.0.weight: (if 0 < relu(… + …) { conditioner.1.weight·[-…; -…] } else { 0 })⊗x
/// of conditioner.0.bias: (if 0 < relu(… + …) { conditioner.1.weight·[-…; -…] } else { 0 })
/// of conditioner.1.weight: [-…*…; -…*…]⊗relu(…·… + conditioner.0.bias)
/// of conditioner.1.bias: [-exp(…*…)*result_cotangent; -(… + … + …*…)*(1 - …^2)]
#[inline(always)]
fn autoregressive_inverse_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
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
    let conditioner_1_weight_transposed = &prepared[AUTOREGRESSIVE_CONDITIONER_1_WEIGHT_TRANSPOSED];
    let conditioner_0_weight_transposed = &prepared[AUTOREGRESSIVE_CONDITIONER_0_WEIGHT_TRANSPOSED];
    let [slot_0] = carve(scratch, lanes, [4]);
    let [x, exp, raw, tanh, hidden_0, conditioner_0_bias_cotangent, raw_cotangent] =
        carve(tape, lanes, [4, 4, 8, 4, 6, 6, 8]);
    for row in 0..4 {
        let result_cotangent_row = row_of(result_cotangent, row, lanes);
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let x_row = row_of(x, row, lanes);
        let shift_row = row_of(raw, 1 + 2 * row, lanes);
        let tanh_row = row_of(tanh, row, lanes);
        let exp_row = row_of(exp, row, lanes);
        let [raw_cotangent_row_mut, raw_cotangent_row_mut_value] =
            rows_of_mut(raw_cotangent, [1 + 2 * row, 2 * row], lanes);
        autoregressive_inverse_vjp_lanes(
            isa, lanes, result_cotangent_row, ladj_cotangent_row, x_row, shift_row, tanh_row, exp_row,
            raw_cotangent_row_mut, raw_cotangent_row_mut_value,
        );
    }

    product_stairs_transposed_gated(
        conditioner_0_bias_cotangent, conditioner_1_weight_transposed, raw_cotangent, hidden_0, 6, 8, lanes, MASK_1,
    );
    let arrived = &mut slot_0[..4 * lanes];
    product_stairs_transposed(
        arrived, conditioner_0_weight_transposed, conditioner_0_bias_cotangent, 4, 6, lanes, MASK_0,
    );
    for row in 0..4 {
        let result_cotangent_row = row_of(result_cotangent, row, lanes);
        let exp_row = row_of(exp, row, lanes);
        let arrived_row = row_of(arrived, row, lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, row, lanes);
        for lane in 0..lanes {
            argument_cotangent_row_mut[lane] =
                isa.mul_add(exp_row[lane], result_cotangent_row[lane], arrived_row[lane]);
        }
    }
}

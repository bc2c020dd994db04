/// cotangents of x → z
/// of argument: exp(-5*tanh(0.2*raw_scale))*result_cotangent
/// of context: conditioner.0.weight·(if 0 < relu(…) { conditioner.1.weight·[…; …] } else { 0 })
/// of conditioner.0.weight: (if 0 < relu(… + …) { conditioner.1.weight·[-…; -…] } else { 0 })⊗context
/// of conditioner.0.bias: (if 0 < relu(… + …) { conditioner.1.weight·[-…; -…] } else { 0 })
/// of conditioner.1.weight: [-…*…; -…*…]⊗relu(…·… + conditioner.0.bias)
/// of conditioner.1.bias: [-exp(…*…)*result_cotangent; -(… + … + …*…)*(1 - …^2)]
#[inline(always)]
fn conditional_inverse_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer {
        lanes,
        input: result_cotangent,
        output: argument_cotangent,
        ladj: ladj_cotangent,
        context_cotangent,
        prepared,
        scratch,
        tape,
        ..
    } = layer;
    let conditioner_1_weight_transposed = &prepared[CONDITIONAL_CONDITIONER_1_WEIGHT_TRANSPOSED];
    let conditioner_0_weight_transposed = &prepared[CONDITIONAL_CONDITIONER_0_WEIGHT_TRANSPOSED];
    let [slot_0] = carve(scratch, lanes, [6]);
    let [x, exp, raw, tanh, hidden_0, _, conditioner_0_bias_cotangent, raw_cotangent] =
        carve(tape, lanes, [5, 5, 10, 5, 8, 6, 8, 10]);
    for row in 0..5 {
        let result_cotangent_row = row_of(result_cotangent, row, lanes);
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let x_row = row_of(x, row, lanes);
        let shift_row = row_of(raw, 1 + 2 * row, lanes);
        let tanh_row = row_of(tanh, row, lanes);
        let exp_row = row_of(exp, row, lanes);
        let [raw_cotangent_row_mut, raw_cotangent_row_mut_value] =
            rows_of_mut(raw_cotangent, [1 + 2 * row, 2 * row], lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, row, lanes);
        conditional_inverse_vjp_lanes(
            isa, lanes, result_cotangent_row, ladj_cotangent_row, x_row, shift_row, tanh_row, exp_row,
            raw_cotangent_row_mut, raw_cotangent_row_mut_value, argument_cotangent_row_mut,
        );
    }

    product_gated(conditioner_0_bias_cotangent, conditioner_1_weight_transposed, raw_cotangent, hidden_0, 8, 10, lanes);
    let context_cotangent_2 = &mut slot_0[..6 * lanes];
    product(
        context_cotangent_2,
        conditioner_0_weight_transposed,
        None,
        conditioner_0_bias_cotangent,
        6,
        8,
        lanes,
        Activation::Identity,
    );
    for row in 0..6 {
        let context_cotangent_row = row_of(context_cotangent_2, row, lanes);
        let context_cotangent_row_mut = row_of_mut(context_cotangent, row, lanes);
        for lane in 0..lanes {
            context_cotangent_row_mut[lane] += context_cotangent_row[lane];
        }
    }
}

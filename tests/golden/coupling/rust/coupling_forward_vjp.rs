/// cotangents of z → x
/// of argument: [exp(…*…)*moved_cotangent; result_cotangent[0..1] + …·…[0..1]]
/// of context: context_cotangent
/// of conditioner.0.weight: (if 0 < relu(…) { conditioner.1.weight·[…; …] } else { 0 })⊗[kept; context]
/// of conditioner.0.bias: (if 0 < relu(… + …) { conditioner.1.weight·[moved_cotangent; …*…] } else { 0 })
/// of conditioner.1.weight: [moved_cotangent; (… + …)*(… - …)]⊗relu(…·… + conditioner.0.bias)
/// of conditioner.1.bias: [moved_cotangent; (ladj_cotangent + 0 + exp(…)*…*…)*(1 - tanh(…)^2)]
#[inline(always)]
fn coupling_forward_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
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
    let conditioner_1_weight_transposed = &prepared[COUPLING_CONDITIONER_1_WEIGHT_TRANSPOSED];
    let conditioner_0_weight_transposed = &prepared[COUPLING_CONDITIONER_0_WEIGHT_TRANSPOSED];
    let [slot_0] = carve(scratch, lanes, [3]);
    let [z, scale, tanh, hidden_0, _, conditioner_0_bias_cotangent, raw_cotangent] =
        carve(tape, lanes, [3, 2, 2, 8, 3, 8, 4]);
    for row in 0..2 {
        let moved_cotangent_row = row_of(result_cotangent, 1 + row, lanes);
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let changed_row = row_of(z, 1 + row, lanes);
        let tanh_row = row_of(tanh, row, lanes);
        let scale_row = row_of(scale, row, lanes);
        let [raw_cotangent_row_mut, raw_cotangent_row_mut_value] =
            rows_of_mut(raw_cotangent, [1 + 2 * row, 2 * row], lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, 1 + row, lanes);
        coupling_forward_vjp_lanes(
            isa, lanes, moved_cotangent_row, ladj_cotangent_row, changed_row, tanh_row, scale_row,
            raw_cotangent_row_mut, raw_cotangent_row_mut_value, argument_cotangent_row_mut,
        );
    }

    product_gated(conditioner_0_bias_cotangent, conditioner_1_weight_transposed, raw_cotangent, hidden_0, 8, 4, lanes);
    let inputs_cotangent = &mut slot_0[..3 * lanes];
    product(
        inputs_cotangent,
        conditioner_0_weight_transposed,
        None,
        conditioner_0_bias_cotangent,
        3,
        8,
        lanes,
        Activation::Identity,
    );
    {
        let result_cotangent_0_row = row_of(result_cotangent, 0, lanes);
        let inputs_cotangent_0_row = row_of(inputs_cotangent, 0, lanes);
        let argument_cotangent_0_row_mut = row_of_mut(argument_cotangent, 0, lanes);
        for lane in 0..lanes {
            argument_cotangent_0_row_mut[lane] = result_cotangent_0_row[lane] + inputs_cotangent_0_row[lane];
        }
    }

    for row in 0..2 {
        let context_cotangent_row = row_of(inputs_cotangent, 1 + row, lanes);
        let context_cotangent_row_mut = row_of_mut(context_cotangent, row, lanes);
        for lane in 0..lanes {
            context_cotangent_row_mut[lane] += context_cotangent_row[lane];
        }
    }
}

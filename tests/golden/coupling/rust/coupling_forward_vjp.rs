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
        mut tape,
        ..
    } = layer;
    let conditioner_1_transposed = &prepared[COUPLING_CONDITIONER_1_TRANSPOSED];
    let conditioner_0_transposed = &prepared[COUPLING_CONDITIONER_0_TRANSPOSED];
    let [inputs_cotangent] = carve(scratch, lanes, [3]);
    let [z, scale, tanh, hidden_0, _] = carve_from(&mut tape, lanes, [3, 2, 2, 8, 3]);
    let [conditioner_0_bias_cotangent, raw_cotangent] = carve_from(&mut tape, lanes, [8, 4]);
    for row in 0..2 {
        let [raw_cotangent_out, raw_cotangent_out_value] = rows_of_mut(raw_cotangent, [1 + 2 * row, 2 * row], lanes);
        each_lane! {
            lane in lanes, isa: I;
            read moved_cotangent = result_cotangent[1 + row], ladj_cotangent = ladj_cotangent[0], scale = scale[row],
                changed = z[1 + row], tanh = tanh[row];
            write raw_cotangent_out = raw_cotangent_out[0], raw_cotangent_out_value = raw_cotangent_out_value[0],
                argument_cotangent_out = argument_cotangent[1 + row];
            let (moved_cotangent, tanh) = (moved_cotangent[lane], tanh[lane]);
            let scale_cotangent = changed[lane] * moved_cotangent;
            let log_scale_cotangent = isa.mul_add(scale[lane], scale_cotangent, ladj_cotangent[lane]);
            raw_cotangent_out[lane] = moved_cotangent;
            raw_cotangent_out_value[lane] = log_scale_cotangent * (T::ONE - tanh * tanh);
            argument_cotangent_out[lane] = scale[lane] * moved_cotangent;
        }
    }

    product_gated(conditioner_0_bias_cotangent, conditioner_1_transposed, raw_cotangent, hidden_0, 8, 4, lanes);
    product(
        inputs_cotangent,
        conditioner_0_transposed,
        None,
        conditioner_0_bias_cotangent,
        3,
        8,
        lanes,
        Activation::Identity,
    );
    coupling_kept_cotangent_rows(lanes, result_cotangent, inputs_cotangent, argument_cotangent);
    for row in 0..2 {
        each_lane! {
            lane in lanes;
            read context_cotangent = inputs_cotangent[1 + row];
            write context_cotangent_out = context_cotangent[row];
            context_cotangent_out[lane] += context_cotangent[lane];
        }
    }
}

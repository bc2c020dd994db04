/// cotangents of z → x
/// of argument: exp(5*tanh(0.2*raw_scale))*result_cotangent
/// of context: conditioner.0.weight·(if 0 < relu(…) { conditioner.1.weight·[…; …] } else { 0 })
/// of conditioner.0.weight: (if 0 < relu(…) { conditioner.1.weight·[…; …] } else { 0 })⊗context
/// of conditioner.0.bias: (if 0 < relu(… + …) { conditioner.1.weight·[result_cotangent; …*…] } else { 0 })
/// of conditioner.1.weight: [result_cotangent; (… - …)*(… + …)]⊗relu(…·… + conditioner.0.bias)
/// of conditioner.1.bias: [result_cotangent; (1 - tanh(…)^2)*(ladj_cotangent + 0 + exp(…)*…*…)]
#[inline(always)]
fn conditional_forward_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
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
    let conditioner_1_transposed = &prepared[CONDITIONAL_CONDITIONER_1_TRANSPOSED];
    let conditioner_0_transposed = &prepared[CONDITIONAL_CONDITIONER_0_TRANSPOSED];
    let [context_cotangent_2] = carve(scratch, lanes, [6]);
    let [z, scale, tanh, hidden_0, _] = carve_from(&mut tape, lanes, [5, 5, 5, 8, 6]);
    let [conditioner_0_bias_cotangent, raw_cotangent] = carve_from(&mut tape, lanes, [8, 10]);
    for row in 0..5 {
        let [raw_cotangent_out, raw_cotangent_out_value] = rows_of_mut(raw_cotangent, [1 + 2 * row, 2 * row], lanes);
        each_lane! {
            lane in lanes, isa: I;
            read result_cotangent = result_cotangent[row], tanh = tanh[row], ladj_cotangent = ladj_cotangent[0],
                scale = scale[row], z = z[row];
            write raw_cotangent_out = raw_cotangent_out[0], raw_cotangent_out_value = raw_cotangent_out_value[0],
                argument_cotangent_out = argument_cotangent[row];
            let (result_cotangent, tanh) = (result_cotangent[lane], tanh[lane]);
            let scale_cotangent = z[lane] * result_cotangent;
            let log_scale_cotangent = isa.mul_add(scale[lane], scale_cotangent, ladj_cotangent[lane]);
            raw_cotangent_out[lane] = result_cotangent;
            raw_cotangent_out_value[lane] = (T::ONE - tanh * tanh) * log_scale_cotangent;
            argument_cotangent_out[lane] = scale[lane] * result_cotangent;
        }
    }

    product_gated(conditioner_0_bias_cotangent, conditioner_1_transposed, raw_cotangent, hidden_0, 8, 10, lanes);
    product(
        context_cotangent_2,
        conditioner_0_transposed,
        None,
        conditioner_0_bias_cotangent,
        6,
        8,
        lanes,
        Activation::Identity,
    );
    for row in 0..6 {
        each_lane! {
            lane in lanes;
            read context_cotangent = context_cotangent_2[row];
            write context_cotangent_out = context_cotangent[row];
            context_cotangent_out[lane] += context_cotangent[lane];
        }
    }
}

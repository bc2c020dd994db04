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
        mut tape,
        ..
    } = layer;
    let conditioner_1_transposed = &prepared[CONDITIONAL_CONDITIONER_1_TRANSPOSED];
    let conditioner_0_transposed = &prepared[CONDITIONAL_CONDITIONER_0_TRANSPOSED];
    let [context_cotangent_2] = carve(scratch, lanes, [6]);
    let [x, exp, raw, tanh, hidden_0, _] = carve_from(&mut tape, lanes, [5, 5, 10, 5, 8, 6]);
    let [conditioner_0_bias_cotangent, raw_cotangent] = carve_from(&mut tape, lanes, [8, 10]);
    for row in 0..5 {
        let [raw_cotangent_out, raw_cotangent_out_value] = rows_of_mut(raw_cotangent, [1 + 2 * row, 2 * row], lanes);
        each_lane! {
            lane in lanes, isa: I;
            read exp = exp[row], result_cotangent = result_cotangent[row], ladj_cotangent = ladj_cotangent[0],
                x = x[row], shift = raw[1 + 2 * row], tanh = tanh[row];
            write raw_cotangent_out = raw_cotangent_out[0], raw_cotangent_out_value = raw_cotangent_out_value[0],
                argument_cotangent_out = argument_cotangent[row];
            let tanh = tanh[lane];
            let x_cotangent = exp[lane] * result_cotangent[lane];
            let sum_10 = isa.mul_add(exp[lane], (x[lane] - shift[lane]) * result_cotangent[lane], ladj_cotangent[lane]);
            raw_cotangent_out[lane] = -x_cotangent;
            raw_cotangent_out_value[lane] = -(sum_10 * (T::ONE - tanh * tanh));
            argument_cotangent_out[lane] = x_cotangent;
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

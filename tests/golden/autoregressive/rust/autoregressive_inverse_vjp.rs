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
        mut tape,
        ..
    } = layer;
    let conditioner_1_transposed = &prepared[AUTOREGRESSIVE_CONDITIONER_1_TRANSPOSED];
    let conditioner_0_transposed = &prepared[AUTOREGRESSIVE_CONDITIONER_0_TRANSPOSED];
    let [arrived] = carve(scratch, lanes, [4]);
    let [x, exp, raw, tanh, hidden_0] = carve_from(&mut tape, lanes, [4, 4, 8, 4, 6]);
    let [conditioner_0_bias_cotangent, raw_cotangent] = carve_from(&mut tape, lanes, [6, 8]);
    for row in 0..4 {
        let [raw_cotangent_out, raw_cotangent_out_value] = rows_of_mut(raw_cotangent, [1 + 2 * row, 2 * row], lanes);
        each_lane! {
            lane in lanes, isa: I;
            read exp = exp[row], result_cotangent = result_cotangent[row], ladj_cotangent = ladj_cotangent[0],
                x = x[row], shift = raw[1 + 2 * row], tanh = tanh[row];
            write raw_cotangent_out = raw_cotangent_out[0], raw_cotangent_out_value = raw_cotangent_out_value[0];
            let tanh = tanh[lane];
            let sum_10 = isa.mul_add(exp[lane], (x[lane] - shift[lane]) * result_cotangent[lane], ladj_cotangent[lane]);
            raw_cotangent_out[lane] = -(exp[lane] * result_cotangent[lane]);
            raw_cotangent_out_value[lane] = -(sum_10 * (T::ONE - tanh * tanh));
        }
    }

    product_stairs_transposed_gated(
        conditioner_0_bias_cotangent, conditioner_1_transposed, raw_cotangent, hidden_0, 6, 8, lanes, MASK_1,
    );
    product_stairs_transposed(arrived, conditioner_0_transposed, conditioner_0_bias_cotangent, 4, 6, lanes, MASK_0);
    for row in 0..4 {
        each_lane! {
            lane in lanes, isa: I;
            read exp = exp[row], result_cotangent = result_cotangent[row], arrived = arrived[row];
            write argument_cotangent_out = argument_cotangent[row];
            argument_cotangent_out[lane] = isa.mul_add(exp[lane], result_cotangent[lane], arrived[lane]);
        }
    }
}

/// cotangents of x → z
/// of argument: […*…; … + …]
/// of conditioner.0.weight: (if 0 < relu(… + …) { convᵀ(conditioner.1.weight, [-…; -…]) } else { 0 })⊗kept
/// of conditioner.0.bias: fold(if 0 < relu(… + …) { convᵀ(conditioner.1.weight, [-…; -…]) } else { 0 })
/// of conditioner.1.weight: [-…*…; -…*…]⊗relu(conv(…, …) + …)
/// of conditioner.1.bias: fold([-exp(…)*…[1 step 16 × 4 step 7 × 2 step 2 × 4]; -(… + …)*(… - …)])
#[inline(always)]
fn coupling_inverse_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
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
    let conditioner_1_transposed = &prepared[COUPLING_CONDITIONER_1_TRANSPOSED];
    let conditioner_0_transposed = &prepared[COUPLING_CONDITIONER_0_TRANSPOSED];
    let [slot_0] = carve(scratch, lanes, [256]);
    let [x, exp, raw, tanh, hidden_0, _] = carve_from(&mut tape, lanes, [64, 32, 128, 32, 256, 64]);
    let [select_cotangent, conditioner_0_bias_cotangent, raw_cotangent] = carve_from(&mut tape, lanes, [256, 4, 128]);
    let [conditioner_1_bias_cotangent] = carve_from(&mut tape, lanes, [2]);
    clear([raw_cotangent, conditioner_1_bias_cotangent, conditioner_0_bias_cotangent]);
    for row in 0..32 {
        let [raw_cotangent_out, raw_cotangent_out_value] = rows_of_mut(
            raw_cotangent,
            [
                3 + 32 * (row / 8) + 14 * (row / 4 % 2) + 4 * (row % 4),
                2 + 32 * (row / 8) + 14 * (row / 4 % 2) + 4 * (row % 4),
            ],
            lanes,
        );
        each_lane! {
            lane in lanes, isa: I;
            read exp = exp[row],
                moved_cotangent = result_cotangent[1 + 16 * (row / 8) + 7 * (row / 4 % 2) + 2 * (row % 4)],
                ladj_cotangent = ladj_cotangent[0], x = x[1 + 16 * (row / 8) + 7 * (row / 4 % 2) + 2 * (row % 4)],
                shift = raw[3 + 32 * (row / 8) + 14 * (row / 4 % 2) + 4 * (row % 4)], tanh = tanh[row];
            write raw_cotangent_out = raw_cotangent_out[0], raw_cotangent_out_value = raw_cotangent_out_value[0],
                argument_cotangent_out = argument_cotangent[1 + 16 * (row / 8) + 7 * (row / 4 % 2) + 2 * (row % 4)];
            let tanh = tanh[lane];
            let product_2 = exp[lane] * moved_cotangent[lane];
            let sum_10 = isa.mul_add(exp[lane], (x[lane] - shift[lane]) * moved_cotangent[lane], ladj_cotangent[lane]);
            raw_cotangent_out[lane] = -product_2;
            raw_cotangent_out_value[lane] = -(sum_10 * (T::ONE - tanh * tanh));
            argument_cotangent_out[lane] = product_2;
        }
    }

    let hidden_0_cotangent = &mut slot_0[..256 * lanes];
    convolve_transposed(
        hidden_0_cotangent,
        conditioner_1_transposed,
        None,
        raw_cotangent,
        None,
        lanes,
        Activation::Identity,
        WINDOW_1,
    );
    for row in 0..128 {
        each_lane! {
            lane in lanes;
            read raw_cotangent = raw_cotangent[row];
            write conditioner_1_bias_cotangent_out = conditioner_1_bias_cotangent[row % 2];
            conditioner_1_bias_cotangent_out[lane] += raw_cotangent[lane];
        }
    }

    coupling_select_cotangent_rows(lanes, hidden_0, hidden_0_cotangent, select_cotangent, conditioner_0_bias_cotangent);
    let masked_cotangent = &mut slot_0[..64 * lanes];
    convolve_transposed(
        masked_cotangent,
        conditioner_0_transposed,
        None,
        select_cotangent,
        None,
        lanes,
        Activation::Identity,
        WINDOW_0,
    );
    coupling_kept_cotangent_rows(lanes, result_cotangent, masked_cotangent, argument_cotangent);
}

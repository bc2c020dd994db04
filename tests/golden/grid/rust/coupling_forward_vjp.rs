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
        mut tape,
        ..
    } = layer;
    let conditioner_1_transposed = &prepared[COUPLING_CONDITIONER_1_TRANSPOSED];
    let conditioner_0_transposed = &prepared[COUPLING_CONDITIONER_0_TRANSPOSED];
    let [slot_0] = carve(scratch, lanes, [256]);
    let [z, scale, tanh, hidden_0, _, select_cotangent] = carve_from(&mut tape, lanes, [64, 32, 32, 256, 64, 256]);
    let [conditioner_0_bias_cotangent, raw_cotangent] = carve_from(&mut tape, lanes, [4, 128]);
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
            read moved_cotangent = result_cotangent[1 + 16 * (row / 8) + 7 * (row / 4 % 2) + 2 * (row % 4)],
                ladj_cotangent = ladj_cotangent[0], scale = scale[row],
                changed = z[1 + 16 * (row / 8) + 7 * (row / 4 % 2) + 2 * (row % 4)], tanh = tanh[row];
            write raw_cotangent_out = raw_cotangent_out[0], raw_cotangent_out_value = raw_cotangent_out_value[0],
                argument_cotangent_out = argument_cotangent[1 + 16 * (row / 8) + 7 * (row / 4 % 2) + 2 * (row % 4)];
            let (moved_cotangent, tanh) = (moved_cotangent[lane], tanh[lane]);
            let scale_cotangent = changed[lane] * moved_cotangent;
            let log_scale_cotangent = isa.mul_add(scale[lane], scale_cotangent, ladj_cotangent[lane]);
            raw_cotangent_out[lane] = moved_cotangent;
            raw_cotangent_out_value[lane] = log_scale_cotangent * (T::ONE - tanh * tanh);
            argument_cotangent_out[lane] = scale[lane] * moved_cotangent;
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

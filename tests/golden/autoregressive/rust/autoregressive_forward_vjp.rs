/// cotangents of z → x
/// of argument: multiplier
/// of conditioner.0.weight: (if 0 < relu(… + …) { conditioner.1.weight·[…*…; …*…] } else { 0 })⊗x
/// of conditioner.0.bias: (if 0 < relu(… + …) { conditioner.1.weight·[…*…; …*…] } else { 0 })
/// of conditioner.1.weight: [exp(…)*multiplier; 0.2*…*…]⊗relu(…·… + conditioner.0.bias)
/// of conditioner.1.bias: [exp(-5*tanh(…*…))*multiplier; 0.2*(1 - tanh(…)^2)*(5*…*… + 5*(… + …))]
#[inline(always)]
fn autoregressive_forward_vjp<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
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
    let conditioner_1_weight_exchanged = &prepared[AUTOREGRESSIVE_CONDITIONER_1_WEIGHT_EXCHANGED];
    let conditioner_0_weight_exchanged = &prepared[AUTOREGRESSIVE_CONDITIONER_0_WEIGHT_EXCHANGED];
    let [hidden_0_cotangent, x_cotangent, multiplier] = carve(scratch, lanes, [6, 4, 4]);
    let [exp, x, raw, tanh, hidden_0, scale] = carve_from(&mut tape, lanes, [4, 4, 8, 4, 6, 4]);
    let [conditioner_0_bias_cotangent, raw_cotangent] = carve_from(&mut tape, lanes, [6, 8]);
    for level in (0..4).rev() {
        product_level_transposed(
            hidden_0_cotangent,
            conditioner_1_weight_exchanged,
            raw_cotangent,
            level + 1,
            lanes,
            MASK_1,
        );
        for row in rows_of(Degrees::new(0, 1, 3, 6), level + 1) {
            each_lane! {
                lane in lanes;
                read hidden_0 = hidden_0[row], hidden_0_cotangent = hidden_0_cotangent[row];
                write conditioner_0_bias_cotangent_out = conditioner_0_bias_cotangent[row];
                let hidden_0_cotangent = hidden_0_cotangent[lane];
                let conditioner_0_bias_cotangent = if T::ZERO < hidden_0[lane] { hidden_0_cotangent } else { T::ZERO };
                conditioner_0_bias_cotangent_out[lane] = conditioner_0_bias_cotangent;
            }
        }
        product_level_transposed(
            x_cotangent,
            conditioner_0_weight_exchanged,
            conditioner_0_bias_cotangent,
            level + 1,
            lanes,
            MASK_0,
        );
        {
            let row = level;
            each_lane! {
                lane in lanes;
                read scale = scale[row], result_cotangent = result_cotangent[row], x_cotangent = x_cotangent[row];
                write multiplier_out = multiplier[row];
                let x_cotangent_2 = result_cotangent[lane] + x_cotangent[lane];
                multiplier_out[lane] = scale[lane] * x_cotangent_2;
            }
        }
        {
            let row = level;
            each_lane! {
                lane in lanes;
                read exp = exp[row], multiplier = multiplier[row];
                write raw_cotangent_out = raw_cotangent[1 + 2 * row];
                raw_cotangent_out[lane] = exp[lane] * multiplier[lane];
            }
        }
        {
            let row = level;
            each_lane! {
                lane in lanes;
                read tanh = tanh[row], exp = exp[row], x = x[row], shift = raw[1 + 2 * row],
                    multiplier = multiplier[row], ladj_cotangent = ladj_cotangent[0];
                write raw_cotangent_out = raw_cotangent[2 * row];
                let tanh = tanh[lane];
                let product_10 = real::<T>(5.0) * (exp[lane] * ((x[lane] - shift[lane]) * multiplier[lane]));
                let product_14 = (T::ONE - tanh * tanh) * (product_10 + real::<T>(5.0) * ladj_cotangent[lane]);
                raw_cotangent_out[lane] = real::<T>(0.2) * product_14;
            }
        }
    }

    argument_cotangent.copy_from_slice(multiplier);
}

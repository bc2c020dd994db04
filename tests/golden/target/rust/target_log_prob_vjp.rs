/// the score times the cotangent
#[inline(always)]
fn target_log_prob_vjp<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, output: argument_cotangent, ladj: ladj_cotangent, tape, .. } = layer;
    let [x, sqrt, ratio] = carve(tape, lanes, [2, 1, 1]);
    {
        let [argument_cotangent_1_out, argument_cotangent_0_out] = rows_of_mut(argument_cotangent, [1, 0], lanes);
        each_lane! {
            lane in lanes;
            read x_0 = x[0], x_1 = x[1], sqrt = sqrt[0], ladj_cotangent = ladj_cotangent[0], ratio = ratio[0];
            write argument_cotangent_1_out = argument_cotangent_1_out[0],
                argument_cotangent_0_out = argument_cotangent_0_out[0];
            let (x_0, x_1, sqrt) = (x_0[lane], x_1[lane], sqrt[lane]);
            let below_5 = T::ZERO < x_0 * x_0 + x_1 * x_1;
            let chosen_7 = if below_5 { sqrt } else { T::ZERO };
            let product_12 = (chosen_7 - real::<T>(2.0)) * ladj_cotangent[lane] * ratio[lane];
            let product_14 = real::<T>(-2.0) * (x_1 * product_12);
            let chosen_15 = if below_5 { product_14 } else { T::ZERO };
            let product_17 = real::<T>(-2.0) * (x_0 * product_12);
            let chosen_18 = if below_5 { product_17 } else { T::ZERO };
            argument_cotangent_1_out[lane] = chosen_15;
            argument_cotangent_0_out[lane] = chosen_18;
        }
    }
}

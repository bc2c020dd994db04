/// cotangents of x → z
/// of argument: (result_cotangent + w*(0 - (if … { … } else { … } + …*…)*-1/(… + …)))
/// of w: x*(0 - (if … { … } else { … } + …*…)*-1/(… + …))
/// of b: (if … { … } else { … } + …*… - (… + …)*…/…)
/// of softplus(sum(u*w)): (if … < … { 0 } else { -… } - (… + …)*…/…)
/// of (u + …*…/sum(…)): (if sum(…) < 0.000000000000000000000000000001 { 0 } else { -…*… })
#[inline(always)]
fn planar_inverse_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer {
        lanes,
        input: result_cotangent,
        output: argument_cotangent,
        ladj: ladj_cotangent,
        parameters,
        prepared,
        scratch,
        mut tape,
        ..
    } = layer;
    let w = &parameters[PLANAR_W];
    let (sum, softplus, sum_2) = (&prepared[PLANAR_SUM], &prepared[PLANAR_SOFTPLUS], &prepared[PLANAR_SUM_2]);
    let [sum_3, product_value] = carve(scratch, lanes, [1, 1]);
    let [x, ratio, sech2, tanh, ratio_2, ratio_3] = carve_from(&mut tape, lanes, [5, 1, 1, 1, 1, 1]);
    let [ratio_4, w_cotangent, b_cotangent, difference_cotangent] = carve_from(&mut tape, lanes, [1, 5, 1, 1]);
    let [select_cotangent] = carve_from(&mut tape, lanes, [5]);
    sum_3.fill(T::ZERO);
    for row in 0..5 {
        each_lane! {
            lane in lanes;
            share sum = sum[0], sum_2 = sum_2[row];
            read tanh = tanh[0], result_cotangent = result_cotangent[row];
            write select_cotangent_out = select_cotangent[row], sum_3_out = sum_3[0];
            let below_1 = sum < real::<T>(1e-30);
            let neg_5 = -(tanh[lane] * result_cotangent[lane]);
            let chosen_6 = if below_1 { T::ZERO } else { neg_5 };
            let neg_9 = -(sum_2 * result_cotangent[lane]);
            let chosen_10 = if below_1 { T::ZERO } else { neg_9 };
            select_cotangent_out[lane] = chosen_6;
            sum_3_out[lane] += chosen_10;
        }
    }

    each_lane! {
        lane in lanes, isa: I;
        share sum = sum[0], softplus = softplus[0];
        read ladj_cotangent = ladj_cotangent[0], ratio = ratio[0], tanh = tanh[0], sech2 = sech2[0], sum_3 = sum_3[0],
            ratio_2 = ratio_2[0], ratio_3 = ratio_3[0], ratio_4 = ratio_4[0];
        write b_cotangent_out = b_cotangent[0], difference_cotangent_out = difference_cotangent[0],
            product_out = product_value[0];
        let tanh = tanh[lane];
        let below_1 = sum < real::<T>(1e-30);
        let product_5 = ladj_cotangent[lane] * ratio[lane];
        let product_11 = real::<T>(2.0) * (softplus * product_5 * (tanh * sech2[lane]));
        let chosen_12 = if below_1 { T::ZERO } else { product_11 };
        let product_14 = real::<T>(-2.0) * (tanh * product_5);
        let chosen_15 = if below_1 { T::ZERO } else { product_14 };
        let sum_21 = isa.mul_add(chosen_15 + sum_3[lane], T::ONE - tanh * tanh, chosen_12);
        let neg_26 = -(sech2[lane] * product_5);
        let chosen_27 = if below_1 { T::ZERO } else { neg_26 };
        b_cotangent_out[lane] = sum_21 - sum_21 * ratio_2[lane];
        difference_cotangent_out[lane] = chosen_27 - sum_21 * ratio_3[lane];
        product_out[lane] = sum_21 * ratio_4[lane];
    }
    for row in 0..5 {
        each_lane! {
            lane in lanes, isa: I;
            share w = w[row];
            read x = x[row], product_value = product_value[0], result_cotangent = result_cotangent[row];
            write w_cotangent_out = w_cotangent[row], argument_cotangent_out = argument_cotangent[row];
            let difference_2 = T::ZERO - product_value[lane];
            w_cotangent_out[lane] = x[lane] * difference_2;
            argument_cotangent_out[lane] = isa.mul_add(w, difference_2, result_cotangent[lane]);
        }
    }
}

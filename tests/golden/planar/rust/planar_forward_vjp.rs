/// cotangents of z → x
/// of argument: (result_cotangent + w*(if … < … { 0 } else { …*… } + (… + …)*(… - …) + 0))
/// of w: z*(if … < … { 0 } else { …*… } + (… + …)*(… - …) + 0)
/// of b: (if … < … { 0 } else { …*… } + (… + …)*(… - …))
/// of softplus(sum(u*w)): (if sum(…) < 0.000000000000000000000000000001 { 0 } else { sech2(…)*…*… })
/// of (u + …*…/sum(…)): (if … < … { 0 } else { …*… })
#[inline(always)]
fn planar_forward_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
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
    let [sum_3] = carve(scratch, lanes, [1]);
    let [z, ratio, sech2, tanh, w_cotangent] = carve_from(&mut tape, lanes, [5, 1, 1, 1, 5]);
    let [b_cotangent, select_cotangent, select_cotangent_2] = carve_from(&mut tape, lanes, [1, 1, 5]);
    sum_3.fill(T::ZERO);
    each_lane! {
        lane in lanes;
        share sum = sum[0];
        read sech2 = sech2[0], ladj_cotangent = ladj_cotangent[0], ratio = ratio[0];
        write select_cotangent_out = select_cotangent[0];
        let product_6 = sech2[lane] * (ladj_cotangent[lane] * ratio[lane]);
        let chosen_7 = if sum < real::<T>(1e-30) { T::ZERO } else { product_6 };
        select_cotangent_out[lane] = chosen_7;
    }
    for row in 0..5 {
        each_lane! {
            lane in lanes;
            share sum = sum[0], sum_2 = sum_2[row];
            read tanh = tanh[0], result_cotangent = result_cotangent[row];
            write select_cotangent_2_out = select_cotangent_2[row], sum_3_out = sum_3[0];
            let below_1 = sum < real::<T>(1e-30);
            let product_4 = tanh[lane] * result_cotangent[lane];
            let chosen_5 = if below_1 { T::ZERO } else { product_4 };
            let product_7 = sum_2 * result_cotangent[lane];
            let chosen_8 = if below_1 { T::ZERO } else { product_7 };
            select_cotangent_2_out[lane] = chosen_5;
            sum_3_out[lane] += chosen_8;
        }
    }

    each_lane! {
        lane in lanes, isa: I;
        share sum = sum[0], softplus = softplus[0];
        read ladj_cotangent = ladj_cotangent[0], ratio = ratio[0], tanh = tanh[0], sech2 = sech2[0], sum_3 = sum_3[0];
        write b_cotangent_out = b_cotangent[0];
        let tanh = tanh[lane];
        let below_1 = sum < real::<T>(1e-30);
        let product_5 = ladj_cotangent[lane] * ratio[lane];
        let product_11 = real::<T>(-2.0) * (softplus * product_5 * (tanh * sech2[lane]));
        let chosen_12 = if below_1 { T::ZERO } else { product_11 };
        let product_14 = real::<T>(2.0) * (tanh * product_5);
        let chosen_15 = if below_1 { T::ZERO } else { product_14 };
        b_cotangent_out[lane] = isa.mul_add(chosen_15 + sum_3[lane], T::ONE - tanh * tanh, chosen_12);
    }
    for row in 0..5 {
        each_lane! {
            lane in lanes, isa: I;
            share w = w[row];
            read z = z[row], b_cotangent = b_cotangent[0], result_cotangent = result_cotangent[row];
            write w_cotangent_out = w_cotangent[row], argument_cotangent_out = argument_cotangent[row];
            w_cotangent_out[lane] = z[lane] * b_cotangent[lane];
            argument_cotangent_out[lane] = isa.mul_add(w, b_cotangent[lane], result_cotangent[lane]);
        }
    }
}

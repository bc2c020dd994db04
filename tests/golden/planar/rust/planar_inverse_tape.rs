/// x → z: z = (x - (if sum(w^2) < 0.000000000000000000000000000001 { 0 } else { (u + w*(softplus(sum(u*w)) - 1 - sum(u*w))/sum(w^2))*tanh(root(unknown - (if captured 1 < 0.000000000000000000000000000001 { captured 3 } else { tanh(… + …) + captured 3 - captured 2*tanh(… + …) }) = 0) + b) })), ladj = (if sum(w^2) < 0.000000000000000000000000000001 { 0 } else { -log|tanh(root(unknown - (if captured 1 < 0.000000000000000000000000000001 { captured 3 } else { … + … - …*… }) = 0) + b)^2 + softplus(sum(u*w))*sech2(root(unknown - (if captured 1 < 0.000000000000000000000000000001 { captured 3 } else { … + … - …*… }) = 0) + b)| }); keeps what the cotangents need
#[inline(always)]
fn planar_inverse_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, parameters, prepared, scratch, mut tape, .. } = layer;
    let (w, b) = (&parameters[PLANAR_W], &parameters[PLANAR_B]);
    let (sum, softplus, sum_2) = (&prepared[PLANAR_SUM], &prepared[PLANAR_SOFTPLUS], &prepared[PLANAR_SUM_2]);
    let [sum_3] = carve(scratch, lanes, [1]);
    let [x_kept, ratio, sech2, tanh, ratio_2, ratio_3] = carve_from(&mut tape, lanes, [5, 1, 1, 1, 1, 1]);
    let [ratio_4] = carve_from(&mut tape, lanes, [1]);
    sum_3.fill(T::ZERO);
    planar_x_kept_rows(isa, lanes, x, w, x_kept, sum_3);
    each_lane! {
        lane in lanes, isa: I;
        share b = b[0], sum = sum[0], softplus = softplus[0];
        read sum_3 = sum_3[0];
        write tanh_out = tanh[0], sech2_out = sech2[0], ratio_out = ratio[0], ratio_2_out = ratio_2[0],
            ratio_3_out = ratio_3[0], ratio_4_out = ratio_4[0], ladj_out = ladj[0];
        let sum_3 = sum_3[lane];
        let root_4 = isa.root(T::ZERO, true, |unknown: T| {
            let term_5 = sum < real::<T>(1e-30);
            let term_6 = unknown + b;
            let (term_7, term_13) = isa.tanh_sech2(term_6);
            let term_8 = term_7 + sum_3;
            let term_9 = softplus * term_7;
            let term_10 = term_8 - term_9;
            let term_11 = if term_5 { sum_3 } else { term_10 };
            let term_12 = unknown - term_11;
            let term_14 = softplus * term_13;
            let term_15 = term_14 - term_13;
            let term_16 = if term_5 { T::ZERO } else { term_15 };
            let term_17 = T::ONE + term_16;
            (term_12, term_17)
        });
        let (tanh_6, sech2_7) = isa.tanh_sech2(root_4 + b);
        let product_9 = softplus * sech2_7;
        let sum_10 = tanh_6 * tanh_6 + product_9;
        let below_12 = sum < real::<T>(1e-30);
        let difference_13 = product_9 - sech2_7;
        let chosen_14 = if below_12 { T::ZERO } else { difference_13 };
        let sum_15 = T::ONE + chosen_14;
        let chosen_17 = if below_12 { T::ZERO } else { tanh_6 };
        let neg_21 = -isa.log_abs(sum_10);
        let chosen_22 = if below_12 { T::ZERO } else { neg_21 };
        tanh_out[lane] = tanh_6;
        sech2_out[lane] = sech2_7;
        ratio_out[lane] = T::ONE / sum_10;
        ratio_2_out[lane] = chosen_14 / sum_15;
        ratio_3_out[lane] = chosen_17 / sum_15;
        ratio_4_out[lane] = real::<T>(-1.0) / sum_15;
        ladj_out[lane] += chosen_22;
    }
    planar_z_rows(lanes, x, sum, sum_2, tanh, z);
}

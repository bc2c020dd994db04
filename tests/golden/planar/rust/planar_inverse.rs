/// x → z: z = (x - (if sum(w^2) < 0.000000000000000000000000000001 { 0 } else { (u + w*(softplus(sum(u*w)) - 1 - sum(u*w))/sum(w^2))*tanh(root(unknown - (if captured 1 < 0.000000000000000000000000000001 { captured 3 } else { tanh(… + …) + captured 3 - captured 2*tanh(… + …) }) = 0) + b) })), ladj = (if sum(w^2) < 0.000000000000000000000000000001 { 0 } else { -log|tanh(root(unknown - (if captured 1 < 0.000000000000000000000000000001 { captured 3 } else { … + … - …*… }) = 0) + b)^2 + softplus(sum(u*w))*sech2(root(unknown - (if captured 1 < 0.000000000000000000000000000001 { captured 3 } else { … + … - …*… }) = 0) + b)| })
#[inline(always)]
fn planar_inverse<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, parameters, prepared, scratch, .. } = layer;
    let (w, b) = (&parameters[PLANAR_W], &parameters[PLANAR_B]);
    let (sum, softplus, sum_2) = (&prepared[PLANAR_SUM], &prepared[PLANAR_SOFTPLUS], &prepared[PLANAR_SUM_2]);
    let [sum_3, tanh] = carve(scratch, lanes, [1, 1]);
    sum_3.fill(T::ZERO);
    for row in 0..5 {
        each_lane! {
            lane in lanes, isa: I;
            share w = w[row];
            read x = x[row];
            write sum_3_out = sum_3[0];
            sum_3_out[lane] = isa.mul_add(x[lane], w, sum_3_out[lane]);
        }
    }

    each_lane! {
        lane in lanes, isa: I;
        share b = b[0], sum = sum[0], softplus = softplus[0];
        read sum_3 = sum_3[0];
        write ladj_out = ladj[0], tanh_out = tanh[0];
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
        let (tanh_6, sech2_9) = isa.tanh_sech2(root_4 + b);
        let neg_13 = -isa.log_abs(tanh_6 * tanh_6 + softplus * sech2_9);
        let chosen_14 = if sum < real::<T>(1e-30) { T::ZERO } else { neg_13 };
        tanh_out[lane] = tanh_6;
        ladj_out[lane] += chosen_14;
    }
    planar_z_rows(lanes, x, sum, sum_2, tanh, z);
}

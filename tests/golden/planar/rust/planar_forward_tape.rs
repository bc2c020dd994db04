/// z → x: x = (z + (if sum(w^2) < 0.000000000000000000000000000001 { 0 } else { (u + w*(softplus(sum(u*w)) - 1 - sum(u*w))/sum(w^2))*tanh(sum(z*w) + b) })), ladj = (if sum(w^2) < 0.000000000000000000000000000001 { 0 } else { log|tanh(sum(z*w) + b)^2 + softplus(sum(u*w))*sech2(sum(z*w) + b)| }); keeps what the cotangents need
#[inline(always)]
fn planar_forward_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, parameters, prepared, scratch, tape, .. } = layer;
    let (w, b) = (&parameters[PLANAR_W], &parameters[PLANAR_B]);
    let (sum, softplus, sum_2) = (&prepared[PLANAR_SUM], &prepared[PLANAR_SOFTPLUS], &prepared[PLANAR_SUM_2]);
    let [sum_3] = carve(scratch, lanes, [1]);
    let [z_kept, ratio, sech2, tanh] = carve(tape, lanes, [5, 1, 1, 1]);
    sum_3.fill(T::ZERO);
    planar_x_kept_rows(isa, lanes, z, w, z_kept, sum_3);
    each_lane! {
        lane in lanes, isa: I;
        share b = b[0], softplus = softplus[0], sum = sum[0];
        read sum_3 = sum_3[0];
        write tanh_out = tanh[0], sech2_out = sech2[0], ratio_out = ratio[0], ladj_out = ladj[0];
        let (tanh_3, sech2_4) = isa.tanh_sech2(sum_3[lane] + b);
        let sum_8 = tanh_3 * tanh_3 + softplus * sech2_4;
        let log_abs_12 = isa.log_abs(sum_8);
        let chosen_13 = if sum < real::<T>(1e-30) { T::ZERO } else { log_abs_12 };
        tanh_out[lane] = tanh_3;
        sech2_out[lane] = sech2_4;
        ratio_out[lane] = T::ONE / sum_8;
        ladj_out[lane] += chosen_13;
    }
    planar_x_rows(lanes, z, sum, sum_2, tanh, x);
}

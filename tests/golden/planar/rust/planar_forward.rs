/// z → x: x = (z + (if sum(w^2) < 0.000000000000000000000000000001 { 0 } else { (u + w*(softplus(sum(u*w)) - 1 - sum(u*w))/sum(w^2))*tanh(sum(z*w) + b) })), ladj = (if sum(w^2) < 0.000000000000000000000000000001 { 0 } else { log|tanh(sum(z*w) + b)^2 + softplus(sum(u*w))*sech2(sum(z*w) + b)| })
#[inline(always)]
fn planar_forward<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, parameters, prepared, scratch, .. } = layer;
    let (w, b) = (&parameters[PLANAR_W], &parameters[PLANAR_B]);
    let (sum, softplus, sum_2) = (&prepared[PLANAR_SUM], &prepared[PLANAR_SOFTPLUS], &prepared[PLANAR_SUM_2]);
    let [sum_3, tanh] = carve(scratch, lanes, [1, 1]);
    sum_3.fill(T::ZERO);
    for row in 0..5 {
        each_lane! {
            lane in lanes, isa: I;
            share w = w[row];
            read z = z[row];
            write sum_3_out = sum_3[0];
            sum_3_out[lane] = isa.mul_add(z[lane], w, sum_3_out[lane]);
        }
    }

    each_lane! {
        lane in lanes, isa: I;
        share b = b[0], sum = sum[0], softplus = softplus[0];
        read sum_3 = sum_3[0];
        write ladj_out = ladj[0], tanh_out = tanh[0];
        let (tanh_3, sech2_8) = isa.tanh_sech2(sum_3[lane] + b);
        let log_abs_11 = isa.log_abs(tanh_3 * tanh_3 + softplus * sech2_8);
        let chosen_12 = if sum < real::<T>(1e-30) { T::ZERO } else { log_abs_11 };
        tanh_out[lane] = tanh_3;
        ladj_out[lane] += chosen_12;
    }
    planar_x_rows(lanes, z, sum, sum_2, tanh, x);
}

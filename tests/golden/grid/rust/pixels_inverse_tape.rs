/// x → z: z = (log(x/284.44444444444446 + 0.05) - log1p(-(x/284.44444444444446 + 0.05))), ladj = sum(-(5.650537960137389 + (-softplus(log1p(-(x/284.44444444444446 + 0.05)) - log(x/284.44444444444446 + 0.05)) - softplus(log(x/284.44444444444446 + 0.05) - log1p(-(x/284.44444444444446 + 0.05)))))); keeps what the cotangents need
#[inline(always)]
fn pixels_inverse_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, tape, .. } = layer;
    let [sigmoid, sigmoid_2, ratio, ratio_2] = carve(tape, lanes, [64, 64, 64, 64]);
    for row in 0..64 {
        each_lane! {
            lane in lanes, isa: I;
            read x = x[row];
            write z_out = z[row], sigmoid_out = sigmoid[row], sigmoid_2_out = sigmoid_2[row], ratio_out = ratio[row],
                ratio_2_out = ratio_2[row], ladj_out = ladj[0];
            let sum_2 = x[lane] / real::<T>(284.44444444444446) + real::<T>(0.05);
            let log_3 = isa.log(sum_2);
            let log1p_5 = isa.log1p(-sum_2);
            let difference_6 = log_3 - log1p_5;
            let difference_8 = log1p_5 - log_3;
            let sum_17 = real::<T>(5.650537960137389) + (-isa.softplus(difference_8) - isa.softplus(difference_6));
            sigmoid_out[lane] = isa.sigmoid(difference_6);
            sigmoid_2_out[lane] = isa.sigmoid(difference_8);
            ratio_out[lane] = T::ONE / (T::ONE - sum_2);
            ratio_2_out[lane] = T::ONE / sum_2;
            z_out[lane] = difference_6;
            ladj_out[lane] += -sum_17;
        }
    }
}

/// z → x: x = 284.44444444444446*(sigmoid(z) - 0.05), ladj = sum(5.650537960137389 + (-softplus(-z) - softplus(z))); keeps what the cotangents need
#[inline(always)]
fn pixels_forward_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, tape, .. } = layer;
    let [sigmoid, sigmoid_2] = carve(tape, lanes, [64, 64]);
    for row in 0..64 {
        each_lane! {
            lane in lanes, isa: I;
            read z = z[row];
            write x_out = x[row], sigmoid_out = sigmoid[row], sigmoid_2_out = sigmoid_2[row], ladj_out = ladj[0];
            let z = z[lane];
            let sigmoid_1 = isa.sigmoid(z);
            let neg_2 = -z;
            sigmoid_out[lane] = sigmoid_1;
            sigmoid_2_out[lane] = isa.sigmoid(neg_2);
            x_out[lane] = real::<T>(284.44444444444446) * (sigmoid_1 - real::<T>(0.05));
            ladj_out[lane] += real::<T>(5.650537960137389) + (-isa.softplus(neg_2) - isa.softplus(z));
        }
    }
}

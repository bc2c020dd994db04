/// x → z: z = (log(x/284.44444444444446 + 0.05) - log1p(-(x/284.44444444444446 + 0.05))), ladj = sum(-(5.650537960137389 + (-softplus(log1p(-(x/284.44444444444446 + 0.05)) - log(x/284.44444444444446 + 0.05)) - softplus(log(x/284.44444444444446 + 0.05) - log1p(-(x/284.44444444444446 + 0.05))))))
#[inline(always)]
fn pixels_inverse<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, .. } = layer;
    for row in 0..64 {
        each_lane! {
            lane in lanes, isa: I;
            read x = x[row];
            write z_out = z[row], ladj_out = ladj[0];
            let sum_2 = x[lane] / real::<T>(284.44444444444446) + real::<T>(0.05);
            let log_3 = isa.log(sum_2);
            let log1p_5 = isa.log1p(-sum_2);
            let difference_6 = log_3 - log1p_5;
            let sum_12 = real::<T>(5.650537960137389) + (-isa.softplus(log1p_5 - log_3) - isa.softplus(difference_6));
            z_out[lane] = difference_6;
            ladj_out[lane] += -sum_12;
        }
    }
}

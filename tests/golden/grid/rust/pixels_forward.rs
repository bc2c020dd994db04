/// z → x: x = 284.44444444444446*(sigmoid(z) - 0.05), ladj = sum(5.650537960137389 + (-softplus(-z) - softplus(z)))
#[inline(always)]
fn pixels_forward<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, .. } = layer;
    for row in 0..64 {
        each_lane! {
            lane in lanes, isa: I;
            read z = z[row];
            write x_out = x[row], ladj_out = ladj[0];
            let z = z[lane];
            x_out[lane] = real::<T>(284.44444444444446) * (isa.sigmoid(z) - real::<T>(0.05));
            ladj_out[lane] += real::<T>(5.650537960137389) + (-isa.softplus(-z) - isa.softplus(z));
        }
    }
}

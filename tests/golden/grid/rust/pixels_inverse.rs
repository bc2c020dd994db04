/// x → z: z = (log(x/284.44444444444446 + 0.05) - log1p(-(x/284.44444444444446 + 0.05))), ladj = sum(-(5.650537960137389 + (-softplus(log1p(-(x/284.44444444444446 + 0.05)) - log(x/284.44444444444446 + 0.05)) - softplus(log(x/284.44444444444446 + 0.05) - log1p(-(x/284.44444444444446 + 0.05))))))
#[inline(always)]
fn pixels_inverse<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, .. } = layer;
    for row in 0..64 {
        let x_row = row_of(x, row, lanes);
        let z_row_mut = row_of_mut(z, row, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        for lane in 0..lanes {
            let sum_2 = x_row[lane] / real::<T>(284.44444444444446) + real::<T>(0.05);
            let log_3 = isa.log(sum_2);
            let log1p_5 = isa.log1p(-sum_2);
            let difference_6 = log_3 - log1p_5;
            let sum_12 = real::<T>(5.650537960137389) + (-isa.softplus(log1p_5 - log_3) - isa.softplus(difference_6));
            let neg_13 = -sum_12;
            z_row_mut[lane] = difference_6;
            ladj_row_mut[lane] += neg_13;
        }
    }
}

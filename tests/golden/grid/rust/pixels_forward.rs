/// z → x: x = 284.44444444444446*(sigmoid(z) - 0.05), ladj = sum(5.650537960137389 + (-softplus(-z) - softplus(z)))
#[inline(always)]
fn pixels_forward<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, .. } = layer;
    for row in 0..64 {
        let z_row = row_of(z, row, lanes);
        let x_row_mut = row_of_mut(x, row, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        for lane in 0..lanes {
            let z = z_row[lane];
            let product_3 = real::<T>(284.44444444444446) * (isa.sigmoid(z) - real::<T>(0.05));
            let sum_9 = real::<T>(5.650537960137389) + (-isa.softplus(-z) - isa.softplus(z));
            x_row_mut[lane] = product_3;
            ladj_row_mut[lane] += sum_9;
        }
    }
}

/// z → log p(z).
#[inline(always)]
fn standard_normal_log_prob<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, ladj, .. } = layer;
    {
        let z_row = row_of(z, 0, lanes);
        let z_2_row = row_of(z, 1, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        for lane in 0..lanes {
            let z = z_row[lane];
            let square_1 = z * z;
            let product_2 = real::<T>(-0.5) * square_1;
            let z_2 = z_2_row[lane];
            let square_4 = z_2 * z_2;
            let product_5 = real::<T>(-0.5) * square_4;
            let sum_6 = product_2 + product_5;
            ladj_row_mut[lane] += sum_6 - real::<T>(1.8378770664093453);
        }
    }
}

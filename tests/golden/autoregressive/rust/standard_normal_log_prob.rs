/// z → log p(z).
#[inline(always)]
fn standard_normal_log_prob<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, ladj, .. } = layer;
    {
        let z_row = row_of(z, 0, lanes);
        let z_2_row = row_of(z, 1, lanes);
        let z_3_row = row_of(z, 2, lanes);
        let z_4_row = row_of(z, 3, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        for lane in 0..lanes {
            let z = z_row[lane];
            let square_1 = z * z;
            let product_2 = real::<T>(-0.5) * square_1;
            let z_2 = z_2_row[lane];
            let square_4 = z_2 * z_2;
            let product_5 = real::<T>(-0.5) * square_4;
            let sum_6 = product_2 + product_5;
            let z_3 = z_3_row[lane];
            let square_8 = z_3 * z_3;
            let sum_10 = isa.mul_add(real::<T>(-0.5), square_8, sum_6);
            let z_4 = z_4_row[lane];
            let square_12 = z_4 * z_4;
            let sum_14 = isa.mul_add(real::<T>(-0.5), square_12, sum_10);
            ladj_row_mut[lane] += sum_14 - real::<T>(3.6757541328186907);
        }
    }
}

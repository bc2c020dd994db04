/// z → log p(z)
#[inline(always)]
fn standard_normal_log_prob<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, ladj, .. } = layer;
    {
        let z_0_row = row_of(z, 0, lanes);
        let z_1_row = row_of(z, 1, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        for lane in 0..lanes {
            let z_0 = z_0_row[lane];
            let z_1 = z_1_row[lane];
            ladj_row_mut[lane] +=
                real::<T>(-0.5) * (z_0 * z_0) + real::<T>(-0.5) * (z_1 * z_1) - real::<T>(1.8378770664093453);
        }
    }
}

/// z → log p(z); keeps what the cotangents need
#[inline(always)]
fn standard_normal_log_prob_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, ladj, tape, .. } = layer;
    let [z_kept] = carve(tape, lanes, [4]);
    {
        let z_0_row = row_of(z, 0, lanes);
        let z_1_row = row_of(z, 1, lanes);
        let z_2_row = row_of(z, 2, lanes);
        let z_3_row = row_of(z, 3, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        for lane in 0..lanes {
            let z_0 = z_0_row[lane];
            let z_1 = z_1_row[lane];
            let z_2 = z_2_row[lane];
            let sum_10 =
                isa.mul_add(real::<T>(-0.5), z_2 * z_2, real::<T>(-0.5) * (z_0 * z_0) + real::<T>(-0.5) * (z_1 * z_1));
            let z_3 = z_3_row[lane];
            ladj_row_mut[lane] += isa.mul_add(real::<T>(-0.5), z_3 * z_3, sum_10) - real::<T>(3.6757541328186907);
        }
    }

    z_kept.copy_from_slice(z);
}

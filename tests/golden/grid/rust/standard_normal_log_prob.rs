/// z → log p(z)
#[inline(always)]
fn standard_normal_log_prob<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, ladj, .. } = layer;
    for number in row_of_mut(ladj, 0, lanes) {
        *number += real::<T>(-58.81206612509905);
    }

    for row in 0..64 {
        let z_row = row_of(z, row, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        for lane in 0..lanes {
            let z = z_row[lane];
            ladj_row_mut[lane] = isa.mul_add(real::<T>(-0.5), z * z, ladj_row_mut[lane]);
        }
    }
}

/// z → log p(z); keeps what the cotangents need
#[inline(always)]
fn standard_normal_log_prob_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, ladj, tape, .. } = layer;
    let [z_kept] = carve(tape, lanes, [64]);
    for number in row_of_mut(ladj, 0, lanes) {
        *number += real::<T>(-58.81206612509905);
    }

    for row in 0..64 {
        let z_row = row_of(z, row, lanes);
        let z_kept_row_mut = row_of_mut(z_kept, row, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        for lane in 0..lanes {
            let z = z_row[lane];
            let square_1 = z * z;
            z_kept_row_mut[lane] = z;
            ladj_row_mut[lane] = isa.mul_add(real::<T>(-0.5), square_1, ladj_row_mut[lane]);
        }
    }
}

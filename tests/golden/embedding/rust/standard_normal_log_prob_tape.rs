/// z → log p(z); keeps what the cotangents need
#[inline(always)]
fn standard_normal_log_prob_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, ladj, tape, .. } = layer;
    let [z_kept] = carve(tape, lanes, [5]);
    for number in row_of_mut(ladj, 0, lanes) {
        *number += real::<T>(-4.594692666023363);
    }

    for row in 0..5 {
        each_lane! {
            lane in lanes, isa: I;
            read z = z[row];
            write z_kept_out = z_kept[row], ladj_out = ladj[0];
            let z = z[lane];
            z_kept_out[lane] = z;
            ladj_out[lane] = isa.mul_add(real::<T>(-0.5), z * z, ladj_out[lane]);
        }
    }
}

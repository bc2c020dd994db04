/// z → log p(z)
#[inline(always)]
fn standard_normal_log_prob<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, ladj, .. } = layer;
    for number in row_of_mut(ladj, 0, lanes) {
        *number += real::<T>(-4.594692666023363);
    }

    for row in 0..5 {
        each_lane! {
            lane in lanes, isa: I;
            read z = z[row];
            write ladj_out = ladj[0];
            let z = z[lane];
            ladj_out[lane] = isa.mul_add(real::<T>(-0.5), z * z, ladj_out[lane]);
        }
    }
}

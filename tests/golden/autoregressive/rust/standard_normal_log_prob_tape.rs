/// z → log p(z); keeps what the cotangents need
#[inline(always)]
fn standard_normal_log_prob_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, ladj, tape, .. } = layer;
    let [z_kept] = carve(tape, lanes, [4]);
    standard_normal_ladj_rows(isa, lanes, z, ladj);
    z_kept.copy_from_slice(z);
}

/// z → log p(z); keeps what the cotangents need
#[inline(always)]
fn standard_normal_log_prob_tape<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, ladj, tape, .. } = layer;
    let [z_kept] = carve(tape, lanes, [2]);
    standard_normal_ladj_rows(lanes, z, ladj);
    z_kept.copy_from_slice(z);
}

/// x → log p(x), up to a constant; keeps what the cotangents need
#[inline(always)]
fn target_log_prob_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, ladj, tape, .. } = layer;
    let [x_kept, sqrt, ratio] = carve(tape, lanes, [2, 1, 1]);
    {
        let x_0_row = row_of(x, 0, lanes);
        let x_1_row = row_of(x, 1, lanes);
        let sqrt_row_mut = row_of_mut(sqrt, 0, lanes);
        let ratio_row_mut = row_of_mut(ratio, 0, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        target_log_prob_tape_lanes(isa, lanes, x_0_row, x_1_row, sqrt_row_mut, ratio_row_mut, ladj_row_mut);
    }

    x_kept.copy_from_slice(x);
}

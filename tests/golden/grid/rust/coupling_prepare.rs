/// parameters → what all samples share.
#[inline(always)]
fn coupling_prepare<T: Real, I: Isa>(_: I, parameters: &[T], prepared: &mut [T]) {
    let conditioner_0_weight = &parameters[COUPLING_CONDITIONER_0_WEIGHT];
    let conditioner_1_weight = &parameters[COUPLING_CONDITIONER_1_WEIGHT];
    let [
        conditioner_0_weight_panels,
        conditioner_1_weight_panels,
        conditioner_1_weight_transposed,
        conditioner_0_weight_transposed,
    ] = carve(prepared, 1, [144, 576, 288, 576]);
    pack_window(conditioner_0_weight_panels, conditioner_0_weight, WINDOW_0);
    pack_window_transposed(conditioner_0_weight_transposed, conditioner_0_weight, WINDOW_0);
    pack_window(conditioner_1_weight_panels, conditioner_1_weight, WINDOW_1);
    pack_window_transposed(conditioner_1_weight_transposed, conditioner_1_weight, WINDOW_1);
}

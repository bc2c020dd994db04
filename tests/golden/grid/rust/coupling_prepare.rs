/// parameters → what all samples share.
#[inline(always)]
fn coupling_prepare<T: Real, I: Isa>(_: I, parameters: &[T], mut prepared: &mut [T]) {
    let conditioner_0_weight = &parameters[COUPLING_CONDITIONER_0_WEIGHT];
    let conditioner_1_weight = &parameters[COUPLING_CONDITIONER_1_WEIGHT];
    let [conditioner_0_panels, conditioner_1_panels] = carve_from(&mut prepared, 1, [144, 576]);
    let [conditioner_1_transposed, conditioner_0_transposed] = carve_from(&mut prepared, 1, [288, 576]);
    pack_window(conditioner_0_panels, conditioner_0_weight, WINDOW_0);
    pack_window_transposed(conditioner_0_transposed, conditioner_0_weight, WINDOW_0);
    pack_window(conditioner_1_panels, conditioner_1_weight, WINDOW_1);
    pack_window_transposed(conditioner_1_transposed, conditioner_1_weight, WINDOW_1);
}

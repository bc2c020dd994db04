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
    ] = carve(prepared, 1, [48, 128, 64, 128]);
    pack(conditioner_0_weight_panels, conditioner_0_weight, 8, 3);
    pack_transposed(conditioner_0_weight_transposed, conditioner_0_weight, 8, 3);
    pack(conditioner_1_weight_panels, conditioner_1_weight, 4, 8);
    pack_transposed(conditioner_1_weight_transposed, conditioner_1_weight, 4, 8);
}

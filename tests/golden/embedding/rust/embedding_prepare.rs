/// parameters → what all samples share.
#[inline(always)]
fn embedding_prepare<T: Real, I: Isa>(_: I, parameters: &[T], mut prepared: &mut [T]) {
    let conditioner_0_weight = &parameters[EMBEDDING_CONDITIONER_0_WEIGHT];
    let conditioner_1_weight = &parameters[EMBEDDING_CONDITIONER_1_WEIGHT];
    let [conditioner_0_panels, conditioner_1_panels] = carve_from(&mut prepared, 1, [48, 128]);
    let [conditioner_1_transposed, conditioner_0_transposed] = carve_from(&mut prepared, 1, [96, 128]);
    pack(conditioner_0_panels, conditioner_0_weight, 8, 3);
    pack_transposed(conditioner_0_transposed, conditioner_0_weight, 8, 3);
    pack(conditioner_1_panels, conditioner_1_weight, 6, 8);
    pack_transposed(conditioner_1_transposed, conditioner_1_weight, 6, 8);
}

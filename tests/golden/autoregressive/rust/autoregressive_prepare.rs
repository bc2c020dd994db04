/// parameters → what all samples share.
#[inline(always)]
fn autoregressive_prepare<T: Real, I: Isa>(_: I, parameters: &[T], mut prepared: &mut [T]) {
    let conditioner_0_weight = &parameters[AUTOREGRESSIVE_CONDITIONER_0_WEIGHT];
    let conditioner_1_weight = &parameters[AUTOREGRESSIVE_CONDITIONER_1_WEIGHT];
    let [conditioner_0_panels, conditioner_1_panels] = carve_from(&mut prepared, 1, [64, 96]);
    let [conditioner_1_transposed, conditioner_0_transposed] = carve_from(&mut prepared, 1, [128, 96]);
    let [conditioner_1_weight_exchanged, conditioner_0_weight_exchanged] = carve_from(&mut prepared, 1, [48, 24]);
    pack_stairs(conditioner_0_panels, conditioner_0_weight, 6, 4, MASK_0);
    pack_stairs_transposed(conditioner_0_transposed, conditioner_0_weight, 6, 4, MASK_0);
    pack_stairs(conditioner_1_panels, conditioner_1_weight, 8, 6, MASK_1);
    pack_stairs_transposed(conditioner_1_transposed, conditioner_1_weight, 8, 6, MASK_1);
    transpose(conditioner_0_weight_exchanged, conditioner_0_weight, 6, 4);
    transpose(conditioner_1_weight_exchanged, conditioner_1_weight, 8, 6);
}

/// x → z: z = (x - shift)*exp(-5*tanh(0.2*raw_scale)), ladj = sum(-5*tanh(0.2*raw_scale))
#[inline(always)]
fn affine_inverse<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, prepared, .. } = layer;
    let (sum_2, shift_0, gather) = (&prepared[AFFINE_SUM_2], &prepared[AFFINE_SHIFT_0], &prepared[AFFINE_GATHER]);
    let (shift_1, gather_2) = (&prepared[AFFINE_SHIFT_1], &prepared[AFFINE_GATHER_2]);
    affine_z_rows(lanes, x, shift_1, gather_2, sum_2, shift_0, gather, z, ladj);
}

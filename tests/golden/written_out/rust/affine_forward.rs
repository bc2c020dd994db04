/// z → x: x = (z*exp(5*tanh(0.2*raw_scale)) + shift), ladj = sum(5*tanh(0.2*raw_scale))
#[inline(always)]
fn affine_forward<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, prepared, .. } = layer;
    let (sum, shift_0, shift_1) = (&prepared[AFFINE_SUM], &prepared[AFFINE_SHIFT_0], &prepared[AFFINE_SHIFT_1]);
    let (scale_0, scale_1) = (&prepared[AFFINE_SCALE_0], &prepared[AFFINE_SCALE_1]);
    affine_x_rows(isa, lanes, sum, z, scale_1, shift_1, scale_0, shift_0, ladj, x);
}

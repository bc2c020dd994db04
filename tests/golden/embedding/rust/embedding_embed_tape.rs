/// given → context: context = (conditioner.1.weight·relu(conditioner.0.weight·x + conditioner.0.bias) + conditioner.1.bias), ladj = 0; keeps what the cotangents need
#[inline(always)]
fn embedding_embed_tape<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: context, parameters, prepared, tape, .. } = layer;
    let conditioner_0_bias = &parameters[EMBEDDING_CONDITIONER_0_BIAS];
    let conditioner_1_bias = &parameters[EMBEDDING_CONDITIONER_1_BIAS];
    let conditioner_0_panels = &prepared[EMBEDDING_CONDITIONER_0_PANELS];
    let conditioner_1_panels = &prepared[EMBEDDING_CONDITIONER_1_PANELS];
    let [x_kept, hidden_0] = carve(tape, lanes, [3, 8]);
    x_kept.copy_from_slice(x);
    product(hidden_0, conditioner_0_panels, Some(conditioner_0_bias), x, 8, 3, lanes, Activation::Relu);
    product(context, conditioner_1_panels, Some(conditioner_1_bias), hidden_0, 6, 8, lanes, Activation::Identity);
}

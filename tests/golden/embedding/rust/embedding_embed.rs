/// given → context: context = (conditioner.1.weight·relu(conditioner.0.weight·x + conditioner.0.bias) + conditioner.1.bias), ladj = 0
#[inline(always)]
fn embedding_embed<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: context, parameters, prepared, scratch, .. } = layer;
    let conditioner_0_bias = &parameters[EMBEDDING_CONDITIONER_0_BIAS];
    let conditioner_1_bias = &parameters[EMBEDDING_CONDITIONER_1_BIAS];
    let conditioner_0_panels = &prepared[EMBEDDING_CONDITIONER_0_PANELS];
    let conditioner_1_panels = &prepared[EMBEDDING_CONDITIONER_1_PANELS];
    let [hidden_0] = carve(scratch, lanes, [8]);
    product(hidden_0, conditioner_0_panels, Some(conditioner_0_bias), x, 8, 3, lanes, Activation::Relu);
    product(context, conditioner_1_panels, Some(conditioner_1_bias), hidden_0, 6, 8, lanes, Activation::Identity);
}

/// cotangents of given → context.
#[inline(always)]
fn embedding_embed_vjp<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: result_cotangent, output: argument_cotangent, prepared, tape, .. } = layer;
    let conditioner_1_weight_transposed = &prepared[176..272];
    let conditioner_0_weight_transposed = &prepared[272..400];
    let [_, hidden_0, select_cotangent, result_cotangent_cotangent] = carve(tape, lanes, [3, 8, 8, 6]);
    result_cotangent_cotangent.copy_from_slice(result_cotangent);
    product_gated(select_cotangent, conditioner_1_weight_transposed, result_cotangent, hidden_0, 8, 6, lanes);
    product(
        argument_cotangent,
        conditioner_0_weight_transposed,
        None,
        select_cotangent,
        3,
        8,
        lanes,
        Activation::Identity,
    );
}

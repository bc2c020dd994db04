/// cotangents of given → context
/// of argument: conditioner.0.weight·(if … < … { …·… } else { 0 })
/// of conditioner.0.weight: (if 0 < relu(… + …) { conditioner.1.weight·result_cotangent } else { 0 })⊗x
/// of conditioner.0.bias: (if 0 < relu(… + …) { conditioner.1.weight·result_cotangent } else { 0 })
/// of conditioner.1.weight: result_cotangent⊗relu(conditioner.0.weight·x + conditioner.0.bias)
/// of conditioner.1.bias: result_cotangent
#[inline(always)]
fn embedding_embed_vjp<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: result_cotangent, output: argument_cotangent, prepared, wanted, mut tape, .. } = layer;
    let conditioner_1_transposed = &prepared[EMBEDDING_CONDITIONER_1_TRANSPOSED];
    let conditioner_0_transposed = &prepared[EMBEDDING_CONDITIONER_0_TRANSPOSED];
    let [_, hidden_0, conditioner_0_bias_cotangent] = carve_from(&mut tape, lanes, [3, 8, 8]);
    let [result_cotangent_2] = carve_from(&mut tape, lanes, [6]);
    result_cotangent_2.copy_from_slice(result_cotangent);
    product_gated(conditioner_0_bias_cotangent, conditioner_1_transposed, result_cotangent, hidden_0, 8, 6, lanes);
    if wanted {
        product(
            argument_cotangent,
            conditioner_0_transposed,
            None,
            conditioner_0_bias_cotangent,
            3,
            8,
            lanes,
            Activation::Identity,
        );
    }
}

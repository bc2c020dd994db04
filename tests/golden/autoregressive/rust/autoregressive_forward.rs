/// z → x: x = x, ladj = sum(5*tanh(0.2*raw_scale))
#[inline(always)]
fn autoregressive_forward<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x_2, ladj, parameters, scratch, .. } = layer;
    let conditioner_0_bias = &parameters[AUTOREGRESSIVE_CONDITIONER_0_BIAS];
    let conditioner_1_bias = &parameters[AUTOREGRESSIVE_CONDITIONER_1_BIAS];
    let conditioner_0_weight = &parameters[AUTOREGRESSIVE_CONDITIONER_0_WEIGHT];
    let conditioner_1_weight = &parameters[AUTOREGRESSIVE_CONDITIONER_1_WEIGHT];
    let [hidden_0, x, raw] = carve(scratch, lanes, [6, 4, 8]);
    for level in 0..4 {
        product_level(
            hidden_0,
            conditioner_0_weight,
            Some(conditioner_0_bias),
            x,
            level,
            lanes,
            Activation::Relu,
            MASK_0,
        );
        product_level(
            raw,
            conditioner_1_weight,
            Some(conditioner_1_bias),
            hidden_0,
            level,
            lanes,
            Activation::Identity,
            MASK_1,
        );
        autoregressive_x_rows(isa, lanes, level, z, raw, x);
    }

    for row in 0..4 {
        each_lane! {
            lane in lanes, isa: I;
            read x = x[row], raw_scale = raw[2 * row];
            write x_2_out = x_2[row], ladj_out = ladj[0];
            x_2_out[lane] = x[lane];
            ladj_out[lane] = isa.mul_add(real::<T>(5.0), isa.tanh(real::<T>(0.2) * raw_scale[lane]), ladj_out[lane]);
        }
    }
}

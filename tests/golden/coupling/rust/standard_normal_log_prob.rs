/// z → log p(z)
#[inline(always)]
fn standard_normal_log_prob<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, ladj, .. } = layer;
    standard_normal_ladj_rows(isa, lanes, z, ladj);
}

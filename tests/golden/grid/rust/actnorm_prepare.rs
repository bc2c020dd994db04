/// parameters → what all samples share.
#[inline(always)]
fn actnorm_prepare<T: Real, I: Isa>(isa: I, parameters: &[T], prepared: &mut [T]) {
    let log_deviation = &parameters[ACTNORM_LOG_DEVIATION];
    let [exp, _, product_value, _, product_2, _, exp_2, _] = carve(prepared, 1, [4, 12, 1, 15, 1, 15, 4, 12]);
    let mut scratch = [T::ZERO; 1];
    let [slot_0] = carve(&mut scratch, 1, [1]);
    let sum = &mut slot_0[..1];
    sum.fill(T::ZERO);
    for row in 0..4 {
        let neg_1 = -log_deviation[row];
        let exp_2_value = isa.exp(neg_1);
        let exp_3 = isa.exp(log_deviation[row]);
        exp[row] = exp_2_value;
        sum[0] += neg_1;
        exp_2[row] = exp_3;
    }

    {
        let product_1 = real::<T>(16.0) * sum[0];
        let product_2_value = real::<T>(-16.0) * sum[0];
        product_value[0] = product_1;
        product_2[0] = product_2_value;
    }
}

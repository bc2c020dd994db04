/// parameters → what all samples share.
#[inline(always)]
fn actnorm_prepare<T: Real, I: Isa>(isa: I, parameters: &[T], mut prepared: &mut [T]) {
    let log_deviation = &parameters[ACTNORM_LOG_DEVIATION];
    let [exp, _, product_value, _, product_2, _] = carve_from(&mut prepared, 1, [4, 12, 1, 15, 1, 15]);
    let [exp_2] = carve_from(&mut prepared, 1, [4]);
    let scratch = &mut [T::ZERO; 1][..];
    let [sum] = carve(scratch, 1, [1]);
    sum.fill(T::ZERO);
    for row in 0..4 {
        let neg_1 = -log_deviation[row];
        exp[row] = isa.exp(neg_1);
        sum[0] += neg_1;
        exp_2[row] = isa.exp(log_deviation[row]);
    }

    {
        product_value[0] = real::<T>(16.0) * sum[0];
        product_2[0] = real::<T>(-16.0) * sum[0];
    }
}

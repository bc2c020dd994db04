/// from cotangents of uniform values to those of parameters.
#[inline(always)]
fn actnorm_uniform_vjp<T: Real, I: Isa>(isa: I, parameters: &[T], uniform: &[T], cotangent: &mut [T]) {
    let log_deviation = &parameters[ACTNORM_LOG_DEVIATION];
    let (exp_cotangent, product_cotangent) = (&uniform[ACTNORM_EXP_COTANGENT], &uniform[ACTNORM_PRODUCT_COTANGENT]);
    let product_cotangent_2 = &uniform[ACTNORM_PRODUCT_COTANGENT_2];
    let exp_cotangent_2 = &uniform[ACTNORM_EXP_COTANGENT_2];
    let [_, parameter_1_cotangent] = carve(cotangent, 1, [4, 4]);
    let scratch = &mut [T::ZERO; 9][..];
    let [sum, exp, exp_2] = carve(scratch, 1, [1, 4, 4]);
    {
        sum[0] = real::<T>(-16.0) * product_cotangent_2[0] + real::<T>(16.0) * product_cotangent[0];
    }

    for row in 0..4 {
        exp[row] = isa.exp(log_deviation[row]);
        exp_2[row] = isa.exp(-log_deviation[row]);
    }

    for row in 0..4 {
        parameter_1_cotangent[row] += exp[row] * exp_cotangent_2[row] - (sum[0] + exp_2[row] * exp_cotangent[row]);
    }
}

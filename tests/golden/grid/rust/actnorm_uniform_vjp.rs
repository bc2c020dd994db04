/// from cotangents of uniform values to those of parameters.
#[inline(always)]
fn actnorm_uniform_vjp<T: Real, I: Isa>(isa: I, parameters: &[T], uniform: &[T], cotangent: &mut [T]) {
    let log_deviation = &parameters[ACTNORM_LOG_DEVIATION];
    let exp_cotangent = &uniform[ACTNORM_EXP_COTANGENT];
    let product_cotangent = &uniform[ACTNORM_PRODUCT_COTANGENT];
    let product_cotangent_2 = &uniform[ACTNORM_PRODUCT_COTANGENT_2];
    let exp_cotangent_2 = &uniform[ACTNORM_EXP_COTANGENT_2];
    let [_, parameter_1_cotangent] = carve(cotangent, 1, [4, 4]);
    let mut scratch = [T::ZERO; 9];
    let [slot_0, slot_1, slot_2] = carve(&mut scratch, 1, [1, 4, 4]);
    let sum = &mut slot_0[..1];
    {
        sum[0] = real::<T>(-16.0) * product_cotangent_2[0] + real::<T>(16.0) * product_cotangent[0];
    }

    let exp = &mut slot_1[..4];
    let exp_2 = &mut slot_2[..4];
    for row in 0..4 {
        let exp_1 = isa.exp(log_deviation[row]);
        let exp_3 = isa.exp(-log_deviation[row]);
        exp[row] = exp_1;
        exp_2[row] = exp_3;
    }

    for row in 0..4 {
        parameter_1_cotangent[row] += exp[row] * exp_cotangent_2[row] - (sum[0] + exp_2[row] * exp_cotangent[row]);
    }
}

/// from cotangents of uniform values to those of parameters.
#[inline(always)]
fn affine_uniform_vjp<T: Real, I: Isa>(isa: I, parameters: &[T], uniform: &[T], cotangent: &mut [T]) {
    let raw_scale = &parameters[AFFINE_RAW_SCALE];
    let (sum_cotangent, sum_cotangent_2) = (&uniform[AFFINE_SUM_COTANGENT], &uniform[AFFINE_SUM_COTANGENT_2]);
    let shift_0_cotangent = &uniform[AFFINE_SHIFT_0_COTANGENT];
    let gather_cotangent = &uniform[AFFINE_GATHER_COTANGENT];
    let shift_1_cotangent = &uniform[AFFINE_SHIFT_1_COTANGENT];
    let gather_cotangent_2 = &uniform[AFFINE_GATHER_COTANGENT_2];
    let scale_0_cotangent = &uniform[AFFINE_SCALE_0_COTANGENT];
    let scale_1_cotangent = &uniform[AFFINE_SCALE_1_COTANGENT];
    let [parameter_0_cotangent, parameter_1_cotangent] = carve(cotangent, 1, [2, 2]);
    let scratch = &mut [T::ZERO; 10][..];
    let [assemble, scale_cotangent, exp, scale, tanh] = carve(scratch, 1, [2, 2, 2, 2, 2]);
    {
        assemble[1] = gather_cotangent_2[0];
        assemble[0] = gather_cotangent[0];
        scale_cotangent[1] = scale_1_cotangent[0];
        scale_cotangent[0] = scale_0_cotangent[0];
        parameter_1_cotangent[1] += shift_1_cotangent[0];
        parameter_1_cotangent[0] += shift_0_cotangent[0];
    }

    for row in 0..2 {
        let tanh_2 = isa.tanh(real::<T>(0.2) * raw_scale[row]);
        let log_scale = real::<T>(5.0) * tanh_2;
        exp[row] = isa.exp(real::<T>(-5.0) * tanh_2);
        scale[row] = isa.exp(log_scale);
        tanh[row] = tanh_2;
    }

    for row in 0..2 {
        let tanh_value = tanh[row];
        let log_scale_cotangent = sum_cotangent[0] + scale[row] * scale_cotangent[row];
        let sum_12 =
            real::<T>(-5.0) * (sum_cotangent_2[0] + exp[row] * assemble[row]) + real::<T>(5.0) * log_scale_cotangent;
        parameter_0_cotangent[row] += real::<T>(0.2) * (sum_12 * (T::ONE - tanh_value * tanh_value));
    }
}

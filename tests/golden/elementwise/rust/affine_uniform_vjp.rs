/// from cotangents of uniform values to those of parameters.
#[inline(always)]
fn affine_uniform_vjp<T: Real, I: Isa>(isa: I, parameters: &[T], uniform: &[T], cotangent: &mut [T]) {
    let raw_scale = &parameters[AFFINE_RAW_SCALE];
    let (scale_cotangent, sum_cotangent) = (&uniform[AFFINE_SCALE_COTANGENT], &uniform[AFFINE_SUM_COTANGENT]);
    let (exp_cotangent, sum_cotangent_2) = (&uniform[AFFINE_EXP_COTANGENT], &uniform[AFFINE_SUM_COTANGENT_2]);
    let [parameter_0_cotangent] = carve(cotangent, 1, [5]);
    for row in 0..5 {
        let tanh_3 = isa.tanh(real::<T>(0.2) * raw_scale[row]);
        let sum_8 = sum_cotangent_2[0] + isa.exp(real::<T>(-5.0) * tanh_3) * exp_cotangent[row];
        let log_scale = real::<T>(5.0) * tanh_3;
        let scale = isa.exp(log_scale);
        let log_scale_cotangent = sum_cotangent[0] + scale * scale_cotangent[row];
        let product_20 = (real::<T>(-5.0) * sum_8 + real::<T>(5.0) * log_scale_cotangent) * (T::ONE - tanh_3 * tanh_3);
        parameter_0_cotangent[row] += real::<T>(0.2) * product_20;
    }
}

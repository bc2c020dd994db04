/// from cotangents of uniform values to those of parameters.
#[inline(always)]
fn affine_uniform_vjp<T: Real, I: Isa>(isa: I, parameters: &[T], uniform: &[T], cotangent: &mut [T]) {
    let raw_scale = &parameters[0..5];
    let scale_cotangent = &uniform[0..5];
    let sum_cotangent = &uniform[5..6];
    let exp_cotangent = &uniform[6..11];
    let sum_cotangent_2 = &uniform[11..12];
    let [parameter_0_cotangent, _] = carve(cotangent, 1, [5, 5]);
    for row in 0..5 {
        let sum_cotangent_2_here = sum_cotangent_2[0];
        let raw_scale_here = raw_scale[row];
        let product_2 = real::<T>(0.2) * raw_scale_here;
        let tanh_3 = isa.tanh(product_2);
        let product_4 = real::<T>(-5.0) * tanh_3;
        let exp_5 = isa.exp(product_4);
        let exp_cotangent_here = exp_cotangent[row];
        let product_7 = exp_5 * exp_cotangent_here;
        let sum_8 = sum_cotangent_2_here + product_7;
        let product_9 = real::<T>(-5.0) * sum_8;
        let sum_cotangent_here = sum_cotangent[0];
        let log_scale = real::<T>(5.0) * tanh_3;
        let scale = isa.exp(log_scale);
        let scale_cotangent_here = scale_cotangent[row];
        let product_14 = scale * scale_cotangent_here;
        let sum_15 = sum_cotangent_here + product_14;
        let product_16 = real::<T>(5.0) * sum_15;
        let sum_17 = product_9 + product_16;
        let square_18 = tanh_3 * tanh_3;
        let difference_19 = T::ONE - square_18;
        let product_20 = sum_17 * difference_19;
        parameter_0_cotangent[row] += real::<T>(0.2) * product_20;
    }
}

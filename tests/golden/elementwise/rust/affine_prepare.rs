/// parameters → what all samples share.
#[inline(always)]
fn affine_prepare<T: Real, I: Isa>(isa: I, parameters: &[T], prepared: &mut [T]) {
    let raw_scale = &parameters[0..5];
    let [scale, _, sum, _, exp, _, sum_2, _] = carve(prepared, 1, [5, 11, 1, 15, 5, 11, 1, 15]);
    sum.fill(T::ZERO);
    sum_2.fill(T::ZERO);
    for row in 0..5 {
        let raw_scale_here = raw_scale[row];
        let product_1 = real::<T>(0.2) * raw_scale_here;
        let tanh_2 = isa.tanh(product_1);
        let log_scale = real::<T>(5.0) * tanh_2;
        let scale_here = isa.exp(log_scale);
        let product_5 = real::<T>(-5.0) * tanh_2;
        let exp_6 = isa.exp(product_5);
        scale[row] = scale_here;
        sum[0] += log_scale;
        exp[row] = exp_6;
        sum_2[0] += product_5;
    }
}

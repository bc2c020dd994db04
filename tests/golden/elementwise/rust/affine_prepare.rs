/// parameters → what all samples share.
#[inline(always)]
fn affine_prepare<T: Real, I: Isa>(isa: I, parameters: &[T], prepared: &mut [T]) {
    let raw_scale = &parameters[AFFINE_RAW_SCALE];
    let [scale, _, sum, _, exp, _, sum_2] = carve(prepared, 1, [5, 11, 1, 15, 5, 11, 1]);
    clear([sum, sum_2]);
    for row in 0..5 {
        let tanh_2 = isa.tanh(real::<T>(0.2) * raw_scale[row]);
        let log_scale = real::<T>(5.0) * tanh_2;
        let product_5 = real::<T>(-5.0) * tanh_2;
        scale[row] = isa.exp(log_scale);
        sum[0] += log_scale;
        exp[row] = isa.exp(product_5);
        sum_2[0] += product_5;
    }
}

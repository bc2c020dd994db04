/// parameters → what all samples share.
#[inline(always)]
fn affine_prepare<T: Real, I: Isa>(isa: I, parameters: &[T], mut prepared: &mut [T]) {
    let (raw_scale, shift) = (&parameters[AFFINE_RAW_SCALE], &parameters[AFFINE_SHIFT]);
    let [sum, _, sum_2, _, shift_0, _, gather] = carve_from(&mut prepared, 1, [1, 15, 1, 15, 1, 15, 1]);
    let [_, shift_1, _, gather_2, _, scale_0] = carve_from(&mut prepared, 1, [15, 1, 15, 1, 15, 1]);
    let [_, scale_1] = carve_from(&mut prepared, 1, [15, 1]);
    let scratch = &mut [T::ZERO; 4][..];
    let [exp, scale] = carve(scratch, 1, [2, 2]);
    clear([sum, sum_2]);
    {
        shift_0[0] = shift[0];
        shift_1[0] = shift[1];
    }

    for row in 0..2 {
        let tanh_2 = isa.tanh(real::<T>(0.2) * raw_scale[row]);
        let log_scale = real::<T>(5.0) * tanh_2;
        let product_4 = real::<T>(-5.0) * tanh_2;
        sum[0] += log_scale;
        sum_2[0] += product_4;
        exp[row] = isa.exp(product_4);
        scale[row] = isa.exp(log_scale);
    }

    {
        gather[0] = exp[0];
        gather_2[0] = exp[1];
        scale_0[0] = scale[0];
        scale_1[0] = scale[1];
    }
}

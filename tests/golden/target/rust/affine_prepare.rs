/// parameters → what all samples share.
#[inline(always)]
fn affine_prepare<T: Real, I: Isa>(isa: I, parameters: &[T], prepared: &mut [T]) {
    let raw_scale = &parameters[AFFINE_RAW_SCALE];
    let shift = &parameters[AFFINE_SHIFT];
    let [sum, _, sum_2, _, shift_0, _, gather, _, shift_1, _, gather_2, _, scale_0, _, scale_1, _] =
        carve(prepared, 1, [1, 15, 1, 15, 1, 15, 1, 15, 1, 15, 1, 15, 1, 15, 1, 15]);
    let mut scratch = [T::ZERO; 4];
    let [slot_0, slot_1] = carve(&mut scratch, 1, [2, 2]);
    sum.fill(T::ZERO);
    sum_2.fill(T::ZERO);
    {
        let shift_0_value = shift[0];
        let shift_1_value = shift[1];
        shift_0[0] = shift_0_value;
        shift_1[0] = shift_1_value;
    }

    let exp = &mut slot_0[..2];
    let scale = &mut slot_1[..2];
    for row in 0..2 {
        let tanh_2 = isa.tanh(real::<T>(0.2) * raw_scale[row]);
        let log_scale = real::<T>(5.0) * tanh_2;
        let product_4 = real::<T>(-5.0) * tanh_2;
        let exp_5 = isa.exp(product_4);
        let scale_value = isa.exp(log_scale);
        sum[0] += log_scale;
        sum_2[0] += product_4;
        exp[row] = exp_5;
        scale[row] = scale_value;
    }

    {
        let exp_0 = exp[0];
        let exp_1 = exp[1];
        let scale_0_value = scale[0];
        let scale_1_value = scale[1];
        gather[0] = exp_0;
        gather_2[0] = exp_1;
        scale_0[0] = scale_0_value;
        scale_1[0] = scale_1_value;
    }
}

/// from cotangents of uniform values to those of parameters.
#[inline(always)]
fn affine_uniform_vjp<T: Real, I: Isa>(isa: I, parameters: &[T], uniform: &[T], cotangent: &mut [T]) {
    let raw_scale = &parameters[0..2];
    let sum_cotangent = &uniform[0..1];
    let sum_cotangent_2 = &uniform[1..2];
    let shift_0_cotangent = &uniform[2..3];
    let gather_cotangent = &uniform[3..4];
    let shift_1_cotangent = &uniform[4..5];
    let gather_cotangent_2 = &uniform[5..6];
    let scale_0_cotangent = &uniform[6..7];
    let scale_1_cotangent = &uniform[7..8];
    let [parameter_0_cotangent, parameter_1_cotangent] = carve(cotangent, 1, [2, 2]);
    let mut scratch = [T::ZERO; 10];
    let [slot_0, slot_1, slot_2, slot_3, slot_4] = carve(&mut scratch, 1, [2, 2, 2, 2, 2]);
    let assemble = &mut slot_0[..2];
    let assemble_2 = &mut slot_1[..2];
    {
        let gather_cotangent_2_here = gather_cotangent_2[0];
        let gather_cotangent_here = gather_cotangent[0];
        let scale_1_cotangent_here = scale_1_cotangent[0];
        let scale_0_cotangent_here = scale_0_cotangent[0];
        let shift_1_cotangent_here = shift_1_cotangent[0];
        let shift_0_cotangent_here = shift_0_cotangent[0];
        assemble[1] = gather_cotangent_2_here;
        assemble[0] = gather_cotangent_here;
        assemble_2[1] = scale_1_cotangent_here;
        assemble_2[0] = scale_0_cotangent_here;
        parameter_1_cotangent[1] += shift_1_cotangent_here;
        parameter_1_cotangent[0] += shift_0_cotangent_here;
    }

    let exp = &mut slot_2[..2];
    let scale = &mut slot_3[..2];
    let tanh = &mut slot_4[..2];
    for row in 0..2 {
        let raw_scale_here = raw_scale[row];
        let product_1 = real::<T>(0.2) * raw_scale_here;
        let tanh_2 = isa.tanh(product_1);
        let product_3 = real::<T>(-5.0) * tanh_2;
        let exp_4 = isa.exp(product_3);
        let log_scale = real::<T>(5.0) * tanh_2;
        let scale_here = isa.exp(log_scale);
        exp[row] = exp_4;
        scale[row] = scale_here;
        tanh[row] = tanh_2;
    }

    for row in 0..2 {
        let sum_cotangent_2_here = sum_cotangent_2[0];
        let exp_here = exp[row];
        let assemble_here = assemble[row];
        let product_3 = exp_here * assemble_here;
        let sum_4 = sum_cotangent_2_here + product_3;
        let product_5 = real::<T>(-5.0) * sum_4;
        let sum_cotangent_here = sum_cotangent[0];
        let scale_here = scale[row];
        let assemble_2_here = assemble_2[row];
        let product_9 = scale_here * assemble_2_here;
        let sum_10 = sum_cotangent_here + product_9;
        let product_11 = real::<T>(5.0) * sum_10;
        let sum_12 = product_5 + product_11;
        let tanh_here = tanh[row];
        let square_14 = tanh_here * tanh_here;
        let difference_15 = T::ONE - square_14;
        let product_16 = sum_12 * difference_15;
        parameter_0_cotangent[row] += real::<T>(0.2) * product_16;
    }
}

/// from cotangents of uniform values to those of parameters.
#[inline(always)]
fn planar_uniform_vjp<T: Real, I: Isa>(isa: I, parameters: &[T], uniform: &[T], cotangent: &mut [T]) {
    let u = &parameters[PLANAR_U];
    let w = &parameters[PLANAR_W];
    let sum_cotangent = &uniform[PLANAR_SUM_COTANGENT];
    let softplus_cotangent = &uniform[PLANAR_SOFTPLUS_COTANGENT];
    let sum_cotangent_2 = &uniform[PLANAR_SUM_COTANGENT_2];
    let [parameter_0_cotangent, parameter_1_cotangent, _] = carve(cotangent, 1, [5, 5, 1]);
    let mut scratch = [T::ZERO; 8];
    let [slot_0, slot_1, slot_2, slot_3, slot_4, slot_5, slot_6, slot_7] =
        carve(&mut scratch, 1, [1, 1, 1, 1, 1, 1, 1, 1]);
    let sum_3 = &mut slot_0[..1];
    sum_3.fill(T::ZERO);
    let sum_2 = &mut slot_1[..1];
    sum_2.fill(T::ZERO);
    let sum_4 = &mut slot_2[..1];
    sum_4.fill(T::ZERO);
    let sum_5 = &mut slot_3[..1];
    sum_5.fill(T::ZERO);
    let sum_7 = &mut slot_4[..1];
    sum_7.fill(T::ZERO);
    for row in 0..5 {
        let w_value = w[row];
        let square_1 = w_value * w_value;
        let product_3 = u[row] * w_value;
        sum_3[0] += square_1;
        sum_5[0] += product_3;
    }

    let ratio = &mut slot_6[..1];
    let sigmoid = &mut slot_5[..1];
    let difference = &mut slot_7[..1];
    {
        let ratio_1 = T::ONE / sum_3[0];
        let sum_5_value = sum_5[0];
        let sigmoid_3 = isa.sigmoid(sum_5_value);
        let difference_6 = isa.softplus(sum_5_value) - T::ONE - sum_5_value;
        ratio[0] = ratio_1;
        sigmoid[0] = sigmoid_3;
        difference[0] = difference_6;
    }

    for row in 0..5 {
        let product_7 = sum_cotangent_2[row] * (w[row] * difference[0] / sum_3[0] / sum_3[0]);
        sum_7[0] += -product_7;
    }

    let sum_6 = &mut slot_0[..1];
    {
        sum_6[0] = sum_cotangent[0] + sum_7[0];
    }

    for row in 0..5 {
        let product_4 = w[row] * (sum_cotangent_2[row] * ratio[0]);
        let neg_5 = -product_4;
        sum_2[0] += neg_5;
        sum_4[0] += product_4;
    }

    let sum = &mut slot_3[..1];
    {
        sum[0] = sum_2[0] + (softplus_cotangent[0] + sum_4[0]) * sigmoid[0];
    }

    for row in 0..5 {
        let u_cotangent = sum_cotangent_2[row] + w[row] * sum[0];
        let sum_12 = difference[0] * (sum_cotangent_2[row] * ratio[0]) + real::<T>(2.0) * (w[row] * sum_6[0]);
        let w_cotangent = sum_12 + u[row] * sum[0];
        parameter_0_cotangent[row] += u_cotangent;
        parameter_1_cotangent[row] += w_cotangent;
    }
}

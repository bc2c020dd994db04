/// from cotangents of uniform values to those of parameters.
#[inline(always)]
fn planar_uniform_vjp<T: Real, I: Isa>(isa: I, parameters: &[T], uniform: &[T], cotangent: &mut [T]) {
    let (u, w) = (&parameters[PLANAR_U], &parameters[PLANAR_W]);
    let (sum_cotangent, softplus_cotangent) = (&uniform[PLANAR_SUM_COTANGENT], &uniform[PLANAR_SOFTPLUS_COTANGENT]);
    let sum_cotangent_2 = &uniform[PLANAR_SUM_COTANGENT_2];
    let [parameter_0_cotangent, parameter_1_cotangent] = carve(cotangent, 1, [5, 5]);
    let mut scratch = &mut [T::ZERO; 8][..];
    let [slot_0, sum_2, sum_4, slot_3, sum_7] = carve_from(&mut scratch, 1, [1, 1, 1, 1, 1]);
    let [sigmoid, ratio, difference] = carve_from(&mut scratch, 1, [1, 1, 1]);
    let sum_3 = &mut slot_0[..1];
    let sum_5 = &mut slot_3[..1];
    clear([sum_3, sum_2, sum_4, sum_5, sum_7]);
    for row in 0..5 {
        let w_value = w[row];
        sum_3[0] += w_value * w_value;
        sum_5[0] += u[row] * w_value;
    }

    {
        let sum_5_value = sum_5[0];
        ratio[0] = T::ONE / sum_3[0];
        sigmoid[0] = isa.sigmoid(sum_5_value);
        difference[0] = isa.softplus(sum_5_value) - T::ONE - sum_5_value;
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
        sum_2[0] += -product_4;
        sum_4[0] += product_4;
    }

    let sum = &mut slot_3[..1];
    {
        sum[0] = sum_2[0] + (softplus_cotangent[0] + sum_4[0]) * sigmoid[0];
    }

    for row in 0..5 {
        let sum_12 = difference[0] * (sum_cotangent_2[row] * ratio[0]) + real::<T>(2.0) * (w[row] * sum_6[0]);
        parameter_0_cotangent[row] += sum_cotangent_2[row] + w[row] * sum[0];
        parameter_1_cotangent[row] += sum_12 + u[row] * sum[0];
    }
}

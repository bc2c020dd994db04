/// from cotangents of uniform values to those of parameters.
#[inline(always)]
fn planar_uniform_vjp<T: Real, I: Isa>(isa: I, parameters: &[T], uniform: &[T], cotangent: &mut [T]) {
    let u = &parameters[0..5];
    let w = &parameters[5..10];
    let sum_cotangent = &uniform[0..1];
    let softplus_cotangent = &uniform[1..2];
    let sum_cotangent_2 = &uniform[2..7];
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
        let w_here = w[row];
        let square_1 = w_here * w_here;
        let u_here = u[row];
        let product_3 = u_here * w_here;
        sum_3[0] += square_1;
        sum_5[0] += product_3;
    }

    let ratio = &mut slot_6[..1];
    let sigmoid = &mut slot_5[..1];
    let difference = &mut slot_7[..1];
    {
        let sum_3_here = sum_3[0];
        let ratio_1 = T::ONE / sum_3_here;
        let sum_5_here = sum_5[0];
        let sigmoid_3 = isa.sigmoid(sum_5_here);
        let softplus_4 = isa.softplus(sum_5_here);
        let difference_5 = softplus_4 - T::ONE;
        let difference_6 = difference_5 - sum_5_here;
        ratio[0] = ratio_1;
        sigmoid[0] = sigmoid_3;
        difference[0] = difference_6;
    }

    for row in 0..5 {
        let sum_cotangent_2_here = sum_cotangent_2[row];
        let w_here = w[row];
        let difference_here = difference[0];
        let product_3 = w_here * difference_here;
        let sum_3_here = sum_3[0];
        let ratio_5 = product_3 / sum_3_here;
        let ratio_6 = ratio_5 / sum_3_here;
        let product_7 = sum_cotangent_2_here * ratio_6;
        sum_7[0] += -product_7;
    }

    let sum_6 = &mut slot_0[..1];
    {
        let sum_cotangent_here = sum_cotangent[0];
        let sum_7_here = sum_7[0];
        sum_6[0] = sum_cotangent_here + sum_7_here;
    }

    for row in 0..5 {
        let w_here = w[row];
        let sum_cotangent_2_here = sum_cotangent_2[row];
        let ratio_here = ratio[0];
        let product_3 = sum_cotangent_2_here * ratio_here;
        let product_4 = w_here * product_3;
        let neg_5 = -product_4;
        sum_2[0] += neg_5;
        sum_4[0] += product_4;
    }

    let sum = &mut slot_3[..1];
    {
        let sum_2_here = sum_2[0];
        let softplus_cotangent_here = softplus_cotangent[0];
        let sum_4_here = sum_4[0];
        let sum_3_here = softplus_cotangent_here + sum_4_here;
        let sigmoid_here = sigmoid[0];
        let product_5 = sum_3_here * sigmoid_here;
        sum[0] = sum_2_here + product_5;
    }

    for row in 0..5 {
        let sum_cotangent_2_here = sum_cotangent_2[row];
        let w_here = w[row];
        let sum_here = sum[0];
        let product_3 = w_here * sum_here;
        let sum_4_here = sum_cotangent_2_here + product_3;
        let difference_here = difference[0];
        let ratio_here = ratio[0];
        let product_7 = sum_cotangent_2_here * ratio_here;
        let product_8 = difference_here * product_7;
        let sum_6_here = sum_6[0];
        let product_10 = w_here * sum_6_here;
        let product_11 = real::<T>(2.0) * product_10;
        let sum_12 = product_8 + product_11;
        let u_here = u[row];
        let product_14 = u_here * sum_here;
        let sum_15 = sum_12 + product_14;
        parameter_0_cotangent[row] += sum_4_here;
        parameter_1_cotangent[row] += sum_15;
    }
}

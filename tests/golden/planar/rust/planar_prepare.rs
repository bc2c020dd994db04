/// parameters → what all samples share.
#[inline(always)]
fn planar_prepare<T: Real, I: Isa>(isa: I, parameters: &[T], prepared: &mut [T]) {
    let u = &parameters[PLANAR_U];
    let w = &parameters[PLANAR_W];
    let [sum, _, softplus, _, sum_2, _] = carve(prepared, 1, [1, 15, 1, 15, 5, 11]);
    let mut scratch = [T::ZERO; 2];
    let [slot_0, slot_1] = carve(&mut scratch, 1, [1, 1]);
    sum.fill(T::ZERO);
    let sum_3 = &mut slot_0[..1];
    sum_3.fill(T::ZERO);
    for row in 0..5 {
        let w_value = w[row];
        let square_1 = w_value * w_value;
        let product_3 = u[row] * w_value;
        sum[0] += square_1;
        sum_3[0] += product_3;
    }

    let difference = &mut slot_1[..1];
    {
        let softplus_1 = isa.softplus(sum_3[0]);
        let difference_3 = softplus_1 - T::ONE - sum_3[0];
        softplus[0] = softplus_1;
        difference[0] = difference_3;
    }

    for row in 0..5 {
        sum_2[row] = u[row] + w[row] * difference[0] / sum[0];
    }
}

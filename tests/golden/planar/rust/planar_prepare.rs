/// parameters → what all samples share.
#[inline(always)]
fn planar_prepare<T: Real, I: Isa>(isa: I, parameters: &[T], prepared: &mut [T]) {
    let u = &parameters[0..5];
    let w = &parameters[5..10];
    let [sum, _, softplus, _, sum_2, _] = carve(prepared, 1, [1, 15, 1, 15, 5, 11]);
    let mut scratch = [T::ZERO; 2];
    let [slot_0, slot_1] = carve(&mut scratch, 1, [1, 1]);
    sum.fill(T::ZERO);
    let sum_3 = &mut slot_0[..1];
    sum_3.fill(T::ZERO);
    for row in 0..5 {
        let w_here = w[row];
        let square_1 = w_here * w_here;
        let u_here = u[row];
        let product_3 = u_here * w_here;
        sum[0] += square_1;
        sum_3[0] += product_3;
    }

    let difference = &mut slot_1[..1];
    {
        let sum_3_here = sum_3[0];
        let softplus_1 = isa.softplus(sum_3_here);
        let difference_2 = softplus_1 - T::ONE;
        let difference_3 = difference_2 - sum_3_here;
        softplus[0] = softplus_1;
        difference[0] = difference_3;
    }

    for row in 0..5 {
        let u_here = u[row];
        let w_here = w[row];
        let difference_here = difference[0];
        let product_3 = w_here * difference_here;
        let sum_here = sum[0];
        let ratio_5 = product_3 / sum_here;
        sum_2[row] = u_here + ratio_5;
    }
}

/// parameters → what all samples share.
#[inline(always)]
fn planar_prepare<T: Real, I: Isa>(isa: I, parameters: &[T], prepared: &mut [T]) {
    let (u, w) = (&parameters[PLANAR_U], &parameters[PLANAR_W]);
    let [sum, _, softplus, _, sum_2] = carve(prepared, 1, [1, 15, 1, 15, 5]);
    let scratch = &mut [T::ZERO; 2][..];
    let [sum_3, difference] = carve(scratch, 1, [1, 1]);
    clear([sum, sum_3]);
    for row in 0..5 {
        let w_value = w[row];
        sum[0] += w_value * w_value;
        sum_3[0] += u[row] * w_value;
    }

    {
        let softplus_1 = isa.softplus(sum_3[0]);
        softplus[0] = softplus_1;
        difference[0] = softplus_1 - T::ONE - sum_3[0];
    }

    for row in 0..5 {
        sum_2[row] = u[row] + w[row] * difference[0] / sum[0];
    }
}

/// The work of `pixels_forward_tape` on the lanes of a row.
#[inline(always)]
fn pixels_forward_tape_lanes<T: Real, I: Isa>(
    isa: I, lanes: usize, z_row: &[T], x_row_mut: &mut [T], sigmoid_row_mut: &mut [T], sigmoid_2_row_mut: &mut [T],
    ladj_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let z = z_row[lane];
        let sigmoid_1 = isa.sigmoid(z);
        let neg_2 = -z;
        let sigmoid_3 = isa.sigmoid(neg_2);
        let product_5 = real::<T>(284.44444444444446) * (sigmoid_1 - real::<T>(0.05));
        let sum_10 = real::<T>(5.650537960137389) + (-isa.softplus(neg_2) - isa.softplus(z));
        sigmoid_row_mut[lane] = sigmoid_1;
        sigmoid_2_row_mut[lane] = sigmoid_3;
        x_row_mut[lane] = product_5;
        ladj_row_mut[lane] += sum_10;
    }
}

/// A part of `affine_forward` and `affine_forward_tape`.
#[inline(always)]
fn affine_x_rows<T: Real, I: Isa>(
    isa: I, lanes: usize, sum: &[T], z: &[T], scale_1: &[T], shift_1: &[T], scale_0: &[T], shift_0: &[T],
    ladj: &mut [T], x: &mut [T],
) {
    let [x_0_out, x_1_out] = rows_of_mut(x, [0, 1], lanes);
    each_lane! {
        lane in lanes, isa: I;
        share scale_0 = scale_0[0], shift_0 = shift_0[0], scale_1 = scale_1[0], shift_1 = shift_1[0], sum = sum[0];
        read z_0 = z[0], z_1 = z[1];
        write x_0_out = x_0_out[0], x_1_out = x_1_out[0], ladj_out = ladj[0];
        x_0_out[lane] = isa.mul_add(z_0[lane], scale_0, shift_0);
        x_1_out[lane] = isa.mul_add(z_1[lane], scale_1, shift_1);
        ladj_out[lane] += sum;
    }
}

/// A part of `affine_inverse` and `affine_inverse_tape`.
#[inline(always)]
fn affine_z_rows<T: Real>(
    lanes: usize, x: &[T], shift_1: &[T], gather_2: &[T], sum_2: &[T], shift_0: &[T], gather: &[T], z: &mut [T],
    ladj: &mut [T],
) {
    let [z_0_out, z_1_out] = rows_of_mut(z, [0, 1], lanes);
    each_lane! {
        lane in lanes;
        share shift_0 = shift_0[0], gather = gather[0], shift_1 = shift_1[0], gather_2 = gather_2[0], sum_2 = sum_2[0];
        read x_0 = x[0], x_1 = x[1];
        write z_0_out = z_0_out[0], z_1_out = z_1_out[0], ladj_out = ladj[0];
        z_0_out[lane] = (x_0[lane] - shift_0) * gather;
        z_1_out[lane] = (x_1[lane] - shift_1) * gather_2;
        ladj_out[lane] += sum_2;
    }
}

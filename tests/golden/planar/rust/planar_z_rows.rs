/// A part of `planar_inverse` and `planar_inverse_tape`.
#[inline(always)]
fn planar_z_rows<T: Real>(lanes: usize, x: &[T], sum: &[T], sum_2: &[T], tanh: &[T], z: &mut [T]) {
    for row in 0..5 {
        each_lane! {
            lane in lanes;
            share sum = sum[0], sum_2 = sum_2[row];
            read x = x[row], tanh = tanh[0];
            write z_out = z[row];
            let product_5 = sum_2 * tanh[lane];
            let chosen_6 = if sum < real::<T>(1e-30) { T::ZERO } else { product_5 };
            z_out[lane] = x[lane] - chosen_6;
        }
    }
}

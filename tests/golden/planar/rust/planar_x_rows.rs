/// A part of `planar_forward` and `planar_forward_tape`.
#[inline(always)]
fn planar_x_rows<T: Real>(lanes: usize, z: &[T], sum: &[T], sum_2: &[T], tanh: &[T], x: &mut [T]) {
    for row in 0..5 {
        each_lane! {
            lane in lanes;
            share sum = sum[0], sum_2 = sum_2[row];
            read z = z[row], tanh = tanh[0];
            write x_out = x[row];
            let product_5 = sum_2 * tanh[lane];
            let chosen_6 = if sum < real::<T>(1e-30) { T::ZERO } else { product_5 };
            x_out[lane] = z[lane] + chosen_6;
        }
    }
}

/// A part of `planar_inverse_tape` and `planar_forward_tape`.
#[inline(always)]
fn planar_x_kept_rows<T: Real, I: Isa>(isa: I, lanes: usize, x: &[T], w: &[T], x_kept: &mut [T], sum_3: &mut [T]) {
    for row in 0..5 {
        each_lane! {
            lane in lanes, isa: I;
            share w = w[row];
            read x = x[row];
            write x_kept_out = x_kept[row], sum_3_out = sum_3[0];
            x_kept_out[lane] = x[lane];
            sum_3_out[lane] = isa.mul_add(x[lane], w, sum_3_out[lane]);
        }
    }
}

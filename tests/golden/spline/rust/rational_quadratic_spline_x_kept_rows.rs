/// A part of `rational_quadratic_spline_inverse_tape` and `rational_quadratic_spline_forward_tape`.
#[inline(always)]
fn rational_quadratic_spline_x_kept_rows<T: Real>(lanes: usize, x: &[T], x_kept: &mut [T], select: &mut [T]) {
    for row in 0..5 {
        each_lane! {
            lane in lanes;
            read x = x[row];
            write x_kept_out = x_kept[row], select_out = select[row];
            let x = x[lane];
            let chosen_2 = if x < real::<T>(5.0) { x } else { T::ZERO };
            let chosen_4 = if chosen_2 < real::<T>(-5.0) { T::ZERO } else { chosen_2 };
            x_kept_out[lane] = x;
            select_out[lane] = chosen_4;
        }
    }
}

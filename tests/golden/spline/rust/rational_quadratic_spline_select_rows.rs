/// A part of `rational_quadratic_spline_inverse` and `rational_quadratic_spline_forward`.
#[inline(always)]
fn rational_quadratic_spline_select_rows<T: Real>(lanes: usize, x: &[T], select: &mut [T]) {
    for row in 0..5 {
        each_lane! {
            lane in lanes;
            read x = x[row];
            write select_out = select[row];
            let x = x[lane];
            let chosen_2 = if x < real::<T>(5.0) { x } else { T::ZERO };
            let chosen_4 = if chosen_2 < real::<T>(-5.0) { T::ZERO } else { chosen_2 };
            select_out[lane] = chosen_4;
        }
    }
}

/// The work of `rational_quadratic_spline_inverse_vjp` on the lanes of a row.
#[inline(always)]
fn rational_quadratic_spline_inverse_vjp_lanes_2<T: Real, I: Isa>(
    _: I, lanes: usize, assemble_2_value: T, levels_value: T, select_row: &[T], sum_row: &[T], sum_2_row: &[T],
    sum_3_row: &[T], difference_row: &[T], difference_2_row: &[T], sum_4_row: &[T], select_cotangent_row_mut: &mut [T],
    select_cotangent_2_row_mut: &mut [T], select_cotangent_3_row_mut: &mut [T], levels_cotangent_row_mut: &mut [T],
    select_cotangent_4_row_mut: &mut [T], knots_cotangent_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let below_2 = select_row[lane] < assemble_2_value;
        let below_4 = select_row[lane] < levels_value;
        let sum = sum_row[lane];
        let chosen_6 = if below_4 { T::ZERO } else { sum };
        let chosen_7 = if below_2 { chosen_6 } else { T::ZERO };
        let sum_2 = sum_2_row[lane];
        let chosen_9 = if below_4 { T::ZERO } else { sum_2 };
        let chosen_10 = if below_2 { chosen_9 } else { T::ZERO };
        let sum_3 = sum_3_row[lane];
        let chosen_12 = if below_4 { T::ZERO } else { sum_3 };
        let chosen_13 = if below_2 { chosen_12 } else { T::ZERO };
        let difference = difference_row[lane];
        let chosen_15 = if below_4 { T::ZERO } else { difference };
        let levels_cotangent = if below_2 { chosen_15 } else { T::ZERO };
        let difference_2 = difference_2_row[lane];
        let chosen_18 = if below_4 { T::ZERO } else { difference_2 };
        let chosen_19 = if below_2 { chosen_18 } else { T::ZERO };
        let sum_4 = sum_4_row[lane];
        let chosen_21 = if below_4 { T::ZERO } else { sum_4 };
        let knots_cotangent = if below_2 { chosen_21 } else { T::ZERO };
        select_cotangent_row_mut[lane] = chosen_7;
        select_cotangent_2_row_mut[lane] = chosen_10;
        select_cotangent_3_row_mut[lane] = chosen_13;
        levels_cotangent_row_mut[lane] = levels_cotangent;
        select_cotangent_4_row_mut[lane] = chosen_19;
        knots_cotangent_row_mut[lane] = knots_cotangent;
    }
}

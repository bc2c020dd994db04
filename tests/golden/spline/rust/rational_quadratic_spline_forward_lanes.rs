/// The work of `rational_quadratic_spline_forward` on the lanes of a row.
#[inline(always)]
fn rational_quadratic_spline_forward_lanes<T: Real, I: Isa>(
    _: I, lanes: usize, knots_value: T, assemble_value: T, levels_value: T, assemble_2_value: T, assemble_3_value: T,
    assemble_4_value: T, select_row: &[T], fold_row_mut: &mut [T], fold_2_row_mut: &mut [T], fold_3_row_mut: &mut [T],
    fold_4_row_mut: &mut [T], fold_5_row_mut: &mut [T], fold_6_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let below_2 = select_row[lane] < knots_value;
        let below_4 = select_row[lane] < assemble_value;
        let chosen_6 = if below_4 { levels_value } else { T::ZERO };
        let chosen_7 = if below_2 { T::ZERO } else { chosen_6 };
        let chosen_9 = if below_4 { assemble_2_value } else { T::ZERO };
        let chosen_10 = if below_2 { T::ZERO } else { chosen_9 };
        let chosen_11 = if below_4 { assemble_value } else { T::ZERO };
        let chosen_12 = if below_2 { T::ZERO } else { chosen_11 };
        let chosen_13 = if below_4 { knots_value } else { T::ZERO };
        let chosen_14 = if below_2 { T::ZERO } else { chosen_13 };
        let chosen_16 = if below_4 { assemble_3_value } else { T::ZERO };
        let chosen_17 = if below_2 { T::ZERO } else { chosen_16 };
        let chosen_19 = if below_4 { assemble_4_value } else { T::ZERO };
        let chosen_20 = if below_2 { T::ZERO } else { chosen_19 };
        fold_row_mut[lane] += chosen_7;
        fold_2_row_mut[lane] += chosen_10;
        fold_3_row_mut[lane] += chosen_12;
        fold_4_row_mut[lane] += chosen_14;
        fold_5_row_mut[lane] += chosen_17;
        fold_6_row_mut[lane] += chosen_20;
    }
}

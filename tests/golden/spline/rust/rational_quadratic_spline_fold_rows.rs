/// A part of `rational_quadratic_spline_inverse`, `rational_quadratic_spline_inverse_tape`, `rational_quadratic_spline_forward` and `rational_quadratic_spline_forward_tape`.
#[inline(always)]
fn rational_quadratic_spline_fold_rows<T: Real>(
    lanes: usize, select: &[T], levels: &[T], assemble_2: &[T], knots: &[T], assemble: &[T], assemble_3: &[T],
    assemble_4: &[T], fold_3: &mut [T], fold: &mut [T], fold_2: &mut [T], fold_5: &mut [T], fold_6: &mut [T],
    fold_4: &mut [T],
) {
    for row in 0..10 {
        each_lane! {
            lane in lanes;
            share levels = levels[row], assemble_2 = assemble_2[row], knots = knots[row], assemble = assemble[row],
                assemble_3 = assemble_3[row], assemble_4 = assemble_4[row];
            read select = select[row / 2];
            write fold_out = fold[row / 2], fold_2_out = fold_2[row / 2], fold_3_out = fold_3[row / 2],
                fold_4_out = fold_4[row / 2], fold_5_out = fold_5[row / 2], fold_6_out = fold_6[row / 2];
            let below_2 = select[lane] < levels;
            let below_4 = select[lane] < assemble_2;
            let chosen_7 = if !below_2 & below_4 { knots } else { T::ZERO };
            let chosen_10 = if !below_2 & below_4 { assemble } else { T::ZERO };
            let chosen_12 = if !below_2 & below_4 { assemble_2 } else { T::ZERO };
            let chosen_14 = if !below_2 & below_4 { levels } else { T::ZERO };
            let chosen_17 = if !below_2 & below_4 { assemble_3 } else { T::ZERO };
            let chosen_20 = if !below_2 & below_4 { assemble_4 } else { T::ZERO };
            fold_out[lane] += chosen_7;
            fold_2_out[lane] += chosen_10;
            fold_3_out[lane] += chosen_12;
            fold_4_out[lane] += chosen_14;
            fold_5_out[lane] += chosen_17;
            fold_6_out[lane] += chosen_20;
        }
    }
}

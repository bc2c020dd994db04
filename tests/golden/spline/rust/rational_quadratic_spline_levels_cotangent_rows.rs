/// A part of `rational_quadratic_spline_inverse_vjp` and `rational_quadratic_spline_forward_vjp`.
#[inline(always)]
fn rational_quadratic_spline_levels_cotangent_rows<T: Real>(
    lanes: usize, select: &[T], assemble_2: &[T], levels: &[T], select_2: &[T], select_3: &[T], select_4: &[T],
    select_5: &[T], select_6: &[T], select_7: &[T], select_cotangent: &mut [T], select_cotangent_2: &mut [T],
    select_cotangent_3: &mut [T], levels_cotangent: &mut [T], select_cotangent_4: &mut [T], knots_cotangent: &mut [T],
) {
    for row in 0..10 {
        each_lane! {
            lane in lanes;
            share assemble_2 = assemble_2[row], levels = levels[row];
            read select = select[row / 2], select_2 = select_2[row / 2], select_3 = select_3[row / 2],
                select_4 = select_4[row / 2], select_5 = select_5[row / 2], select_6 = select_6[row / 2],
                select_7 = select_7[row / 2];
            write select_cotangent_out = select_cotangent[row], select_cotangent_2_out = select_cotangent_2[row],
                select_cotangent_3_out = select_cotangent_3[row], levels_cotangent_out = levels_cotangent[row],
                select_cotangent_4_out = select_cotangent_4[row], knots_cotangent_out = knots_cotangent[row];
            let (select_2, select_3, select_4) = (select_2[lane], select_3[lane], select_4[lane]);
            let (select_5, select_6, select_7) = (select_5[lane], select_6[lane], select_7[lane]);
            let below_2 = select[lane] < assemble_2;
            let below_4 = select[lane] < levels;
            let chosen_7 = if below_2 & !below_4 { select_2 } else { T::ZERO };
            let chosen_10 = if below_2 & !below_4 { select_3 } else { T::ZERO };
            let chosen_13 = if below_2 & !below_4 { select_4 } else { T::ZERO };
            let levels_cotangent = if below_2 & !below_4 { select_5 } else { T::ZERO };
            let chosen_19 = if below_2 & !below_4 { select_6 } else { T::ZERO };
            let knots_cotangent = if below_2 & !below_4 { select_7 } else { T::ZERO };
            select_cotangent_out[lane] = chosen_7;
            select_cotangent_2_out[lane] = chosen_10;
            select_cotangent_3_out[lane] = chosen_13;
            levels_cotangent_out[lane] = levels_cotangent;
            select_cotangent_4_out[lane] = chosen_19;
            knots_cotangent_out[lane] = knots_cotangent;
        }
    }
}

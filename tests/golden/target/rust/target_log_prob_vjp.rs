/// the score times the cotangent.
#[inline(always)]
fn target_log_prob_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, output: argument_cotangent, ladj: ladj_cotangent, tape, .. } = layer;
    let [x, sqrt, ratio] = carve(tape, lanes, [2, 1, 1]);
    {
        let x_row = row_of(x, 0, lanes);
        let x_2_row = row_of(x, 1, lanes);
        let sqrt_row = row_of(sqrt, 0, lanes);
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let ratio_row = row_of(ratio, 0, lanes);
        let [argument_cotangent_row_mut, argument_cotangent_row_mut_2] = rows_of_mut(argument_cotangent, [1, 0], lanes);
        #[inline(always)]
        #[allow(clippy::too_many_arguments)]
        fn each_lane<T: Real, I: Isa>(
            _: I, lanes: usize, x_row: &[T], x_2_row: &[T], sqrt_row: &[T], ladj_cotangent_row: &[T], ratio_row: &[T],
            argument_cotangent_row_mut: &mut [T], argument_cotangent_row_mut_2: &mut [T],
        ) {
            for lane in 0..lanes {
                let x = x_row[lane];
                let square_1 = x * x;
                let x_2 = x_2_row[lane];
                let square_3 = x_2 * x_2;
                let sum_4 = square_1 + square_3;
                let below_5 = T::ZERO < sum_4;
                let sqrt = sqrt_row[lane];
                let chosen_7 = if below_5 { sqrt } else { T::ZERO };
                let difference_8 = chosen_7 - real::<T>(2.0);
                let product_10 = difference_8 * ladj_cotangent_row[lane];
                let product_12 = product_10 * ratio_row[lane];
                let product_13 = x_2 * product_12;
                let product_14 = real::<T>(-2.0) * product_13;
                let chosen_15 = if below_5 { product_14 } else { T::ZERO };
                let chosen_16 = if below_5 { chosen_15 } else { T::ZERO };
                let product_17 = x * product_12;
                let product_18 = real::<T>(-2.0) * product_17;
                let chosen_19 = if below_5 { product_18 } else { T::ZERO };
                let chosen_20 = if below_5 { chosen_19 } else { T::ZERO };
                argument_cotangent_row_mut[lane] = chosen_16;
                argument_cotangent_row_mut_2[lane] = chosen_20;
            }
        }

        each_lane(
            isa, lanes, x_row, x_2_row, sqrt_row, ladj_cotangent_row, ratio_row, argument_cotangent_row_mut,
            argument_cotangent_row_mut_2,
        );
    }
}

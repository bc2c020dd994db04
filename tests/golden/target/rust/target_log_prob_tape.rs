/// x → log p(x), up to a constant; keeps what the cotangents need.
#[inline(always)]
fn target_log_prob_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, ladj, tape, .. } = layer;
    let [x_kept, sqrt, ratio] = carve(tape, lanes, [2, 1, 1]);
    {
        let x_row = row_of(x, 0, lanes);
        let x_2_row = row_of(x, 1, lanes);
        let sqrt_row_mut = row_of_mut(sqrt, 0, lanes);
        let ratio_row_mut = row_of_mut(ratio, 0, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        #[inline(always)]
        #[allow(clippy::too_many_arguments)]
        fn each_lane<T: Real, I: Isa>(
            isa: I, lanes: usize, x_row: &[T], x_2_row: &[T], sqrt_row_mut: &mut [T], ratio_row_mut: &mut [T],
            ladj_row_mut: &mut [T],
        ) {
            for lane in 0..lanes {
                let x = x_row[lane];
                let square_1 = x * x;
                let x_2 = x_2_row[lane];
                let square_3 = x_2 * x_2;
                let sum_4 = square_1 + square_3;
                let below_5 = T::ZERO < sum_4;
                let chosen_6 = if below_5 { sum_4 } else { T::ONE };
                let sqrt_7 = isa.sqrt(chosen_6);
                let ratio_8 = real::<T>(0.5) / sqrt_7;
                let chosen_9 = if below_5 { sqrt_7 } else { T::ZERO };
                let difference_10 = chosen_9 - real::<T>(2.0);
                let square_11 = difference_10 * difference_10;
                sqrt_row_mut[lane] = sqrt_7;
                ratio_row_mut[lane] = ratio_8;
                ladj_row_mut[lane] = isa.mul_add(real::<T>(-0.5), square_11, ladj_row_mut[lane]);
            }
        }

        each_lane(isa, lanes, x_row, x_2_row, sqrt_row_mut, ratio_row_mut, ladj_row_mut);
    }

    x_kept.copy_from_slice(x);
}

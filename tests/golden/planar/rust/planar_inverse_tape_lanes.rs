/// The work of `planar_inverse_tape` on the lanes of a row.
#[inline(always)]
fn planar_inverse_tape_lanes<T: Real, I: Isa>(
    isa: I, lanes: usize, b_value: T, sum_value: T, softplus_value: T, sum_3_row: &[T], tanh_row_mut: &mut [T],
    sech2_row_mut: &mut [T], ratio_row_mut: &mut [T], ratio_2_row_mut: &mut [T], ratio_3_row_mut: &mut [T],
    ratio_4_row_mut: &mut [T], ladj_row_mut: &mut [T],
) {
    for lane in 0..lanes {
        let sum_3 = sum_3_row[lane];
        let root_4 = isa.root(T::ZERO, true, |unknown: T| {
            let term_5 = sum_value < real::<T>(1e-30);
            let term_6 = unknown + b_value;
            let (term_7, term_13) = isa.tanh_sech2(term_6);
            let term_8 = term_7 + sum_3;
            let term_9 = softplus_value * term_7;
            let term_10 = term_8 - term_9;
            let term_11 = if term_5 { sum_3 } else { term_10 };
            let term_12 = unknown - term_11;
            let term_14 = softplus_value * term_13;
            let term_15 = term_13 - term_14;
            let term_16 = if term_5 { T::ZERO } else { term_15 };
            let term_17 = T::ONE - term_16;
            (term_12, term_17)
        });
        let (tanh_6, sech2_7) = isa.tanh_sech2(root_4 + b_value);
        let product_9 = softplus_value * sech2_7;
        let sum_10 = tanh_6 * tanh_6 + product_9;
        let ratio_11 = T::ONE / sum_10;
        let below_12 = sum_value < real::<T>(1e-30);
        let difference_13 = sech2_7 - product_9;
        let chosen_14 = if below_12 { T::ZERO } else { difference_13 };
        let difference_15 = T::ONE - chosen_14;
        let ratio_16 = chosen_14 / difference_15;
        let neg_17 = -tanh_6;
        let chosen_18 = if below_12 { T::ZERO } else { neg_17 };
        let ratio_19 = chosen_18 / difference_15;
        let ratio_20 = real::<T>(-1.0) / difference_15;
        let log_abs_21 = isa.log_abs(sum_10);
        let chosen_22 = if below_12 { T::ZERO } else { log_abs_21 };
        let neg_23 = -chosen_22;
        tanh_row_mut[lane] = tanh_6;
        sech2_row_mut[lane] = sech2_7;
        ratio_row_mut[lane] = ratio_11;
        ratio_2_row_mut[lane] = ratio_16;
        ratio_3_row_mut[lane] = ratio_19;
        ratio_4_row_mut[lane] = ratio_20;
        ladj_row_mut[lane] += neg_23;
    }
}

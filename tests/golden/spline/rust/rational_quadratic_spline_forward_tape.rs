/// z → x: x = spline(z; …), ladj = sum(log|spline_slope(z; …)|); keeps what the cotangents need.
#[inline(always)]
fn rational_quadratic_spline_forward_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, prepared, tape, .. } = layer;
    let knot_1 = &prepared[0..5];
    let level_1 = &prepared[16..21];
    let slope_1 = &prepared[32..37];
    let [z_kept, ratio_2, ratio_3, ratio_4, ratio_5, xi, steepness, ratio, ratio_6, ratio_7, ratio_8, _, _, _] =
        carve(tape, lanes, [5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5]);
    for row in 0..5 {
        let z_row = row_of(z, row, lanes);
        let knot_1_here = knot_1[row];
        let level_1_here = level_1[row];
        let slope_1_here = slope_1[row];
        let x_row_mut = row_of_mut(x, row, lanes);
        let z_kept_row_mut = row_of_mut(z_kept, row, lanes);
        let steepness_row_mut = row_of_mut(steepness, row, lanes);
        let xi_row_mut = row_of_mut(xi, row, lanes);
        let ratio_row_mut = row_of_mut(ratio, row, lanes);
        let ratio_2_row_mut = row_of_mut(ratio_2, row, lanes);
        let ratio_3_row_mut = row_of_mut(ratio_3, row, lanes);
        let ratio_4_row_mut = row_of_mut(ratio_4, row, lanes);
        let ratio_5_row_mut = row_of_mut(ratio_5, row, lanes);
        let ratio_6_row_mut = row_of_mut(ratio_6, row, lanes);
        let ratio_7_row_mut = row_of_mut(ratio_7, row, lanes);
        let ratio_8_row_mut = row_of_mut(ratio_8, row, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        #[inline(always)]
        #[allow(clippy::too_many_arguments)]
        fn each_lane<T: Real, I: Isa>(
            isa: I, lanes: usize, z_row: &[T], knot_1_here: T, level_1_here: T, slope_1_here: T, x_row_mut: &mut [T],
            z_kept_row_mut: &mut [T], steepness_row_mut: &mut [T], xi_row_mut: &mut [T], ratio_row_mut: &mut [T],
            ratio_2_row_mut: &mut [T], ratio_3_row_mut: &mut [T], ratio_4_row_mut: &mut [T], ratio_5_row_mut: &mut [T],
            ratio_6_row_mut: &mut [T], ratio_7_row_mut: &mut [T], ratio_8_row_mut: &mut [T], ladj_row_mut: &mut [T],
        ) {
            for lane in 0..lanes {
                let z = z_row[lane];
                let below_2 = z < knot_1_here;
                let chosen_4 = if below_2 { level_1_here } else { real::<T>(5.0) };
                let chosen_5 = if below_2 { real::<T>(-5.0) } else { level_1_here };
                let difference_6 = chosen_4 - chosen_5;
                let chosen_7 = if below_2 { knot_1_here } else { real::<T>(5.0) };
                let chosen_8 = if below_2 { real::<T>(-5.0) } else { knot_1_here };
                let difference_9 = chosen_7 - chosen_8;
                let steepness = difference_6 / difference_9;
                let below_11 = z < real::<T>(5.0);
                let chosen_12 = if below_11 { z } else { real::<T>(5.0) };
                let below_13 = chosen_12 < real::<T>(-5.0);
                let chosen_14 = if below_13 { real::<T>(-5.0) } else { chosen_12 };
                let difference_15 = chosen_14 - chosen_8;
                let xi = difference_15 / difference_9;
                let square_17 = xi * xi;
                let product_18 = steepness * square_17;
                let chosen_20 = if below_2 { T::ONE } else { slope_1_here };
                let difference_21 = T::ONE - xi;
                let product_22 = xi * difference_21;
                let product_23 = chosen_20 * product_22;
                let sum_24 = product_18 + product_23;
                let chosen_25 = if below_2 { slope_1_here } else { T::ONE };
                let sum_26 = chosen_20 + chosen_25;
                let product_27 = real::<T>(2.0) * steepness;
                let difference_28 = sum_26 - product_27;
                let sum_30 = isa.mul_add(product_22, difference_28, steepness);
                let ratio_31 = sum_24 / sum_30;
                let ratio_32 = T::ONE / sum_30;
                let ratio_33 = T::ONE / difference_9;
                let ratio_34 = T::ONE / difference_6;
                let product_35 = chosen_25 * square_17;
                let product_36 = steepness * product_22;
                let product_37 = real::<T>(2.0) * product_36;
                let sum_38 = product_35 + product_37;
                let square_39 = difference_21 * difference_21;
                let sum_41 = isa.mul_add(chosen_20, square_39, sum_38);
                let ratio_42 = T::ONE / sum_41;
                let ratio_43 = ratio_31 / sum_30;
                let ratio_44 = xi / difference_9;
                let ratio_45 = steepness / difference_9;
                let below_46 = z < real::<T>(-5.0);
                let sum_48 = isa.mul_add(difference_6, ratio_31, chosen_5);
                let chosen_49 = if below_11 { sum_48 } else { z };
                let chosen_50 = if below_46 { z } else { chosen_49 };
                let log_abs_51 = isa.log_abs(sum_41);
                let log_abs_52 = isa.log_abs(difference_6);
                let log_abs_53 = isa.log_abs(difference_9);
                let difference_54 = log_abs_52 - log_abs_53;
                let log_abs_55 = isa.log_abs(sum_30);
                let difference_56 = difference_54 - log_abs_55;
                let sum_58 = isa.mul_add(real::<T>(2.0), difference_56, log_abs_51);
                let chosen_59 = if below_11 { sum_58 } else { T::ZERO };
                let chosen_60 = if below_46 { T::ZERO } else { chosen_59 };
                z_kept_row_mut[lane] = z;
                steepness_row_mut[lane] = steepness;
                xi_row_mut[lane] = xi;
                ratio_row_mut[lane] = ratio_31;
                ratio_2_row_mut[lane] = ratio_32;
                ratio_3_row_mut[lane] = ratio_33;
                ratio_4_row_mut[lane] = ratio_34;
                ratio_5_row_mut[lane] = ratio_42;
                ratio_6_row_mut[lane] = ratio_43;
                ratio_7_row_mut[lane] = ratio_44;
                ratio_8_row_mut[lane] = ratio_45;
                x_row_mut[lane] = chosen_50;
                ladj_row_mut[lane] += chosen_60;
            }
        }

        each_lane(
            isa, lanes, z_row, knot_1_here, level_1_here, slope_1_here, x_row_mut, z_kept_row_mut, steepness_row_mut,
            xi_row_mut, ratio_row_mut, ratio_2_row_mut, ratio_3_row_mut, ratio_4_row_mut, ratio_5_row_mut,
            ratio_6_row_mut, ratio_7_row_mut, ratio_8_row_mut, ladj_row_mut,
        );
    }
}

/// z → x: x = (z + (if sum(w^2) < 0.000000000000000000000000000001 { 0 } else { (u + w*(softplus(sum(u*w)) - 1 - sum(u*w))/sum(w^2))*tanh(sum(z*w) + b) })), ladj = (if sum(w^2) < 0.000000000000000000000000000001 { 0 } else { log|tanh(sum(z*w) + b)^2 + softplus(sum(u*w))*sech2(sum(z*w) + b)| }); keeps what the cotangents need.
#[inline(always)]
fn planar_forward_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, parameters, prepared, scratch, tape, .. } = layer;
    let w = &parameters[5..10];
    let b = &parameters[10..11];
    let sum = &prepared[0..1];
    let softplus = &prepared[16..17];
    let sum_2 = &prepared[32..37];
    let [slot_0] = carve(scratch, lanes, [1]);
    let [z_kept, ratio, sech2, tanh, _, _, _, _] = carve(tape, lanes, [5, 1, 1, 1, 5, 1, 1, 5]);
    let sum_3 = &mut slot_0[..lanes];
    sum_3.fill(T::ZERO);
    for row in 0..5 {
        let z_row = row_of(z, row, lanes);
        let w_here = w[row];
        let z_kept_row_mut = row_of_mut(z_kept, row, lanes);
        let sum_3_row_mut = row_of_mut(sum_3, 0, lanes);
        for lane in 0..lanes {
            let z = z_row[lane];
            z_kept_row_mut[lane] = z;
            sum_3_row_mut[lane] = isa.mul_add(z, w_here, sum_3_row_mut[lane]);
        }
    }

    {
        let sum_3_row = row_of(sum_3, 0, lanes);
        let b_here = b[0];
        let softplus_here = softplus[0];
        let sum_here = sum[0];
        let tanh_row_mut = row_of_mut(tanh, 0, lanes);
        let sech2_row_mut = row_of_mut(sech2, 0, lanes);
        let ratio_row_mut = row_of_mut(ratio, 0, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        #[inline(always)]
        #[allow(clippy::too_many_arguments)]
        fn each_lane<T: Real, I: Isa>(
            isa: I, lanes: usize, sum_3_row: &[T], b_here: T, softplus_here: T, sum_here: T, tanh_row_mut: &mut [T],
            sech2_row_mut: &mut [T], ratio_row_mut: &mut [T], ladj_row_mut: &mut [T],
        ) {
            for lane in 0..lanes {
                let sum_2_here = sum_3_row[lane] + b_here;
                let (tanh_3, sech2_4) = isa.tanh_sech2(sum_2_here);
                let square_5 = tanh_3 * tanh_3;
                let product_7 = softplus_here * sech2_4;
                let sum_8 = square_5 + product_7;
                let ratio_9 = T::ONE / sum_8;
                let below_11 = sum_here < real::<T>(0.000000000000000000000000000001);
                let log_abs_12 = isa.log_abs(sum_8);
                let chosen_13 = if below_11 { T::ZERO } else { log_abs_12 };
                tanh_row_mut[lane] = tanh_3;
                sech2_row_mut[lane] = sech2_4;
                ratio_row_mut[lane] = ratio_9;
                ladj_row_mut[lane] += chosen_13;
            }
        }

        each_lane(
            isa, lanes, sum_3_row, b_here, softplus_here, sum_here, tanh_row_mut, sech2_row_mut, ratio_row_mut,
            ladj_row_mut,
        );
    }

    for row in 0..5 {
        let z_row = row_of(z, row, lanes);
        let sum_here = sum[0];
        let sum_2_here = sum_2[row];
        let tanh_row = row_of(tanh, 0, lanes);
        let x_row_mut = row_of_mut(x, row, lanes);
        for lane in 0..lanes {
            let below_2 = sum_here < real::<T>(0.000000000000000000000000000001);
            let product_5 = sum_2_here * tanh_row[lane];
            let chosen_6 = if below_2 { T::ZERO } else { product_5 };
            x_row_mut[lane] = z_row[lane] + chosen_6;
        }
    }
}

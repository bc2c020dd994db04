/// z → x: x = (z + (if sum(w^2) < 0.000000000000000000000000000001 { 0 } else { (u + w*(softplus(sum(u*w)) - 1 - sum(u*w))/sum(w^2))*tanh(sum(z*w) + b) })), ladj = (if sum(w^2) < 0.000000000000000000000000000001 { 0 } else { log|tanh(sum(z*w) + b)^2 + softplus(sum(u*w))*sech2(sum(z*w) + b)| }).
#[inline(always)]
fn planar_forward<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, parameters, prepared, scratch, .. } = layer;
    let w = &parameters[5..10];
    let b = &parameters[10..11];
    let sum = &prepared[0..1];
    let softplus = &prepared[16..17];
    let sum_2 = &prepared[32..37];
    let [slot_0, slot_1] = carve(scratch, lanes, [1, 1]);
    let sum_3 = &mut slot_0[..lanes];
    sum_3.fill(T::ZERO);
    for row in 0..5 {
        let z_row = row_of(z, row, lanes);
        let w_here = w[row];
        let sum_3_row_mut = row_of_mut(sum_3, 0, lanes);
        for lane in 0..lanes {
            sum_3_row_mut[lane] = isa.mul_add(z_row[lane], w_here, sum_3_row_mut[lane]);
        }
    }

    let tanh = &mut slot_1[..lanes];
    {
        let sum_3_row = row_of(sum_3, 0, lanes);
        let b_here = b[0];
        let sum_here = sum[0];
        let softplus_here = softplus[0];
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        let tanh_row_mut = row_of_mut(tanh, 0, lanes);
        for lane in 0..lanes {
            let sum_2_here = sum_3_row[lane] + b_here;
            let (tanh_3, sech2_8) = isa.tanh_sech2(sum_2_here);
            let below_5 = sum_here < real::<T>(0.000000000000000000000000000001);
            let square_6 = tanh_3 * tanh_3;
            let product_9 = softplus_here * sech2_8;
            let sum_10 = square_6 + product_9;
            let log_abs_11 = isa.log_abs(sum_10);
            let chosen_12 = if below_5 { T::ZERO } else { log_abs_11 };
            tanh_row_mut[lane] = tanh_3;
            ladj_row_mut[lane] += chosen_12;
        }
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

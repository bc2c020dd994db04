/// cotangents of z → x.
#[inline(always)]
fn autoregressive_forward_vjp<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer {
        lanes,
        input: result_cotangent,
        output: argument_cotangent,
        ladj: ladj_cotangent,
        prepared,
        scratch,
        tape,
        ..
    } = layer;
    let conditioner_1_weight_exchanged = &prepared[384..432];
    let conditioner_0_weight_exchanged = &prepared[432..456];
    let [slot_0, slot_1, slot_2] = carve(scratch, lanes, [6, 4, 4]);
    let [exp, x, raw, tanh, hidden_0, scale, select, assemble] = carve(tape, lanes, [4, 4, 8, 4, 6, 4, 6, 8]);
    let arrived = &mut slot_0[..6 * lanes];
    let arrived_2 = &mut slot_1[..4 * lanes];
    let multiplier = &mut slot_2[..4 * lanes];
    for level in (0..4).rev() {
        product_level_transposed(arrived, conditioner_1_weight_exchanged, assemble, level + 1, lanes, MASK_1);
        for row in rows_of(Degrees::new(0, 1, 3, 6), level + 1) {
            let hidden_0_row = row_of(hidden_0, row, lanes);
            let arrived_row = row_of(arrived, row, lanes);
            let select_row_mut = row_of_mut(select, row, lanes);
            for lane in 0..lanes {
                let below_1 = T::ZERO < hidden_0_row[lane];
                let arrived = arrived_row[lane];
                let chosen_3 = if below_1 { arrived } else { T::ZERO };
                select_row_mut[lane] = chosen_3;
            }
        }
        product_level_transposed(arrived_2, conditioner_0_weight_exchanged, select, level + 1, lanes, MASK_0);
        {
            let row = level;
            let scale_row = row_of(scale, row, lanes);
            let result_cotangent_row = row_of(result_cotangent, row, lanes);
            let arrived_2_row = row_of(arrived_2, row, lanes);
            let multiplier_row_mut = row_of_mut(multiplier, row, lanes);
            for lane in 0..lanes {
                let sum_3 = result_cotangent_row[lane] + arrived_2_row[lane];
                multiplier_row_mut[lane] = scale_row[lane] * sum_3;
            }
        }
        {
            let row = level;
            let exp_row = row_of(exp, row, lanes);
            let multiplier_row = row_of(multiplier, row, lanes);
            let assemble_row_mut = row_of_mut(assemble, 1 + 2 * row, lanes);
            for lane in 0..lanes {
                assemble_row_mut[lane] = exp_row[lane] * multiplier_row[lane];
            }
        }
        {
            let row = level;
            let tanh_row = row_of(tanh, row, lanes);
            let exp_row = row_of(exp, row, lanes);
            let x_row = row_of(x, row, lanes);
            let shift_row = row_of(raw, 1 + 2 * row, lanes);
            let multiplier_row = row_of(multiplier, row, lanes);
            let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
            let assemble_row_mut = row_of_mut(assemble, 2 * row, lanes);
            for lane in 0..lanes {
                let tanh = tanh_row[lane];
                let square_1 = tanh * tanh;
                let difference_2 = T::ONE - square_1;
                let difference_6 = x_row[lane] - shift_row[lane];
                let product_8 = difference_6 * multiplier_row[lane];
                let product_9 = exp_row[lane] * product_8;
                let product_10 = real::<T>(5.0) * product_9;
                let product_12 = real::<T>(5.0) * ladj_cotangent_row[lane];
                let sum_13 = product_10 + product_12;
                let product_14 = difference_2 * sum_13;
                assemble_row_mut[lane] = real::<T>(0.2) * product_14;
            }
        }
    }

    argument_cotangent.copy_from_slice(multiplier);
}

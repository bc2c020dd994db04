/// cotangents of x → z.
#[inline(always)]
fn coupling_inverse_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer {
        lanes,
        input: result_cotangent,
        output: argument_cotangent,
        ladj: ladj_cotangent,
        context_cotangent,
        prepared,
        scratch,
        tape,
        ..
    } = layer;
    let conditioner_1_weight_transposed = &prepared[176..240];
    let conditioner_0_weight_transposed = &prepared[240..368];
    let [slot_0] = carve(scratch, lanes, [3]);
    let [x, exp, raw, tanh, hidden_0, _, select_cotangent, assemble_cotangent] =
        carve(tape, lanes, [3, 2, 4, 2, 8, 3, 8, 4]);
    for row in 0..2 {
        let exp_row = row_of(exp, row, lanes);
        let result_cotangent_row = row_of(result_cotangent, 1 + row, lanes);
        let assemble_cotangent_row_mut = row_of_mut(assemble_cotangent, 1 + 2 * row, lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, 1 + row, lanes);
        for lane in 0..lanes {
            let product_2 = exp_row[lane] * result_cotangent_row[lane];
            let neg_3 = -product_2;
            assemble_cotangent_row_mut[lane] = neg_3;
            argument_cotangent_row_mut[lane] = product_2;
        }
    }

    for row in 0..2 {
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let exp_row = row_of(exp, row, lanes);
        let x_row = row_of(x, 1 + row, lanes);
        let shift_row = row_of(raw, 1 + 2 * row, lanes);
        let result_cotangent_row = row_of(result_cotangent, 1 + row, lanes);
        let tanh_row = row_of(tanh, row, lanes);
        let assemble_cotangent_row_mut = row_of_mut(assemble_cotangent, 2 * row, lanes);
        for lane in 0..lanes {
            let difference_4 = x_row[lane] - shift_row[lane];
            let product_6 = difference_4 * result_cotangent_row[lane];
            let sum_8 = isa.mul_add(exp_row[lane], product_6, ladj_cotangent_row[lane]);
            let tanh = tanh_row[lane];
            let square_10 = tanh * tanh;
            let difference_11 = T::ONE - square_10;
            let product_12 = sum_8 * difference_11;
            assemble_cotangent_row_mut[lane] = -product_12;
        }
    }

    product_gated(select_cotangent, conditioner_1_weight_transposed, assemble_cotangent, hidden_0, 8, 4, lanes);
    let arrived_2 = &mut slot_0[..3 * lanes];
    product(arrived_2, conditioner_0_weight_transposed, None, select_cotangent, 3, 8, lanes, Activation::Identity);
    {
        let result_cotangent_row = row_of(result_cotangent, 0, lanes);
        let arrived_2_row = row_of(arrived_2, 0, lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, 0, lanes);
        for lane in 0..lanes {
            argument_cotangent_row_mut[lane] = result_cotangent_row[lane] + arrived_2_row[lane];
        }
    }

    for row in 0..2 {
        let arrived_2_row = row_of(arrived_2, 1 + row, lanes);
        let context_cotangent_row_mut = row_of_mut(context_cotangent, row, lanes);
        for lane in 0..lanes {
            context_cotangent_row_mut[lane] += arrived_2_row[lane];
        }
    }
}

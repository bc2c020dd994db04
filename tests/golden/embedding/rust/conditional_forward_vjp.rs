/// cotangents of z → x.
#[inline(always)]
fn conditional_forward_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
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
    let conditioner_1_weight_transposed = &prepared[224..384];
    let conditioner_0_weight_transposed = &prepared[384..512];
    let [slot_0] = carve(scratch, lanes, [6]);
    let [z, scale, tanh, hidden_0, _, select_cotangent, assemble_cotangent] =
        carve(tape, lanes, [5, 5, 5, 8, 6, 8, 10]);
    for row in 0..5 {
        let result_cotangent_row = row_of(result_cotangent, row, lanes);
        let scale_row = row_of(scale, row, lanes);
        let assemble_cotangent_row_mut = row_of_mut(assemble_cotangent, 1 + 2 * row, lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, row, lanes);
        for lane in 0..lanes {
            let result_cotangent = result_cotangent_row[lane];
            let product_2 = scale_row[lane] * result_cotangent;
            assemble_cotangent_row_mut[lane] = result_cotangent;
            argument_cotangent_row_mut[lane] = product_2;
        }
    }

    for row in 0..5 {
        let tanh_row = row_of(tanh, row, lanes);
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let scale_row = row_of(scale, row, lanes);
        let z_row = row_of(z, row, lanes);
        let result_cotangent_row = row_of(result_cotangent, row, lanes);
        let assemble_cotangent_row_mut = row_of_mut(assemble_cotangent, 2 * row, lanes);
        for lane in 0..lanes {
            let tanh = tanh_row[lane];
            let square_1 = tanh * tanh;
            let difference_2 = T::ONE - square_1;
            let product_7 = z_row[lane] * result_cotangent_row[lane];
            let sum_9 = isa.mul_add(scale_row[lane], product_7, ladj_cotangent_row[lane]);
            assemble_cotangent_row_mut[lane] = difference_2 * sum_9;
        }
    }

    product_gated(select_cotangent, conditioner_1_weight_transposed, assemble_cotangent, hidden_0, 8, 10, lanes);
    let arrived_2 = &mut slot_0[..6 * lanes];
    product(arrived_2, conditioner_0_weight_transposed, None, select_cotangent, 6, 8, lanes, Activation::Identity);
    for row in 0..6 {
        let arrived_2_row = row_of(arrived_2, row, lanes);
        let context_cotangent_row_mut = row_of_mut(context_cotangent, row, lanes);
        for lane in 0..lanes {
            context_cotangent_row_mut[lane] += arrived_2_row[lane];
        }
    }
}

/// cotangents of x → z.
#[inline(always)]
fn affine_inverse_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer {
        lanes, input: result_cotangent, output: argument_cotangent, ladj: ladj_cotangent, prepared, tape, ..
    } = layer;
    let shift_0 = &prepared[32..33];
    let gather = &prepared[48..49];
    let shift_1 = &prepared[64..65];
    let gather_2 = &prepared[80..81];
    let [x, ladj_cotangent_cotangent, neg_cotangent_2, product_cotangent_2, neg_cotangent, product_cotangent] =
        carve(tape, lanes, [2, 1, 1, 1, 1, 1]);
    {
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let x_row = row_of(x, 1, lanes);
        let shift_1_here = shift_1[0];
        let result_cotangent_row = row_of(result_cotangent, 1, lanes);
        let gather_2_here = gather_2[0];
        let x_2_row = row_of(x, 0, lanes);
        let shift_0_here = shift_0[0];
        let result_cotangent_2_row = row_of(result_cotangent, 0, lanes);
        let gather_here = gather[0];
        let ladj_cotangent_cotangent_row_mut = row_of_mut(ladj_cotangent_cotangent, 0, lanes);
        let product_cotangent_row_mut = row_of_mut(product_cotangent, 0, lanes);
        let neg_cotangent_row_mut = row_of_mut(neg_cotangent, 0, lanes);
        let product_cotangent_2_row_mut = row_of_mut(product_cotangent_2, 0, lanes);
        let neg_cotangent_2_row_mut = row_of_mut(neg_cotangent_2, 0, lanes);
        let [argument_cotangent_row_mut, argument_cotangent_row_mut_2] = rows_of_mut(argument_cotangent, [1, 0], lanes);
        #[inline(always)]
        #[allow(clippy::too_many_arguments)]
        fn each_lane<T: Real, I: Isa>(
            _: I, lanes: usize, ladj_cotangent_row: &[T], x_row: &[T], result_cotangent_row: &[T], x_2_row: &[T],
            result_cotangent_2_row: &[T], shift_1_here: T, gather_2_here: T, shift_0_here: T, gather_here: T,
            ladj_cotangent_cotangent_row_mut: &mut [T], product_cotangent_row_mut: &mut [T],
            neg_cotangent_row_mut: &mut [T], product_cotangent_2_row_mut: &mut [T], neg_cotangent_2_row_mut: &mut [T],
            argument_cotangent_row_mut: &mut [T], argument_cotangent_row_mut_2: &mut [T],
        ) {
            for lane in 0..lanes {
                let ladj_cotangent = ladj_cotangent_row[lane];
                let difference_3 = x_row[lane] - shift_1_here;
                let result_cotangent = result_cotangent_row[lane];
                let product_5 = difference_3 * result_cotangent;
                let product_7 = gather_2_here * result_cotangent;
                let neg_8 = -product_7;
                let difference_11 = x_2_row[lane] - shift_0_here;
                let result_cotangent_2 = result_cotangent_2_row[lane];
                let product_13 = difference_11 * result_cotangent_2;
                let product_15 = gather_here * result_cotangent_2;
                let neg_16 = -product_15;
                ladj_cotangent_cotangent_row_mut[lane] = ladj_cotangent;
                product_cotangent_row_mut[lane] = product_5;
                neg_cotangent_row_mut[lane] = neg_8;
                product_cotangent_2_row_mut[lane] = product_13;
                neg_cotangent_2_row_mut[lane] = neg_16;
                argument_cotangent_row_mut[lane] = product_7;
                argument_cotangent_row_mut_2[lane] = product_15;
            }
        }

        each_lane(
            isa, lanes, ladj_cotangent_row, x_row, result_cotangent_row, x_2_row, result_cotangent_2_row, shift_1_here,
            gather_2_here, shift_0_here, gather_here, ladj_cotangent_cotangent_row_mut, product_cotangent_row_mut,
            neg_cotangent_row_mut, product_cotangent_2_row_mut, neg_cotangent_2_row_mut, argument_cotangent_row_mut,
            argument_cotangent_row_mut_2,
        );
    }
}

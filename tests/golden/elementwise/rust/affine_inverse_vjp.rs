/// cotangents of x → z.
#[inline(always)]
fn affine_inverse_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer {
        lanes,
        input: result_cotangent,
        output: argument_cotangent,
        ladj: ladj_cotangent,
        parameters,
        prepared,
        tape,
        ..
    } = layer;
    let shift = &parameters[5..10];
    let exp = &prepared[32..37];
    let [x, neg_cotangent, product_cotangent, ladj_cotangent_cotangent] = carve(tape, lanes, [5, 5, 5, 1]);
    {
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let ladj_cotangent_cotangent_row_mut = row_of_mut(ladj_cotangent_cotangent, 0, lanes);
        for lane in 0..lanes {
            ladj_cotangent_cotangent_row_mut[lane] = ladj_cotangent_row[lane];
        }
    }

    for row in 0..5 {
        let x_row = row_of(x, row, lanes);
        let shift_here = shift[row];
        let result_cotangent_row = row_of(result_cotangent, row, lanes);
        let exp_here = exp[row];
        let product_cotangent_row_mut = row_of_mut(product_cotangent, row, lanes);
        let neg_cotangent_row_mut = row_of_mut(neg_cotangent, row, lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, row, lanes);
        #[inline(always)]
        #[allow(clippy::too_many_arguments)]
        fn each_lane<T: Real, I: Isa>(
            _: I, lanes: usize, x_row: &[T], result_cotangent_row: &[T], shift_here: T, exp_here: T,
            product_cotangent_row_mut: &mut [T], neg_cotangent_row_mut: &mut [T], argument_cotangent_row_mut: &mut [T],
        ) {
            for lane in 0..lanes {
                let difference_2 = x_row[lane] - shift_here;
                let result_cotangent = result_cotangent_row[lane];
                let product_4 = difference_2 * result_cotangent;
                let product_6 = exp_here * result_cotangent;
                let neg_7 = -product_6;
                product_cotangent_row_mut[lane] = product_4;
                neg_cotangent_row_mut[lane] = neg_7;
                argument_cotangent_row_mut[lane] = product_6;
            }
        }

        each_lane(
            isa, lanes, x_row, result_cotangent_row, shift_here, exp_here, product_cotangent_row_mut,
            neg_cotangent_row_mut, argument_cotangent_row_mut,
        );
    }
}

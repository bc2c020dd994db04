/// cotangents of z → x.
#[inline(always)]
fn affine_forward_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer {
        lanes, input: result_cotangent, output: argument_cotangent, ladj: ladj_cotangent, result: x, parameters,
        prepared, tape, ..
    } = layer;

    let shift = &parameters[5..10];
    let scale = &prepared[0..5];
    let exp = &prepared[32..37];
    let [result_cotangent_cotangent, product_cotangent, ladj_cotangent_cotangent] = carve(tape, lanes, [5, 5, 1]);
    {
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let ladj_cotangent_cotangent_row_mut = row_of_mut(ladj_cotangent_cotangent, 0, lanes);
        for lane in 0..lanes {
            ladj_cotangent_cotangent_row_mut[lane] = ladj_cotangent_row[lane];
        }
    }

    for row in 0..5 {
        let result_cotangent_row = row_of(result_cotangent, row, lanes);
        let x_row = row_of(x, row, lanes);
        let shift_here = shift[row];
        let exp_here = exp[row];
        let scale_here = scale[row];
        let result_cotangent_cotangent_row_mut = row_of_mut(result_cotangent_cotangent, row, lanes);
        let product_cotangent_row_mut = row_of_mut(product_cotangent, row, lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, row, lanes);
        #[inline(always)]
        #[allow(clippy::too_many_arguments)]
        fn each_lane<T: Real, I: Isa>(
            _: I, lanes: usize, result_cotangent_row: &[T], x_row: &[T], shift_here: T, exp_here: T, scale_here: T,
            result_cotangent_cotangent_row_mut: &mut [T], product_cotangent_row_mut: &mut [T],
            argument_cotangent_row_mut: &mut [T],
        ) {
            for lane in 0..lanes {
                let result_cotangent = result_cotangent_row[lane];
                let difference_3 = x_row[lane] - shift_here;
                let product_5 = difference_3 * exp_here;
                let product_6 = product_5 * result_cotangent;
                let product_8 = scale_here * result_cotangent;
                result_cotangent_cotangent_row_mut[lane] = result_cotangent;
                product_cotangent_row_mut[lane] = product_6;
                argument_cotangent_row_mut[lane] = product_8;
            }
        }
        each_lane(
            isa, lanes, result_cotangent_row, x_row, shift_here, exp_here, scale_here,
            result_cotangent_cotangent_row_mut, product_cotangent_row_mut, argument_cotangent_row_mut,
        );
    }
}


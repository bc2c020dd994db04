/// cotangents of z → x.
#[inline(always)]
fn affine_forward_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer {
        lanes, input: result_cotangent, output: argument_cotangent, ladj: ladj_cotangent, prepared, tape, ..
    } = layer;
    let scale = &prepared[0..5];
    let [z, result_cotangent_cotangent, product_cotangent, ladj_cotangent_cotangent] = carve(tape, lanes, [5, 5, 5, 1]);
    {
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let ladj_cotangent_cotangent_row_mut = row_of_mut(ladj_cotangent_cotangent, 0, lanes);
        for lane in 0..lanes {
            ladj_cotangent_cotangent_row_mut[lane] = ladj_cotangent_row[lane];
        }
    }

    for row in 0..5 {
        let result_cotangent_row = row_of(result_cotangent, row, lanes);
        let z_row = row_of(z, row, lanes);
        let scale_here = scale[row];
        let result_cotangent_cotangent_row_mut = row_of_mut(result_cotangent_cotangent, row, lanes);
        let product_cotangent_row_mut = row_of_mut(product_cotangent, row, lanes);
        let argument_cotangent_row_mut = row_of_mut(argument_cotangent, row, lanes);
        #[inline(always)]
        #[allow(clippy::too_many_arguments)]
        fn each_lane<T: Real, I: Isa>(
            _: I, lanes: usize, result_cotangent_row: &[T], z_row: &[T], scale_here: T,
            result_cotangent_cotangent_row_mut: &mut [T], product_cotangent_row_mut: &mut [T],
            argument_cotangent_row_mut: &mut [T],
        ) {
            for lane in 0..lanes {
                let result_cotangent = result_cotangent_row[lane];
                let product_2 = z_row[lane] * result_cotangent;
                let product_4 = scale_here * result_cotangent;
                result_cotangent_cotangent_row_mut[lane] = result_cotangent;
                product_cotangent_row_mut[lane] = product_2;
                argument_cotangent_row_mut[lane] = product_4;
            }
        }

        each_lane(
            isa, lanes, result_cotangent_row, z_row, scale_here, result_cotangent_cotangent_row_mut,
            product_cotangent_row_mut, argument_cotangent_row_mut,
        );
    }
}

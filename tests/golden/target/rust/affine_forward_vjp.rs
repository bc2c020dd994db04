/// cotangents of z → x.
#[inline(always)]
fn affine_forward_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer {
        lanes, input: result_cotangent, output: argument_cotangent, ladj: ladj_cotangent, prepared, tape, ..
    } = layer;
    let scale_0 = &prepared[96..97];
    let scale_1 = &prepared[112..113];
    let [z, ladj_cotangent_cotangent, gather_cotangent, gather_cotangent_2, product_cotangent_2, product_cotangent] =
        carve(tape, lanes, [2, 1, 1, 1, 1, 1]);
    {
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let result_cotangent_row = row_of(result_cotangent, 0, lanes);
        let result_cotangent_2_row = row_of(result_cotangent, 1, lanes);
        let z_row = row_of(z, 1, lanes);
        let z_2_row = row_of(z, 0, lanes);
        let scale_1_here = scale_1[0];
        let scale_0_here = scale_0[0];
        let ladj_cotangent_cotangent_row_mut = row_of_mut(ladj_cotangent_cotangent, 0, lanes);
        let gather_cotangent_row_mut = row_of_mut(gather_cotangent, 0, lanes);
        let gather_cotangent_2_row_mut = row_of_mut(gather_cotangent_2, 0, lanes);
        let product_cotangent_row_mut = row_of_mut(product_cotangent, 0, lanes);
        let product_cotangent_2_row_mut = row_of_mut(product_cotangent_2, 0, lanes);
        let [argument_cotangent_row_mut, argument_cotangent_row_mut_2] = rows_of_mut(argument_cotangent, [1, 0], lanes);
        #[inline(always)]
        #[allow(clippy::too_many_arguments)]
        fn each_lane<T: Real, I: Isa>(
            _: I, lanes: usize, ladj_cotangent_row: &[T], result_cotangent_row: &[T], result_cotangent_2_row: &[T],
            z_row: &[T], z_2_row: &[T], scale_1_here: T, scale_0_here: T, ladj_cotangent_cotangent_row_mut: &mut [T],
            gather_cotangent_row_mut: &mut [T], gather_cotangent_2_row_mut: &mut [T],
            product_cotangent_row_mut: &mut [T], product_cotangent_2_row_mut: &mut [T],
            argument_cotangent_row_mut: &mut [T], argument_cotangent_row_mut_2: &mut [T],
        ) {
            for lane in 0..lanes {
                let ladj_cotangent = ladj_cotangent_row[lane];
                let result_cotangent = result_cotangent_row[lane];
                let result_cotangent_2 = result_cotangent_2_row[lane];
                let product_4 = result_cotangent_2 * z_row[lane];
                let product_6 = result_cotangent * z_2_row[lane];
                let product_8 = result_cotangent_2 * scale_1_here;
                let product_10 = result_cotangent * scale_0_here;
                ladj_cotangent_cotangent_row_mut[lane] = ladj_cotangent;
                gather_cotangent_row_mut[lane] = result_cotangent;
                gather_cotangent_2_row_mut[lane] = result_cotangent_2;
                product_cotangent_row_mut[lane] = product_4;
                product_cotangent_2_row_mut[lane] = product_6;
                argument_cotangent_row_mut[lane] = product_8;
                argument_cotangent_row_mut_2[lane] = product_10;
            }
        }

        each_lane(
            isa, lanes, ladj_cotangent_row, result_cotangent_row, result_cotangent_2_row, z_row, z_2_row, scale_1_here,
            scale_0_here, ladj_cotangent_cotangent_row_mut, gather_cotangent_row_mut, gather_cotangent_2_row_mut,
            product_cotangent_row_mut, product_cotangent_2_row_mut, argument_cotangent_row_mut,
            argument_cotangent_row_mut_2,
        );
    }
}

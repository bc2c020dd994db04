/// the score times the cotangent.
#[inline(always)]
fn standard_normal_log_prob_vjp<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, output: argument_cotangent, ladj: ladj_cotangent, tape, .. } = layer;
    let [z] = carve(tape, lanes, [3]);
    {
        let z_row = row_of(z, 2, lanes);
        let ladj_cotangent_row = row_of(ladj_cotangent, 0, lanes);
        let z_2_row = row_of(z, 1, lanes);
        let z_3_row = row_of(z, 0, lanes);
        let [argument_cotangent_row_mut, argument_cotangent_row_mut_2, argument_cotangent_row_mut_3] =
            rows_of_mut(argument_cotangent, [2, 1, 0], lanes);
        #[inline(always)]
        #[allow(clippy::too_many_arguments)]
        fn each_lane<T: Real, I: Isa>(
            _: I, lanes: usize, z_row: &[T], ladj_cotangent_row: &[T], z_2_row: &[T], z_3_row: &[T],
            argument_cotangent_row_mut: &mut [T], argument_cotangent_row_mut_2: &mut [T],
            argument_cotangent_row_mut_3: &mut [T],
        ) {
            for lane in 0..lanes {
                let ladj_cotangent = ladj_cotangent_row[lane];
                let product_2 = z_row[lane] * ladj_cotangent;
                let neg_3 = -product_2;
                let product_5 = z_2_row[lane] * ladj_cotangent;
                let neg_6 = -product_5;
                let product_8 = z_3_row[lane] * ladj_cotangent;
                let neg_9 = -product_8;
                argument_cotangent_row_mut[lane] = neg_3;
                argument_cotangent_row_mut_2[lane] = neg_6;
                argument_cotangent_row_mut_3[lane] = neg_9;
            }
        }

        each_lane(
            isa, lanes, z_row, ladj_cotangent_row, z_2_row, z_3_row, argument_cotangent_row_mut,
            argument_cotangent_row_mut_2, argument_cotangent_row_mut_3,
        );
    }
}

/// x → z: z = (x - shift)*exp(-5*tanh(0.2*raw_scale)), ladj = sum(-5*tanh(0.2*raw_scale)); keeps what the cotangents need.
#[inline(always)]
fn affine_inverse_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, prepared, tape, .. } = layer;
    let sum_2 = &prepared[16..17];
    let shift_0 = &prepared[32..33];
    let gather = &prepared[48..49];
    let shift_1 = &prepared[64..65];
    let gather_2 = &prepared[80..81];
    let [x_kept, _, _, _, _, _] = carve(tape, lanes, [2, 1, 1, 1, 1, 1]);
    {
        let x_row = row_of(x, 0, lanes);
        let shift_0_here = shift_0[0];
        let gather_here = gather[0];
        let x_2_row = row_of(x, 1, lanes);
        let shift_1_here = shift_1[0];
        let gather_2_here = gather_2[0];
        let sum_2_here = sum_2[0];
        let [z_row_mut, z_row_mut_2] = rows_of_mut(z, [0, 1], lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        #[inline(always)]
        #[allow(clippy::too_many_arguments)]
        fn each_lane<T: Real, I: Isa>(
            _: I, lanes: usize, x_row: &[T], x_2_row: &[T], shift_0_here: T, gather_here: T, shift_1_here: T,
            gather_2_here: T, sum_2_here: T, z_row_mut: &mut [T], z_row_mut_2: &mut [T], ladj_row_mut: &mut [T],
        ) {
            for lane in 0..lanes {
                let difference_2 = x_row[lane] - shift_0_here;
                let product_4 = difference_2 * gather_here;
                let difference_7 = x_2_row[lane] - shift_1_here;
                let product_9 = difference_7 * gather_2_here;
                z_row_mut[lane] = product_4;
                z_row_mut_2[lane] = product_9;
                ladj_row_mut[lane] += sum_2_here;
            }
        }

        each_lane(
            isa, lanes, x_row, x_2_row, shift_0_here, gather_here, shift_1_here, gather_2_here, sum_2_here, z_row_mut,
            z_row_mut_2, ladj_row_mut,
        );
    }

    x_kept.copy_from_slice(x);
}

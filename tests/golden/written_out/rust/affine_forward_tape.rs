/// z → x: x = (z*exp(5*tanh(0.2*raw_scale)) + shift), ladj = sum(5*tanh(0.2*raw_scale)); keeps what the cotangents need.
#[inline(always)]
fn affine_forward_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, prepared, tape, .. } = layer;
    let sum = &prepared[0..1];
    let shift_0 = &prepared[32..33];
    let shift_1 = &prepared[64..65];
    let scale_0 = &prepared[96..97];
    let scale_1 = &prepared[112..113];
    let [z_kept, _, _, _, _, _] = carve(tape, lanes, [2, 1, 1, 1, 1, 1]);
    {
        let z_row = row_of(z, 0, lanes);
        let scale_0_here = scale_0[0];
        let shift_0_here = shift_0[0];
        let z_2_row = row_of(z, 1, lanes);
        let scale_1_here = scale_1[0];
        let shift_1_here = shift_1[0];
        let sum_here = sum[0];
        let [x_row_mut, x_row_mut_2] = rows_of_mut(x, [0, 1], lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        #[inline(always)]
        #[allow(clippy::too_many_arguments)]
        fn each_lane<T: Real, I: Isa>(
            isa: I, lanes: usize, z_row: &[T], z_2_row: &[T], scale_0_here: T, shift_0_here: T, scale_1_here: T,
            shift_1_here: T, sum_here: T, x_row_mut: &mut [T], x_row_mut_2: &mut [T], ladj_row_mut: &mut [T],
        ) {
            for lane in 0..lanes {
                let sum_4 = isa.mul_add(z_row[lane], scale_0_here, shift_0_here);
                let sum_9 = isa.mul_add(z_2_row[lane], scale_1_here, shift_1_here);
                x_row_mut[lane] = sum_4;
                x_row_mut_2[lane] = sum_9;
                ladj_row_mut[lane] += sum_here;
            }
        }

        each_lane(
            isa, lanes, z_row, z_2_row, scale_0_here, shift_0_here, scale_1_here, shift_1_here, sum_here, x_row_mut,
            x_row_mut_2, ladj_row_mut,
        );
    }

    z_kept.copy_from_slice(z);
}

/// z → x: x = (if z < 0 { 0.5*z } else { z }), ladj = sum(if z < 0 { -0.6931471805599453 } else { 0 }); keeps what the cotangents need
#[inline(always)]
fn leaky_relu_forward_tape<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, tape, .. } = layer;
    let [z_kept] = carve(tape, lanes, [5]);
    for row in 0..5 {
        let z_row = row_of(z, row, lanes);
        let x_row_mut = row_of_mut(x, row, lanes);
        let z_kept_row_mut = row_of_mut(z_kept, row, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        for lane in 0..lanes {
            let z = z_row[lane];
            let below_1 = z < T::ZERO;
            let product_2 = real::<T>(0.5) * z;
            let chosen_3 = if below_1 { product_2 } else { z };
            let chosen_4 = if below_1 { real::<T>(-::core::f64::consts::LN_2) } else { T::ZERO };
            z_kept_row_mut[lane] = z;
            x_row_mut[lane] = chosen_3;
            ladj_row_mut[lane] += chosen_4;
        }
    }
}

/// x → z: z = (if x < 0 { x/0.5 } else { x }), ladj = sum(-(if if x < 0 { x/0.5 } else { x } < 0 { -0.6931471805599453 } else { 0 })). Also inverse_tape.
#[inline(always)]
fn leaky_relu_inverse<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, .. } = layer;
    for row in 0..5 {
        let x_row = row_of(x, row, lanes);
        let z_row_mut = row_of_mut(z, row, lanes);
        let ladj_row_mut = row_of_mut(ladj, 0, lanes);
        for lane in 0..lanes {
            let x = x_row[lane];
            let below_1 = x < T::ZERO;
            let ratio_2 = x / real::<T>(0.5);
            let chosen_3 = if below_1 { ratio_2 } else { x };
            let below_4 = chosen_3 < T::ZERO;
            let chosen_5 = if below_4 { real::<T>(-::core::f64::consts::LN_2) } else { T::ZERO };
            let neg_6 = -chosen_5;
            z_row_mut[lane] = chosen_3;
            ladj_row_mut[lane] += neg_6;
        }
    }
}

/// x → z: z = (if x < 0 { x/0.5 } else { x }), ladj = sum(if if x < 0 { x/0.5 } else { x } < 0 { 0.6931471805599453 } else { 0 })
/// It also does the work of `inverse_tape`.
#[inline(always)]
fn leaky_relu_inverse<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, output: z, ladj, .. } = layer;
    for row in 0..5 {
        each_lane! {
            lane in lanes;
            read x = x[row];
            write z_out = z[row], ladj_out = ladj[0];
            let x = x[lane];
            let ratio_2 = x / real::<T>(0.5);
            let chosen_3 = if x < T::ZERO { ratio_2 } else { x };
            let chosen_5 = if chosen_3 < T::ZERO { real::<T>(::core::f64::consts::LN_2) } else { T::ZERO };
            z_out[lane] = chosen_3;
            ladj_out[lane] += chosen_5;
        }
    }
}

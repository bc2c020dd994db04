/// z → x: x = (if z < 0 { 0.5*z } else { z }), ladj = sum(if z < 0 { -0.6931471805599453 } else { 0 }); keeps what the cotangents need
#[inline(always)]
fn leaky_relu_forward_tape<T: Real, I: Isa>(_: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: z, output: x, ladj, tape, .. } = layer;
    let [z_kept] = carve(tape, lanes, [5]);
    for row in 0..5 {
        each_lane! {
            lane in lanes;
            read z = z[row];
            write x_out = x[row], z_kept_out = z_kept[row], ladj_out = ladj[0];
            let z = z[lane];
            let below_1 = z < T::ZERO;
            let product_2 = real::<T>(0.5) * z;
            let chosen_3 = if below_1 { product_2 } else { z };
            let chosen_4 = if below_1 { real::<T>(-::core::f64::consts::LN_2) } else { T::ZERO };
            z_kept_out[lane] = z;
            x_out[lane] = chosen_3;
            ladj_out[lane] += chosen_4;
        }
    }
}

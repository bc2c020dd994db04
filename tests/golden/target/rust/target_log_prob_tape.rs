/// x → log p(x), up to a constant; keeps what the cotangents need
#[inline(always)]
fn target_log_prob_tape<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, ladj, tape, .. } = layer;
    let [x_kept, sqrt, ratio] = carve(tape, lanes, [2, 1, 1]);
    each_lane! {
        lane in lanes, isa: I;
        read x_0 = x[0], x_1 = x[1];
        write sqrt_out = sqrt[0], ratio_out = ratio[0], ladj_out = ladj[0];
        let (x_0, x_1) = (x_0[lane], x_1[lane]);
        let sum_4 = x_0 * x_0 + x_1 * x_1;
        let below_5 = T::ZERO < sum_4;
        let chosen_6 = if below_5 { sum_4 } else { T::ONE };
        let sqrt_7 = isa.sqrt(chosen_6);
        let chosen_9 = if below_5 { sqrt_7 } else { T::ZERO };
        let difference_10 = chosen_9 - real::<T>(2.0);
        sqrt_out[lane] = sqrt_7;
        ratio_out[lane] = real::<T>(0.5) / sqrt_7;
        ladj_out[lane] = isa.mul_add(real::<T>(-0.5), difference_10 * difference_10, ladj_out[lane]);
    }
    x_kept.copy_from_slice(x);
}

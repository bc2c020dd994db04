/// x → log p(x), up to a constant
#[inline(always)]
fn target_log_prob<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
    let Layer { lanes, input: x, ladj, .. } = layer;
    each_lane! {
        lane in lanes, isa: I;
        read x_0 = x[0], x_1 = x[1];
        write ladj_out = ladj[0];
        let (x_0, x_1) = (x_0[lane], x_1[lane]);
        let sum_4 = x_0 * x_0 + x_1 * x_1;
        let below_5 = T::ZERO < sum_4;
        let chosen_6 = if below_5 { sum_4 } else { T::ONE };
        let sqrt_7 = isa.sqrt(chosen_6);
        let chosen_8 = if below_5 { sqrt_7 } else { T::ZERO };
        let difference_9 = chosen_8 - real::<T>(2.0);
        ladj_out[lane] = isa.mul_add(real::<T>(-0.5), difference_9 * difference_9, ladj_out[lane]);
    }
}

/// A part of `standard_normal_log_prob` and `standard_normal_log_prob_tape`.
#[inline(always)]
fn standard_normal_ladj_rows<T: Real, I: Isa>(isa: I, lanes: usize, z: &[T], ladj: &mut [T]) {
    each_lane! {
        lane in lanes, isa: I;
        read z_0 = z[0], z_1 = z[1], z_2 = z[2], z_3 = z[3];
        write ladj_out = ladj[0];
        let (z_0, z_1, z_2, z_3) = (z_0[lane], z_1[lane], z_2[lane], z_3[lane]);
        let sum_10 =
            isa.mul_add(real::<T>(-0.5), z_2 * z_2, real::<T>(-0.5) * (z_0 * z_0) + real::<T>(-0.5) * (z_1 * z_1));
        ladj_out[lane] += isa.mul_add(real::<T>(-0.5), z_3 * z_3, sum_10) - real::<T>(3.6757541328186907);
    }
}

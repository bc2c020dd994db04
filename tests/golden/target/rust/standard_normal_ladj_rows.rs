/// A part of `standard_normal_log_prob` and `standard_normal_log_prob_tape`.
#[inline(always)]
fn standard_normal_ladj_rows<T: Real>(lanes: usize, z: &[T], ladj: &mut [T]) {
    each_lane! {
        lane in lanes;
        read z_0 = z[0], z_1 = z[1];
        write ladj_out = ladj[0];
        let (z_0, z_1) = (z_0[lane], z_1[lane]);
        ladj_out[lane] += real::<T>(-0.5) * (z_0 * z_0) + real::<T>(-0.5) * (z_1 * z_1) - real::<T>(1.8378770664093453);
    }
}

/// A part of `autoregressive_forward` and `autoregressive_forward_tape`.
#[inline(always)]
fn autoregressive_x_rows<T: Real, I: Isa>(isa: I, lanes: usize, level: usize, z: &[T], raw: &[T], x: &mut [T]) {
    let row = level;
    each_lane! {
        lane in lanes, isa: I;
        read z = z[row], raw_scale = raw[2 * row], shift = raw[1 + 2 * row];
        write x_out = x[row];
        let log_scale = real::<T>(5.0) * isa.tanh(real::<T>(0.2) * raw_scale[lane]);
        let scale = isa.exp(log_scale);
        x_out[lane] = isa.mul_add(z[lane], scale, shift[lane]);
    }
}

impl<T: Real> Reparameterized<T> for crate::Image<T> {
    #[inline(always)]
    fn layer_forward_tape<I: Isa>(&self, isa: I, declared: usize, layer: Layer<'_, T>) {
        match declared {
            0 => actnorm_forward_tape(isa, layer),
            1 => squeeze_forward(isa, layer),
            2 => coupling_forward_tape(isa, layer),
            3 => pixels_forward_tape(isa, layer),
            _ => {}
        }
    }

    #[inline(always)]
    fn layer_forward_vjp<I: Isa>(&self, isa: I, declared: usize, layer: Layer<'_, T>) {
        match declared {
            0 => actnorm_forward_vjp(isa, layer),
            1 => squeeze_forward_vjp(isa, layer),
            2 => coupling_forward_vjp(isa, layer),
            3 => pixels_forward_vjp(isa, layer),
            _ => {}
        }
    }
}

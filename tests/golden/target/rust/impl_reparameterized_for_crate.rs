impl<T: Real> Reparameterized<T> for crate::Ring<T> {
    #[inline(always)]
    fn layer_forward_tape<I: Isa>(&self, isa: I, declared: usize, layer: Layer<'_, T>) {
        if declared == 0 {
            affine_forward_tape(isa, layer);
        }
    }

    #[inline(always)]
    fn layer_forward_vjp<I: Isa>(&self, isa: I, declared: usize, layer: Layer<'_, T>) {
        if declared == 0 {
            affine_forward_vjp(isa, layer);
        }
    }
}

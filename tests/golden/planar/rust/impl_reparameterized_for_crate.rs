impl<T: Real> Reparameterized<T> for crate::Pushed<T> {
    #[inline(always)]
    fn layer_forward_tape<I: Isa>(&self, isa: I, declared: usize, layer: Layer<'_, T>) {
        if declared == 0 {
            planar_forward_tape(isa, layer);
        }
    }

    #[inline(always)]
    fn layer_forward_vjp<I: Isa>(&self, isa: I, declared: usize, layer: Layer<'_, T>) {
        if declared == 0 {
            planar_forward_vjp(isa, layer);
        }
    }
}

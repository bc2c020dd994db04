impl<T: Real> Reparameterized<T> for crate::Slopes<T> {
    #[inline(always)]
    fn layer_forward_tape<I: Isa>(&self, isa: I, declared: usize, layer: Layer<'_, T>) {
        match declared {
            0 => affine_forward_tape(isa, layer),
            1 => leaky_relu_forward_tape(isa, layer),
            2 => permute_forward(isa, layer),
            _ => {}
        }
    }

    #[inline(always)]
    fn layer_forward_vjp<I: Isa>(&self, isa: I, declared: usize, layer: Layer<'_, T>) {
        match declared {
            0 => affine_forward_vjp(isa, layer),
            1 => leaky_relu_forward_vjp(isa, layer),
            2 => permute_forward_vjp(isa, layer),
            _ => {}
        }
    }
}

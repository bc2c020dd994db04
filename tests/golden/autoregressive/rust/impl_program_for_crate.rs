impl<T: Real> Program<T> for crate::Masked<T> {
    #[inline(always)]
    fn layer_uniform_vjp<I: Isa>(&self, _: I, _: usize, _: &[T], _: &[T], _: &mut [T]) {}

    #[inline(always)]
    fn layer_inverse<I: Isa>(&self, isa: I, declared: usize, layer: Layer<'_, T>) {
        if declared == 0 {
            autoregressive_inverse(isa, layer);
        }
    }

    #[inline(always)]
    fn layer_forward<I: Isa>(&self, isa: I, declared: usize, layer: Layer<'_, T>) {
        if declared == 0 {
            autoregressive_forward(isa, layer);
        }
    }

    #[inline(always)]
    fn layer_inverse_tape<I: Isa>(&self, isa: I, declared: usize, layer: Layer<'_, T>) {
        if declared == 0 {
            autoregressive_inverse_tape(isa, layer);
        }
    }

    #[inline(always)]
    fn layer_inverse_vjp<I: Isa>(&self, isa: I, declared: usize, layer: Layer<'_, T>) {
        if declared == 0 {
            autoregressive_inverse_vjp(isa, layer);
        }
    }

    #[inline(always)]
    fn base_log_prob<I: Isa>(&self, isa: I, layer: Layer<'_, T>) {
        standard_normal_log_prob(isa, layer);
    }

    #[inline(always)]
    fn base_log_prob_tape<I: Isa>(&self, isa: I, layer: Layer<'_, T>) {
        standard_normal_log_prob_tape(isa, layer);
    }

    #[inline(always)]
    fn base_log_prob_vjp<I: Isa>(&self, isa: I, layer: Layer<'_, T>) {
        standard_normal_log_prob_vjp(isa, layer);
    }
}

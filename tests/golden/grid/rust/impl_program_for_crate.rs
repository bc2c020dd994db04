impl<T: Real> Program<T> for crate::Image<T> {
    #[inline(always)]
    fn layer_uniform_vjp<I: Isa>(&self, isa: I, declared: usize, parameters: &[T], uniform: &[T], cotangent: &mut [T]) {
        if declared == 0 {
            actnorm_uniform_vjp(isa, parameters, uniform, cotangent);
        }
    }

    #[inline(always)]
    fn layer_inverse<I: Isa>(&self, isa: I, declared: usize, layer: Layer<'_, T>) {
        match declared {
            0 => actnorm_inverse(isa, layer),
            1 => squeeze_inverse(isa, layer),
            2 => coupling_inverse(isa, layer),
            3 => pixels_inverse(isa, layer),
            _ => {}
        }
    }

    #[inline(always)]
    fn layer_forward<I: Isa>(&self, isa: I, declared: usize, layer: Layer<'_, T>) {
        match declared {
            0 => actnorm_forward(isa, layer),
            1 => squeeze_forward(isa, layer),
            2 => coupling_forward(isa, layer),
            3 => pixels_forward(isa, layer),
            _ => {}
        }
    }

    #[inline(always)]
    fn layer_inverse_tape<I: Isa>(&self, isa: I, declared: usize, layer: Layer<'_, T>) {
        match declared {
            0 => actnorm_inverse_tape(isa, layer),
            1 => squeeze_inverse(isa, layer),
            2 => coupling_inverse_tape(isa, layer),
            3 => pixels_inverse_tape(isa, layer),
            _ => {}
        }
    }

    #[inline(always)]
    fn layer_inverse_vjp<I: Isa>(&self, isa: I, declared: usize, layer: Layer<'_, T>) {
        match declared {
            0 => actnorm_inverse_vjp(isa, layer),
            1 => squeeze_inverse_vjp(isa, layer),
            2 => coupling_inverse_vjp(isa, layer),
            3 => pixels_inverse_vjp(isa, layer),
            _ => {}
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

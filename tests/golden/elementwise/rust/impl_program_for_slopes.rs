impl<T: Real> Program<T> for Slopes<T> {
    fn description() -> &'static Description {
        &DESCRIPTION
    }

    fn from_state(state: State<T>) -> Self {
        Self { state }
    }

    fn state(&self) -> &State<T> {
        &self.state
    }

    fn state_mut(&mut self) -> &mut State<T> {
        &mut self.state
    }

    #[inline(always)]
    fn prepare<I: Isa>(isa: I, declared: usize, parameters: &[T], prepared: &mut [T]) {
        if declared == 0 {
            affine_prepare(isa, parameters, prepared);
        }
    }

    #[inline(always)]
    fn uniform_vjp<I: Isa>(isa: I, declared: usize, parameters: &[T], uniform: &[T], cotangent: &mut [T]) {
        if declared == 0 {
            affine_uniform_vjp(isa, parameters, uniform, cotangent);
        }
    }

    #[inline(always)]
    fn inverse<I: Isa>(isa: I, declared: usize, layer: Layer<'_, T>) {
        match declared {
            0 => affine_inverse(isa, layer),
            1 => leaky_relu_inverse(isa, layer),
            2 => permute_inverse(isa, layer),
            _ => {}
        }
    }

    #[inline(always)]
    fn forward<I: Isa>(isa: I, declared: usize, layer: Layer<'_, T>) {
        match declared {
            0 => affine_forward(isa, layer),
            1 => leaky_relu_forward(isa, layer),
            2 => permute_inverse_vjp(isa, layer),
            _ => {}
        }
    }

    #[inline(always)]
    fn inverse_tape<I: Isa>(isa: I, declared: usize, layer: Layer<'_, T>) {
        match declared {
            0 => affine_inverse_tape(isa, layer),
            1 => leaky_relu_inverse(isa, layer),
            2 => permute_inverse(isa, layer),
            _ => {}
        }
    }

    #[inline(always)]
    fn inverse_vjp<I: Isa>(isa: I, declared: usize, layer: Layer<'_, T>) {
        match declared {
            0 => affine_inverse_vjp(isa, layer),
            1 => leaky_relu_inverse_vjp(isa, layer),
            2 => permute_inverse_vjp(isa, layer),
            _ => {}
        }
    }

    #[inline(always)]
    fn log_prob<I: Isa>(isa: I, layer: Layer<'_, T>) {
        standard_normal_log_prob(isa, layer);
    }

    #[inline(always)]
    fn log_prob_tape<I: Isa>(isa: I, layer: Layer<'_, T>) {
        standard_normal_log_prob_tape(isa, layer);
    }

    #[inline(always)]
    fn log_prob_vjp<I: Isa>(isa: I, layer: Layer<'_, T>) {
        standard_normal_log_prob_vjp(isa, layer);
    }
}

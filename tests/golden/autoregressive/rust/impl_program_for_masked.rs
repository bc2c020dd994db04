impl<T: Real> Program<T> for Masked<T> {
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
            autoregressive_prepare(isa, parameters, prepared);
        }
    }

    #[inline(always)]
    fn uniform_vjp<I: Isa>(_: I, _: usize, _: &[T], _: &[T], _: &mut [T]) {}

    #[inline(always)]
    fn inverse<I: Isa>(isa: I, declared: usize, layer: Layer<'_, T>) {
        if declared == 0 {
            autoregressive_inverse(isa, layer);
        }
    }

    #[inline(always)]
    fn forward<I: Isa>(isa: I, declared: usize, layer: Layer<'_, T>) {
        if declared == 0 {
            autoregressive_forward(isa, layer);
        }
    }

    #[inline(always)]
    fn inverse_tape<I: Isa>(isa: I, declared: usize, layer: Layer<'_, T>) {
        if declared == 0 {
            autoregressive_inverse_tape(isa, layer);
        }
    }

    #[inline(always)]
    fn inverse_vjp<I: Isa>(isa: I, declared: usize, layer: Layer<'_, T>) {
        if declared == 0 {
            autoregressive_inverse_vjp(isa, layer);
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

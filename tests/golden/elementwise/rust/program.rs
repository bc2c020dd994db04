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
    fn prepare<I: Isa>(isa: I, layer: usize, parameters: &[T], prepared: &mut [T]) {
        match layer {
            0 => affine_prepare(isa, parameters, prepared),
            _ => {}
        }
    }

    #[inline(always)]
    fn uniform_vjp<I: Isa>(
        isa: I,
        layer: usize,
        parameters: &[T],
        uniform: &[T],
        cotangent: &mut [T],
    ) {
        match layer {
            0 => affine_uniform_vjp(isa, parameters, uniform, cotangent),
            _ => {}
        }
    }

    #[inline(always)]
    fn inverse<I: Isa>(isa: I, chain: &mut Chain<'_, T>) {
        permute_inverse(isa, chain.step(2));
        leaky_relu_inverse(isa, chain.step(1));
        affine_inverse(isa, chain.step(0));
    }

    #[inline(always)]
    fn forward<I: Isa>(isa: I, chain: &mut Chain<'_, T>) {
        affine_forward(isa, chain.step(0));
        leaky_relu_forward(isa, chain.step(1));
        permute_forward(isa, chain.step(2));
    }

    #[inline(always)]
    fn inverse_tape<I: Isa>(isa: I, chain: &mut Chain<'_, T>) {
        permute_inverse_tape(isa, chain.step(2));
        leaky_relu_inverse_tape(isa, chain.step(1));
        affine_inverse_tape(isa, chain.step(0));
    }

    #[inline(always)]
    fn inverse_vjp<I: Isa>(isa: I, chain: &mut Chain<'_, T>) {
        affine_inverse_vjp(isa, chain.step(0));
        leaky_relu_inverse_vjp(isa, chain.step(1));
        permute_inverse_vjp(isa, chain.step(2));
    }

    #[inline(always)]
    fn forward_tape<I: Isa>(isa: I, chain: &mut Chain<'_, T>) {
        affine_forward_tape(isa, chain.step(0));
        leaky_relu_forward_tape(isa, chain.step(1));
        permute_forward_tape(isa, chain.step(2));
    }

    #[inline(always)]
    fn forward_vjp<I: Isa>(isa: I, chain: &mut Chain<'_, T>) {
        permute_forward_vjp(isa, chain.step(2));
        leaky_relu_forward_vjp(isa, chain.step(1));
        affine_forward_vjp(isa, chain.step(0));
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


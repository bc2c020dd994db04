impl<T: Real> Parametric<T> for crate::Slopes<T> {
    fn program_description(&self) -> &'static Description {
        &DESCRIPTION
    }

    fn program_with_state(&self, state: State<T>) -> Self {
        Self { state }
    }

    fn program_state(&self) -> &State<T> {
        &self.state
    }

    fn program_state_mut(&mut self) -> &mut State<T> {
        &mut self.state
    }

    #[inline(always)]
    fn layer_prepare<I: Isa>(&self, isa: I, declared: usize, parameters: &[T], prepared: &mut [T]) {
        if declared == 0 {
            affine_prepare(isa, parameters, prepared);
        }
    }
}

impl<T: Real> Targeted<T> for crate::Ring<T> {
    fn target_tape(&self) -> usize {
        4
    }

    #[inline(always)]
    fn target_log_prob<I: Isa>(&self, isa: I, layer: Layer<'_, T>) {
        target_log_prob(isa, layer);
    }

    #[inline(always)]
    fn target_log_prob_tape<I: Isa>(&self, isa: I, layer: Layer<'_, T>) {
        target_log_prob_tape(isa, layer);
    }

    #[inline(always)]
    fn target_log_prob_vjp<I: Isa>(&self, isa: I, layer: Layer<'_, T>) {
        target_log_prob_vjp(isa, layer);
    }
}

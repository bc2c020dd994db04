impl<T: Real> Targeted<T> for crate::Ring<T> {
    const TARGET_TAPE: usize = 4;

    #[inline(always)]
    fn target_log_prob<I: Isa>(isa: I, layer: Layer<'_, T>) {
        target_log_prob(isa, layer);
    }

    #[inline(always)]
    fn target_log_prob_tape<I: Isa>(isa: I, layer: Layer<'_, T>) {
        target_log_prob_tape(isa, layer);
    }

    #[inline(always)]
    fn target_log_prob_vjp<I: Isa>(isa: I, layer: Layer<'_, T>) {
        target_log_prob_vjp(isa, layer);
    }
}

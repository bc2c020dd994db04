impl<T: Real> Reparameterized<T> for Coupled<T> {
    #[inline(always)]
    fn forward_tape<I: Isa>(isa: I, chain: &mut Chain<'_, T>) {
        coupling_forward_tape(isa, chain.step(0));
    }

    #[inline(always)]
    fn forward_vjp<I: Isa>(isa: I, chain: &mut Chain<'_, T>) {
        coupling_forward_vjp(isa, chain.step(0));
    }
}


impl<T: Real> Reparameterized<T> for Slopes<T> {
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
}


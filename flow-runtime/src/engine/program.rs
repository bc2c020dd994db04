//! What the compiler emits for a flow beside its [`Description`]: functions on tiles.
//!
//! A *tile* is a block of samples, feature-major: row `r` of a buffer holds feature `r` of all lanes. Emitted functions are written
//! once, for any number of lanes and both number types, and compiled for each instruction set by [`dispatch`](crate::numeric::isa::dispatch).

use crate::engine::chain::{Chain, Layer};
use crate::model::State;
use crate::model::description::Description;
use crate::numeric::Real;
use crate::numeric::isa::Isa;

/// The functions of a compiled flow. The compiler implements this; users call [`Flow`](crate::Flow) or
/// [`ConditionalFlow`](crate::ConditionalFlow).
///
/// Each function is that of one declared layer, by its number; the `walk_…` methods call it for every layer of the chain's *segment*:
/// a stretch between two points where the samples of a batch must meet. A chain whose layers treat samples apart is one segment.
pub trait Program<T: Real>: Sized + Clone + Send + Sync + 'static {
    /// The flow as data.
    fn description() -> &'static Description;
    /// From parameters and what belongs to them.
    fn from_state(state: State<T>) -> Self;
    /// Parameters and what belongs to them.
    fn state(&self) -> &State<T>;
    /// Parameters and what belongs to them.
    fn state_mut(&mut self) -> &mut State<T>;
    /// From parameters to panels and other uniform values.
    fn prepare<I: Isa>(isa: I, declared: usize, parameters: &[T], prepared: &mut [T]);
    /// From cotangents of uniform values to those of parameters.
    fn uniform_vjp<I: Isa>(isa: I, declared: usize, parameters: &[T], uniform: &[T], cotangent: &mut [T]);
    /// `x → z`.
    fn inverse<I: Isa>(isa: I, declared: usize, layer: Layer<'_, T>);
    /// `z → x`.
    fn forward<I: Isa>(isa: I, declared: usize, layer: Layer<'_, T>);
    /// `x → z`, keeping what the cotangents need.
    fn inverse_tape<I: Isa>(isa: I, declared: usize, layer: Layer<'_, T>);
    /// Cotangents of `x → z`.
    fn inverse_vjp<I: Isa>(isa: I, declared: usize, layer: Layer<'_, T>);
    /// From the given context to the one that layers read, where there is an embedding.
    #[inline(always)]
    fn embed<I: Isa>(_: I, _: Layer<'_, T>) {}
    /// The same, keeping what the cotangents need.
    #[inline(always)]
    fn embed_tape<I: Isa>(_: I, _: Layer<'_, T>) {}
    /// Cotangents of the embedding.
    #[inline(always)]
    fn embed_vjp<I: Isa>(_: I, _: Layer<'_, T>) {}
    /// Adds `log p(z)` of the base.
    fn log_prob<I: Isa>(isa: I, layer: Layer<'_, T>);
    /// The same, keeping what the cotangents need.
    fn log_prob_tape<I: Isa>(isa: I, layer: Layer<'_, T>);
    /// Cotangents of the base's log-density.
    fn log_prob_vjp<I: Isa>(isa: I, layer: Layer<'_, T>);

    /// `x → z` through the segment.
    #[inline(always)]
    fn walk_inverse<I: Isa>(isa: I, chain: &mut Chain<'_, T>) {
        for k in chain.segment.clone().rev() {
            Self::inverse(isa, chain.declared(k), chain.step(k));
        }
    }
    /// `z → x` through the segment.
    #[inline(always)]
    fn walk_forward<I: Isa>(isa: I, chain: &mut Chain<'_, T>) {
        for k in chain.segment.clone() {
            Self::forward(isa, chain.declared(k), chain.step(k));
        }
    }
    /// `x → z` through the segment, keeping what the cotangents need.
    #[inline(always)]
    fn walk_inverse_tape<I: Isa>(isa: I, chain: &mut Chain<'_, T>) {
        for k in chain.segment.clone().rev() {
            Self::inverse_tape(isa, chain.declared(k), chain.step(k));
        }
    }
    /// Cotangents of `x → z` through the segment.
    #[inline(always)]
    fn walk_inverse_vjp<I: Isa>(isa: I, chain: &mut Chain<'_, T>) {
        for k in chain.segment.clone() {
            Self::inverse_vjp(isa, chain.declared(k), chain.step(k));
        }
    }
}

/// The cotangents of a flow's sampling direction, whose draws move with all parameters: what an objective that differentiates through samples needs.
#[diagnostic::on_unimplemented(
    message = "draws of `{Self}` do not move with its parameters",
    note = "its base chooses for each draw, as `normal_mixture` does; `normal` has draws that move"
)]
pub trait Reparameterized<T: Real>: Program<T> {
    /// `z → x`, keeping what the cotangents need.
    fn forward_tape<I: Isa>(isa: I, declared: usize, layer: Layer<'_, T>);
    /// Cotangents of `z → x`.
    fn forward_vjp<I: Isa>(isa: I, declared: usize, layer: Layer<'_, T>);

    /// `z → x` through the segment, keeping what the cotangents need.
    #[inline(always)]
    fn walk_forward_tape<I: Isa>(isa: I, chain: &mut Chain<'_, T>) {
        for k in chain.segment.clone() {
            Self::forward_tape(isa, chain.declared(k), chain.step(k));
        }
    }
    /// Cotangents of `z → x` through the segment.
    #[inline(always)]
    fn walk_forward_vjp<I: Isa>(isa: I, chain: &mut Chain<'_, T>) {
        for k in chain.segment.clone().rev() {
            Self::forward_vjp(isa, chain.declared(k), chain.step(k));
        }
    }
}

/// A flow that is declared together with the density that it is fitted to.
pub trait Targeted<T: Real>: Reparameterized<T> {
    /// Rows of tape of the density.
    const TARGET_TAPE: usize;

    /// Adds `log p(x)` of the density, up to a constant; the context is the given one.
    fn target<I: Isa>(isa: I, layer: Layer<'_, T>);
    /// The same, keeping what the cotangents need.
    fn target_tape<I: Isa>(isa: I, layer: Layer<'_, T>);
    /// Cotangents of the density.
    fn target_vjp<I: Isa>(isa: I, layer: Layer<'_, T>);
}

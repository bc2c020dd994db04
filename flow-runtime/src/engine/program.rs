//! The traits that the compiler implements for a flow: its functions on tiles, beside its
//! [`Description`].
//!
//! A *tile* is a block of samples, feature-major: row `r` of a buffer holds feature `r` of all
//! lanes. Emitted functions are written once, for any number of lanes and both number types, and
//! compiled for each instruction set by [`dispatch`](crate::numeric::isa::dispatch).

use crate::engine::chain::{Chain, Layer};
use crate::model::State;
use crate::model::description::{Description, Member};
use crate::numeric::Real;
use crate::numeric::isa::Isa;

/// A model with parameters, which a fit moves and a model file keeps: a flow, or a latent variable
/// model.
pub trait Parametric<T: Real>: Sized + Clone + Send + Sync + 'static {
    /// The model as data.
    fn program_description(&self) -> &'static Description;
    /// The density of the data.
    #[inline(always)]
    fn program_member(&self) -> &'static Member {
        &self.program_description().members[0]
    }
    /// The same model with other parameters and what belongs to them.
    fn program_with_state(&self, state: State<T>) -> Self;
    /// Parameters and what belongs to them.
    fn program_state(&self) -> &State<T>;
    /// Parameters and what belongs to them.
    fn program_state_mut(&mut self) -> &mut State<T>;
    /// Computes panels and other uniform values from parameters.
    fn layer_prepare<I: Isa>(&self, isa: I, declared: usize, parameters: &[T], prepared: &mut [T]);
}

/// The functions of a flow. The compiler implements this for what it emits, and `flow-engine` for
/// plans that it runs; users call [`Flow`](crate::Flow)
/// or [`ConditionalFlow`](crate::ConditionalFlow).
///
/// Each method carries the name of what it belongs to (`program_`, `layer_`, `base_`, `walk_`), so
/// that none shares its name with a method of the public traits: in code that is generic over a
/// flow, `F::log_prob` and `F::inverse` have one meaning.
///
/// A `layer_…` function is that of one declared layer, by its number. A `walk_…` method calls it
/// for every layer of the chain's *segment*: the layers between two points where the samples of a
/// batch must meet. A chain whose layers treat samples apart is one segment.
pub trait Program<T: Real>: Parametric<T> {
    /// Adds to the cotangents of parameters what reaches them from those of uniform values.
    fn layer_uniform_vjp<I: Isa>(&self, isa: I, declared: usize, parameters: &[T], uniform: &[T], cotangent: &mut [T]);
    /// `x → z`.
    fn layer_inverse<I: Isa>(&self, isa: I, declared: usize, layer: Layer<'_, T>);
    /// `z → x`.
    fn layer_forward<I: Isa>(&self, isa: I, declared: usize, layer: Layer<'_, T>);
    /// `x → z`, keeping what the cotangents need.
    fn layer_inverse_tape<I: Isa>(&self, isa: I, declared: usize, layer: Layer<'_, T>);
    /// Cotangents of `x → z`.
    fn layer_inverse_vjp<I: Isa>(&self, isa: I, declared: usize, layer: Layer<'_, T>);
    /// Computes the context that layers read from the given one, where there is an embedding.
    #[inline(always)]
    fn layer_embed<I: Isa>(&self, _: I, _: Layer<'_, T>) {}
    /// The same, keeping what the cotangents need.
    #[inline(always)]
    fn layer_embed_tape<I: Isa>(&self, _: I, _: Layer<'_, T>) {}
    /// Cotangents of the embedding.
    #[inline(always)]
    fn layer_embed_vjp<I: Isa>(&self, _: I, _: Layer<'_, T>) {}
    /// Adds `log p(z)` of the base.
    fn base_log_prob<I: Isa>(&self, isa: I, layer: Layer<'_, T>);
    /// The same, keeping what the cotangents need.
    fn base_log_prob_tape<I: Isa>(&self, isa: I, layer: Layer<'_, T>);
    /// Cotangents of the base's log-density.
    fn base_log_prob_vjp<I: Isa>(&self, isa: I, layer: Layer<'_, T>);

    /// `x → z` through the segment.
    #[inline(always)]
    fn walk_inverse<I: Isa>(&self, isa: I, chain: &mut Chain<'_, T>) {
        chain.begin();
        for k in chain.segment.clone().rev() {
            self.layer_inverse(isa, chain.declared(k), chain.step(k));
        }
    }
    /// `z → x` through the segment.
    #[inline(always)]
    fn walk_forward<I: Isa>(&self, isa: I, chain: &mut Chain<'_, T>) {
        chain.begin();
        for k in chain.segment.clone() {
            self.layer_forward(isa, chain.declared(k), chain.step(k));
        }
    }
    /// `x → z` through the segment, keeping what the cotangents need.
    #[inline(always)]
    fn walk_inverse_tape<I: Isa>(&self, isa: I, chain: &mut Chain<'_, T>) {
        chain.begin();
        for k in chain.segment.clone().rev() {
            self.layer_inverse_tape(isa, chain.declared(k), chain.step(k));
        }
    }
    /// Cotangents of `x → z` through the segment.
    #[inline(always)]
    fn walk_inverse_vjp<I: Isa>(&self, isa: I, chain: &mut Chain<'_, T>) {
        chain.begin();
        for k in chain.segment.clone() {
            self.layer_inverse_vjp(isa, chain.declared(k), chain.step(k));
        }
    }
}

/// A program that the compiler has written as Rust: all of it is known without a value.
pub trait Emitted<T: Real>: Program<T> {
    /// The flow as data.
    fn emitted_description() -> &'static Description;
    /// Makes a flow from parameters and what belongs to them.
    fn emitted_from_state(state: State<T>) -> Self;
}

/// A flow whose draws move with all its parameters, so that an objective can be differentiated
/// through samples.
#[diagnostic::on_unimplemented(
    message = "draws of `{Self}` do not move with its parameters",
    note = "either its base chooses for each draw, as `normal_mixture` does; `normal` has draws that move",
    note = "or its crate was written for a fit to data; `flow generate --gradients-of-draws` writes the rest"
)]
pub trait Reparameterized<T: Real>: Program<T> {
    /// `z → x`, keeping what the cotangents need.
    #[doc(hidden)]
    fn layer_forward_tape<I: Isa>(&self, isa: I, declared: usize, layer: Layer<'_, T>);
    /// Cotangents of `z → x`.
    #[doc(hidden)]
    fn layer_forward_vjp<I: Isa>(&self, isa: I, declared: usize, layer: Layer<'_, T>);

    /// `z → x` through the segment, keeping what the cotangents need.
    #[doc(hidden)]
    #[inline(always)]
    fn walk_forward_tape<I: Isa>(&self, isa: I, chain: &mut Chain<'_, T>) {
        chain.begin();
        for k in chain.segment.clone() {
            self.layer_forward_tape(isa, chain.declared(k), chain.step(k));
        }
    }
    /// Cotangents of `z → x` through the segment.
    #[doc(hidden)]
    #[inline(always)]
    fn walk_forward_vjp<I: Isa>(&self, isa: I, chain: &mut Chain<'_, T>) {
        chain.begin();
        for k in chain.segment.clone().rev() {
            self.layer_forward_vjp(isa, chain.declared(k), chain.step(k));
        }
    }
}

/// A flow that is declared together with the density that it is fitted to.
pub trait Targeted<T: Real>: Reparameterized<T> {
    /// Rows of tape of the density.
    #[doc(hidden)]
    fn target_tape(&self) -> usize;

    /// Adds `log p(x)` of the density, up to a constant; the context is the given one.
    #[doc(hidden)]
    fn target_log_prob<I: Isa>(&self, isa: I, layer: Layer<'_, T>);
    /// The same, keeping what the cotangents need.
    #[doc(hidden)]
    fn target_log_prob_tape<I: Isa>(&self, isa: I, layer: Layer<'_, T>);
    /// Cotangents of the density.
    #[doc(hidden)]
    fn target_log_prob_vjp<I: Isa>(&self, isa: I, layer: Layer<'_, T>);
}

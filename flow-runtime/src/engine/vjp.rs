//! One point through a flow and back: values with vector-Jacobian products, in one call and without
//! allocating.
//!
//! ```text
//! z ──forward, tape──▶ x, ladj ──turn──▶ x̄, l̄ ──back──▶ z̄ = Jᵀ x̄ + l̄ ∂ ladj/∂z
//! x ──inverse, tape──▶ z, ladj ──turn──▶ z̄, l̄ ──back──▶ x̄
//! ```
//! In between, `turn` may compute a density of its own at the point, as a sampler in the latent
//! space needs it.

use crate::engine::buffers::{Buffers, Walks};
use crate::engine::chain::Chain;
use crate::engine::program::{Program, Reparameterized};
use crate::engine::tile::{load_tile, outside, outside_intervals, store_rows};
use crate::model::description::{Direction, Member};
use crate::model::{Standardize, State};
use crate::numeric::Real;
use crate::numeric::isa::{Isa, Segment, dispatch};
use crate::numeric::workspace::with_workspace;

/// A point and its context, in the units of the data.
#[derive(Clone, Copy)]
pub struct At<'a, T> {
    /// The point that the flow is applied to.
    pub value: &'a [T],
    /// Its context; empty for a flow without context.
    pub context: &'a [T],
}

/// `log p(x)`; writes its gradient by x.
pub fn log_prob<T: Real, P: Program<T>>(flow: &P, at: At<'_, T>, gradient: &mut [T]) -> T {
    let (d, state) = (flow.program_member(), flow.program_state());
    let statistics = state.statistics.event.as_ref();
    let tape = state.layout().density_tape;
    with_workspace(Buffers::<T>::rows(d, Walks::Cotangents) + tape, |work| {
        let (tape, work) = work.split_at_mut(tape);
        let mut buffers = Buffers::cut(work, d, Walks::Cotangents, 1);
        enter(d, &mut buffers, state, at, Direction::Density);
        let volume = volume(statistics, buffers.current);
        let mut chain = buffers.chain(state, Direction::Density, tape, None);
        let log_prob = dispatch(Score::<T, P> { chain: &mut chain, flow });
        gradient.copy_from_slice(chain.current);
        let mut log_prob = [log_prob - volume];
        if let Some(s) = statistics {
            s.pull_to_data(at.value, T::ONE, gradient);
            outside_intervals(at.value, &s.intervals, &mut log_prob);
        }
        outside(at.value, at.context, d, &mut log_prob);
        log_prob[0]
    })
}

/// `x → z`; `turn` is told z and the log-determinant, writes the cotangent of z in its place and
/// returns that of the log-determinant. Writes z and the cotangent of x; returns the
/// log-determinant.
pub fn inverse<T: Real, P: Program<T>>(
    flow: &P,
    at: At<'_, T>,
    z: &mut [T],
    cotangent: &mut [T],
    turn: impl FnOnce(&[T], T, &mut [T]) -> T,
) -> T {
    let (d, state) = (flow.program_member(), flow.program_state());
    let statistics = state.statistics.event.as_ref();
    let tape = state.layout().density_tape;
    with_workspace(Buffers::<T>::rows(d, Walks::Cotangents) + tape, |work| {
        let (tape, work) = work.split_at_mut(tape);
        let mut buffers = Buffers::cut(work, d, Walks::Cotangents, 1);
        enter(d, &mut buffers, state, at, Direction::Density);
        let volume = volume(statistics, buffers.current);
        let mut chain = buffers.chain(state, Direction::Density, tape, None);
        dispatch(Inward::<T, P> { chain: &mut chain, back: false, flow });
        z.copy_from_slice(chain.current);
        let ladj = chain.ladj[0] - volume;
        let of_ladj = turn(z, ladj, chain.current);
        chain.ladj[0] = of_ladj;
        dispatch(Inward::<T, P> { chain: &mut chain, back: true, flow });
        cotangent.copy_from_slice(chain.current);
        if let Some(s) = statistics {
            s.pull_to_data(at.value, of_ladj, cotangent);
        }
        ladj
    })
}

/// `z → x`; as [`inverse`] the other way.
pub fn forward<T: Real, P: Reparameterized<T>>(
    flow: &P,
    at: At<'_, T>,
    x: &mut [T],
    cotangent: &mut [T],
    turn: impl FnOnce(&[T], T, &mut [T]) -> T,
) -> T {
    let (d, state) = (flow.program_member(), flow.program_state());
    let statistics = state.statistics.event.as_ref();
    let tape = state.layout().sampling_tape;
    with_workspace(Buffers::<T>::rows(d, Walks::Cotangents) + tape, |work| {
        let (tape, work) = work.split_at_mut(tape);
        let mut buffers = Buffers::cut(work, d, Walks::Cotangents, 1);
        enter(d, &mut buffers, state, at, Direction::Sampling);
        let mut chain = buffers.chain(state, Direction::Sampling, tape, None);
        dispatch(Outward::<T, P> { chain: &mut chain, back: false, flow });
        let standardized = &mut chain.other[..d.size()];
        standardized.copy_from_slice(chain.current);
        store_rows(standardized, d.size(), 1, statistics, x);
        let ladj = chain.ladj[0] + volume(statistics, standardized);
        let of_ladj = turn(x, ladj, chain.current);
        chain.ladj[0] = of_ladj;
        if let Some(s) = statistics {
            s.pull_to_standardized(standardized, chain.current, 1);
            s.add_volume_cotangent(standardized, of_ladj, chain.current, 1);
        }
        dispatch(Outward::<T, P> { chain: &mut chain, back: true, flow });
        cotangent.copy_from_slice(chain.current);
        ladj
    })
}

/// `ln |dx/dz|` of standardising.
fn volume<T: Real>(statistics: Option<&Standardize>, z: &[T]) -> T {
    statistics.map_or(T::ZERO, |s| T::from_f64(s.log_volume(z.iter().copied())))
}

/// Takes up a point and its context.
fn enter<T: Real>(d: &Member, buffers: &mut Buffers<'_, T>, state: &State<T>, at: At<'_, T>, direction: Direction) {
    let statistics = state.statistics.event.as_ref().filter(|_| direction == Direction::Density);
    load_tile(at.value, d.size(), 1, statistics, buffers.current);
    load_tile(at.context, d.context, 1, state.statistics.context.as_ref(), buffers.raw_context());
    buffers.context_cotangent.fill(T::ZERO);
    buffers.ladj.fill(T::ZERO);
}

/// `log p` to the base and back; the cotangent of x stays in the chain.
struct Score<'c, 'a, T, P> {
    chain: &'c mut Chain<'a, T>,
    flow: &'a P,
}

impl<T: Real, P: Program<T>> Segment for Score<'_, '_, T, P> {
    type Output = T;

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) -> T {
        let (flow, chain) = (self.flow, self.chain);
        if let Some(layer) = chain.embedding() {
            flow.layer_embed(isa, layer);
        }
        flow.walk_inverse_tape(isa, chain);
        flow.base_log_prob_tape(isa, chain.base());
        let log_prob = std::mem::replace(&mut chain.ladj[0], T::ONE);
        flow.base_log_prob_vjp(isa, chain.base());
        flow.walk_inverse_vjp(isa, chain);
        log_prob
    }
}

/// `x → z`, or back.
struct Inward<'c, 'a, T, P> {
    chain: &'c mut Chain<'a, T>,
    back: bool,
    flow: &'c P,
}

impl<T: Real, P: Program<T>> Segment for Inward<'_, '_, T, P> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let (flow, chain) = (self.flow, self.chain);
        if self.back {
            return flow.walk_inverse_vjp(isa, chain);
        }
        if let Some(layer) = chain.embedding() {
            flow.layer_embed(isa, layer);
        }
        flow.walk_inverse_tape(isa, chain);
    }
}

/// `z → x`, or back.
struct Outward<'c, 'a, T, P> {
    chain: &'c mut Chain<'a, T>,
    back: bool,
    flow: &'c P,
}

impl<T: Real, P: Reparameterized<T>> Segment for Outward<'_, '_, T, P> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let (flow, chain) = (self.flow, self.chain);
        if self.back {
            return flow.walk_forward_vjp(isa, chain);
        }
        if let Some(layer) = chain.embedding() {
            flow.layer_embed(isa, layer);
        }
        flow.walk_forward_tape(isa, chain);
    }
}

//! One tile of draws: to the data, to the density, and back.

use super::target::{DensityTile, TileDensity};
use crate::engine::backward::draws::{Inward, Outward};
use crate::engine::backward::walk::gather;
use crate::engine::base::Base;
use crate::engine::buffers::{Buffers, Walks};
use crate::engine::chain::{Chain, Dropout, carve};
use crate::engine::program::Reparameterized;
use crate::engine::tile::load_tile;
use crate::model::Standardize;
use crate::model::description::Direction;
use crate::noise::Noise;
use crate::numeric::Real;
use crate::numeric::isa::{Isa, Segment, dispatch};
use crate::numeric::workspace::with_workspace;

/// Contexts that draws are given, `[n, context]`; empty for a flow without.
#[derive(Debug, Default)]
pub struct Contexts<T> {
    /// In the units of the data, as the density reads them.
    pub given: Vec<T>,
    /// The contexts as the flow reads them.
    pub standardized: Vec<T>,
}

/// The things that all tiles of a step share.
pub struct Batch<'a, T> {
    /// The numbers of the draws.
    pub noise: &'a Noise,
    /// The random numbers that switch units off.
    pub dropout: &'a Noise,
    /// The step.
    pub step: u64,
    /// The density.
    pub target: &'a dyn TileDensity<T>,
    /// The contexts that draws are given.
    pub contexts: &'a Contexts<T>,
    /// β
    pub beta: T,
    /// The weight of a draw, `1 / n`.
    pub weight: T,
    /// True where the score of the flow at the draw is left out.
    pub path: bool,
}

/// One tile of draws, with its part of everything that a step writes.
pub struct Tile<'a, T> {
    /// Numbers of the draws, in order.
    pub draws: &'a [usize],
    /// The row of contexts of each; empty for a flow without.
    pub given: &'a [usize],
    /// Samples of a whole tile.
    pub lanes: usize,
    /// `log q` of each draw.
    pub log_q: &'a mut [T],
    /// `log p` of each draw.
    pub log_p: &'a mut [T],
}

impl<T: Real> Tile<'_, T> {
    /// Walks to the data and back; the tape of the sampling direction then holds what the gradient is
    /// summed from.
    pub fn run<P: Reparameterized<T>>(&mut self, flow: &P, batch: &Batch<'_, T>, tape: &mut [T]) {
        let (d, state) = (flow.program_member(), flow.program_state());
        let (size, lanes, layout) = (d.size(), self.lanes, state.layout());
        let inverse_tape = if batch.path { layout.density_tape } else { 0 };
        let rows = [size, size, d.context, inverse_tape, Buffers::<T>::rows(d, Walks::Cotangents)];
        with_workspace(rows.iter().sum::<usize>() * lanes, |work| {
            let [x, score, given, inverse_tape, work] = carve(work, lanes, rows);
            let mut buffers = Buffers::cut(work, d, Walks::Cotangents, lanes);
            self.draw(flow, batch, x, buffers.current);
            if d.context > 0 {
                gather(&batch.contexts.standardized, self.given, d.context, lanes, buffers.raw_context());
                gather(&batch.contexts.given, self.given, d.context, lanes, given);
            }
            let dropout = Some(Dropout {
                noise: batch.dropout,
                step: batch.step,
                rows: self.draws,
                units: layout.dropouts,
                first: 0,
            });
            let mut chain = buffers.chain(state, Direction::Sampling, tape, dropout);
            dispatch(Outward::<T, P> { chain: &mut chain, log_q: self.log_q, flow });
            x.copy_from_slice(chain.current);
            if batch.path {
                buffers.context_cotangent.fill(T::ZERO);
                buffers.current.copy_from_slice(x);
                let mut chain = buffers.chain(state, Direction::Density, inverse_tape, dropout);
                dispatch(Score::<T, P> { chain: &mut chain, flow });
                score.copy_from_slice(chain.current);
            }
            let statistics = state.statistics.event.as_ref();
            let standardized = &mut buffers.other[..size * lanes];
            standardized.copy_from_slice(x);
            in_units(x, statistics, lanes, self.log_q);
            let gradient = &mut *buffers.current;
            batch.target.evaluate(DensityTile { lanes, x, context: given, log_prob: self.log_p, gradient });
            if let Some(s) = statistics {
                s.pull_to_standardized(standardized, gradient, lanes);
            }
            // ∂/∂x of the mean of log q − β log p, by standardised x.
            let cotangent = gradient.iter_mut().zip(&*score);
            match batch.path {
                true => cotangent.for_each(|(g, s)| *g = batch.weight * (*s - batch.beta * *g)),
                false => cotangent.for_each(|(g, _)| *g = -batch.weight * batch.beta * *g),
            }
            if let Some(s) = statistics {
                s.add_volume_cotangent(standardized, -batch.weight, gradient, lanes);
            }
            buffers.ladj.fill(if batch.path { T::ZERO } else { -batch.weight });
            buffers.context_cotangent.fill(T::ZERO);
            let mut chain = buffers.chain(state, Direction::Sampling, tape, dropout);
            dispatch(Inward::<T, P> { chain: &mut chain, flow });
        });
    }

    /// Draws from the base, as a tile.
    fn draw<P: Reparameterized<T>>(&self, flow: &P, batch: &Batch<'_, T>, rows: &mut [T], tile: &mut [T]) {
        Base::of(flow).fill(batch.noise, batch.step, self.draws[0] as u64, rows);
        load_tile(rows, flow.program_member().size(), self.lanes, None, tile);
    }
}

/// Turns standardised numbers into those of the data, and their log-density with them.
fn in_units<T: Real>(x: &mut [T], statistics: Option<&Standardize>, lanes: usize, log_q: &mut [T]) {
    let Some(s) = statistics else { return };
    let log_scale = T::from_f64(s.log_scale());
    log_q.iter_mut().for_each(|q| *q -= log_scale);
    s.add_slopes(x, -1.0, log_q);
    x.chunks_mut(lanes).enumerate().for_each(|(column, row)| s.restore_column(column, row));
}

/// `∂ log q/∂x`, parameters held.
struct Score<'c, 'a, T, P> {
    chain: &'c mut Chain<'a, T>,
    flow: &'c P,
}

impl<T: Real, P: Reparameterized<T>> Segment for Score<'_, '_, T, P> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let (flow, chain) = (self.flow, self.chain);
        chain.ladj.fill(T::ZERO);
        flow.walk_inverse_tape(isa, chain);
        flow.base_log_prob_tape(isa, chain.base());
        chain.ladj.fill(T::ONE);
        flow.base_log_prob_vjp(isa, chain.base());
        flow.walk_inverse_vjp(isa, chain);
    }
}

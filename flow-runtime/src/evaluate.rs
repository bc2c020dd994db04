//! Batches through a compiled flow: rows are taken up in tiles, walked through the chain, and put back.
//!
//! Rows are row-major, in the units of the data; standardisation happens here. A tile is [`LANES`] rows, or fewer at the end; the
//! bits of a row do not depend on which others share its tile.

use rayon::prelude::*;

use crate::chain::{Chain, Direction, Probe};
use crate::isa::{Isa, Segment, dispatch};
use crate::program::Program;
use crate::real::Real;
use crate::state::Standardize;
use crate::workspace::with_workspace;

/// Samples of a full tile.
pub const LANES: usize = 64;

/// What is computed of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// `log p(x)`
    LogProb,
    /// `x → z` and its log-determinant
    Inverse,
    /// `z → x` and its log-determinant
    Forward,
    /// `z → x`, and `log p(x)` in place of the log-determinant
    ForwardLogProb,
}

/// Applies the flow to rows `[rows, size]` with their contexts `[rows, context]`. Writes results to `out` (which may be empty where
/// only the numbers are wanted) and one number a row to `number`.
pub fn run<T: Real, P: Program<T>>(flow: &P, what: What, rows: &[T], contexts: &[T], out: &mut [T], number: &mut [T]) {
    let d = P::description();
    let (size, context) = (d.size(), d.context);
    let tile = |(k, (out, number)): (usize, (&mut [T], &mut [T]))| {
        let lanes = number.len();
        let first = k * LANES;
        run_tile(flow, what, &rows[first * size..][..lanes * size], &contexts[first * context..][..lanes * context], out, number, None);
    };
    let n = number.len();
    if out.is_empty() {
        if n <= 4 * LANES {
            number.chunks_mut(LANES).enumerate().for_each(|(k, number)| tile((k, (&mut [], number))));
        } else {
            number.par_chunks_mut(LANES).enumerate().for_each(|(k, number)| tile((k, (&mut [], number))));
        }
    } else if n <= 4 * LANES {
        out.chunks_mut(LANES * size).zip(number.chunks_mut(LANES)).enumerate().for_each(tile);
    } else {
        out.par_chunks_mut(LANES * size).zip(number.par_chunks_mut(LANES)).enumerate().for_each(tile);
    }
}

/// One tile of at most [`LANES`] rows.
pub(crate) fn run_tile<T: Real, P: Program<T>>(
    flow: &P,
    what: What,
    rows: &[T],
    contexts: &[T],
    out: &mut [T],
    number: &mut [T],
    probe: Option<&mut Probe>,
) {
    let d = P::description();
    let state = flow.state();
    let lanes = number.len();
    let (size, context) = (d.size(), d.context);
    let event_statistics = state.statistics.event.as_ref();
    let density = matches!(what, What::LogProb | What::Inverse);
    with_workspace((2 * size + context + d.scratch) * lanes, |work| {
        let (current, rest) = work.split_at_mut(size * lanes);
        let (other, rest) = rest.split_at_mut(size * lanes);
        let (context_tile, scratch) = rest.split_at_mut(context * lanes);
        take_up(rows, size, lanes, if density { event_statistics } else { None }, current);
        take_up(contexts, context, lanes, state.statistics.context.as_ref(), context_tile);
        number.fill(T::ZERO);
        let mut chain = Chain {
            layout: state.layout(),
            direction: if density { Direction::Density } else { Direction::Sampling },
            lanes,
            parameters: state.parameters(),
            prepared: state.prepared(),
            context: context_tile,
            current,
            other,
            ladj: number,
            scratch,
            tape: &mut [],
            context_cotangent: &mut [],
            probe,
        };
        dispatch(Walk::<T, P> { chain: &mut chain, what, flow: std::marker::PhantomData });
        // What the flow makes of standardised data differs from the data's by the scales.
        let log_scale = event_statistics.map_or(0.0, Standardize::log_scale);
        let change = match what {
            What::LogProb | What::Inverse | What::ForwardLogProb => -log_scale,
            What::Forward => log_scale,
        };
        let result = &*chain.current;
        if !out.is_empty() {
            put_back(result, size, lanes, if density { None } else { event_statistics }, out);
        }
        if change != 0.0 {
            let change = T::from_f64(change);
            number.iter_mut().for_each(|n| *n += change);
        }
        if what == What::LogProb && d.positive {
            outside(rows, size, number);
        }
    });
}

/// Where a row is outside the support, its density is zero.
fn outside<T: Real>(rows: &[T], size: usize, log_prob: &mut [T]) {
    for (row, log_prob) in rows.chunks(size).zip(log_prob) {
        if row.iter().any(|x| *x <= T::ZERO) {
            *log_prob = T::from_f64(f64::NEG_INFINITY);
        }
    }
}

/// Row-major rows to a feature-major tile.
pub(crate) fn take_up<T: Real>(rows: &[T], size: usize, lanes: usize, statistics: Option<&Standardize>, tile: &mut [T]) {
    for f in 0..size {
        let (mean, inverse) = match statistics {
            Some(s) => (T::from_f64(s.mean[f]), T::from_f64(1.0 / s.scale[f])),
            None => (T::ZERO, T::ONE),
        };
        let feature = &mut tile[f * lanes..][..lanes];
        for (lane, value) in feature.iter_mut().enumerate() {
            let x = rows[lane * size + f];
            *value = if statistics.is_some() { (x - mean) * inverse } else { x };
        }
    }
}

/// A feature-major tile to row-major rows.
pub(crate) fn put_back<T: Real>(tile: &[T], size: usize, lanes: usize, statistics: Option<&Standardize>, rows: &mut [T]) {
    for f in 0..size {
        let (mean, scale) = match statistics {
            Some(s) => (T::from_f64(s.mean[f]), T::from_f64(s.scale[f])),
            None => (T::ZERO, T::ONE),
        };
        for (lane, value) in tile[f * lanes..][..lanes].iter().enumerate() {
            rows[lane * size + f] = if statistics.is_some() { *value * scale + mean } else { *value };
        }
    }
}

struct Walk<'c, 'a, T, P> {
    chain: &'c mut Chain<'a, T>,
    what: What,
    flow: std::marker::PhantomData<P>,
}

impl<T: Real, P: Program<T>> Segment for Walk<'_, '_, T, P> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let chain = self.chain;
        match self.what {
            What::LogProb => {
                P::inverse(isa, chain);
                P::log_prob(isa, chain.base());
            }
            What::Inverse => P::inverse(isa, chain),
            What::Forward => P::forward(isa, chain),
            What::ForwardLogProb => {
                // log p(x) = log p(z) − ladj, where layers only add: so the negative of both is summed.
                P::log_prob(isa, chain.base());
                std::mem::swap(&mut chain.current, &mut chain.other);
                chain.ladj.iter_mut().for_each(|l| *l = -*l);
                P::forward(isa, chain);
                chain.ladj.iter_mut().for_each(|l| *l = -*l);
            }
        }
    }
}

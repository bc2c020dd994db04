//! Densities to fit to: as users write them, point by point, and as the fit reads them, tile by
//! tile.

use nalgebra::SVector;

use crate::engine::chain::{Layer, carve};
use crate::engine::program::Targeted;
use crate::numeric::Real;
use crate::numeric::isa::{Isa, Segment, dispatch};
use crate::numeric::workspace::with_workspace;

/// The logarithm of a density of `D` numbers, up to a constant, and its gradient. A closure of that
/// form is one.
///
/// ```
/// use flow_runtime::nalgebra::Vector2;
/// use flow_runtime::fit::Target;
///
/// let normal = |x: &Vector2<f64>| (-0.5 * x.norm_squared(), -x);
/// assert_eq!(normal.log_prob_and_grad(&Vector2::new(1.0, 2.0)), (-2.5, Vector2::new(-1.0, -2.0)));
/// ```
pub trait Target<T: Real, const D: usize>: Sync {
    /// `log p(x)` and `∂ log p/∂x`.
    fn log_prob_and_grad(&self, x: &SVector<T, D>) -> (T, SVector<T, D>);

    /// Does the same for a tile of points, one after another where nothing faster is known.
    fn evaluate(&self, tile: DensityTile<'_, T>) {
        by_points(tile, |x, _| self.log_prob_and_grad(&x));
    }
}

impl<T: Real, const D: usize, F: Fn(&SVector<T, D>) -> (T, SVector<T, D>) + Sync> Target<T, D> for F {
    fn log_prob_and_grad(&self, x: &SVector<T, D>) -> (T, SVector<T, D>) {
        self(x)
    }
}

/// The logarithm of a density given `C` numbers, up to a constant, and its gradient; the gradient
/// is by `x` alone.
pub trait ConditionalTarget<T: Real, const D: usize, const C: usize>: Sync {
    /// `log p(x | context)` and `∂ log p/∂x`.
    fn log_prob_and_grad(&self, x: &SVector<T, D>, context: &SVector<T, C>) -> (T, SVector<T, D>);

    /// Does the same for a tile of points, one after another where nothing faster is known.
    fn evaluate(&self, tile: DensityTile<'_, T>) {
        let (context, lanes) = (tile.context, tile.lanes);
        by_points(tile, |x, lane| self.log_prob_and_grad(&x, &SVector::from_fn(|c, _| context[c * lanes + lane])));
    }
}

impl<T: Real, const D: usize, const C: usize, F> ConditionalTarget<T, D, C> for F
where
    F: Fn(&SVector<T, D>, &SVector<T, C>) -> (T, SVector<T, D>) + Sync,
{
    fn log_prob_and_grad(&self, x: &SVector<T, D>, context: &SVector<T, C>) -> (T, SVector<T, D>) {
        self(x, context)
    }
}

/// A tile of points, feature-major, and where their log-densities and gradients go.
pub struct DensityTile<'a, T> {
    /// The number of points.
    pub lanes: usize,
    /// The points, `[size, lanes]`.
    pub x: &'a [T],
    /// The context of each, `[context, lanes]`.
    pub context: &'a [T],
    /// `log p`, `[lanes]`.
    pub log_prob: &'a mut [T],
    /// `∂ log p/∂x`, `[size, lanes]`.
    pub gradient: &'a mut [T],
}

/// A density on tiles.
pub trait TileDensity<T>: Sync {
    /// Fills in log-densities and gradients.
    fn evaluate(&self, tile: DensityTile<'_, T>);
}

/// The density of the flow's own declaration.
pub struct Declared<P>(P);

impl<P: Clone> Declared<P> {
    /// The density of this flow's declaration; its numbers do not matter.
    pub fn of(flow: &P) -> Self {
        Declared(flow.clone())
    }

    /// One point is a tile of one lane.
    pub(crate) fn at<T: Real, const D: usize>(&self, x: &SVector<T, D>, context: &[T]) -> (T, SVector<T, D>)
    where
        P: Targeted<T>,
    {
        let (mut log_prob, mut gradient) = ([T::ZERO], SVector::<T, D>::repeat(T::ZERO));
        let (x, out) = (x.as_slice(), gradient.as_mut_slice());
        TileDensity::evaluate(self, DensityTile { lanes: 1, x, context, log_prob: &mut log_prob, gradient: out });
        (log_prob[0], gradient)
    }
}

impl<T: Real, P: Targeted<T>> TileDensity<T> for Declared<P> {
    fn evaluate(&self, tile: DensityTile<'_, T>) {
        let rows = [self.0.target_tape(), self.0.program_member().scratch, 1];
        with_workspace(rows.iter().sum::<usize>() * tile.lanes, |work| {
            let [tape, scratch, one] = carve(work, tile.lanes, rows);
            tile.log_prob.fill(T::ZERO);
            one.fill(T::ONE);
            dispatch(Walk::<T, P> { tile, tape, scratch, one, flow: &self.0 });
        });
    }
}

struct Walk<'w, 't, T, P> {
    tile: DensityTile<'t, T>,
    tape: &'w mut [T],
    scratch: &'w mut [T],
    one: &'w mut [T],
    flow: &'w P,
}

impl<T: Real, P: Targeted<T>> Segment for Walk<'_, '_, T, P> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let Walk { tile, tape, scratch, one, flow } = self;
        let DensityTile { lanes, x, context, log_prob, gradient } = tile;
        flow.target_log_prob_tape(isa, layer(lanes, [x, context], gradient, log_prob, scratch, tape));
        flow.target_log_prob_vjp(isa, layer(lanes, [x, context], gradient, one, scratch, tape));
    }
}

#[inline(always)]
fn layer<'a, T>(
    lanes: usize,
    [input, context]: [&'a [T]; 2],
    output: &'a mut [T],
    ladj: &'a mut [T],
    scratch: &'a mut [T],
    tape: &'a mut [T],
) -> Layer<'a, T> {
    Layer {
        lanes,
        parameters: &[],
        prepared: &[],
        tables: &[],
        context,
        input,
        result: &[],
        output,
        ladj,
        wanted: true,
        dropout: None,
        scratch,
        tape,
        context_cotangent: &mut [],
    }
}

/// A density of events, as the fit reads it.
pub(crate) struct OfEvents<'a, G, const D: usize>(pub &'a G);

impl<T: Real, G: Target<T, D>, const D: usize> TileDensity<T> for OfEvents<'_, G, D> {
    fn evaluate(&self, tile: DensityTile<'_, T>) {
        self.0.evaluate(tile);
    }
}

/// A density given a context, as the fit reads it.
pub(crate) struct OfGivenEvents<'a, G, const D: usize, const C: usize>(pub &'a G);

impl<T: Real, G, const D: usize, const C: usize> TileDensity<T> for OfGivenEvents<'_, G, D, C>
where
    G: ConditionalTarget<T, D, C>,
{
    fn evaluate(&self, tile: DensityTile<'_, T>) {
        self.0.evaluate(tile);
    }
}

fn by_points<T: Real, const D: usize>(
    tile: DensityTile<'_, T>,
    density: impl Fn(SVector<T, D>, usize) -> (T, SVector<T, D>),
) {
    let lanes = tile.lanes;
    for lane in 0..lanes {
        let (log_prob, gradient) = density(SVector::from_fn(|f, _| tile.x[f * lanes + lane]), lane);
        tile.log_prob[lane] = log_prob;
        gradient.iter().enumerate().for_each(|(f, g)| tile.gradient[f * lanes + lane] = *g);
    }
}

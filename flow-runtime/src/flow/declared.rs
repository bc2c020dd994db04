//! The density that a flow's declaration names as its target, as one that any flow of the same size
//! can be fitted to.

use nalgebra::SVector;

use super::{ConditionalFlow, Flow};
use crate::engine::program::Targeted;
use crate::fit::{ConditionalTarget, Declared, DensityTile, Target, TileDensity};
use crate::numeric::Real;

impl<T: Real, P: Targeted<T> + Flow<T, D>, const D: usize> Target<T, D> for Declared<P> {
    fn log_prob_and_grad(&self, x: &SVector<T, D>) -> (T, SVector<T, D>) {
        self.at(x, &[])
    }

    fn evaluate(&self, tile: DensityTile<'_, T>) {
        TileDensity::evaluate(self, tile);
    }
}

impl<T, P, const D: usize, const C: usize> ConditionalTarget<T, D, C> for Declared<P>
where
    T: Real,
    P: Targeted<T> + ConditionalFlow<T, D, C>,
{
    fn log_prob_and_grad(&self, x: &SVector<T, D>, context: &SVector<T, C>) -> (T, SVector<T, D>) {
        self.at(x, context.as_slice())
    }

    fn evaluate(&self, tile: DensityTile<'_, T>) {
        TileDensity::evaluate(self, tile);
    }
}

//! A flow behind a pointer: [`Density`].

use std::fmt;

use crate::engine::batch::{self, Rows, Units, What};
use crate::engine::program::Program;
use crate::engine::rows;
use crate::error::{Error, Result};
use crate::numeric::Real;

/// A density whose size is known when the program runs: `dyn Density` holds flows of any
/// declaration, in a map by name or behind an `Arc` between threads. [`Flow`](super::Flow) and
/// [`ConditionalFlow`](super::ConditionalFlow) know sizes at compile time.
///
/// Every flow is one. Its methods have other names than those of flows, so that both traits can be in
/// scope; a `dyn Density` has [`log_prob`](trait.Density.html#method.log_prob) and
/// [`sample`](trait.Density.html#method.sample) too.
///
/// ```
/// use std::collections::HashMap;
/// use std::sync::Arc;
/// use flow_runtime::{Density, flow};
///
/// flow! {
///     pub struct Line<2> { layers: [affine] }
/// }
/// flow! {
///     pub struct Given<3, context = 1> { layers: [coupling(conditioner = mlp(hidden = [8]))] }
/// }
///
/// let mut densities: HashMap<&str, Arc<dyn Density<f32>>> = HashMap::new();
/// densities.insert("line", Arc::new(Line::new(1)));
/// densities.insert("given", Arc::new(Given::new(1)));
/// assert!((densities["line"].log_prob(&[0.0, 0.0], &[])? + 1.8378771).abs() < 1e-6);
/// assert_eq!(densities["given"].sample(5, &[0.5], 7)?.len(), 5 * 3);
/// assert!(densities["given"].log_prob(&[0.0, 0.0], &[0.5]).is_err());
/// # Ok::<(), flow_runtime::Error>(())
/// ```
pub trait Density<T: Real>: fmt::Debug + Send + Sync {
    /// Numbers of an event.
    fn event_size(&self) -> usize;

    /// Numbers of a context; 0 without one.
    fn context_size(&self) -> usize;

    /// `log p` of one event, given a context where there is one, in nats. It neither allocates nor
    /// blocks.
    ///
    /// # Errors
    /// For slices of other lengths than the two sizes.
    fn log_prob_of(&self, x: &[T], context: &[T]) -> Result<T>;

    /// `log p` of events, row after row, given a context each. More than 256 are shared among threads.
    ///
    /// # Errors
    /// Where the slices are not as many whole rows as `log_prob` is long.
    fn log_prob_of_rows(&self, x: &[T], contexts: &[T], log_prob: &mut [T]) -> Result<()>;

    /// `n` samples of a seed, row after row, given one context. Fewer samples are the first of more.
    ///
    /// # Errors
    /// For a context of another length.
    fn samples_of(&self, n: usize, context: &[T], seed: u64) -> Result<Vec<T>>;
}

impl<T: Real> dyn Density<T> + '_ {
    /// [`log_prob_of`](Density::log_prob_of) one event.
    ///
    /// # Errors
    /// For slices of other lengths than the two sizes.
    pub fn log_prob(&self, x: &[T], context: &[T]) -> Result<T> {
        self.log_prob_of(x, context)
    }

    /// [`samples_of`](Density::samples_of) a seed.
    ///
    /// # Errors
    /// For a context of another length.
    pub fn sample(&self, n: usize, context: &[T], seed: u64) -> Result<Vec<T>> {
        self.samples_of(n, context, seed)
    }
}

impl<T: Real, P: Program<T> + fmt::Debug> Density<T> for P {
    fn event_size(&self) -> usize {
        self.program_member().size()
    }

    fn context_size(&self) -> usize {
        self.program_member().context
    }

    fn log_prob_of(&self, x: &[T], context: &[T]) -> Result<T> {
        let mut log_prob = [T::ZERO];
        self.log_prob_of_rows(x, context, &mut log_prob)?;
        Ok(log_prob[0])
    }

    fn log_prob_of_rows(&self, x: &[T], contexts: &[T], log_prob: &mut [T]) -> Result<()> {
        expect("the events", x, log_prob.len(), self.event_size())?;
        expect("the contexts", contexts, log_prob.len(), self.context_size())?;
        batch::run(self, What::LogProb, Rows::of_data(x, contexts), &mut [], log_prob);
        Ok(())
    }

    fn samples_of(&self, n: usize, context: &[T], seed: u64) -> Result<Vec<T>> {
        expect("the context", context, 1, self.context_size())?;
        Ok(rows::sample(self, 0, n, &context.repeat(n), Units::Data, seed).0)
    }
}

fn expect<T>(what: &str, found: &[T], rows: usize, size: usize) -> Result<()> {
    if found.len() == rows * size {
        return Ok(());
    }
    let message = format!("found {} numbers of {what}, expected {rows} × {size}", found.len());
    Err(Error::input(message))
}

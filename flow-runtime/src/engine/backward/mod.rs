//! The backward pass of a batch: [`gradient`] drives it, [`walk`] takes one tile through a stretch
//! of the chain and back, [`sums`] decides what is kept of tiles and when their samples are summed,
//! by [`reductions`]. [`draws`] are a batch of the sampling direction. [`batch_statistics`] are
//! what layers measure of a batch. [`checkpoints`] are the values from which a tile walks stretches
//! anew whose tape would be too long together. All of it is there with the feature `train` alone.

pub mod batch_statistics;
pub mod checkpoints;
pub mod draws;
pub mod gradient;
pub mod reductions;
pub mod sums;
pub mod walk;

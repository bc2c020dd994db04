//! The engine room: tiles of samples through the layers of a flow, and back.
//!
//! [`program`] is what the compiler emits, [`chain`] a tile on its way through the layers,
//! [`buffers`] what it needs there. [`batch`] walks rows one way, [`vjp`] one point there and back,
//! [`backward`] a batch for the gradient by the parameters. [`prepare`] computes what all samples
//! share, [`workers`] share the tiles out. [`scores`] sums log-densities up,
//! [`temperature`] narrows draws, [`latent_path`] leads from one to another,
//! [`completion`] draws what is not known of an event. [`rows`] and [`construct`] are what the public
//! traits and the command line are made of.

#[cfg(feature = "train")]
pub mod backward;
pub mod base;
pub mod batch;
pub mod buffers;
pub mod chain;
pub mod completion;
pub mod construct;
mod events;
pub mod images;
pub mod latent_path;
mod mixture;
#[cfg_attr(not(feature = "threads"), path = "no_pool.rs")]
mod pool;
pub mod prepare;
pub mod program;
pub mod rows;
pub mod scores;
pub mod temperature;
pub mod tile;
pub mod vjp;
pub mod workers;

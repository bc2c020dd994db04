//! Flows from declarations that are read at run time.
//!
//! ```text
//! text ─▶ flow-compiler: Plans ─▶ code: steps with places and registers ─▶ run: one function on a tile
//!                         └─────▶ describe: the flow as data            └─▶ Engine: flow-runtime's Program
//! ```
//! `flow!` prints a plan as Rust; an [`Engine`] runs it. Products, packing, solves and reductions are
//! the same kernels of flow-runtime; a loop's lines run one after another over blocks of numbers that
//! stay in the first cache, each line one routine that is compiled for every instruction set. So the
//! bits are those of the compiled flow.
//!
//! [`Model`] is the same for programs: dimensions are checked when a method is called.

mod code;
mod describe;
mod engine;
mod model;
mod run;

pub use describe::sampler;
pub use engine::{Engine, LatentEngine, latent};
pub use model::Model;
pub use run::Number;

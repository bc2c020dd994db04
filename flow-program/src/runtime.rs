//! What this crate uses of flow-runtime beside its public names: how a flow is described, started, evaluated and saved.

pub use flow_runtime::atomic;
pub use flow_runtime::checkpoint::Checkpoint;
pub use flow_runtime::data::quantized::Quantized;
pub use flow_runtime::evaluate::{Rows, Summary, Units, What, standardize, unstandardize};
pub use flow_runtime::fit::{check_each, estimate};
pub use flow_runtime::flow::rows::{self, draw_base};
pub use flow_runtime::flow::{from_checkpoint, start, to_checkpoint};
pub use flow_runtime::isa::InstructionSet;
pub use flow_runtime::program::{Description, Program, Sampler, Targeted};
pub use flow_runtime::state::Standardize;
pub use flow_runtime::workers::Workers;

//! Items of flow-runtime that this crate uses beside its public names: how a flow is described,
//! started, evaluated and saved.

pub use flow_runtime::__private::engine::batch::{LANES, Rows, Units, What, standardize, unstandardize};
pub use flow_runtime::__private::engine::completion::Completion;
pub use flow_runtime::__private::engine::construct::{blank, reload, restart, to_checkpoint};
pub use flow_runtime::__private::engine::latent_path::LatentPath;
pub use flow_runtime::__private::engine::program::{Emitted, Parametric, Program, Reparameterized, Targeted};
pub use flow_runtime::__private::engine::rows::{self, draw_base};
pub use flow_runtime::__private::engine::temperature::{Draw, Kept};
pub use flow_runtime::__private::engine::workers::Workers;
pub use flow_runtime::__private::model::Standardize;
pub use flow_runtime::__private::model::checkpoint::Checkpoint;
pub use flow_runtime::__private::model::description::{Description, Sampler};
pub use flow_runtime::__private::numeric::isa::InstructionSet;
pub use flow_runtime::__private::{atomic, check_each, estimate};

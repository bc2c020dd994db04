//! `info`: what a model file holds.

use super::{Arguments, checkpoint, model, print};
use crate::error::Result;
use crate::program::Program;
use crate::real::Real;
use crate::state::Standardize;

/// Prints what the file of `--model` holds.
///
/// # Errors
/// Where it cannot be read, or holds another flow.
pub fn info<T: Real, P: Program<T>>(arguments: &Arguments) -> Result<()> {
    let flow: P = model(arguments)?;
    let (d, state) = (P::program_description(), flow.program_state());
    let mut text = format!(
        "flow {}\narchitecture {}\nevent {:?}\ncontext {}\nparameters {} of {}\n",
        d.name,
        d.architecture,
        d.event,
        d.context,
        state.parameters().len(),
        T::NAME
    );
    let statistics = &state.statistics;
    if !statistics.columns.is_empty() {
        text += &format!("columns {}\n", statistics.columns.join(", "));
    }
    for (what, s) in [("x", &statistics.event), ("context", &statistics.context)] {
        if let Some(Standardize { mean, scale }) = s {
            text += &format!("{what} mean {mean:?}\n{what} scale {scale:?}\n");
        }
    }
    for named in &state.layout().named {
        text += &format!("  {} {:?}\n", named.name, named.shape);
    }
    text += &format!("\n{}", checkpoint(arguments)?.spec);
    print(&text)
}

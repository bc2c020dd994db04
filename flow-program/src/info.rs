//! `info` shows what a model file holds.

use flow_runtime::data::{Column, ColumnKind};
use flow_runtime::{Real, Result};

use crate::arguments::InfoArguments;
use crate::runtime::{Checkpoint, Parametric, Standardize, reload};

/// The contents of the file of `--model` as text.
///
/// # Errors
/// Where it cannot be read, or holds another flow.
pub fn info<T: Real, P: Parametric<T>>(declared: &P, arguments: &InfoArguments) -> Result<String> {
    let flow = reload(declared, &arguments.model)?;
    let (d, state) = (flow.program_description(), flow.program_state());
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
    let columns = || statistics.columns.event.iter().chain(&statistics.columns.context);
    // Elements of an image have no names, and are all alike.
    let alike = columns().next().filter(|first| first.name.is_empty() && columns().all(|column| column == *first));
    let shown = |column: &Column| match &column.kind {
        ColumnKind::Real => column.name.clone(),
        kind => format!("{} ({kind})", column.name),
    };
    match alike {
        Some(Column { kind, .. }) => text += &format!("columns {} ({kind})\n", columns().count()),
        None if columns().next().is_none() => {}
        None => text += &format!("columns {}\n", columns().map(shown).collect::<Vec<_>>().join(", ")),
    }
    text += &statistics.columns.binarize.map_or(String::new(), |binarize| format!("binarized {binarize}\n"));
    text += &statistics.columns.sound.map_or(String::new(), |sound| format!("sound {sound}\n"));
    for (what, s) in [("x", &statistics.event), ("context", &statistics.context)] {
        if let Some(Standardize { mean, scale, .. }) = s {
            text += &format!("{what} mean {mean:?}\n{what} scale {scale:?}\n");
        }
    }
    for named in &state.layout().named {
        text += &format!("  {} {:?}\n", named.name, named.shape);
    }
    text += &format!("\n{}", Checkpoint::load(&arguments.model)?.spec);
    Ok(text)
}

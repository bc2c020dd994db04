//! Makes, reads and writes flow values, for the constructors of emitted types.
//!
//! Every function that returns a flow returns it prepared: its panels and other uniform values
//! belong to its parameters.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use serde_json::{Value, json};

use crate::engine::events;
use crate::engine::prepare::prepare;
use crate::engine::program::{Emitted, Parametric};
use crate::engine::workers::Workers;
use crate::error::{Error, Result, listed};
use crate::model::checkpoint::{Architecture, Checkpoint, ParameterInfo, Tensor, Values};
use crate::model::{Binarize, Column, ColumnKind, Columns, Interval, Sound, Standardize, State, Statistics};
use crate::numeric::Dtype;
use crate::numeric::Real;

/// A flow whose parameters are drawn from a seed.
pub fn start<T: Real, P: Emitted<T>>(seed: u64) -> P {
    prepared(P::emitted_from_state(State::start(P::emitted_description(), seed)))
}

/// The same declaration with parameters drawn from a seed.
pub fn restart<T: Real, P: Parametric<T>>(flow: &P, seed: u64) -> P {
    prepared(flow.program_with_state(State::start(flow.program_description(), seed)))
}

/// A flow that stands for its declaration: nothing is prepared.
pub fn blank<T: Real, P: Emitted<T>>() -> P {
    P::emitted_from_state(State::start(P::emitted_description(), 0))
}

/// Reads a flow that `save` wrote, in either number type.
///
/// # Errors
/// Where the file cannot be read, is damaged, or holds another architecture.
pub fn load<T: Real, P: Emitted<T>>(path: &Path) -> Result<P> {
    reload(&blank(), path)
}

/// Reads a flow from the bytes of a model file.
///
/// # Errors
/// As for [`load`].
pub fn from_bytes<T: Real, P: Emitted<T>>(bytes: &[u8]) -> Result<P> {
    from_checkpoint(&blank(), &Checkpoint::from_bytes(bytes)?)
}

/// Reads a flow of the same declaration.
///
/// # Errors
/// As for [`load`].
pub fn reload<T: Real, P: Parametric<T>>(flow: &P, path: &Path) -> Result<P> {
    let loaded = from_checkpoint(flow, &Checkpoint::load(path)?).map_err(|error| error.at(path.display()))?;
    events::model_loaded(flow.program_description().name, path, T::NAME);
    Ok(loaded)
}

/// Writes a flow; the file that stood there stays until the new one is complete.
///
/// # Errors
/// Refuses parameters that are not finite; otherwise when the file cannot be written.
pub fn save<T: Real, P: Parametric<T>>(flow: &P, path: &Path) -> Result<()> {
    to_checkpoint(flow).save(path)?;
    events::model_saved(flow.program_description().name, path, T::NAME);
    Ok(())
}

/// The same flow in another number type.
pub fn cast<T: Real, U: Real, P: Parametric<T>, Q: Emitted<U>>(flow: &P) -> Q {
    prepared(Q::emitted_from_state(flow.program_state().cast()))
}

/// Name, number type and size of a flow, for `Debug`.
///
/// # Errors
/// Returns the errors of the formatter.
pub fn describe<T: Real, P: Parametric<T>>(flow: &P, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (d, member) = (flow.program_description(), flow.program_member());
    f.debug_struct(d.name)
        .field("event", &member.event)
        .field("context", &member.context)
        .field("parameters", &flow.program_state().parameters().len())
        .field("dtype", &format_args!("{}", T::NAME))
        .field("architecture", &d.architecture)
        .finish_non_exhaustive()
}

/// Replaces all parameters, in the order of the table.
///
/// # Errors
/// Where their number is another, or one is not finite; the flow is unchanged then.
pub fn set_parameters<T: Real, P: Parametric<T>>(flow: &mut P, parameters: &[T]) -> Result<()> {
    let layout = flow.program_state().layout();
    if parameters.len() != layout.parameters {
        return Err(Error::input(format!("found {} parameters, expected {}", parameters.len(), layout.parameters)));
    }
    if let Some(i) = parameters.iter().position(|p| !p.is_finite()) {
        let named = layout.named.iter().find(|named| named.range.contains(&i));
        let (name, at) = named.map_or(("", i), |named| (named.name.as_str(), i - named.range.start));
        let value = parameters[i];
        return Err(Error::input(format!("found {value} in `{name}` at element {at}, expected finite numbers")));
    }
    flow.program_state_mut().parameters_mut().copy_from_slice(parameters);
    prepare(flow, &Workers::Here);
    Ok(())
}

/// The same flow with what is prepared up to date.
pub(crate) fn prepared<T: Real, P: Parametric<T>>(mut flow: P) -> P {
    prepare(&mut flow, &Workers::Here);
    flow
}

const EVENT: [&str; 2] = ["standardize.mean", "standardize.scale"];
const CONTEXT: [&str; 2] = ["standardize.context_mean", "standardize.context_scale"];

/// Key of the names of columns, joined by line breaks, which a column's name cannot contain.
const COLUMNS: &str = "columns";

/// Key of the kinds of columns: two JSON lists, for events and contexts.
const KINDS: &str = "kinds";

/// Key of how events become zeros and ones, as JSON, where they do.
const BINARIZE: &str = "binarize";

/// Key of the sound of which events are crops, as JSON, where they are such.
const SOUND: &str = "sound";

/// A flow as its model file holds it.
pub fn to_checkpoint<T: Real, P: Parametric<T>>(flow: &P) -> Checkpoint {
    let (d, state) = (flow.program_description(), flow.program_state());
    let mut tensors: Vec<Tensor> = parameter_table(state)
        .into_iter()
        .zip(&state.layout().named)
        .map(|(info, named)| Tensor { info, values: values(&state.parameters()[named.range.clone()]) })
        .collect();
    for (statistics, names) in [(&state.statistics.event, EVENT), (&state.statistics.context, CONTEXT)] {
        let Some(s) = statistics else { continue };
        for (name, numbers) in names.into_iter().zip([&s.mean, &s.scale]) {
            let info = ParameterInfo { name: name.into(), shape: vec![numbers.len()] };
            tensors.push(Tensor { info, values: Values::F64(numbers.clone()) });
        }
    }
    let extra = column_facts(&state.statistics.columns);
    Checkpoint {
        flow: d.name.into(),
        architecture: d.architecture.into(),
        spec: d.specification.into(),
        dtype: dtype::<T>(),
        tensors,
        extra,
    }
}

fn dtype<T: Real>() -> Dtype {
    if T::NAME == "f64" { Dtype::F64 } else { Dtype::F32 }
}

/// Numbers as a file holds them, exactly.
pub(crate) fn values<T: Real>(numbers: &[T]) -> Values {
    match dtype::<T>() {
        Dtype::F32 => Values::F32(numbers.iter().map(|p| p.to_f64() as f32).collect()),
        Dtype::F64 => Values::F64(numbers.iter().map(|p| p.to_f64()).collect()),
    }
}

/// The flow that a model file holds, of the same declaration as `flow`.
///
/// # Errors
/// Where it holds another flow, or statistics that do not fit.
pub fn from_checkpoint<T: Real, P: Parametric<T>>(flow: &P, checkpoint: &Checkpoint) -> Result<P> {
    let d = flow.program_description();
    let mut state = State::start(d, 0);
    let expected = Architecture { flow: d.name, hash: d.architecture, specification: d.specification };
    checkpoint.check_architecture(expected, &parameter_table(&state))?;
    let layout = state.layout().clone();
    for named in &layout.named {
        if let Some(tensor) = checkpoint.tensor(&named.name) {
            let to = &mut state.parameters_mut()[named.range.clone()];
            to.iter_mut().zip(tensor.values.to_f64()).for_each(|(p, value)| *p = T::from_f64(value));
        }
    }
    let d = flow.program_member();
    let columns = columns(checkpoint, d.size(), d.context)?;
    state.statistics = Statistics {
        event: statistics(checkpoint, EVENT, d.size(), columns.event_intervals())?,
        context: statistics(checkpoint, CONTEXT, d.context, columns.context_intervals())?,
        columns,
    };
    Ok(prepared(flow.program_with_state(state)))
}

/// The flow with the parameters of a model file for events of another length, of `before` numbers.
///
/// # Errors
/// Where parameters depend on the length, and where something was measured of each element of the event.
pub fn at_length<T: Real, P: Parametric<T>>(flow: &P, checkpoint: &Checkpoint, before: usize) -> Result<P> {
    let d = flow.program_member();
    let help = "draw and score events of the length that the model was fitted to";
    let mut state = State::start(flow.program_description(), 0);
    let layout = state.layout().clone();
    let depends = layout
        .named
        .iter()
        .find(|named| checkpoint.tensor(&named.name).is_none_or(|tensor| tensor.info.shape != named.shape));
    let known = |name: &str| layout.named.iter().any(|named| named.name == name);
    let beyond = checkpoint.tensors.iter().map(|tensor| tensor.info.name.as_str()).find(|name| !known(name));
    if let Some(name) = depends.map(|named| named.name.as_str()).or(beyond) {
        let message = format!(
            "found that `{name}` depends on the length of the event, expected the parameters of another length"
        );
        return Err(Error::input(message).help(help));
    }
    for named in &layout.named {
        if let Some(tensor) = checkpoint.tensor(&named.name) {
            let to = &mut state.parameters_mut()[named.range.clone()];
            to.iter_mut().zip(tensor.values.to_f64()).for_each(|(p, value)| *p = T::from_f64(value));
        }
    }
    let mut columns = columns(checkpoint, before, d.context)?;
    if let Some(first) = columns.event.first() {
        if !first.name.is_empty() || columns.event.iter().any(|column| column != first) {
            let message = "found elements with names or of several kinds, expected a sequence whose elements are alike";
            return Err(Error::input(message).help(help));
        }
        columns.event = vec![first.clone(); d.size()];
    }
    state.statistics = Statistics { columns, ..Statistics::default() };
    Ok(prepared(flow.program_with_state(state)))
}

fn parameter_table<T: Real>(state: &State<T>) -> Vec<ParameterInfo> {
    let info =
        |named: &crate::model::layout::Named| ParameterInfo { name: named.name.clone(), shape: named.shape.clone() };
    state.layout().named.iter().map(info).collect()
}

/// Returns the facts of columns that a file keeps, as far as any are known.
fn column_facts(columns: &Columns) -> BTreeMap<String, String> {
    let all = || columns.event.iter().chain(&columns.context);
    let names: Vec<&str> = all().map(|column| column.name.as_str()).collect();
    let kinds = |columns: &[Column]| columns.iter().map(|column| column.kind.to_json()).collect::<Vec<Value>>();
    let mut facts = BTreeMap::new();
    if names.iter().any(|name| !name.is_empty()) {
        facts.insert(COLUMNS.to_owned(), names.join("\n"));
    }
    if let Some(binarize) = columns.binarize {
        facts.insert(BINARIZE.to_owned(), binarize.to_json().to_string());
    }
    if let Some(sound) = columns.sound {
        facts.insert(SOUND.to_owned(), sound.to_json().to_string());
    }
    if all().any(|column| column.kind != ColumnKind::Real) {
        facts.insert(KINDS.to_owned(), json!([kinds(&columns.event), kinds(&columns.context)]).to_string());
    }
    facts
}

/// The columns that a file tells of, of events of `size` elements given `context` numbers.
///
/// # Errors
/// Where what the file tells does not fit.
pub fn columns(checkpoint: &Checkpoint, size: usize, context_size: usize) -> Result<Columns> {
    let names: Vec<&str> = checkpoint.extra.get(COLUMNS).map_or_else(Vec::new, |names| names.split('\n').collect());
    let kinds: Option<[Vec<ColumnKind>; 2]> = match checkpoint.extra.get(KINDS) {
        None => None,
        Some(text) => {
            let error = || Error::input(format!("found the kinds of columns {text}, expected two lists of kinds"));
            Some(kinds(text).ok_or_else(error)?)
        }
    };
    // Without kinds all columns are real, and a number of the context is a column.
    let [event, context] = kinds.unwrap_or_else(|| {
        let known = names.len().saturating_sub(size);
        [vec![ColumnKind::Real; names.len().min(size)], vec![ColumnKind::Real; known]]
    });
    let numbers: usize = context.iter().map(ColumnKind::width).sum();
    let named = names.is_empty() || names.len() == event.len() + context.len();
    if !named || ![0, size].contains(&event.len()) || ![0, context_size].contains(&numbers) {
        let names = listed(names);
        let expected = format!("those of {size} elements and {context_size} numbers of context");
        return Err(Error::input(format!("found the columns {names} and their kinds, expected {expected}")));
    }
    let mut names = names.into_iter();
    let mut of = |kinds: Vec<ColumnKind>| -> Vec<Column> {
        kinds.into_iter().map(|kind| Column { name: names.next().unwrap_or_default().to_owned(), kind }).collect()
    };
    let binarize = checkpoint.extra.get(BINARIZE).map(|text| {
        let read = serde_json::from_str(text).ok().as_ref().and_then(Binarize::of_json);
        read.ok_or_else(|| Error::input(format!("found the binarisation {text}, expected a threshold or `dynamic`")))
    });
    let sound = checkpoint.extra.get(SOUND).map(|text| {
        let read = serde_json::from_str(text).ok().as_ref().and_then(Sound::of_json);
        read.ok_or_else(|| Error::input(format!("found the sound {text}, expected a rate, an encoding and levels")))
    });
    let (binarize, sound) = (binarize.transpose()?, sound.transpose()?);
    Ok(Columns { event: of(event), context: of(context), binarize, sound })
}

fn kinds(text: &str) -> Option<[Vec<ColumnKind>; 2]> {
    let lists: [Vec<Value>; 2] = serde_json::from_str(text).ok()?;
    let read = |list: &Vec<Value>| list.iter().map(ColumnKind::of_json).collect::<Option<Vec<_>>>();
    Some([read(&lists[0])?, read(&lists[1])?])
}

fn statistics(
    checkpoint: &Checkpoint,
    [mean, scale]: [&str; 2],
    len: usize,
    intervals: Vec<Interval>,
) -> Result<Option<Standardize>> {
    let (Some(means), Some(scales)) = (checkpoint.tensor(mean), checkpoint.tensor(scale)) else { return Ok(None) };
    let (means, scales) = (means.values.to_f64(), scales.values.to_f64());
    if means.len() != len || scales.len() != len || scales.iter().any(|s| *s <= 0.0) {
        return Err(Error::input(format!(
            "found `{mean}` and `{scale}` that do not fit, expected {len} positive scales"
        )));
    }
    Ok(Some(Standardize { mean: means, scale: scales, intervals }))
}

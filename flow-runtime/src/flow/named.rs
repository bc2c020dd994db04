//! Rows whose values are found by the names of their columns.

use crate::engine::program::Program;
use crate::engine::rows;
use crate::error::{Error, Result, listed, nearest, quoted};
use crate::model::{Column, Columns};
use crate::numeric::Real;

/// Names the columns of a flow.
///
/// # Errors
/// Where there are more or fewer names than columns, and where a name occurs twice.
pub fn set_names<T: Real, P: Program<T>>(flow: &mut P, event: &[&str], context: &[&str]) -> Result<()> {
    let (size, numbers) = (flow.program_member().size(), flow.program_member().context);
    let known = &flow.program_state().statistics.columns;
    // A column of labels or of angles gives several numbers of the context.
    let columns = if known.context.is_empty() { numbers } else { known.context.len() };
    for (what, names, expected) in [("elements", event, size), ("columns of the context", context, columns)] {
        if names.len() != expected {
            let message = format!("found {} names, expected those of {expected} {what}", names.len());
            return Err(Error::input(message));
        }
    }
    let all: Vec<&str> = event.iter().chain(context).copied().collect();
    if let Some(twice) = all.iter().enumerate().find(|(k, name)| name.is_empty() || all[..*k].contains(name)) {
        return Err(Error::input(format!(
            "found the name {} twice or empty, expected one for each column",
            quoted(twice.1)
        )));
    }
    let named = |names: &[&str], known: &[Column]| -> Vec<Column> {
        let column = |(k, name): (usize, &&str)| Column {
            name: (*name).to_owned(),
            kind: known.get(k).map(|column| column.kind.clone()).unwrap_or_default(),
        };
        names.iter().enumerate().map(column).collect()
    };
    let columns = Columns {
        event: named(event, &known.event),
        context: named(context, &known.context),
        binarize: known.binarize,
        sound: known.sound,
    };
    flow.program_state_mut().statistics.columns = columns;
    Ok(())
}

/// `log p` of a row by names.
///
/// # Errors
/// Where the flow has no names, and for names that are missing, unknown or given twice.
pub fn log_prob_named<T: Real, P: Program<T>>(flow: &P, row: &[(&str, f64)]) -> Result<T> {
    let (d, columns) = (flow.program_member(), &flow.program_state().statistics.columns);
    if columns.event_names().is_empty() || (d.context > 0 && columns.context_names().is_empty()) {
        let error = Error::input("the columns of this flow have no names, expected a name for each");
        return Err(error.help("name them with `set_column_names`, or fit to a file whose columns have names"));
    }
    let all = || columns.event.iter().chain(&columns.context).map(|column| column.name.as_str());
    let mut complaints = Vec::new();
    let missing: Vec<&str> = all().filter(|name| row.iter().all(|(given, _)| given != name)).collect();
    if !missing.is_empty() {
        complaints.push(format!("no {}", listed(missing)));
    }
    for (k, (given, _)) in row.iter().enumerate() {
        if !all().any(|name| name == *given) {
            let meant =
                nearest(given, all()).map_or(String::new(), |name| format!(" (did you mean {}?)", quoted(name)));
            complaints.push(format!("the unknown {}{meant}", quoted(given)));
        } else if row[..k].iter().any(|(earlier, _)| earlier == given) {
            complaints.push(format!("{} twice", quoted(given)));
        }
    }
    if !complaints.is_empty() {
        let message = format!("found {}, expected each of {} once", complaints.join(", "), listed(all()));
        return Err(Error::input(message));
    }
    let value =
        |column: &Column| row.iter().find(|(name, _)| *name == column.name).map_or(f64::NAN, |(_, value)| *value);
    let events: Vec<f64> = columns.event.iter().map(value).collect();
    let contexts: Vec<f64> =
        columns.context.iter().flat_map(|column| column.kind.context_numbers(value(column))).collect();
    Ok(rows::log_prob_of_data(flow, &events, &contexts)[0])
}

//! How many rows are drawn, and what each is given.

use flow_runtime::data::FileRows;
use flow_runtime::{Error, Real, Result};

use crate::arguments::SampleArguments;
use crate::defaults::TrainDefaults;
use crate::input::{Contexts, Input};
use crate::runtime::Program;

/// How many rows are drawn, and what each is given.
pub struct Given {
    pub rows: usize,
    contexts: Option<Contexts>,
    /// How many rows in sequence have one context.
    each: usize,
    /// The context that all rows have, or one after another of them, in place of those of a file.
    shared: Vec<f64>,
}

impl Given {
    /// The contexts of a file, or none.
    ///
    /// # Errors
    /// For contexts that cannot be read, do not fit, or are missing.
    pub fn read<T: Real, P: Program<T>>(
        flow: &P,
        arguments: &SampleArguments,
        defaults: &TrainDefaults,
    ) -> Result<Self> {
        let SampleArguments { rows, each, with_context, missing, .. } = arguments;
        let d = flow.program_description();
        let file = match (&arguments.context, d.context, rows) {
            (None, 0, Some(rows)) if each.is_none() && !with_context => {
                return Ok(Given::sharing(*rows, Vec::new()));
            }
            (None, 0, None) if each.is_none() && !with_context && arguments.output.is_sound() => {
                return Ok(Given::sharing(1, Vec::new()));
            }
            (None, 0, None) if each.is_none() && !with_context => return Err(Error::input("`sample` needs `-n N`")),
            (_, 0, _) => {
                let flags = [("--context", arguments.context.is_some()), ("--each", each.is_some())];
                let found = flags.into_iter().find(|(_, given)| *given).map_or("--with-context", |(flag, _)| flag);
                return Err(Error::input(format!("found `{found}`, but `{}` has no context", d.name)));
            }
            (None, context, _) => {
                let message = format!("`{}` has {context} numbers of context, expected `--context FILE`", d.name);
                return Err(Error::input(message));
            }
            (Some(file), ..) => file,
        };
        if rows.is_some() && each.is_some() {
            let message = "found both `-n` and `--each`, expected one of them";
            return Err(Error::input(message).help("`--each K` draws K rows for each context"));
        }
        // A file with the columns of the training data may hold the event too.
        let input =
            Input::File(FileRows::new(file)).like(defaults.data.as_ref(), &flow.program_state().statistics.columns);
        let contexts = input.with_missing(*missing).load_contexts(d)?;
        let found = contexts.table.rows;
        let (rows, each) = match (rows, each) {
            (Some(n), _) if found == 1 => (*n, (*n).max(1)),
            (Some(n), _) if found != *n => {
                let message = format!("found {found} contexts, expected {n}, or one for all");
                return Err(Error::input(message).at(file).help("`--each K` draws K rows for each context"));
            }
            (_, Some(each)) => match found.checked_mul(*each) {
                Some(rows) => (rows, *each),
                None => {
                    return Err(Error::input(format!(
                        "found {each} rows for each of {found} contexts, which are too many"
                    )));
                }
            },
            _ => (found, 1),
        };
        Ok(Given { rows, contexts: Some(contexts), each, shared: Vec::new() })
    }

    /// Rows that all have one context, which is empty for a flow without context.
    pub fn sharing(rows: usize, context: Vec<f64>) -> Self {
        Given { rows, contexts: None, each: 1, shared: context }
    }

    /// Rows of which so many in sequence have one of these contexts.
    pub fn of_each(rows: usize, each: usize, contexts: Vec<f64>) -> Self {
        Given { rows, contexts: None, each, shared: contexts }
    }

    /// The number of the context that a row is given.
    pub fn context_of(&self, row: usize) -> usize {
        row / self.each
    }

    /// The contexts of some rows, in the units of the data.
    pub fn numbers(&self, first: usize, count: usize, width: usize) -> Vec<f64> {
        let values = match &self.contexts {
            Some(contexts) => &contexts.values,
            None if self.shared.len() == width => return self.shared.repeat(count),
            None => &self.shared,
        };
        let context = |row: usize| &values[self.context_of(row) * width..][..width];
        (first..first + count).flat_map(context).copied().collect()
    }

    /// The contexts that are written beside the rows, where they are.
    pub fn beside(&self, arguments: &SampleArguments) -> Option<&Contexts> {
        self.contexts.as_ref().filter(|_| arguments.with_context)
    }
}

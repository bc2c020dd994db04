//! Two spellings of one tree.
//!
//! [`tokens`] reads the body of `flow! { … }`, [`yaml`] reads a file. Both make a
//! [`Spec`](crate::spec::Spec) and know no bijector's name. What is checked on the way, names,
//! numbers, duplicate keys, depth and size, is checked by functions that both call, so that neither
//! is more lenient than the other.

pub mod tokens;
#[cfg(feature = "yaml")]
pub mod yaml;

use crate::diag::{Diagnostics, quoted};
use crate::span::Span;
use crate::spec::{Entry, Ident, Kind, Node, NumberText, read_number};

/// True if the map behind a key has names of a data file's columns as its keys: any text.
fn names_columns(key: &Ident) -> bool {
    ["columns", "context", "missing_marker"].contains(&key.text.as_str())
}

/// Adds an entry; a key that is there already is reported, with both places.
fn push_entry(entries: &mut Vec<Entry>, entry: Entry, diagnostics: &mut Diagnostics) {
    if is_new(entries.iter().map(|entry| &entry.key), &entry.key, diagnostics) {
        entries.push(entry);
    }
}

/// Reports a name that is among the earlier ones.
fn is_new<'a>(mut earlier: impl Iterator<Item = &'a Ident>, name: &Ident, diagnostics: &mut Diagnostics) -> bool {
    let Some(first) = earlier.find(|earlier| earlier.text == name.text) else { return true };
    let error = diagnostics.error(name.span, format!("{} is given twice", quoted(&name.text)));
    error.related(first.span, format!("{} is first given here", quoted(&name.text))).help("remove one of them");
    false
}

/// A value was refused, and the reason reported.
struct Reported;

/// A plain text as a number, if it is meant as one.
fn number_node(text: &str, span: Span, diagnostics: &mut Diagnostics) -> Option<Result<Node, Reported>> {
    match read_number(text) {
        NumberText::Number => Some(Ok(Node::new(Kind::Number(text.to_string()), span))),
        NumberText::Refused(problem, way_out) => {
            diagnostics.error(span, format!("{problem}, found {}", quoted(text))).help(way_out);
            Some(Err(Reported))
        }
        NumberText::Other => None,
    }
}

/// The lines of a description, without blanks at their ends and without blank lines at the end.
fn doc_lines(text: &str) -> Vec<String> {
    text.trim_end().lines().map(|line| line.trim_end().to_string()).collect()
}

/// Bounds on the size of a tree, which later phases walk recursively.
#[derive(Default)]
struct Bounds {
    nodes: usize,
    depth: usize,
    exceeded: bool,
}

impl Bounds {
    const NODES: usize = 10_000;
    const DEPTH: usize = 32;

    /// Counts a node; the first one beyond the bounds is reported, and nothing is read after it.
    fn node(&mut self, span: Span, diagnostics: &mut Diagnostics) -> bool {
        self.nodes += 1;
        if self.nodes > Self::NODES {
            self.exceed(span, format!("larger than {} values", Self::NODES), diagnostics);
        }
        !self.exceeded
    }

    /// Enters a list, a map or a call, which [`leave`](Self::leave) leaves.
    fn enter(&mut self, span: Span, diagnostics: &mut Diagnostics) -> bool {
        self.depth += 1;
        if self.depth > Self::DEPTH {
            self.exceed(span, format!("nested deeper than {} levels", Self::DEPTH), diagnostics);
        }
        !self.exceeded
    }

    fn leave(&mut self) {
        self.depth -= 1;
    }

    fn exceed(&mut self, span: Span, problem: String, diagnostics: &mut Diagnostics) {
        if !self.exceeded {
            diagnostics.error(span, format!("the declaration is {problem}")).help("write `repeat` for equal layers");
        }
        self.exceeded = true;
    }
}

#[cfg(all(test, feature = "yaml"))]
mod tests;

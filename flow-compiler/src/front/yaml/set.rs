//! `--set train.epochs=5`: one value of a declaration, replaced from the command line.
//!
//! The path names keys, and items of lists by number; what is missing on the way is made. The value
//! is YAML, read by the same reader as the file, and an error in it points into the flag.

use super::reader;
use crate::diag::Diagnostics;
use crate::front::names_columns;
use crate::span::{Place, Span};
use crate::spec::{Entry, Ident, Kind, NameKind, Node, Spec};

/// Applies `flag`, the text after `--set`. `number` is its number among the flags, from 1: spans of
/// the new value, and of errors, point into source `number`.
///
/// # Errors
/// A flag without `=`, a path that leads nowhere, and whatever is wrong with the value. The
/// declaration is then unchanged.
pub fn apply_set(spec: &mut Spec, flag: &str, number: u16) -> Result<(), Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    let changed = changed(spec, flag, number, &mut diagnostics);
    if let Some(changed) = changed {
        diagnostics.into_result(())?;
        *spec = changed;
        return Ok(());
    }
    Err(diagnostics)
}

fn changed(spec: &Spec, flag: &str, source: u16, diagnostics: &mut Diagnostics) -> Option<Spec> {
    let Some((path, value)) = flag.split_once('=') else {
        let span = Span::Place(Place { source, ..Place::new(1, 1, length(flag)) });
        diagnostics.error(span, "expected `key.path=value`").help("write `--set train.epochs=5`");
        return None;
    };
    let path = segments(path, source, diagnostics)?;
    // Blanks in place of the path keep the columns of the value those of the flag.
    let blanks = " ".repeat(flag.len() - value.len());
    let names_columns = path.last().is_some_and(names_columns);
    let mut value = reader::read(&(blanks + value), source, names_columns, diagnostics)?;
    if let (Kind::Null, Some(place)) = (&value.kind, path.last().and_then(|last| last.span.place())) {
        value.span = Span::Place(place);
    }
    let mut spec = spec.clone();
    replace_field(&mut spec, &path, value, diagnostics)?;
    Some(spec)
}

/// The segments of a path; each is a key or a number.
fn segments(path: &str, source: u16, diagnostics: &mut Diagnostics) -> Option<Vec<Ident>> {
    let mut column = 1;
    let mut segments: Vec<Ident> = Vec::new();
    for text in path.split('.') {
        let len = length(text);
        let span = Span::Place(Place { source, ..Place::new(1, column, len) });
        let is_number = !text.is_empty() && text.len() < 6 && text.chars().all(|c| c.is_ascii_digit());
        segments.push(if is_number || segments.last().is_some_and(names_columns) {
            Ident::new(text, span)
        } else {
            NameKind::Word.check(text, span, diagnostics)?
        });
        column += len + 1;
    }
    Some(segments)
}

fn length(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX >> 1)
}

fn replace_field(spec: &mut Spec, path: &[Ident], value: Node, diagnostics: &mut Diagnostics) -> Option<()> {
    let (key, rest) = path.split_first()?;
    match key.text.as_str() {
        "event" => {
            replace(&mut spec.event, rest, value, diagnostics)?;
            Spec::check_event(&spec.event, diagnostics).then_some(())
        }
        "context" => {
            let context = spec.context.get_or_insert(Node::new(Kind::Null, key.span));
            replace(context, rest, value, diagnostics)
        }
        "flow" | "doc" | "bijectors" => {
            diagnostics.error(key.span, format!("`{}` is not set from outside", key.text)).help("edit the file");
            None
        }
        _ => replace(child(&mut spec.fields, key), rest, value, diagnostics),
    }
}

/// The value of a key, made if it is missing.
fn child<'a>(entries: &'a mut Vec<Entry>, key: &Ident) -> &'a mut Node {
    let index = entries.iter().position(|entry| entry.key.text == key.text).unwrap_or_else(|| {
        entries.push(Entry { key: key.clone(), value: Node::new(Kind::Null, key.span) });
        entries.len() - 1
    });
    &mut entries[index].value
}

fn replace(node: &mut Node, path: &[Ident], value: Node, diagnostics: &mut Diagnostics) -> Option<()> {
    let Some((key, rest)) = path.split_first() else {
        *node = value;
        return Some(());
    };
    open(node, key);
    let found = node.describe();
    match &mut node.kind {
        Kind::Map(entries) if !key.text.starts_with(|c: char| c.is_ascii_digit()) => {
            replace(child(entries, key), rest, value, diagnostics)
        }
        Kind::List(items) if key.text.parse().is_ok_and(|index: usize| index < items.len()) => {
            let index: usize = key.text.parse().ok()?;
            replace(&mut items[index], rest, value, diagnostics)
        }
        Kind::List(items) => {
            let message =
                format!("expected the number of an item, 0 to {}, found `{}`", items.len().saturating_sub(1), key.text);
            diagnostics.error(key.span, message).help("items are counted from 0: `layers.0.repeat.times=4`");
            None
        }
        _ => {
            let error = diagnostics.error(key.span, format!("there is no `{}` in {found}", key.text));
            error.help("set the whole value instead: `train.optimizer={adam: {learning_rate: 1e-3}}`");
            None
        }
    }
}

/// Makes room for a key: in nothing, and in a call without settings of that name.
fn open(node: &mut Node, key: &Ident) {
    let empty = |span| Node::new(Kind::Map(Vec::new()), span);
    match std::mem::replace(&mut node.kind, Kind::Null) {
        Kind::Null => node.kind = Kind::Map(Vec::new()),
        Kind::Word(word) if word == key.text => {
            node.kind = Kind::Map(vec![Entry { key: Ident::new(word, node.span), value: empty(node.span) }]);
        }
        Kind::Call { name, entries } => {
            let arguments = Node::new(Kind::Map(entries), node.span);
            node.kind = Kind::Map(vec![Entry { key: name, value: arguments }]);
        }
        other => node.kind = other,
    }
}

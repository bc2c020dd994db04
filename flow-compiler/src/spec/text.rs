//! A declaration as text.
//!
//! [`Spec::to_yaml`] writes a YAML file that reads back to the same tree, in the order it was
//! typed. [`Spec::to_text`] writes the canonical text: one text for all spellings of one model,
//! whichever front end read it and however its keys were ordered. Checkpoints carry it, the
//! architecture hash is taken of it, and it is a valid YAML file too.

use super::expression::{canonical, canonical_directed};
use super::{Entry, Ident, Kind, Node, Parameter, Spec, UserBijector, name_is_valid, number};
use crate::span::Span;

/// Prepares the entries of a record for printing.
type Prepare = fn(&[Entry]) -> Vec<Entry>;

impl Spec {
    /// The canonical text: a call is a one-key map, or a word where it has no settings; keys are
    /// sorted where their order means nothing.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.write(normal_entries)
    }

    /// A YAML file in source order that reads back to this tree.
    #[must_use]
    pub fn to_yaml(&self) -> String {
        self.write(<[Entry]>::to_vec)
    }

    fn write(&self, prepare: Prepare) -> String {
        let mut top = vec![entry("flow", Kind::Word(self.name.text.clone()))];
        let event = match &self.elements {
            None => self.event.kind.clone(),
            Some(elements) => {
                let parts = [("shape", &self.event), ("elements", elements)];
                Kind::Map(parts.into_iter().map(|(key, of)| entry(key, of.kind.clone())).collect())
            }
        };
        top.extend(prepare(&[entry("event", event)]));
        if let Some(context) = &self.context {
            top.extend(prepare(&[entry("context", context.kind.clone())]));
        }
        if !self.doc.is_empty() {
            top.push(entry("doc", Kind::Text(self.doc.join("\n"))));
        }
        top.extend(prepare(&self.fields));
        if !self.bijectors.is_empty() {
            let bijectors = self.bijectors.iter().map(|bijector| bijector_entry(bijector, prepare)).collect();
            top.push(entry("bijectors", Kind::Map(bijectors)));
        }
        let mut text = lines(&top).join("\n");
        text.push('\n');
        text
    }
}

fn normal_entries(entries: &[Entry]) -> Vec<Entry> {
    let mut normal: Vec<Entry> = entries.iter().map(normal_entry).collect();
    normal.sort_by(|a, b| a.key.text.cmp(&b.key.text));
    normal
}

/// An entry in its one spelling. The columns of a data file keep their order: they are the elements
/// of the event.
fn normal_entry(Entry { key, value }: &Entry) -> Entry {
    let kind = match &value.kind {
        Kind::Map(columns) if key.text == "columns" => Kind::Map(columns.iter().map(normal_entry).collect()),
        kind => normal_kind(kind),
    };
    entry(&key.text, kind)
}

/// The one spelling among those that mean the same.
fn normal_kind(kind: &Kind) -> Kind {
    match kind {
        Kind::Call { name, entries } if entries.is_empty() => Kind::Word(name.text.clone()),
        Kind::Call { name, entries } => Kind::Map(vec![entry(&name.text, Kind::Map(normal_entries(entries)))]),
        Kind::Map(entries) => match entries.as_slice() {
            [Entry { key, value: Node { kind: Kind::Null, .. } }] => Kind::Word(key.text.clone()),
            [Entry { key, value: Node { kind: Kind::Map(inner), .. } }] if inner.is_empty() => {
                Kind::Word(key.text.clone())
            }
            _ => Kind::Map(normal_entries(entries)),
        },
        Kind::List(items) => Kind::List(items.iter().map(|item| node(normal_kind(&item.kind))).collect()),
        Kind::Number(text) => Kind::Number(number::canonical(text)),
        Kind::Word(_) | Kind::Bool(_) | Kind::Text(_) | Kind::Null => kind.clone(),
    }
}

fn bijector_entry(bijector: &UserBijector, prepare: Prepare) -> Entry {
    let mut entries = Vec::new();
    if !bijector.parameters.is_empty() {
        entries.push(entry("parameters", Kind::Map(bijector.parameters.iter().map(parameter_entry).collect())));
    }
    if !bijector.lets.is_empty() {
        let lets = bijector.lets.iter().map(|l| entry(&l.name.text, Kind::Text(canonical(&l.value.expr))));
        entries.push(entry("let", Kind::Map(lets.collect())));
    }
    entries.push(entry("forward", Kind::Text(canonical_directed(&bijector.forward))));
    if let Some(inverse) = &bijector.inverse {
        entries.push(entry("inverse", Kind::Text(canonical_directed(inverse))));
    }
    if let Some(word) = &bijector.invertible {
        entries.push(entry("invertible", Kind::Word(word.text.clone())));
    }
    entries.extend(prepare(&bijector.entries));
    entry(&bijector.name.text, Kind::Map(entries))
}

fn parameter_entry(parameter: &Parameter) -> Entry {
    let kind = match parameter.arguments.as_slice() {
        [] => Kind::Word(parameter.kind.text.clone()),
        [one] => Kind::Map(vec![entry(&parameter.kind.text, normal_kind(&one.kind))]),
        several => Kind::Map(vec![entry(&parameter.kind.text, normal_kind(&Kind::List(several.to_vec())))]),
    };
    entry(&parameter.name.text, kind)
}

fn node(kind: Kind) -> Node {
    Node::new(kind, Span::Synthetic)
}

fn entry(key: &str, kind: Kind) -> Entry {
    Entry { key: Ident::new(key, Span::Synthetic), value: node(kind) }
}

/// A printed value: on the line of its key, or on lines of its own.
enum Printed {
    Inline(String),
    Block(Vec<String>),
}

/// A key as YAML; the name of a column may be any text.
fn key_text(key: &Ident) -> String {
    if key.text == "let" || name_is_valid(&key.text) { key.text.clone() } else { quote(&key.text) }
}

fn lines(entries: &[Entry]) -> Vec<String> {
    let mut lines = Vec::new();
    for Entry { key, value } in entries {
        match print(&value.kind) {
            Printed::Inline(text) => lines.push(format!("{}: {text}", key_text(key))),
            Printed::Block(block) => {
                lines.push(format!("{}:", key_text(key)));
                lines.extend(block.into_iter().map(|line| format!("  {line}")));
            }
        }
    }
    lines
}

fn print(kind: &Kind) -> Printed {
    Printed::Inline(match kind {
        Kind::Word(text) | Kind::Number(text) => text.clone(),
        Kind::Call { name, entries } if entries.is_empty() => name.text.clone(),
        Kind::Bool(value) => value.to_string(),
        Kind::Text(text) => quote(text),
        Kind::Null => "null".to_string(),
        Kind::List(items) => return print_list(items),
        Kind::Map(entries) if entries.is_empty() => "{}".to_string(),
        Kind::Map(entries) => return Printed::Block(lines(entries)),
        Kind::Call { name, entries } => {
            return Printed::Block(lines(&[entry(&name.text, Kind::Map(entries.clone()))]));
        }
    })
}

/// `[a, b]` where every item fits a line, else one item to a dash.
fn print_list(items: &[Node]) -> Printed {
    let printed: Vec<Printed> = items.iter().map(|item| print(&item.kind)).collect();
    let inline = |item: &Printed| if let Printed::Inline(text) = item { Some(text.clone()) } else { None };
    if let Some(texts) = printed.iter().map(inline).collect::<Option<Vec<String>>>() {
        return Printed::Inline(format!("[{}]", texts.join(", ")));
    }
    let item_lines = |item: Printed| match item {
        Printed::Inline(text) => vec![text],
        Printed::Block(lines) => lines,
    };
    let dashed = printed.into_iter().flat_map(|item| {
        let dash = |(index, line)| format!("{}{line}", if index == 0 { "- " } else { "  " });
        item_lines(item).into_iter().enumerate().map(dash).collect::<Vec<String>>()
    });
    Printed::Block(dashed.collect())
}

/// A double-quoted YAML scalar in which nothing is invisible.
fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            // `escape_debug` escapes what is not printable, and quotes, which are printed as they
            // are.
            c if c != '\'' && c.escape_debug().len() > 1 => quoted.push_str(&format!("\\U{:08X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

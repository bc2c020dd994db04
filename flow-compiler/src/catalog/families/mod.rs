//! Families: well-known flows by their names, sugar over layers.

pub mod autoregressive;
pub mod glow;
pub mod nice;
pub mod nsf;
pub mod real_nvp;

use crate::diag::Diagnostics;
use crate::span::Span;
use crate::spec::{Entry, Ident, Kind, Node};
use crate::vocabulary::{AnyWord, Checked, Value};

/// Reports a grid whose sides cannot be halved so many times: a family's name, its setting and that number;
/// true if they can.
fn check_halved(
    (family, setting, times): (&str, &str, usize),
    [height, width]: [usize; 2],
    span: Span,
    errors: &mut Diagnostics,
) -> bool {
    let multiple = 1 << times;
    if height % multiple == 0 && width % multiple == 0 {
        return true;
    }
    let message = format!(
        "`{family}` of {times} {setting} needs a height and width that are multiples of {multiple}, found {height} × {width}"
    );
    errors.error(span, message).help(format!("write fewer `{setting}`, or pad the images"));
    false
}

/// A call of a word of the catalog, as a declaration would spell it.
pub fn call(name: &str, entries: Vec<(&str, Node)>, span: Span) -> Node {
    named(Ident::of_catalog(name, span), entries)
}

fn named(name: Ident, entries: Vec<(&str, Node)>) -> Node {
    let span = name.span;
    let entries = entries.into_iter().map(|(key, value)| Entry { key: Ident::new(key, span), value }).collect();
    Node::new(Kind::Call { name, entries }, span)
}

/// A list, as a declaration would spell it.
pub fn list(nodes: Vec<Node>, span: Span) -> Node {
    Node::new(Kind::List(nodes), span)
}

/// Those settings that are given, as a declaration would spell them.
pub fn parts(settings: Checked, names: &[&'static str], span: Span) -> Vec<(&'static str, Node)> {
    names.iter().filter_map(|name| Some((*name, spelled(settings.value(name)?, span)))).collect()
}

/// A setting's value, as a declaration would spell it.
pub fn spelled(value: &Value, span: Span) -> Node {
    let number = |text: String| Node::new(Kind::Number(text), span);
    match value {
        Value::Number(v) => number(format!("{v:?}")),
        Value::Count(v) => number(v.to_string()),
        Value::Seed(v) => number(v.to_string()),
        Value::Counts(list) => Node::new(Kind::List(list.iter().map(|v| number(v.to_string())).collect()), span),
        Value::Word(word) => Node::new(Kind::Word(word.clone()), span),
        Value::Flag(flag) => Node::new(Kind::Bool(*flag), span),
        Value::Chosen(chosen) => {
            let entries = chosen.filled.iter().map(|(key, value)| (key, spelled(value, span))).collect();
            let name = chosen.word.name();
            let is_own = matches!(chosen.word, AnyWord::User(_));
            named(if is_own { Ident::new(name, span) } else { Ident::of_catalog(name, span) }, entries)
        }
        Value::Nodes(nodes) => Node::new(Kind::List(nodes.clone()), span),
    }
}

//! The YAML spelling: a file whose top level is a map of `flow`, `event`, `context`, `doc`,
//! `bijectors` and the fields.
//!
//! A declaration needs little of YAML: maps, lists and scalars. Anchors, aliases, tags, merge keys,
//! directives and further documents are refused, since each of them makes a small file mean more
//! than it shows.

mod problem;
mod reader;
mod set;

pub use set::apply_set;

use super::doc_lines;
use crate::diag::Diagnostics;
use crate::span::{Place, Span};
use crate::spec::{
    BijectorParts, Directed, Entry, Expression, Ident, Kind, Let, NameKind, Node, Parameter, Spec, UserBijector,
};
use crate::suggest::did_you_mean;

/// Reads a YAML file.
///
/// # Errors
/// Everything that is no declaration: syntax, names, numbers, duplicate keys, size; each at its
/// line and column.
pub fn parse(source: &str) -> Result<Spec, Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    let tree = reader::read(source, 0, false, &mut diagnostics);
    let spec = tree.and_then(|tree| declaration(tree, &mut diagnostics));
    match spec {
        Some(spec) => diagnostics.into_result(spec),
        None => Err(diagnostics),
    }
}

fn declaration(tree: Node, diagnostics: &mut Diagnostics) -> Option<Spec> {
    let Kind::Map(entries) = tree.kind else {
        let start = Span::Place(Place::new(1, 1, 1));
        let empty = matches!(tree.kind, Kind::Null);
        let found = if empty { "an empty file".to_string() } else { tree.describe() };
        let error =
            diagnostics.error(if empty { start } else { tree.span }, format!("expected a declaration, found {found}"));
        error.help("a declaration begins with `flow: TwoMoons`, `event: 2`");
        return None;
    };
    let (mut name, mut event, mut elements, mut context, mut doc) = (None, None, None, None, Vec::new());
    let (mut fields, mut bijectors) = (Vec::new(), Vec::new());
    let mut seen = Vec::new();
    for Entry { key, value } in entries {
        match key.text.as_str() {
            "flow" => name = flow_name(&value, diagnostics),
            "event" => {
                let (shape, of) = shape_and_elements(value, diagnostics);
                elements = of;
                event = shape.filter(|shape| Spec::check_event(shape, diagnostics));
            }
            "context" => context = Some(value),
            "doc" => doc = value.expect_text(diagnostics).map_or_else(Vec::new, doc_lines),
            "bijectors" => bijectors = read_bijectors(&value, diagnostics),
            _ => fields.push(Entry { key: key.clone(), value }),
        }
        seen.push(key.text);
    }
    for (key, example) in [("flow", "flow: TwoMoons"), ("event", "event: 2")] {
        if !seen.iter().any(|typed| typed == key) {
            let error = diagnostics.error(tree.span, format!("the declaration has no `{key}`"));
            error.help(format!("add a line such as `{example}`"));
        }
    }
    let visibility = quote::quote!(pub);
    Some(Spec { visibility, doc, name: name?, event: event?, elements, context, fields, bijectors })
}

/// `2`, `[1, 28, 28]`, or `{shape: [1, 28, 28], elements: binary}`
fn shape_and_elements(value: Node, diagnostics: &mut Diagnostics) -> (Option<Node>, Option<Node>) {
    let Kind::Map(entries) = &value.kind else { return (Some(value), None) };
    let (mut shape, mut elements) = (None, None);
    for Entry { key, value } in entries {
        match key.text.as_str() {
            "shape" => shape = Some(value.clone()),
            "elements" => elements = Some(value.clone()),
            other => {
                let guess = did_you_mean(other, ["shape", "elements"]);
                let error = diagnostics.error(key.span, format!("`event` has no setting `{other}`{guess}"));
                if guess.is_empty() {
                    error.help("its settings are: shape, elements");
                }
            }
        }
    }
    if shape.is_none() {
        let error = diagnostics.error(value.span, "`event` needs `shape`");
        error.help("write `event: {shape: [1, 28, 28], elements: binary}`");
    }
    (shape, elements)
}

fn flow_name(value: &Node, diagnostics: &mut Diagnostics) -> Option<Ident> {
    let text = value.expect_text(diagnostics)?;
    NameKind::Flow.check(text, value.span, diagnostics)
}

fn read_bijectors(value: &Node, diagnostics: &mut Diagnostics) -> Vec<UserBijector> {
    let entries = value.expect_map(diagnostics).unwrap_or_default();
    entries.iter().filter_map(|entry| bijector(entry, diagnostics)).collect()
}

/// `name: {parameters: {alpha: positive}, let: {beta: "…"}, forward: "|z| …"}`
fn bijector(entry: &Entry, diagnostics: &mut Diagnostics) -> Option<UserBijector> {
    let mut parts = BijectorParts::default();
    let mut forward_typed = false;
    for Entry { key, value } in entry.value.expect_map(diagnostics)? {
        match key.text.as_str() {
            "parameters" => parts.parameters = parameters(value, diagnostics),
            "let" => parts.lets = lets(value, diagnostics),
            "forward" => {
                forward_typed = true;
                parts.forward = directed(value, diagnostics);
            }
            "inverse" => parts.inverse = directed(value, diagnostics),
            "invertible" => parts.invertible = value.expect_word(diagnostics),
            _ => parts.entries.push(Entry { key: key.clone(), value: value.clone() }),
        }
    }
    parts.finish(entry.key.clone(), forward_typed, diagnostics)
}

fn parameters(value: &Node, diagnostics: &mut Diagnostics) -> Vec<Parameter> {
    let entries = value.expect_map(diagnostics).unwrap_or_default();
    entries.iter().filter_map(|entry| parameter(entry, diagnostics)).collect()
}

/// `alpha: positive`, `alpha: {per_element: positive}`
fn parameter(Entry { key, value }: &Entry, diagnostics: &mut Diagnostics) -> Option<Parameter> {
    let name = key.clone();
    match &value.kind {
        Kind::Word(kind) => Some(Parameter { name, kind: Ident::new(kind, value.span), arguments: Vec::new() }),
        Kind::Map(entries) if entries.len() == 1 => {
            let Entry { key: kind, value } = &entries[0];
            let arguments = match &value.kind {
                Kind::List(arguments) => arguments.clone(),
                _ => vec![value.clone()],
            };
            Some(Parameter { name, kind: kind.clone(), arguments })
        }
        _ => {
            let message = format!("expected the type of a parameter, found {}", value.describe());
            diagnostics.error(value.span, message).help("write `alpha: positive` or `alpha: {per_element: positive}`");
            None
        }
    }
}

fn lets(value: &Node, diagnostics: &mut Diagnostics) -> Vec<Let> {
    let entries = value.expect_map(diagnostics).unwrap_or_default();
    let binding = |Entry { key, value }: &Entry| {
        let text = formula(value, diagnostics)?;
        Some(Let { name: key.clone(), value: Expression::from_text(&text, value.span, diagnostics)? })
    };
    entries.iter().filter_map(binding).collect()
}

fn directed(value: &Node, diagnostics: &mut Diagnostics) -> Option<Directed> {
    let text = formula(value, diagnostics)?;
    Directed::from_text(&text, value.span, diagnostics)
}

/// The text of a formula; `let: {b: 2}` may leave out the quotes.
fn formula(value: &Node, diagnostics: &mut Diagnostics) -> Option<String> {
    match &value.kind {
        Kind::Text(text) | Kind::Word(text) | Kind::Number(text) => Some(text.clone()),
        _ => {
            let error = diagnostics.error(value.span, format!("expected a formula, found {}", value.describe()));
            error.help("write it in quotes: `forward: \"|z| exp(z)\"`");
            None
        }
    }
}

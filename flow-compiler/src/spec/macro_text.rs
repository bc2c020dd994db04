//! A declaration in the macro's spelling, as `flow!` reads it.

use super::expression::{canonical, canonical_directed};
use super::{Entry, Kind, Node, Parameter, Spec, UserBijector, name_is_valid};

/// The longest line, where it can be broken.
const WIDTH: usize = 100;

/// The way in which a key and its value are written.
#[derive(Clone, Copy)]
enum Style {
    /// `{ key: value }`
    Map,
    /// `name(key = value)`
    Call,
}

impl Spec {
    /// The call of `flow!` that declares the same: a type of this name.
    #[must_use]
    pub fn to_macro(&self) -> String {
        let mut text = String::from("flow! {\n");
        for line in &self.doc {
            text += if line.is_empty() { "    ///\n".into() } else { format!("    /// {line}\n") }.as_str();
        }
        let mut head = inline(&self.event, false);
        if let Some(elements) = &self.elements {
            head += &format!(", elements = {}", inline(elements, false));
        }
        let mut fields = self.fields.clone();
        match &self.context {
            Some(context @ Node { kind: Kind::Number(_), .. }) => {
                head += &format!(", context = {}", inline(context, false));
            }
            Some(context) => {
                let key = super::Ident::new("context", context.span);
                fields.insert(0, Entry { key, value: context.clone() });
            }
            None => {}
        }
        text += &format!("    pub struct {}<{head}> {{\n", self.name.text);
        fields.iter().for_each(|field| entry(field, Style::Map, 8, &mut text));
        text += "    }\n";
        self.bijectors.iter().for_each(|bijector| user_bijector(bijector, &mut text));
        text + "}\n"
    }
}

fn user_bijector(bijector: &UserBijector, text: &mut String) {
    let parameters: Vec<String> = bijector.parameters.iter().map(parameter).collect();
    *text += &format!("\n    bijector {}({}) {{\n", bijector.name.text, parameters.join(", "));
    for binding in &bijector.lets {
        *text += &format!("        let {} = {};\n", binding.name.text, canonical(&binding.value.expr));
    }
    *text += &format!("        forward: {},\n", canonical_directed(&bijector.forward));
    if let Some(inverse) = &bijector.inverse {
        *text += &format!("        inverse: {},\n", canonical_directed(inverse));
    }
    if let Some(word) = &bijector.invertible {
        *text += &format!("        invertible: {},\n", word.text);
    }
    bijector.entries.iter().for_each(|e| entry(e, Style::Map, 8, text));
    *text += "    }\n";
}

fn parameter(Parameter { name, kind, arguments }: &Parameter) -> String {
    let arguments: Vec<String> = arguments.iter().map(|argument| inline(argument, false)).collect();
    match arguments.is_empty() {
        true => format!("{}: {}", name.text, kind.text),
        false => format!("{}: {}({})", name.text, kind.text, arguments.join(", ")),
    }
}

/// `key: value,` on lines of their own.
fn entry(Entry { key, value }: &Entry, style: Style, indent: usize, text: &mut String) {
    broken(&format!("{}{}", key_text(&key.text), style.separator()), value, is_map_behind(&key.text), indent, text);
}

impl Style {
    fn separator(self) -> &'static str {
        match self {
            Style::Map => ": ",
            Style::Call => " = ",
        }
    }
}

/// True if a map stands behind a key even where it looks like a call: a section, and a map whose keys
/// are names of columns.
fn is_map_behind(key: &str) -> bool {
    ["columns", "context", "missing_marker", "train"].contains(&key)
}

fn key_text(key: &str) -> String {
    if name_is_valid(key) { key.to_owned() } else { format!("{key:?}") }
}

/// How a value with parts opens, its parts with what stands before each, and how it closes.
type Parts<'a> = (String, Vec<(String, &'a Node, bool)>, &'static str);

fn parts(node: &Node, is_map: bool) -> Option<Parts<'_>> {
    fn of(entries: &[Entry], style: Style) -> Vec<(String, &Node, bool)> {
        let part = |e: &'_ Entry| key_text(&e.key.text) + style.separator();
        entries.iter().map(|e| (part(e), &e.value, is_map_behind(&e.key.text))).collect()
    }
    match &node.kind {
        Kind::List(items) => Some(("[".into(), items.iter().map(|item| (String::new(), item, false)).collect(), "]")),
        Kind::Map(map) if is_map => Some(("{".into(), of(map, Style::Map), "}")),
        Kind::Call { name, entries } if !entries.is_empty() => {
            Some((format!("{}(", name.text), of(entries, Style::Call), ")"))
        }
        Kind::Map(map) => match (map.as_slice(), node.as_call()) {
            ([Entry { key, value: Node { kind: Kind::Map(entries), .. } }], Some(_)) if !entries.is_empty() => {
                Some((format!("{}(", key.text), of(entries, Style::Call), ")"))
            }
            (_, Some(_)) => None,
            (map, None) => Some(("{".into(), of(map, Style::Map), "}")),
        },
        _ => None,
    }
}

/// A value on one line.
fn inline(node: &Node, is_map: bool) -> String {
    let Some((open, items, close)) = parts(node, is_map) else {
        return match (&node.kind, node.as_call()) {
            (Kind::Word(text) | Kind::Number(text), _) => text.clone(),
            (Kind::Text(text), _) => format!("{text:?}"),
            (Kind::Bool(flag), _) => flag.to_string(),
            (_, Some(call)) => call.name.text.clone(),
            _ => "null".into(),
        };
    };
    let items: Vec<String> =
        items.iter().map(|(head, item, is_map)| format!("{head}{}", inline(item, *is_map))).collect();
    let space = if open == "{" && !items.is_empty() { " " } else { "" };
    format!("{open}{space}{}{space}{close}", items.join(", "))
}

/// A value behind its head, on lines of its own where one is too short.
fn broken(head: &str, node: &Node, is_map: bool, indent: usize, text: &mut String) {
    let line = format!("{:indent$}{head}{},\n", "", inline(node, is_map));
    match parts(node, is_map) {
        Some((open, items, close)) if line.chars().count() > WIDTH && !items.is_empty() => {
            *text += &format!("{:indent$}{head}{open}\n", "");
            items.iter().for_each(|(head, item, is_map)| broken(head, item, *is_map, indent + 4, text));
            *text += &format!("{:indent$}{close},\n", "");
        }
        _ => *text += &line,
    }
}

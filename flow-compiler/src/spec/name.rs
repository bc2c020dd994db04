//! Names: what may be called what.
//!
//! Names of a declaration become names of emitted Rust, of files and of saved parameters. So they
//! come from a small alphabet, which leaves nothing to escape: flow names `[A-Z][A-Za-z0-9]{0,63}`,
//! everything else `[a-z][a-z0-9_]{0,63}`, and no word that Rust reserves.

use crate::diag::{Diagnostics, quoted};
use crate::span::Span;

/// A name and where it was typed.
#[derive(Clone, Debug)]
pub struct Ident {
    /// The name, which is valid.
    pub text: String,
    /// Its place.
    pub span: Span,
    /// True if it can only mean a word of the catalog. A family writes such names, so that a
    /// bijector of the declaration that has the name of a layer does not stand in for it.
    pub of_catalog: bool,
}

impl Ident {
    /// A name at a place.
    #[must_use]
    pub fn new(text: impl Into<String>, span: impl Into<Span>) -> Self {
        Ident { text: text.into(), span: span.into(), of_catalog: false }
    }

    /// The name of a word of the catalog, whatever the declaration calls its own.
    #[must_use]
    pub fn of_catalog(text: impl Into<String>, span: impl Into<Span>) -> Self {
        Ident { of_catalog: true, ..Ident::new(text, span) }
    }
}

/// The longest name, in characters.
const LONGEST: usize = 64;

/// Reserved words of Rust, now or in a later edition; sorted.
pub(super) const KEYWORDS: [&str; 52] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The kind of thing that is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameKind {
    /// A flow: the name of a Rust type.
    Flow,
    /// Anything else: a key, a word, a bijector, a parameter.
    Word,
}

impl NameKind {
    /// True if `text` may be such a name.
    pub(crate) fn allows(self, text: &str) -> bool {
        let first = match self {
            NameKind::Flow => text.starts_with(|c: char| c.is_ascii_uppercase()),
            NameKind::Word => text.starts_with(|c: char| c.is_ascii_lowercase()),
        };
        let rest = |c: char| match self {
            NameKind::Flow => c.is_ascii_alphanumeric(),
            NameKind::Word => c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_',
        };
        first && text.len() <= LONGEST && text.chars().all(rest) && KEYWORDS.binary_search(&text).is_err()
    }

    /// `text` as such a name; anything else is reported, with a valid name that is like it.
    pub(crate) fn check(self, text: &str, span: Span, diagnostics: &mut Diagnostics) -> Option<Ident> {
        if self.allows(text) {
            return Some(Ident::new(text, span));
        }
        let reserved = KEYWORDS.binary_search(&text).is_ok();
        let message = match self {
            _ if reserved => format!("{} is a reserved word of Rust", quoted(text)),
            NameKind::Flow => format!("expected the name of a flow, found {}", quoted(text)),
            NameKind::Word => format!("expected a name, found {}", quoted(text)),
        };
        let rule = match self {
            NameKind::Flow => "flow names are an upper-case letter, then letters and digits, at most 64",
            NameKind::Word => "names are a lower-case letter, then lower-case letters, digits and `_`, at most 64",
        };
        let advice = self.repaired(text).map_or_else(String::new, |name| format!("; write `{name}`"));
        diagnostics.error(span, message).help(format!("{rule}{advice}"));
        None
    }

    /// A valid name made of the letters and digits of `text`, if it has a letter.
    fn repaired(self, text: &str) -> Option<String> {
        let text = text.strip_prefix("r#").unwrap_or(text);
        let name = match self {
            NameKind::Flow => camel_case(text),
            NameKind::Word => snake_case(text),
        };
        let start = name.find(|c: char| c.is_ascii_alphabetic())?;
        let mut name: String = name.chars().skip(start).take(LONGEST).collect();
        if KEYWORDS.binary_search(&name.as_str()).is_ok() {
            name.push(if self == NameKind::Flow { '1' } else { '_' });
        }
        self.allows(&name).then_some(name)
    }
}

/// True if `text` may name a key, a word, a bijector or a parameter.
#[must_use]
pub fn name_is_valid(text: &str) -> bool {
    NameKind::Word.allows(text)
}

fn camel_case(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| word[..1].to_ascii_uppercase() + &word[1..]).collect()
}

fn snake_case(text: &str) -> String {
    let mut name = String::new();
    let mut after_lower_case = false;
    for c in text.chars() {
        if !c.is_ascii_alphanumeric() {
            if !name.is_empty() && !name.ends_with('_') {
                name.push('_');
            }
        } else {
            if c.is_ascii_uppercase() && after_lower_case {
                name.push('_');
            }
            name.push(c.to_ascii_lowercase());
        }
        after_lower_case = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    name.trim_end_matches('_').to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_what_is_advised() {
        use NameKind::{Flow, Word};
        let long = "a".repeat(65);
        // (kind, text, valid, advised name)
        let table = [
            (Word, "relu", true, None),
            (Word, "u_hat2", true, None),
            (Word, "a", true, None),
            (Word, "", false, None),
            (Word, "Relu", false, Some("relu")),
            (Word, "LeakyRelu", false, Some("leaky_relu")),
            (Word, "leaky-relu", false, Some("leaky_relu")),
            (Word, "_x", false, Some("x")),
            (Word, "2x", false, Some("x")),
            (Word, "type", false, Some("type_")),
            (Word, "r#type", false, Some("type_")),
            (Word, "é", false, None),
            (Word, "αx", false, Some("x")),
            (Word, "a b", false, Some("a_b")),
            (Word, "a\"; drop()", false, Some("a_drop")),
            (Word, "..", false, None),
            (Word, long.as_str(), false, Some(&long[..64])),
            (Flow, "TwoMoons", true, None),
            (Flow, "X2", true, None),
            (Flow, "two_moons", false, Some("TwoMoons")),
            (Flow, "Two-Moons", false, Some("TwoMoons")),
            (Flow, "Self", false, Some("Self1")),
            (Flow, "2Moons", false, Some("Moons")),
            (Flow, "Τwo", false, Some("Wo")),
        ];
        for (kind, text, valid, advised) in table {
            assert_eq!(kind.allows(text), valid, "{text}");
            let mut diagnostics = Diagnostics::new();
            assert_eq!(kind.check(text, Span::Synthetic, &mut diagnostics).is_some(), valid);
            let help = diagnostics.iter().next().and_then(|diagnostic| diagnostic.help.clone());
            let name =
                help.as_deref().and_then(|help| help.split("; write `").nth(1)).map(|name| name.trim_end_matches('`'));
            assert_eq!(name, advised, "{text}");
        }
    }

    #[test]
    fn keywords_are_sorted() {
        assert!(KEYWORDS.is_sorted());
    }
}

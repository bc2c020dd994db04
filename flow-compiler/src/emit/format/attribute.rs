//! Attributes and doc comments, each on a line of its own.

use proc_macro2::TokenStream;
use syn::punctuated::Punctuated;
use syn::{AttrStyle, Attribute, Expr, ExprLit, Lit, Meta, Token};

use super::Printer;
use super::list::word;
use super::shape::Shape;

impl Printer {
    /// Writes the lines above an item, each with the indentation of the next.
    pub fn attributes(&self, attributes: &[Attribute], shape: Shape) -> String {
        let lines = attributes.iter().filter(|a| matches!(a.style, AttrStyle::Outer)).flat_map(|a| self.lines_of(a));
        lines.map(|line| line + &shape.newline()).collect()
    }

    /// The attributes of a file, a line each.
    pub fn inner_attributes(&self, attributes: &[Attribute]) -> Vec<String> {
        attributes.iter().filter(|a| matches!(a.style, AttrStyle::Inner(_))).flat_map(|a| self.lines_of(a)).collect()
    }

    fn lines_of(&self, attribute: &Attribute) -> Vec<String> {
        let inner = matches!(attribute.style, AttrStyle::Inner(_));
        if let Some(text) = doc(attribute) {
            let slashes = if inner { "//!" } else { "///" };
            return text.split('\n').map(|line| format!("{slashes}{line}").trim_end().to_owned()).collect();
        }
        let text = self.meta(&attribute.meta);
        vec![format!("{}[{text}]", if inner { "#!" } else { "#" })]
    }

    fn meta(&self, meta: &Meta) -> String {
        match meta {
            Meta::Path(path) => self.path_of(path),
            Meta::NameValue(e) => format!("{} = {}", self.path_of(&e.path), word(&e.value)),
            Meta::List(e) => format!("{}({})", self.path_of(&e.path), self.arguments(&e.tokens)),
        }
    }

    fn arguments(&self, tokens: &TokenStream) -> String {
        let parser = Punctuated::<Meta, Token![,]>::parse_terminated;
        match syn::parse::Parser::parse2(parser, tokens.clone()) {
            Ok(list) => list.iter().map(|meta| self.meta(meta)).collect::<Vec<_>>().join(", "),
            Err(_) => tokens.to_string(),
        }
    }

    fn path_of(&self, path: &syn::Path) -> String {
        word(path).replace(' ', "")
    }
}

/// The text of a doc comment, if it can be one: `////` opens a comment that documents nothing.
fn doc(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(e) = &attribute.meta else { return None };
    let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &e.value else { return None };
    let text = text.value();
    let is_doc = e.path.is_ident("doc") && text.split('\n').all(|line| !line.starts_with('/') && !line.contains('\r'));
    is_doc.then_some(text)
}

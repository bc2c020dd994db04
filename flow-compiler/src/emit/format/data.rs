//! Structs and enums.

use syn::{Field, Fields, Generics, ItemEnum, ItemStruct, Variant};

use super::Printer;
use super::list::{Item, List, Trailing};
use super::shape::Shape;
use super::text::{is_one_line, last_words, width};

impl Printer {
    /// A struct.
    pub fn structure(&self, e: &ItemStruct, shape: Shape) -> Option<String> {
        let head = format!("{}struct {}", self.visibility(&e.vis), e.ident);
        match &e.fields {
            Fields::Unit => Some(self.generics(&head, &e.generics, shape)? + ";"),
            Fields::Unnamed(fields) if e.generics.where_clause.is_none() => {
                let head = self.generics(&head, &e.generics, shape)?;
                let items = fields.unnamed.iter().map(Item::Field).collect();
                let place = shape.without(1)?;
                let list = List { head: &head, brackets: ("(", ")"), items, trailing: Trailing::IfBroken };
                Some(self.list(&list, place)? + ";")
            }
            Fields::Unnamed(_) => self.unknown(e),
            Fields::Named(fields) => {
                let head = self.head_of_data(&head, &e.generics, fields.named.is_empty(), shape)?;
                if fields.named.is_empty() {
                    return Some(head + "}");
                }
                let inner = shape.inner();
                let place = inner.without(1)?;
                let fields = fields.named.iter().map(|field| self.field_of_data(field, place));
                let fields = fields.collect::<Option<Vec<_>>>()?.join(&format!(",{}", inner.newline()));
                Some(format!("{head}{}{fields},{}}}", inner.newline(), shape.newline()))
            }
        }
    }

    /// A name with its parameters up to the opening brace.
    fn head_of_data(&self, head: &str, generics: &Generics, empty: bool, shape: Shape) -> Option<String> {
        let place = Shape { width: shape.limit.saturating_sub(width(head) + shape.indent), ..shape };
        let mut out = format!("{head}{}", self.generics("", generics, place)?);
        let clause = generics.where_clause.as_ref().filter(|clause| !clause.predicates.is_empty());
        let broken = clause.is_some() || !is_one_line(&out);
        out += &self.where_clause(clause, last_words(&out) == 1, true, shape)?;
        let same_line = empty || !broken || clause.is_none() && last_words(&out) == 1;
        Some(out + if same_line { " ".into() } else { shape.newline() }.as_str() + "{")
    }

    /// A field of a struct or variant.
    pub fn field_of_data(&self, field: &Field, shape: Shape) -> Option<String> {
        let head = match &field.ident {
            Some(name) => format!("{}{name}:", self.visibility(&field.vis)),
            None => self.visibility(&field.vis),
        };
        let attributes = self.attributes(&field.attrs, shape);
        let space = if field.ident.is_some() { " " } else { "" };
        let here = shape.after(width(&head) + space.len()).and_then(|shape| self.ty(&field.ty, shape));
        match here.filter(|text| is_one_line(text)) {
            Some(text) => Some(format!("{attributes}{head}{space}{text}")),
            None => {
                let text = self.right_side(head, &|s| self.ty(&field.ty, s), shape)?;
                Some(attributes + text.trim_start())
            }
        }
    }

    /// An enum.
    pub fn enumeration(&self, e: &ItemEnum, shape: Shape) -> Option<String> {
        let head = format!("{}enum {}", self.visibility(&e.vis), e.ident);
        let head = self.head_of_data(&head, &e.generics, e.variants.is_empty(), shape)?;
        if e.variants.is_empty() {
            return Some(head + "}");
        }
        let inner = shape.inner();
        let write =
            |one_line: bool| e.variants.iter().map(|v| self.variant(v, one_line, inner)).collect::<Option<Vec<_>>>();
        let mut variants = write(true)?;
        if variants.iter().any(|v| is_one_line(v)) && !variants.iter().all(|v| is_one_line(v)) {
            variants = write(false)?;
        }
        let variants = variants.join(&format!(",{}", inner.newline()));
        Some(format!("{head}{}{variants},{}}}", inner.newline(), shape.newline()))
    }

    fn variant(&self, variant: &Variant, one_line: bool, shape: Shape) -> Option<String> {
        let attributes = self.attributes(&variant.attrs, shape);
        let name = variant.ident.to_string();
        let place = shape.without(1)?;
        let text = match (&variant.fields, &variant.discriminant) {
            (Fields::Unit, Some((_, value))) => self.right_side(name + " =", &|s| self.expr(value, s), place)?,
            (_, Some(_)) => return self.unknown(variant),
            (fields, None) => self.variant_body(name, fields, one_line, shape)?,
        };
        Some(attributes + &text)
    }

    fn variant_body(&self, name: String, fields: &Fields, one_line: bool, shape: Shape) -> Option<String> {
        let place = shape.without(1)?;
        Some(match fields {
            Fields::Unit => name,
            Fields::Unnamed(fields) => {
                let items = fields.unnamed.iter().map(Item::Field).collect();
                let list = List { head: &name, brackets: ("(", ")"), items, trailing: Trailing::IfBroken };
                self.list(&list, place)?
            }
            Fields::Named(fields) => {
                let inner = shape.inner();
                let texts = fields.named.iter().map(|field| self.field_of_data(field, inner.without(1)?));
                let texts = texts.collect::<Option<Vec<_>>>()?;
                let short = format!("{name} {{ {} }}", texts.join(", "));
                if one_line && is_one_line(&short) && width(&short) < shape.width {
                    short
                } else {
                    let fields = texts.join(&format!(",{}", inner.newline()));
                    format!("{name} {{{}{fields},{}}}", inner.newline(), shape.newline())
                }
            }
        })
    }
}

//! Fields in braces: of literals and of patterns of structs.

use syn::{ExprStruct, FieldPat, FieldValue, PatStruct};

use super::Printer;
use super::list::{Layout, Trailing, joined, one_line_or_each, word};
use super::shape::Shape;
use super::text::{is_one_line, width};

impl Printer {
    /// A literal of a struct.
    pub fn struct_literal(&self, e: &ExprStruct, shape: Shape) -> Option<String> {
        let path = self.path(&e.qself, &e.path, true, shape.without(2)?)?;
        let rest = match (&e.rest, &e.dot2_token) {
            (None, None) if e.fields.is_empty() => return Some(path + " {}"),
            (None, Some(_)) if e.fields.is_empty() => return Some(path + " { .. }"),
            (Some(rest), _) => Some(Some(&**rest)),
            (None, Some(_)) => Some(None),
            (None, None) => None,
        };
        let room = shape.width.checked_sub(width(&path) + 3 + 2);
        let below = shape.inner();
        let one = below.without(1)?;
        let mut texts: Vec<Option<String>> = e.fields.iter().map(|field| self.field_value(field, one)).collect();
        texts.extend(rest.map(|rest| match rest {
            Some(rest) => Some(format!("..{}", self.expr(rest, below.after(2)?)?)),
            None => Some("..".into()),
        }));
        let layout = room.map_or(Layout::OneEach, |room| one_line_or_each(&texts, room));
        let texts: Vec<String> = texts.into_iter().collect::<Option<_>>()?;
        let trailing = if rest.is_some() || self.in_macro.get() { Trailing::Never } else { Trailing::IfBroken };
        let fields = joined(&texts, layout, trailing, below);
        Some(format!("{path} {{{}}}", braced(&fields, room.unwrap_or(0), shape)))
    }

    fn field_value(&self, field: &FieldValue, shape: Shape) -> Option<String> {
        let attributes = self.attributes(&field.attrs, shape);
        let name = word(&field.member);
        if field.colon_token.is_none() {
            return Some(attributes + &name);
        }
        let value = shape.after(width(&name) + 2).and_then(|shape| self.expr(&field.expr, shape));
        if let Some(value) = value {
            return Some(format!("{attributes}{name}: {value}"));
        }
        let below = shape.inner();
        Some(format!("{attributes}{name}:{}{}", below.newline(), self.expr(&field.expr, below)?))
    }

    /// A pattern of a struct.
    pub fn struct_pattern(&self, pat: &PatStruct, shape: Shape) -> Option<String> {
        let path = self.path(&pat.qself, &pat.path, true, shape.without(2)?)?;
        let rest = pat.rest.is_some();
        if pat.fields.is_empty() && !rest {
            return Some(path + " {}");
        }
        let room = shape.width.checked_sub(width(&path) + 3 + if rest { 4 } else { 0 } + 2);
        let below = shape.inner();
        let texts: Vec<Option<String>> = pat.fields.iter().map(|field| self.field_pattern(field, below)).collect();
        let layout = room.map_or(Layout::OneEach, |room| one_line_or_each(&texts, room));
        let texts: Vec<String> = texts.into_iter().collect::<Option<_>>()?;
        let mut fields = joined(&texts, layout, Trailing::IfBroken, below);
        if rest {
            let broken = !is_one_line(&fields) || width(&fields) > room.unwrap_or(0);
            let comma = layout == Layout::OneEach;
            if broken {
                fields += if comma { "" } else { "," };
                fields += &below.newline();
            } else if !fields.is_empty() {
                fields += if comma { " " } else { ", " };
            }
            fields += "..";
        }
        Some(format!("{path} {{{}}}", braced(&fields, room.unwrap_or(0), shape)))
    }

    fn field_pattern(&self, field: &FieldPat, shape: Shape) -> Option<String> {
        let pattern = self.pattern(&field.pat, shape)?;
        if field.colon_token.is_none() {
            return Some(pattern);
        }
        let name = word(&field.member);
        if width(&name) + 2 + width(&pattern) <= shape.width {
            return Some(format!("{name}: {pattern}"));
        }
        let below = Shape { width: shape.width, ..shape.inner() };
        Some(format!("{name}:{}{}", below.newline(), self.pattern(&field.pat, below)?))
    }
}

/// Fields with the room between them and their braces.
fn braced(fields: &str, room: usize, shape: Shape) -> String {
    if is_one_line(fields) && width(fields) <= room {
        return format!(" {fields} ");
    }
    format!("{}{fields}{}", shape.inner().newline(), shape.newline())
}

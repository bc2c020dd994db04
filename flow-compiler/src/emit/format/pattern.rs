//! Patterns.

use syn::{Pat, RangeLimits};

use super::Printer;
use super::list::{Item, List, Trailing};
use super::pairs::Between;
use super::shape::Shape;
use super::text::width;

impl Printer {
    /// A pattern.
    pub fn pattern(&self, pat: &Pat, shape: Shape) -> Option<String> {
        match pat {
            Pat::Ident(pat) => {
                let by_ref = if pat.by_ref.is_some() { "ref " } else { "" };
                let mutable = if pat.mutability.is_some() { "mut " } else { "" };
                let name = format!("{by_ref}{mutable}{}", pat.ident);
                let Some((_, inner)) = &pat.subpat else { return Some(name) };
                let room = shape.width.checked_sub(width(&name) + 3)?;
                Some(format!("{name} @ {}", self.pattern(inner, Shape { width: room, ..shape })?))
            }
            Pat::Wild(_) => Some("_".into()),
            Pat::Rest(_) => Some("..".into()),
            Pat::Lit(pat) => self.expr(&syn::Expr::Lit(pat.clone()), shape),
            Pat::Path(pat) => self.path(&pat.qself, &pat.path, true, shape),
            Pat::Or(pat) => self.alternatives(pat.cases.iter(), shape),
            Pat::Paren(pat) => Some(format!("({})", self.pattern(&pat.pat, shape.after(1)?.without(1)?)?)),
            Pat::Reference(pat) => {
                let prefix = if pat.mutability.is_some() { "&mut " } else { "&" };
                Some(format!("{prefix}{}", self.pattern(&pat.pat, shape.after(width(prefix))?)?))
            }
            Pat::Slice(pat) => {
                let items = pat.elems.iter().map(Item::Element).collect();
                self.list(&List { head: "", brackets: ("[", "]"), items, trailing: Trailing::IfBroken }, shape)
            }
            Pat::Struct(pat) => self.struct_pattern(pat, shape),
            Pat::Tuple(pat) => self.tuple_pattern("", pat.elems.iter().collect(), shape),
            Pat::TupleStruct(pat) => {
                let path = self.path(&pat.qself, &pat.path, true, shape)?;
                self.tuple_pattern(&path, pat.elems.iter().collect(), shape)
            }
            Pat::Type(pat) => {
                let name = self.pattern(&pat.pat, shape)?;
                Some(format!("{name}: {}", self.ty(&pat.ty, shape.after(width(&name) + 2)?)?))
            }
            Pat::Range(pat) => {
                let dots = if matches!(pat.limits, RangeLimits::HalfOpen(_)) { ".." } else { "..=" };
                let side = |side: &Option<Box<syn::Expr>>, shape| match side {
                    Some(expr) => self.expr(expr, shape),
                    None => Some(String::new()),
                };
                self.pair(&|s| side(&pat.start, s), &|s| side(&pat.end, s), Between::infix(dots), shape)
            }
            other => self.unknown(other),
        }
    }

    fn tuple_pattern(&self, head: &str, patterns: Vec<&Pat>, shape: Shape) -> Option<String> {
        let lone = head.is_empty() && matches!(patterns.as_slice(), [pat] if !matches!(pat, Pat::Rest(_)));
        let trailing = if lone { Trailing::Always } else { Trailing::IfBroken };
        let items = patterns.into_iter().map(Item::Pattern).collect();
        self.list(&List { head, brackets: ("(", ")"), items, trailing }, shape)
    }
}

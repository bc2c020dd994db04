//! Items of files, modules and impls, and the empty lines between them.

use std::cmp::Ordering;

use syn::{
    Expr, File, ImplItem, Item, ItemImpl, ItemMod, ItemTrait, ItemType, StaticMutability, TraitItem, Type, Visibility,
};

use super::imports;
use super::list::word;
use super::shape::Shape;
use super::text::{is_one_line, last_width, width};
use super::{ENDLESS, Printer};

/// Items of these kinds stand together without empty lines.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Group {
    Import,
    Module,
    Constant,
    None,
}

impl Printer {
    /// A whole file.
    pub fn file(&self, file: &File) -> String {
        let mut head = self.inner_attributes(&file.attrs).join("\n");
        if !head.is_empty() && !file.items.is_empty() {
            head += "\n\n";
        }
        head + &self.items(&file.items, Shape::line(self.limit, 0)) + "\n"
    }

    /// Items one below the other.
    fn items(&self, items: &[Item], shape: Shape) -> String {
        let mut items: Vec<&Item> = items.iter().collect();
        for run in items.chunk_by_mut(|a, b| group(a) == group(b)) {
            run.sort_by(|a, b| match (a, b) {
                (Item::Use(a), Item::Use(b)) => imports::order(a, b),
                (Item::Mod(a), Item::Mod(b)) if a.content.is_none() && b.content.is_none() => {
                    imports::of_names(&a.ident.to_string(), &b.ident.to_string())
                }
                _ => Ordering::Equal,
            });
        }
        let written = items.into_iter().map(|item| (group(item), self.item(item, shape)));
        spaced(written, shape)
    }

    /// An item with its attributes.
    pub fn item(&self, item: &Item, shape: Shape) -> String {
        let endless = Shape { limit: ENDLESS, width: ENDLESS, ..shape };
        let text = self.item_within(item, shape).or_else(|| self.item_within(item, endless));
        text.unwrap_or_else(|| word(item))
    }

    fn item_within(&self, item: &Item, shape: Shape) -> Option<String> {
        let (attributes, text) = match item {
            Item::Use(e) => (&e.attrs, self.import(e, shape)?),
            Item::Fn(e) => (&e.attrs, self.function(&e.vis, &e.sig, Some(&e.block), shape)?),
            Item::Struct(e) => (&e.attrs, self.structure(e, shape)?),
            Item::Enum(e) => (&e.attrs, self.enumeration(e, shape)?),
            Item::Impl(e) => (&e.attrs, self.implementation(e, shape)?),
            Item::Trait(e) => (&e.attrs, self.trait_item(e, shape)?),
            Item::Mod(e) => (&e.attrs, self.module(e, shape)),
            Item::Type(e) => (&e.attrs, self.alias(e, shape)?),
            Item::Const(e) if e.generics.params.is_empty() => {
                let head = format!("{}const {}: ", self.visibility(&e.vis), e.ident);
                (&e.attrs, self.constant(head, &e.ty, Some(&e.expr), shape)?)
            }
            Item::Static(e) if matches!(e.mutability, StaticMutability::None) => {
                let head = format!("{}static {}: ", self.visibility(&e.vis), e.ident);
                (&e.attrs, self.constant(head, &e.ty, Some(&e.expr), shape)?)
            }
            Item::Macro(e) if e.ident.is_none() => {
                (&e.attrs, self.macro_statement(&e.mac, e.semi_token.is_some(), shape)?)
            }
            other => return self.unknown(other),
        };
        Some(self.attributes(attributes, shape) + &text)
    }

    /// `pub ` and its like.
    pub fn visibility(&self, visibility: &Visibility) -> String {
        match visibility {
            Visibility::Public(_) => "pub ".into(),
            Visibility::Restricted(e) => {
                let within = if e.in_token.is_some() { "in " } else { "" };
                format!("pub({within}{}) ", word(&e.path).replace(' ', ""))
            }
            Visibility::Inherited => String::new(),
        }
    }

    fn constant(&self, head: String, ty: &Type, value: Option<&Expr>, shape: Shape) -> Option<String> {
        let left = format!("{head}{}", self.ty(ty, shape.outer().after(width(&head) + 2)?)?);
        let Some(value) = value else { return Some(left + ";") };
        let place = Shape { width: shape.limit.saturating_sub(shape.indent + 1), ..shape };
        Some(self.right_side(left + " =", &|s| self.expr(value, s), place)? + ";")
    }

    fn alias(&self, e: &ItemType, shape: Shape) -> Option<String> {
        if e.generics.where_clause.is_some() {
            return self.unknown(e);
        }
        let head = format!("{}type ", self.visibility(&e.vis));
        let name = self.generics(&e.ident.to_string(), &e.generics, shape.after(width(&head))?.without(2)?)?;
        let place = shape.without(1)?;
        Some(self.right_side(format!("{head}{name} ="), &|s| self.ty(&e.ty, s), place)? + ";")
    }

    fn module(&self, e: &ItemMod, shape: Shape) -> String {
        let head = format!("{}mod {}", self.visibility(&e.vis), e.ident);
        match &e.content {
            None => head + ";",
            Some((_, items)) if items.is_empty() => head + " {}",
            Some((_, items)) => {
                let inner = shape.inner();
                format!("{head} {{{}{}{}}}", inner.newline(), self.items(items, inner), shape.newline())
            }
        }
    }

    fn implementation(&self, e: &ItemImpl, shape: Shape) -> Option<String> {
        let mut out = self.generics(if e.unsafety.is_some() { "unsafe impl" } else { "impl" }, &e.generics, shape)?;
        if let Some((path, _)) = &e.trait_ {
            let not = if e.modifiers.polarity.is_some() { "!" } else { "" };
            let here = Shape::line(shape.limit, shape.indent + 1 + not.len() + last_width(&out));
            let here = Shape { indent: shape.indent, offset: here.indent - shape.indent, ..here };
            let text = self.path(&None, path, false, here).filter(|text| is_one_line(text));
            out += &match text {
                Some(text) => format!(" {not}{text}"),
                None => format!("{}{not}{}", shape.inner().newline(), self.path(&None, path, false, shape.inner())?),
            };
        }
        out += &self.implementor(e, &out, shape)?;
        let snug = last_width(&out) == 1;
        let clause = self.where_clause(e.generics.where_clause.as_ref(), snug, true, shape)?;
        if e.items.is_empty() && is_one_line(&out) && clause.is_empty() && width(&out) <= shape.limit {
            return Some(out + " {}");
        }
        out += &clause;
        out += if is_one_line(&out) { " ".into() } else { shape.newline() }.as_str();
        if e.items.is_empty() {
            return Some(out + "{" + &shape.newline() + "}");
        }
        let inner = shape.inner();
        let items = e.items.iter().map(|item| Some((group_of_member(item), self.member(item, inner)?)));
        let items: Vec<(Group, String)> = items.collect::<Option<_>>()?;
        Some(format!("{out}{{{}{}{}}}", inner.newline(), spaced(items.into_iter(), inner), shape.newline()))
    }

    /// The type that a trait is implemented for, behind what there is.
    fn implementor(&self, e: &ItemImpl, before: &str, shape: Shape) -> Option<String> {
        let (word, overhead) = if e.trait_.is_some() { ("for ", " for".len()) } else { ("", 0) };
        let brace = if e.generics.where_clause.is_none() { 2 } else { 0 };
        let room = shape.limit.saturating_sub(last_width(before) + overhead + brace + 1);
        let here = self.ty(&e.self_ty, Shape { width: room, ..shape }).filter(|text| is_one_line(text));
        if let Some(text) = here {
            return Some(format!(" {word}{text}"));
        }
        let below = shape.inner();
        Some(format!("{}{word}{}", below.newline(), self.ty(&e.self_ty, below.after(width(word))?)?))
    }

    fn member(&self, item: &ImplItem, shape: Shape) -> Option<String> {
        let (attributes, text) = match item {
            ImplItem::Fn(e) => (&e.attrs, self.function(&e.vis, &e.sig, Some(&e.block), shape)?),
            ImplItem::Const(e) => {
                let head = format!("{}const {}: ", self.visibility(&e.vis), e.ident);
                (&e.attrs, self.constant(head, &e.ty, Some(&e.expr), shape)?)
            }
            ImplItem::Type(e) if e.generics.params.is_empty() => {
                let left = format!("{}type {} =", self.visibility(&e.vis), e.ident);
                (&e.attrs, self.right_side(left, &|s| self.ty(&e.ty, s), shape.without(1)?)? + ";")
            }
            other => return self.unknown(other),
        };
        Some(self.attributes(attributes, shape) + &text)
    }

    fn trait_item(&self, e: &ItemTrait, shape: Shape) -> Option<String> {
        if e.unsafety.is_some() || e.modifiers.auto_token.is_some() {
            return self.unknown(e);
        }
        let head = format!("{}trait ", self.visibility(&e.vis));
        let mut out = head.clone() + &self.generics(&e.ident.to_string(), &e.generics, shape.after(width(&head))?)?;
        if !e.supertraits.is_empty() {
            out += &format!(": {}", self.bounds(&e.supertraits, shape.after(width(&out) + 2)?)?);
        }
        out += &self.where_clause(e.generics.where_clause.as_ref(), false, true, shape)?;
        if e.items.is_empty() {
            return Some(out + " {}");
        }
        out += if is_one_line(&out) { " ".into() } else { shape.newline() }.as_str();
        let inner = shape.inner();
        let items = e.items.iter().map(|item| Some((Group::None, self.trait_member(item, inner)?)));
        let items: Vec<(Group, String)> = items.collect::<Option<_>>()?;
        Some(format!("{out}{{{}{}{}}}", inner.newline(), spaced(items.into_iter(), inner), shape.newline()))
    }

    fn trait_member(&self, item: &TraitItem, shape: Shape) -> Option<String> {
        let (attributes, text) = match item {
            TraitItem::Fn(e) => (&e.attrs, self.function(&Visibility::Inherited, &e.sig, e.default.as_ref(), shape)?),
            TraitItem::Const(e) => {
                let value = e.default.as_ref().map(|(_, value)| value);
                (&e.attrs, self.constant(format!("const {}: ", e.ident), &e.ty, value, shape)?)
            }
            TraitItem::Type(e) if e.default.is_none() && e.generics.params.is_empty() => {
                let mut out = format!("type {}", e.ident);
                if !e.bounds.is_empty() {
                    out += &format!(": {}", self.bounds(&e.bounds, shape.after(width(&out) + 2)?)?);
                }
                (&e.attrs, out + ";")
            }
            other => return self.unknown(other),
        };
        Some(self.attributes(attributes, shape) + &text)
    }
}

fn group(item: &Item) -> Group {
    match item {
        Item::Use(_) => Group::Import,
        Item::Mod(e) if e.content.is_none() => Group::Module,
        Item::Const(_) | Item::Static(_) => Group::Constant,
        _ => Group::None,
    }
}

fn group_of_member(item: &ImplItem) -> Group {
    match item {
        ImplItem::Const(_) | ImplItem::Type(_) => Group::Constant,
        _ => Group::None,
    }
}

/// Items with empty lines between them: none between imports, modules and constants of one line.
fn spaced(items: impl Iterator<Item = (Group, String)>, shape: Shape) -> String {
    let mut out = String::new();
    let mut before: Option<(Group, bool)> = None;
    for (group, text) in items {
        let short = group != Group::Constant || is_short(&text);
        if let Some((last, last_short)) = before {
            let together = group == last && group != Group::None && short && last_short;
            out += if together { "" } else { "\n" };
            out += &shape.newline();
        }
        out += &text;
        before = Some((group, short));
    }
    out
}

/// True if the item itself, without the doc comment above it, has one line.
fn is_short(text: &str) -> bool {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).count() == 1
}

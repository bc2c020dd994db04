//! Items in brackets, with commas between them: arguments, elements, parameters of types.
//!
//! All stand on one line; else the last one may begin on that line and go on below it; else each gets
//! a line of its own, and where all are simple they fill lines.

use quote::ToTokens;
use syn::{Expr, Field, GenericArgument, GenericParam, Pat, Type};

use super::Printer;
use super::shape::{STEP, Shape};
use super::text::{beyond, first_width, is_one_line, last_width, newlines, width};

/// An item of a list.
#[derive(Clone, Copy)]
pub enum Item<'a> {
    Expr(&'a Expr),
    /// In round brackets.
    Pattern(&'a Pat),
    /// In square brackets.
    Element(&'a Pat),
    Type(&'a Type),
    Parameter(&'a GenericParam),
    Argument(&'a GenericArgument),
    Field(&'a Field),
}

/// True if a comma follows the last item.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Trailing {
    Always,
    Never,
    /// Where the closing bracket has a line of its own.
    IfBroken,
}

/// A list with what stands in front of it.
pub struct List<'a> {
    pub head: &'a str,
    pub brackets: (&'static str, &'static str),
    pub items: Vec<Item<'a>>,
    pub trailing: Trailing,
}

/// How the items are laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    OneLine,
    OneEach,
    Filled,
    /// One line each up to a number of items, the others on a last line.
    Message(usize),
}

/// The room in a list.
struct Room {
    one_line: usize,
    first: Shape,
    nested: Shape,
}

impl Room {
    fn new(head: &str, shape: Shape) -> Self {
        let one_line = shape.width.saturating_sub(beyond(head, shape) + 2);
        let first = shape.after(last_width(head) + 1).and_then(|shape| shape.without(1));
        let inner = shape.inner();
        let nested = Shape { width: inner.width.saturating_sub(1), ..inner };
        Room { one_line, first: first.unwrap_or(Shape { width: 0, ..shape }), nested }
    }
}

impl Printer {
    /// A list of expressions in round brackets.
    pub fn call<'a>(&self, head: &'a str, items: impl IntoIterator<Item = &'a Expr>, shape: Shape) -> Option<String> {
        let trailing = if self.in_macro.get() { Trailing::Never } else { Trailing::IfBroken };
        let items = items.into_iter().map(Item::Expr).collect();
        self.list(&List { head, brackets: ("(", ")"), items, trailing }, shape)
    }

    /// A list.
    pub fn list(&self, list: &List, shape: Shape) -> Option<String> {
        let room = Room::new(list.head, shape);
        let mut texts: Vec<Option<String>> =
            list.items.iter().map(|item| self.item_of_list(item, room.nested)).collect();
        let layout = self.layout(list, &room, &mut texts);
        let texts: Vec<String> = texts.into_iter().collect::<Option<_>>()?;
        let body = joined(&texts, layout, list.trailing, room.nested);
        let left = shape.width.saturating_sub(last_width(list.head));
        let first = if body.is_empty() { 2 } else { first_width(&body) + 1 };
        let (open, close) = list.brackets;
        let head = list.head;
        if layout == Layout::OneLine && first <= left {
            return Some(format!("{head}{open}{body}{close}"));
        }
        let (before, after) = (room.nested.newline(), shape.newline());
        let before = if body.is_empty() { String::new() } else { before };
        Some(format!("{head}{open}{before}{body}{after}{close}"))
    }

    fn item_of_list(&self, item: &Item, shape: Shape) -> Option<String> {
        match item {
            Item::Expr(expr) => self.expr(expr, shape),
            Item::Pattern(pat) | Item::Element(pat) => self.pattern(pat, shape),
            Item::Type(ty) => self.ty(ty, shape),
            Item::Parameter(parameter) => self.generic_parameter(parameter, shape),
            Item::Argument(argument) => self.generic_argument(argument, shape),
            Item::Field(field) => self.field_of_data(field, shape),
        }
    }

    /// Chooses the layout, and lets the last item go on below the line where that is better.
    fn layout(&self, list: &List, room: &Room, texts: &mut [Option<String>]) -> Layout {
        let Some(last) = list.items.last() else { return Layout::OneLine };
        let alone = list.items.len() == 1;
        let combined = alone && matches!(last, Item::Expr(_)) && width(list.head) < STEP;
        let overflows = combined || can_overflow(last, list.items.len());
        let end = texts.len() - 1;
        let placeholder = if overflows { self.overflowing(list, combined, room, texts) } else { None };
        if let Some(text) = &placeholder {
            texts[end] = text.lines().next().map(str::to_owned);
        }
        if let (Layout::OneLine, Some(text)) = (one_line_or_each(texts, room.one_line), placeholder) {
            let own = (alone && newlines(&text) == 1).then(|| self.item_of_list(last, room.nested)).flatten();
            texts[end] = own.filter(|own| is_one_line(own)).or(Some(text));
            return Layout::OneLine;
        }
        texts[end] = self.item_of_list(last, room.nested);
        let text = texts[end].as_deref().unwrap_or("");
        if alone && room.one_line != 0 && is_one_line(text) && width(text) <= room.one_line {
            return Layout::OneLine;
        }
        match one_line_or_each(texts, room.one_line) {
            Layout::OneEach => self.broken(list, room, texts),
            layout => layout,
        }
    }

    /// The layout of what does not fit on one line.
    fn broken(&self, list: &List, room: &Room, texts: &[Option<String>]) -> Layout {
        let simple = |items: &[Item]| items.iter().all(is_simple);
        if let Some(before) = super::macros::arguments_before_message(list.head) {
            let fits = |texts: &[Option<String>]| one_line_or_each(texts, room.nested.width) == Layout::OneLine;
            let message = list.items.len() > before
                && simple(&list.items[..before])
                && simple(&list.items[before + 1..])
                && fits(&texts[..before])
                && fits(&texts[before + 1..]);
            return if message { Layout::Message(before) } else { Layout::OneEach };
        }
        let short = texts.iter().flatten().all(|text| text.len() <= self.limit);
        if simple(&list.items) && short { Layout::Filled } else { Layout::OneEach }
    }

    /// The last item, begun on the line of the others.
    fn overflowing(&self, list: &List, combined: bool, room: &Room, texts: &[Option<String>]) -> Option<String> {
        let (last, others) = list.items.split_last()?;
        let nested = matches!(last, Item::Expr(expr) if is_nested_call(expr));
        let before: usize = texts[..others.len()].iter().map(|text| 2 + text.as_deref().map_or(0, str::len)).sum();
        let shape = if others.is_empty() && !nested { room.first } else { room.first.after(before)? };
        let Item::Expr(expr) = last else { return self.item_of_list(last, shape) };
        let kept = self.one_line_chain.get();
        if !combined && is_method_call(expr) {
            self.one_line_chain.set(true);
        }
        let text = match expr {
            Expr::Closure(closure) => {
                let closures = list.items.iter().filter(|item| matches!(item, Item::Expr(Expr::Closure(_)))).count();
                if closures > 1 { None } else { self.last_closure(closure, shape) }
            }
            Expr::If(_) | Expr::ForLoop(_) | Expr::Loop(_) | Expr::While(_) | Expr::Match(_) => {
                let broken = self.condition(expr, shape).is_some_and(|condition| !is_one_line(&condition));
                if broken { None } else { self.expr(expr, shape) }
            }
            _ => self.expr(expr, shape),
        };
        self.one_line_chain.set(kept);
        text
    }
}

/// The items on one line where they fit, else on a line each.
pub fn one_line_or_each(texts: &[Option<String>], room: usize) -> Layout {
    let texts = || texts.iter().map(|text| text.as_deref().unwrap_or(""));
    let total = texts().map(width).sum::<usize>() + 2 * texts().count().saturating_sub(1);
    if total <= room && texts().all(is_one_line) { Layout::OneLine } else { Layout::OneEach }
}

/// The items with their commas.
pub fn joined(texts: &[String], layout: Layout, trailing: Trailing, shape: Shape) -> String {
    let newline = shape.newline();
    let mut out = String::new();
    let mut line = 0;
    let mut comma_at_end = match trailing {
        Trailing::Always => true,
        Trailing::Never => false,
        Trailing::IfBroken => layout == Layout::OneEach,
    };
    for (i, text) in texts.iter().enumerate() {
        let last = i + 1 == texts.len();
        match layout {
            _ if i == 0 => line += width(text) + usize::from(!last || comma_at_end),
            Layout::OneLine => out.push(' '),
            Layout::OneEach => out += &newline,
            Layout::Message(before) if i < before || i > before + 1 => out.push(' '),
            Layout::Message(_) => out += &newline,
            Layout::Filled => {
                let all = width(text) + usize::from(!last || comma_at_end);
                if line > 0 && line + 1 + all > shape.width {
                    out += &newline;
                    line = all;
                    comma_at_end |= trailing != Trailing::Never;
                } else {
                    out.push(' ');
                    line += 1 + all;
                }
            }
        }
        out += text;
        let closed = layout == Layout::Filled && trailing != Trailing::Never;
        if !last || comma_at_end || closed {
            out.push(',');
        }
    }
    out
}

/// True if an item is so plain that several may stand on a line of a broken list.
fn is_simple(item: &Item) -> bool {
    matches!(item, Item::Expr(expr) if is_simple_expr(expr))
}

fn is_simple_expr(expr: &Expr) -> bool {
    match expr {
        Expr::Lit(_) => true,
        Expr::Path(path) => {
            path.qself.is_none() && path.path.segments.len() + usize::from(path.path.leading_colon.is_some()) <= 1
        }
        Expr::Reference(e) => is_simple_expr(&e.expr),
        Expr::Cast(e) => is_simple_expr(&e.expr),
        Expr::Field(e) => is_simple_expr(&e.base),
        Expr::Try(e) => is_simple_expr(&e.expr),
        Expr::Unary(e) => is_simple_expr(&e.expr),
        Expr::Group(e) => is_simple_expr(&e.expr),
        Expr::Index(e) => is_simple_expr(&e.expr) && is_simple_expr(&e.index),
        Expr::Repeat(e) => is_simple_expr(&e.expr) && is_simple_expr(&e.len),
        _ => false,
    }
}

/// True if the last of `count` items may begin on the line of the others and go on below it.
fn can_overflow(item: &Item, count: usize) -> bool {
    match item {
        Item::Expr(expr) => expr_can_overflow(expr, count),
        Item::Pattern(pat) => pattern_can_overflow(pat, count),
        Item::Type(ty) => type_can_overflow(ty, count),
        Item::Argument(GenericArgument::Type(ty)) => type_can_overflow(ty, count),
        Item::Element(_) | Item::Parameter(_) | Item::Argument(_) | Item::Field(_) => false,
    }
}

fn expr_can_overflow(expr: &Expr, count: usize) -> bool {
    match expr {
        Expr::Block(_) | Expr::Unsafe(_) | Expr::Closure(_) => true,
        Expr::Match(_)
        | Expr::If(_)
        | Expr::ForLoop(_)
        | Expr::Loop(_)
        | Expr::While(_)
        | Expr::Array(_)
        | Expr::Struct(_)
        | Expr::Macro(_)
        | Expr::Call(_)
        | Expr::MethodCall(_)
        | Expr::Tuple(_) => count == 1,
        Expr::Reference(e) => expr_can_overflow(&e.expr, count),
        Expr::Try(e) => expr_can_overflow(&e.expr, count),
        Expr::Unary(e) => expr_can_overflow(&e.expr, count),
        Expr::Cast(e) => expr_can_overflow(&e.expr, count),
        Expr::Group(e) => expr_can_overflow(&e.expr, count),
        _ => false,
    }
}

fn pattern_can_overflow(pat: &Pat, count: usize) -> bool {
    match pat {
        Pat::Path(_) | Pat::Tuple(_) | Pat::Struct(_) | Pat::TupleStruct(_) => count == 1,
        Pat::Reference(pat) => pattern_can_overflow(&pat.pat, count),
        _ => false,
    }
}

fn type_can_overflow(ty: &Type, count: usize) -> bool {
    match ty {
        Type::Tuple(_) => count == 1,
        Type::Reference(ty) => type_can_overflow(&ty.elem, count),
        _ => false,
    }
}

fn is_nested_call(expr: &Expr) -> bool {
    matches!(under_prefixes(expr), Expr::Call(_) | Expr::Macro(_))
}

fn is_method_call(expr: &Expr) -> bool {
    matches!(under_prefixes(expr), Expr::MethodCall(_))
}

/// The expression below `&`, `!`, `-`, `?` and `as`.
pub fn under_prefixes(expr: &Expr) -> &Expr {
    match expr {
        Expr::Reference(e) => under_prefixes(&e.expr),
        Expr::Try(e) => under_prefixes(&e.expr),
        Expr::Unary(e) => under_prefixes(&e.expr),
        Expr::Cast(e) => under_prefixes(&e.expr),
        Expr::Group(e) => under_prefixes(&e.expr),
        expr => expr,
    }
}

/// The tokens of a name.
pub fn word(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string()
}

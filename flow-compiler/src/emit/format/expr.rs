//! Expressions, each to the file of its kind; those of one line are here.

use syn::{Expr, ExprIndex, ExprRange, Lit, RangeLimits, UnOp};

use super::Printer;
use super::list::{Item, List, Trailing, word};
use super::pairs::{Between, Separator};
use super::shape::Shape;
use super::text::{is_one_line, last_width, width};

/// True if an expression is a statement.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Statement,
    /// A part of another expression, or the value of a block.
    Part,
}

impl Printer {
    /// A part of another expression.
    pub fn expr(&self, expr: &Expr, shape: Shape) -> Option<String> {
        self.expr_as(expr, Role::Part, shape)
    }

    /// An expression.
    pub fn expr_as(&self, expr: &Expr, role: Role, shape: Shape) -> Option<String> {
        match expr {
            Expr::Group(e) => self.expr_as(&e.expr, role, shape),
            Expr::Lit(e) => literal(&e.lit, shape),
            Expr::Path(e) => self.path(&e.qself, &e.path, true, shape),
            Expr::Infer(_) => Some("_".into()),
            Expr::Call(e) => {
                let head = self.expr(&e.func, shape)?;
                self.call(&head, &e.args, shape)
            }
            Expr::Array(e) => self.array("", e.elems.iter(), shape),
            Expr::Tuple(e) => self.tuple("", e.elems.iter().map(Item::Expr).collect(), shape),
            Expr::Repeat(e) => {
                let between = Between { before: "[", infix: "; ", after: "]", separator: Separator::Back };
                self.pair(&|s| self.expr(&e.expr, s), &|s| self.expr(&e.len, s), between, shape)
            }
            Expr::Cast(e) => {
                self.pair(&|s| self.expr(&e.expr, s), &|s| self.ty(&e.ty, s), Between::infix(" as "), shape)
            }
            Expr::Binary(e) => match super::assign::operator(&e.op) {
                Some(operator) => self.assignment(&e.left, operator, &e.right, shape),
                None => self.operation(e, expr, shape),
            },
            Expr::Assign(e) => self.assignment(&e.left, "=", &e.right, shape),
            Expr::Paren(e) => self.parenthesized(&e.expr, shape),
            Expr::Unary(e) => self.prefixed(unary(&e.op), &e.expr, shape),
            Expr::Reference(e) => self.prefixed(if e.mutability.is_some() { "&mut " } else { "&" }, &e.expr, shape),
            Expr::Index(e) => self.index(e, shape),
            Expr::Range(e) => self.range(e, shape),
            Expr::Struct(e) => self.struct_literal(e, shape),
            Expr::Closure(e) => self.closure(e, shape),
            Expr::Macro(e) => self.macro_call(&e.mac, shape),
            Expr::Field(_) | Expr::MethodCall(_) | Expr::Try(_) | Expr::Await(_) => self.chain(expr, shape),
            _ => self.expr_with_block(expr, role, shape),
        }
    }

    fn expr_with_block(&self, expr: &Expr, role: Role, shape: Shape) -> Option<String> {
        match expr {
            Expr::Block(e) => self.block_expr(e.label.as_ref(), "", &e.block, role, shape),
            Expr::Unsafe(e) => self.block_expr(None, "unsafe ", &e.block, Role::Part, shape),
            Expr::Match(e) => self.match_expr(e, shape),
            Expr::If(_) | Expr::ForLoop(_) | Expr::While(_) | Expr::Loop(_) => self.control(expr, role, shape),
            Expr::Let(e) => self.let_condition(e, shape),
            Expr::Continue(e) => Some(format!("continue{}", labelled(e.label.as_ref()))),
            Expr::Break(e) => {
                let head = format!("break{}", labelled(e.label.as_ref()));
                self.keyword(head, e.expr.as_deref(), role, shape)
            }
            Expr::Return(e) => self.keyword("return".into(), e.expr.as_deref(), role, shape),
            other => self.unknown(other),
        }
    }

    /// `return` and its like; as a statement, a semicolon follows.
    fn keyword(&self, word: String, value: Option<&Expr>, role: Role, shape: Shape) -> Option<String> {
        let shape = if role == Role::Statement { shape.without(1)? } else { shape };
        match value {
            Some(value) => self.prefixed(&format!("{word} "), value, shape),
            None => Some(word),
        }
    }

    /// An expression behind an operator.
    pub fn prefixed(&self, prefix: &str, expr: &Expr, shape: Shape) -> Option<String> {
        Some(format!("{prefix}{}", self.expr(expr, shape.after(width(prefix))?)?))
    }

    /// Elements in square brackets, behind the name of a macro where it is one.
    pub fn array<'a>(&self, head: &str, elements: impl Iterator<Item = &'a Expr>, shape: Shape) -> Option<String> {
        let trailing = if self.in_macro.get() { Trailing::Never } else { Trailing::IfBroken };
        self.list(&List { head, brackets: ("[", "]"), items: elements.map(Item::Expr).collect(), trailing }, shape)
    }

    /// Items in round brackets; one alone has a comma.
    pub fn tuple(&self, head: &str, items: Vec<Item>, shape: Shape) -> Option<String> {
        let trailing = match items.len() {
            _ if self.in_macro.get() => Trailing::Never,
            1 if head.is_empty() => Trailing::Always,
            _ => Trailing::IfBroken,
        };
        self.list(&List { head, brackets: ("(", ")"), items, trailing }, shape)
    }

    fn parenthesized(&self, mut inner: &Expr, shape: Shape) -> Option<String> {
        while let Expr::Paren(e) = inner {
            inner = &e.expr;
        }
        Some(format!("({})", self.expr(inner, shape.after(1)?.without(1)?)?))
    }

    fn index(&self, e: &ExprIndex, shape: Shape) -> Option<String> {
        let base = self.expr(&e.expr, shape)?;
        let offset = last_width(&base) + 1;
        let here = if is_one_line(&base) {
            shape.after(offset).and_then(|shape| shape.without(1))
        } else {
            Shape { width: shape.limit, ..shape.outer() }.after(offset).and_then(|s| s.without(1 + shape.overhead()))
        };
        let here = here.and_then(|shape| self.expr(&e.index, shape));
        if let Some(index) = here.as_ref().filter(|index| is_one_line(index)) {
            return Some(format!("{base}[{index}]"));
        }
        let below = shape.inner();
        let index = self.expr(&e.index, below.after(1)?.without(1 + shape.overhead())?);
        match (here, index) {
            (Some(here), Some(below)) if !is_one_line(&below) => Some(format!("{base}[{here}]")),
            (_, Some(index)) => Some(format!("{base}{}[{index}]", below.newline())),
            (Some(here), None) => Some(format!("{base}[{here}]")),
            (None, None) => None,
        }
    }

    fn range(&self, e: &ExprRange, shape: Shape) -> Option<String> {
        let dots = if matches!(e.limits, RangeLimits::HalfOpen(_)) { ".." } else { "..=" };
        match (&e.start, &e.end) {
            (Some(start), Some(end)) => {
                self.pair(&|s| self.expr(start, s), &|s| self.expr(end, s), Between::infix(dots), shape)
            }
            (None, Some(end)) => self.prefixed(dots, end, shape),
            (Some(start), None) => Some(self.expr(start, shape.without(dots.len())?)? + dots),
            (None, None) => Some(dots.into()),
        }
    }
}

/// A label behind `break` or `continue`.
fn labelled(label: Option<&syn::Lifetime>) -> String {
    label.map_or_else(String::new, |label| format!(" {label}"))
}

fn unary(op: &UnOp) -> &'static str {
    match op {
        UnOp::Deref(_) => "*",
        UnOp::Not(_) => "!",
        _ => "-",
    }
}

/// A literal as it stands. A string may be longer than the line.
fn literal(lit: &Lit, shape: Shape) -> Option<String> {
    let text = word(lit);
    if let Lit::Str(_) = lit {
        return Some(text);
    }
    // The sign of a negative literal is a token of its own.
    let text = text.replace("- ", "-");
    (width(&text) <= shape.width).then_some(text)
}

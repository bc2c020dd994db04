//! Closures. A body without a block stays on the line of its parameters; else it gets a block.

use proc_macro2::Span;
use syn::{Block, Expr, ExprClosure, ReturnType, Stmt, token};

use super::Printer;
use super::list::under_prefixes;
use super::shape::Shape;
use super::text::{is_one_line, last_width, width};

impl Printer {
    /// A closure.
    pub fn closure(&self, closure: &ExprClosure, shape: Shape) -> Option<String> {
        let head = self.parameters(closure, shape)?;
        let place = shape.after(last_width(&head) + 1)?;
        let Expr::Block(body) = &*closure.body else {
            let plain = self.plain_body(&closure.body, &head, place);
            return plain.or_else(|| self.body_in_block(&closure.body, &head, place));
        };
        if body.block.stmts.is_empty() {
            return Some(format!("{head} {}", self.expr(&closure.body, shape)?));
        }
        let without = match closure.output {
            ReturnType::Default if !self.in_macro.get() => {
                let inner = self.inner_value(&closure.body);
                if forces_block(inner) {
                    self.body_in_block(inner, &head, shape)
                } else {
                    self.plain_body(inner, &head, place)
                }
            }
            _ => None,
        };
        without.or_else(|| Some(format!("{head} {}", self.expr(&closure.body, place)?)))
    }

    /// Writes a closure that is the last argument of a call and begins on its line. `None` where that
    /// looks bad.
    pub fn last_closure(&self, closure: &ExprClosure, shape: Shape) -> Option<String> {
        let body = match &*closure.body {
            Expr::Block(e) if !self.in_macro.get() => match e.block.stmts.as_slice() {
                [Stmt::Expr(value, None)] => value,
                _ => &closure.body,
            },
            other => other,
        };
        let head = self.parameters(closure, shape).filter(|head| is_one_line(head))?;
        let place = shape.after(last_width(&head) + 1)?;
        if !self.in_macro.get() && forces_block(body) {
            let text = self.body_in_block(body, &head, place)?;
            let short = matches!(closure.output, ReturnType::Default) && text.lines().count() <= 7;
            let plain = if short { self.plain_body(body, &head, shape) } else { None };
            return Some(plain.filter(|plain| is_one_line(plain)).unwrap_or(text));
        }
        let condition = self.condition(body, place);
        if condition.is_some_and(|text| !is_one_line(&text) || width(&text) > place.width) {
            return self.body_in_block(body, &head, place);
        }
        self.closure(closure, shape)
    }

    fn parameters(&self, closure: &ExprClosure, shape: Shape) -> Option<String> {
        if closure.lifetimes.is_some() || closure.asyncness.is_some() || closure.constness.is_some() {
            return self.unknown(closure);
        }
        let capture = if closure.capture.is_some() { "move " } else { "" };
        let place = shape.after(width(capture) + 1)?.without(4)?;
        let parameters: Vec<String> =
            closure.inputs.iter().map(|pat| self.pattern(pat, place)).collect::<Option<_>>()?;
        let output = self.output(&closure.output, place)?;
        let total: usize = parameters.iter().map(|text| width(text) + 2).sum();
        let behind = width(&output).max(1);
        let one_line = total <= shape.width.saturating_sub(width(capture) + 4 + behind) + 2;
        if one_line {
            place.without(behind)?;
        }
        let column = shape.used() + width(capture) + 1;
        let separator = if one_line { ", ".into() } else { format!(",\n{}", " ".repeat(column)) };
        Some(format!("{capture}|{}|{output}", parameters.join(&separator)))
    }

    fn inner_value<'a>(&self, body: &'a Expr) -> &'a Expr {
        if let Expr::Block(e) = body
            && let [Stmt::Expr(value, _)] = e.block.stmts.as_slice()
        {
            return self.inner_value(value);
        }
        body
    }

    fn plain_body(&self, body: &Expr, head: &str, shape: Shape) -> Option<String> {
        let text = self.expr(body, shape)?;
        let many = self.in_macro.get()
            || matches!(
                under_prefixes(body),
                Expr::Match(_) | Expr::Block(_) | Expr::Unsafe(_) | Expr::Loop(_) | Expr::Struct(_)
            );
        (many || is_one_line(&text)).then(|| format!("{head} {text}"))
    }

    fn body_in_block(&self, body: &Expr, head: &str, shape: Shape) -> Option<String> {
        if is_open(body) && begins_with_block(body) {
            return None;
        }
        let stmts = vec![Stmt::Expr(body.clone(), None)];
        let block = Block { brace_token: token::Brace(Span::call_site()), stmts };
        Some(format!("{head} {}", self.lines(&block, false, shape)))
    }
}

fn forces_block(body: &Expr) -> bool {
    matches!(under_prefixes(body), Expr::If(_) | Expr::While(_) | Expr::ForLoop(_) | Expr::Loop(_))
}

/// True if an expression has no bracket of its own around it. As a statement it would end with a
/// block that it begins with.
fn is_open(body: &Expr) -> bool {
    matches!(
        body,
        Expr::Call(_)
            | Expr::Binary(_)
            | Expr::Cast(_)
            | Expr::Assign(_)
            | Expr::Field(_)
            | Expr::Index(_)
            | Expr::Range(_)
            | Expr::Try(_)
    )
}

fn begins_with_block(expr: &Expr) -> bool {
    match expr {
        Expr::Call(e) => begins_with_block(&e.func),
        Expr::Binary(e) => begins_with_block(&e.left),
        Expr::Cast(e) => begins_with_block(&e.expr),
        Expr::Assign(e) => begins_with_block(&e.left),
        Expr::Field(e) => begins_with_block(&e.base),
        Expr::Index(e) => begins_with_block(&e.expr),
        Expr::Range(e) => e.start.as_deref().is_some_and(begins_with_block),
        Expr::Try(e) => begins_with_block(&e.expr),
        Expr::If(_) | Expr::Match(_) | Expr::Block(_) | Expr::While(_) | Expr::Loop(_) | Expr::ForLoop(_) => true,
        _ => false,
    }
}

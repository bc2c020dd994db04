//! The right side of `=`: on the same line where it fits or begins well there, else on the next.

use syn::{BinOp, Expr, ExprLet, Local};

use super::Printer;
use super::shape::Shape;
use super::text::{ends_with_brackets, fits, is_one_line, last_width, newlines, opens_with, width};

/// The text of an operator that assigns.
pub fn operator(op: &BinOp) -> Option<&'static str> {
    Some(match op {
        BinOp::AddAssign(_) => "+=",
        BinOp::SubAssign(_) => "-=",
        BinOp::MulAssign(_) => "*=",
        BinOp::DivAssign(_) => "/=",
        BinOp::RemAssign(_) => "%=",
        BinOp::BitXorAssign(_) => "^=",
        BinOp::BitAndAssign(_) => "&=",
        BinOp::BitOrAssign(_) => "|=",
        BinOp::ShlAssign(_) => "<<=",
        BinOp::ShrAssign(_) => ">>=",
        _ => return None,
    })
}

impl Printer {
    /// `left = right` and its like.
    pub fn assignment(&self, left: &Expr, operator: &str, right: &Expr, shape: Shape) -> Option<String> {
        let left = self.expr(left, shape.without(width(operator) + 1)?)?;
        self.right_side(format!("{left} {operator}"), &|s| self.expr(right, s), shape)
    }

    /// Writes a left side that ends with its operator, and the right side behind it.
    pub fn right_side(&self, left: String, right: &dyn Fn(Shape) -> Option<String>, shape: Shape) -> Option<String> {
        let indent = if is_one_line(&left) { 0 } else { shape.indent };
        let taken = last_width(&left).saturating_sub(indent) + 1;
        let blocked = Shape { width: 0, offset: shape.offset + taken, ..shape };
        let here = shape.after(taken).unwrap_or(blocked);
        let behind = right(here);
        if let Some(text) = &behind
            && is_one_line(text)
            && width(text) <= here.width
        {
            return Some(format!("{left} {text}"));
        }
        let next = here.inner().without(here.overhead())?;
        let below = right(next);
        match (behind, below) {
            (Some(behind), Some(below)) if fits(&below, next) && prefer_below(&behind, &below) => {
                Some(left + &next.newline() + &below)
            }
            (None, Some(below)) => Some(left + &next.newline() + &below),
            (Some(behind), _) => Some(format!("{left} {behind}")),
            (None, None) => None,
        }
    }

    /// `let` as a condition.
    pub fn let_condition(&self, e: &ExprLet, shape: Shape) -> Option<String> {
        let pattern = self.pattern(&e.pat, shape.after(4)?)?;
        self.right_side(format!("let {pattern} ="), &|s| self.expr(&e.expr, s), shape)
    }

    /// `let` as a statement.
    pub fn local(&self, local: &Local, shape: Shape) -> Option<String> {
        let (pattern, ty) = match &local.pat {
            syn::Pat::Type(typed) => (&*typed.pat, Some(&*typed.ty)),
            pattern => (pattern, None),
        };
        let mut left = format!("let {}", self.pattern(pattern, shape.after(4)?.without(1)?)?);
        if let Some(ty) = ty {
            let room = if is_one_line(&left) { shape } else { shape.to_the_end() };
            left = format!("{left}: {}", self.ty(ty, room.after(last_width(&left) + 2)?.without(2)?)?);
        }
        let Some(init) = &local.init else { return Some(left + ";") };
        let broken = !is_one_line(&left);
        let mut out = self.right_side(left + " =", &|s| self.expr(&init.expr, s), shape.without(1)?)?;
        if let Some((_, diverge)) = &init.diverge {
            out = self.otherwise(out, broken, diverge, shape)?;
        }
        Some(out + ";")
    }

    /// The `else` of a `let`.
    fn otherwise(&self, mut out: String, broken: bool, diverge: &Expr, shape: Shape) -> Option<String> {
        let Expr::Block(diverge) = diverge else { return self.unknown(diverge) };
        let indented = out.lines().last().is_some_and(|line| line.len() - line.trim_start().len() > shape.indent);
        let room_behind = width(&out) + " else {".len() < shape.width;
        let behind = if is_one_line(&out) { room_behind } else { !indented && ends_with_brackets(&out) };
        out += if broken || !behind { shape.newline() } else { " ".into() }.as_str();
        out += "else ";
        let room = shape.width.saturating_sub(width(&out));
        let one_line = self.block_on_one_line("", &diverge.block, shape).filter(|block| width(block) < room);
        match one_line.filter(|_| is_one_line(&out)) {
            Some(block) => out += &block,
            None => out += &self.block("", &diverge.block, shape)?,
        }
        Some(out)
    }
}

/// True if the text on the next line reads better than the one that begins behind `=`.
pub fn prefer_below(behind: &str, below: &str) -> bool {
    is_one_line(below)
        || newlines(behind) > newlines(below) + 1
        || ['(', '{', '['].iter().any(|bracket| opens_with(behind, *bracket) && !opens_with(below, *bracket))
}

//! `match`: each arm's body stands behind its arrow or in a block below it.

use syn::{Arm, Block, Expr, ExprMatch, Pat, Stmt};

use super::Printer;
use super::assign::prefer_below;
use super::block::is_jump;
use super::expr::Role;
use super::list::under_prefixes;
use super::shape::Shape;
use super::text::{beyond, ends_with_brackets, first_width, is_one_line, last_words, width};

impl Printer {
    /// A `match`.
    pub fn match_expr(&self, e: &ExprMatch, shape: Shape) -> Option<String> {
        let place = shape.to_the_end().after("match ".len())?;
        let scrutinee = self.expr(&e.expr, place)?;
        if e.arms.is_empty() {
            return Some(format!("match {scrutinee} {{}}"));
        }
        let long = !is_one_line(&scrutinee) || width(&scrutinee) + 2 > place.width;
        let below = long && !ends_with_brackets(&scrutinee);
        let mut out = format!("match {scrutinee}{}{{", if below { shape.newline() } else { " ".into() });
        let kept = self.one_line_chain.get();
        let inner = shape.inner();
        for arm in &e.arms {
            out += &inner.newline();
            out += &self.attributes(&arm.attrs, inner);
            out += &self.arm(arm, inner)?;
        }
        self.one_line_chain.set(kept);
        Some(out + &shape.newline() + "}")
    }

    fn arm(&self, arm: &Arm, shape: Shape) -> Option<String> {
        let (pattern, guard) = match &arm.pat {
            Pat::Guard(e) => (&*e.pat, Some(&*e.guard)),
            pattern => (pattern, None),
        };
        let taken = if matches!(*arm.body, Expr::Unsafe(_)) { " => unsafe {".len() } else { " => {".len() };
        let mut left = self.pattern(pattern, shape.without(taken)?)?;
        let mut broken_guard = false;
        if let Some(guard) = guard {
            let guard = self.guard(guard, &left, shape)?;
            broken_guard = !is_one_line(&guard);
            left += &guard;
        }
        self.body(&arm.body, &left, broken_guard, shape)
    }

    fn guard(&self, guard: &Expr, pattern: &str, shape: Shape) -> Option<String> {
        let words = last_words(pattern);
        let tiny = words <= super::shape::STEP;
        if is_one_line(pattern) || tiny {
            let here = shape.after(words + " if ".len()).and_then(|shape| shape.without(" => {".len()));
            if let Some(text) = here.and_then(|shape| self.expr(guard, shape))
                && (is_one_line(&text) || tiny)
            {
                return Some(format!(" if {text}"));
            }
        }
        let below = shape.inner();
        let text = self.expr(guard, below.after("if ".len())?.without(" => {".len())?)?;
        Some(format!("{}if {text}", below.newline()))
    }

    fn body(&self, body: &Expr, left: &str, broken_guard: bool, shape: Shape) -> Option<String> {
        let (extends, body) = self.flattened(body, shape.after(beyond(left, shape) + 4));
        let block = block_of(body);
        let is_block = block.is_some();
        let is_empty = block.is_some_and(|block| block.stmts.is_empty());
        let comma = if matches!(body, Expr::Block(_)) { "" } else { "," };
        let apart = broken_guard && !is_one_line(left) && !is_empty;
        let place = shape.after(beyond(left, shape) + 4).and_then(|shape| shape.without(comma.len()));
        let behind = place.filter(|_| !apart).and_then(|shape| self.expr_as(body, Role::Statement, shape));
        let room = place.map_or(0, |shape| shape.width);
        let beside = |text: &str| Some(format!("{left} => {text}{comma}"));
        if let Some(text) = &behind
            && (is_block || is_one_line(text) && width(text) <= room)
        {
            return beside(text);
        }
        let next = if !is_block || is_empty { shape.inner() } else { shape.outer() };
        // In its block, a jump ends with a semicolon.
        let place = if is_jump(body) { next.without(1)? } else { next };
        let below = self.expr_as(body, Role::Statement, place);
        let under = |text: &str| {
            if is_block {
                return Some(format!("{left} =>{}{text}{comma}", next.newline()));
            }
            let semicolon = if is_jump(body) { ";" } else { "" };
            let before = if apart { shape.newline() } else { " ".into() };
            Some(format!("{left} =>{before}{{{}{text}{semicolon}{}}}", next.newline(), shape.newline()))
        };
        match (behind, below) {
            (Some(behind), Some(below)) if prefer_below(&behind, &below) => under(&below),
            (Some(behind), _) if extends && first_width(&behind) <= room => beside(&behind),
            (Some(behind), Some(below)) if !is_one_line(&behind) => under(&below),
            (None, Some(below)) => under(&below),
            (None, None) => None,
            (Some(behind), _) => beside(&behind),
        }
    }

    /// Finds the value of a block that holds nothing else, and whether it may begin behind the arrow
    /// and go on below.
    fn flattened<'a>(&self, body: &'a Expr, place: Option<Shape>) -> (bool, &'a Expr) {
        let value = match body {
            Expr::Block(e) if e.label.is_none() && !self.in_macro.get() => match e.block.stmts.as_slice() {
                [Stmt::Expr(value, None)] if !matches!(value, Expr::Macro(_)) => Some(value),
                _ => None,
            },
            _ => None,
        };
        match value {
            None => (extends(body), body),
            Some(value @ Expr::Block(_)) => self.flattened(value, None),
            Some(value) => {
                let condition = place.and_then(|shape| self.condition(value, shape));
                if condition.is_some_and(|text| !is_one_line(&text)) { (false, body) } else { (extends(value), value) }
            }
        }
    }

    /// Patterns between `|`: on one line; short ones fill lines; else one each.
    pub fn alternatives<'a>(&self, cases: impl Iterator<Item = &'a Pat>, shape: Shape) -> Option<String> {
        let mut texts = Vec::new();
        let mut short = true;
        for case in cases {
            let text = self.pattern(case, shape)?;
            short &= width(&text) <= 20 && is_one_line(&text) && is_short(case);
            texts.push(text);
        }
        let total: usize = texts.iter().map(|text| width(text)).sum::<usize>() + 3 * texts.len().saturating_sub(1);
        let one_line = texts.iter().all(|text| is_one_line(text)) && total <= shape.width;
        if !short {
            return Some(texts.join(&if one_line { " | ".into() } else { shape.newline() + "| " }));
        }
        let (mut out, mut line) = (String::new(), 0);
        for (i, text) in texts.iter().enumerate() {
            let all = width(text) + if i == 0 { 0 } else { 2 };
            if i > 0 && line + 1 + all > shape.width {
                out += &shape.newline();
                line = 0;
            } else if i > 0 {
                out.push(' ');
                line += 1;
            }
            out += if i == 0 { "" } else { "| " };
            out += text;
            line += all;
        }
        Some(out)
    }
}

fn block_of(body: &Expr) -> Option<&Block> {
    match body {
        Expr::Block(e) => Some(&e.block),
        Expr::Unsafe(e) => Some(&e.block),
        _ => None,
    }
}

/// True if a body may begin behind the arrow and go on below.
fn extends(body: &Expr) -> bool {
    match under_prefixes(body) {
        Expr::Index(e) => extends(&e.expr),
        Expr::Loop(_)
        | Expr::Match(_)
        | Expr::Block(_)
        | Expr::Unsafe(_)
        | Expr::Closure(_)
        | Expr::Array(_)
        | Expr::Call(_)
        | Expr::MethodCall(_)
        | Expr::Macro(_)
        | Expr::Struct(_)
        | Expr::Tuple(_) => true,
        _ => false,
    }
}

fn is_short(pat: &Pat) -> bool {
    match pat {
        Pat::Rest(_) | Pat::Wild(_) | Pat::Lit(_) => true,
        Pat::Ident(pat) => pat.subpat.is_none(),
        Pat::Tuple(pat) => pat.elems.len() <= 1,
        Pat::TupleStruct(pat) => pat.path.segments.len() <= 1 && pat.elems.len() <= 1,
        Pat::Reference(pat) => is_short(&pat.pat),
        Pat::Paren(pat) => is_short(&pat.pat),
        Pat::Or(pat) => pat.cases.iter().all(is_short),
        _ => false,
    }
}

//! Fields, calls of methods and `?` behind one another.
//!
//! The chain stays on one line; else its last call may go on below it; else every member has a line
//! of its own, but those that are no longer than the indentation.

use syn::{Expr, ExprMethodCall, Member};

use super::Printer;
use super::list::word;
use super::shape::{STEP, Shape};
use super::text::{ends_with_brackets, first_width, fits, is_one_line, last_width, last_words, width};

/// A link with the `?` behind it.
struct Link<'a> {
    kind: Kind<'a>,
    tries: usize,
}

enum Kind<'a> {
    Root(&'a Expr),
    Method(&'a ExprMethodCall),
    Field(&'a Member),
    Await,
}

/// The texts of the first line's links, as one, and of those after them.
struct Written<'l, 'a> {
    root: String,
    ends_with_block: bool,
    links: &'l [Link<'a>],
}

impl Printer {
    /// A chain.
    pub fn chain(&self, expr: &Expr, shape: Shape) -> Option<String> {
        let (root, links) = links(expr);
        if links.is_empty() {
            return self.link(&root, shape);
        }
        let count = links.len();
        let written = self.root(&root, &links, shape)?;
        if written.links.is_empty() {
            return Some(written.root).filter(|text| fits(text, shape));
        }
        let below = if written.ends_with_block { shape.outer() } else { shape.inner() };
        let (last, others) = written.links.split_last()?;
        let mut texts = vec![written.root];
        for link in others {
            texts.push(self.link(link, below)?);
        }
        let (text, together) = self.last_link(last, count, &texts, shape, below)?;
        texts.push(text);
        if !together && self.one_line_chain.get() {
            return None;
        }
        let text = texts.join(&if together { String::new() } else { below.newline() });
        fits(&text, shape).then_some(text)
    }

    /// Writes the first link, with those behind it that would else stand on a line below something
    /// shorter than their indentation.
    fn root<'l, 'a>(&self, root: &Link<'a>, mut links: &'l [Link<'a>], shape: Shape) -> Option<Written<'l, 'a>> {
        let mut text = self.link(root, shape)?;
        let mut ends_with_block = matches!(root.kind, Kind::Root(expr) if is_block(expr, &text));
        let tiny = STEP.saturating_sub(shape.offset);
        while let Some((link, rest)) = links.split_first()
            && text.len() <= tiny
            && is_one_line(&text)
        {
            let Some(more) = self.link(link, shape.after(width(&text))?) else { break };
            text += &more;
            ends_with_block = ends_with_brackets(&text);
            links = rest;
        }
        Some(Written { root: text, ends_with_block, links })
    }

    /// The last link, and whether the whole chain stands on one line, this link's own lines apart.
    fn last_link(
        &self,
        last: &Link,
        count: usize,
        texts: &[String],
        shape: Shape,
        below: Shape,
    ) -> Option<(String, bool)> {
        let extendable = ends_with_brackets(&texts[0]);
        let before = if extendable { last_width(&texts[0]) } else { texts.iter().map(|text| width(text)).sum() };
        let before = before + last.tries;
        let room = if count == 1 { shape.width } else { shape.width.min(shape.limit) }.saturating_sub(before);
        let one_line = texts.iter().all(|text| is_one_line(text)) && room > 0;
        let own = below.without(shape.overhead() + last.tries);
        let place = match (one_line, extendable) {
            (true, _) => shape.without(last.tries)?,
            (false, true) => below.without(last.tries)?,
            (false, false) => own?,
        };
        let behind = place.after(before).filter(|_| one_line || extendable).and_then(|shape| self.link(last, shape));
        let Some(behind) = behind else { return Some((self.link(last, place)?, false)) };
        let lines = behind.lines().count();
        let begins = first_width(&behind) <= room;
        if begins && lines >= 5 {
            return Some((behind, one_line));
        }
        // Which of both looks better is not known before the link is written on a line of its own.
        match self.link(last, own?) {
            Some(alone) if !begins || alone.lines().count() < lines => Some((alone, false)),
            _ => Some((behind, begins && one_line)),
        }
    }

    fn link(&self, link: &Link, shape: Shape) -> Option<String> {
        let shape = shape.without(link.tries)?;
        let text = match &link.kind {
            Kind::Root(expr) => self.expr(expr, shape)?,
            Kind::Field(member) => format!(".{}", word(member)),
            Kind::Await => ".await".into(),
            Kind::Method(call) => {
                let arguments = match &call.turbofish {
                    None => String::new(),
                    Some(arguments) => {
                        let texts = arguments.args.iter().map(|argument| self.generic_argument(argument, shape));
                        format!("::<{}>", texts.collect::<Option<Vec<_>>>()?.join(", "))
                    }
                };
                self.call(&format!(".{}{arguments}", call.method), &call.args, shape)?
            }
        };
        Some(text + &"?".repeat(link.tries))
    }
}

/// The links of a chain from the first to the last.
fn links(expr: &Expr) -> (Link<'_>, Vec<Link<'_>>) {
    let (mut next, mut tries, mut links) = (expr, 0, Vec::new());
    loop {
        let (kind, inner) = match next {
            Expr::Try(e) => {
                tries += 1;
                next = &e.expr;
                continue;
            }
            Expr::Group(e) => {
                next = &e.expr;
                continue;
            }
            Expr::MethodCall(e) => (Kind::Method(e), &*e.receiver),
            Expr::Field(e) => (Kind::Field(&e.member), &*e.base),
            Expr::Await(e) => (Kind::Await, &*e.base),
            root => {
                links.reverse();
                return (Link { kind: Kind::Root(root), tries }, links);
            }
        };
        links.push(Link { kind, tries });
        tries = 0;
        next = inner;
    }
}

/// True if an expression ends with a bracket on a line of its own.
fn is_block(expr: &Expr, text: &str) -> bool {
    match expr {
        Expr::Macro(_)
        | Expr::Call(_)
        | Expr::MethodCall(_)
        | Expr::Array(_)
        | Expr::Struct(_)
        | Expr::While(_)
        | Expr::If(_)
        | Expr::Block(_)
        | Expr::Unsafe(_)
        | Expr::Loop(_)
        | Expr::ForLoop(_)
        | Expr::Match(_) => !is_one_line(text),
        Expr::Paren(e) => is_block(&e.expr, text),
        Expr::Group(e) => is_block(&e.expr, text),
        Expr::Binary(e) => is_block(&e.right, text),
        Expr::Index(e) => is_block(&e.index, text),
        Expr::Unary(e) => is_block(&e.expr, text),
        Expr::Try(e) => is_block(&e.expr, text),
        Expr::Closure(e) => is_block(&e.body, text),
        Expr::Lit(_) => !is_one_line(text) && last_words(text) <= STEP,
        _ => false,
    }
}

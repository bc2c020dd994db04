//! `if`, `for`, `while` and `loop`.

use syn::{Block, Expr, ExprIf, Label, Pat, Stmt};

use super::Printer;
use super::expr::Role;
use super::list::word;
use super::shape::Shape;
use super::text::{ends_with_brackets, is_one_line, last_width, width};

/// A block behind a keyword.
struct Control<'a> {
    keyword: &'static str,
    label: String,
    pattern: Option<&'a Pat>,
    condition: Option<&'a Expr>,
    block: &'a Block,
    otherwise: Option<&'a Expr>,
    /// It may stand on one line as a whole.
    may_be_one_line: bool,
    /// It stands behind `else`.
    behind_else: bool,
}

/// The text before the block.
enum Head {
    /// The whole, on one line.
    Whole(String),
    /// The text up to the block, and how much of the line it takes.
    Before(String, usize),
}

impl Printer {
    /// A control flow expression.
    pub fn control(&self, expr: &Expr, role: Role, shape: Shape) -> Option<String> {
        self.control_flow(&control_of(expr, role)?, shape)
    }

    /// The condition of an expression that has one.
    pub fn condition(&self, expr: &Expr, shape: Shape) -> Option<String> {
        if let Expr::Match(e) = expr {
            return self.expr(&e.expr, shape.after(8)?);
        }
        match self.head(&control_of(expr, Role::Part)?, shape)? {
            Head::Whole(text) | Head::Before(text, _) => Some(text),
        }
    }

    fn control_flow(&self, control: &Control, shape: Shape) -> Option<String> {
        let (head, used) = match self.head(control, shape)? {
            Head::Whole(text) => return Some(text),
            Head::Before(head, used) => (head, used),
        };
        let room = shape.width.saturating_sub(used);
        let one_line = control.otherwise.is_none() && !control.behind_else;
        let room = if one_line { room } else { room.min(1) };
        let mut out = self.block(&head, control.block, Shape { width: room, ..shape })?;
        if let Some(otherwise) = control.otherwise {
            out += " else ";
            out += &self.otherwise_block(otherwise, shape.outer())?;
        }
        Some(out)
    }

    fn otherwise_block(&self, otherwise: &Expr, shape: Shape) -> Option<String> {
        match otherwise {
            Expr::If(e) => {
                let nested = Control { behind_else: true, may_be_one_line: false, ..of_if(e, Role::Statement) };
                self.control_flow(&nested, shape)
            }
            Expr::Block(e) => self.block("", &e.block, Shape { width: shape.width.min(1), ..shape }),
            other => self.unknown(other),
        }
    }

    fn head(&self, control: &Control, shape: Shape) -> Option<Head> {
        let Control { keyword, label, .. } = control;
        let fresh = shape.to_the_end();
        let place = if control.behind_else { fresh.after("} else ".len())? } else { fresh };
        let offset = width(keyword) + width(label) + 1;
        let condition = match control.condition {
            Some(condition) => self.of_condition(control, condition, place, offset)?,
            None => String::new(),
        };
        if control.may_be_one_line
            && let Some(text) = self.if_on_one_line(control, &condition, shape.width)
        {
            return Some(Head::Whole(text));
        }
        let room = shape.limit.saturating_sub(place.used() + offset + 2);
        let long = !is_one_line(&condition) || width(&condition) > room;
        let deep = condition.lines().last().is_some_and(|l| l.len() - l.trim_start().len() > shape.used());
        let below = long && (!ends_with_brackets(&condition) || deep && !is_one_line(&condition));
        let separator = if below { shape.newline() } else { " ".into() };
        let space = if condition.is_empty() || condition.starts_with('\n') { "" } else { " " };
        let used = if is_one_line(&condition) {
            width(label) + width(keyword) + width(&condition) + 2
        } else {
            last_width(&condition)
        };
        Some(Head::Before(format!("{label}{keyword}{space}{condition}{separator}"), used))
    }

    fn of_condition(&self, control: &Control, condition: &Expr, place: Shape, offset: usize) -> Option<String> {
        let shape = place.after(offset)?;
        if let Some(pattern) = control.pattern {
            let (before, after) = if control.keyword == "for" { ("", " in") } else { ("let ", " =") };
            let pattern = self.pattern(pattern, shape.after(width(before))?.without(width(after))?)?;
            return self.right_side(format!("{before}{pattern}{after}"), &|s| self.expr(condition, s), shape);
        }
        let here = self.expr(condition, shape);
        if control.keyword == "if" || here.is_some() {
            return here;
        }
        let below = place.inner();
        Some(below.newline() + &self.expr(condition, below)?)
    }

    fn if_on_one_line(&self, control: &Control, condition: &str, room: usize) -> Option<String> {
        let value = |block: &'_ Block| match block.stmts.as_slice() {
            [Stmt::Expr(value, None)] => Some(value.clone()),
            _ => None,
        };
        let Some(Expr::Block(otherwise)) = control.otherwise else { return None };
        let (first, second) = (value(control.block)?, value(&otherwise.block)?);
        if !is_one_line(condition) {
            return None;
        }
        let room_left = room.checked_sub(width(condition) + "if".len() + "  {  } else {  }".len())?;
        let place = |width| Shape { limit: self.limit, indent: 0, offset: 0, width };
        let first = self.expr(&first, place(room_left))?;
        let second = self.expr(&second, place(room_left.checked_sub(width(&first))?))?;
        let text = format!("if {condition} {{ {first} }} else {{ {second} }}");
        (is_one_line(&first) && is_one_line(&second) && width(&text) <= room).then_some(text)
    }
}

fn of_if(e: &ExprIf, role: Role) -> Control<'_> {
    let (pattern, condition) = pattern_and_condition(&e.cond);
    Control {
        keyword: "if",
        label: String::new(),
        pattern,
        condition: Some(condition),
        block: &e.then_branch,
        otherwise: e.else_branch.as_ref().map(|(_, e)| &**e),
        may_be_one_line: role == Role::Part,
        behind_else: false,
    }
}

fn pattern_and_condition(condition: &Expr) -> (Option<&Pat>, &Expr) {
    match condition {
        Expr::Let(e) => (Some(&e.pat), &e.expr),
        other => (None, other),
    }
}

fn control_of(expr: &Expr, role: Role) -> Option<Control<'_>> {
    let of_loop = |keyword, label: &Option<Label>, pattern, condition, block| Control {
        keyword,
        label: label.as_ref().map_or_else(String::new, |label| format!("{}: ", word(&label.name))),
        pattern,
        condition,
        block,
        otherwise: None,
        may_be_one_line: false,
        behind_else: false,
    };
    match expr {
        Expr::If(e) => Some(of_if(e, role)),
        Expr::ForLoop(e) => Some(of_loop("for", &e.label, Some(&*e.pat), Some(&*e.expr), &e.body)),
        Expr::Loop(e) => Some(of_loop("loop", &e.label, None, None, &e.body)),
        Expr::While(e) => {
            let (pattern, condition) = pattern_and_condition(&e.cond);
            Some(of_loop("while", &e.label, pattern, Some(condition), &e.body))
        }
        _ => None,
    }
}

//! Two operands with something between them, and long sums, products and conditions.

use syn::{BinOp, Expr, ExprBinary};

use super::Printer;
use super::list::word;
use super::shape::{STEP, Shape};
use super::text::{first_width, fits, is_one_line, is_tiny, last_width, last_words, opens_with, width};

/// The line that the separator stands on where two operands stand on two.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    Front,
    Back,
}

/// The texts around two operands.
#[derive(Clone, Copy)]
pub struct Between<'a> {
    pub before: &'a str,
    pub infix: &'a str,
    pub after: &'a str,
    pub separator: Separator,
}

impl<'a> Between<'a> {
    /// An operator.
    pub fn infix(infix: &'a str) -> Self {
        Between { before: "", infix, after: "", separator: Separator::Front }
    }
}

/// Writes an operand.
type Operand<'a> = &'a dyn Fn(Shape) -> Option<String>;

/// The operands of one operator, again and again, and its places.
struct Operands<'a> {
    items: Vec<(&'a Expr, Option<String>)>,
    operators: Vec<String>,
}

impl Printer {
    /// Two operands.
    pub fn pair(&self, left: Operand, right: Operand, between: Between, shape: Shape) -> Option<String> {
        let Between { before, infix, after, separator } = between;
        let taken = match separator {
            Separator::Back => shape.used() + width(before) + width(infix.trim_end()),
            Separator::Front => shape.used(),
        };
        let left = left(Shape { width: shape.limit.saturating_sub(taken), ..shape })?;
        let left = format!("{before}{left}");
        let here = shape.after(last_width(&left) + width(infix)).and_then(|shape| shape.without(width(after)));
        if let Some(right) = here.and_then(right) {
            let whole = last_width(&left) + width(infix) + first_width(&right) + width(after);
            let whole_fits = is_one_line(&right) || is_tiny(&left) || opens_with(&right, '{');
            if whole_fits && whole <= shape.width {
                return Some(format!("{left}{infix}{right}{after}"));
            }
        }
        let below = shape.inner().without(shape.overhead())?;
        let newline = below.newline();
        match separator {
            Separator::Back => Some(format!("{left}{}{newline}{}{after}", infix.trim_end(), right(below)?)),
            Separator::Front => {
                let infix = infix.trim_start();
                Some(format!("{left}{newline}{infix}{}{after}", right(below.after(width(infix))?)?))
            }
        }
    }

    /// Operands with the same operator between them: on one line, else each on its own.
    pub fn operation(&self, e: &ExprBinary, whole: &Expr, shape: Shape) -> Option<String> {
        let operands = self.operands(e, whole, shape);
        let lets = operands.items.iter().filter(|(e, _)| matches!(e, Expr::Let(_))).count();
        let plain = lets == 0
            || operands.items.len() == 2 && is_name(operands.items[0].0) && matches!(operands.items[1].0, Expr::Let(_));
        let together = if plain { self.on_one_line(&operands, shape) } else { None };
        together.or_else(|| self.on_lines(&operands, shape)).or_else(|| {
            let infix = format!(" {} ", word(&e.op));
            self.pair(&|s| self.expr(&e.left, s), &|s| self.expr(&e.right, s), Between::infix(&infix), shape)
        })
    }

    fn operands<'a>(&self, e: &'a ExprBinary, whole: &'a Expr, shape: Shape) -> Operands<'a> {
        fn collect<'a>(expr: &'a Expr, op: &BinOp, items: &mut Vec<&'a Expr>, operators: &mut Vec<String>) {
            match expr {
                Expr::Binary(e) if e.op == *op => {
                    collect(&e.left, op, items, operators);
                    operators.push(word(&e.op));
                    items.push(&e.right);
                }
                other => items.push(other),
            }
        }
        let (mut items, mut operators) = (Vec::new(), Vec::new());
        collect(whole, &e.op, &mut items, &mut operators);
        let below = |i: usize| {
            let inner = shape.inner().without(shape.overhead())?;
            inner.after(if i == 1 { width(&operators[0]) } else { width(&operators[i - 1]) } + 1)
        };
        let written = |(i, e)| (e, if i == 0 { self.expr(e, shape) } else { below(i).and_then(|s| self.expr(e, s)) });
        let items = items.into_iter().enumerate().map(written).collect();
        Operands { items, operators }
    }

    /// The last operand may go on below.
    fn on_one_line(&self, operands: &Operands, shape: Shape) -> Option<String> {
        let mut out = String::new();
        for ((_, text), operator) in operands.items.iter().zip(&operands.operators) {
            let text = text.as_ref().filter(|text| is_one_line(text) && width(&out) <= shape.width)?;
            out += &format!("{text} {operator} ");
        }
        let before = width(&out);
        let last = self.expr(operands.items.last()?.0, shape.after(last_width(&out))?)?;
        out += &last;
        let ugly = !is_one_line(&out) && !last.starts_with('{') && (last.starts_with('(') || before > STEP);
        (first_width(&out) <= shape.width && !ugly && fits(&out, shape)).then_some(out)
    }

    fn on_lines(&self, operands: &Operands, shape: Shape) -> Option<String> {
        let below = shape.inner().without(shape.overhead())?;
        let mut out = operands.items.first()?.1.clone()?;
        for ((expr, text), operator) in operands.items[1..].iter().zip(&operands.operators) {
            let offset = if is_one_line(&out) { shape.used() } else { 0 };
            // What is no longer than the indentation would stand alone.
            if last_width(&out) + offset <= below.used() {
                let here = shape.after(width(operator) + 2 + last_words(&out));
                if let Some(text) = here.and_then(|shape| self.expr(expr, shape)) {
                    out += &format!(" {operator} {text}");
                    continue;
                }
            }
            out += &format!("{}{operator} {}", below.newline(), text.as_ref()?);
        }
        Some(out)
    }
}

fn is_name(expr: &Expr) -> bool {
    match expr {
        Expr::Path(e) => e.qself.is_none() && e.path.segments.len() == 1,
        Expr::Unary(e) => is_name(&e.expr),
        Expr::Reference(e) => is_name(&e.expr),
        Expr::Paren(e) => is_name(&e.expr),
        Expr::Try(e) => is_name(&e.expr),
        _ => false,
    }
}

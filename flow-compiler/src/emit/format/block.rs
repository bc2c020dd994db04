//! Blocks and their statements.

use syn::{Block, Expr, Label, Stmt};

use super::expr::Role;
use super::list::word;
use super::shape::Shape;
use super::text::{is_one_line, width};
use super::{ENDLESS, Printer};

impl Printer {
    /// A block as an expression, with its label and `unsafe`.
    pub fn block_expr(
        &self,
        label: Option<&Label>,
        keyword: &str,
        block: &Block,
        role: Role,
        shape: Shape,
    ) -> Option<String> {
        let head = format!("{}{keyword}", label.map_or_else(String::new, |label| format!("{}: ", word(&label.name))));
        if role == Role::Statement {
            return self.block(&head, block, shape);
        }
        let text = self.block(&head, block, shape)?;
        let short = text.lines().count() <= 3 && !block.stmts.is_empty();
        let one_line = if short { self.block_on_one_line(&head, block, shape) } else { None };
        Some(one_line.unwrap_or(text))
    }

    /// A block whose only content is a value, on one line.
    pub fn block_on_one_line(&self, head: &str, block: &Block, shape: Shape) -> Option<String> {
        let [Stmt::Expr(value, None)] = block.stmts.as_slice() else { return None };
        let value = self.expr(value, shape.after(width(head))?)?;
        let text = format!("{head}{{ {value} }}");
        (is_one_line(&text) && width(&text) <= shape.width).then_some(text)
    }

    /// A block on lines of its own, where it is not empty.
    pub fn block(&self, head: &str, block: &Block, shape: Shape) -> Option<String> {
        if block.stmts.is_empty() && shape.width >= 2 {
            return Some(format!("{head}{{}}"));
        }
        Some(format!("{head}{}", self.lines(block, false, shape)))
    }

    /// A block on lines of its own. `roomy` puts empty lines behind loops and their like.
    pub fn lines(&self, block: &Block, roomy: bool, shape: Shape) -> String {
        let inner = shape.inner();
        let kept = (self.one_line_chain.replace(false), self.in_macro.replace(false));
        let mut out = String::from("{");
        for (i, statement) in block.stmts.iter().enumerate() {
            let last = i + 1 == block.stmts.len();
            out += &inner.newline();
            out += &self.statement(statement, last, inner);
            let item = matches!(statement, Stmt::Item(item) if !is_brief(item));
            if !last && (item || roomy && is_passage(statement)) {
                out.push('\n');
            }
        }
        self.one_line_chain.set(kept.0);
        self.in_macro.set(kept.1);
        out + &shape.newline() + "}"
    }

    /// Writes a statement with its semicolon. One that cannot be kept within the limit is not broken
    /// at all.
    pub fn statement(&self, statement: &Stmt, last: bool, shape: Shape) -> String {
        let written = |shape| match statement {
            Stmt::Local(local) => Some(self.attributes(&local.attrs, shape) + &self.local(local, shape)?),
            Stmt::Item(item) => Some(self.item(item, shape)),
            Stmt::Macro(e) => {
                let text = self.macro_statement(&e.mac, e.semi_token.is_some(), shape)?;
                Some(self.attributes(&e.attrs, shape) + &text)
            }
            Stmt::Expr(expr, semicolon) => self.expr_statement(expr, semicolon.is_some(), last, shape),
        };
        let endless = Shape { limit: ENDLESS, width: ENDLESS, ..shape };
        written(shape).or_else(|| written(endless)).unwrap_or_else(|| word(statement))
    }

    fn expr_statement(&self, expr: &Expr, semicolon: bool, last: bool, shape: Shape) -> Option<String> {
        let is_loop = matches!(expr, Expr::ForLoop(_) | Expr::While(_) | Expr::Loop(_));
        let role = if last && !semicolon && !is_jump(expr) { Role::Part } else { Role::Statement };
        let suffix = if semicolon && !is_loop || is_jump(expr) { ";" } else { "" };
        Some(self.expr_as(expr, role, shape.without(suffix.len())?)? + suffix)
    }
}

/// True if an expression leaves the block; a semicolon always follows it there.
pub fn is_jump(expr: &Expr) -> bool {
    matches!(expr, Expr::Return(_) | Expr::Break(_) | Expr::Continue(_))
}

/// True if an item is a line among statements.
fn is_brief(item: &syn::Item) -> bool {
    matches!(item, syn::Item::Use(_) | syn::Item::Const(_) | syn::Item::Static(_))
}

/// True if a statement is a part of its own: a loop, a decision, a block.
fn is_passage(statement: &Stmt) -> bool {
    matches!(
        statement,
        Stmt::Expr(
            Expr::ForLoop(_) | Expr::While(_) | Expr::Loop(_) | Expr::If(_) | Expr::Match(_) | Expr::Block(_),
            _
        )
    )
}

//! The density that a flow is fitted to without data: its logarithm, a formula of `x` and the
//! context.
//!
//! ```text
//! "-0.5 * dot(x, x)"  ─▶ Expression ─▶ log p(x) in a graph ─▶ its gradient, like that of a base
//! ```

use crate::catalog::user::{Names, Translator};
use crate::diag::Diagnostics;
use crate::ir::{Expr, Graph};
use crate::shape::Shape;
use crate::span::Span;
use crate::spec::{Expression, Kind, Node};

/// The names under which a formula finds its arguments.
const X: &str = "x";
const CONTEXT: &str = "context";

/// A log-density that has been read without a mistake.
#[derive(Clone)]
pub struct Target {
    formula: Expression,
    size: usize,
    context: usize,
    /// Where it was typed.
    pub span: Span,
}

impl Target {
    /// Reads the log-density of `size` numbers, given `context` numbers; every mistake is reported.
    pub fn read(node: &Node, size: usize, context: usize, errors: &mut Diagnostics) -> Option<Self> {
        let (Kind::Text(text) | Kind::Word(text)) = &node.kind else {
            let message = format!("`target` is {}, expected a formula of `x`", node.describe());
            errors.error(node.span, message).help("write the log-density as a text, such as \"-0.5 * dot(x, x)\"");
            return None;
        };
        let formula = Expression::from_text(text, node.span, errors)?;
        let target = Target { formula, size, context, span: node.span };
        match target.try_out() {
            Ok(()) => Some(target),
            Err((span, message, help)) => {
                let error = errors.error(span, message);
                if !help.is_empty() {
                    error.help(help);
                }
                None
            }
        }
    }

    /// Translates once, so that every later translation succeeds.
    fn try_out(&self) -> Result<(), (Span, String, String)> {
        let graph = Graph::new();
        let x = self.argument(&graph);
        let value = self.translate(&graph)?;
        let fault = |message: String, help: &str| Err((self.place(), message, help.to_string()));
        if value.size() != 1 {
            let message = format!("the target is a list of {}, expected one number", value.size());
            return fault(message, "a log-density is one number: `sum(…)` adds up a list, `dot(a, b)` a product");
        }
        if !value.needs(x) {
            return fault("the target does not depend on `x`".into(), "write the log-density as a formula of `x`");
        }
        Ok(())
    }

    /// Where the formula stands.
    fn place(&self) -> Span {
        self.formula.place(&self.formula.expr)
    }

    /// The leaf that stands for x.
    pub fn argument<'g>(&self, graph: &'g Graph) -> Expr<'g> {
        graph.varying(X, Shape::vector(self.size))
    }

    /// The leaf that stands for the context, where the flow has one.
    pub fn context<'g>(&self, graph: &'g Graph) -> Option<Expr<'g>> {
        (self.context > 0).then(|| graph.varying(CONTEXT, Shape::vector(self.context)))
    }

    fn translate<'g>(&self, graph: &'g Graph) -> Result<Expr<'g>, (Span, String, String)> {
        let mut names: Names = vec![(X.into(), self.argument(graph))];
        names.extend(self.context(graph).map(|leaf| (CONTEXT.into(), leaf)));
        Translator { formula: &self.formula, graph }.value(&self.formula.expr, &mut names)
    }

    /// `log p(x)` as one number.
    pub fn log_prob<'g>(&self, graph: &'g Graph) -> Expr<'g> {
        match self.translate(graph) {
            Ok(value) => graph.inlined(value.sum()),
            Err((_, message, _)) => {
                panic!("a bug in the flow compiler: the target was translated before, and now: {message}")
            }
        }
    }
}

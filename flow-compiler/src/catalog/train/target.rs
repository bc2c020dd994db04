//! The density that a flow is fitted to without data: its logarithm, a formula of `x` and the
//! context.
//!
//! ```text
//! "-0.5 * dot(x, x)"  ─▶ Expression ─▶ log p(x) in a graph ─▶ its gradient, like that of a base
//! ```
//! Where the elements of `x` have names, the formula may read them by these.

use crate::catalog::user::{Names, Translator};
use crate::diag::{Diagnostics, quoted};
use crate::ir::{Expr, Graph};
use crate::shape::{Index, Shape};
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
    /// The names of the elements of x; empty where they have none.
    pub variables: Vec<String>,
    /// Where it was typed.
    pub span: Span,
}

impl Target {
    /// Reads the log-density of `size` numbers, which may have names, given `context` numbers; every
    /// mistake is reported.
    pub fn read(
        node: &Node,
        variables: Option<&Node>,
        size: usize,
        context: usize,
        errors: &mut Diagnostics,
    ) -> Option<Self> {
        let variables = match variables {
            None => Some(Vec::new()),
            Some(list) => read_variables(list, size, errors),
        };
        let (Kind::Text(text) | Kind::Word(text)) = &node.kind else {
            let message = format!("`target` is {}, expected a formula of `x`", node.describe());
            errors.error(node.span, message).help("write the log-density as a text, such as \"-0.5 * dot(x, x)\"");
            return None;
        };
        let formula = Expression::from_text(text, node.span, errors)?;
        let target = Target { formula, size, context, variables: variables?, span: node.span };
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
        let element =
            |(k, name): (usize, &String)| (name.clone(), self.argument(graph).gather(Index::range(k, 1)).called(name));
        // The last name counts: a variable `x` is that element, and not all of them.
        names.extend(self.variables.iter().enumerate().map(element));
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

/// The names of `size` elements of x; none where one of them is wrong.
fn read_variables(node: &Node, size: usize, errors: &mut Diagnostics) -> Option<Vec<String>> {
    let before = errors.len();
    let mut names: Vec<String> = Vec::new();
    let list = node.expect_list(errors)?;
    for item in list {
        let (Kind::Word(name) | Kind::Text(name)) = &item.kind else {
            errors.error(item.span, format!("found {}, expected the name of a variable", item.describe()));
            continue;
        };
        let is_word = syn::parse_str::<syn::Ident>(name).is_ok();
        let message = match name.as_str() {
            _ if names.contains(name) => format!("the variable {} is named twice", quoted(name)),
            CONTEXT => "a variable cannot be called `context`, which is what the density is conditioned on".into(),
            _ if !is_word => format!("found the variable {}, expected a word that a formula can read", quoted(name)),
            _ => {
                names.push(name.clone());
                continue;
            }
        };
        let error = errors.error(item.span, message);
        if !is_word {
            error.help("a name has letters, digits and `_`, and no digit first");
        }
    }
    if errors.len() == before && names.len() != size {
        let message = format!("`variables` has {} names for the {size} elements of the event", names.len());
        errors.error(node.span, message).help("name each element once, in their order");
    }
    (errors.len() == before).then_some(names)
}

//! A user's own bijector: its formula, read from Rust expression syntax and translated to the graph.
//!
//! A formula of one number is an elementwise bijector, a layer and a transformer alike. A formula that is a list, `|z| [z[0], z[1] *
//! exp(z[0])]`, is a bijector of the whole event whose element `i` may read the elements up to `i`. What is derived of it, or why it
//! is refused, is not decided here.

use std::rc::Rc;

use syn::{BinOp, Expr as Syntax, Lit, UnOp};

use super::bijectors::declare_elementwise;
use super::{Elementwise, Layer, Scalar, Site, Support, Word};
use crate::derive::Refusal;
use crate::diag::Diagnostics;
use crate::ir::{Expr, Graph, Unary};
use crate::rules::facts::interval;
use crate::settings::{Filled, Settings};
use crate::shape::{Index, Shape};
use crate::span::Span;
use crate::spec::{Expression, UserBijector};
use crate::suggest::did_you_mean;

/// What a parameter can be, made from an unconstrained number.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Constraint {
    /// Any number.
    Scalar,
    /// `softplus(raw + ln(e − 1))`: 1 where raw is 0.
    Positive,
    /// `sigmoid(raw)`: between 0 and 1.
    Unit,
}

const CONSTRAINTS: [(&str, Constraint); 3] =
    [("scalar", Constraint::Scalar), ("positive", Constraint::Positive), ("unit", Constraint::Unit)];

/// Functions of one number that a formula may call.
const FUNCTIONS: [(&str, Unary); 16] = [
    ("exp", Unary::Exp),
    ("log", Unary::Log),
    ("ln", Unary::Log),
    ("log1p", Unary::Log1p),
    ("expm1", Unary::Expm1),
    ("tanh", Unary::Tanh),
    ("atanh", Unary::Atanh),
    ("sigmoid", Unary::Sigmoid),
    ("softplus", Unary::Softplus),
    ("relu", Unary::Relu),
    ("abs", Unary::Abs),
    ("sqrt", Unary::Sqrt),
    ("square", Unary::Square),
    ("sin", Unary::Sin),
    ("cos", Unary::Cos),
    ("sech2", Unary::Sech2),
];

/// The types of parameters.
pub fn parameter_types() -> Vec<&'static str> {
    CONSTRAINTS.iter().map(|c| c.0).collect()
}

/// The functions that a formula may call.
pub fn functions() -> Vec<&'static str> {
    FUNCTIONS.iter().map(|f| f.0).collect()
}

/// A user's bijector whose formula has been read without a mistake.
pub struct UserWord {
    declared: UserBijector,
    constraints: Vec<(Constraint, bool)>,
}

/// Where names of a formula lead.
type Names<'g> = Vec<(String, Expr<'g>)>;
type Fault = (Span, String, String);

impl UserWord {
    /// Checks a declaration; every mistake is reported, and the word is `None` where there was one.
    pub fn read(declared: &UserBijector, errors: &mut Diagnostics) -> Option<Rc<Self>> {
        let before = errors.len();
        let mut constraints = Vec::new();
        for parameter in &declared.parameters {
            let kind = &parameter.kind;
            let per_element = kind.text == "per_element";
            let inner = match parameter.arguments.as_slice() {
                [node] if per_element => node.as_call().map(|c| c.name),
                _ if per_element => None,
                _ => Some(kind.clone()),
            };
            let word = inner.map_or(String::new(), |w| w.text);
            match CONSTRAINTS.iter().find(|(name, _)| *name == word) {
                Some((_, constraint)) => constraints.push((*constraint, !per_element)),
                None => {
                    let names = CONSTRAINTS.map(|c| c.0);
                    let guess = did_you_mean(&word, names);
                    errors
                        .error(kind.span, format!("there is no parameter type `{}`{guess}", kind.text))
                        .help("the types are: scalar, positive, unit, and per_element(…) of these");
                }
            }
        }
        if let Some(inverse) = &declared.inverse {
            errors
                .error(
                    inverse.argument.span,
                    format!("bijector `{}` states its inverse, which is derived", declared.name.text),
                )
                .help("leave `inverse` out");
        }
        if let Some(word) = &declared.invertible {
            errors
                .error(
                    word.span,
                    format!("bijector `{}` is assumed invertible, which is to be proved", declared.name.text),
                )
                .help("leave `invertible` out; a formula that cannot be proved invertible is refused with the reason");
        }
        for entry in &declared.entries {
            errors.error(entry.key.span, format!("a bijector has no field `{}`", entry.key.text));
        }
        if errors.len() > before {
            return None;
        }
        let word = UserWord { declared: declared.clone(), constraints };
        word.try_out(errors);
        (errors.len() == before).then(|| Rc::new(word))
    }

    /// Translates once on a graph of its own, so that every later translation succeeds.
    fn try_out(&self, errors: &mut Diagnostics) {
        let graph = Graph::new();
        let size = self.listed().unwrap_or(1);
        let shape = if self.listed().is_some() { Shape::vector(size) } else { Shape::scalar() };
        let z = graph.varying("z", shape);
        let raw: Vec<Expr> = (0..self.constraints.len()).map(|k| graph.parameter(k, "raw", Shape::scalar())).collect();
        if let Err((span, message, help)) = self.translate(z, &raw) {
            let error = errors.error(span, message);
            if !help.is_empty() {
                error.help(help);
            }
        }
    }

    /// How many elements the formula lists, where it lists them.
    fn listed(&self) -> Option<usize> {
        match strip(&self.declared.forward.body.expr) {
            Syntax::Array(array) => Some(array.elems.len()),
            _ => None,
        }
    }

    fn translate<'g>(&self, z: Expr<'g>, raw: &[Expr<'g>]) -> Result<Expr<'g>, Fault> {
        let mut names: Names = Vec::new();
        for ((parameter, (constraint, _)), raw) in self.declared.parameters.iter().zip(&self.constraints).zip(raw) {
            let value = match constraint {
                Constraint::Scalar => *raw,
                Constraint::Positive => (*raw + (std::f64::consts::E - 1.0).ln()).softplus(),
                Constraint::Unit => raw.sigmoid(),
            };
            names.push((parameter.name.text.clone(), value.named(&parameter.name.text)));
        }
        for binding in &self.declared.lets {
            let value = Translator { formula: &binding.value }.value(&binding.value.expr, &mut names)?;
            names.push((binding.name.text.clone(), value.named(&binding.name.text)));
        }
        names.push((self.declared.forward.argument.text.clone(), z));
        let formula = &self.declared.forward.body;
        let translator = Translator { formula };
        match strip(&formula.expr) {
            Syntax::Array(array) => {
                let elements: Result<Vec<Expr>, Fault> = array
                    .elems
                    .iter()
                    .map(|e| translator.value(e, &mut names).map(|v| v.spread(&Shape::vector(1))))
                    .collect();
                Ok(z.graph.concat(&elements?))
            }
            body => translator.value(body, &mut names).map(|v| v.spread(&z.shape())),
        }
    }
}

/// Without parentheses and blocks around it.
fn strip(e: &Syntax) -> &Syntax {
    match e {
        Syntax::Paren(p) => strip(&p.expr),
        Syntax::Group(g) => strip(&g.expr),
        _ => e,
    }
}

struct Translator<'f> {
    formula: &'f Expression,
}

impl Translator<'_> {
    fn fault<T>(&self, at: &impl syn::spanned::Spanned, message: String, help: &str) -> Result<T, Fault> {
        Err((self.formula.place(at), message, help.to_string()))
    }

    fn value<'g>(&self, e: &Syntax, names: &mut Names<'g>) -> Result<Expr<'g>, Fault> {
        let graph = names.last().map(|n| n.1.graph);
        match strip(e) {
            Syntax::Lit(literal) => {
                let number: Option<f64> = match &literal.lit {
                    Lit::Float(n) => n.base10_parse().ok(),
                    Lit::Int(n) => n.base10_parse().ok(),
                    _ => None,
                };
                match (number, graph) {
                    (Some(number), Some(graph)) => Ok(graph.number(number)),
                    _ => {
                        self.fault(literal, "found a literal that is no number".into(), "formulas compute with numbers")
                    }
                }
            }
            Syntax::Path(path) => self.name(path, names),
            Syntax::Unary(unary) => {
                let value = self.value(&unary.expr, names)?;
                match unary.op {
                    UnOp::Neg(_) => Ok(-value),
                    _ => self.fault(unary, "found an operator that formulas do not have".into(), "there is `-`"),
                }
            }
            Syntax::Binary(binary) => {
                let (a, b) = (self.value(&binary.left, names)?, self.value(&binary.right, names)?);
                match binary.op {
                    BinOp::Add(_) => Ok(a + b),
                    BinOp::Sub(_) => Ok(a - b),
                    BinOp::Mul(_) => Ok(a * b),
                    BinOp::Div(_) => Ok(a / b),
                    _ => self.fault(
                        binary,
                        "found an operator that formulas do not have here".into(),
                        "there are + - * /, and comparisons in `if`",
                    ),
                }
            }
            Syntax::Call(call) => {
                let name = match strip(&call.func) {
                    Syntax::Path(path) => path.path.get_ident().map(ToString::to_string),
                    _ => None,
                };
                let args: Vec<&Syntax> = call.args.iter().collect();
                self.call(call, &name.unwrap_or_default(), &args, names)
            }
            Syntax::MethodCall(call) => {
                let args: Vec<&Syntax> = [&*call.receiver].into_iter().chain(&call.args).collect();
                self.call(call, &call.method.to_string(), &args, names)
            }
            Syntax::If(conditional) => {
                let (condition, swapped) = self.condition(&conditional.cond, names)?;
                let first = self.block(&conditional.then_branch, names)?;
                let Some((_, other)) = &conditional.else_branch else {
                    return self.fault(conditional, "found `if` without `else`".into(), "both cases have a value");
                };
                let second = self.value(other, names)?;
                Ok(if swapped { condition.select(second, first) } else { condition.select(first, second) })
            }
            Syntax::Block(block) => self.block(&block.block, names),
            Syntax::Index(index) => self.element(index, names),
            other => self.fault(
                other,
                "found syntax that formulas do not have".into(),
                "formulas are names, numbers, operators, calls, `if … else …`, and blocks with `let`",
            ),
        }
    }

    fn name<'g>(&self, path: &syn::ExprPath, names: &Names<'g>) -> Result<Expr<'g>, Fault> {
        let name = path.path.get_ident().map(ToString::to_string).unwrap_or_default();
        match names.iter().rev().find(|(known, _)| *known == name) {
            Some((_, value)) => Ok(*value),
            None => {
                let guess = did_you_mean(&name, names.iter().map(|n| n.0.as_str()));
                let known: Vec<&str> = names.iter().map(|n| n.0.as_str()).collect();
                self.fault(
                    path,
                    format!("there is no value `{name}`{guess}"),
                    &format!("there are: {}", known.join(", ")),
                )
            }
        }
    }

    fn call<'g>(
        &self,
        at: &impl syn::spanned::Spanned,
        name: &str,
        args: &[&Syntax],
        names: &mut Names<'g>,
    ) -> Result<Expr<'g>, Fault> {
        match FUNCTIONS.iter().find(|(known, _)| *known == name) {
            Some((_, op)) if args.len() == 1 => Ok(self.value(args[0], names)?.unary(*op)),
            Some(_) => self.fault(at, format!("`{name}` is given {} values, expected 1", args.len()), ""),
            None => {
                let guess = did_you_mean(name, FUNCTIONS.map(|f| f.0));
                let list = FUNCTIONS.map(|f| f.0).join(", ");
                self.fault(at, format!("there is no function `{name}`{guess}"), &format!("there are: {list}"))
            }
        }
    }

    /// A comparison as `a < b`, and whether it is the opposite of what was written.
    fn condition<'g>(&self, e: &Syntax, names: &mut Names<'g>) -> Result<(Expr<'g>, bool), Fault> {
        let Syntax::Binary(binary) = strip(e) else {
            return self.fault(
                e,
                "found no comparison".into(),
                "a condition is `a < b`, `a <= b`, `a > b` or `a >= b`",
            );
        };
        let (a, b) = (self.value(&binary.left, names)?, self.value(&binary.right, names)?);
        match binary.op {
            BinOp::Lt(_) => Ok((a.less(b), false)),
            BinOp::Gt(_) => Ok((b.less(a), false)),
            BinOp::Ge(_) => Ok((a.less(b), true)),
            BinOp::Le(_) => Ok((b.less(a), true)),
            _ => self.fault(e, "found no comparison".into(), "a condition is `a < b`, `a <= b`, `a > b` or `a >= b`"),
        }
    }

    fn block<'g>(&self, block: &syn::Block, names: &mut Names<'g>) -> Result<Expr<'g>, Fault> {
        let outer = names.len();
        let mut last = None;
        for statement in &block.stmts {
            match statement {
                syn::Stmt::Local(local) => {
                    let name = match &local.pat {
                        syn::Pat::Ident(ident) => ident.ident.to_string(),
                        _ => return self.fault(&local.pat, "found a pattern".into(), "write `let name = value;`"),
                    };
                    let Some(init) = &local.init else {
                        return self.fault(local, format!("`{name}` has no value"), "write `let name = value;`");
                    };
                    let value = self.value(&init.expr, names)?;
                    names.push((name, value));
                }
                syn::Stmt::Expr(e, None) => last = Some(self.value(e, names)?),
                other => return self.fault(other, "found a statement".into(), "a block is `let`s and a value"),
            }
        }
        names.truncate(outer);
        match last {
            Some(value) => Ok(value),
            None => self.fault(block, "the block has no value".into(), "end it with a formula"),
        }
    }

    fn element<'g>(&self, index: &syn::ExprIndex, names: &mut Names<'g>) -> Result<Expr<'g>, Fault> {
        let value = self.value(&index.expr, names)?;
        let number = match strip(&index.index) {
            Syntax::Lit(literal) => match &literal.lit {
                Lit::Int(n) => n.base10_parse::<usize>().ok(),
                _ => None,
            },
            _ => None,
        };
        match number {
            _ if value.is_scalar() => self.fault(
                index,
                "a single number is indexed".into(),
                "a formula that reads elements is a list, one entry an element",
            ),
            Some(i) if i < value.size() => Ok(value.gather(Index::range(i, 1))),
            Some(i) => {
                self.fault(&index.index, format!("there is no element {i}, the last is {}", value.size() - 1), "")
            }
            None => self.fault(&index.index, "found no element number".into(), "write `z[0]`"),
        }
    }
}

impl Word for UserWord {
    fn name(&self) -> &str {
        &self.declared.name.text
    }
    fn doc(&self) -> &str {
        "A bijector of this declaration."
    }
    fn settings(&self) -> Settings {
        Settings::none()
    }
    fn elementwise(&self) -> Option<&dyn Elementwise> {
        self.listed().is_none().then_some(self as &dyn Elementwise)
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

impl Elementwise for UserWord {
    fn parameters(&self, _: &Filled) -> Vec<Scalar> {
        let scalar = |(p, (_, shared)): (&crate::spec::Parameter, &(Constraint, bool))| Scalar {
            name: p.name.text.clone(),
            start: 0.0,
            shared: *shared,
            count: 1,
        };
        self.declared.parameters.iter().zip(&self.constraints).map(scalar).collect()
    }

    fn forward<'g>(&self, z: Expr<'g>, parameters: &[Expr<'g>], _: &Filled) -> Expr<'g> {
        // It was tried out when it was read.
        self.translate(z, parameters).unwrap_or(z)
    }

    /// The interval of its formula: all that it can give, and no more where every parameter and argument stands once.
    fn codomain(&self) -> Support {
        if self.listed().is_some() {
            return Support::REAL;
        }
        let graph = Graph::new();
        let z = graph.varying("z", Shape::scalar());
        let raw: Vec<Expr> = (0..self.constraints.len()).map(|k| graph.parameter(k, "raw", Shape::scalar())).collect();
        self.translate(z, &raw).map_or(Support::REAL, |x| {
            let image = interval(x, &[]);
            Support::between(image.low, image.high)
        })
    }

    fn examples(&self) -> Vec<Filled> {
        vec![Filled::default()]
    }
}

impl Layer for UserWord {
    fn check(&self, size: usize, _: usize, _: &Filled, span: Span, errors: &mut Diagnostics) {
        if let Some(listed) = self.listed().filter(|n| *n != size) {
            errors.error(span, format!("`{}` lists {listed} elements, the event has {size}", self.name()));
        }
    }

    fn levels(&self, size: usize, _: &Filled) -> Vec<usize> {
        if self.listed().is_some() { (0..size).collect() } else { vec![0; size] }
    }

    fn declare<'g>(&self, site: &Site<'g>, z: Expr<'g>, settings: &Filled) -> Result<Expr<'g>, Refusal> {
        Ok(declare_elementwise(self, site, z, settings))
    }

    fn supports(&self, _: &Filled) -> Option<(Support, Support)> {
        Some((Support::REAL, self.codomain()))
    }

    fn examples(&self) -> Vec<(usize, Filled)> {
        vec![(self.listed().unwrap_or(3), Filled::default())]
    }
}

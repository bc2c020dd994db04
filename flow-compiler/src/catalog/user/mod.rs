//! A user's own bijector: its formula, read from Rust expression syntax and translated to the
//! graph.
//!
//! A formula of one number is an elementwise bijector, a layer and a transformer alike. A formula
//! that is a list, `|z| [z[0], z[1] * exp(z[0])]`, is a bijector of the whole event, triangular in
//! an order that is found. So is a formula of vectors, `|z| z + u * tanh(dot(w, z) + b)`, which
//! reads all elements through a number. What is derived of it, or why it is refused, is not decided
//! here. Where its author states the inverse, or that there is one, that is taken instead of a
//! proof; a stated inverse is tried at a few points.

mod powers;
#[cfg(test)]
mod tests;
mod translate;
mod trial;

use std::fmt::Write;
use std::rc::Rc;

use super::bijectors::{affine::positive, declare_elementwise};
use crate::derive::inverse::{rises, solve_assumed};
use crate::derive::order::{self, Order};
use crate::derive::{Claims, Refusal};
use crate::diag::Diagnostics;
use crate::event::Event;
use crate::ir::func::Output;
use crate::ir::{Expr, Func, Graph, Op, Part, Stated, Value, print};
use crate::rules::facts::interval;
use crate::rules::jvp::derivative;
use crate::shape::Shape;
use crate::span::Span;
use crate::spec::{Directed, UserBijector};
use crate::suggest::did_you_mean;
use crate::vocabulary::{
    Checked, Declared, Elementwise, Filled, Layer, Scalar, Settings, Site, Support, Word, in_a_row,
};

pub use translate::functions;
use translate::{Fault, listed};
pub(super) use translate::{Names, Translator};

/// The values that a parameter can have, made from an unconstrained number.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Constraint {
    /// Any number.
    Scalar,
    /// `softplus(raw + ln(e − 1))`: 1 where raw is 0.
    Positive,
    /// `sigmoid(raw)`: between 0 and 1.
    Unit,
    /// Any number for each element, started at random: a direction.
    Vector,
}

const CONSTRAINTS: [(&str, Constraint); 4] = [
    ("scalar", Constraint::Scalar),
    ("positive", Constraint::Positive),
    ("unit", Constraint::Unit),
    ("vector", Constraint::Vector),
];

/// Elements of the event on which a formula of vectors is tried out.
const TRIED: usize = 3;

/// The words of a bijector.
const FIELDS: [&str; 6] = ["parameters", "let", "domain", "forward", "inverse", "invertible"];

/// The values that an argument can have.
const DOMAINS: [(&str, Support); 3] =
    [("real", Support::REAL), ("positive", Support::POSITIVE), ("unit", Support::UNIT)];

/// The types of parameters.
pub fn parameter_types() -> Vec<&'static str> {
    CONSTRAINTS.iter().map(|c| c.0).collect()
}

/// A user's bijector whose formula has been read without a mistake.
pub struct UserWord {
    declared: UserBijector,
    constraints: Vec<(Constraint, bool)>,
    order: Option<Order>,
    /// The values that the elements of its argument can have.
    domain: Support,
    /// True if it is a formula of vectors.
    of_vectors: bool,
}

impl UserWord {
    /// Checks a declaration; every mistake is reported, and the word is `None` where there was one.
    pub fn read(declared: &UserBijector, errors: &mut Diagnostics) -> Option<Rc<Self>> {
        let before = errors.len();
        let constraints = constraints(declared, errors);
        if let Some(word) = declared.invertible.as_ref().filter(|w| w.text != "assumed") {
            errors
                .error(word.span, format!("`invertible` is `{}`, expected `assumed`", word.text))
                .help("leave it out, and the compiler proves that the formula is invertible, or says why it cannot");
        }
        let domain = read_domain(declared, errors);
        for entry in declared.entries.iter().filter(|e| e.key.text != "domain") {
            let guess = did_you_mean(&entry.key.text, FIELDS);
            let error = errors.error(entry.key.span, format!("a bijector has no field `{}`{guess}", entry.key.text));
            error.help(format!("its fields are: {}", FIELDS.join(", ")));
        }
        if errors.len() > before {
            return None;
        }
        let of_vectors = constraints.iter().any(|(c, _)| *c == Constraint::Vector);
        let mut word = UserWord { declared: declared.clone(), constraints, order: None, domain, of_vectors };
        word.of_vectors |= word.mixes();
        match word.try_out() {
            Ok(order) => word.order = order,
            Err((span, message, help)) => {
                let error = errors.error(span, message);
                if !help.is_empty() {
                    error.help(help);
                }
            }
        }
        (errors.len() == before).then(|| Rc::new(word))
    }

    /// Translates once on a graph of its own, so that every later translation succeeds; the order
    /// of a formula that is a list.
    fn try_out(&self) -> Result<Option<Order>, Fault> {
        let graph = Graph::new();
        let (z, raw) = self.leaves(&graph);
        let forward = &self.declared.forward;
        let x = self.translate(forward, z, &raw)?;
        let fault = |of: &Directed, message: String, help: &str| Err((of.place(), message, help.to_string()));
        if let Some(inverse) = &self.declared.inverse {
            let (forth, back) = (self.listed(), elements(inverse));
            if forth != back {
                let shown = |n: Option<usize>| n.map_or("one number".into(), |n| format!("a list of {n}"));
                let message = format!("`inverse` gives {}, `forward` {}", shown(back), shown(forth));
                return fault(inverse, message, "both are formulas of the same elements");
            }
            self.translate(inverse, graph.varying("x", z.shape()), &raw)?;
        }
        if self.is_stated() {
            let idle = !x.needs(z) || (z.is_scalar() && derivative(x, z).is(0.0));
            if self.listed().is_none() && idle {
                return fault(forward, "the formula does not depend on its argument".into(), "");
            }
            trial::compare(self)?;
        }
        match self.listed().map(|_| order::find(z, x)).transpose() {
            Ok(order) => Ok(order),
            Err(refusal) => fault(forward, format!("`{}`: {}", self.name(), refusal.reason), ""),
        }
    }

    /// True if the formula reads all elements at once, as `dot`, `norm` and `sum` do.
    fn mixes(&self) -> bool {
        let graph = Graph::new();
        let (z, raw) = self.leaves_of(&graph, Shape::vector(TRIED));
        let mixing = |x: Expr| {
            let order = graph.order(&[x.value]).into_iter().map(|v| graph.at(v));
            order.into_iter().any(|e| e.needs(graph.at(z.value)) && matches!(e.op(), Op::Sum | Op::Norm))
        };
        self.listed().is_none() && self.translate(&self.declared.forward, z, &raw).is_ok_and(mixing)
    }

    /// The argument and the unconstrained parameters, as leaves.
    fn leaves<'g>(&self, graph: &'g Graph) -> (Expr<'g>, Vec<Expr<'g>>) {
        let one = if self.of_vectors { Shape::vector(TRIED) } else { Shape::scalar() };
        self.leaves_of(graph, self.listed().map_or(one, Shape::vector))
    }

    fn leaves_of<'g>(&self, graph: &'g Graph, shape: Shape) -> (Expr<'g>, Vec<Expr<'g>>) {
        let raw = self.declared.parameters.iter().zip(&self.constraints).enumerate();
        let raw = raw.map(|(k, (p, (_, shared)))| {
            let shape = if *shared { Shape::scalar() } else { shape.clone() };
            graph.parameter(k, &p.name.text, shape)
        });
        let z = graph.varying("z", shape.clone());
        graph.assume(z, self.domain.interval());
        (z, raw.collect())
    }

    /// How many elements the formula lists, where it lists them.
    fn listed(&self) -> Option<usize> {
        elements(&self.declared.forward)
    }

    /// The order of the elements of a formula that is a list.
    pub fn order(&self) -> Option<&Order> {
        self.order.as_ref()
    }

    /// True if its author vouches for it: the inverse is stated, or assumed to exist.
    fn is_stated(&self) -> bool {
        self.declared.inverse.is_some() || self.declared.invertible.is_some()
    }

    /// The values of parameters and `let`s by their names.
    fn names<'g>(&self, graph: &'g Graph, raw: &[Expr<'g>]) -> Result<Names<'g>, Fault> {
        let mut names: Names = Vec::new();
        for ((parameter, (constraint, _)), raw) in self.declared.parameters.iter().zip(&self.constraints).zip(raw) {
            let value = match constraint {
                Constraint::Scalar | Constraint::Vector => *raw,
                Constraint::Positive => positive(*raw),
                Constraint::Unit => raw.sigmoid(),
            };
            names.push((parameter.name.text.clone(), value.named(&parameter.name.text).called(&parameter.name.text)));
        }
        for binding in &self.declared.lets {
            let value = Translator { formula: &binding.value, graph }.value(&binding.value.expr, &mut names)?;
            names.push((binding.name.text.clone(), value.named(&binding.name.text).called(&binding.name.text)));
        }
        Ok(names)
    }

    fn translate<'g>(&self, formula: &Directed, v: Expr<'g>, raw: &[Expr<'g>]) -> Result<Expr<'g>, Fault> {
        let mut names = self.names(v.graph, raw)?;
        names.push((formula.argument.text.clone(), v.called(&formula.argument.text)));
        let translator = Translator { formula: &formula.body, graph: v.graph };
        match listed(&formula.body.expr) {
            Some(_) => translator.list(&formula.body.expr, &mut names),
            None => translator.value(&formula.body.expr, &mut names).map(|x| x.spread(&v.shape())),
        }
    }

    /// The formula of a word that has been read: every formula was translated once then.
    fn translated<'g>(&self, formula: &Directed, v: Expr<'g>, raw: &[Expr<'g>]) -> Expr<'g> {
        self.translate(formula, v, raw).unwrap_or_else(|fault| self.untranslated(fault))
    }

    fn untranslated(&self, (_, message, _): Fault) -> ! {
        panic!("a bug in the flow compiler: `{}` was translated before, and now: {message}", self.name())
    }

    /// The elementwise map as its author states it. A map that falls is minus one that rises.
    fn stated<'g>(&self, z: Expr<'g>, raw: &[Expr<'g>]) -> Result<Expr<'g>, Fault> {
        let graph = z.graph;
        let leaf = |name: &str| graph.uniform(&format!("{name} of {}", self.name()), Shape::scalar());
        // A parameter may have any name, `argument` too, but none has a space in it.
        let own = leaf("the argument");
        graph.assume(own, self.domain.interval());
        let captured: Vec<Expr> = self.declared.parameters.iter().map(|p| leaf(&p.name.text)).collect();
        let value = self.translate(&self.declared.forward, own, &captured)?;
        let falls = !rises(value, own);
        let turned = |e: Expr<'g>| if falls { -e } else { e };
        let value = turned(value);
        let inverse = match &self.declared.inverse {
            Some(inverse) => self.translate(inverse, turned(own), &captured)?,
            None => solve_assumed(own, self.domain.interval(), |z| graph.substitute(value, &[(own, z)])),
        };
        let slope = derivative(value, own);
        let chooses = |e: Expr| e.op() == Op::Select && e.arg(0).needs(own);
        let stated = Stated {
            name: self.name().into(),
            own: own.value,
            captured: captured.iter().map(|c| c.value).collect(),
            value: value.value,
            slope: slope.value,
            inverse: inverse.value,
            slope_at_value: None,
            kinked: graph.order(&[slope.value]).into_iter().any(|v| chooses(graph.at(v))),
        };
        let args: Vec<Expr> = [z].into_iter().chain(raw.iter().copied()).collect();
        Ok(turned(graph.make(Op::Stated(stated.into(), Part::Value), &args)))
    }
}

/// How many elements a formula lists, where it lists them.
fn elements(formula: &Directed) -> Option<usize> {
    listed(&formula.body.expr).map(|list| list.elems.len())
}

/// Reads the word that says what the argument can be.
fn read_domain(declared: &UserBijector, errors: &mut Diagnostics) -> Support {
    let Some(entry) = declared.entries.iter().find(|e| e.key.text == "domain") else { return Support::REAL };
    let Some(word) = entry.value.expect_word(errors) else { return Support::REAL };
    match DOMAINS.iter().find(|(name, _)| *name == word.text) {
        Some((_, support)) => *support,
        None => {
            let names = DOMAINS.map(|d| d.0);
            let guess = did_you_mean(&word.text, names);
            errors
                .error(word.span, format!("there is no domain `{}`{guess}", word.text))
                .help(format!("the domains are: {}", names.join(", ")));
            Support::REAL
        }
    }
}

/// The type of each parameter, and true if all elements share it.
fn constraints(declared: &UserBijector, errors: &mut Diagnostics) -> Vec<(Constraint, bool)> {
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
            Some((_, Constraint::Vector)) if per_element => {
                errors
                    .error(kind.span, "`vector` has a number for each element already")
                    .help("write `vector`, or `per_element(scalar)`");
            }
            Some((_, constraint)) => {
                constraints.push((*constraint, !per_element && *constraint != Constraint::Vector));
            }
            None => {
                let names = CONSTRAINTS.map(|c| c.0);
                let guess = did_you_mean(&word, names);
                errors
                    .error(kind.span, format!("there is no parameter type `{}`{guess}", kind.text))
                    .help("the types are: vector, scalar, positive, unit, and per_element(…) of the last three");
            }
        }
    }
    constraints
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
        (self.listed().is_none() && !self.of_vectors).then_some(self as &dyn Elementwise)
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

impl Declared for UserWord {
    fn place(&self) -> Span {
        self.declared.forward.place()
    }

    fn text(&self) -> String {
        let graph = Graph::new();
        let (z, raw) = self.leaves(&graph);
        let x = graph.varying("x", z.shape());
        let directions = [(Some(&self.declared.forward), "forward", z), (self.declared.inverse.as_ref(), "inverse", x)];
        let mut text = String::new();
        for (formula, name, argument) in directions {
            if let Some(result) = formula.map(|f| self.translated(f, argument, &raw)) {
                text.push_str(&print::func(
                    &graph,
                    &Func::new(name, self.name(), vec![Output::new("result", (), result.value)]),
                ));
            }
        }
        text
    }

    fn description(&self) -> String {
        let graph = Graph::new();
        let (z, raw) = self.leaves(&graph);
        let x = graph.varying("x", z.shape());
        let names = self.names(&graph, &raw).unwrap_or_else(|fault| self.untranslated(fault));
        // Parameters under the names that their author gave them, whatever they are made of.
        let plain = |(name, e): &(String, Expr<'_>)| (e.value, graph.uniform(name, e.shape()).value);
        let plain: Vec<(Value, Value)> = names[..raw.len()].iter().map(plain).collect();
        let shown = |formula: &Directed, argument: Expr<'_>| {
            let result = self.translated(formula, graph.at(argument.value), &raw);
            let replace: Vec<(Expr, Expr)> = plain.iter().map(|(a, b)| (graph.at(*a), graph.at(*b))).collect();
            print::formula(&graph, graph.substitute(result, &replace).value)
        };
        let kind = |(p, (constraint, shared)): (&crate::spec::Parameter, &(Constraint, bool))| {
            let name = CONSTRAINTS.iter().find(|c| c.1 == *constraint).map_or("", |c| c.0);
            let own = *shared || *constraint == Constraint::Vector;
            let name = if own { name.to_string() } else { format!("per_element({name})") };
            format!("{}: {name}", p.name.text)
        };
        let parameters: Vec<String> = self.declared.parameters.iter().zip(&self.constraints).map(kind).collect();
        let mut text = format!("bijector {}({})\n", self.name(), parameters.join(", "));
        let _ = writeln!(text, "    forward  x = {}", shown(&self.declared.forward, z));
        if let Some(order) = &self.order {
            let pairs = order.pi.iter().enumerate().map(|(i, own)| format!("x[{i}] gives z[{own}]"));
            let _ = writeln!(text, "    order    {}", pairs.collect::<Vec<_>>().join(", "));
        }
        match &self.declared.inverse {
            Some(inverse) => {
                let _ =
                    writeln!(text, "    inverse  z = {}  (stated, and right where it was tried)", shown(inverse, x));
            }
            None if self.is_stated() => {
                text.push_str("    invertible as assumed, not proved: where no rule applies, the inverse is what bisection finds\n");
            }
            None => {}
        }
        text
    }
}

impl Elementwise for UserWord {
    fn parameters(&self, _: Checked) -> Vec<Scalar> {
        let scalar = |(p, (constraint, shared)): (&crate::spec::Parameter, &(Constraint, bool))| Scalar {
            shared: *shared,
            drawn: *constraint == Constraint::Vector,
            ..Scalar::each(&p.name.text, 0.0)
        };
        self.declared.parameters.iter().zip(&self.constraints).map(scalar).collect()
    }

    fn forward<'g>(&self, z: Expr<'g>, parameters: &[Expr<'g>], _: Checked) -> Expr<'g> {
        let whole = self.is_stated() && self.listed().is_none() && !self.of_vectors;
        let x = if whole { self.stated(z, parameters) } else { self.translate(&self.declared.forward, z, parameters) };
        x.unwrap_or_else(|fault| self.untranslated(fault))
    }

    fn domain(&self) -> Support {
        self.domain
    }

    /// The interval of its formula: all that it can give, and no more where every parameter and
    /// argument stands once.
    fn codomain(&self) -> Support {
        if self.listed().is_some() || self.of_vectors {
            return Support::REAL;
        }
        let graph = Graph::new();
        let (z, raw) = self.leaves(&graph);
        let image = interval(self.translated(&self.declared.forward, z, &raw));
        Support::between(image.low, image.high)
    }

    fn examples(&self) -> Vec<Filled> {
        vec![self.defaults()]
    }
}

impl Layer for UserWord {
    fn check(&self, event: &Event, _: usize, _: Checked, span: Span, errors: &mut Diagnostics) {
        if let Some(listed) = self.listed().filter(|n| *n != event.size()) {
            errors.error(span, format!("`{}` lists {listed} elements, the event has {}", self.name(), event.size()));
        }
    }

    fn levels(&self, event: &Event, _: Checked) -> Vec<usize> {
        self.order.as_ref().map_or(vec![0; event.size()], |order| order.level.clone())
    }

    fn declare<'g>(&self, site: &Site<'g>, z: Expr<'g>, settings: Checked) -> Result<Expr<'g>, Refusal> {
        site.graph.assume(z, self.domain.interval());
        Ok(declare_elementwise(self, site, z, settings))
    }

    fn claims<'g>(&self, site: &Site<'g>, x: Expr<'g>, _: Checked) -> Claims<'g> {
        if self.elementwise().is_some() {
            return Claims::default();
        }
        let raw = site.leaves();
        let inverse = self.declared.inverse.as_ref().map(|inverse| self.translated(inverse, x, &raw));
        Claims { inverse, invertible: self.is_stated() }
    }

    fn supports(&self, _: Checked) -> Option<(Support, Support)> {
        Some((self.domain, self.codomain()))
    }

    fn examples(&self) -> Vec<(Event, Filled)> {
        in_a_row(vec![(self.listed().unwrap_or(3), self.defaults())])
    }
}

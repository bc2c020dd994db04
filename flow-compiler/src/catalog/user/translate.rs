//! From Rust expression syntax to the graph.
//!
//! A value is a scalar, one number of each element of an event, or a vector: in a formula that is a
//! list, which reads it by `[i]`, and in one of vectors, which reads it by `dot`, `norm` and `sum`.

use syn::{BinOp, Expr as Syntax, Lit, UnOp};

use super::powers;
use crate::ir::print::shown;
use crate::ir::{Expr, Graph, Unary};
use crate::rules::facts::interval;
use crate::shape::{Index, Shape};
use crate::span::Span;
use crate::spec::Expression;
use crate::suggest::did_you_mean;

/// Functions of one number that a formula may call.
const FUNCTIONS: [(&str, Unary); 20] = [
    ("exp", Unary::Exp),
    ("log", Unary::Log),
    ("ln", Unary::Log),
    ("log1p", Unary::Log1p),
    ("expm1", Unary::Expm1),
    ("tanh", Unary::Tanh),
    ("atanh", Unary::Atanh),
    ("sinh", Unary::Sinh),
    ("cosh", Unary::Cosh),
    ("asinh", Unary::Asinh),
    ("acosh", Unary::Acosh),
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

/// Functions of vectors, and how many these are.
const OF_VECTORS: [(&str, usize); 3] = [("dot", 2), ("norm", 1), ("sum", 1)];

/// `ln(eᵃ + eᵇ)` of two numbers, where neither exponential is ever taken.
const LOG_ADD_EXP: &str = "log_add_exp";

/// Powers, which `a ** b` is too: of a whole number, and of any.
const POWERS: [&str; 3] = ["powi", "powf", "pow"];

/// `ln Γ(a)` of a positive number.
const LGAMMA: &str = "lgamma";

/// Numbers that a formula may name; a value of its own of that name comes first.
const CONSTANTS: [(&str, f64); 1] = [("pi", std::f64::consts::PI)];

/// The functions that a formula may call.
pub fn functions() -> Vec<&'static str> {
    FUNCTIONS
        .iter()
        .map(|f| f.0)
        .chain([LOG_ADD_EXP, LGAMMA])
        .chain(POWERS)
        .chain(OF_VECTORS.iter().map(|f| f.0))
        .collect()
}

/// Where names of a formula lead.
pub(in crate::catalog) type Names<'g> = Vec<(String, Expr<'g>)>;
/// A mistake: where, what, and the way out.
pub(in crate::catalog) type Fault = (Span, String, String);

/// Without parentheses and blocks around it.
pub(super) fn strip(e: &Syntax) -> &Syntax {
    match e {
        Syntax::Paren(p) => strip(&p.expr),
        Syntax::Group(g) => strip(&g.expr),
        _ => e,
    }
}

/// The list that a formula is, or that its block ends with.
pub(super) fn listed(e: &Syntax) -> Option<&syn::ExprArray> {
    match strip(e) {
        Syntax::Array(array) => Some(array),
        Syntax::Block(block) => match block.block.stmts.last()? {
            syn::Stmt::Expr(e, None) => listed(e),
            _ => None,
        },
        _ => None,
    }
}

/// Translates one formula.
pub(in crate::catalog) struct Translator<'f, 'g> {
    pub(in crate::catalog) formula: &'f Expression,
    pub(in crate::catalog) graph: &'g Graph,
}

impl<'g> Translator<'_, 'g> {
    fn fault<T>(&self, at: &impl syn::spanned::Spanned, message: String, help: &str) -> Result<T, Fault> {
        Err((self.formula.place(at), message, help.to_string()))
    }

    pub(in crate::catalog) fn value(&self, e: &Syntax, names: &mut Names<'g>) -> Result<Expr<'g>, Fault> {
        match strip(e) {
            Syntax::Lit(literal) => {
                let number: Option<f64> = match &literal.lit {
                    Lit::Float(n) => n.base10_parse().ok(),
                    Lit::Int(n) => n.base10_parse().ok(),
                    _ => None,
                };
                match number {
                    Some(number) => Ok(self.graph.number(number)),
                    None => {
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
            Syntax::Binary(binary) if powers::exponent(binary).is_some() => {
                let exponent = powers::exponent(binary).unwrap_or(&binary.right);
                self.raised(&binary.left, exponent, names)
            }
            Syntax::Binary(binary) => {
                let (a, b) = self.pair(binary, names)?;
                match binary.op {
                    BinOp::Add(_) => Ok(a + b),
                    BinOp::Sub(_) => Ok(a - b),
                    BinOp::Mul(_) => Ok(a * b),
                    BinOp::Div(_) => Ok(a / b),
                    _ => self.fault(
                        binary,
                        "found an operator that formulas do not have here".into(),
                        "there are + - * / and ** for powers, and comparisons in `if`",
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
                self.fits(conditional, condition, first)?;
                self.fits(conditional, condition, second)?;
                self.fits(conditional, first, second)?;
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

    /// A formula that lists the elements of the event: a list, or a block that ends with one.
    pub(super) fn list(&self, e: &Syntax, names: &mut Names<'g>) -> Result<Expr<'g>, Fault> {
        let outer = names.len();
        let list = match strip(e) {
            Syntax::Block(block) => {
                self.lets(&block.block, names)?;
                listed(e)
            }
            _ => listed(e),
        };
        let Some(list) = list else {
            return self.fault(e, "found no list".into(), "write one entry for each element: `[z[0], z[1]]`");
        };
        let entries: Result<Vec<Expr>, Fault> = list.elems.iter().map(|entry| self.entry(entry, names)).collect();
        names.truncate(outer);
        Ok(self.graph.concat(&entries?))
    }

    fn entry(&self, e: &Syntax, names: &mut Names<'g>) -> Result<Expr<'g>, Fault> {
        match self.value(e, names)? {
            value if value.size() > 1 => self.fault(
                e,
                format!("found {} elements in one entry of the list", value.size()),
                "name the one that is meant, such as `z[0]`",
            ),
            value => Ok(value.spread(&Shape::vector(1))),
        }
    }

    /// `base ** exponent`, which binds tighter than all before it: syn reads it as `base * (*exponent)`,
    /// in whose left side the power belongs to the last factor alone.
    fn raised(&self, base: &Syntax, exponent: &Syntax, names: &mut Names<'g>) -> Result<Expr<'g>, Fault> {
        match base {
            Syntax::Binary(product) if matches!(product.op, BinOp::Mul(_) | BinOp::Div(_)) => {
                // a ** b ** c = a ** (b ** c)
                if let Some(inner) = powers::exponent(product) {
                    if let (Some(b), Some(c)) = (powers::number(strip(inner)), powers::number(strip(exponent))) {
                        return Ok(powers::by_number(self.value(&product.left, names)?, b.powf(c)));
                    }
                    let power = self.raised(inner, exponent, names)?;
                    return Ok((self.value(&product.left, names)?.log() * power).exp());
                }
                let (first, last) = (self.value(&product.left, names)?, self.raised(&product.right, exponent, names)?);
                self.fits(product, first, last)?;
                Ok(if matches!(product.op, BinOp::Mul(_)) { first * last } else { first / last })
            }
            Syntax::Unary(negative) if matches!(negative.op, UnOp::Neg(_)) => {
                Ok(-self.raised(&negative.expr, exponent, names)?)
            }
            base => self.power(self.value(base, names)?, exponent, names),
        }
    }

    /// `base ** exponent`, which a base below 0 has where the exponent is a whole number.
    fn power(&self, base: Expr<'g>, exponent: &Syntax, names: &mut Names<'g>) -> Result<Expr<'g>, Fault> {
        if let Some(n) = powers::number(strip(exponent)) {
            return Ok(powers::by_number(base, n));
        }
        let power = self.value(exponent, names)?;
        self.fits(exponent, base, power)?;
        Ok((base.log() * power).exp())
    }

    /// `ln Γ(a)`.
    fn lgamma(&self, at: &impl syn::spanned::Spanned, a: Expr<'g>) -> Result<Expr<'g>, Fault> {
        if !interval(a).above(0.0) {
            return self.fault(
                at,
                "`lgamma` is given what may be 0 or negative".into(),
                "it is differentiable for positive numbers: `lgamma(exp(a))`, a positive parameter, or `domain: positive`",
            );
        }
        Ok(powers::lgamma(a))
    }

    fn pair(&self, binary: &syn::ExprBinary, names: &mut Names<'g>) -> Result<(Expr<'g>, Expr<'g>), Fault> {
        let (a, b) = (self.value(&binary.left, names)?, self.value(&binary.right, names)?);
        self.fits(binary, a, b)?;
        Ok((a, b))
    }

    /// Vectors of different lengths do not meet in one operation.
    fn fits(&self, at: &impl syn::spanned::Spanned, a: Expr, b: Expr) -> Result<(), Fault> {
        if a.is_scalar() || b.is_scalar() || a.size() == b.size() {
            return Ok(());
        }
        let message = format!("a list of {} meets one of {}", a.size(), b.size());
        self.fault(at, message, "name the one that is meant, such as `z[0]`")
    }

    fn name(&self, path: &syn::ExprPath, names: &Names<'g>) -> Result<Expr<'g>, Fault> {
        let name = path.path.get_ident().map(ToString::to_string).unwrap_or_default();
        match names.iter().rev().find(|(known, _)| *known == name) {
            Some((_, value)) => Ok(*value),
            None if CONSTANTS.iter().any(|(known, _)| *known == name) => {
                Ok(self.graph.number(CONSTANTS.iter().find(|(known, _)| *known == name).map_or(0.0, |c| c.1)))
            }
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

    fn call(
        &self,
        at: &impl syn::spanned::Spanned,
        name: &str,
        args: &[&Syntax],
        names: &mut Names<'g>,
    ) -> Result<Expr<'g>, Fault> {
        if let Some((_, count)) = OF_VECTORS.iter().find(|(known, _)| *known == name) {
            if args.len() != *count {
                return self.fault(at, format!("`{name}` is given {} values, expected {count}", args.len()), "");
            }
            let values: Result<Vec<Expr>, Fault> = args.iter().map(|a| self.value(a, names)).collect();
            return match (&values?[..], name) {
                ([a, b], _) => {
                    self.fits(at, *a, *b)?;
                    Ok((*a * *b).sum())
                }
                ([a], "norm") => Ok(a.norm()),
                ([a], _) => Ok(a.sum()),
                _ => self.fault(at, format!("`{name}` is given no value"), ""),
            };
        }
        if name == LOG_ADD_EXP {
            let [a, b] = args else {
                return self.fault(at, format!("`{name}` is given {} values, expected 2", args.len()), "");
            };
            let (a, b) = (self.value(a, names)?, self.value(b, names)?);
            self.fits(at, a, b)?;
            return Ok(a + (b - a).softplus());
        }
        if name == LGAMMA {
            let [a] = args else {
                return self.fault(at, format!("`{name}` is given {} values, expected 1", args.len()), "");
            };
            return self.lgamma(at, self.value(a, names)?);
        }
        if POWERS.contains(&name) {
            let [a, exponent] = args else {
                return self.fault(at, format!("`{name}` is given {} values, expected 2", args.len()), "");
            };
            if name == "powi" && powers::number(strip(exponent)).is_none_or(|n| n.fract() != 0.0) {
                let help = "of any other power, write `powf(a, b)` or `a ** b`";
                return self.fault(*exponent, "expected a whole number for the power of `powi`".into(), help);
            }
            return self.power(self.value(a, names)?, exponent, names);
        }
        match FUNCTIONS.iter().find(|(known, _)| *known == name) {
            Some((_, op)) if args.len() == 1 => Ok(self.value(args[0], names)?.unary(*op)),
            Some(_) => self.fault(at, format!("`{name}` is given {} values, expected 1", args.len()), ""),
            None => {
                let guess = did_you_mean(name, functions());
                let list = functions().join(", ");
                self.fault(at, format!("there is no function `{name}`{guess}"), &format!("there are: {list}"))
            }
        }
    }

    /// A comparison as `a < b`, and whether it is the opposite of what was written.
    fn condition(&self, e: &Syntax, names: &mut Names<'g>) -> Result<(Expr<'g>, bool), Fault> {
        let Syntax::Binary(binary) = strip(e) else {
            return self.fault(
                e,
                "found no comparison".into(),
                "a condition is `a < b`, `a <= b`, `a > b` or `a >= b`",
            );
        };
        let (a, b) = self.pair(binary, names)?;
        match binary.op {
            BinOp::Lt(_) => Ok((a.less(b), false)),
            BinOp::Gt(_) => Ok((b.less(a), false)),
            BinOp::Ge(_) => Ok((a.less(b), true)),
            BinOp::Le(_) => Ok((b.less(a), true)),
            _ => self.fault(e, "found no comparison".into(), "a condition is `a < b`, `a <= b`, `a > b` or `a >= b`"),
        }
    }

    fn block(&self, block: &syn::Block, names: &mut Names<'g>) -> Result<Expr<'g>, Fault> {
        let outer = names.len();
        self.lets(block, names)?;
        let value = match block.stmts.last() {
            Some(syn::Stmt::Expr(e, None)) => self.value(e, names)?,
            _ => return self.fault(block, "the block has no value".into(), "end it with a formula"),
        };
        names.truncate(outer);
        Ok(value)
    }

    /// Names the values of a block's `let`s.
    fn lets(&self, block: &syn::Block, names: &mut Names<'g>) -> Result<(), Fault> {
        for (k, statement) in block.stmts.iter().enumerate() {
            match statement {
                syn::Stmt::Local(local) => {
                    let name = match &local.pat {
                        syn::Pat::Ident(ident) => ident.ident.to_string(),
                        _ => return self.fault(&local.pat, "found a pattern".into(), "write `let name = value;`"),
                    };
                    let Some(init) = &local.init else {
                        return self.fault(local, format!("`{name}` has no value"), "write `let name = value;`");
                    };
                    let value = self.value(&init.expr, names)?.called(&name);
                    names.push((name, value));
                }
                syn::Stmt::Expr(_, None) if k + 1 == block.stmts.len() => {}
                other => return self.fault(other, "found a statement".into(), "a block is `let`s and a value"),
            }
        }
        Ok(())
    }

    fn element(&self, index: &syn::ExprIndex, names: &mut Names<'g>) -> Result<Expr<'g>, Fault> {
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
            Some(i) if i < value.size() => {
                let word = format!("{}[{i}]", shown(self.graph, value.value));
                Ok(value.gather(Index::range(i, 1)).called(&word))
            }
            Some(i) => {
                self.fault(&index.index, format!("there is no element {i}, the last is {}", value.size() - 1), "")
            }
            None => self.fault(&index.index, "found no element number".into(), "write `z[0]`"),
        }
    }
}

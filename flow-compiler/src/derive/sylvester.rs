//! Maps that read all elements through several numbers: `y = A x + b + Σ wᵢ cᵢ(s)` with numbers `s = R x`, where A is a diagonal or
//! triangular and wᵢ are vectors that all samples share.
//!
//! The Jacobian is `A + W C′ R` with `C′ = ∂c/∂s`. By Sylvester's identity `det = det A · det(I + K C′)` with `K = R A⁻¹ W`, and the
//! second factor is that of a map of a few numbers, the *core* `s ↦ s + K c(s)`. The core also gives the other direction: with
//! `u = A⁻¹(y − b)`, first `core(s) = R u`, then `x = u − A⁻¹ W c(s)`. What is known of the vectors simplifies K: with orthonormal
//! ones it is the identity, and Sylvester's core is triangular.

use std::collections::{HashMap, HashSet};

use super::log_det::Triangular;
use super::low_rank::gradient;
use super::small_map::SmallMap;
use super::{Proof, Refusal, Structure, Undone};
use crate::ir::print::shown;
use crate::ir::{Binary, Expr, Op, Unary, Value};
use crate::rules::jvp::derivative;
use crate::rules::normal::expanded;
use crate::shape::{Contraction, Shape, Stairs};

/// A map whose Jacobian is a triangular matrix and one of low rank.
pub struct Sylvester<'g> {
    /// `x ↦ A x + b`
    pub base: Triangular<'g>,
    /// `A⁻¹ wᵢ`
    columns: Vec<Expr<'g>>,
    /// `R x`, each a function of x.
    waists: Vec<Expr<'g>>,
    /// Their leaves.
    s: Vec<Expr<'g>>,
    /// `cᵢ(s)`
    numbers: Vec<Expr<'g>>,
    core: SmallMap<'g>,
}

impl<'g> Sylvester<'g> {
    /// Finds the numbers, and derives and proves their core.
    pub fn of(x: Expr<'g>, y: Expr<'g>, level: &[usize], proof: Proof) -> Result<Self, Refusal> {
        let graph = x.graph;
        let waists = first_sums(x, y);
        let leaf = |kind: &str, k: usize| graph.varying(&format!("{kind} {k}"), Shape::scalar());
        let s: Vec<Expr> = (0..waists.len()).map(|k| leaf("waist", k)).collect();
        let replace: Vec<(Expr, Expr)> = waists.iter().copied().zip(s.iter().copied()).collect();
        let through = graph.substitute(y, &replace);
        let mut numbers = Vec::new();
        collect_numbers(through, &s, &mut HashSet::new(), &mut numbers);
        let c: Vec<Expr> = (0..numbers.len()).map(|k| leaf("number", k)).collect();
        let at_numbers = |with: &[Expr<'g>]| {
            let replace: Vec<(Expr, Expr)> = numbers.iter().copied().zip(with.iter().copied()).collect();
            graph.substitute(through, &replace)
        };
        let linear = at_numbers(&c);
        let refuse = |e: Expr, why: &str| Err(Refusal::new(format!("`{}` {why}", shown(graph, e.value))));
        let rows = waists.iter().map(|w| gradient(*w, x)).collect::<Result<Vec<_>, _>>()?;
        if let Some(k) = rows.iter().position(|r| r.needs(x)) {
            return refuse(waists[k], "mixes all elements and is not linear in them: the determinant is dense");
        }
        let w: Vec<Expr> = c.iter().map(|c| derivative(linear, *c).spread(&x.shape())).collect();
        if w.iter().any(|w| w.needs(x) || c.iter().chain(&s).any(|number| w.needs(*number))) {
            return refuse(y, "is not a linear map and vectors times numbers: its determinant is dense");
        }
        let base = at_numbers(&vec![graph.number(0.0); c.len()]);
        if !is_linear(base, x) {
            return refuse(base, "is not linear in the elements, beside what they give together");
        }
        let base = Triangular::of(x, base, level, proof)?;
        let columns = w.into_iter().map(|w| divided(&base, w)).collect::<Result<Vec<_>, _>>()?;
        let core = rows.iter().zip(&s).map(|(row, s)| {
            let terms = columns.iter().zip(&numbers).map(|(column, c)| expanded((*row * *column).sum()) * *c);
            terms.fold(*s, |sum, term| sum + term)
        });
        let core = SmallMap::of(s.clone(), core.collect(), proof)?;
        Ok(Sylvester { base, columns, waists, s, numbers, core })
    }

    /// How the Jacobian lies.
    pub fn structure(&self) -> Structure {
        Structure::LowRank { rank: self.s.len(), triangular: self.base.structure() != Structure::Elementwise }
    }

    /// True if a slope jumps.
    pub fn is_kinked(&self) -> bool {
        self.core.is_kinked()
    }

    /// Returns the part of `log|det ∂y/∂x|` that the core adds, a function of x.
    pub fn core_ladj(&self) -> Expr<'g> {
        let graph = self.base.x.graph;
        let replace: Vec<(Expr, Expr)> = self.s.iter().copied().zip(self.waists.iter().copied()).collect();
        self.core.ladj().map_or(graph.number(0.0), |ladj| graph.substitute(ladj, &replace))
    }

    /// `x`, as a function of `u = A⁻¹(y − b)`, and the numbers at it.
    pub fn inverse(&self, u: Expr<'g>) -> Result<Undone<'g>, Refusal> {
        let graph = u.graph;
        let right: Vec<Expr> = self.waists.iter().map(|w| graph.substitute(*w, &[(self.base.x, u)])).collect();
        let solved = self.core.inverse(&right)?;
        let replace: Vec<(Expr, Expr)> = self.s.iter().copied().zip(solved.iter().copied()).collect();
        let parts = self.columns.iter().zip(&self.numbers).map(|(w, c)| *w * graph.substitute(*c, &replace));
        let x = parts.fold(u, |x, part| x - part);
        Ok(Undone { x, known: self.waists.iter().copied().zip(solved).collect() })
    }
}

/// The sums over elements that read no other such sum, in the order in which they are made.
pub(super) fn first_sums<'g>(x: Expr<'g>, y: Expr<'g>) -> Vec<Expr<'g>> {
    let graph = x.graph;
    let mixes = |e: &Expr<'g>| e.needs(x) && matches!(e.op(), Op::Sum | Op::Norm);
    let sums: Vec<Expr> = graph.order(&[y.value]).into_iter().map(|v| graph.at(v)).filter(mixes).collect();
    let first = |e: &Expr<'g>| {
        let inside = graph.order(&[e.arg(0).value]);
        sums.iter().all(|s| !inside.contains(&s.value))
    };
    sums.iter().copied().filter(first).collect()
}

/// The largest single numbers that are made of `s`.
fn collect_numbers<'g>(e: Expr<'g>, s: &[Expr<'g>], seen: &mut HashSet<Value>, out: &mut Vec<Expr<'g>>) {
    if !s.iter().any(|s| e.needs(*s)) || !seen.insert(e.value) {
        return;
    }
    if e.is_scalar() {
        out.push(e);
    } else {
        e.args().into_iter().for_each(|a| collect_numbers(a, s, seen, out));
    }
}

/// True if a value's operations show it to be affine in x, whatever else a sample has.
fn is_linear<'g>(e: Expr<'g>, x: Expr<'g>) -> bool {
    let mut linear: HashMap<Value, bool> = HashMap::new();
    for value in x.graph.order(&[e.value]) {
        let e = x.graph.at(value);
        let args = e.args();
        let all = || args.iter().all(|a| linear[&a.value]);
        let is = match e.op() {
            _ if value == x.value || !e.needs(x) => true,
            Op::Binary(Binary::Add | Binary::Sub) | Op::Unary(Unary::Neg) | Op::Gather(_) | Op::Assemble { .. } => {
                all()
            }
            Op::Binary(Binary::Mul) => args.iter().any(|a| !a.needs(x)) && all(),
            Op::Binary(Binary::Div) => !args[1].needs(x) && linear[&args[0].value],
            Op::Product { .. } => linear[&args[1].value],
            _ => false,
        };
        linear.insert(value, is);
    }
    linear[&e.value]
}

/// The matrix of a map that adds a strictly lower triangular product to a diagonal.
fn strict_matrix<'g>(base: &Triangular<'g>) -> Option<(Expr<'g>, Stairs)> {
    let graph = base.x.graph;
    let of_x = graph.order(&[base.y.value]).into_iter().map(|v| graph.at(v)).filter(|e| e.needs(base.x));
    let mut mixing = of_x.filter(|e| !e.op().is_elementwise() && e.value != base.x.value);
    let (product, nothing) = (mixing.next()?, mixing.next());
    match product.op() {
        Op::Product { of: Contraction::Matrix(Some(stairs)), transposed: false }
            if nothing.is_none() && product.arg(1).value == base.x.value && stairs.strict =>
        {
            Some((product.arg(0), stairs))
        }
        _ => None,
    }
}

/// `A⁻¹ w` for a vector that all samples share.
fn divided<'g>(base: &Triangular<'g>, w: Expr<'g>) -> Result<Expr<'g>, Refusal> {
    if base.structure() == Structure::Elementwise && base.pi.iter().enumerate().all(|(i, p)| i == *p) {
        return Ok(if base.diagonal.is(1.0) { w } else { w / base.diagonal });
    }
    if let Some((matrix, stairs)) = strict_matrix(base) {
        return Ok(matrix.triangular_solve(Contraction::Matrix(Some(stairs)), base.diagonal, w, false));
    }
    Err(Refusal::new(format!(
        "`{}` is neither diagonal nor one lower triangular matrix, beside what all elements give together",
        shown(base.y.graph, base.y.value)
    )))
}

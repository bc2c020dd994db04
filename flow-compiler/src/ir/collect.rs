//! Sums with factors that all samples share, collected: what is affine in some values has one factor for each of them.
//!
//! A map such as `x − V C Vᵀ x` of two elements, written out, is dozens of operations a sample and as many cotangents; as a matrix it has
//! four products. The factors are computed once for all samples. A shift of an element, `x − s`, stays as it is: taking `W s` from `W x` would
//! lose what the difference keeps.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::op::{Binary, Op, Unary};
use super::{Expr, Graph, Value};

/// An affine function of some values: the factor of each, and what is added.
#[derive(Clone)]
struct Form<'g> {
    factors: BTreeMap<Value, Expr<'g>>,
    rest: Option<Expr<'g>>,
}

/// The roots with their sums collected, where that halves the operations of a sample: less is not worth it, as sums are then rounded in
/// another order than they were written in. Only values of one element are, such as [`Unroll`](super::unroll::Unroll) makes.
pub fn collected<'g, const N: usize>(graph: &'g Graph, roots: [Expr<'g>; N]) -> [Expr<'g>; N] {
    let order = graph.order(&roots.map(|r| r.value));
    let mut forms: HashMap<Value, Form> = HashMap::new();
    let mut ends: HashSet<Value> = roots.iter().map(|r| r.value).collect();
    for value in &order {
        let e = graph.at(*value);
        let form = form(e, &forms);
        if let (None, true) = (&form, e.node().varying) {
            ends.extend(&e.node().args);
        }
        forms.extend(form.map(|form| (*value, form)));
    }
    let before = forms.len();
    let ends: Vec<Value> = order.iter().copied().filter(|v| ends.contains(v) && forms.contains_key(v)).collect();
    let after: usize = ends.iter().map(|v| forms[v].operations()).sum();
    if 2 * after > before {
        return roots;
    }
    let mut new: HashMap<Value, Expr> = HashMap::new();
    for value in order {
        let e = graph.at(value);
        let made = match forms.get(&value).filter(|_| ends.contains(&value)) {
            Some(form) => form.sum(&new, e),
            None => {
                let args: Vec<Expr> = e.node().args.iter().map(|a| new[a]).collect();
                let same = args.iter().zip(&e.node().args).all(|(a, b)| a.value == *b);
                if same { e } else { graph.make(e.op(), &args) }
            }
        };
        if let (Some(label), true) = (graph.label(value), made.value != value) {
            made.named(&label);
        }
        new.insert(value, made);
    }
    roots.map(|r| new[&r.value])
}

/// The form of a value that does nothing but add, and multiply by what all samples share; none of others, which forms are made of.
fn form<'g>(e: Expr<'g>, known: &HashMap<Value, Form<'g>>) -> Option<Form<'g>> {
    if !e.node().varying || e.is_scalar() || e.size() > 1 || is_shifted(e) {
        return None;
    }
    let of = |a: Expr<'g>| match known.get(&a.value) {
        Some(form) => form.clone(),
        None if a.node().varying => Form { factors: [(a.value, one(a))].into(), rest: None },
        None => Form { factors: BTreeMap::new(), rest: Some(a) },
    };
    let arg = |k: usize| e.arg(k);
    match e.op() {
        Op::Unary(Unary::Neg) => Some(of(arg(0)).map(|f| -f)),
        Op::Binary(Binary::Add) => Some(of(arg(0)).plus(of(arg(1)))),
        Op::Binary(Binary::Sub) => Some(of(arg(0)).plus(of(arg(1)).map(|f| -f))),
        Op::Binary(Binary::Mul) if !arg(0).node().varying => Some(of(arg(1)).map(|f| arg(0) * f)),
        Op::Binary(Binary::Mul) if !arg(1).node().varying => Some(of(arg(0)).map(|f| f * arg(1))),
        _ => None,
    }
}

/// An element of an argument less what all samples share, or the sum of both.
fn is_shifted(e: Expr) -> bool {
    let is_element = |a: Expr| matches!(a.op(), Op::Leaf(_) | Op::Gather(_)) && a.node().varying;
    let is_of = |k: usize, other: usize| is_element(e.arg(k)) && !e.arg(other).node().varying;
    matches!(e.op(), Op::Binary(Binary::Add | Binary::Sub)) && (is_of(0, 1) || is_of(1, 0))
}

fn one(e: Expr) -> Expr {
    e.graph.filled(1.0, e.shape())
}

impl<'g> Form<'g> {
    fn map(self, f: impl Fn(Expr<'g>) -> Expr<'g>) -> Self {
        Form { factors: self.factors.into_iter().map(|(v, factor)| (v, f(factor))).collect(), rest: self.rest.map(f) }
    }

    fn plus(mut self, other: Self) -> Self {
        for (value, factor) in other.factors {
            let sum = self.factors.get(&value).map_or(factor, |f| *f + factor);
            self.factors.insert(value, sum);
        }
        self.rest = match (self.rest, other.rest) {
            (Some(a), Some(b)) => Some(a + b),
            (a, b) => a.or(b),
        };
        self
    }

    /// Factors that are not 0, in the order of their values.
    fn terms(&self) -> impl Iterator<Item = (Value, Expr<'g>)> {
        self.factors.iter().map(|(v, f)| (*v, *f)).filter(|(_, f)| !f.is(0.0))
    }

    /// Operations of its sum.
    fn operations(&self) -> usize {
        let products = self.terms().filter(|(_, f)| !f.is(1.0)).count();
        (self.terms().count() + usize::from(self.rest.is_some()) + products).saturating_sub(1)
    }

    /// The sum, of values that were made anew, in the shape of the one that it stands for.
    fn sum(&self, new: &HashMap<Value, Expr<'g>>, whole: Expr<'g>) -> Expr<'g> {
        let terms = self.terms().map(|(value, factor)| factor.named("factor") * new[&value]);
        let sum = terms.chain(self.rest).reduce(|a, b| a + b);
        sum.unwrap_or(whole.graph.number(0.0)).spread(&whole.shape())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::eval::{Bindings, eval};
    use crate::ir::print::formula;
    use crate::ir::unroll::Unroll;
    use crate::shape::Shape;

    fn written_out<'g>(e: Expr<'g>) -> Expr<'g> {
        Unroll::of(e.graph, &[e], None).unwrap().value(e)
    }

    #[test]
    fn an_affine_map_is_a_matrix() {
        let g = Graph::new();
        let z = g.varying("z", Shape::vector(2));
        let [d, v, s] = [0, 1, 2].map(|k| g.parameter(k, ["d", "v", "s"][k], Shape::vector(2)));
        let plain = written_out(z * d + v * (z * v).sum() - 0.5 * (v * (z * d).sum()) + s);
        let [whole] = collected(&g, [plain]);
        let sums = |e: Expr| g.order(&[e.value]).iter().filter(|v| g.node(**v).varying).count();
        // The argument, its elements, and of each row two products and two sums, assembled.
        assert_eq!((sums(whole), sums(plain)), (12, 22), "{}", formula(&g, whole.value));
        let mut bindings = Bindings::default().with("z", &[0.3, -0.7]);
        bindings.parameters = vec![vec![1.2, 0.4], vec![-0.6, 0.9], vec![0.1, 2.0]];
        let found = eval(&g, &[plain.value, whole.value], &bindings);
        assert!(found[0].iter().zip(&found[1]).all(|(a, b)| (a - b).abs() < 1e-15), "{found:?}");
    }

    #[test]
    fn what_is_not_affine_keeps_its_place_between_sums() {
        let g = Graph::new();
        let z = g.varying("z", Shape::vector(1));
        let a = g.parameter(0, "a", Shape::vector(1));
        let inner = z * a + (z * 2.0 + z * a) + z * a;
        let outer = (inner.tanh() * a + z) * a + inner.tanh() * a + z;
        let [whole] = collected(&g, [outer]);
        let text = formula(&g, whole.value);
        assert_eq!(text.matches("tanh").count(), 1, "{text}");
        let mut bindings = Bindings::default().with("z", &[0.3]);
        bindings.parameters = vec![vec![-0.7]];
        let found = eval(&g, &[outer.value, whole.value], &bindings);
        assert!((found[0][0] - found[1][0]).abs() < 1e-15, "{text}: {found:?}");
    }

    #[test]
    fn differences_and_small_sums_stay() {
        let g = Graph::new();
        let x = g.varying("x", Shape::vector(1));
        let [a, s] = [0, 1].map(|k| g.parameter(k, ["a", "s"][k], Shape::vector(1)));
        let away = x - s;
        let [whole] = collected(&g, [(away * a + away * 2.0) + (away * a + away)]);
        assert!(g.order(&[whole.value]).contains(&away.value), "{}", formula(&g, whole.value));
        let turned = s - x;
        let [whole] = collected(&g, [(turned * a + turned * 2.0) + (turned * a + turned)]);
        assert!(g.order(&[whole.value]).contains(&turned.value), "{}", formula(&g, whole.value));
        let small = away * a + 1.0;
        assert_eq!(collected(&g, [small])[0].value, small.value);
    }
}

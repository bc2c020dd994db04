//! The rules that make an expression simpler. Every rule is directional, never makes an expression larger, and carries its identity.

use super::op::{Binary, Op, Part, Stated, Unary};
use super::{Expr, Graph, Value, eval};
use crate::shape::{Copies, Index, Shape, positions};
use std::rc::Rc;

/// The simpler form of `op(args)`, where a rule applies.
pub fn simplify<'g>(graph: &'g Graph, op: &Op, args: &[Expr<'g>], shape: &Shape) -> Option<Expr<'g>> {
    if let Some(folded) = fold(graph, op, args, shape) {
        return Some(folded);
    }
    if let Some(inside) = inside_copies(graph, op, args) {
        return Some(inside);
    }
    match op {
        Op::Unary(op) => unary(*op, args[0]),
        Op::Binary(Binary::Add) => add(args[0], args[1], shape),
        Op::Binary(Binary::Sub) => sub(args[0], args[1], shape),
        Op::Binary(Binary::Mul) => mul(args[0], args[1], shape),
        Op::Binary(Binary::Div) => div(args[0], args[1], shape),
        Op::Binary(Binary::Less) => None,
        Op::Select => select(args, shape),
        Op::Gather(index) => gather(args[0], index),
        Op::Assemble { len, parts } => assemble(graph, args, *len, parts),
        Op::Sum => sum(args[0]),
        // Copies of equal numbers are as many of them.
        Op::Repeat(copies) => match args[0].constant() {
            Some(number) => Some(graph.filled(number, shape.clone())),
            None => (copies.times == 1).then_some(args[0]),
        },
        Op::Fold(copies) => fold_copies(args[0], copies, shape),
        Op::Product { .. } if args[1].is(0.0) => Some(graph.filled(0.0, shape.clone())), // W 0 = 0
        Op::Outer { .. } if args.iter().any(|a| a.is(0.0)) => Some(graph.filled(0.0, shape.clone())), // 0 bᵀ = 0
        Op::TriangularSolve { .. } if args[2].is(0.0) => Some(graph.filled(0.0, shape.clone())), // S⁻¹ 0 = 0
        Op::Stated(stated, Part::Slope) => slope_at_value(graph, stated, args),
        Op::Root(_)
        | Op::Stated(..)
        | Op::Norm
        | Op::Along(..)
        | Op::Recur(..)
        | Op::Product { .. }
        | Op::TriangularSolve { .. }
        | Op::Outer { .. }
        | Op::Leaf(_)
        | Op::Const(_) => None,
    }
}

/// The slope of a map at what its inverse gives.
fn slope_at_value<'g>(graph: &'g Graph, stated: &Rc<Stated>, args: &[Expr<'g>]) -> Option<Expr<'g>> {
    let inverse = Op::Stated(stated.clone(), Part::Inverse);
    let captured = |of: Vec<Expr<'g>>| of.into_iter().skip(1).map(|a| a.value).collect::<Vec<_>>();
    let is_undone = args[0].op() == inverse && captured(args[0].args()) == captured(args.to_vec());
    stated.slope_at_value.filter(|_| is_undone)?;
    Some(graph.make(Op::Stated(stated.clone(), Part::SlopeAtValue), &args[0].args()))
}

/// Does to one value what is done to each of its copies: `f(repeat a) = repeat f(a)`.
fn inside_copies<'g>(graph: &'g Graph, op: &Op, args: &[Expr<'g>]) -> Option<Expr<'g>> {
    // A condition is no number that copies could be read of.
    if !matches!(op, Op::Unary(_) | Op::Binary(_)) || *op == Op::Binary(Binary::Less) {
        return None;
    }
    let copies = args.iter().find_map(|a| match a.op() {
        Op::Repeat(copies) => Some(copies),
        _ => None,
    })?;
    let inner = |a: &Expr<'g>| match (a.op(), a.constant()) {
        (Op::Repeat(of), _) => (of == copies).then(|| a.arg(0)),
        (_, Some(number)) => Some(graph.number(number)),
        _ => a.is_scalar().then_some(*a),
    };
    let inner: Vec<Expr> = args.iter().map(inner).collect::<Option<_>>()?;
    Some(graph.make(op.clone(), &inner).repeat(copies))
}

fn fold_copies<'g>(a: Expr<'g>, copies: &Copies, shape: &Shape) -> Option<Expr<'g>> {
    let times = copies.times as f64;
    match a.op() {
        _ if a.constant().is_some() => a.constant().map(|number| a.graph.filled(times * number, shape.clone())),
        Op::Repeat(of) if of == *copies => Some(times * a.arg(0)), // Σ of copies = their number times one
        _ => None,
    }
}

/// Elementwise operations of constants are constants.
fn fold<'g>(graph: &'g Graph, op: &Op, args: &[Expr<'g>], shape: &Shape) -> Option<Expr<'g>> {
    let constants: Option<Vec<f64>> = args.iter().map(|a| a.constant()).collect();
    let c = constants?;
    let number = match op {
        Op::Unary(op) => eval::unary(*op, c[0]),
        Op::Binary(op) => eval::binary(*op, c[0], c[1]),
        Op::Select => {
            if c[0] != 0.0 {
                c[1]
            } else {
                c[2]
            }
        }
        Op::Gather(_) => c[0],
        Op::Sum => c[0] * args[0].size() as f64,
        Op::Norm => c[0].abs() * (args[0].size() as f64).sqrt(),
        _ => return None,
    };
    Some(graph.filled(number, shape.clone()))
}

fn select<'g>(args: &[Expr<'g>], shape: &Shape) -> Option<Expr<'g>> {
    if let Some(condition) = args[0].constant() {
        return Some(args[if condition != 0.0 { 1 } else { 2 }].spread(shape)); // 1 ? a : b = a, 0 ? a : b = b
    }
    if args[1].value == args[2].value && args[1].shape() == *shape {
        return Some(args[1]); // c ? a : a = a
    }
    // c ? (… (c ? a : 0) …) : 0 = c ? (… a …) : 0, where the dots are other masks
    let arm = [(1, 2), (2, 1)].into_iter().find(|(_, zero)| args[*zero].is(0.0)).map(|(arm, _)| arm)?;
    let (own, (inner, e)) = ((args[0].value, arm), masks(args[arm]));
    let others: Vec<(Value, usize)> = inner.iter().copied().filter(|mask| *mask != own).collect();
    let is_shorter = others.len() < inner.len() && e.shape() == args[arm].shape();
    is_shorter.then(|| under(vec![own], under(others, e)))
}

fn add<'g>(a: Expr<'g>, b: Expr<'g>, shape: &Shape) -> Option<Expr<'g>> {
    if a.is(0.0) && b.shape() == *shape {
        return Some(b); // 0 + b = b
    }
    if b.is(0.0) && a.shape() == *shape {
        return Some(a); // a + 0 = a
    }
    if let Op::Unary(Unary::Neg) = b.op() {
        return Some(a - b.arg(0)); // a + −b = a − b
    }
    if let Op::Unary(Unary::Neg) = a.op() {
        return Some(b - a.arg(0)); // −a + b = b − a
    }
    masked(a, b, |a, b| a + b).or_else(|| disjoint_sum(a, b))
}

/// `(c ? a : 0) ± (c ? b : 0) = c ? a ± b : 0`, and `(c ? a : 0) ± (c ? 0 : b) = c ? a : ±b`: masks
/// go to the end of a sum, as they do past a product. They may stand in others, whose order is free.
fn masked<'g>(a: Expr<'g>, b: Expr<'g>, op: impl Fn(Expr<'g>, Expr<'g>) -> Expr<'g>) -> Option<Expr<'g>> {
    let is_zero = |e: Expr| e.is(0.0);
    if a.shape() != b.shape() || is_zero(a) || is_zero(b) {
        return None;
    }
    let ((of_a, inner_a), (of_b, inner_b)) = (masks(a), masks(b));
    let (common, own_of_a): (Vec<_>, Vec<_>) = of_a.into_iter().partition(|mask| of_b.contains(mask));
    if !common.is_empty() {
        let own_of_b = of_b.into_iter().filter(|mask| !common.contains(mask)).collect();
        return Some(under(common, op(under(own_of_a, inner_a), under(own_of_b, inner_b))));
    }
    let splits = is_mask(a) && is_mask(b) && a.arg(0).value == b.arg(0).value;
    splits.then(|| a.arg(0).select(op(a.arg(1), b.arg(1)), op(a.arg(2), b.arg(2))))
}

/// True for a choice between a value and zero.
fn is_mask(e: Expr) -> bool {
    e.op() == Op::Select && (e.arg(1).is(0.0) || e.arg(2).is(0.0))
}

/// The masks around a value, the outermost first, and the value: conditions, each with the arm that
/// is the value.
fn masks(mut e: Expr) -> (Vec<(Value, usize)>, Expr) {
    let mut masks = Vec::new();
    while is_mask(e) {
        let arm = if e.arg(2).is(0.0) { 1 } else { 2 };
        masks.push((e.arg(0).value, arm));
        e = e.arg(arm);
    }
    (masks, e)
}

/// A value under masks.
fn under<'g>(masks: Vec<(Value, usize)>, e: Expr<'g>) -> Expr<'g> {
    masks.into_iter().rev().fold(e, |e, (condition, arm)| {
        let condition = e.graph.at(condition);
        if arm == 1 { condition.select(e, 0.0) } else { condition.select(0.0, e) }
    })
}

/// The sum of two assemblies that write different elements is one assembly.
fn disjoint_sum<'g>(a: Expr<'g>, b: Expr<'g>) -> Option<Expr<'g>> {
    let (Op::Assemble { len, parts: p }, Op::Assemble { len: same, parts: q }) = (a.op(), b.op()) else { return None };
    let elements = |parts: &[Index]| -> Vec<usize> { parts.iter().flat_map(|i| a.graph.elements(i)).collect() };
    let written = positions(&elements(&p));
    let overlap = elements(&q).iter().any(|e| written.contains_key(e));
    if len != same || overlap {
        return None;
    }
    Some(a.graph.make(Op::Assemble { len, parts: [p, q].concat() }, &[a.args(), b.args()].concat()))
}

fn sub<'g>(a: Expr<'g>, b: Expr<'g>, shape: &Shape) -> Option<Expr<'g>> {
    if b.is(0.0) && a.shape() == *shape {
        return Some(a); // a − 0 = a
    }
    if a.is(0.0) && b.shape() == *shape {
        return Some(-b); // 0 − b = −b
    }
    if a.value == b.value {
        return Some(a.graph.filled(0.0, shape.clone())); // a − a = 0
    }
    if let Op::Unary(Unary::Neg) = b.op() {
        return Some(a + b.arg(0)); // a − −b = a + b
    }
    if a.is(1.0) && matches!(b.op(), Op::Unary(Unary::Sigmoid)) && b.shape() == *shape {
        return Some((-b.arg(0)).sigmoid()); // 1 − sigmoid a = sigmoid −a
    }
    masked(a, b, |a, b| a - b)
}

fn mul<'g>(a: Expr<'g>, b: Expr<'g>, shape: &Shape) -> Option<Expr<'g>> {
    if a.is(0.0) || b.is(0.0) {
        return Some(a.graph.filled(0.0, shape.clone())); // 0 b = 0
    }
    for (m, other) in [(a, b), (b, a)] {
        if m.is(1.0) && other.shape() == *shape {
            return Some(other); // 1 b = b
        }
        if m.is(-1.0) && other.shape() == *shape {
            return Some(-other); // −1 b = −b
        }
        if let Op::Unary(Unary::Neg) = m.op() {
            return Some(-(m.arg(0) * other)); // signs move out
        }
        if m.op() == Op::Select && (!m.is_scalar() || other.is_scalar()) {
            // (c ? m : 0) b = c ? m b : 0, never 0 · ∞
            if m.arg(2).is(0.0) {
                return Some(m.arg(0).select(m.arg(1) * other, 0.0));
            }
            if m.arg(1).is(0.0) {
                return Some(m.arg(0).select(0.0, m.arg(2) * other));
            }
        }
    }
    if a.value == b.value {
        return Some(a.square()); // a a = a²
    }
    if b.constant().is_some() && a.constant().is_none() {
        return Some(b * a); // a c = c a: constants come first
    }
    if let (Some(c), Op::Binary(Binary::Mul)) = (a.constant(), b.op())
        && let Some(d) = b.arg(0).constant()
        && b.arg(1).shape() == *shape
    {
        return Some((c * d) * b.arg(1)); // c (d a) = (c d) a
    }
    for (m, other) in [(a, b), (b, a)] {
        if m.op() == Op::Binary(Binary::Mul)
            && let Some(c) = m.arg(0).constant()
            && other.constant().is_none()
        {
            return Some(c * (m.arg(1) * other)); // (c a) b = c (a b): constants move out
        }
    }
    if a.value > b.value && a.constant().is_none() {
        return Some(b * a); // a b = b a: one order
    }
    None
}

fn div<'g>(a: Expr<'g>, b: Expr<'g>, shape: &Shape) -> Option<Expr<'g>> {
    if a.is(0.0) {
        return Some(a.graph.filled(0.0, shape.clone())); // 0 / b = 0
    }
    if b.is(1.0) && a.shape() == *shape {
        return Some(a); // a / 1 = a
    }
    if a.value == b.value {
        return Some(a.graph.filled(1.0, shape.clone())); // a / a = 1
    }
    if let Op::Unary(Unary::Neg) = a.op() {
        return Some(-(a.arg(0) / b)); // signs move out
    }
    if let Op::Unary(Unary::Exp) = b.op() {
        return Some(a * (-b.arg(0)).exp()); // a / eᵇ = a e⁻ᵇ
    }
    if b.op() == Op::Binary(Binary::Div) && b.arg(0).is(1.0) && b.shape() == *shape {
        return Some(a * b.arg(1)); // a / (1 / b) = a b
    }
    None
}

fn unary<'g>(op: Unary, a: Expr<'g>) -> Option<Expr<'g>> {
    match op {
        Unary::Neg => match a.op() {
            Op::Unary(Unary::Neg) => Some(a.arg(0)),              // −−a = a
            Op::Binary(Binary::Sub) => Some(a.arg(1) - a.arg(0)), // −(a − b) = b − a
            Op::Sum => Some((-a.arg(0)).sum()),                   // −Σa = Σ−a, which a loop adds up as it goes
            Op::Binary(Binary::Mul) => {
                let c = a.arg(0).constant()?;
                Some(-c * a.arg(1)) // −(c a) = (−c) a
            }
            Op::Select if a.arg(2).is(0.0) => Some(a.arg(0).select(-a.arg(1), 0.0)), // −(c ? a : 0) = c ? −a : 0
            Op::Select if a.arg(1).is(0.0) => Some(a.arg(0).select(0.0, -a.arg(2))),
            _ => None,
        },
        Unary::Log | Unary::LogAbs => log(op, a),
        Unary::Exp => matches!(a.op(), Op::Unary(Unary::Log)).then(|| a.arg(0)), // e^(ln a) = a where ln a is a number
        Unary::Tanh => matches!(a.op(), Op::Unary(Unary::Atanh)).then(|| a.arg(0)), // tanh atanh a = a
        Unary::Sinh => matches!(a.op(), Op::Unary(Unary::Asinh)).then(|| a.arg(0)), // sinh asinh a = a
        Unary::Asinh => matches!(a.op(), Op::Unary(Unary::Sinh)).then(|| a.arg(0)), // asinh sinh a = a
        Unary::Square | Unary::Abs | Unary::Cosh => match a.op() {
            Op::Unary(Unary::Neg | Unary::Abs) => Some(a.arg(0).unary(op)), // (−a)² = a², |−a| = |a|, cosh −a = cosh a
            _ => None,
        },
        _ => None,
    }
}

fn log<'g>(op: Unary, a: Expr<'g>) -> Option<Expr<'g>> {
    let number = |n: f64| a.graph.number(n);
    let abs = op == Unary::LogAbs;
    match a.op() {
        Op::Unary(Unary::Exp) => Some(a.arg(0)),                           // ln eᵃ = a
        Op::Unary(Unary::Sigmoid) => Some(-(-a.arg(0)).softplus()),        // ln sigmoid a = −softplus −a
        Op::Unary(Unary::Neg) if abs => Some(a.arg(0).log_abs()),          // ln|−a| = ln|a|
        Op::Unary(Unary::Square) if abs => Some(2.0 * a.arg(0).log_abs()), // ln a² = 2 ln|a|
        Op::Unary(Unary::Sqrt) => Some(0.5 * a.arg(0).unary(op)),          // ln √a = ½ ln a
        // ln sech² a = 2 (ln 2 − |a| − softplus(−2|a|)): finite far out
        Op::Unary(Unary::Sech2) => {
            let far = a.arg(0).unary(Unary::Abs);
            Some(2.0 * ((number(std::f64::consts::LN_2) - far) - (-2.0 * far).softplus()))
        }
        Op::Binary(Binary::Mul) if abs => Some(a.arg(0).log_abs() + a.arg(1).log_abs()), // ln|ab| = ln|a| + ln|b|
        Op::Binary(Binary::Div) if abs => Some(a.arg(0).log_abs() - a.arg(1).log_abs()),
        Op::Select => Some(a.arg(0).select(a.arg(1).unary(op), a.arg(2).unary(op))), // ln (c ? a : b) = c ? ln a : ln b
        // ln aᵢ = (ln a)ᵢ, but for elements of an argument: the others may be 0, where a cotangent of 0 would become 0 / 0.
        Op::Gather(index) if !is_argument(a.arg(0)) => Some(a.arg(0).unary(op).gather(index)),
        Op::Assemble { len, parts } if parts.iter().map(Index::len).sum::<usize>() == len => {
            let logs: Vec<Expr> = a.args().into_iter().map(|p| p.unary(op)).collect();
            Some(a.graph.make(Op::Assemble { len, parts }, &logs)) // ln (a, b) = (ln a, ln b)
        }
        _ => None,
    }
}

fn is_argument(a: Expr) -> bool {
    matches!(a.op(), Op::Leaf(_)) && a.node().varying
}

fn sum<'g>(a: Expr<'g>) -> Option<Expr<'g>> {
    match a.op() {
        // Σ(a, b) = Σa + Σb
        Op::Assemble { .. } => a.args().into_iter().map(Expr::sum).reduce(|x, y| x + y),
        Op::Repeat(copies) => Some(copies.times as f64 * a.arg(0).sum()), // Σ of copies = their number times Σ of one
        // Σ(a + 0-vector) = n a: a spread scalar
        Op::Binary(Binary::Add) if a.arg(0).is_scalar() && a.arg(1).is(0.0) => Some(a.size() as f64 * a.arg(0)),
        _ => None,
    }
}

fn gather<'g>(a: Expr<'g>, index: &Index) -> Option<Expr<'g>> {
    let graph = a.graph;
    if *index == Index::identity(a.size()) && a.shape().extents().len() < 2 {
        return Some(a); // the identity
    }
    match a.op() {
        Op::Gather(inner) => {
            let permutation = inner.len() == a.arg(0).size() && index.len() == inner.len();
            if permutation && graph.inverse_index(index) == inner {
                return Some(a.arg(0)); // a permutation and its inverse
            }
            let inner = inner.by_rule()?;
            let list: Vec<usize> = index.by_rule()?.into_iter().map(|e| inner[e]).collect();
            Some(a.arg(0).gather(Index::from_list(&list)?)) // compose
        }
        Op::Assemble { parts, .. } => {
            let wanted = graph.elements(index);
            let inside = parts.iter().zip(a.args()).find_map(|(part, arg)| {
                let places = positions(&graph.elements(part));
                let list: Option<Vec<usize>> = wanted.iter().map(|e| places.get(e).copied()).collect();
                list.map(|list| (list, arg))
            });
            let (list, arg) = inside?; // elements of one part
            Some(if arg.is_scalar() { arg.spread(&Shape::vector(1)) } else { arg.gather(graph.index(&list)) })
        }
        // (c + 0-vector)ᵢ: a spread scalar stays one
        Op::Binary(Binary::Add) if a.arg(0).is_scalar() && a.arg(1).is(0.0) => {
            Some(a.arg(0).spread(&Shape::vector(index.len())))
        }
        // (a < b)ᵢ = aᵢ < bᵢ: conditions are no numbers, and no buffer holds them
        Op::Binary(Binary::Less) if !a.is_scalar() => {
            let at = |side: Expr<'g>| if side.is_scalar() { side } else { side.gather(index.clone()) };
            Some(at(a.arg(0)).less(at(a.arg(1))))
        }
        _ => None,
    }
}

fn assemble<'g>(graph: &'g Graph, args: &[Expr<'g>], len: usize, parts: &[Index]) -> Option<Expr<'g>> {
    if let [index] = parts
        && index.len() == len
        && args[0].size() == len
    {
        return Some(args[0].gather(graph.inverse_index(index))); // one part that fills all: a permutation
    }
    if args.iter().all(|a| a.is(0.0)) {
        return Some(graph.filled(0.0, Shape::vector(len)));
    }
    let whole = args[0].constant()?;
    let covered: usize = parts.iter().map(Index::len).sum();
    (covered == len && args.iter().all(|a| a.is(whole))).then(|| graph.filled(whole, Shape::vector(len)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::print::formula;

    #[test]
    fn each_identity_rewrites_to_its_right_side() {
        let g = Graph::new();
        let a = g.varying("a", Shape::vector(3));
        let b = g.varying("b", Shape::vector(3));
        let rows = [
            (a + 0.0, "a"),
            (1.0 * a, "a"),
            (-(-a), "a"),
            (a - a, "0"),
            (-(a - b), "(b - a)"),
            (a / b.exp(), "a*exp(-b)"),
            (a.exp().log_abs(), "a"),
            ((a * b).log_abs(), "(log|a| + log|b|)"),
            (a.sigmoid().log_abs(), "-softplus(-a)"),
            (1.0 - a.sigmoid(), "sigmoid(-a)"),
            (a.less(0.0).select(0.5, 1.0).log_abs(), "(if a < 0 { -0.6931471805599453 } else { 0 })"),
            (a.less(0.0).select(a, 0.0) * b, "(if a < 0 { a*b } else { 0 })"),
            (a.less(0.0).select(a, 0.0) + a.less(0.0).select(b, 0.0), "(if a < 0 { a + b } else { 0 })"),
            (a.less(0.0).select(0.0, a) - a.less(0.0).select(b, 0.0), "(if a < 0 { -b } else { a })"),
            (
                // A mask that both have goes to the end, past another one.
                a.less(0.0).select(a, 0.0) + b.less(0.0).select(0.0, a.less(0.0).select(b, 0.0)),
                "(if a < 0 { a + (if b < 0 { 0 } else { b }) } else { 0 })",
            ),
            (
                a.less(0.0).select(b.less(0.0).select(a.less(0.0).select(b, 0.0), 0.0), 0.0),
                "(if a < 0 { if b < 0 { b } else { 0 } } else { 0 })",
            ),
            (-(a.less(0.0).select(0.0, b)), "(if a < 0 { 0 } else { -b })"),
            (g.number(1.0).less(0.0).select(a, a + b), "(a + b)"),
            (g.number(-1.0).less(0.0).select(a, 0.0), "a"),
            (-(a.sum()), "sum(-a)"),
            (g.concat(&[a, b]).gather(Index::range(3, 3)), "b"),
            (g.concat(&[a, b]).sum(), "(sum(a) + sum(b))"),
            (a.gather(Index::reversal(3)).gather(Index::reversal(3)), "a"),
            (a.less(0.0).gather(Index::reversal(3)), "(a[2 step -1 × 3] < 0)"),
            (2.0 * (3.0 * a), "6*a"),
            ((2.0 * a) * (3.0 * b), "6*a*b"),
        ];
        for (e, expected) in rows {
            assert_eq!(formula(&g, e.value), expected);
        }
    }

    #[test]
    fn the_logarithm_of_a_slope_of_tanh_is_finite_far_out() {
        let g = Graph::new();
        let a = g.varying("a", Shape::scalar());
        let ladj = a.unary(Unary::Sech2).log_abs();
        let at = |v: f64| eval::eval(&g, &[ladj.value], &eval::Bindings::default().with("a", &[v]))[0][0];
        // ln sech²(400) = 2 ln 2 − 800 up to e⁻¹⁶⁰⁰.
        assert!((at(400.0) - (2.0 * std::f64::consts::LN_2 - 800.0)).abs() < 1e-12);
        assert!((at(0.3) - (1.0 - 0.3f64.tanh().powi(2)).ln()).abs() < 1e-15);
    }
}

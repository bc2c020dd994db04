//! The interval of all that an expression can be. It proves that a slope cannot vanish.

use std::collections::{HashMap, HashSet};

use crate::ir::{Along, Binary, Expr, Graph, Interval, Op, Part, Unary, Value};
use crate::shape::Contraction;

/// The most sets of conditions under which an expression is bounded. Choices inside of choices multiply them, and where they are
/// used up, both arms are bounded without the condition: the interval is then wider, and still right.
const MOST_CASES: usize = 256;
/// How many conditions are followed inside of each other.
const DEEPEST: usize = 64;

/// All that an expression can be. The arms of a `select` are bounded under its condition.
pub fn interval(root: Expr) -> Interval {
    Walk::new(root).of(root.value, NO_CONDITION, 0)
}

/// The intervals of some values where conditions hold, in ascending order of values.
type Case = Vec<(Value, Interval)>;
/// The number of the case in which no condition is known to hold.
const NO_CONDITION: usize = 0;

/// The walk that bounds values, each once under each set of the conditions that it reads.
struct Walk<'g> {
    graph: &'g Graph,
    cases: Vec<Case>,
    known: HashMap<(Value, usize), Interval>,
    /// The case that is left of one for a value: of conditions on values that it is made of.
    relevant: HashMap<(Value, usize), usize>,
    /// All values that are made of a value, and those made so by other than elementwise operations.
    readers: HashMap<Value, Readers>,
    order: Vec<Value>,
}

/// Which values of a graph are made of a value.
#[derive(Default)]
struct Readers {
    all: HashSet<Value>,
    /// Those of which an element reads other elements of the value.
    mixed: HashSet<Value>,
}

impl<'g> Walk<'g> {
    fn new(root: Expr<'g>) -> Self {
        let order = root.graph.order(&[root.value]);
        let (known, relevant, readers) = (HashMap::new(), HashMap::new(), HashMap::new());
        Walk { graph: root.graph, cases: vec![Case::new()], known, relevant, readers, order }
    }

    /// The interval of a value in a case, `deep` conditions inside of each other.
    fn of(&mut self, root: Value, case: usize, deep: usize) -> Interval {
        let mut todo = vec![root];
        while let Some(&value) = todo.last() {
            if self.look_up(value, case).is_some() {
                todo.pop();
                continue;
            }
            let (e, node) = (self.graph.at(value), self.graph.node(value));
            let bounds = bounds(e).filter(|_| deep < DEEPEST);
            let needed: Vec<Value> = match bounds {
                Some([(compared, _), _]) => vec![compared],
                None => node.args.clone(),
            };
            let missing: Vec<Value> = needed.into_iter().filter(|v| self.look_up(*v, case).is_none()).collect();
            if !missing.is_empty() {
                todo.extend(missing);
                continue;
            }
            let range = match bounds {
                Some(bounds) => self.arms(e, bounds, case, deep),
                None => {
                    let known = |a: &Value| self.look_up(*a, case).unwrap_or(Interval::ALL);
                    row(e, &node.args.iter().map(known).collect::<Vec<_>>())
                }
            };
            // What is no number, as the logarithm of a negative constant, bounds nothing.
            let range = if range.low.is_nan() || range.high.is_nan() { Interval::ALL } else { range };
            let case = self.relevant(value, case);
            self.known.insert((value, case), range);
        }
        self.look_up(root, case).unwrap_or(Interval::ALL)
    }

    /// Returns the interval that is known for a value in a case.
    fn look_up(&mut self, value: Value, case: usize) -> Option<Interval> {
        let case = self.relevant(value, case);
        let given = self.cases[case].iter().find(|(v, _)| *v == value).map(|(_, given)| *given);
        given.or_else(|| self.known.get(&(value, case)).copied())
    }

    fn readers(&mut self, value: Value) -> &Readers {
        let (graph, order) = (self.graph, &self.order);
        self.readers.entry(value).or_insert_with(|| {
            let mut readers = Readers { all: HashSet::from([value]), mixed: HashSet::new() };
            for v in order.iter().copied().filter(|v| *v > value) {
                let node = graph.node(v);
                if node.args.iter().any(|a| readers.all.contains(a)) {
                    readers.all.insert(v);
                    if !node.op.is_elementwise() || node.args.iter().any(|a| readers.mixed.contains(a)) {
                        readers.mixed.insert(v);
                    }
                }
            }
            readers
        })
    }

    fn relevant(&mut self, value: Value, case: usize) -> usize {
        if case == NO_CONDITION {
            return case;
        }
        if let Some(known) = self.relevant.get(&(value, case)) {
            return *known;
        }
        let given = self.cases[case].clone();
        let read: Case = given.into_iter().filter(|(v, _)| self.readers(*v).all.contains(&value)).collect();
        let left = if self.cases.len() < 4 * MOST_CASES { self.number_of(read) } else { case };
        self.relevant.insert((value, case), left);
        left
    }

    /// A `select`: each arm under the bound that its condition puts on the compared value.
    fn arms(&mut self, e: Expr<'g>, bounds: [(Value, Interval); 2], case: usize, deep: usize) -> Interval {
        let mut taken = Vec::new();
        for (arm, (compared, bound)) in [e.arg(1), e.arg(2)].into_iter().zip(bounds) {
            // An element is bounded by its own condition, and not by those of others.
            let apart = self.graph.at(compared).is_scalar() || !self.readers(compared).mixed.contains(&arm.value);
            let case = if apart && self.cases.len() < MOST_CASES {
                let met = self.look_up(compared, case).unwrap_or(Interval::ALL).meet(bound);
                if met.is_empty() {
                    // An arm that is never taken has no numbers.
                    continue;
                }
                self.case_with(case, compared, met)
            } else {
                case
            };
            taken.push(self.of(arm.value, case, deep + 1));
        }
        taken.into_iter().reduce(Interval::hull).unwrap_or(Interval::ALL)
    }

    fn case_with(&mut self, case: usize, value: Value, range: Interval) -> usize {
        let mut given: Case = self.cases[case].iter().copied().filter(|(v, _)| *v != value).collect();
        given.push((value, range));
        given.sort_by_key(|(v, _)| *v);
        self.number_of(given)
    }

    fn number_of(&mut self, case: Case) -> usize {
        self.cases.iter().position(|c| *c == case).unwrap_or_else(|| {
            self.cases.push(case);
            self.cases.len() - 1
        })
    }
}

/// The value that the condition of a `select` compares with a number, and its bounds in the first arm and in the second.
fn bounds(e: Expr) -> Option<[(Value, Interval); 2]> {
    let condition = (e.op() == Op::Select).then(|| e.arg(0)).filter(|c| c.op() == Op::Binary(Binary::Less))?;
    let (u, v) = (condition.arg(0), condition.arg(1));
    if let Some(c) = v.constant() {
        let below = Interval::open(f64::NEG_INFINITY, c);
        let above = Interval { low_open: false, ..Interval::open(c, f64::INFINITY) };
        return Some([(u.value, below), (u.value, above)]);
    }
    let c = u.constant()?;
    let above = Interval::open(c, f64::INFINITY);
    let below = Interval { high_open: false, ..Interval::open(f64::NEG_INFINITY, c) };
    Some([(v.value, above), (v.value, below)])
}

/// All that an operation can give, of what its arguments can be.
fn row(e: Expr, args: &[Interval]) -> Interval {
    match e.op() {
        Op::Leaf(_) => e.graph.assumed(e.value),
        // That the slope is positive is stated with it.
        Op::Stated(_, Part::Slope | Part::SlopeAtValue) => Interval::POSITIVE,
        Op::Root(_) | Op::Stated(..) | Op::Recur(..) | Op::TriangularSolve { .. } | Op::Outer { .. } => Interval::ALL,
        Op::Const(c) => Interval::point(c.0),
        Op::Unary(op) => unary(op, args[0]),
        Op::Binary(op) => match op {
            Binary::Add => args[0] + args[1],
            Binary::Sub => args[0] + -args[1],
            Binary::Mul => args[0] * args[1],
            Binary::Div => args[0] * args[1].reciprocal(),
            Binary::Less => Interval::closed(0.0, 1.0),
        },
        Op::Select => args[1].hull(args[2]),
        Op::Gather(_) => args[0],
        Op::Assemble { len, parts } => {
            let covered: usize = parts.iter().map(crate::shape::Index::len).sum();
            let rest = (covered < len).then_some(Interval::point(0.0));
            args.iter().copied().chain(rest).reduce(Interval::hull).unwrap_or(Interval::point(0.0))
        }
        Op::Repeat(_) => args[0],
        Op::Along(Along::LogSumExp, copies) => args[0] + Interval::closed(0.0, (copies.times as f64).ln()),
        Op::Along(Along::CumulativeSum, copies) => (args[0] * Interval::point(copies.times as f64)).hull(args[0]),
        Op::Fold(copies) => args[0] * Interval::point(copies.times as f64),
        Op::Norm => Interval { low_open: false, ..Interval::POSITIVE },
        Op::Sum => args[0] * Interval::point(e.arg(0).size() as f64),
        // At an edge there are fewer terms.
        Op::Product { of: Contraction::Window(window), .. } => {
            let terms = window.height.kernel * window.width.kernel * window.inputs.max(window.outputs);
            (args[0] * args[1] * Interval::point(terms as f64)).hull(Interval::point(0.0))
        }
        Op::Product { .. } => args[0] * args[1] * Interval::point(e.arg(1).size() as f64),
    }
}

fn unary(op: Unary, a: Interval) -> Interval {
    use crate::ir::eval::unary as f;
    let inf = f64::INFINITY;
    match op {
        Unary::Neg => -a,
        Unary::Exp => a.increasing(f64::exp, 0.0, inf),
        Unary::Log => a.meet(Interval::POSITIVE).increasing(|v| if v == 0.0 { -inf } else { v.ln() }, -inf, inf),
        Unary::LogAbs => Interval::ALL,
        Unary::Log1p => a.meet(Interval::open(-1.0, inf)).increasing(f64::ln_1p, -inf, inf),
        Unary::Expm1 => a.increasing(f64::exp_m1, -1.0, inf),
        Unary::Tanh => a.increasing(f64::tanh, -1.0, 1.0),
        Unary::Sech2 => Interval { high_open: false, ..Interval::open(0.0, 1.0) },
        Unary::Atanh => Interval::ALL,
        Unary::Sinh => a.increasing(f64::sinh, -inf, inf),
        Unary::Cosh => a.abs().increasing(f64::cosh, inf, inf),
        Unary::Asinh => a.increasing(f64::asinh, -inf, inf),
        Unary::Acosh => a.meet(Interval { low_open: false, ..Interval::open(1.0, inf) }).increasing(
            |v| f(Unary::Acosh, v),
            0.0,
            inf,
        ),
        Unary::Sigmoid => a.increasing(|v| f(Unary::Sigmoid, v), 0.0, 1.0),
        Unary::Softplus => a.increasing(|v| f(Unary::Softplus, v), 0.0, inf),
        Unary::Relu => {
            let low = if a.low < 0.0 { (0.0, false) } else { (a.low, a.low_open) };
            let high = if a.high < 0.0 { (0.0, false) } else { (a.high, a.high_open) };
            Interval { low: low.0, low_open: low.1, high: high.0, high_open: high.1 }
        }
        Unary::Abs => a.abs(),
        Unary::Floor => Interval { low_open: false, high_open: false, ..a.increasing(f64::floor, -inf, inf) },
        Unary::Sqrt => a.meet(Interval { low_open: false, ..Interval::POSITIVE }).increasing(f64::sqrt, 0.0, inf),
        Unary::Square => a.square(),
        Unary::Sin | Unary::Cos => Interval::closed(-1.0, 1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Graph;
    use crate::shape::Shape;

    #[test]
    fn slopes_have_the_intervals_that_a_proof_needs() {
        let g = Graph::new();
        let z = g.varying("z", Shape::scalar());
        let rows = [
            (z.exp(), "(0, ∞)"),
            (1.0 + 0.4 * z.unary(Unary::Cos), "[0.6, 1.4]"),
            (1.0 + 1.4 * z.unary(Unary::Cos), "[-0.4, 2.4]"),
            (z.less(0.0).select(0.01, 1.0), "[0.01, 1]"),
            (z.less(0.0).select(-z, z), "[0, ∞)"),
            (g.number(1.0).less(z).select(z, 1.0), "[1, ∞)"),
            (z.unary(Unary::Sech2) + 1.0, "(1, 2]"),
            (1.0 / (2.0 + z.sigmoid()), "(0.3333, 0.5)"),
            (-(z.softplus()), "(-∞, 0)"),
        ];
        for (e, expected) in rows {
            assert_eq!(interval(e).to_string(), expected);
        }
    }

    #[test]
    fn a_domain_is_a_fact_about_its_leaf() {
        let g = Graph::new();
        let z = g.varying("z", Shape::scalar());
        assert_eq!(interval(1.0 / z).sign(), None);
        g.assume(z, Interval::POSITIVE);
        assert_eq!(interval(1.0 / z).sign(), Some(1.0));
    }
}

//! Partial derivatives of elementwise operations, as expressions of the arguments `a`, `b` and the answer `y`.
//!
//! They serve log-determinants, whose logarithm is taken: so the forms are those that keep their relative accuracy far out
//! (`sech² a` and not `1 − y²`).

use std::collections::HashMap;

use crate::ir::{Along, Binary, Equation, Expr, Op, Part, Stated, Unary, Value};

/// One derivative per argument; `None` where the operation is flat in it or has no derivative (a condition).
pub fn partials<'g>(y: Expr<'g>) -> Vec<Option<Expr<'g>>> {
    partials_in(y, &|_| true)
}

/// The same, `None` also for arguments in which no derivative is wanted: those of an equation are work.
pub fn partials_in<'g>(y: Expr<'g>, wanted: &dyn Fn(Expr<'g>) -> bool) -> Vec<Option<Expr<'g>>> {
    let node = y.node();
    let args = y.args();
    let number = |n: f64| Some(y.graph.number(n));
    match node.op {
        Op::Unary(op) => vec![Some(unary(op, y, args[0]))],
        Op::Binary(Binary::Add) => vec![number(1.0), number(1.0)],
        Op::Binary(Binary::Sub) => vec![number(1.0), number(-1.0)],
        Op::Binary(Binary::Mul) => vec![Some(args[1]), Some(args[0])],
        Op::Binary(Binary::Div) => vec![Some(1.0 / args[1]), Some(-(y / args[1]))],
        Op::Binary(Binary::Less) => vec![None, None],
        Op::Select => vec![None, Some(args[0].select(1.0, 0.0)), Some(args[0].select(0.0, 1.0))],
        // Of value(y, c…) = r: ∂y/∂r = 1 / slope and ∂y/∂c = −(∂value/∂c) / slope, at the solution; iterations are not differentiated.
        Op::Root(ref equation) => {
            let slope = at_solution(y, equation.slope, equation, y);
            let leaf = |v| y.graph.at(v);
            let captured = equation.captured.iter().map(|c| {
                let partial = derivative(leaf(equation.value), leaf(*c));
                Some(-(at_solution(y, partial.value, equation, y) / slope))
            });
            [Some(1.0 / slope)].into_iter().chain(captured).collect()
        }
        // The stated slope, and what the formula says of all else.
        Op::Stated(ref stated, Part::Value) => {
            let slope = y.graph.make(Op::Stated(stated.clone(), Part::Slope), &args);
            let others = captured_partials(y, stated, &args, wanted);
            [Some(slope)].into_iter().chain(others).collect()
        }
        // Of value(y, c…) = r, as for a root.
        Op::Stated(ref stated, Part::Inverse) => {
            let at: Vec<Expr> = [y].into_iter().chain(args[1..].iter().copied()).collect();
            let slope = y.graph.make(Op::Stated(stated.clone(), Part::Slope), &at);
            let captured =
                captured_partials(y, stated, &at, wanted).into_iter().map(|partial| partial.map(|p| -(p / slope)));
            [Some(1.0 / slope)].into_iter().chain(captured).collect()
        }
        _ => vec![None; args.len()],
    }
}

/// The derivatives of a stated map's formula in what it captures, at these arguments.
///
/// # Panics
/// Where one in a line is wanted, which is a bug of the caller: it is no number of the element.
fn captured_partials<'g>(
    y: Expr<'g>,
    stated: &Stated,
    args: &[Expr<'g>],
    wanted: &dyn Fn(Expr<'g>) -> bool,
) -> Vec<Option<Expr<'g>>> {
    let partial = |(k, a): (usize, Expr<'g>)| {
        wanted(a).then(|| {
            assert!(y.line_of(k).is_none(), "a derivative in a line of {}", y.op());
            let leaf = y.graph.at(stated.captured[k - 1]);
            let derived = derivative(y.graph.at(stated.value), leaf);
            y.graph.formula(derived.value, stated, args, &y.shape())
        })
    };
    y.args().into_iter().enumerate().skip(1).map(partial).collect()
}

/// `a / ‖a‖`, and 0 at 0: the derivative of a norm.
pub fn unit(a: Expr) -> Expr {
    let norm = a.norm();
    a.graph.number(0.0).less(norm).select(a / norm, 0.0)
}

/// A value of a root's equation with the leaves replaced by the root's arguments, and the unknown by `own`.
pub fn at_solution<'g>(root: Expr<'g>, value: Value, equation: &Equation, own: Expr<'g>) -> Expr<'g> {
    let graph = root.graph;
    let mut replace = vec![(graph.at(equation.own), own)];
    replace.extend(equation.captured.iter().enumerate().map(|(k, c)| (graph.at(*c), root.arg(k + 1))));
    graph.substitute(graph.at(value), &replace)
}

/// The derivative of an expression in `own`: one number, or a vector that occurs only under elementwise operations.
///
/// # Panics
/// For a vector that is read by another operation, which is a bug of the caller: no vector is its derivative.
pub fn derivative<'g>(e: Expr<'g>, own: Expr<'g>) -> Expr<'g> {
    Derivatives { own, known: HashMap::new() }.of(e)
}

/// Derivatives in one value, each derived once however many values read it.
struct Derivatives<'g> {
    own: Expr<'g>,
    known: HashMap<Value, Expr<'g>>,
}

impl<'g> Derivatives<'g> {
    fn of(&mut self, e: Expr<'g>) -> Expr<'g> {
        let own = self.own;
        if e.value == own.value {
            return e.graph.filled(1.0, own.shape());
        }
        if !e.needs(own) {
            return e.graph.filled(0.0, own.shape());
        }
        if let Some(known) = self.known.get(&e.value) {
            return *known;
        }
        let made = self.made(e);
        self.known.insert(e.value, made);
        made
    }

    fn made(&mut self, e: Expr<'g>) -> Expr<'g> {
        let own = self.own;
        if e.op() == Op::Select {
            let arms = [1, 2].map(|k| self.of(e.arg(k)));
            return e.arg(0).select(arms[0], arms[1]);
        }
        if let Op::Stated(stated, part) = e.op()
            && (0..e.args().len()).any(|k| e.line_of(k).is_some() && e.arg(k).needs(own))
        {
            return self.of(e.graph.formula(stated.part(part), &stated, &e.args(), &e.shape()));
        }
        if !e.op().is_elementwise() {
            assert!(own.is_scalar(), "a derivative in a vector through {}", e.op());
            return self.along(e);
        }
        let terms = e.args().into_iter().zip(partials_in(e, &|a| a.needs(own)));
        let slope = terms.filter_map(|(a, p)| p.map(|p| p * self.of(a))).reduce(|a, b| a + b);
        slope.unwrap_or_else(|| e.graph.filled(0.0, own.shape()))
    }

    /// The derivative of a value that adds or moves elements, in one number.
    fn along(&mut self, e: Expr<'g>) -> Expr<'g> {
        let args = e.args();
        let mut of = |a: Expr<'g>| self.of(a).spread(&a.shape());
        match e.op() {
            Op::Norm => (unit(args[0]) * of(args[0])).sum(),
            Op::Sum => of(args[0]).sum(),
            Op::Along(Along::LogSumExp, copies) => (of(args[0]) * (args[0] - e.repeat(copies)).exp()).fold(copies),
            Op::Recur(..) => unreachable!("no derivative in one element passes through states"),
            // The matrix is the same for all samples, and no number of one sample is in it.
            Op::Product { .. } => e.graph.make(e.op(), &[args[0], of(args[1])]),
            op => e.graph.make(op, &args.into_iter().map(of).collect::<Vec<_>>()),
        }
    }
}

/// True if a leaf occurs only under elementwise operations.
pub fn is_elementwise_in<'g>(e: Expr<'g>, own: Expr<'g>) -> bool {
    let graph = e.graph;
    let mut reading = graph.order(&[e.value]).into_iter().map(|v| graph.at(v)).filter(|v| v.needs(own));
    reading.all(|v| v.value == own.value || v.op().is_elementwise())
}

fn unary<'g>(op: Unary, y: Expr<'g>, a: Expr<'g>) -> Expr<'g> {
    let number = |n: f64| y.graph.number(n);
    match op {
        Unary::Neg => number(-1.0),
        Unary::Exp => y,
        Unary::Log | Unary::LogAbs => 1.0 / a,
        Unary::Log1p => 1.0 / (1.0 + a),
        Unary::Expm1 => a.exp(),
        Unary::Tanh => a.unary(Unary::Sech2),
        Unary::Sech2 => -2.0 * a.tanh() * y,
        Unary::Atanh => 1.0 / (1.0 - a.square()),
        Unary::Sinh => a.unary(Unary::Cosh),
        Unary::Cosh => a.unary(Unary::Sinh),
        Unary::Asinh => 1.0 / (1.0 + a.square()).unary(Unary::Sqrt),
        Unary::Acosh => 1.0 / ((a - 1.0) * (a + 1.0)).unary(Unary::Sqrt),
        Unary::Sigmoid => y * (-a).sigmoid(),
        Unary::Softplus => a.sigmoid(),
        // At the kink the derivative is 0, as in PyTorch; asked of the answer, so that the argument need not be kept.
        Unary::Relu => number(0.0).less(y).select(1.0, 0.0),
        Unary::Abs => a.less(0.0).select(-1.0, 1.0),
        // It is flat but for its jumps.
        Unary::Floor => number(0.0),
        Unary::Sqrt => 0.5 / y,
        Unary::Square => 2.0 * a,
        Unary::Sin => a.unary(Unary::Cos),
        Unary::Cos => -a.unary(Unary::Sin),
    }
}

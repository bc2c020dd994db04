//! The text form of functions: one line a value, as `%7 [2] = mul %3, %5   // log_scale`.
//!
//! Values are renumbered in order, so that the text depends on what a function computes and not on what else its graph holds.

use std::collections::HashMap;
use std::fmt::Write;

use super::build::{Graph, Value};
use super::func::Func;
use crate::shape::Contraction;

/// The text of a function.
pub fn func<R>(graph: &Graph, func: &Func<R>) -> String {
    let order = func.order(graph);
    let number: HashMap<Value, usize> = order.iter().enumerate().map(|(i, v)| (*v, i)).collect();
    let mut text = format!("func {}  // {}\n", func.name, func.doc);
    for equation in equations(graph, &order) {
        let _ = writeln!(
            text,
            "  equation %%{}: {}, slope {}",
            equation.value.0,
            formula(graph, equation.value),
            formula(graph, equation.slope)
        );
    }
    for value in &order {
        let node = graph.node(*value);
        let args: Vec<String> = node.args.iter().map(|a| format!("%{}", number[a])).collect();
        let rate = if node.varying { "" } else { "uniform " };
        let _ = write!(text, "  %{} {rate}{} = {} {}", number[value], node.shape, node.op, args.join(", "));
        while text.ends_with(' ') {
            text.pop();
        }
        if let Some(label) = graph.label(*value) {
            let _ = write!(text, "  // {label}");
        }
        text.push('\n');
    }
    for output in &func.outputs {
        let _ = writeln!(text, "  return {} = %{}", output.name, number[&output.value]);
    }
    text
}

fn equations(graph: &Graph, order: &[Value]) -> Vec<super::op::Equation> {
    let of = |v: &Value| match &graph.node(*v).op {
        super::op::Op::Root(equation) => Some(equation.clone()),
        _ => None,
    };
    let mut out: Vec<super::op::Equation> = order.iter().filter_map(of).collect();
    out.dedup();
    out
}

/// A value as a formula, as deep as fits a few lines; for documentation and messages.
pub fn formula(graph: &Graph, value: Value) -> String {
    formula_within(graph, value, 600)
}

/// A value as a formula, as deep as so many characters show.
pub fn formula_within(graph: &Graph, value: Value, longest: usize) -> String {
    const DEEPEST: usize = 12;
    // Shared parts are written out, so a deeper text may be very much longer: it grows level by level.
    let mut shown = show(graph, value, 1);
    for depth in 2..=DEEPEST {
        let deeper = show(graph, value, depth);
        if deeper.chars().count() > longest || deeper == shown {
            break;
        }
        shown = deeper;
    }
    shown
}

/// A value in the words of whoever declared it, one line at most; for messages. Elements are left out where they have no word of
/// their own: what is said of a formula is said of each.
pub fn shown(graph: &Graph, value: Value) -> String {
    const LONGEST: usize = 120;
    let mut text = String::from("…");
    for depth in 1.. {
        let deeper = bare(&Shown { graph, words: true }.value(value, depth)).to_string();
        if deeper.chars().count() > LONGEST || deeper == text {
            break;
        }
        text = deeper;
    }
    text
}

/// The character between the name of a leaf that stands for another value and the mark that tells such leaves apart.
pub const ASIDE: char = '\u{0}';

fn show(graph: &Graph, value: Value, depth: usize) -> String {
    Shown { graph, words: false }.value(value, depth)
}

/// How values are written.
struct Shown<'g> {
    graph: &'g Graph,
    /// True if values are written in the words of the declaration alone.
    words: bool,
}

impl Shown<'_> {
    fn value(&self, value: Value, depth: usize) -> String {
        use super::op::{Binary, Leaf, Op, Unary};
        let graph = self.graph;
        let node = graph.node(value);
        if depth == 0 {
            return "…".into();
        }
        if let (Some(word), true) = (graph.word(value), self.words) {
            return word;
        }
        let arg = |k: usize| self.value(node.args[k], depth - 1);
        match &node.op {
            Op::Leaf(Leaf::Varying(name) | Leaf::Uniform(name) | Leaf::Parameter(_, name)) => {
                name.split(ASIDE).next().unwrap_or_default().to_string()
            }
            Op::Gather(_) if self.words => self.value(node.args[0], depth),
            Op::Const(n) => format!("{}", n.0),
            Op::Unary(Unary::Neg) => format!("-{}", arg(0)),
            Op::Unary(Unary::LogAbs) => format!("log|{}|", bare(&arg(0))),
            Op::Unary(Unary::Square) => format!("{}^2", arg(0)),
            Op::Unary(op) => format!("{}({})", op.name(), bare(&arg(0))),
            Op::Binary(op @ (Binary::Mul | Binary::Div)) => format!("{}{}{}", arg(0), op.symbol(), arg(1)),
            Op::Binary(op) => format!("({} {} {})", bare(&arg(0)), op.symbol(), arg(1)),
            Op::Select => format!("(if {} {{ {} }} else {{ {} }})", bare(&arg(0)), bare(&arg(1)), bare(&arg(2))),
            Op::Gather(index) => match graph.label(value) {
                Some(label) => label,
                None => format!("{}{}", arg(0), super::op::ShowIndex(index)),
            },
            Op::Assemble { .. } => {
                let parts: Vec<String> = (0..node.args.len()).map(|k| bare(&arg(k)).to_string()).collect();
                if parts.len() == 1 { parts[0].clone() } else { format!("[{}]", parts.join("; ")) }
            }
            Op::Root(equation) => {
                let right = arg(0);
                format!("root({} = {})", bare(&self.value(equation.value, depth - 1)), bare(&right))
            }
            Op::Stated(..) => format!("{}({}; …)", node.op, bare(&arg(0))),
            Op::Norm => format!("norm({})", bare(&arg(0))),
            Op::Sum => format!("sum({})", bare(&arg(0))),
            Op::Repeat(_) => arg(0),
            Op::Along(along, _) => format!("{}({})", along.name(), bare(&arg(0))),
            Op::Fold(_) => format!("fold({})", bare(&arg(0))),
            Op::Recur(recurrence, _) => {
                let given = (0..node.args.len()).filter(|k| graph.node(node.args[*k]).varying).map(arg);
                let given: Vec<String> = given.map(|text| bare(&text).to_string()).collect();
                format!("recur {} times({})", recurrence.steps, given.join(", "))
            }
            Op::Product { of: Contraction::Window(_), transposed } => {
                format!("conv{}({}, {})", if *transposed { "ᵀ" } else { "" }, arg(0), bare(&arg(1)))
            }
            Op::Product { .. } => format!("{}·{}", arg(0), arg(1)),
            Op::TriangularSolve { .. } => format!("solve({}, {}, {})", arg(0), bare(&arg(1)), bare(&arg(2))),
            Op::Outer { .. } => format!("{}⊗{}", arg(0), arg(1)),
        }
    }
}

fn bare(text: &str) -> &str {
    let inner = text.strip_prefix('(').and_then(|t| t.strip_suffix(')'));
    match inner {
        Some(inner) if balanced(inner) => inner,
        _ => text,
    }
}

fn balanced(text: &str) -> bool {
    let mut depth = 0;
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

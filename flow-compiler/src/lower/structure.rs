//! Equality of kinds: the functions of a layer with their values renumbered in order, so that two
//! layers compare equal where they compute the same, whatever else their graphs hold.

use std::collections::HashMap;
use std::rc::Rc;

use super::role::{Func, Role};
use crate::ir::{Equation, Graph, Op, Recurrence, Value};
use crate::shape::Shape;

/// The functions of a layer, comparable with those of another: all their values, arguments first,
/// and the outputs of each function by their places among these.
#[derive(Clone, Debug, PartialEq)]
pub struct Structured {
    name: String,
    parameters: Vec<Shape>,
    values: Vec<(Op, Vec<Value>, Shape)>,
    outputs: Vec<Vec<(Role, Value)>>,
}

impl Structured {
    /// The structure of some functions over one graph.
    pub(super) fn of<'f>(
        name: &str,
        parameters: &[Shape],
        graph: &Graph,
        funcs: impl Iterator<Item = &'f Func>,
    ) -> Structured {
        let mut numbering = Numbering { graph, numbers: HashMap::new(), values: Vec::new() };
        let outputs = funcs.map(|func| numbering.outputs(func)).collect();
        Structured { name: name.into(), parameters: parameters.to_vec(), values: numbering.values, outputs }
    }
}

/// Values in the order in which they are met.
struct Numbering<'g> {
    graph: &'g Graph,
    numbers: HashMap<Value, Value>,
    values: Vec<(Op, Vec<Value>, Shape)>,
}

impl Numbering<'_> {
    fn outputs(&mut self, func: &Func) -> Vec<(Role, Value)> {
        func.order(self.graph).into_iter().for_each(|value| self.add(value));
        func.outputs.iter().map(|o| (self.role(&o.role), self.numbers[&o.value])).collect()
    }

    /// Numbers a value whose arguments have numbers. An equation's own graph comes before its root.
    fn add(&mut self, value: Value) {
        if self.numbers.contains_key(&value) {
            return;
        }
        let node = self.graph.node(value);
        let op = match &node.op {
            Op::Root(equation) => {
                let roots = [equation.own, equation.value, equation.slope];
                let leaves = equation.captured.iter().copied();
                self.graph.order(&roots).into_iter().chain(leaves).for_each(|inner| self.add(inner));
                let number = |value: &Value| self.numbers[value];
                Op::Root(Equation {
                    own: number(&equation.own),
                    captured: equation.captured.iter().map(number).collect(),
                    value: number(&equation.value),
                    slope: number(&equation.slope),
                    increasing: equation.increasing,
                })
            }
            Op::Recur(recurrence, k) => {
                let leaves = recurrence.unknowns.iter().chain(&recurrence.captured).copied();
                self.graph.order(&recurrence.values).into_iter().chain(leaves).for_each(|inner| self.add(inner));
                let numbers = |values: &[Value]| values.iter().map(|value| self.numbers[value]).collect();
                let [unknowns, captured, values] =
                    [&recurrence.unknowns, &recurrence.captured, &recurrence.values].map(|values| numbers(values));
                Op::Recur(Rc::new(Recurrence { unknowns, captured, values, ..Recurrence::clone(recurrence) }), *k)
            }
            op => op.clone(),
        };
        let args = node.args.iter().map(|a| self.numbers[a]).collect();
        self.numbers.insert(value, Value(self.values.len() as u32));
        self.values.push((op, args, node.shape.clone()));
    }

    /// A role whose value is renumbered.
    fn role(&self, role: &Role) -> Role {
        match role {
            Role::Uniform(value) => Role::Uniform(self.numbers.get(value).copied().unwrap_or(*value)),
            Role::Cotangent(of) => self.role(of).cotangent(),
            other => other.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::role::Output;
    use super::*;
    use crate::ir::Expr;

    /// The structure of one formula of a vector `x`, in a graph that holds other values before it.
    fn structure(others: usize, formula: impl Fn(Expr<'_>) -> Expr<'_>) -> Structured {
        let graph = Graph::new();
        let x = graph.varying("x", Shape::vector(3));
        (0..others).for_each(|k| {
            let _ = x * graph.number(k as f64 + 20.0);
        });
        let func = Func::new("inverse", "", vec![Output::new("z", Role::Result, formula(x).value)]);
        Structured::of("layer", &[], &graph, [func].iter())
    }

    #[test]
    fn functions_compare_by_what_they_compute() {
        fn formula(x: Expr<'_>) -> Expr<'_> {
            (x * 2.0).exp() + 1.0
        }
        assert_eq!(structure(0, formula), structure(5, formula));
        assert_ne!(structure(0, formula), structure(0, |x| (x * 3.0).exp() + 1.0));
        assert_ne!(structure(0, formula), structure(0, |x| (x * 2.0).tanh() + 1.0));
    }

    #[test]
    fn a_difference_is_seen_at_any_depth() {
        let nested = |inner: f64| {
            structure(0, |x| (0..40).fold(x + inner, |sum, _| sum + (sum * 0.1).unary(crate::ir::Unary::Sin)))
        };
        assert_eq!(nested(1.0), nested(1.0));
        assert_ne!(nested(1.0), nested(2.0));
    }
}

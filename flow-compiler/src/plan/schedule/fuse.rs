//! Products with the bias and the activation that are fused into them.

use std::collections::{BTreeSet, HashMap};

use super::{Fused, Scheduler};
use crate::ir::{Binary, Expr, Op, Unary, Value};
use crate::plan::layout::Matrix;
use crate::shape::{Contraction, Copies};

impl Scheduler<'_> {
    /// Finds the bias and activation of each product that the roots need: the only users of what
    /// comes before them.
    pub fn fuse(&mut self, roots: &[Value]) {
        let mut users: HashMap<Value, Vec<Value>> = HashMap::new();
        let mut todo = roots.to_vec();
        let mut ends: BTreeSet<Value> = roots.iter().copied().collect();
        let mut seen = BTreeSet::new();
        while let Some(value) = todo.pop() {
            if self.homes.contains_key(&value) || !seen.insert(value) {
                continue;
            }
            if let Some(equations) = self.graph.equations(value) {
                todo.extend(equations.states.iter().chain(&equations.values));
                ends.extend(&equations.values);
                continue;
            }
            for arg in &self.graph.node(value).args {
                users.entry(*arg).or_default().push(value);
                todo.push(*arg);
            }
        }
        let only_user = |v: Value| match users.get(&v).map(Vec::as_slice) {
            Some([user]) if !ends.contains(&v) => Some(*user),
            _ => None,
        };
        for value in seen {
            let e = self.at(value);
            let Some((matrix, of)) = Matrix::of(e) else { continue };
            let input = e.arg(e.args().len() - 1).value;
            let mut fused = Fused { matrix, of, input, bias: None, activation: None };
            let mut end = value;
            let added = only_user(end).map(|u| self.at(u)).filter(|u| u.op() == Op::Binary(Binary::Add));
            if let Some(sum) = added {
                let other = if sum.arg(0).value == end { sum.arg(1) } else { sum.arg(0) };
                if let Some(bias) = bias_of(of, matrix.transposed, other) {
                    fused.bias = Some(bias.value);
                    self.absorbed.insert(end);
                    end = sum.value;
                }
            }
            if let Some(user) = only_user(end).map(|u| self.at(u))
                && let Op::Unary(op @ (Unary::Relu | Unary::Tanh | Unary::Sigmoid | Unary::Softplus)) = user.op()
            {
                fused.activation = Some(op);
                self.absorbed.insert(end);
                end = user.value;
            }
            self.products.insert(end, fused);
        }
    }
}

/// Returns the bias that a product can add to its rows, if a value is one: a convolution adds one
/// number to each channel, the same at every position.
fn bias_of<'g>(of: Contraction, transposed: bool, e: Expr<'g>) -> Option<Expr<'g>> {
    if e.node().varying || e.is_scalar() || e.constant().is_some() {
        return None;
    }
    let Some(window) = of.window() else { return Some(e) };
    let channels = if transposed { window.inputs } else { window.outputs };
    match e.op() {
        Op::Repeat(copies) if copies == Copies::of(e.size() / channels, channels) => Some(e.arg(0)),
        _ => None,
    }
}

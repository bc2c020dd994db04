//! Products with the bias and the activation that are fused into them.

use std::collections::{BTreeSet, HashMap};

use super::{Fused, Scheduler};
use crate::ir::{Binary, Op, Unary, Value};

impl Scheduler<'_> {
    /// Finds the bias and activation of each product that the roots need: the only users of what
    /// comes before them.
    pub fn fuse(&mut self, roots: &[Value]) {
        let mut users: HashMap<Value, Vec<Value>> = HashMap::new();
        let mut todo = roots.to_vec();
        let mut seen = BTreeSet::new();
        while let Some(value) = todo.pop() {
            if self.homes.contains_key(&value) || !seen.insert(value) {
                continue;
            }
            for arg in &self.graph.node(value).args {
                users.entry(*arg).or_default().push(value);
                todo.push(*arg);
            }
        }
        let only_user = |v: Value| match users.get(&v).map(Vec::as_slice) {
            Some([user]) if !roots.contains(&v) => Some(*user),
            _ => None,
        };
        for value in seen {
            let Op::Product { of, transposed } = self.graph.node(value).op else { continue };
            let e = self.at(value);
            let mut fused =
                Fused { matrix: e.arg(0).value, transposed, of, input: e.arg(1).value, bias: None, activation: None };
            let mut end = value;
            let added = only_user(end).map(|u| self.at(u)).filter(|u| u.op() == Op::Binary(Binary::Add));
            if let Some(sum) = added {
                let other = if sum.arg(0).value == end { sum.arg(1) } else { sum.arg(0) };
                if !other.node().varying && !other.is_scalar() && other.constant().is_none() {
                    fused.bias = Some(other.value);
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

//! Stated maps and norms in terms of other operations, once derivation does not need them whole.

use std::collections::HashMap;

use super::op::{Op, Stated};
use super::{Expr, Graph, Value};
use crate::shape::{Copies, Shape};

impl Graph {
    /// The expression with the formulas of stated maps in their places.
    pub fn inlined<'g>(&'g self, root: Expr<'g>) -> Expr<'g> {
        let mut new: HashMap<Value, Expr<'g>> = HashMap::new();
        for value in self.order(&[root.value]) {
            let node = self.node(value);
            let args: Vec<Expr> = node.args.iter().map(|a| new[a]).collect();
            let same = args.iter().zip(&node.args).all(|(a, b)| a.value == *b);
            let made = match &node.op {
                Op::Norm => args[0].square().sum().root_or_zero(),
                Op::Stated(stated, part) => self.formula(stated.part(*part), stated, &args, &node.shape),
                _ if same => self.at(value),
                op => self.make(op.clone(), &args),
            };
            if let (Some(label), true) = (self.label(value), made.value != value) {
                made.named(&label);
            }
            new.insert(value, made);
        }
        new[&root.value]
    }

    /// A part of a stated map as operations on the elements of `shape`: what works on a line of an element works on the lines of all.
    pub fn formula<'g>(&'g self, part: Value, stated: &Stated, args: &[Expr<'g>], shape: &Shape) -> Expr<'g> {
        let elements = shape.size();
        let of_all = |copies: Copies| Copies { outer: copies.outer * elements, ..copies };
        let argument = args[0].spread(shape);
        let given = [argument].into_iter().chain(args[1..].iter().copied());
        let mut new: HashMap<Value, Expr<'g>> = stated.leaves().zip(given).collect();
        // The formula may hold norms and stated maps itself.
        let part = self.inlined(self.at(part));
        for value in self.order(&[part.value]) {
            if new.contains_key(&value) {
                continue;
            }
            let node = self.node(value);
            let args: Vec<Expr> = node.args.iter().map(|a| new[a]).collect();
            let made = match &node.op {
                Op::Const(number) if !node.shape.is_scalar() => {
                    self.filled(number.0, Shape::vector(node.shape.size() * elements))
                }
                _ if args.is_empty() => self.at(value),
                Op::Repeat(copies) => self.make(Op::Repeat(of_all(*copies)), &args),
                Op::Fold(copies) => self.make(Op::Fold(of_all(*copies)), &args),
                Op::Along(along, copies) => self.make(Op::Along(*along, of_all(*copies)), &args),
                op => self.make(op.clone(), &args),
            };
            if let Some(label) = self.label(value) {
                made.named(&label);
            }
            if let Some(word) = self.word(value) {
                made.called(&word);
            }
            new.insert(value, made);
        }
        let made = new[&part.value];
        // A sum along the line of the only element is a vector of one.
        if shape.is_scalar() && !made.is_scalar() { made.sum() } else { made.spread(shape) }
    }
}

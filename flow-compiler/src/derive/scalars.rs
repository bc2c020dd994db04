//! Elementwise values as formulas of single numbers.
//!
//! A proof, a warning and a message are about one element, whichever elements are gathered from where. So every gather moves down to
//! what is not computed element by element (an *atom*: an argument, a parameter, a sum, a product of a matrix), and each atom becomes
//! a number of its own. Behind a gather `z` and `2 z` are then again a value and its double, and their product is a square.
//!
//! All of it stands in a copy of the graph: what is derived must not depend on what a proof has tried.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::ir::print::{self, shown};
use crate::ir::{Expr, Graph, Leaf, Op, Value};
use crate::rules::facts::interval;
use crate::shape::{Shape, positions};

/// Elements of a value, by their number in [`Scalars`].
type At = usize;
/// The only element of a number.
const ONE: At = 0;

/// The walk from values to formulas of single numbers.
pub struct Scalars<'c> {
    graph: &'c Graph,
    /// The value that is asked about: the atoms that depend on it move.
    x: Expr<'c>,
    lists: Vec<Rc<[usize]>>,
    known: HashMap<(Value, At), Expr<'c>>,
    /// Leaves of atoms that depend on `x`.
    pub moving: HashSet<Value>,
}

impl<'c> Scalars<'c> {
    /// Nothing rewritten yet; `x` is a leaf of a graph of which `copy` is one.
    pub fn new(copy: &'c Graph, x: Value) -> Self {
        let lists = vec![Rc::from([0])];
        Scalars { graph: copy, x: copy.at(x), lists, known: HashMap::new(), moving: HashSet::new() }
    }

    /// A value as formulas of single numbers, one for each part that it is assembled of.
    pub fn parts(&mut self, e: Value) -> Vec<Expr<'c>> {
        let e = self.graph.at(e);
        let all: Vec<usize> = (0..e.size()).collect();
        self.parts_at(e, &all)
    }

    fn parts_at(&mut self, e: Expr<'c>, elements: &[usize]) -> Vec<Expr<'c>> {
        match e.op() {
            Op::Gather(index) => {
                let from = self.graph.elements(&index);
                self.parts_at(e.arg(0), &elements.iter().map(|e| from[*e]).collect::<Vec<_>>())
            }
            Op::Assemble { parts, .. } => {
                let mut out = Vec::new();
                for (k, part) in parts.iter().enumerate() {
                    let places = positions(&self.graph.elements(part));
                    let here: Vec<usize> = elements.iter().filter_map(|e| places.get(e).copied()).collect();
                    if !here.is_empty() {
                        out.extend(self.parts_at(e.arg(k), &here));
                    }
                }
                out
            }
            _ => {
                let at = self.list(elements);
                vec![self.of(e, at)]
            }
        }
    }

    fn list(&mut self, elements: &[usize]) -> At {
        self.lists.iter().position(|l| **l == *elements).unwrap_or_else(|| {
            self.lists.push(elements.into());
            self.lists.len() - 1
        })
    }

    fn of(&mut self, e: Expr<'c>, at: At) -> Expr<'c> {
        let at = if e.is_scalar() { ONE } else { at };
        if let Some(known) = self.known.get(&(e.value, at)) {
            return *known;
        }
        let made = self.made(e, at);
        if let Some(word) = self.graph.word(e.value) {
            made.called(&word);
        }
        self.known.insert((e.value, at), made);
        made
    }

    fn made(&mut self, e: Expr<'c>, at: At) -> Expr<'c> {
        match e.op() {
            Op::Const(number) => self.graph.number(number.0),
            op if op.is_elementwise() => {
                let mut args = Vec::new();
                for (k, a) in e.args().into_iter().enumerate() {
                    let elements = self.lists[at].clone();
                    let read = if e.line_of(k).is_some() { self.list(&e.read_by(k, &elements)) } else { at };
                    args.push(self.of(a, read));
                }
                self.graph.make(op, &args)
            }
            Op::Gather(index) => {
                let from = self.graph.elements(&index);
                let inner: Vec<usize> = self.lists[at].iter().map(|e| from[*e]).collect();
                let inner = self.list(&inner);
                self.of(e.arg(0), inner)
            }
            Op::Assemble { parts, .. } => {
                let wanted = self.lists[at].clone();
                let inside = parts.iter().enumerate().find_map(|(k, part)| {
                    let places = positions(&self.graph.elements(part));
                    let inner: Option<Vec<usize>> = wanted.iter().map(|e| places.get(e).copied()).collect();
                    inner.map(|inner| (k, inner))
                });
                match inside {
                    Some((k, inner)) => {
                        let inner = self.list(&inner);
                        self.of(e.arg(k), inner)
                    }
                    None => self.atom(e, at),
                }
            }
            _ => self.atom(e, at),
        }
    }

    /// A number of its own for elements of what is not computed element by element.
    fn atom(&mut self, e: Expr<'c>, at: At) -> Expr<'c> {
        // Whoever gathered the elements may have a word for them, which comes before this name.
        let name = match e.op() {
            Op::Leaf(Leaf::Varying(name) | Leaf::Uniform(name) | Leaf::Parameter(_, name)) => name,
            _ => shown(self.graph, e.value),
        };
        let name = format!("{name}{}{at}:{}", print::ASIDE, e.value.0);
        let leaf = match e.node().varying {
            true => self.graph.varying(&name, Shape::scalar()),
            false => self.graph.uniform(&name, Shape::scalar()),
        };
        self.graph.assume(leaf, interval(e));
        if e.needs(self.x) {
            self.moving.insert(leaf.value);
        }
        leaf
    }
}

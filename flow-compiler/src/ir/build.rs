//! [`Graph`] and [`Expr`]: making values.
//!
//! Equal expressions are one value, which is what lets rules cancel terms. [`Expr`] is a value with its graph beside it, so that a
//! bijector's formula is written as mathematics: `z * log_scale.exp() + shift`. Every value passes through [`Graph::make`], which
//! folds constants, applies the rules of `simplify`, and interns.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::{Add, Div, Mul, Neg, Sub};
use std::rc::Rc;

use super::interval::Interval;
use super::op::{Along, Binary, Leaf, Number, Op, Recurrence, Unary};
use super::simplify;
use crate::shape::{
    Contraction, Copies, Index, Shape, Stairs, Table, TableId, TableRule, Window, inverse_permutation, repeated,
};

/// Names a value of a graph; numbers ascend from arguments to results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Value(pub u32);

/// A value: an operation on earlier values.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The operation that computes it.
    pub op: Op,
    /// The arguments, all of lower number.
    pub args: Vec<Value>,
    /// Its shape.
    pub shape: Shape,
    /// True if it differs per sample.
    pub varying: bool,
    /// The leaves that it depends on, in ascending order.
    pub leaves: Rc<[Value]>,
}

type Key = (Op, Vec<Value>, Shape);

#[derive(Clone, Default)]
struct Inner {
    nodes: Vec<Rc<Node>>,
    interned: HashMap<Key, Value>,
    /// Results of rules for operations that are no values themselves: a rule that goes on in the arguments does so once for each.
    simplified: HashMap<(Op, Vec<Value>), Value>,
    tables: Vec<Table>,
    labels: BTreeMap<Value, String>,
    words: BTreeMap<Value, String>,
    assumed: BTreeMap<Value, Interval>,
    orthonormal: BTreeMap<Value, usize>,
    sealed: BTreeSet<Value>,
    /// The equations of each state of a recurrence, in this graph's values.
    equations: HashMap<Value, Rc<Equations>>,
}

/// The equations of a recurrence where it stands in a graph: `states[k] = values[k]`, in which the states and what is captured stand for
/// their leaves.
#[derive(Clone, Debug)]
pub struct Equations {
    /// The recurrence.
    pub recurrence: Rc<Recurrence>,
    /// Its states.
    pub states: Vec<Value>,
    /// The value that each of them equals.
    pub values: Vec<Value>,
}

/// The values of one bijector, with all that is derived from it.
#[derive(Default)]
pub struct Graph {
    inner: RefCell<Inner>,
    reads: Cell<u64>,
}

/// A value together with its graph.
#[derive(Clone, Copy)]
pub struct Expr<'g> {
    /// The graph that holds it.
    pub graph: &'g Graph,
    /// Its number there.
    pub value: Value,
}

impl Graph {
    /// An empty graph.
    pub fn new() -> Self {
        Self::default()
    }

    /// The expression of a value.
    pub fn at(&self, value: Value) -> Expr<'_> {
        Expr { graph: self, value }
    }

    /// A value's definition.
    pub fn node(&self, value: Value) -> Rc<Node> {
        self.reads.set(self.reads.get() + 1);
        self.inner.borrow().nodes[value.0 as usize].clone()
    }

    /// How often a definition has been read: the work of all walks over this graph, for tests that bound it.
    pub fn reads(&self) -> u64 {
        self.reads.get()
    }

    /// A leaf that differs per sample.
    pub fn varying(&self, name: &str, shape: Shape) -> Expr<'_> {
        self.intern(Op::Leaf(Leaf::Varying(name.into())), vec![], shape)
    }

    /// A leaf that all samples share and that is not itself a parameter.
    pub fn uniform(&self, name: &str, shape: Shape) -> Expr<'_> {
        self.intern(Op::Leaf(Leaf::Uniform(name.into())), vec![], shape)
    }

    /// A learned parameter, by its number in the layer's table.
    pub fn parameter(&self, number: usize, name: &str, shape: Shape) -> Expr<'_> {
        self.intern(Op::Leaf(Leaf::Parameter(number, name.into())), vec![], shape)
    }

    /// A copy in which to try out what this graph is not to hold.
    pub fn copy(&self) -> Graph {
        Graph { inner: RefCell::new(self.inner.borrow().clone()), reads: Cell::new(0) }
    }

    /// The word that the author of a formula has for a value.
    pub fn word(&self, value: Value) -> Option<String> {
        self.inner.borrow().words.get(&value).cloned()
    }

    /// States what a leaf can be: a fact that proofs use.
    pub fn assume(&self, leaf: Expr, interval: Interval) {
        self.inner.borrow_mut().assumed.insert(leaf.value, interval);
    }

    /// Returns the interval that a leaf is assumed to lie in.
    pub fn assumed(&self, leaf: Value) -> Interval {
        self.inner.borrow().assumed.get(&leaf).copied().unwrap_or(Interval::ALL)
    }

    /// States that vectors have length 1 and are orthogonal to each other: a fact that derivation uses, for it does not follow from
    /// their formulas by the rules.
    pub fn assume_orthonormal(&self, vectors: &[Expr]) {
        let mut inner = self.inner.borrow_mut();
        let family = inner.orthonormal.len();
        for vector in vectors {
            inner.orthonormal.entry(vector.value).or_insert(family);
        }
    }

    /// The family of orthonormal vectors that a value belongs to.
    pub fn orthonormal_family(&self, value: Value) -> Option<usize> {
        self.inner.borrow().orthonormal.get(&value).copied()
    }

    /// States that normal forms do not look into a value: it stands there as a leaf would.
    pub fn seal(&self, value: Expr) {
        self.inner.borrow_mut().sealed.insert(value.value);
    }

    /// True for a value into which normal forms do not look.
    pub fn is_sealed(&self, value: Value) -> bool {
        let inner = self.inner.borrow();
        inner.sealed.contains(&value) || inner.orthonormal.contains_key(&value)
    }

    /// A number.
    pub fn number(&self, number: f64) -> Expr<'_> {
        self.intern(Op::Const(Number(number)), vec![], Shape::scalar())
    }

    /// `n` times the same number.
    pub fn filled(&self, number: f64, shape: Shape) -> Expr<'_> {
        self.intern(Op::Const(Number(number)), vec![], shape)
    }

    /// The only way to a computed value: fold, simplify, intern.
    pub fn make<'g>(&'g self, op: Op, args: &[Expr<'g>]) -> Expr<'g> {
        let values: Vec<Value> = args.iter().map(|a| a.value).collect();
        let key = (op, values);
        let known = self.inner.borrow().simplified.get(&key).copied();
        if let Some(known) = known {
            return self.at(known);
        }
        let shape = result_shape(&key.0, args);
        match simplify::simplify(self, &key.0, args, &shape) {
            Some(simpler) => {
                self.inner.borrow_mut().simplified.insert(key, simpler.value);
                simpler
            }
            None => match key.0 {
                Op::Recur(recurrence, k) => self.states(recurrence, args)[k],
                op => self.intern(op, key.1, shape),
            },
        }
    }

    /// The states of a recurrence that captures the arguments. Their equations become values of the graph directly behind them.
    pub fn states<'g>(&'g self, recurrence: Rc<Recurrence>, args: &[Expr<'g>]) -> Vec<Expr<'g>> {
        let values: Vec<Value> = args.iter().map(|a| a.value).collect();
        let shape = |k: usize| self.node(recurrence.unknowns[k]).shape.clone();
        let state = |k: usize| self.intern(Op::Recur(recurrence.clone(), k), values.clone(), shape(k));
        let states: Vec<Expr> = (0..recurrence.unknowns.len()).map(state).collect();
        if self.equations(states[0].value).is_none() {
            let leaves = recurrence.unknowns.iter().chain(&recurrence.captured).map(|leaf| self.at(*leaf));
            let replace: Vec<(Expr, Expr)> = leaves.zip(states.iter().chain(args).copied()).collect();
            let right =
                recurrence.values.iter().map(|value| self.substitute(self.at(*value), &replace).value).collect();
            let states: Vec<Value> = states.iter().map(|s| s.value).collect();
            let equations = Rc::new(Equations { recurrence, states: states.clone(), values: right });
            self.inner.borrow_mut().equations.extend(states.into_iter().map(|state| (state, equations.clone())));
        }
        states
    }

    /// The equations of a state of a recurrence; of any other value none.
    pub fn equations(&self, state: Value) -> Option<Rc<Equations>> {
        self.inner.borrow().equations.get(&state).cloned()
    }

    fn intern(&self, op: Op, args: Vec<Value>, shape: Shape) -> Expr<'_> {
        let mut inner = self.inner.borrow_mut();
        let key = (op, args, shape);
        if let Some(&value) = inner.interned.get(&key) {
            return self.at(value);
        }
        let value = Value(inner.nodes.len() as u32);
        let (op, args, shape) = key.clone();
        let arguments: Vec<&Rc<Node>> = args.iter().map(|a| &inner.nodes[a.0 as usize]).collect();
        let varying = matches!(op, Op::Leaf(Leaf::Varying(_))) || arguments.iter().any(|a| a.varying);
        let mut leaves: Vec<Value> = arguments.iter().flat_map(|a| a.leaves.iter().copied()).collect();
        if matches!(op, Op::Leaf(_)) {
            leaves.push(value);
        }
        leaves.sort();
        leaves.dedup();
        inner.nodes.push(Rc::new(Node { op, args, shape, varying, leaves: leaves.into() }));
        inner.interned.insert(key, value);
        self.at(value)
    }

    /// The index that names the listed elements: a rule where one states the list, else a table.
    pub fn index(&self, list: &[usize]) -> Index {
        Index::from_list(list).unwrap_or_else(|| self.table(list.to_vec(), TableRule::Given))
    }

    /// The index of a table with the given numbers.
    pub fn table(&self, values: Vec<usize>, rule: TableRule) -> Index {
        self.table_of_parts(values, rule, 1)
    }

    /// The index that has the order of a table in each of so many parts.
    pub fn table_of_parts(&self, values: Vec<usize>, rule: TableRule, parts: usize) -> Index {
        let mut inner = self.inner.borrow_mut();
        let period = values.len();
        let table = Table { values, rule };
        let found = inner.tables.iter().position(|t| *t == table);
        let id = found.unwrap_or_else(|| {
            inner.tables.push(table);
            inner.tables.len() - 1
        });
        Index::Table { id: TableId(id), len: parts * period, period }
    }

    /// The index that undoes a permutation.
    pub fn inverse_index(&self, index: &Index) -> Index {
        match *index {
            Index::Table { id, len, period } => match self.table_of(id) {
                Table { rule: TableRule::InverseOf(original), .. } => Index::Table { id: original, len, period },
                Table { values, .. } => {
                    self.table_of_parts(inverse_permutation(&values), TableRule::InverseOf(id), len / period)
                }
            },
            Index::Range { .. } | Index::Blocks { .. } | Index::Loops { .. } => {
                self.index(&inverse_permutation(&self.elements(index)))
            }
        }
    }

    /// A table of this graph.
    pub fn table_of(&self, id: TableId) -> Table {
        self.inner.borrow().tables[id.0].clone()
    }

    /// All tables of this graph.
    pub fn tables(&self) -> Vec<Table> {
        self.inner.borrow().tables.clone()
    }

    /// The elements that an index names.
    pub fn elements(&self, index: &Index) -> Vec<usize> {
        match index {
            Index::Table { id, len, .. } => repeated(&self.inner.borrow().tables[id.0].values, *len),
            rule => rule.by_rule().unwrap_or_default(),
        }
    }

    /// Vectors one after another.
    pub fn concat<'g>(&'g self, parts: &[Expr<'g>]) -> Expr<'g> {
        let mut start = 0;
        let mut indices = Vec::new();
        for part in parts {
            indices.push(Index::range(start, part.size()));
            start += part.size();
        }
        self.make(Op::Assemble { len: start, parts: indices }, parts)
    }

    /// All values that the roots need, arguments first. The equations of a recurrence follow its states.
    pub fn order(&self, roots: &[Value]) -> Vec<Value> {
        let inner = self.inner.borrow();
        let mut seen = vec![false; inner.nodes.len()];
        let mut todo = roots.to_vec();
        while let Some(value) = todo.pop() {
            if !std::mem::replace(&mut seen[value.0 as usize], true) {
                todo.extend(&inner.nodes[value.0 as usize].args);
                if let Some(equations) = inner.equations.get(&value) {
                    todo.extend(equations.states.iter().chain(&equations.values));
                }
            }
        }
        (0..seen.len()).filter(|i| seen[*i]).map(|i| Value(i as u32)).collect()
    }

    /// True if the norm of a vector is a value of this graph.
    pub fn has_norm(&self, vector: Expr) -> bool {
        self.inner.borrow().interned.contains_key(&(Op::Norm, vec![vector.value], Shape::scalar()))
    }

    /// One element of a vector, where it is a value of this graph.
    pub fn element(&self, vector: Expr, i: usize) -> Option<Value> {
        let key = (Op::Gather(Index::range(i, 1)), vec![vector.value], Shape::vector(1));
        self.inner.borrow().interned.get(&key).copied()
    }

    /// The value's name in emitted code, where it was given one.
    pub fn label(&self, value: Value) -> Option<String> {
        self.inner.borrow().labels.get(&value).cloned()
    }

    /// The expression with some values replaced by others.
    pub fn substitute<'g>(&'g self, root: Expr<'g>, replace: &[(Expr<'g>, Expr<'g>)]) -> Expr<'g> {
        let mut new: HashMap<Value, Expr<'g>> = replace.iter().map(|(from, to)| (from.value, *to)).collect();
        for value in self.order(&[root.value]) {
            if new.contains_key(&value) {
                continue;
            }
            let node = self.node(value);
            let args: Vec<Expr> = node.args.iter().map(|a| new[a]).collect();
            let same = args.iter().zip(&node.args).all(|(a, b)| a.value == *b);
            let made = if same { self.at(value) } else { self.make(node.op.clone(), &args) };
            if let (Some(label), false) = (self.label(value), same) {
                made.named(&label);
            }
            if let (Some(word), false) = (self.word(value), same) {
                made.called(&word);
            }
            new.insert(value, made);
        }
        new[&root.value]
    }
}

/// The shape that an operation gives; the arguments fit, which [`verify`](super::verify) checks again.
fn result_shape(op: &Op, args: &[Expr]) -> Shape {
    match op {
        Op::Leaf(_) | Op::Const(_) | Op::Sum | Op::Norm => Shape::scalar(),
        Op::Stated(stated, _) => {
            let single = args.iter().zip(stated.leaves()).filter(|(a, leaf)| a.graph.node(*leaf).shape.is_scalar());
            single.map(|(a, _)| a.shape()).find(|s| !s.is_scalar()).unwrap_or_default()
        }
        Op::Unary(_) | Op::Binary(_) | Op::Select | Op::Root(_) => {
            args.iter().map(|a| a.shape()).find(|s| !s.is_scalar()).unwrap_or_default()
        }
        Op::Gather(index) => Shape::vector(index.len()),
        Op::Assemble { len, .. } => Shape::vector(*len),
        Op::Repeat(copies) => Shape::vector(copies.spread()),
        Op::Fold(copies) | Op::Along(Along::LogSumExp, copies) => Shape::vector(copies.size()),
        Op::Along(Along::CumulativeSum, copies) => Shape::vector(copies.spread()),
        Op::Recur(recurrence, k) => args
            .first()
            .map(|a| a.graph.node(recurrence.unknowns[*k]).shape.clone())
            .expect("a recurrence captures what it reads"),
        Op::Product { of: Contraction::Window(window), transposed } => {
            Shape::vector(if *transposed { window.input_len() } else { window.output_len() })
        }
        Op::Product { transposed, .. } => Shape::vector(args[0].shape().extents()[usize::from(*transposed)]),
        Op::TriangularSolve { .. } => args[2].shape(),
        Op::Outer { of: Contraction::Window(window) } => window.weight(),
        Op::Outer { .. } => Shape::matrix(args[0].size(), args[1].size()),
    }
}

impl<'g> Expr<'g> {
    /// How many numbers of argument `k` an element reads, where it reads a line of its own: that of a stated map.
    pub fn line_of(self, k: usize) -> Option<usize> {
        let Op::Stated(stated, _) = self.op() else { return None };
        let leaf = self.graph.node(stated.leaves().nth(k)?);
        (!leaf.shape.is_scalar()).then(|| leaf.shape.size())
    }

    /// The elements of argument `k` that some elements of an elementwise value read: the same ones, their lines, or the only one
    /// of a scalar.
    pub fn read_by(self, k: usize, elements: &[usize]) -> Vec<usize> {
        match self.line_of(k) {
            Some(times) => elements.iter().flat_map(|e| e * times..(e + 1) * times).collect(),
            None if self.arg(k).is_scalar() => vec![0; elements.len()],
            None => elements.to_vec(),
        }
    }

    /// Its definition.
    pub fn node(self) -> Rc<Node> {
        self.graph.node(self.value)
    }

    /// Its operation.
    pub fn op(self) -> Op {
        self.node().op.clone()
    }

    /// An argument.
    pub fn arg(self, k: usize) -> Expr<'g> {
        self.graph.at(self.node().args[k])
    }

    /// All arguments.
    pub fn args(self) -> Vec<Expr<'g>> {
        self.node().args.iter().map(|a| self.graph.at(*a)).collect()
    }

    /// Its shape.
    pub fn shape(self) -> Shape {
        self.node().shape.clone()
    }

    /// Number of elements.
    pub fn size(self) -> usize {
        self.node().shape.size()
    }

    /// True if it is a single number.
    pub fn is_scalar(self) -> bool {
        self.node().shape.is_scalar()
    }

    /// The number that all its elements are, where it is a constant.
    pub fn constant(self) -> Option<f64> {
        match self.node().op {
            Op::Const(Number(n)) => Some(n),
            _ => None,
        }
    }

    /// True if it is a constant of this number.
    pub fn is(self, number: f64) -> bool {
        self.constant() == Some(number)
    }

    /// True if it depends on a leaf.
    pub fn needs(self, leaf: Expr) -> bool {
        self.node().leaves.binary_search(&leaf.value).is_ok()
    }

    /// Names the value in text forms and emitted code; the first name stays.
    pub fn named(self, label: &str) -> Self {
        self.graph.inner.borrow_mut().labels.entry(self.value).or_insert_with(|| label.to_string());
        self
    }

    /// Gives the value the word that the author of a formula has for it, which messages then use; the first one stays.
    pub fn called(self, word: &str) -> Self {
        if self.constant().is_none() {
            self.graph.inner.borrow_mut().words.entry(self.value).or_insert_with(|| word.to_string());
        }
        self
    }

    /// An elementwise function of one argument.
    pub fn unary(self, op: Unary) -> Self {
        self.graph.make(Op::Unary(op), &[self])
    }

    /// An elementwise function of two arguments.
    pub fn binary(self, op: Binary, other: impl Operand<'g>) -> Self {
        self.graph.make(Op::Binary(op), &[self, other.on(self.graph)])
    }

    /// `eᵃ`
    pub fn exp(self) -> Self {
        self.unary(Unary::Exp)
    }

    /// `ln a`
    pub fn log(self) -> Self {
        self.unary(Unary::Log)
    }

    /// `ln |a|`
    pub fn log_abs(self) -> Self {
        self.unary(Unary::LogAbs)
    }

    /// `tanh a`
    pub fn tanh(self) -> Self {
        self.unary(Unary::Tanh)
    }

    /// `1 / (1 + e⁻ᵃ)`
    pub fn sigmoid(self) -> Self {
        self.unary(Unary::Sigmoid)
    }

    /// `ln(1 + eᵃ)`
    pub fn softplus(self) -> Self {
        self.unary(Unary::Softplus)
    }

    /// `max(a, 0)`
    pub fn relu(self) -> Self {
        self.unary(Unary::Relu)
    }

    /// `a²`
    pub fn square(self) -> Self {
        self.unary(Unary::Square)
    }

    /// `1` where `a < b`, else `0`
    pub fn less(self, other: impl Operand<'g>) -> Self {
        self.binary(Binary::Less, other)
    }

    /// `self ? a : b`, where self is a condition made by [`less`](Self::less)
    pub fn select(self, a: impl Operand<'g>, b: impl Operand<'g>) -> Self {
        self.graph.make(Op::Select, &[self, a.on(self.graph), b.on(self.graph)])
    }

    /// The sum of all elements
    pub fn sum(self) -> Self {
        if self.is_scalar() { self } else { self.graph.make(Op::Sum, &[self]) }
    }

    /// The Euclidean norm of all elements
    pub fn norm(self) -> Self {
        self.graph.make(Op::Norm, &[self])
    }

    /// The square root, and 0 at 0 with derivative 0 there; self is not negative
    pub(super) fn root_or_zero(self) -> Self {
        let positive = self.graph.number(0.0).less(self);
        positive.select(positive.select(self, 1.0).unary(Unary::Sqrt), 0.0)
    }

    /// The elements of its argument that its own elements are, where it only moves or repeats them
    pub fn moved(self) -> Option<Index> {
        match self.op() {
            Op::Gather(index) => Some(index),
            Op::Repeat(copies) => Some(copies.index()),
            _ => None,
        }
    }

    /// The elements that the index names
    pub fn gather(self, index: Index) -> Self {
        self.graph.make(Op::Gather(index), &[self])
    }

    /// The listed elements; a scalar is its own broadcast
    pub fn pick(self, elements: &[usize]) -> Self {
        if self.is_scalar() { self } else { self.gather(self.graph.index(elements)) }
    }

    /// `w · a`, where self is the matrix
    pub fn matmul(self, a: Self) -> Self {
        self.masked_matmul(a, None)
    }

    /// `w · a`, where self is the matrix, some of whose entries are masked
    pub fn masked_matmul(self, a: Self, stairs: Option<Stairs>) -> Self {
        self.product(Contraction::Matrix(stairs), false, a)
    }

    /// The convolution of a grid, where self is the weight
    pub fn convolve(self, a: Self, window: Window) -> Self {
        self.product(Contraction::Window(window), false, a)
    }

    /// A product of any kind, where self is the matrix
    pub fn product(self, of: Contraction, transposed: bool, a: Self) -> Self {
        self.graph.make(Op::Product { of, transposed }, &[self, a])
    }

    /// `wᵀ · a`, where self is the matrix
    pub fn matmul_transposed(self, a: Self, stairs: Option<Stairs>) -> Self {
        self.product(Contraction::Matrix(stairs), true, a)
    }

    /// `(diag(d) + w)⁻¹ a`, or with `wᵀ`, where self is the matrix and as long as a position of `a`
    pub fn triangular_solve(self, of: Contraction, diagonal: Self, a: Self, transposed: bool) -> Self {
        let diagonal = diagonal.spread(&Shape::vector(self.shape().extents()[0]));
        self.graph.make(Op::TriangularSolve { transposed, of }, &[self, diagonal, a])
    }

    /// `a bᵀ`
    pub fn outer(self, b: Self, stairs: Option<Stairs>) -> Self {
        self.outer_of(Contraction::Matrix(stairs), b)
    }

    /// The cotangent of the matrix of a product of any kind, where self is that of the result and b
    /// what was multiplied
    pub fn outer_of(self, of: Contraction, b: Self) -> Self {
        self.graph.make(Op::Outer { of }, &[self, b])
    }

    /// Copies along an axis
    pub fn repeat(self, copies: Copies) -> Self {
        self.graph.make(Op::Repeat(copies), &[self])
    }

    /// The sum of copies along an axis
    pub fn fold(self, copies: Copies) -> Self {
        self.graph.make(Op::Fold(copies), &[self])
    }

    /// `ln Σ eᵃ` along an axis
    pub fn log_sum_exp(self, copies: Copies) -> Self {
        self.graph.make(Op::Along(Along::LogSumExp, copies), &[self])
    }

    /// The sum of each element and of those before it along an axis
    pub fn cumulative_sum(self, copies: Copies) -> Self {
        self.graph.make(Op::Along(Along::CumulativeSum, copies), &[self])
    }

    /// Itself, with a scalar spread to `shape`.
    pub fn spread(self, shape: &Shape) -> Self {
        if self.is_scalar() && !shape.is_scalar() {
            self.graph.make(Op::Binary(Binary::Add), &[self, self.graph.filled(0.0, shape.clone())])
        } else {
            self
        }
    }
}

/// The right side of an operator: an expression or a number.
pub trait Operand<'g> {
    /// The expression in the graph of the left side.
    fn on(self, graph: &'g Graph) -> Expr<'g>;
}

impl<'g> Operand<'g> for Expr<'g> {
    fn on(self, _: &'g Graph) -> Expr<'g> {
        self
    }
}

impl<'g> Operand<'g> for f64 {
    fn on(self, graph: &'g Graph) -> Expr<'g> {
        graph.number(self)
    }
}

macro_rules! operators {
    ($($trait:ident $method:ident $op:ident),*) => {$(
        impl<'g, O: Operand<'g>> $trait<O> for Expr<'g> {
            type Output = Expr<'g>;
            fn $method(self, other: O) -> Expr<'g> {
                self.binary(Binary::$op, other)
            }
        }
        impl<'g> $trait<Expr<'g>> for f64 {
            type Output = Expr<'g>;
            fn $method(self, other: Expr<'g>) -> Expr<'g> {
                other.graph.number(self).binary(Binary::$op, other)
            }
        }
    )*};
}
operators!(Add add Add, Sub sub Sub, Mul mul Mul, Div div Div);

impl<'g> Neg for Expr<'g> {
    type Output = Expr<'g>;
    fn neg(self) -> Expr<'g> {
        self.unary(Unary::Neg)
    }
}

//! Which elements of `x` an element of a value depends on, when `x` has a declared order.
//!
//! Two small numbers an element: `own`, the one element of x that it needs above all others, and `high`: it may need every element
//! up to that level. Joining keeps as own the one element strictly above the rest; the rest, and ties, fold into `high`. Memory is
//! thus proportional to the values, also for images.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use crate::ir::{Along, Equations, Expr, Graph, Op, Value};
use crate::shape::{Contraction, Copies, Window};

/// The elements of x that one element depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Needs {
    /// The one element of x above level `high`.
    pub own: Option<usize>,
    /// One more than the highest level of which every element may be needed; 0 where there is none.
    pub high: usize,
}

impl Needs {
    const NOTHING: Needs = Needs { own: None, high: 0 };
}

/// Which elements of its argument an element of a value reads.
pub enum Reads {
    /// The element of the same place; a scalar argument's only one.
    Same,
    /// One element, or none, for each element of the value.
    Map(Vec<Option<usize>>),
    /// For each element of the value that many leading elements, a number that does not fall.
    Prefix(Vec<usize>),
    /// For each element of the value the first of the elements, to the last, that it reads; a number that does not fall.
    Suffix(Vec<usize>),
    /// Those that a window reads around each position.
    Around(Around),
    /// All copies of the element along an axis.
    Copies(Copies),
    /// All elements along an axis that it lies on.
    Axis(Copies),
    /// All.
    All,
}

/// The elements that a window reads around each position.
pub struct Around {
    window: Window,
    transposed: bool,
}

impl Around {
    /// What the positions that each position reads come to together, given one number of each position; `None` where some channels
    /// read their own position, and others do not.
    pub fn of_positions<T: Copy>(&self, of: &[T], nothing: T, join: impl Fn(T, T) -> T) -> Option<Vec<T>> {
        let Around { window, transposed } = self;
        let (made, len) = match transposed {
            true => (window.inputs, window.input_len()),
            false => (window.outputs, window.output_len()),
        };
        let mut around = self.around(of, len / made, nothing, &join);
        // Without a rule of its own, a channel's position is one of those around it.
        let reads_own = |channel: usize| self.own(channel).is_some_and(|own| !own.is_empty());
        match (0..made).filter(|channel| reads_own(*channel)).count() {
            0 => {}
            all if all == made => around.iter_mut().zip(of).for_each(|(around, own)| *around = join(*around, *own)),
            _ => return None,
        }
        Some(around)
    }

    /// The channels of its own position that a channel reads, where these are not all that its window reaches.
    fn own(&self, channel: usize) -> Option<Range<usize>> {
        let (stairs, Around { window, transposed }) = (self.window.own_channels()?, self);
        let read = if *transposed { window.outputs } else { window.inputs };
        Some(if *transposed { stairs.first_reader(channel)..read } else { 0..stairs.reach(channel) })
    }

    fn around<T: Copy>(&self, whole: &[T], positions: usize, nothing: T, join: impl Fn(T, T) -> T) -> Vec<T> {
        let Around { window, transposed } = self;
        let mut around = vec![nothing; positions];
        for tap in 0..window.causal.map_or(window.taps(), |_| window.own_tap()) {
            for (output, input) in window.joined(tap) {
                let (to, from) = if *transposed { (input, output) } else { (output, input) };
                around[to] = join(around[to], whole[from]);
            }
        }
        around
    }

    /// For each element of the value, what the elements that it reads come to together. Channels of a
    /// position are joined first, so that the work does not grow with the channels of both sides.
    pub fn fold<T: Copy>(&self, of: &[T], nothing: T, join: impl Fn(T, T) -> T) -> Vec<T> {
        let Around { window, transposed } = self;
        let (made, read) = if *transposed { (window.inputs, window.outputs) } else { (window.outputs, window.inputs) };
        let all = |from: T, of: &[T]| of.iter().copied().fold(from, &join);
        let whole: Vec<T> = of.chunks(read).map(|channels| all(nothing, channels)).collect();
        let positions = if *transposed { window.input_len() } else { window.output_len() } / made;
        let around = self.around(&whole, positions, nothing, &join);
        let own: Option<Vec<Range<usize>>> = (0..made).map(|channel| self.own(channel)).collect();
        let Some(own) = own else {
            return around.into_iter().flat_map(|joined| vec![joined; made]).collect();
        };
        let mut out: Vec<T> = Vec::with_capacity(positions * made);
        for (position, joined) in around.into_iter().enumerate() {
            for channel in 0..made {
                let is_known = channel > 0 && own[channel] == own[channel - 1];
                let known = out.last().copied().filter(|_| is_known);
                out.push(known.unwrap_or_else(|| all(joined, &of[position * read..][own[channel].clone()])));
            }
        }
        out
    }
}

/// Returns the elements of argument `k` that an operation's elements read.
pub fn reads(e: Expr, k: usize) -> Reads {
    if let Some(times) = e.line_of(k) {
        return Reads::Copies(Copies { outer: e.size(), times, inner: 1 });
    }
    match e.op() {
        Op::Leaf(_) | Op::Const(_) | Op::Unary(_) | Op::Binary(_) | Op::Select | Op::Root(_) | Op::Stated(..) => {
            Reads::Same
        }
        Op::Gather(index) => Reads::Map(e.graph.elements(&index).into_iter().map(Some).collect()),
        Op::Assemble { len, parts } => {
            let mut map = vec![None; len];
            e.graph.elements(&parts[k]).into_iter().enumerate().for_each(|(i, place)| map[place] = Some(i));
            Reads::Map(map)
        }
        Op::Repeat(copies) => Reads::Map(e.graph.elements(&copies.index()).into_iter().map(Some).collect()),
        Op::Product { of: Contraction::Matrix(Some(stairs)), transposed: false } if k == 1 => {
            Reads::Prefix((0..e.size()).map(|i| stairs.reach(i)).collect())
        }
        Op::Product { of: Contraction::Matrix(Some(stairs)), transposed: true } if k == 1 => {
            Reads::Suffix((0..e.size()).map(|i| stairs.first_reader(i)).collect())
        }
        Op::Product { of: Contraction::Window(window), transposed } if k == 1 && window.is_local() => {
            Reads::Around(Around { window, transposed })
        }
        Op::Fold(copies) | Op::Along(Along::LogSumExp, copies) => Reads::Copies(copies),
        Op::Along(Along::CumulativeSum, copies) => Reads::Axis(copies),
        Op::Sum | Op::Norm | Op::Product { .. } | Op::Recur(..) | Op::TriangularSolve { .. } | Op::Outer { .. } => {
            Reads::All
        }
    }
}

/// Up to which level the states of a recurrence may read a vector whose elements have levels.
#[derive(Clone, Copy)]
pub enum UpTo {
    /// Levels before their own.
    Own,
    /// Those of their row of the grid and of rows before it.
    Row,
    /// All.
    All,
}

/// A property that may be true of the states of a recurrence, the narrowest first. It is supposed of all
/// of them, and found or not found of their equations: since a step reads earlier steps alone, finding it
/// is induction over the steps.
pub const SUPPOSED: [UpTo; 3] = [UpTo::Own, UpTo::Row, UpTo::All];

impl UpTo {
    /// How many of so many levels a row of a state may read, of so many rows.
    pub fn level(self, count: usize, equations: &Equations, (row, size): (usize, usize)) -> usize {
        let rows = equations.recurrence.rows;
        match self {
            UpTo::Own => row * count / size,
            UpTo::Row => (row * rows / size + 1) * count / rows,
            UpTo::All => count,
        }
    }
}

/// The dependence of values on a vector whose elements have levels.
pub struct Levels<'g> {
    /// The vector.
    pub x: Expr<'g>,
    /// The level of each of its elements.
    pub level: Vec<usize>,
    known: RefCell<HashMap<Value, Rc<[Needs]>>>,
}

impl<'g> Levels<'g> {
    /// Nothing computed yet.
    pub fn new(x: Expr<'g>, level: &[usize]) -> Self {
        Levels { x, level: level.to_vec(), known: RefCell::default() }
    }

    /// How many levels there are.
    pub fn count(&self) -> usize {
        self.level.iter().max().map_or(0, |l| l + 1)
    }

    fn join(&self, parts: impl Iterator<Item = Needs>) -> Needs {
        let (mut high, mut owns) = (0, Vec::new());
        for part in parts {
            high = high.max(part.high);
            owns.extend(part.own);
        }
        owns.sort_unstable();
        owns.dedup();
        owns.retain(|o| self.level[*o] >= high);
        let top = owns.iter().map(|o| self.level[*o]).max();
        let mut at_top = owns.iter().copied().filter(|o| Some(self.level[*o]) == top);
        match (at_top.next(), at_top.next(), top) {
            (Some(own), None, Some(_)) => {
                let below = owns.iter().filter(|o| **o != own).map(|o| self.level[*o] + 1).max();
                Needs { own: Some(own), high: high.max(below.unwrap_or(0)) }
            }
            (Some(_), Some(_), Some(top)) => Needs { own: None, high: top + 1 },
            _ => Needs { own: None, high },
        }
    }

    /// Returns the elements of x that each element of a value depends on.
    pub fn of(&self, root: Expr<'g>) -> Rc<[Needs]> {
        let known = self.known.borrow().get(&root.value).cloned();
        if let Some(known) = known {
            return known;
        }
        for value in root.graph.order(&[root.value]) {
            let e = root.graph.at(value);
            // A weight may hold a billion numbers, none of which depends on x.
            let silent = value != root.value && !e.needs(self.x);
            if silent || self.known.borrow().contains_key(&value) {
                continue;
            }
            if let Some(equations) = e.graph.equations(value).filter(|_| e.needs(self.x)) {
                self.states(e.graph, &equations);
                continue;
            }
            let needs = self.row(e);
            self.known.borrow_mut().insert(value, needs);
        }
        self.known.borrow()[&root.value].clone()
    }

    /// The elements that the states of a recurrence depend on, as [`SUPPOSED`] says.
    fn states(&self, graph: &'g Graph, equations: &Equations) {
        let of_state = |state: &Value, up_to: UpTo| -> Rc<[Needs]> {
            let size = graph.node(*state).shape.size();
            let high = |row: usize| up_to.level(self.count(), equations, (row, size));
            (0..size).map(|row| Needs { own: None, high: high(row) }).collect()
        };
        let holds = |up_to: &UpTo| {
            let trial = Levels { x: self.x, level: self.level.clone(), known: self.known.clone() };
            let supposed: Vec<Rc<[Needs]>> = equations.states.iter().map(|state| of_state(state, *up_to)).collect();
            trial.known.borrow_mut().extend(equations.states.iter().copied().zip(supposed.iter().cloned()));
            let holds = supposed.iter().zip(&equations.values).all(|(supposed, value)| {
                let found = trial.of(graph.at(*value));
                found.iter().zip(supposed.iter()).all(|(found, supposed)| self.depth(*found) <= supposed.high)
            });
            holds.then(|| trial.known.into_inner())
        };
        let known = SUPPOSED.iter().find_map(holds).expect("an element depends on no more than all levels");
        *self.known.borrow_mut() = known;
    }

    fn row(&self, e: Expr<'g>) -> Rc<[Needs]> {
        let n = e.size();
        if e.value == self.x.value {
            return (0..n).map(|i| Needs { own: Some(i), high: 0 }).collect();
        }
        if !e.needs(self.x) {
            return vec![Needs::NOTHING; n].into();
        }
        let known = self.known.borrow();
        let node = e.node();
        let of_x = node.args.iter().enumerate().filter_map(|(k, a)| known.get(a).map(|needs| (reads(e, k), needs)));
        let args: Vec<(Reads, &Rc<[Needs]>)> = of_x.collect();
        if args.iter().all(|(r, _)| matches!(r, Reads::All)) {
            let all = self.join(args.iter().flat_map(|(_, needs)| needs.iter().copied()));
            return vec![all; n].into();
        }
        if let Some((Reads::Prefix(reach), needs)) = args.iter().find(|(r, _)| matches!(r, Reads::Prefix(_))) {
            // What a longer prefix needs is what the shorter one needs and the rest.
            let (mut so_far, mut at) = (Needs::NOTHING, 0);
            let grow = |reach: &usize| {
                so_far = self.join([so_far].into_iter().chain(needs[at..*reach].iter().copied()));
                at = *reach;
                so_far
            };
            return reach.iter().map(grow).collect();
        }
        if let Some((Reads::Suffix(first), needs)) = args.iter().find(|(r, _)| matches!(r, Reads::Suffix(_))) {
            let (mut so_far, mut at) = (Needs::NOTHING, needs.len());
            let grow = |first: &usize| {
                so_far = self.join([so_far].into_iter().chain(needs[*first..at].iter().copied()));
                at = *first;
                so_far
            };
            let mut backwards: Vec<Needs> = first.iter().rev().map(grow).collect();
            backwards.reverse();
            return backwards.into();
        }
        if let Some((Reads::Around(around), needs)) = args.iter().find(|(r, _)| matches!(r, Reads::Around(_))) {
            return around.fold(needs, Needs::NOTHING, |a, b| self.join([a, b].into_iter())).into();
        }
        if let Some((Reads::Axis(copies), needs)) = args.iter().find(|(r, _)| matches!(r, Reads::Axis(_))) {
            let axis = |k: usize| self.join(copies.of_element(k).map(|copy| needs[copy]));
            let axes: Vec<Needs> = (0..copies.size()).map(axis).collect();
            return (0..n).map(|i| axes[copies.element_of(i)]).collect();
        }
        let element = |i: usize| {
            self.join(args.iter().map(|(reads, needs)| match reads {
                Reads::Same => needs[if needs.len() == 1 { 0 } else { i }],
                Reads::Map(map) => map[i].map_or(Needs::NOTHING, |j| needs[j]),
                Reads::Copies(copies) => self.join(copies.of_element(i).map(|copy| needs[copy])),
                Reads::Prefix(_) | Reads::Suffix(_) | Reads::Around(_) | Reads::Axis(_) | Reads::All => Needs::NOTHING,
            }))
        };
        (0..n).map(element).collect()
    }

    /// True if element `e` of a value may depend on element `s` of x; never false where it does.
    pub fn hit(&self, value: Expr<'g>, e: usize, s: usize) -> bool {
        if !value.needs(self.x) {
            return false;
        }
        let needs = self.of(value)[e];
        needs.own == Some(s) || self.level[s] < needs.high
    }

    /// One more than the highest level that an element needs; 0 where it needs nothing of x.
    pub fn depth(&self, needs: Needs) -> usize {
        needs.high.max(needs.own.map_or(0, |o| self.level[o] + 1))
    }
}

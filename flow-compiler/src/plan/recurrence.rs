//! A recurrence as a loop over its steps.
//!
//! The elements of every value of its equations lie step by step, so a step is a slab of each. What reads earlier steps alone is
//! computed first: products with the states before, then in one loop the states and what the tape keeps. Then comes what reads the
//! states of the step itself and is read by later steps. Where an element is drawn at a time, the same work is done position by
//! position inside of the loop over levels, and the states vanish into that (`sequential`).

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::schedule::{LevelStore, Scheduler, name_of};
use super::sequential::{elements, lies_in_a_buffer, users};
use super::step::{BufferId, Degree, Loop, Mode, Place, Product, Step};
use super::waits::wait;
use crate::derive::dependence::reads;
use crate::ir::{Equations, Expr, Graph, Op, Value};

/// The steps of all recurrences that the roots need and that are not solved yet. Their states, and what lies in buffers for them, can
/// be read afterwards; `kept` are the rows of the tape.
pub(super) fn recurrence_steps<'g>(
    s: &mut Scheduler<'g>,
    graph: &'g Graph,
    roots: &[Value],
    kept: &BTreeMap<Value, usize>,
) -> Vec<Step> {
    let mut steps = Vec::new();
    for equations in s.unsolved(roots) {
        let place = |e: Expr| kept.get(&e.value).map_or(Place::Unassigned, |row| Place::Tape(*row));
        let body = Body::of(s, graph, &equations, &|e| kept.contains_key(&e.value));
        for e in &body.captured {
            if !s.is_home(e.value) {
                let buffer = s.buffer(&name_of(*e), e.size(), place(*e));
                s.settle_in(*e, buffer);
            }
        }
        steps.extend(s.flush());
        let (count, backwards) = (equations.recurrence.steps, equations.recurrence.backwards);
        let mut slabs = Slabs::new(count, &place);
        body.steps(s, &mut slabs);
        steps.extend(slabs.clears);
        steps.push(Step::Levels { count, backwards, within: false, body: slabs.steps });
    }
    steps
}

/// The values of a recurrence's equations that lie in buffers.
pub(super) struct Body<'g> {
    graph: &'g Graph,
    equations: Rc<Equations>,
    /// The values that its steps read and that are computed before them.
    captured: Vec<Expr<'g>>,
    /// The values that read earlier steps alone.
    before: Vec<Expr<'g>>,
    /// The values that read states of their own step.
    after: Vec<Expr<'g>>,
    /// Values that a step reads from their buffers.
    read: BTreeSet<Value>,
}

impl<'g> Body<'g> {
    /// Sorts the values, none of which lies in a buffer yet; what is `kept` does so afterwards.
    pub(super) fn of(
        s: &mut Scheduler<'g>,
        graph: &'g Graph,
        equations: &Rc<Equations>,
        kept: &dyn Fn(Expr<'g>) -> bool,
    ) -> Self {
        let order = s.missing(&equations.values, &equations.states);
        let users = users(&order);
        let inner = of_states(graph, equations);
        let depths = depths(graph, &order, equations, &inner);
        let lies = |e: &Expr<'g>, s: &Scheduler| {
            e.node().varying && !s.is_home(e.value) && !s.is_absorbed(e.value) && lies_in_a_buffer(*e, s, &users)
        };
        let read: BTreeSet<Value> = order.iter().filter(|e| lies(e, s)).map(|e| e.value).collect();
        let is_stored = |e: &&Expr<'g>| read.contains(&e.value) || kept(**e) && !s.is_absorbed(e.value);
        let (of_steps, captured): (Vec<Expr>, Vec<Expr>) =
            order.iter().filter(is_stored).copied().partition(|e| inner.contains(&e.value));
        let (before, after) = of_steps.into_iter().partition(|e| is_before(*e, &depths, equations));
        for (state, value) in equations.states.iter().zip(&equations.values) {
            let (name, depth) = (name_of(graph.at(*state)), depths.get(value));
            let is_earlier = depth.is_none_or(|depth| fits(depth, equations));
            assert!(is_earlier, "a bug in the flow compiler: a step of `{name}` reads what is no earlier one");
        }
        let captured = captured.into_iter().filter(|e| read.contains(&e.value)).collect();
        Body { graph, equations: equations.clone(), captured, before, after, read }
    }

    /// Adds the work of a slab.
    pub(super) fn steps(&self, s: &mut Scheduler<'g>, slabs: &mut Slabs<'_, 'g>) {
        let placed = |e: Expr<'g>, s: &mut Scheduler<'g>| {
            let buffer = slabs.buffer(s, e);
            s.given(e.value, buffer);
            (e, buffer)
        };
        // What a slab leaves behind for the next ones is there when those begin.
        let states: Vec<(Expr, BufferId)> =
            self.equations.states.iter().map(|state| placed(self.graph.at(*state), s)).collect();
        let left: Vec<(Expr, BufferId)> = self.after.iter().map(|e| placed(*e, s)).collect();
        for e in &self.before {
            let out = slabs.buffer(s, *e);
            slabs.add(s, (*e, out), self.read.contains(&e.value));
        }
        for ((state, buffer), value) in states.iter().zip(&self.equations.values) {
            slabs.joint.push((self.graph.at(*value), LevelStore::whole(*buffer, state.size())));
        }
        slabs.finish_loop(s);
        left.iter().for_each(|(e, _)| s.forget(e.value));
        left.into_iter().for_each(|place| slabs.add(s, place, false));
        slabs.finish_loop(s);
    }
}

/// The work of a slab while it is put together.
pub(super) struct Slabs<'p, 'g> {
    /// How many slabs there are.
    count: usize,
    /// Where the buffer of a value lies.
    place: &'p dyn Fn(Expr<'g>) -> Place,
    /// The steps before all slabs.
    pub(super) clears: Vec<Step>,
    /// The steps of a slab.
    pub(super) steps: Vec<Step>,
    /// The values that the next loop stores, and the values that are there after it.
    joint: Vec<(Expr<'g>, LevelStore)>,
    there: Vec<(Expr<'g>, BufferId)>,
}

impl<'p, 'g> Slabs<'p, 'g> {
    pub(super) fn new(count: usize, place: &'p dyn Fn(Expr<'g>) -> Place) -> Self {
        Slabs { count, place, clears: Vec::new(), steps: Vec::new(), joint: Vec::new(), there: Vec::new() }
    }

    /// A buffer for a value.
    pub(super) fn buffer(&self, s: &mut Scheduler<'g>, e: Expr<'g>) -> BufferId {
        s.buffer(&name_of(e), e.size(), (self.place)(e))
    }

    /// Computes a slab of a value in its buffer; at once where steps of the slab read it there.
    pub(super) fn add(&mut self, s: &mut Scheduler<'g>, (e, out): (Expr<'g>, BufferId), is_read: bool) {
        let waits =
            s.missing(&[e.value], &[]).iter().any(|a| self.there.iter().any(|(there, _)| there.value == a.value));
        if waits && s.is_moved(e, &self.there) {
            self.finish_loop(s);
        }
        if let Some(product) = s.sliding(e.value, out) {
            self.finish_loop(s);
            self.steps.push(self.window(product));
            s.given(e.value, out);
        } else if let Op::Assemble { len, parts } = e.op() {
            if parts.iter().map(crate::shape::Index::len).sum::<usize>() < len {
                self.clears.push(Step::Clear(out));
            }
            let stores = parts.into_iter().map(|part| LevelStore::write(out, part));
            self.joint.extend(e.args().into_iter().zip(stores));
            self.there.push((e, out));
        } else if let Op::Fold(copies) = e.op() {
            self.clears.push(Step::Clear(out));
            self.joint.push((e.arg(0), LevelStore { mode: Mode::Add, ..LevelStore::write(out, copies.index()) }));
            self.there.push((e, out));
        } else {
            self.joint.push((e, LevelStore::whole(out, e.size())));
            self.there.push((e, out));
        }
        if is_read {
            self.finish_loop(s);
        }
    }

    /// The part of a product with a window that a slab computes.
    pub(super) fn window(&self, product: Product) -> Step {
        Step::WindowLevel { product, levels: self.count }
    }

    /// Ends the loop that stores together what was added.
    pub(super) fn finish_loop(&mut self, s: &mut Scheduler<'g>) {
        let loops = s.loops_of(std::mem::take(&mut self.joint));
        for body in loops {
            assert!(body.rows.is_multiple_of(self.count), "a bug in the flow compiler: {} rows in steps", body.rows);
            let span = Some((elements(self.count, body.rows), Degree::Above));
            self.steps.push(Step::Loop(Loop { span, ..body }));
        }
        for (e, buffer) in self.there.drain(..) {
            s.given(e.value, buffer);
        }
    }
}

/// The values of the equations that depend on states of earlier steps or of the same.
pub(super) fn of_states(graph: &Graph, equations: &Equations) -> BTreeSet<Value> {
    let mut inner = BTreeSet::new();
    for value in graph.order(&equations.values) {
        let reads = |a: &Value| inner.contains(a) || equations.states.contains(a);
        if !equations.states.contains(&value) && graph.node(value).args.iter().any(reads) {
            inner.insert(value);
        }
    }
    inner
}

/// How many steps of the states each row of a value waits for.
fn depths(graph: &Graph, order: &[Expr], equations: &Equations, inner: &BTreeSet<Value>) -> HashMap<Value, Vec<usize>> {
    let recurrence = &equations.recurrence;
    let mut depths: HashMap<Value, Vec<usize>> = HashMap::new();
    for state in &equations.states {
        let size = graph.node(*state).shape.size();
        let turn = |row: usize| recurrence.turn(row * recurrence.steps / size) + 1;
        depths.insert(*state, (0..size).map(turn).collect());
    }
    for e in order.iter().filter(|e| inner.contains(&e.value)) {
        let mut depth = vec![0; e.size()];
        for (k, a) in e.args().into_iter().enumerate() {
            if let Some(of) = depths.get(&a.value) {
                wait(&mut depth, &reads(*e, k), of);
            }
        }
        depths.insert(e.value, depth);
    }
    depths
}

/// True where each row waits for no more steps than those before its own.
fn fits(depth: &[usize], equations: &Equations) -> bool {
    let (recurrence, size) = (&equations.recurrence, depth.len());
    let turn = |row: usize| recurrence.turn(row * recurrence.steps / size);
    size.is_multiple_of(recurrence.steps) && depth.iter().enumerate().all(|(row, d)| *d <= turn(row))
}

/// True where a value reads earlier steps alone. What is put together is there with its parts: it may have zeros before the first step.
fn is_before(e: Expr, depths: &HashMap<Value, Vec<usize>>, equations: &Equations) -> bool {
    match e.op() {
        Op::Assemble { .. } => {
            e.args().into_iter().all(|a| depths.get(&a.value).is_none_or(|depth| fits(depth, equations)))
        }
        _ => fits(&depths[&e.value], equations),
    }
}

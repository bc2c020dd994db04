//! A solution that goes level by level: a loop in which every value grows by the rows that its step
//! rule names.
//!
//! The unknown lies in the order of its levels, so a level is a row, and so do the units of masked
//! networks, in ascending degree. At a level, a masked product computes the rows that have just
//! become computable and no others; elementwise work has the rows of the same degree; and the
//! solved element joins the inputs. A multiplier is solved in the same way from the last level
//! back, by the transposed products. What is read afterwards, by the log-determinant or by sums
//! over samples, is there already.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::layout::Layout;
use super::recurrence::{Body, Slabs, of_states};
use super::schedule::{LevelStore, Scheduler, name_of};
use super::step::{Along, BufferId, Degree, Loop, Mode, Place, Slab, Step};
use super::tape::Tape;
use super::waits::{Waits, wait};
use crate::derive::Solve;
use crate::derive::dependence::{SUPPOSED, reads};
use crate::ir::{Equations, Expr, Graph, Op, Value};
use crate::shape::{Contraction, Degrees, Index};

/// The steps that solve an equation. The unknown and what lies in buffers for it can be read
/// afterwards.
pub(super) fn solve_steps<'g>(
    s: &mut Scheduler<'g>,
    graph: &'g Graph,
    solve: &Solve,
    layout: &Layout,
    tape: Option<&Tape>,
) -> Vec<Step> {
    let unknown = graph.at(solve.unknown);
    let order = s.missing(&[solve.value], &[]);
    let users = users(&order);
    let recurrences = s.unsolved(&[solve.value]);
    let settled = |e: Expr, s: &Scheduler| {
        e.node().varying && !s.is_home(e.value) && !s.is_absorbed(e.value) && lies_in_a_buffer(e, s, &users)
    };
    for e in order.iter().filter(|e| !e.needs(unknown)) {
        if settled(*e, s) {
            s.settle(*e);
        }
    }
    let mut inner: BTreeSet<Value> = BTreeSet::new();
    for equations in &recurrences {
        inner.extend(of_states(graph, equations));
    }
    let rows = recurrences.iter().map(|equations| equations.recurrence.rows).max();
    let levels = LevelPlan {
        grid_rows: rows.unwrap_or(1),
        row_end: Vec::new(),
        depths: depths(&order, unknown, solve),
        count: solve.step.iter().max().map_or(0, |l| l + 1),
        rules: rules(&order, unknown.size()),
        times: HashMap::new(),
        backwards: solve.backwards,
        joins: Vec::new(),
        before: Vec::new(),
        after: Vec::new(),
    };
    let steps = s.flush();
    let mut solution = Solution { solve, layout, tape, levels, steps };
    let buffer = solution.buffer(s, unknown);
    solution.levels.joins.push(LevelStore::whole(buffer, unknown.size()));
    s.given(solve.unknown, buffer);
    for e in order.iter().copied().filter(|e| e.needs(unknown) && e.value != solve.unknown && e.value != solve.value) {
        if let Some(equations) = recurrences.iter().find(|equations| equations.states[0] == e.value) {
            solution.inline(s, graph, equations);
        } else if !inner.contains(&e.value) && settled(e, s) {
            match solution.levels.pace(e, unknown) {
                Pace::Level => solution.grow(s, e),
                Pace::Row => solution.grow_in_rows(s, e),
            }
        }
    }
    solution.finish(s, graph)
}

/// The steps of an equation while they are put together.
struct Solution<'s> {
    solve: &'s Solve,
    layout: &'s Layout,
    tape: Option<&'s Tape>,
    levels: LevelPlan,
    /// The steps before the loop over levels.
    steps: Vec<Step>,
}

impl Solution<'_> {
    /// A buffer for a value, on the tape where it is kept.
    fn buffer(&self, s: &mut Scheduler, e: Expr) -> BufferId {
        let kept = self.tape.and_then(|t| t.rows.get(&e.value));
        let place = kept.map_or(Place::Unassigned, |row| Place::Tape(*row));
        s.buffer(&name_of(e), e.size(), place)
    }

    /// Computes the states of a recurrence as levels pass: each as soon as its level comes, or all of a row of the grid at its end.
    fn inline<'g>(&mut self, s: &mut Scheduler<'g>, graph: &'g Graph, equations: &Rc<Equations>) {
        let (state, recurrence) = (graph.at(equations.states[0]), &equations.recurrence);
        let pace = self.levels.pace(state, graph.at(self.solve.unknown));
        let body = Body::of(s, graph, equations, &|_| false);
        let count = if pace == Pace::Level { self.levels.count } else { recurrence.steps };
        let mut slabs = Slabs::new(count, &|_| Place::Unassigned);
        body.steps(s, &mut slabs);
        self.steps.extend(slabs.clears);
        equations.states.iter().for_each(|state| self.levels.comes_before(graph.at(*state)));
        match pace {
            Pace::Level => self.levels.before.extend(slabs.steps),
            Pace::Row => {
                let (count, backwards) = (recurrence.steps / recurrence.rows, recurrence.backwards);
                self.levels.row_end.push(Step::Levels { count, backwards, within: true, body: slabs.steps });
            }
        }
    }

    /// Lets a value grow row by row of the grid in a buffer of its own.
    fn grow_in_rows<'g>(&mut self, s: &mut Scheduler<'g>, e: Expr<'g>) {
        let mut slabs = Slabs::new(self.levels.grid_rows, &|_| Place::Unassigned);
        let out = slabs.buffer(s, e);
        slabs.add(s, (e, out), true);
        self.steps.extend(slabs.clears);
        self.levels.row_end.extend(slabs.steps);
        self.levels.comes_before(e);
    }

    /// Lets a value grow level by level in a buffer of its own.
    fn grow<'g>(&mut self, s: &mut Scheduler<'g>, e: Expr<'g>) {
        let out = self.buffer(s, e);
        if let Some(product) = s.masked(e.value) {
            let matrix = matrix_of(s, e.graph, product.matrix, product.transposed, self.layout);
            self.levels.comes_before(e);
            self.levels.before.push(Step::Slab(Slab {
                degree: if self.solve.backwards { Degree::Above } else { Degree::Level },
                transposed: product.transposed,
                out,
                matrix,
                bias: product.bias,
                input: product.input,
                activation: product.activation,
                stairs: product.stairs,
            }));
        } else if let Some(product) = s.sliding(e.value, out) {
            let levels = product.of.window().map_or(0, |window| window.levels());
            let fits = self.levels.count.is_multiple_of(levels);
            assert!(fits, "a bug in the flow compiler: a window of {levels} levels");
            self.levels.comes_before(e);
            self.levels.before.push(Step::WindowLevel { product, levels: self.levels.count });
        } else if let Op::Along(op, copies) = e.op() {
            let input = s.home_of(e.arg(0));
            let is_whole = copies.inner == 1 && self.levels.is_there(e);
            assert!(is_whole, "a bug in the flow compiler: a level computes a part of an axis");
            let span = Some((elements(self.levels.count, copies.size()), Degree::Above));
            let step = Step::Along(Along { op, out, input, input_row: 0, copies, span });
            match self.levels.backwards {
                true => self.levels.comes_after(e, step),
                false => {
                    self.levels.comes_before(e);
                    self.levels.before.push(step);
                }
            }
        } else if let Op::Fold(copies) = e.op() {
            self.steps.push(Step::Clear(out));
            self.levels.add(s, e.arg(0), &[LevelStore { mode: Mode::Add, ..LevelStore::write(out, copies.index()) }]);
        } else if let Op::Assemble { len, parts } = e.op() {
            let unknown = e.graph.at(self.solve.unknown);
            if parts.iter().map(Index::len).sum::<usize>() < len {
                self.steps.push(Step::Clear(out));
            }
            for (part, a) in parts.into_iter().zip(e.args()) {
                if a.value == unknown.value {
                    self.levels.joins.push(LevelStore::write(out, part));
                } else if a.needs(unknown) {
                    self.levels.add(s, a, &[LevelStore::write(out, part)]);
                } else {
                    self.steps.push(s.level_loop(a, &[LevelStore::write(out, part)], None));
                }
            }
        } else {
            self.levels.add(s, e, &[LevelStore::whole(out, e.size())]);
        }
        s.given(e.value, out);
    }

    /// The loop over levels, with what comes before and after it.
    fn finish<'g>(self, s: &mut Scheduler<'g>, graph: &'g Graph) -> Vec<Step> {
        let Solution { solve, levels, mut steps, .. } = self;
        let size = solve.step.len();
        let own = (elements(size, size), Degree::Above);
        let solved = s.level_loop(graph.at(solve.value), &levels.joins, Some(own));
        let rest: Vec<Step> =
            if solve.backwards { levels.before.iter().filter_map(of_degree_zero).collect() } else { Vec::new() };
        let of_a_row = levels.count / levels.grid_rows;
        let ended = (!levels.row_end.is_empty()).then_some(Step::RowEnd { levels: of_a_row, body: levels.row_end });
        let body = [Vec::from_iter(ended), levels.before, vec![solved], levels.after].concat();
        steps.push(Step::Levels { count: levels.count, backwards: solve.backwards, within: false, body });
        steps.extend(rest);
        steps
    }
}

/// The elements that have a given number of rows each.
pub(super) fn elements(size: usize, rows: usize) -> Degrees {
    Degrees { always: 0, first: 1, groups: size, size: rows }
}

/// Orders of degrees that rows of the function may have: of the units of masked products, and of
/// the elements.
fn rules(order: &[Expr], size: usize) -> Vec<Degrees> {
    let mut rules: Vec<Degrees> = Vec::new();
    for e in order {
        if let Op::Product { of: Contraction::Matrix(Some(stairs)), .. } = e.op() {
            rules.extend([stairs.rows, stairs.columns]);
        }
        if e.size().is_multiple_of(size) {
            rules.push(elements(size, e.size()));
        }
    }
    rules.sort_unstable();
    rules.dedup();
    rules
}

/// How many levels each row of a value waits for, of those values that need the unknown.
///
/// A row waits for what it reads. A row of a masked product waits as long as its degree says, also
/// where fewer units stand below it than degrees and it could be had sooner: its level is then the
/// same in every layer of a network, whatever the widths.
fn depths(order: &[Expr], unknown: Expr, solve: &Solve) -> HashMap<Value, Waits> {
    let count = solve.step.iter().max().map_or(0, |l| l + 1);
    let mut depths: HashMap<Value, Waits> = HashMap::new();
    depths.insert(unknown.value, Waits::of(solve.step.iter().map(|level| level + 1).collect(), count));
    for e in order.iter().filter(|e| e.value != unknown.value && e.needs(unknown)) {
        if let Some(equations) = e.graph.equations(e.value) {
            if !depths.contains_key(&e.value) {
                let states = depths_of_states(e.graph, &equations, &depths, count);
                depths.extend(states.into_iter().map(|(state, rows)| (state, Waits::of(rows, count))));
            }
            continue;
        }
        let known = e.args().into_iter().enumerate().filter_map(|(k, a)| Some((k, depths.get(&a.value)?)));
        let depth = Waits::of_reader(*e, &known.collect::<Vec<_>>(), count);
        let depth = match e.op() {
            Op::Product { of: Contraction::Matrix(Some(stairs)), transposed } if transposed == solve.backwards => {
                let stated = |row: usize| match transposed {
                    false => stairs.rows.degree(row).saturating_sub(usize::from(stairs.strict)),
                    true => count.saturating_sub(stairs.columns.degree(row)),
                };
                Waits::of(depth.rows().enumerate().map(|(row, d)| stated(row).max(d)).collect(), count)
            }
            Op::Assemble { parts, .. } if solve.backwards => {
                let written: Vec<usize> = parts.iter().flat_map(|part| e.graph.elements(part)).collect();
                let mut rows: Vec<usize> = depth.rows().collect();
                wait_for_others(&mut rows, count, &written);
                Waits::of(rows, count)
            }
            _ => depth,
        };
        depths.insert(e.value, depth);
    }
    depths
}

/// Lets rows that nothing is written to wait as long as the others of their element, where each element has as many rows and
/// those are there with it, backwards: they are computed together.
fn wait_for_others(depth: &mut [usize], count: usize, written: &[usize]) {
    if !depth.len().is_multiple_of(count) {
        return;
    }
    let rule = elements(count, depth.len());
    let with_its_element = |row: usize| count + 1 - rule.degree(row);
    if written.iter().all(|row| depth[*row] == with_its_element(*row)) {
        depth.iter_mut().enumerate().for_each(|(row, depth)| *depth = with_its_element(row));
    }
}

/// How many levels each row of a recurrence's states waits for: supposed of the states, and found of their equations.
fn depths_of_states(
    graph: &Graph,
    equations: &Equations,
    known: &HashMap<Value, Waits>,
    count: usize,
) -> HashMap<Value, Vec<usize>> {
    // What the equations read may be made with them, and so behind the states.
    let is_new = |e: &Expr| e.node().varying && !known.contains_key(&e.value) && !equations.states.contains(&e.value);
    let order = graph.order(&equations.values).into_iter().map(|value| graph.at(value));
    let inner: Vec<Expr> = order.filter(is_new).collect();
    let found = SUPPOSED.iter().find_map(|up_to| {
        let of_state = |(state, value): (&Value, &Value)| {
            let rows = graph.node(*value).shape.size();
            (*state, (0..rows).map(|row| up_to.level(count, equations, (row, rows))).collect())
        };
        let states: HashMap<Value, Vec<usize>> = equations.states.iter().zip(&equations.values).map(of_state).collect();
        let mut depths = states.clone();
        for e in &inner {
            let mut depth = vec![0; e.size()];
            for (k, a) in e.args().into_iter().enumerate() {
                let of = depths.get(&a.value).cloned().or_else(|| Some(known.get(&a.value)?.rows().collect()));
                if let Some(of) = &of {
                    wait(&mut depth, &reads(*e, k), of);
                }
            }
            depths.insert(e.value, depth);
        }
        let holds =
            equations.states.iter().zip(&equations.values).all(|(state, value)| {
                depths[value].iter().zip(&states[state]).all(|(found, supposed)| found <= supposed)
            });
        holds.then_some(states)
    });
    found.expect("a row waits for no more than all levels")
}

/// When a value is computed.
#[derive(Clone, Copy, PartialEq)]
enum Pace {
    /// At its level.
    Level,
    /// A row of the grid at a time, when all of its levels have been.
    Row,
}

/// A loop body while it is put together.
struct LevelPlan {
    /// How many levels each row of a value waits for.
    depths: HashMap<Value, Waits>,
    /// How many levels there are.
    count: usize,
    rules: Vec<Degrees>,
    /// When each row of a value is there: twice the number of levels before, and one less where it is
    /// computed at once when the last of them is solved.
    times: HashMap<Value, Waits>,
    backwards: bool,
    /// How many rows the grid of recurrences has.
    grid_rows: usize,
    /// The steps for a row of it, once all of its levels have been.
    row_end: Vec<Step>,
    /// Where the solved element goes.
    joins: Vec<LevelStore>,
    /// The steps before the level's element is solved.
    before: Vec<Step>,
    /// The steps that read it at once.
    after: Vec<Step>,
}

impl LevelPlan {
    /// Elementwise work on the rows of a level.
    fn add<'g>(&mut self, s: &mut Scheduler<'g>, e: Expr<'g>, stores: &[LevelStore]) {
        let (span, after) = self.span(e);
        let step = s.level_loop(e, stores, Some(span));
        if after {
            self.comes_after(e, step);
        } else {
            self.comes_before(e);
            self.before.push(step);
        }
    }

    /// Lets a step compute its rows of a value as soon as the level's element is solved.
    fn comes_after(&mut self, e: Expr, step: Step) {
        let times = self.depths[&e.value].map(|depth| (2 * depth).saturating_sub(1));
        self.times.insert(e.value, times);
        self.after.push(step);
    }

    /// When a value can be computed: a row of the grid at once, where something of it waits for levels behind its own but in its row. What
    /// is put together is there with its parts.
    fn pace(&self, e: Expr, unknown: Expr) -> Pace {
        let (count, rows) = (self.count, self.grid_rows);
        if rows == 1 {
            return Pace::Level;
        }
        if let Op::Assemble { .. } = e.op() {
            let waits = |a: Expr| a.value != unknown.value && a.needs(unknown) && self.pace(a, unknown) == Pace::Row;
            return if e.args().into_iter().any(waits) { Pace::Row } else { Pace::Level };
        }
        let Some(depth) = self.depths.get(&e.value).filter(|depth| depth.len().is_multiple_of(count)) else {
            return Pace::Level;
        };
        let all = |fits: &dyn Fn(usize, usize) -> bool| depth.rows().enumerate().all(|(row, d)| fits(row, d));
        let level = |row: usize| row * count / depth.len();
        // Before its level's element is solved, or after that of every row.
        let by_level = all(&|row, d| d <= level(row)) || all(&|row, d| d == level(row) + 1);
        let at_end = all(&|row, d| d <= (row * rows / depth.len() + 1) * count / rows);
        if !by_level && at_end { Pace::Row } else { Pace::Level }
    }

    /// Notes that a level computes its rows of a value before its element is solved.
    fn comes_before(&mut self, e: Expr) {
        let times = self.depths[&e.value].map(|depth| 2 * depth);
        self.times.insert(e.value, times);
    }

    /// When each row of what a value reads is there.
    fn ready<'g>(&mut self, e: Expr<'g>) -> Waits {
        let args = e.args();
        for a in &args {
            let Some(depth) = self.depths.get(&a.value) else { continue };
            if !self.times.contains_key(&a.value) {
                // The unknown is there when its level is solved, and other values with what they read.
                let is_unknown = a.args().is_empty();
                let times = if is_unknown { depth.map(|depth| (2 * depth).saturating_sub(1)) } else { self.ready(*a) };
                self.times.insert(a.value, times);
            }
        }
        let known = args.iter().enumerate().filter(|(_, a)| self.depths.contains_key(&a.value));
        let known: Vec<(usize, &Waits)> = known.map(|(k, a)| (k, &self.times[&a.value])).collect();
        Waits::of_reader(e, &known, self.count)
    }

    /// Which rows of a value a level makes computable, and whether only once its element is solved.
    fn span(&mut self, e: Expr) -> ((Degrees, Degree), bool) {
        let ready = self.ready(e);
        let (depth, count) = (&self.depths[&e.value], self.count);
        let find = |degree_of: &dyn Fn(usize) -> usize| {
            self.rules.iter().find(|rule| depth.follow(rule, |depth, degree| degree == degree_of(depth))).copied()
        };
        let found = if self.backwards {
            // As many units as elements may be counted either way. What is there at once is computed at
            // once, since others may read it then.
            let at_once = ready.rows().zip(depth.rows()).all(|(time, depth)| time < 2 * depth);
            let after = find(&|depth| count + 1 - depth).filter(|_| at_once).map(|rule| ((rule, Degree::Above), true));
            after.or_else(|| find(&|depth| count - depth).map(|rule| ((rule, Degree::Above), false)))
        } else {
            let level = find(&|depth| depth).map(|rule| ((rule, Degree::Level), false));
            let above = level.or_else(|| find(&|depth| depth + 1).map(|rule| ((rule, Degree::Above), false)));
            above.or_else(|| self.in_time(e).map(|rule| ((rule, Degree::Above), false)))
        };
        found.unwrap_or_else(|| {
            panic!("a bug in the flow compiler: no rule states which rows of `{}` a level computes", name_of(e))
        })
    }

    /// True where the rows that belong to each level's element can be computed with it: backwards as soon as it is solved, else
    /// before.
    fn is_there(&mut self, e: Expr) -> bool {
        if !self.backwards {
            return self.in_time(e).is_some();
        }
        let (ready, depth, rule) = (self.ready(e), &self.depths[&e.value], elements(self.count, e.size()));
        depth.follow(&rule, |depth, degree| depth == self.count + 1 - degree)
            && ready.rows().zip(depth.rows()).all(|(time, depth)| time < 2 * depth)
    }

    /// The rows that belong to each level's element, where these are there when it is solved. At the
    /// edges of a grid a window reads less, so that a row could be had sooner; it is computed with the
    /// others of its position.
    fn in_time(&self, e: Expr) -> Option<Degrees> {
        let depth = &self.depths[&e.value];
        let rule = Some(elements(self.count, e.size())).filter(|_| e.size().is_multiple_of(self.count))?;
        depth.follow(&rule, |depth, degree| depth < degree).then_some(rule)
    }
}

/// The same work on the rows of degree 0, where there are any: what all levels together determine.
fn of_degree_zero(step: &Step) -> Option<Step> {
    match step {
        Step::Slab(slab) if slab.stairs.columns.up_to(0) > 0 => {
            Some(Step::Slab(Slab { degree: Degree::Zero, ..slab.clone() }))
        }
        Step::Loop(body) => match body.span {
            Some((rule, _)) if rule.up_to(0) > 0 => {
                Some(Step::Loop(Loop { span: Some((rule, Degree::Zero)), ..body.clone() }))
            }
            _ => None,
        },
        _ => None,
    }
}

/// Who reads each value.
pub(super) fn users<'g>(order: &[Expr<'g>]) -> BTreeMap<Value, Vec<Expr<'g>>> {
    let mut users: BTreeMap<Value, Vec<Expr>> = BTreeMap::new();
    for e in order {
        e.node().args.iter().for_each(|a| users.entry(*a).or_default().push(*e));
    }
    users
}

/// True if a value is read at other rows than its reader's, or by a product.
pub(super) fn lies_in_a_buffer(e: Expr, s: &Scheduler, users: &BTreeMap<Value, Vec<Expr>>) -> bool {
    if s.is_product(e.value) || matches!(e.op(), Op::Assemble { .. } | Op::Fold(_) | Op::Along(..) | Op::Sum) {
        return true;
    }
    let multiplied = |user: &Expr| matches!(user.op(), Op::Product { .. } | Op::Along(..));
    let moved = |user: &Expr| match user.op() {
        Op::Gather(_) | Op::Repeat(_) => true,
        op => op.is_elementwise() && user.size() != e.size(),
    };
    let readers = users.get(&e.value).map(Vec::as_slice).unwrap_or_default();
    match e.op() {
        Op::Gather(_) | Op::Repeat(_) => readers.iter().any(multiplied),
        _ => readers.iter().any(|user| multiplied(user) || moved(user)),
    }
}

/// The matrix of a slab, row by row: as the parameters hold it, or prepared with rows and columns
/// exchanged.
fn matrix_of(s: &mut Scheduler, graph: &Graph, matrix: Value, transposed: bool, layout: &Layout) -> BufferId {
    let e = graph.at(matrix);
    let place = layout.rows_of_matrix(graph, matrix, transposed);
    s.buffer(&format!("{}{}", name_of(e), if transposed { "_exchanged" } else { "" }), e.size(), place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derive::dependence::Levels;
    use crate::ir::Unary;
    use crate::shape::{Shape, Stairs};

    #[test]
    fn networks_of_any_widths_have_levels() {
        let transformers = ["affine", "rational_quadratic_spline(bins = 2)"];
        for size in [1, 2, 3, 6] {
            for context in [0, 2] {
                for hidden in ["[1]", "[8, 1]", "[1, 8]", "[3, 1, 2]", "[2, 2, 2]", "[]"] {
                    for (explicit, transformer) in [("inverse", transformers[0]), ("forward", transformers[1])] {
                        let layer = format!(
                            "autoregressive(explicit = {explicit}, order = descending, transformer = {transformer}, \
                             conditioner = made(hidden = {hidden}, residual = true))"
                        );
                        let event = if context > 0 { format!("{size}, context = {context}") } else { size.to_string() };
                        if size == 1 && context == 0 {
                            continue;
                        }
                        let flow = format!("pub struct Narrow<{event}> {{ layers: [{layer}] }}");
                        let spec = crate::front::tokens::parse(flow.parse().expect("tokens")).expect(&flow);
                        let _ = crate::compile(&spec).unwrap_or_else(|e| panic!("{flow}: {e:?}")).emit();
                    }
                }
            }
        }
    }

    /// Where no layer is narrow, a row waits for what it depends on and no longer.
    #[test]
    fn rows_wait_for_what_they_depend_on() {
        let (graph, size) = (Graph::new(), 5);
        let x = graph.varying("x", Shape::vector(size));
        let units = Degrees { always: 0, first: 1, groups: size - 1, size: 9 };
        let stairs = Stairs { rows: units, columns: elements(size, size), strict: false };
        let hidden =
            graph.parameter(0, "weight", Shape::matrix(9, size)).masked_matmul(x, Some(stairs)).unary(Unary::Tanh);
        let strict = Stairs { rows: elements(size, size), columns: units, strict: true };
        let shift = graph.parameter(1, "out", Shape::matrix(size, 9)).masked_matmul(hidden, Some(strict));
        let solved = x - shift;
        let order: Vec<Expr> = graph.order(&[solved.value]).into_iter().map(|v| graph.at(v)).collect();
        let solve = Solve { unknown: x.value, value: solved.value, step: (0..size).collect(), backwards: false };
        let found = depths(&order, x, &solve);
        let dependence = Levels::new(x, &solve.step);
        for e in order.iter().filter(|e| e.needs(x)) {
            let needs: Vec<usize> = dependence.of(*e).iter().map(|n| dependence.depth(*n)).collect();
            assert_eq!(found[&e.value].rows().collect::<Vec<_>>(), needs, "{}", name_of(*e));
        }
    }
}

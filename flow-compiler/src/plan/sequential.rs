//! A solution that goes level by level: a loop in which every value grows by the rows that its step rule names.
//!
//! The unknown lies in the order of its levels, so a level is a row, and so do the units of masked networks, in ascending degree. At a
//! level, a masked product computes the rows that have just become computable and no others; elementwise work has the rows of the same
//! degree; and the solved element joins the inputs. A multiplier is solved in the same way from the last level back, by the transposed
//! products. What is read afterwards, by the log-determinant or by sums over samples, is there already.

use std::collections::BTreeMap;

use super::layout::Layout;
use super::schedule::{Scheduler, name_of};
use super::step::{BufferId, Degree, Loop, Place, Slab, Step};
use super::tape::Tape;
use crate::derive::Solve;
use crate::derive::dependence::Levels;
use crate::ir::{Expr, Graph, Op, Value};
use crate::shape::{Contraction, Degrees, Index};

/// The steps that solve an equation. The unknown and what lies in buffers for it can be read afterwards.
pub(super) fn solve_steps<'g>(
    s: &mut Scheduler<'g>,
    graph: &'g Graph,
    solve: &Solve,
    layout: &Layout,
    tape: Option<&Tape>,
) -> Vec<Step> {
    let unknown = graph.at(solve.unknown);
    let order = s.missing(graph.at(solve.value));
    let users = users(&order);
    let settled = |e: Expr, s: &Scheduler| {
        e.node().varying && !s.is_home(e.value) && !s.is_absorbed(e.value) && lies_in_a_buffer(e, s, &users)
    };
    for e in order.iter().filter(|e| !e.needs(unknown)) {
        if settled(*e, s) {
            s.settle(*e);
        }
    }
    let mut steps = s.flush();
    let mut levels = LevelPlan {
        dependence: Levels::new(unknown, &solve.step),
        rules: rules(&order, unknown.size()),
        backwards: solve.backwards,
        joins: Vec::new(),
        before: Vec::new(),
        after: Vec::new(),
    };
    let buffer = |s: &mut Scheduler, e: Expr| {
        let place = tape.and_then(|t| t.rows.get(&e.value)).map_or(Place::Unassigned, |row| Place::Tape(*row));
        s.buffer(&name_of(e), e.size(), place)
    };
    let solution = buffer(s, unknown);
    levels.joins.push((solution, Index::identity(unknown.size())));
    s.given(solve.unknown, solution);
    for e in order.iter().copied().filter(|e| e.needs(unknown) && e.value != solve.unknown && e.value != solve.value) {
        if !settled(e, s) {
            continue;
        }
        if let Some(product) = s.masked(e.value) {
            let out = buffer(s, e);
            let matrix = matrix_of(s, graph, product.matrix, product.transposed, layout);
            levels.before.push(Step::Slab(Slab {
                degree: if solve.backwards { Degree::Above } else { Degree::Level },
                transposed: product.transposed,
                out,
                matrix,
                bias: product.bias,
                input: product.input,
                activation: product.activation,
                stairs: product.stairs,
            }));
            s.given(e.value, out);
        } else if let Op::Assemble { parts, .. } = e.op() {
            let out = buffer(s, e);
            for (part, a) in parts.into_iter().zip(e.args()) {
                if a.value == solve.unknown {
                    levels.joins.push((out, part));
                } else if a.needs(unknown) {
                    levels.add(s, a, &[(out, part)]);
                } else {
                    steps.push(s.level_loop(a, &[(out, part)], None));
                }
            }
            s.given(e.value, out);
        } else {
            let out = buffer(s, e);
            levels.add(s, e, &[(out, Index::identity(e.size()))]);
            s.given(e.value, out);
        }
    }
    let count = solve.step.iter().max().map_or(0, |l| l + 1);
    let own = (elements(unknown.size(), unknown.size()), Degree::Above);
    let solved = s.level_loop(graph.at(solve.value), &levels.joins, Some(own));
    let rest: Vec<Step> =
        if solve.backwards { levels.before.iter().filter_map(of_degree_zero).collect() } else { Vec::new() };
    let body = [levels.before, vec![solved], levels.after].concat();
    steps.push(Step::Levels { count, backwards: solve.backwards, body });
    steps.extend(rest);
    steps
}

/// The elements that have a given number of rows each.
fn elements(size: usize, rows: usize) -> Degrees {
    Degrees { always: 0, first: 1, groups: size, size: rows }
}

/// Orders of degrees that rows of the function may have: of the units of masked products, and of the elements.
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

/// A loop body while it is put together.
struct LevelPlan<'g> {
    dependence: Levels<'g>,
    rules: Vec<Degrees>,
    backwards: bool,
    /// Where the solved element goes.
    joins: Vec<(BufferId, Index)>,
    /// What comes before the level's element is solved.
    before: Vec<Step>,
    /// What reads it at once.
    after: Vec<Step>,
}

impl<'g> LevelPlan<'g> {
    /// Elementwise work on the rows of a level.
    fn add(&mut self, s: &mut Scheduler<'g>, e: Expr<'g>, stores: &[(BufferId, Index)]) {
        let (span, after) = self.span(e);
        let step = s.level_loop(e, stores, Some(span));
        if after { self.after.push(step) } else { self.before.push(step) }
    }

    /// Which rows of a value a level makes computable, and whether only once its element is solved.
    fn span(&self, e: Expr<'g>) -> ((Degrees, Degree), bool) {
        let (needs, count) = (self.dependence.of(e), self.dependence.count());
        let depth: Vec<usize> = needs.iter().map(|n| self.dependence.depth(*n)).collect();
        let fits = |rule: &Degrees, degree_of: &dyn Fn(usize) -> usize| {
            rule.total() == e.size() && depth.iter().enumerate().all(|(row, d)| rule.degree(row) == degree_of(*d))
        };
        for rule in &self.rules {
            if !self.backwards && fits(rule, &|depth| depth) {
                return ((*rule, Degree::Level), false);
            }
            if !self.backwards && fits(rule, &|depth| depth + 1) {
                return ((*rule, Degree::Above), false);
            }
            if self.backwards && fits(rule, &|depth| count - depth) {
                return ((*rule, Degree::Above), false);
            }
            if self.backwards && fits(rule, &|depth| count - depth + 1) {
                return ((*rule, Degree::Above), true);
            }
        }
        panic!("no rule states which rows of {} a level computes", name_of(e));
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
fn users<'g>(order: &[Expr<'g>]) -> BTreeMap<Value, Vec<Expr<'g>>> {
    let mut users: BTreeMap<Value, Vec<Expr>> = BTreeMap::new();
    for e in order {
        e.node().args.iter().for_each(|a| users.entry(*a).or_default().push(*e));
    }
    users
}

/// Whether a value is read at other rows than its reader's, or by a product.
fn lies_in_a_buffer(e: Expr, s: &Scheduler, users: &BTreeMap<Value, Vec<Expr>>) -> bool {
    if s.is_product(e.value) || matches!(e.op(), Op::Assemble { .. } | Op::Sum) {
        return true;
    }
    let multiplied = |user: &Expr| matches!(user.op(), Op::Product { .. });
    let moved = |user: &Expr| match user.op() {
        Op::Gather(_) => true,
        op => op.is_elementwise() && user.size() != e.size(),
    };
    let readers = users.get(&e.value).map(Vec::as_slice).unwrap_or_default();
    match e.op() {
        Op::Gather(_) => readers.iter().any(multiplied),
        _ => readers.iter().any(|user| multiplied(user) || moved(user)),
    }
}

/// The matrix of a slab, row by row: as the parameters hold it, or prepared with rows and columns exchanged.
fn matrix_of(s: &mut Scheduler, graph: &Graph, matrix: Value, transposed: bool, layout: &Layout) -> BufferId {
    let e = graph.at(matrix);
    let place = layout.rows_of_matrix(graph, matrix, transposed);
    s.buffer(&format!("{}{}", name_of(e), if transposed { "_exchanged" } else { "" }), e.size(), place)
}

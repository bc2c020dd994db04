//! The plans of one direction: its result, the tape that its cotangents need, and these.

use std::collections::BTreeMap;

use super::kind::{Destination, DirectionPlan, Reduction, ReversePlan};
use super::layout::{Layout, Matrix, leaf_number};
use super::passes::recompute;
use super::recurrence::recurrence_steps;
use super::reductions::{contiguous_row, joined, pair_biases, terms, terms_down_to};
use super::schedule::{Goal, Scheduler, name_of};
use super::sequential::solve_steps;
use super::step::{Mode, Place, Plan, Step};
use super::tape::{Tape, kept};
use crate::derive::Solve;
use crate::ir::{Expr, Op, Value};
use crate::lower::{Directional, Func, Kind, Reverse, Role};
use crate::vocabulary::dropout_leaf;

/// Plans a direction. Where it is the derived one and computing its argument again is cheaper than
/// keeping it, also plans that variant.
pub(super) fn plan_direction(
    kind: &Kind,
    direction: &Directional,
    declared: Option<&Directional>,
    layout: &Layout,
) -> DirectionPlan {
    let planner = Planner { kind, direction, layout };
    let (name, doc) = (&direction.apply.name, &direction.apply.doc);
    let apply = planner.apply(name, doc, (&direction.apply, direction.solve.as_ref()), None);
    let reverse = direction.reverse.as_ref().map(|reverse| {
        let plan = planner.reverse(reverse, &reverse.vjp, None);
        let plan = plan.expect("cotangents need nothing but the argument");
        let recomputed = declared.filter(|_| plan.keeps_argument).and_then(|declared| {
            let (cotangents, result) = recompute::cotangents(kind, direction, declared)?;
            planner.reverse(reverse, &cotangents, Some(result)).filter(|other| recompute::is_cheaper(other, &plan))
        });
        ReversePlan { recomputed: recomputed.map(Box::new), ..plan }
    });
    DirectionPlan { apply, reverse }
}

/// A direction while it is planned.
struct Planner<'p> {
    kind: &'p Kind,
    direction: &'p Directional,
    layout: &'p Layout,
}

impl<'p> Planner<'p> {
    fn at(&self, value: Value) -> Expr<'p> {
        self.kind.graph.at(value)
    }

    /// The reverse mode with cotangents that may read the result; nothing where something would
    /// have to be kept that only the result tells.
    fn reverse(&self, reverse: &Reverse, cotangents: &Func, result: Option<Value>) -> Option<ReversePlan> {
        let solved = reverse.vjp_solve.as_ref().map(|s| s.value);
        let mut tape = kept(self.kind, cotangents, solved, self.direction.argument, result);
        let (reductions, cotangent_roots) = self.reductions(cotangents, &mut tape);
        let vjp = self.vjp(reverse.vjp_solve.as_ref(), (cotangents, result), cotangent_roots, &tape);
        // A value that only the result tells is not there yet when the tape is written.
        let is_late = |e: Expr| !self.kind.is_cotangent(e) && result.is_some_and(|leaf| e.needs(self.at(leaf)));
        if tape.rows.keys().any(|value| is_late(self.at(*value))) {
            return None;
        }
        let (name, doc) = (&self.direction.apply.name, &self.direction.apply.doc);
        let (name, doc) = (format!("{name}_tape"), format!("{doc}; keeps what the cotangents need"));
        let mut taped = self.apply(&name, &doc, (&reverse.taped, reverse.taped_solve.as_ref()), Some(&tape));
        let keeps_argument = tape.rows.get(&self.direction.argument) == Some(&0);
        taped.tape = tape.regions;
        Some(ReversePlan { tape: taped, vjp, reductions, keeps_argument, recomputed: None })
    }

    /// The result and the log-determinant, and what is kept on a tape.
    fn apply(&self, name: &str, doc: &str, (func, solve): (&Func, Option<&Solve>), tape: Option<&Tape>) -> Plan {
        let mut s = Scheduler::new(&self.kind.graph, true);
        // Values that all samples share were prepared as a whole.
        let uniform = |e: Expr| !e.node().varying;
        let ladj = func.output(&Role::Ladj);
        let ladj_terms: Vec<Expr> = ladj.map(|v| terms_down_to(self.at(v), &uniform)).unwrap_or_default();
        let mut roots: Vec<Value> = func.values();
        roots.extend(ladj_terms.iter().map(|t| t.value));
        roots.push(self.direction.argument);
        roots.extend(solve.iter().map(|s| s.value));
        self.give_leaves(&mut s, &roots, &[(self.direction.argument, Place::Input)]);
        let mut before = self.give_dropouts(&mut s, &roots, tape);
        if let Some(solve) = solve {
            let kept = tape.into_iter().flat_map(|t| t.rows.keys().copied());
            let kept = kept.filter(|v| !self.kind.is_cotangent(self.at(*v)));
            // Values that the outputs read are there for them too, and are no activation's own.
            s.fuse(&[solve.value].into_iter().chain(kept).chain(roots.iter().copied()).collect::<Vec<_>>());
            before.extend(solve_steps(&mut s, &self.kind.graph, solve, self.layout, tape));
        }
        let rows = tape.map(|tape| self.kept_values(tape)).unwrap_or_default();
        let all: Vec<Value> = roots.iter().chain(rows.keys()).copied().collect();
        before.extend(self.recurrences(&mut s, &all, &rows));
        let mut goals = Vec::new();
        for output in func.outputs.iter().filter(|output| output.role != Role::Ladj) {
            let buffer = s.buffer(&output.name, self.at(output.value).size(), Place::Output);
            goals.push(Goal { value: output.value, buffer, mode: Mode::Write });
        }
        goals.extend(self.kept_goals(&mut s, tape));
        if !ladj_terms.is_empty() {
            let ladj = s.buffer("ladj", 1, Place::Ladj);
            goals.extend(ladj_terms.iter().map(|t| Goal { value: t.value, buffer: ladj, mode: Mode::Add }));
        }
        // Kept values first: what else needs them reads them where they are kept.
        goals.sort_by_key(|g| !s.is_tape(g.buffer));
        s.plan_after(before, name, doc, &goals)
    }

    /// The values of the first phase that the tape keeps, each with its first row.
    fn kept_values(&self, tape: &Tape) -> BTreeMap<Value, usize> {
        let rows = tape.rows.iter().map(|(value, row)| (*value, *row));
        rows.filter(|(value, _)| !self.kind.is_cotangent(self.at(*value))).collect()
    }

    /// The steps of the recurrences that the roots need.
    fn recurrences(&self, s: &mut Scheduler<'p>, roots: &[Value], rows: &BTreeMap<Value, usize>) -> Vec<Step> {
        if s.unsolved(roots).is_empty() {
            return Vec::new();
        }
        s.fuse(roots);
        recurrence_steps(s, &self.kind.graph, roots, rows)
    }

    /// The values of the first phase that the tape keeps and that do not lie there yet.
    fn kept_goals(&self, s: &mut Scheduler, tape: Option<&Tape>) -> Vec<Goal> {
        let mut goals = Vec::new();
        for (value, row) in tape.into_iter().flat_map(|t| &t.rows) {
            let e = self.at(*value);
            if self.kind.is_cotangent(e) || s.lies_on_tape(*value) {
                continue;
            }
            let leaf = matches!(e.op(), Op::Leaf(_));
            let name = if leaf { format!("{}_kept", name_of(e)) } else { name_of(e) };
            let buffer = s.buffer(&name, e.size(), Place::Tape(*row));
            goals.push(Goal { value: *value, buffer, mode: Mode::Write });
        }
        goals
    }

    /// The sums over samples, and the values that they read. Cotangents among these go to the tape.
    fn reductions(&self, func: &Func, tape: &mut Tape) -> (Vec<Reduction>, Vec<Value>) {
        let graph = &self.kind.graph;
        let (mut reductions, mut roots) = (Vec::new(), Vec::new());
        for output in &func.outputs {
            let Role::Cotangent(of) = &output.role else { continue };
            let Role::Uniform(uniform) = **of else { continue };
            let target = match leaf_number(graph, uniform) {
                Some((number, _)) => Destination::Parameters(self.layout.parameters[number]),
                None => Destination::Uniform(self.layout.cotangents[&uniform]),
            };
            let whole = self.at(output.value);
            // Sums of outer products are taken apart, since none of them lies on the tape; other
            // sums are one number each.
            let parts = if whole.shape().extents().len() >= 2 { terms(whole) } else { vec![whole] };
            for (i, term) in parts.into_iter().enumerate() {
                roots.push(term.value);
                let add = i > 0;
                reductions.push(if let Op::Outer { of } = term.op() {
                    let (a, b) = (term.arg(0), term.arg(1));
                    let (a_row, b_row) = (contiguous_row(a, tape), contiguous_row(b, tape));
                    let (rows, columns) = (a.size(), b.size());
                    Reduction::Outer { matrix: target, bias: None, a: a_row, b: b_row, rows, columns, of, add }
                } else {
                    Reduction::Sum { target, at: contiguous_row(term, tape), rows: term.size(), add }
                });
            }
        }
        (joined(pair_biases(reductions)), roots)
    }

    /// The cotangents.
    fn vjp(
        &self,
        solve: Option<&Solve>,
        (func, result): (&Func, Option<Value>),
        of_sums: Vec<Value>,
        tape: &Tape,
    ) -> Plan {
        let mut s = Scheduler::new(&self.kind.graph, true);
        let roots: Vec<Value> =
            func.values().into_iter().chain(of_sums).chain(solve.into_iter().map(|s| s.value)).collect();
        let arriving = [(Role::Result.cotangent(), Place::Input), (Role::Ladj.cotangent(), Place::Ladj)];
        let arriving = arriving.into_iter().flat_map(|(role, place)| {
            let leaves = self.kind.roles.iter().filter(move |(_, found)| **found == role);
            leaves.map(move |(leaf, _)| (*leaf, place.clone()))
        });
        let leaves: Vec<(Value, Place)> = arriving.chain(result.map(|leaf| (leaf, Place::Result))).collect();
        self.give_leaves(&mut s, &roots, &leaves);
        let kept = tape.rows.iter().map(|(value, row)| (self.at(*value), *row));
        let (cotangents, values): (Vec<(Expr, usize)>, _) = kept.partition(|(e, _)| self.kind.is_cotangent(*e));
        for (e, row) in values {
            let buffer = s.buffer(&name_of(e), e.size(), Place::Tape(row));
            s.given(e.value, buffer);
        }
        let mut before = Vec::new();
        if let Some(solve) = solve {
            s.fuse(&[solve.value].into_iter().chain(cotangents.iter().map(|c| c.0.value)).collect::<Vec<_>>());
            before = solve_steps(&mut s, &self.kind.graph, solve, self.layout, Some(tape));
        }
        let all: Vec<Value> = roots.iter().copied().chain(cotangents.iter().map(|(e, _)| e.value)).collect();
        let rows = cotangents.iter().map(|(e, row)| (e.value, *row)).collect();
        before.extend(self.recurrences(&mut s, &all, &rows));
        let mut goals = Vec::new();
        for (e, row) in cotangents {
            if !s.lies_on_tape(e.value) {
                let name = name_of(e);
                let name = if name.ends_with("cotangent") { name } else { format!("{name}_cotangent") };
                let buffer = s.buffer(&name, e.size(), Place::Tape(row));
                goals.push(Goal { value: e.value, buffer, mode: Mode::Write });
            }
        }
        for output in &func.outputs {
            let (name, place, mode) = match &output.role {
                Role::Cotangent(of) if **of == Role::Argument => ("argument_cotangent", Place::Output, Mode::Write),
                Role::Cotangent(of) if **of == Role::Context => {
                    ("context_cotangent", Place::ContextCotangent, Mode::Add)
                }
                _ => continue,
            };
            let buffer = s.buffer(name, self.at(output.value).size(), place);
            goals.push(Goal { value: output.value, buffer, mode });
        }
        let mut plan = s.plan_after(before, &func.name, &func.doc, &goals);
        plan.tape = tape.regions.clone();
        plan
    }

    /// States where all leaves and uniform values of a function of samples lie.
    fn give_leaves(&self, s: &mut Scheduler, roots: &[Value], leaves: &[(Value, Place)]) {
        let (graph, layout) = (&self.kind.graph, self.layout);
        for value in graph.order(roots) {
            let e = self.at(value);
            match e.op() {
                Op::Leaf(_) if e.node().varying => {
                    let place = leaves.iter().find(|(leaf, _)| *leaf == value).map(|(_, place)| place.clone());
                    if let Some(place) = place.or(self.kind.is_context(e).then_some(Place::Context)) {
                        let buffer = s.buffer(&name_of(e), e.size(), place);
                        s.given(value, buffer);
                    }
                }
                _ => {
                    if let Some((matrix, of)) = Matrix::of(e) {
                        let (len, at) = (matrix.panels_len(graph, of), layout.panels[&matrix].at);
                        let buffer = s.buffer(&matrix.name(graph), len, Place::Prepared(at));
                        s.packed(matrix, buffer);
                    }
                }
            }
        }
        for value in &self.kind.uniforms {
            let e = self.at(*value);
            let (name, place) = match leaf_number(graph, *value) {
                Some(_) if e.shape().extents().len() >= 2 => continue,
                Some((number, name)) => (name, Place::Parameters(layout.parameters[number])),
                None => (name_of(e), Place::Prepared(layout.computed[value])),
            };
            let buffer = s.buffer(&name, e.size(), place);
            s.given(*value, buffer);
        }
    }

    /// The factors of the function's dropouts, which are computed first.
    fn give_dropouts(&self, s: &mut Scheduler, roots: &[Value], tape: Option<&Tape>) -> Vec<Step> {
        let read = self.kind.graph.order(roots);
        let (mut first, mut steps) = (0, Vec::new());
        for (k, dropout) in self.kind.dropouts.iter().enumerate() {
            if let Some(leaf) = self.kind.leaf(&Role::Dropout(k)).filter(|leaf| read.contains(leaf)) {
                let kept = tape.and_then(|t| t.rows.get(&leaf));
                let place = kept.map_or(Place::Unassigned, |row| Place::Tape(*row));
                let out = s.buffer(&dropout_leaf(k), dropout.units, place);
                s.given(leaf, out);
                steps.push(Step::Dropout { out, first, rate: dropout.rate });
            }
            first += dropout.units;
        }
        steps
    }
}

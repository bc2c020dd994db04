//! The invariants of every plan, checked when it is made and after each pass.
//!
//! # Order
//! A scratch buffer is written before it is read.
//! # Rows
//! Every index stays inside its buffer; a product's rows and columns fit its buffers.
//! # Sharing
//! No two buffers of one step lie in the same scratch slot, and no loop reads a row of a buffer
//! that it writes.
//! # Lines
//! A line reads earlier ones; the slope of a tanh comes directly after it.
//! # Conditions
//! No buffer holds one: it is no number.
//!
//! A violation is a bug of the compiler.

use std::collections::BTreeSet;

use super::step::{BufferId, Formula, Line, Loop, Mode, Operand, Place, Plan, Slab, Step, touches};
use crate::ir::Binary;
use crate::shape::Index;

/// Panics with the plan's text where an invariant fails.
///
/// # Panics
/// Where the plan is malformed, which is a bug of the planner.
pub fn verify(plan: &Plan, pass: &str) {
    if let Err(what) = check(plan) {
        panic!("after {pass}: {what}\n{}", super::print::plan(plan));
    }
}

/// The first invariant that does not hold, if any.
pub fn check(plan: &Plan) -> Result<(), String> {
    let mut written = BTreeSet::new();
    for step in &plan.steps {
        shares_no_slot(plan, step)?;
        check_step(plan, step, &mut written)?;
    }
    Ok(())
}

fn shares_no_slot(plan: &Plan, step: &Step) -> Result<(), String> {
    let mut slots: Vec<(usize, BufferId)> = Vec::new();
    for buffer in touches(step) {
        if let Place::Scratch(slot) = plan.buffer(buffer).place {
            if slots.iter().any(|(s, b)| *s == slot && *b != buffer) {
                return Err(format!("{} shares slot {slot} within a step", plan.buffer(buffer).name));
            }
            slots.push((slot, buffer));
        }
    }
    Ok(())
}

fn read(plan: &Plan, buffer: BufferId, written: &BTreeSet<BufferId>) -> Result<(), String> {
    let known = !plan.buffer(buffer).place.is_scratch() || written.contains(&buffer);
    if known { Ok(()) } else { Err(format!("{} is read before it is written", plan.buffer(buffer).name)) }
}

fn fits(plan: &Plan, buffer: BufferId, rows: usize) -> Result<(), String> {
    let found = plan.buffer(buffer);
    if rows <= found.rows { Ok(()) } else { Err(format!("{} has {} rows, {rows} are used", found.name, found.rows)) }
}

fn check_step(plan: &Plan, step: &Step, written: &mut BTreeSet<BufferId>) -> Result<(), String> {
    match step {
        Step::Product(p) | Step::WindowLevel { product: p, .. } => {
            read(plan, p.input, written)?;
            fits(plan, p.input, p.input_row + p.columns)?;
            fits(plan, p.out, p.rows)?;
            p.bias.map_or(Ok(()), |b| fits(plan, b, p.biases()))?;
            p.gate.map_or(Ok(()), |gate| read(plan, gate, written).and_then(|()| fits(plan, gate, p.rows)))?;
            written.insert(p.out);
        }
        Step::Copy { from, from_row, to, to_row, rows } => {
            read(plan, *from, written)?;
            fits(plan, *from, from_row + rows)?;
            fits(plan, *to, to_row + rows)?;
            written.insert(*to);
        }
        Step::Slab(s) => check_slab(plan, s, written)?,
        Step::Along(a) => {
            read(plan, a.input, written)?;
            fits(plan, a.input, a.input_row + a.copies.spread())?;
            fits(plan, a.out, a.rows())?;
            written.insert(a.out);
        }
        Step::Levels { body, .. } | Step::RowEnd { body, .. } => {
            // What one level reads, lower levels have written.
            body.iter().for_each(|s| written.extend(outputs(s)));
            body.iter().try_for_each(|s| check_step(plan, s, written))?;
        }
        Step::Wanted { body } => check_wanted(plan, body, written)?,
        Step::Clear(buffer) | Step::Dropout { out: buffer, .. } => {
            written.insert(*buffer);
        }
        Step::Pack { from, rows, columns, .. } | Step::Transpose { from, rows, columns, .. } => {
            fits(plan, *from, rows * columns)?
        }
        Step::TriangularSolve { out, matrix, diagonal, right, stairs, .. } => {
            let n = stairs.rows.total();
            check_triangle(plan, n, (*matrix, &[*diagonal, *right]), (*out, n), written)?;
        }
        Step::TriangularInverse { out, matrix, diagonal, stairs } => {
            let n = stairs.rows.total();
            check_triangle(plan, n, (*matrix, diagonal.as_slice()), (*out, n * n), written)?;
        }
        Step::AddOuter { out, a, b, .. } => {
            read(plan, *a, written)?;
            read(plan, *b, written)?;
            fits(plan, *out, plan.buffer(*a).rows * plan.buffer(*b).rows)?;
        }
        Step::Loop(body) => {
            check_loop(plan, body, written)?;
            written.extend(outputs(step));
        }
    }
    Ok(())
}

/// Steps that not every caller wants write the result, and what serves it alone.
fn check_wanted(plan: &Plan, body: &[Step], written: &mut BTreeSet<BufferId>) -> Result<(), String> {
    let is_result = |b: &BufferId| plan.buffer(*b).place == Place::Output || plan.buffer(*b).place.is_scratch();
    if let Some(other) = body.iter().flat_map(outputs).find(|b| !is_result(b)) {
        return Err(format!("{} is written only where the result is wanted", plan.buffer(other).name));
    }
    body.iter().try_for_each(|s| check_step(plan, s, written))
}

fn check_slab(plan: &Plan, s: &Slab, written: &mut BTreeSet<BufferId>) -> Result<(), String> {
    read(plan, s.input, written)?;
    let (rows, columns) = (s.stairs.rows.total(), s.stairs.columns.total());
    fits(plan, s.input, if s.transposed { rows } else { columns })?;
    fits(plan, s.out, if s.transposed { columns } else { rows })?;
    fits(plan, s.matrix, rows * columns)?;
    written.insert(s.out);
    Ok(())
}

/// A step that reads a matrix of n rows and vectors of n numbers, and results in so many numbers.
fn check_triangle(
    plan: &Plan,
    n: usize,
    (matrix, vectors): (BufferId, &[BufferId]),
    (out, len): (BufferId, usize),
    written: &mut BTreeSet<BufferId>,
) -> Result<(), String> {
    fits(plan, matrix, n * n)?;
    for vector in vectors {
        read(plan, *vector, written)?;
        fits(plan, *vector, n)?;
    }
    fits(plan, out, len)?;
    written.insert(out);
    Ok(())
}

/// The buffers that a step writes.
pub(super) fn outputs(step: &Step) -> Vec<BufferId> {
    match step {
        Step::Product(p) | Step::WindowLevel { product: p, .. } => vec![p.out],
        Step::Slab(s) => vec![s.out],
        Step::Along(a) => vec![a.out],
        Step::Loop(l) => l.stores.iter().map(|s| s.buffer).collect(),
        Step::Levels { body, .. } | Step::RowEnd { body, .. } | Step::Wanted { body, .. } => {
            body.iter().flat_map(outputs).collect()
        }
        Step::Clear(buffer) | Step::Dropout { out: buffer, .. } => vec![*buffer],
        Step::TriangularSolve { out, .. } | Step::TriangularInverse { out, .. } | Step::AddOuter { out, .. } => {
            vec![*out]
        }
        Step::Pack { to, .. } | Step::Transpose { to, .. } | Step::Copy { to, .. } => vec![*to],
    }
}

fn check_loop(plan: &Plan, body: &Loop, written: &BTreeSet<BufferId>) -> Result<(), String> {
    check_lines(&body.lines, 0)?;
    let stored: Vec<BufferId> = body.stores.iter().map(|s| s.buffer).collect();
    for line in &body.lines {
        if let Formula::Read(buffer, index) = &line.formula {
            read(plan, *buffer, written)?;
            fits(plan, *buffer, index.as_ref().map_or(1, last))?;
            if stored.contains(buffer) {
                return Err(format!("a loop reads and writes {}", plan.buffer(*buffer).name));
            }
        }
    }
    for store in &body.stores {
        let name = &plan.buffer(store.buffer).name;
        if matches!(store.value, Operand::Line(line) if is_condition(&body.lines[line].formula)) {
            return Err(format!("{name} holds a condition"));
        }
        fits(plan, store.buffer, if store.mode == Mode::Reduce { 1 } else { last(&store.index) })?;
        let adds = store.mode != Mode::Write && plan.buffer(store.buffer).place.is_scratch();
        if adds && !written.contains(&store.buffer) {
            return Err(format!("{name} is added to before it is written"));
        }
    }
    Ok(())
}

/// Lines that read earlier ones alone. The first `leaves` of an equation stand for what it reads.
fn check_lines(lines: &[Line], leaves: usize) -> Result<(), String> {
    for (k, line) in lines.iter().enumerate() {
        let late = |operand: &Operand| matches!(operand, Operand::Line(read) if *read >= k);
        if line.formula.operands().iter().any(late) {
            return Err(format!("{} reads a line that does not come before it", line.name));
        }
        if (line.formula == Formula::Leaf) != (k < leaves) {
            return Err(format!("{} is not at the place of a leaf", line.name));
        }
        let follows = |k: usize| k > 0 && matches!(lines[k - 1].formula, Formula::TanhSech2(_));
        if line.formula == Formula::SlopeOfTanh && !follows(k) {
            return Err(format!("{} does not follow its tanh", line.name));
        }
        if let Formula::Root(_, equation) = &line.formula {
            check_lines(&equation.lines, 1 + equation.captured.len())?;
        }
    }
    Ok(())
}

fn is_condition(formula: &Formula) -> bool {
    matches!(formula, Formula::Binary(Binary::Less, ..))
}

/// One more than the last row that an index names; a table's is checked with its numbers.
fn last(index: &Index) -> usize {
    match index {
        Index::Range { start, step, len } if *step > 0 => start + step.unsigned_abs() * (len - 1) + 1,
        Index::Range { start, .. } => start + 1,
        Index::Blocks { start, stride, width, len } => start + stride * (len / width - 1) + width,
        Index::Loops { start, loops } => {
            let up = loops.iter().map(|(extent, stride)| stride.max(&0) * (*extent as isize - 1)).sum::<isize>();
            start + up as usize + 1
        }
        Index::Table { .. } => 0,
    }
}

//! A direction that goes level by level: a loop in which every value grows by the slab that its step rule names.
//!
//! The unknown lies in the order of its levels, so a level is a row. At level `t` a masked product computes the rows that read levels
//! below `t` and no others; elementwise work has its row `t`; and the solved element joins the inputs. What the log-determinant reads
//! afterwards is there already.

use super::layer::{Layout, give_leaves, leaf_number, terms};
use super::schedule::{Goal, Scheduler, name_of};
use super::{BufferId, Mode, Place, Plan, Step};
use crate::derive::Solve;
use crate::ir::{Expr, Leaf, Op, Value};
use crate::lower::{Directional, Kind};
use crate::shape::Index;

/// The plan of the direction.
pub(super) fn plan_levels(kind: &Kind, direction: &Directional, solve: &Solve, layout: &Layout) -> Plan {
    let graph = &kind.graph;
    let unknown = graph.at(solve.unknown);
    let mut s = Scheduler::new(graph, true);
    let ladj_terms: Vec<Expr> = direction.apply.output("ladj").map(|v| terms(graph.at(v))).unwrap_or_default();
    let mut roots: Vec<Value> = direction.apply.values();
    roots.extend(ladj_terms.iter().map(|t| t.value));
    roots.extend([direction.argument, solve.value]);
    let argument = match graph.node(direction.argument).op.clone() {
        Op::Leaf(Leaf::Varying(name)) => name,
        _ => String::new(),
    };
    give_leaves(&mut s, kind, &roots, layout, &[(&argument, Place::Input), ("context", Place::Context)]);
    s.fuse(&[solve.value]);
    let solved = s.buffer("solved", unknown.size(), Place::Scratch(usize::MAX));
    let mut before = Vec::new();
    let mut body = Vec::new();
    let mut joins = vec![(solved, Index::identity(unknown.size()))];
    s.given(solve.unknown, solved);
    let inside: Vec<Expr> =
        graph.order(&[solve.value]).into_iter().map(|v| graph.at(v)).filter(|e| e.needs(unknown)).collect();
    for e in inside {
        match e.op() {
            Op::Assemble { parts, .. } if e.value != solve.value => {
                let buffer = s.buffer(&name_of(e), e.size(), Place::Scratch(usize::MAX));
                for (part, a) in parts.into_iter().zip(e.args()) {
                    if a.value == unknown.value {
                        joins.push((buffer, part));
                    } else {
                        before.extend(s.copy(a, buffer, part));
                    }
                }
                s.given(e.value, buffer);
            }
            _ if s.is_product(e.value) => body.extend(slab(&mut s, e, layout)),
            _ => {}
        }
    }
    let value = graph.at(solve.value);
    body.push(Step::Loop(s.level_loop(value, &joins)));
    let mut goals = Vec::new();
    for output in &direction.apply.outputs {
        if output.name != "ladj" {
            let buffer = s.buffer(&output.name, unknown.size(), Place::Output);
            goals.push(Goal { value: output.value, buffer, mode: Mode::Write });
        }
    }
    if !ladj_terms.is_empty() {
        let ladj = s.buffer("ladj", 1, Place::Ladj);
        goals.extend(ladj_terms.iter().map(|t| Goal { value: t.value, buffer: ladj, mode: Mode::Add }));
    }
    let count = solve.level.iter().max().map_or(0, |l| l + 1);
    before.push(Step::Levels { count, body });
    s.plan_after(before, &direction.apply.name, &direction.apply.doc, &goals)
}

/// A masked product by slabs; its matrix is read as the parameters hold it.
fn slab(s: &mut Scheduler, e: Expr, layout: &Layout) -> Option<Step> {
    let (matrix, input) = s.operands(e.value)?;
    let (number, name) = leaf_number(e.graph, matrix)?;
    let place = Place::Parameters(layout.parameters[number]);
    let matrix = s.buffer(&name, e.graph.node(matrix).shape.size(), place);
    let out = s.buffer(&name_of(e), e.size(), Place::Scratch(usize::MAX));
    let step = s.slab(e.value, out, matrix, input);
    s.given(e.value, out);
    step.map(Step::Slab)
}

/// Where a solved element goes: rows of a buffer.
pub type Join = (BufferId, Index);

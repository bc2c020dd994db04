//! One function as stages of fused loops and products.
//!
//! ```text
//! fuse    products with bias and activation      stages    the stage in which a loop has a value
//! put     values into buffers                    lines     values as lines of a loop
//! equation  the lines of a root                  level     loops over the rows of one level
//! names   of buffers
//! ```

mod equation;
mod fuse;
mod level;
mod lines;
mod names;
mod put;
mod stages;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::layout::Matrix;
use super::step::{Buffer, BufferId, Loop, Place, Plan, Step};
use crate::ir::{Expr, Graph, Unary, Value};
use crate::shape::Contraction;

pub use super::step::Mode;
pub use level::LevelStore;
pub use names::{identifier, name_of};

/// A value that must end up in a buffer.
pub struct Goal {
    /// The value.
    pub value: Value,
    /// The buffer.
    pub buffer: BufferId,
    /// How it is put there.
    pub mode: Mode,
}

/// A product of the function, with what is fused into it.
struct Fused {
    matrix: Matrix,
    of: Contraction,
    input: Value,
    bias: Option<Value>,
    activation: Option<Unary>,
}

/// Where a stored value lies and from which stage on it can be read.
#[derive(Clone, Copy)]
struct Home {
    buffer: BufferId,
    for_loops: usize,
    for_products: usize,
}

/// A loop: its stage, its rows, and a number that sets apart loops that store to different rows of
/// one buffer.
type Key = (usize, usize, usize);

/// Plans one function.
pub struct Scheduler<'g> {
    graph: &'g Graph,
    per_lane: bool,
    buffers: Vec<Buffer>,
    /// The names of the buffers, and from which number on to look for one of each.
    names: BTreeSet<String>,
    numbers: HashMap<String, usize>,
    homes: HashMap<Value, Home>,
    panels: HashMap<Matrix, BufferId>,
    products: HashMap<Value, Fused>,
    absorbed: BTreeSet<Value>,
    stages: HashMap<Value, usize>,
    loops: BTreeMap<Key, (Loop, lines::Known)>,
    product_steps: BTreeMap<usize, Vec<Step>>,
    clears: BTreeMap<usize, Vec<BufferId>>,
}

impl<'g> Scheduler<'g> {
    /// For functions of samples, or of uniform values alone.
    pub fn new(graph: &'g Graph, per_lane: bool) -> Self {
        Scheduler {
            graph,
            per_lane,
            buffers: Vec::new(),
            names: BTreeSet::new(),
            numbers: HashMap::new(),
            homes: HashMap::new(),
            panels: HashMap::new(),
            products: HashMap::new(),
            absorbed: BTreeSet::new(),
            stages: HashMap::new(),
            loops: BTreeMap::new(),
            product_steps: BTreeMap::new(),
            clears: BTreeMap::new(),
        }
    }

    /// A buffer of the function.
    pub fn buffer(&mut self, name: &str, rows: usize, place: Place) -> BufferId {
        let name = identifier(name);
        let mut distinct = name.clone();
        if self.names.contains(&distinct) {
            // Numbers that were taken once stay taken.
            let next = self.numbers.entry(name.clone()).or_insert(2);
            while self.names.contains(&distinct) {
                distinct = format!("{name}_{next}");
                *next += 1;
            }
        }
        self.names.insert(distinct.clone());
        self.buffers.push(Buffer { name: distinct, rows, place });
        BufferId(self.buffers.len() - 1)
    }

    /// True if a buffer lies on the tape.
    pub fn is_tape(&self, buffer: BufferId) -> bool {
        matches!(self.buffers[buffer.0].place, Place::Tape(_))
    }

    /// True if a value already lies on the tape.
    pub fn lies_on_tape(&self, value: Value) -> bool {
        self.homes.get(&value).is_some_and(|home| self.is_tape(home.buffer))
    }

    /// States that a value already lies in a buffer.
    pub fn given(&mut self, value: Value, buffer: BufferId) {
        self.homes.insert(value, Home { buffer, for_loops: 0, for_products: 0 });
    }

    /// Takes back that a value lies in a buffer.
    pub fn forget(&mut self, value: Value) {
        self.homes.remove(&value);
    }

    /// States where a matrix lies in panels.
    pub(super) fn packed(&mut self, matrix: Matrix, buffer: BufferId) {
        self.panels.insert(matrix, buffer);
    }

    /// The plan that reaches the goals. A value with several goals is computed once.
    pub fn plan(self, name: &str, doc: &str, goals: &[Goal]) -> Plan {
        self.plan_after(Vec::new(), name, doc, goals)
    }

    /// The plan that reaches the goals after some steps have been taken.
    pub fn plan_after(mut self, mut steps: Vec<Step>, name: &str, doc: &str, goals: &[Goal]) -> Plan {
        self.fuse(&goals.iter().map(|g| g.value).collect::<Vec<_>>());
        for goal in goals {
            self.reach(goal);
        }
        steps.extend(self.flush());
        Plan {
            name: name.into(),
            doc: doc.into(),
            per_lane: self.per_lane,
            buffers: self.buffers,
            slots: Vec::new(),
            tape: Vec::new(),
            steps,
        }
    }

    /// The steps so far, stage after stage; what they store can be read by any later one.
    pub fn flush(&mut self) -> Vec<Step> {
        let last = self.loops.keys().map(|k| k.0).chain(self.product_steps.keys().copied()).max();
        let (mut loops, mut steps) = (std::mem::take(&mut self.loops), Vec::new());
        for stage in 0..=last.unwrap_or(0) {
            steps.extend(self.clears.remove(&stage).unwrap_or_default().into_iter().map(Step::Clear));
            let here: Vec<Key> = loops.keys().copied().filter(|k| k.0 == stage).collect();
            steps.extend(here.into_iter().filter_map(|k| loops.remove(&k)).map(|(l, _)| Step::Loop(l)));
            steps.extend(self.product_steps.remove(&stage).unwrap_or_default());
        }
        self.stages.clear();
        self.homes.values_mut().for_each(|home| (home.for_loops, home.for_products) = (0, 0));
        steps
    }

    fn at(&self, value: Value) -> Expr<'g> {
        self.graph.at(value)
    }
}

//! The questions and loops of a direction that goes level by level.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::Scheduler;
use crate::ir::{Equations, Expr, Unary, Value};
use crate::plan::step::{BufferId, Degree, Loop, Mode, Product, Step};
use crate::shape::{Degrees, Index, Stairs, Window};

impl<'g> Scheduler<'g> {
    /// True if a value is a product with all that is fused into it.
    pub fn is_product(&self, value: Value) -> bool {
        self.products.contains_key(&value)
    }

    /// The values and those of their arguments that lie nowhere yet, arguments first; `known` ones are left out. The equations of a
    /// recurrence follow its states.
    pub fn missing(&self, roots: &[Value], known: &[Value]) -> Vec<Expr<'g>> {
        let mut found = BTreeSet::new();
        let mut todo = roots.to_vec();
        while let Some(value) = todo.pop() {
            if !self.homes.contains_key(&value) && !known.contains(&value) && found.insert(value) {
                match self.graph.equations(value) {
                    Some(equations) => todo.extend(equations.states.iter().chain(&equations.values)),
                    None => todo.extend(&self.graph.node(value).args),
                }
            }
        }
        found.into_iter().map(|v| self.at(v)).collect()
    }

    /// The recurrences that the roots need and that are not solved yet, in the order in which they can be.
    pub fn unsolved(&self, roots: &[Value]) -> Vec<Rc<Equations>> {
        let missing = self.missing(roots, &[]);
        let of_states =
            missing.iter().filter_map(|e| self.graph.equations(e.value).filter(|of| of.states[0] == e.value));
        of_states.collect()
    }

    /// True if a value reads one of some values at other rows than its own.
    pub fn is_moved(&self, e: Expr<'g>, of: &[(Expr<'g>, BufferId)]) -> bool {
        let among = |value: Value| of.iter().any(|(e, _)| e.value == value);
        let moves = |e: &Expr<'g>| !e.op().is_elementwise() && e.node().args.iter().any(|a| among(*a));
        self.missing(&[e.value], &[]).iter().any(moves)
    }

    /// The loops that store values where they are wanted, as few as their rows allow.
    pub fn loops_of(&mut self, stores: Vec<(Expr<'g>, LevelStore)>) -> Vec<Loop> {
        for (e, LevelStore { buffer, index, mode }) in stores {
            self.store(e, buffer, index, mode);
        }
        std::mem::take(&mut self.loops).into_values().map(|(body, _)| body).collect()
    }

    /// Puts a value into a buffer, from which later steps read it.
    pub fn settle_in(&mut self, e: Expr<'g>, buffer: BufferId) {
        self.put(e, buffer, Mode::Write);
    }

    /// True if a product has taken a value up: only its result is there.
    pub fn is_absorbed(&self, value: Value) -> bool {
        self.absorbed.contains(&value)
    }

    /// True if a value lies in a buffer.
    pub fn is_home(&self, value: Value) -> bool {
        self.homes.contains_key(&value)
    }

    /// The buffer of a value.
    pub fn home_of(&mut self, e: Expr<'g>) -> BufferId {
        self.home(e).buffer
    }

    /// Puts a value into a buffer of its own, from which later steps read it.
    pub fn settle(&mut self, e: Expr<'g>) {
        self.home(e);
    }

    /// A masked product: its matrix, its input, whether it is transposed, and the slab that it is
    /// in these buffers.
    pub fn masked(&self, value: Value) -> Option<MaskedProduct> {
        let fused = self.products.get(&value)?;
        let stairs = fused.of.stairs()?;
        let input = self.homes.get(&fused.input)?.buffer;
        let bias = fused.bias.and_then(|b| self.homes.get(&b)).map(|h| h.buffer);
        let (matrix, transposed, activation) = (fused.matrix.weight, fused.matrix.transposed, fused.activation);
        Some(MaskedProduct { matrix, transposed, input, bias, activation, stairs })
    }

    /// A window that goes position by position over a value in a buffer, with the buffer that it goes to.
    pub fn sliding(&self, value: Value, out: BufferId) -> Option<Product> {
        let fused = self.products.get(&value)?;
        fused.of.window().filter(Window::is_local)?;
        let input = self.homes.get(&fused.input)?.buffer;
        Some(Product {
            out,
            panels: self.panels[&fused.matrix],
            bias: fused.bias.and_then(|b| self.homes.get(&b)).map(|h| h.buffer),
            input,
            input_row: 0,
            rows: self.at(value).size(),
            columns: self.at(fused.input).size(),
            activation: fused.activation,
            gate: None,
            transposed: fused.matrix.transposed,
            of: fused.of,
        })
    }

    /// The loop over the rows of a level that stores a value where it is wanted.
    pub fn level_loop(&mut self, e: Expr<'g>, stores: &[LevelStore], span: Option<(Degrees, Degree)>) -> Step {
        for LevelStore { buffer, index, mode } in stores {
            self.store(e, *buffer, index.clone(), *mode);
        }
        let loops = std::mem::take(&mut self.loops);
        debug_assert!(loops.len() == 1, "a level's loop needs values that lie nowhere");
        let body = loops.into_values().next().map_or(Loop::default(), |(body, _)| body);
        Step::Loop(Loop { span, ..body })
    }
}

/// Where a level stores the rows of a value, and how.
pub struct LevelStore {
    /// The buffer.
    pub buffer: BufferId,
    /// The row of it for each row of the value.
    pub index: Index,
    /// How.
    pub mode: Mode,
}

impl LevelStore {
    /// Rows that are written where an index says.
    pub fn write(buffer: BufferId, index: Index) -> Self {
        LevelStore { buffer, index, mode: Mode::Write }
    }

    /// All rows of a buffer of so many.
    pub fn whole(buffer: BufferId, rows: usize) -> Self {
        LevelStore::write(buffer, Index::identity(rows))
    }
}

/// A masked product, ready to be computed by slabs.
pub struct MaskedProduct {
    /// The matrix.
    pub matrix: Value,
    /// True if it is transposed.
    pub transposed: bool,
    /// The vector that is multiplied.
    pub input: BufferId,
    /// The number that is added to each row.
    pub bias: Option<BufferId>,
    /// The activation of the result.
    pub activation: Option<Unary>,
    /// Which entries are masked.
    pub stairs: Stairs,
}

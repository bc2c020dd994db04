//! Values put into buffers: the steps that compute them, and from which stage on they can be read.

use super::{Fused, Goal, Home, Scheduler, name_of};
use crate::ir::{self, Expr, Op};
use crate::plan::step::{Along, BufferId, Loop, Mode, Place, Product, Step, Store};
use crate::shape::{Contraction, Copies, Index, Stairs};

/// True for operations that neither a loop nor a step of their own computes.
fn needs_step(op: &Op) -> bool {
    matches!(op, Op::Norm | Op::Outer { .. } | Op::Along(..) | Op::Recur(..) | Op::Stated(..))
}

impl<'g> Scheduler<'g> {
    /// Puts a value into a buffer of its own, once.
    pub(super) fn home(&mut self, e: Expr<'g>) -> Home {
        if let Some(home) = self.homes.get(&e.value) {
            return *home;
        }
        assert!(!matches!(e.op(), Op::Leaf(_)), "the leaf {} lies nowhere", name_of(e));
        let buffer = self.buffer(&name_of(e), e.size(), Place::Unassigned);
        self.put(e, buffer, Mode::Write)
    }

    /// Computes a value into a buffer; later readers find it there when it was written whole.
    pub(super) fn put(&mut self, e: Expr<'g>, buffer: BufferId, mode: Mode) -> Home {
        let home = if self.products.contains_key(&e.value) && mode == Mode::Write {
            self.put_product(e, buffer)
        } else {
            match e.op() {
                Op::Assemble { len, parts } if !self.homes.contains_key(&e.value) => {
                    self.put_parts(e, buffer, len, &parts, mode)
                }
                Op::Sum if !self.homes.contains_key(&e.value) => {
                    self.put_sum(e, buffer, (Index::identity(1), Mode::Reduce), mode)
                }
                Op::Fold(copies) if !self.homes.contains_key(&e.value) => {
                    self.put_sum(e, buffer, (copies.index(), Mode::Add), mode)
                }
                Op::TriangularSolve { transposed, of: Contraction::Matrix(Some(stairs)) } if mode == Mode::Write => {
                    self.put_solve(e, buffer, transposed, stairs)
                }
                Op::Along(op, copies) if mode == Mode::Write && !self.homes.contains_key(&e.value) => {
                    self.put_along(e, buffer, op, copies)
                }
                Op::Outer { of } if mode == Mode::Add => self.add_outer(e, buffer, of),
                op => {
                    let is_loop = self.is_fused(e) || self.homes.contains_key(&e.value) || !needs_step(&op);
                    assert!(is_loop, "no step of a plan computes `{op}`");
                    let stage = self.store(e, buffer, Index::identity(e.size()), mode);
                    Home { buffer, for_loops: stage + 1, for_products: stage }
                }
            }
        };
        if mode == Mode::Write {
            self.homes.entry(e.value).or_insert(home);
        }
        home
    }

    fn put_product(&mut self, e: Expr<'g>, out: BufferId) -> Home {
        let Fused { matrix, of, input, bias, activation } = &self.products[&e.value];
        let (matrix, of) = (*matrix, *of);
        let (input, bias, activation) = (self.at(*input), *bias, *activation);
        let (source, input_row) = self.rows_of(input);
        let columns = input.size();
        let product = Product {
            out,
            panels: self.panels[&matrix],
            bias: bias.map(|b| self.homes[&b].buffer),
            input: source.buffer,
            input_row,
            rows: e.size(),
            columns,
            activation,
            gate: None,
            transposed: matrix.transposed,
            of,
        };
        let stage = source.for_products;
        self.product_steps.entry(stage).or_default().push(Step::Product(product));
        Home { buffer: out, for_loops: stage + 1, for_products: stage + 1 }
    }

    fn put_solve(&mut self, e: Expr<'g>, out: BufferId, transposed: bool, stairs: Stairs) -> Home {
        let [matrix, diagonal, right] = [0, 1, 2].map(|k| self.home(e.arg(k)));
        let stage = [matrix, diagonal, right].iter().map(|h| h.for_products).max().unwrap_or(0);
        let (matrix, diagonal, right) = (matrix.buffer, diagonal.buffer, right.buffer);
        let step = Step::TriangularSolve { out, matrix, diagonal, right, transposed, stairs };
        self.product_steps.entry(stage).or_default().push(step);
        Home { buffer: out, for_loops: stage + 1, for_products: stage + 1 }
    }

    fn put_along(&mut self, e: Expr<'g>, out: BufferId, op: ir::Along, copies: Copies) -> Home {
        let (source, input_row) = self.rows_of(e.arg(0));
        let stage = source.for_products;
        let step = Step::Along(Along { op, out, input: source.buffer, input_row, copies, span: None });
        self.product_steps.entry(stage).or_default().push(step);
        Home { buffer: out, for_loops: stage + 1, for_products: stage + 1 }
    }

    fn add_outer(&mut self, e: Expr<'g>, out: BufferId, of: Contraction) -> Home {
        let [a, b] = [0, 1].map(|k| self.home(e.arg(k)));
        let stage = a.for_products.max(b.for_products);
        self.product_steps.entry(stage).or_default().push(Step::AddOuter { out, a: a.buffer, b: b.buffer, of });
        Home { buffer: out, for_loops: stage + 1, for_products: stage + 1 }
    }

    /// The buffer and row from which a value can be read as neighbouring rows.
    fn rows_of(&mut self, e: Expr<'g>) -> (Home, usize) {
        if let (Op::Gather(index), false) = (e.op(), self.homes.contains_key(&e.value))
            && let Some(start) = index.contiguous()
        {
            let (home, row) = self.rows_of(e.arg(0));
            return (home, row + start);
        }
        (self.home(e), 0)
    }

    fn put_parts(&mut self, e: Expr<'g>, buffer: BufferId, len: usize, parts: &[Index], mode: Mode) -> Home {
        let covered: usize = parts.iter().map(Index::len).sum();
        if covered < len && mode == Mode::Write {
            self.clears.entry(0).or_default().push(buffer);
        }
        let mut last = 0;
        for (k, part) in parts.iter().enumerate() {
            let argument = e.arg(k);
            if let (Op::Assemble { .. }, false) = (argument.op(), self.homes.contains_key(&argument.value)) {
                self.home(argument);
            }
            last = last.max(self.store(argument, buffer, part.clone(), mode));
        }
        Home { buffer, for_loops: last + 1, for_products: last }
    }

    /// A sum of rows, each of which is added to the row that `to` says.
    fn put_sum(&mut self, e: Expr<'g>, buffer: BufferId, to: (Index, Mode), mode: Mode) -> Home {
        let argument = e.arg(0);
        let stage = self.store(argument, buffer, to.0, to.1);
        if mode == Mode::Write {
            self.clears.entry(0).or_default().push(buffer);
        }
        Home { buffer, for_loops: stage + 1, for_products: stage }
    }

    pub(super) fn reach(&mut self, goal: &Goal) {
        let e = self.at(goal.value);
        if goal.mode == Mode::Write {
            self.put(e, goal.buffer, Mode::Write);
            return;
        }
        self.put(e, goal.buffer, Mode::Add);
    }

    /// Stores a value from the loop of its stage and rows; the stage.
    pub(super) fn store(&mut self, e: Expr<'g>, buffer: BufferId, index: Index, mode: Mode) -> usize {
        let rows = e.size();
        let stage = self.stage(e);
        // Other rows of one buffer are stored side by side.
        let beside = |s: &Store| s.mode == mode && mode != Mode::Reduce && s.index.is_apart(&index);
        let same = |s: &Store| s.index == index && s.mode == mode;
        let conflicts = |l: &Loop| l.stores.iter().any(|s| s.buffer == buffer && !same(s) && !beside(s));
        let mut key = (stage, rows, 0);
        while self.loops.get(&key).is_some_and(|(l, _)| conflicts(l)) {
            key.2 += 1;
        }
        let value = self.operand(e, key, e.is_scalar());
        let slot = self.loops.entry(key).or_default();
        slot.0.rows = rows;
        slot.0.stores.push(Store { value, times: None, buffer, index, mode });
        stage
    }
}

//! Recurrent cells on a grid: the states of a position from those of positions before it.
//!
//! A cell is the equation of a recurrence (`ir::Recurrence`), written for all positions at once: a window reads the states of
//! earlier positions, and [`Earlier`] moves them to the positions that go on with them. Which positions make a step is the grid's
//! affair, and the cell's formula the same for rows, diagonals and sequences.

use std::rc::Rc;

use super::{Start, causal_map, of_context};
use crate::event::Grid;
use crate::ir::{Expr, Op, Recurrence, Value};
use crate::shape::{Axis, Causal, Copies, Index, Shape, Window};
use crate::vocabulary::{Inputs, Site};

/// The cell of a recurrence.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Cell {
    /// `c ← f c + i g`, `h = o tanh(c)` with `i, f, o = sigmoid` and `g = tanh` of what arrives. (Hochreiter and Schmidhuber 1997)
    Lstm,
    /// `h ← n + z (h − n)` with `r, z = sigmoid` and `n = tanh(input + r · state)` of what arrives. (Cho et al. 2014)
    Gru,
}

impl Cell {
    /// How many numbers arrive for each hidden channel, in PyTorch's order.
    fn gates(self) -> usize {
        match self {
            Cell::Lstm => 4,
            Cell::Gru => 3,
        }
    }
}

/// The position that a position goes on with.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Earlier {
    /// The one in the row above.
    Above,
    /// The one to its left.
    Left,
}

impl Earlier {
    /// Channels at the positions that go on with them; zeros where there is no such position.
    pub(super) fn moved<'g>(self, value: Expr<'g>, grid: Grid) -> Expr<'g> {
        let (row, rows, channels) = (grid.width * grid.channels, grid.height, grid.channels);
        let (len, to, from) = match self {
            Earlier::Above => (row * (rows + 1), Index::range(row, row * rows), Index::range(0, row * rows)),
            Earlier::Left => {
                let in_rows = |start: usize| Index::blocks(start, row + channels, row, rows);
                ((row + channels) * rows, in_rows(channels), in_rows(0))
            }
        };
        value.graph.make(Op::Assemble { len, parts: vec![to] }, &[value]).gather(from)
    }

    /// A window that reads it, and around it in its row `kernel` places in all.
    fn window(self, grid: Grid, kernel: usize, outputs: usize) -> Window {
        let earlier = |places: usize| Axis { before: 1, ..Axis::same(places, 1, 1) };
        let (height, width) = match self {
            Earlier::Above => (earlier(grid.height), Axis::same(grid.width, kernel, 1)),
            Earlier::Left => (Axis::same(grid.height, 1, 1), earlier(grid.width)),
        };
        Window::new(height, width, grid.channels, outputs)
    }
}

/// A layer of a recurrent network on a grid.
#[derive(Clone, Copy)]
pub(super) struct Layer<'s> {
    /// The cell.
    pub(super) cell: Cell,
    /// The grid of its states.
    pub(super) grid: Grid,
    /// The groups of its channels.
    pub(super) groups: usize,
    /// The positions whose states arrive; it goes on with the first of them.
    pub(super) reads: &'s [Earlier],
    /// Places of a window along a row, around the position.
    pub(super) kernel: usize,
    /// How many steps there are, each of equally many positions.
    pub(super) steps: usize,
}

impl Layer<'_> {
    /// The hidden states, given what arrives from the network's layer before: its map number `k`, to all gates.
    pub(super) fn build<'g>(&self, site: &Site<'g>, k: usize, arriving: Expr<'g>) -> Expr<'g> {
        let (grid, outputs) = (self.grid, self.cell.gates() * self.grid.channels);
        let windows: Vec<Window> = self.reads.iter().map(|read| read.window(grid, self.kernel, outputs)).collect();
        let inputs: usize = windows.iter().map(|window| window.inputs * window.taps()).sum();
        let (init, bias_init) = Start::Usual.of(site, inputs);
        let names = ["state_weight", "second_state_weight"];
        let weight = |(window, name): (&Window, &&str)| site.network_parameter(k, name, window.weight(), init);
        let mut given = vec![arriving];
        given.extend(windows.iter().zip(&names).map(weight));
        if self.cell == Cell::Gru {
            given.push(site.network_parameter(k, "state_bias", Shape::vector(grid.channels), bias_init));
        }
        let graph = site.graph;
        let leaf = |(j, e): (usize, &Expr<'g>)| match e.node().varying {
            true => graph.varying(&format!("given_{j}"), e.shape()),
            false => graph.uniform(&format!("given_{j}"), e.shape()),
        };
        let captured: Vec<Expr> = given.iter().enumerate().map(leaf).collect();
        let unknowns: Vec<Expr> =
            (0..self.states()).map(|j| graph.varying(&format!("state_{j}"), Shape::vector(grid.size()))).collect();
        let values = self.equations(&unknowns, &windows, &captured);
        let numbers = |values: &[Expr]| -> Vec<Value> { values.iter().map(|e| e.value).collect() };
        let recurrence = Recurrence {
            unknowns: numbers(&unknowns),
            captured: numbers(&captured),
            values: numbers(&values),
            steps: self.steps,
            rows: grid.height,
            backwards: false,
        };
        let states = graph.states(Rc::new(recurrence), &given);
        for state in &states[1..] {
            state.named(&format!("cell_{k}"));
        }
        states[0].named(&format!("state_{k}"))
    }

    /// How many states a position has.
    fn states(&self) -> usize {
        match self.cell {
            Cell::Lstm => 2,
            Cell::Gru => 1,
        }
    }

    /// The right side of each state's equation.
    fn equations<'g>(&self, states: &[Expr<'g>], windows: &[Window], given: &[Expr<'g>]) -> Vec<Expr<'g>> {
        let (grid, gates, go_on) = (self.grid, self.cell.gates(), self.reads[0]);
        // A group's gates lie side by side, so that a level of a draw computes neighbours.
        let width = grid.channels / self.groups;
        let gate = |of: Expr<'g>, k: usize| {
            of.gather(Index::blocks(k * width, gates * width, width, grid.positions() * self.groups))
        };
        let products = windows.iter().zip(&given[1..]).map(|(window, weight)| weight.convolve(states[0], *window));
        let products: Vec<Expr> = products.collect();
        let of_states = |k: usize| products.iter().map(|product| gate(*product, k)).reduce(|a, b| a + b);
        let of_states = |k: usize| of_states(k).expect("a cell reads a position before");
        let all = |k: usize| gate(given[0], k) + of_states(k);
        match self.cell {
            Cell::Lstm => {
                let [input, forget, output] = [0, 1, 3].map(|k| all(k).sigmoid());
                let cell = forget * go_on.moved(states[1], grid) + input * all(2).tanh();
                vec![output * cell.tanh(), cell]
            }
            Cell::Gru => {
                let [reset, keep] = [0, 1].map(|k| all(k).sigmoid());
                let bias = given[given.len() - 1].repeat(Copies::of(grid.positions(), grid.channels));
                let new = (gate(given[0], 2) + reset * (of_states(2) + bias)).tanh();
                vec![new + keep * (go_on.moved(states[0], grid) - new)]
            }
        }
    }

    /// The numbers that arrive at all gates from channels of the grid, by the network's map number `k`: a
    /// window of so many places of a row around the position, of which it reads those up to itself.
    pub(super) fn arriving<'g>(
        &self,
        site: &Site<'g>,
        k: usize,
        (h, channels): (Expr<'g>, usize),
        kernel: usize,
        inputs: Inputs<'g>,
    ) -> Expr<'g> {
        let (grid, outputs) = (self.grid, self.cell.gates() * self.grid.channels);
        let (height, width) = (Axis::same(grid.height, 1, 1), Axis::same(grid.width, kernel, 1));
        let own = Causal { groups: self.groups, strict: false };
        let window = Window { causal: Some(own), ..Window::new(height, width, channels, outputs) };
        of_context(site, k, causal_map(site, k, h, window, Start::Usual), inputs, outputs)
    }
}

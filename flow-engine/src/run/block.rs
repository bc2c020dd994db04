//! A loop, block by block: its lines on a block, then its stores.

use flow_runtime::__private::numeric::isa::Segment;
use flow_runtime::__private::{Isa, rows_of};
use flow_runtime::Real;

use super::Memory;
use super::lines::Compute;
use super::step::degree_of;
use crate::code::{Block, BlockStore, Operand, Place, Row, WIDTH};

/// Where a block lies.
#[derive(Clone, Copy)]
pub struct At {
    /// The row of the loop; where a block may hold several rows, the first of the loop.
    pub row: usize,
    /// The number of the block's first number in that row, or behind its beginning.
    pub first: usize,
    /// How many numbers it has.
    pub width: usize,
}

/// Runs a loop.
pub fn run<T: Real, I: Isa>(isa: I, block: &Block, memory: &mut Memory<'_, T>, level: usize, work: &mut [T]) {
    let rows = match block.span {
        _ if block.own_row => level..level + 1,
        Some((rule, degree)) => rows_of(rule, degree_of(degree, level)),
        None => 0..block.rows,
    };
    for (scalar, number) in work.iter_mut().zip(&block.numbers) {
        *scalar = T::from_f64(*number);
    }
    if block.flat {
        return stretch(isa, block, memory, work, rows.start, rows.len() * memory.lanes);
    }
    for row in rows {
        for (k, shared) in block.shared.iter().enumerate() {
            let at = shared.rule.at(row, memory.tables);
            work[block.numbers.len() + k] = memory.get(shared.place.part(at, 1))[0];
        }
        stretch(isa, block, memory, work, row, memory.lanes);
    }
}

/// Numbers that follow one another, from the beginning of a row.
fn stretch<T: Real, I: Isa>(
    isa: I,
    block: &Block,
    memory: &mut Memory<'_, T>,
    work: &mut [T],
    row: usize,
    numbers: usize,
) {
    let mut first = 0;
    while first < numbers {
        let at = At { row, first, width: WIDTH.min(numbers - first) };
        isa.enter(Compute { lines: &block.lines, block, memory, at, work });
        for store in &block.stores {
            isa.enter(Keep { store, block, memory, at, work });
        }
        first += at.width;
    }
}

/// The numbers of a row that belong to a block.
#[inline(always)]
pub fn numbers_of<'m, T>(row: &Row, memory: &'m Memory<'_, T>, at: At) -> &'m [T] {
    let (place, skip) = place_of(row, memory.tables, memory.lanes, at);
    &memory.get(place)[skip..skip + at.width]
}

/// The rows that a block touches, and how many of their numbers come before it.
#[inline(always)]
fn place_of(row: &Row, tables: &[u32], lanes: usize, at: At) -> (Place, usize) {
    let start = row.rule.at(at.row, tables);
    (row.place.part(start, (at.first + at.width).div_ceil(lanes)), at.first)
}

/// Stores the value of a block.
struct Keep<'k, 'a, T> {
    store: &'k BlockStore,
    block: &'k Block,
    memory: &'k mut Memory<'a, T>,
    at: At,
    work: &'k [T],
}

/// A value for all lanes, or one for each.
#[derive(Clone, Copy)]
pub enum Numbers<'n, T> {
    /// One for each.
    Many(&'n [T]),
    /// One for all.
    One(T),
}

/// A value of working memory.
#[inline(always)]
pub fn kept<'w, T: Real>(operand: Operand, block: &Block, work: &'w [T], width: usize) -> Option<Numbers<'w, T>> {
    match operand {
        Operand::Register(k) => Some(Numbers::Many(&work[block.scalars + k * WIDTH..][..width])),
        Operand::Scalar(k) => Some(Numbers::One(work[k])),
        Operand::Row(_) => None,
    }
}

impl<T: Real> Segment for Keep<'_, '_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let Keep { store, block, memory, at, work } = self;
        let place = if store.reduces && block.flat {
            (store.to.place.part(0, 1), 0)
        } else {
            place_of(&store.to, memory.tables, memory.lanes, at)
        };
        let len = if store.reduces && block.flat { 1 } else { at.width };
        let (to, rest) = memory.split(place.0);
        let to = &mut to[place.1..place.1 + len];
        let read = |operand: Operand| {
            kept(operand, block, work, at.width).unwrap_or_else(|| {
                let Operand::Row(k) = operand else { unreachable!("other operands are kept") };
                Numbers::Many(rest.numbers(&block.reads[k], at))
            })
        };
        let value = read(store.value);
        match (value, store.times.map(read)) {
            (Numbers::Many(value), None) if store.reduces && block.flat => {
                for v in value {
                    to[0] += *v;
                }
            }
            (Numbers::One(value), None) if store.reduces && block.flat => {
                for _ in 0..at.width {
                    to[0] += value;
                }
            }
            (Numbers::Many(value), None) if store.adds => {
                for (to, v) in to.iter_mut().zip(value) {
                    *to += *v;
                }
            }
            (Numbers::One(value), None) if store.adds => {
                for to in to {
                    *to += value;
                }
            }
            (Numbers::Many(value), None) => to.copy_from_slice(value),
            (Numbers::One(value), None) => to.fill(value),
            (value, Some(times)) => {
                for (k, to) in to.iter_mut().enumerate() {
                    *to = isa.mul_add(value.at(k), times.at(k), *to);
                }
            }
        }
    }
}

impl<T: Real> Numbers<'_, T> {
    /// The number of a lane.
    #[inline(always)]
    pub fn at(self, k: usize) -> T {
        match self {
            Numbers::Many(numbers) => numbers[k],
            Numbers::One(number) => number,
        }
    }
}

impl<T> super::memory::Rest<'_, '_, T> {
    /// The numbers of a row that belong to a block.
    #[inline(always)]
    fn numbers(&self, row: &Row, at: At) -> &[T] {
        let (place, skip) = place_of(row, self.tables(), self.lanes(), at);
        &self.get(place)[skip..skip + at.width]
    }
}

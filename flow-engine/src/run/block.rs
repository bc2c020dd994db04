//! A loop, block by block.

use flow_runtime::__private::{Isa, rows_of};
use flow_runtime::Real;

use super::Memory;
use super::lines::{Compute, Share};
use super::step::degree_of;
use crate::code::{Argument, Block, Row};

/// Where a block lies.
#[derive(Clone, Copy)]
pub struct At {
    /// The row of the loop; where a block may hold several rows, the first of the loop.
    pub row: usize,
    /// The number of the block's first number, from the beginning of that row.
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
        if !block.alike.is_empty() {
            isa.enter(Share { lines: &block.alike, scalars: &mut work[..block.scalars] });
        }
        return stretch(isa, block, memory, work, rows.start, rows.len() * memory.lanes);
    }
    for row in rows {
        for (k, shared) in block.shared.iter().enumerate() {
            let at = shared.rule.at(row, memory.tables);
            work[block.numbers.len() + k] = memory.get(shared.place.part(at, 1))[0];
        }
        if !block.alike.is_empty() {
            isa.enter(Share { lines: &block.alike, scalars: &mut work[..block.scalars] });
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
    let most = block.width(size_of::<T>());
    let mut first = 0;
    while first < numbers {
        let at = At { row, first, width: most.min(numbers - first) };
        isa.enter(Compute { lines: &block.lines, stores: &block.stores, block, memory, at, work });
        first += at.width;
    }
}

/// Where a block begins in the argument that holds a row.
#[inline(always)]
pub fn start_of(row: &Row, tables: &[u32], lanes: usize, at: At) -> usize {
    (row.place.start + row.rule.at(at.row, tables)) * lanes + at.first
}

/// The numbers of a row that belong to a block.
#[inline(always)]
pub fn numbers_of<'m, T>(row: &Row, memory: &'m Memory<'_, T>, at: At) -> &'m [T] {
    let start = start_of(row, memory.tables, memory.lanes, at);
    let argument: &[T] = match row.place.of {
        Argument::Read(k) => memory.read[k],
        Argument::Write(k) => &*memory.write[k],
    };
    &argument[start..][..at.width]
}

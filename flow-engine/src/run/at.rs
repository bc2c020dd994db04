//! Where a block of a loop lies.

use flow_compiler::plan::Degree;

use super::memory::Memory;
use crate::code::{Argument, Row, RowRule, Run};

/// Where a block lies.
#[derive(Clone, Copy)]
pub struct At {
    /// The row of the loop; where a block holds several rows, the first of them.
    pub row: usize,
    /// How many rows are gathered; 1 where none is.
    pub rows: usize,
    /// The number of the block's first number, from the beginning of its row.
    pub first: usize,
    /// How many numbers it has.
    pub width: usize,
}

impl At {
    /// The gathered rows as runs of such as follow one another in a buffer, or are one there.
    #[inline(always)]
    pub fn runs(self, rule: &RowRule) -> impl Iterator<Item = (At, Run)> {
        let (mut row, end) = (self.row, self.row + self.rows);
        std::iter::from_fn(move || {
            let (rows, run) = rule.run(row);
            let rows = rows.min(end - row);
            let at = At { row, rows, ..self };
            row += rows;
            (rows > 0).then_some((at, run))
        })
    }
}

/// Where a row of a block begins in the argument that holds it.
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

/// The degree of the rows of a level.
pub fn degree_of(degree: Degree, level: usize) -> usize {
    match degree {
        Degree::Zero => 0,
        Degree::Level => level,
        Degree::Above => level + 1,
    }
}
